use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(always)]
    subject: String,
}

fn main() {}
