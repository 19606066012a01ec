use gensee_api::OpenEnum;

#[derive(OpenEnum)]
enum Kind {
    #[code("0")]
    Absent,
}

fn main() {}
