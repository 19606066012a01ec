use gensee_api::Answer;

#[derive(Answer)]
struct Response {
    #[answer(extra)]
    extra: Extra,
    #[answer(extra)]
    more: Extra,
}

fn main() {}
