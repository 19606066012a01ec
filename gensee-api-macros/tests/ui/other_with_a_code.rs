use gensee_api::OpenEnum;

#[derive(OpenEnum)]
enum Kind {
    #[code("0")]
    Absent,
    #[code("1")]
    Other(String),
}

fn main() {}
