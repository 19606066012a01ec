use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(default = "no")]
    opened: Option<bool>,
}

fn main() {}
