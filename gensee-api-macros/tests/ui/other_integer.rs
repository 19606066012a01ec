use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    hours: Option<Vec<u8>>,
}

fn main() {}
