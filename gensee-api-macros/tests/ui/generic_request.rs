use gensee_api::Parameters;

#[derive(Parameters)]
struct Request<T> {
    subject: T,
}

fn main() {}
