use gensee_api::Answer;

#[derive(Answer)]
struct Response {
    #[answer(default = "1")]
    page: Option<i64>,
}

fn main() {}
