use gensee_api::Parameters;

#[derive(Parameters)]
#[condition(require(password), when(opened = "0"))]
struct Request {
    #[param(size = 3, length = 9..=1)]
    subject: String,
    opened: Option<bool>,
    #[param(name = "subject")]
    title: String,
}

fn main() {}
