use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(since = "7.5.2014")]
    subject: String,
}

fn main() {}
