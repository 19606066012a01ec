use gensee_api::Answer;

#[derive(Answer)]
struct Response {
    #[answer(flat)]
    page: Option<String>,
}

fn main() {}
