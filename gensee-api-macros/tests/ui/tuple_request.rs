use gensee_api::Parameters;

#[derive(Parameters)]
struct Request(String);

fn main() {}
