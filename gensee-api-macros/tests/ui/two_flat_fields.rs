use gensee_api::{Answer, Page};

#[derive(Answer)]
struct Response {
    #[answer(flat)]
    page: Option<Page>,
    #[answer(flat)]
    other: Option<Page>,
}

fn main() {}
