use gensee_api::OpenEnum;

#[derive(OpenEnum)]
enum Kind {
    #[code("0")]
    Absent,
    Other,
}

fn main() {}
