use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(name = "id", names("id", "Id"))]
    webcast: String,
}

fn main() {}
