use gensee_api::Parameters;

#[derive(Parameters)]
union Request {
    number: i64,
}

fn main() {}
