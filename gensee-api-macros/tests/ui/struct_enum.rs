use gensee_api::OpenEnum;

#[derive(OpenEnum)]
struct Kind;

fn main() {}
