use gensee_api::Parameters;

#[derive(Parameters)]
#[condition(require(token), when(opened = "false"))]
struct Request {
    opened: Option<bool>,
    token: String,
}

fn main() {}
