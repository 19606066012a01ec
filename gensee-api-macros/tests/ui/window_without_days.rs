use gensee_api::{Parameters, Time};

#[derive(Parameters)]
#[window(start..end, days = 0)]
struct Request {
    start: Time,
    end: Time,
}

fn main() {}
