use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(length = 15..=6)]
    token: String,
}

fn main() {}
