use gensee_api::Answer;

#[derive(Answer)]
struct Response {
    #[answer(always)]
    id: Option<String>,
}

fn main() {}
