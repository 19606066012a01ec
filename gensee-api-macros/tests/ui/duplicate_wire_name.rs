use gensee_api::Parameters;

#[derive(Parameters)]
struct Request {
    #[param(names("id", "Id"))]
    webcast: String,
    #[param(name = "Id")]
    vod: String,
}

fn main() {}
