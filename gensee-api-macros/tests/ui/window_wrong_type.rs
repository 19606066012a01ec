use gensee_api::{Parameters, Time};

#[derive(Parameters)]
#[window(start_time..end_time, days = 7)]
struct Request {
    start_time: Option<String>,
    end_time: Option<Time>,
}

fn main() {}
