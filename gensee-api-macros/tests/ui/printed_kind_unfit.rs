use gensee_api::Answer;

#[derive(Answer)]
struct Inner {}

#[derive(Answer)]
struct Response {
    #[answer(printed_as = "array")]
    page: Option<Inner>,
    #[answer(printed_as = "list")]
    id: Option<String>,
    #[answer(printed_as = "text")]
    inner: Option<Inner>,
    #[answer(printed_as = "integer")]
    ids: Vec<String>,
}

fn main() {}
