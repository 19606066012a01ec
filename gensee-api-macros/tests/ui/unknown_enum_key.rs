use gensee_api::OpenEnum;

#[derive(OpenEnum)]
#[open_enum(text)]
enum Kind {
    #[code("0")]
    Absent,
    Other(String),
}

fn main() {}
