use gensee_api::Parameters;

#[derive(Parameters)]
#[condition(require(password), when(opened = "false"))]
struct Request {
    opened: Option<bool>,
    token: Option<String>,
}

fn main() {}
