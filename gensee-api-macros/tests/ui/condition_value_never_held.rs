use gensee_api::Parameters;

#[derive(Parameters)]
#[condition(require(token), when(opened = "0"))]
struct Request {
    opened: Option<bool>,
    token: Option<String>,
}

fn main() {}
