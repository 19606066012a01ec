//! An HTTP stack of your own: the crate makes the requests and reads the answers. Needs
//! no feature:
//!
//! `cargo run --example sans_io --no-default-features`

use gensee_api::webcast::ExportHistoryPage;
use gensee_api::{Paginator, Password, Result, Site, Time};
use http::{Request, Response};

/// Stands for any HTTP stack: takes a request, brings back an answer.
fn transport(request: Request<Vec<u8>>) -> Response<String> {
    // Neither the body nor a query is printed: they hold the credentials.
    println!("{} {}", request.method(), request.uri().path());
    let body = r#"{
        "code": "0",
        "list": [
            {"nickname": "张三", "uid": 1000000042},
            {"nickname": "李四", "uid": 9951547641}
        ],
        "pageDto": {"pageNo": 1, "totalPages": 1, "totalCounts": 2}
    }"#;
    Response::new(body.to_owned())
}

pub fn main() -> Result<()> {
    let password = Password::md5("888888");
    let site = Site::new("https://test.gensee.com", "admin@test.com", password)?;

    let from = Time::from_millis(1_621_389_600_000);
    let to = Time::from_millis(1_621_900_000_000);
    let mut paginator = Paginator::new(ExportHistoryPage::new("5f3c").between(from, to));
    while let Some(operation) = paginator.request()? {
        let response = transport(site.request(operation)?);
        let answer = site.answer::<ExportHistoryPage>(response)?;
        // Nothing, when the page has come before.
        if let Some(answer) = paginator.accept(answer) {
            for visit in answer.list {
                println!("  {:?}", visit.nickname);
            }
        }
    }
    Ok(())
}
