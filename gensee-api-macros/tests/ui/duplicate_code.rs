use gensee_api::OpenEnum;

#[derive(OpenEnum)]
enum Kind {
    #[code("0")]
    Absent,
    #[code("0")]
    Present,
    Other(String),
}

fn main() {}
