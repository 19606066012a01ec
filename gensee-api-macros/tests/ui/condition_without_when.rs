use gensee_api::Parameters;

#[derive(Parameters)]
#[condition(require(token))]
struct Request {
    token: Option<String>,
}

fn main() {}
