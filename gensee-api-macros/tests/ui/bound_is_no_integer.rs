use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(range = "0"..=23)]
    hour: i64,
}

fn main() {}
