use gensee_api::Answer;

#[derive(Answer)]
struct Response {
    #[answer(name = "id", printed = "Id")]
    id: Option<String>,
    #[answer(printed = "number")]
    number: Option<String>,
}

fn main() {}
