use gensee_api::Answer;

#[derive(Answer)]
enum Response {
    One,
}

fn main() {}
