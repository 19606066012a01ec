use gensee_api::Answer;

#[derive(Answer)]
struct Response {
    id: String,
}

fn main() {}
