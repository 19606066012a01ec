use gensee_api::Answer;

#[derive(Answer)]
struct Response {
    #[answer(always)]
    list: Vec<String>,
}

fn main() {}
