use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(length = 1..=2)]
    hour: Option<i64>,
}

fn main() {}
