use gensee_api::Answer;

#[derive(Answer)]
struct Response {
    share: Option<f32>,
}

fn main() {}
