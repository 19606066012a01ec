use gensee_api::OpenEnum;

#[derive(OpenEnum)]
#[open_enum(number)]
enum Kind {
    #[code("0xED")]
    Mobile,
    Other(String),
}

fn main() {}
