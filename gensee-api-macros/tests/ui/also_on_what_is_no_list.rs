use gensee_api::Answer;

#[derive(Answer)]
struct Question {
    #[answer(also_on = text)]
    kind: Option<i64>,
    #[answer(also_on = choices, always)]
    score: i64,
    text: Option<String>,
}

fn main() {}
