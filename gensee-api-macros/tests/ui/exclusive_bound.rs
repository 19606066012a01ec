use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(length = 6..15)]
    token: String,
}

fn main() {}
