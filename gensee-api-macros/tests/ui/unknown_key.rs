use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(lenght = 1..=250)]
    subject: String,
}

fn main() {}
