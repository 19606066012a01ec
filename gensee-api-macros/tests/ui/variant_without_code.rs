use gensee_api::OpenEnum;

#[derive(OpenEnum)]
enum Kind {
    Absent,
    Other(String),
}

fn main() {}
