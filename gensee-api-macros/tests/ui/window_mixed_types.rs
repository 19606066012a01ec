use gensee_api::{Parameters, Date, Time};

#[derive(Parameters)]
#[window(start..end, days = 7)]
struct Request {
    start: Date,
    end: Time,
}

fn main() {}
