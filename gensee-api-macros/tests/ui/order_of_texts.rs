use gensee_api::Parameters;

#[derive(Parameters)]
#[condition(order(first, last))]
struct Request {
    first: String,
    last: Option<String>,
}

fn main() {}
