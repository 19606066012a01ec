//! Lists: entries come and go, and are numbered as the server counts.

use super::page::{self, Page};

async fn arrives(page: &Page, expected: &[(&str, &str)]) {
    page.click("#send").await;
    page.shows("status", "HTTP 200").await;
    let arrived = page.arrived();
    let arrived: Vec<_> =
        arrived.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(arrived, expected);
}

#[tokio::test]
async fn objects_of_a_list() {
    page::at("#/attach_files?webcastId=5f3c&lang=en", async |page| {
        page.log_in().await;
        page.fill("attachmentList[0].url", "https://example.com/a.pdf").await;
        page.fill("attachmentList[0].name", "讲义 1").await;
        for _ in 0..2 {
            page.click("#add-attachmentList").await;
        }
        page.fill("attachmentList[1].url", "https://example.com/b.pdf").await;
        page.fill("attachmentList[2].url", "https://example.com/c.pdf?x=1&y=2").await;
        page.fill("attachmentList[2].description", "Handout").await;
        page.click("[data-entry='attachmentList[1]'] > .remove").await;
        arrives(
            page,
            &[
                ("webcastId", "5f3c"),
                ("attachmentList[0].url", "https://example.com/a.pdf"),
                ("attachmentList[0].name", "讲义 1"),
                ("attachmentList[1].url", "https://example.com/c.pdf?x=1&y=2"),
                ("attachmentList[1].description", "Handout"),
            ],
        )
        .await;
        let sent = page.arrived();
        page.go("#/get_webcast").await;
        page.log_in().await;
        page.click("#history .quiet").await;
        page.shows("status", "HTTP 200").await;
        assert_eq!(page.arrived(), sent, "the history has lists too");
    })
    .await;
}

#[tokio::test]
async fn numbers_of_a_list() {
    page::at(
        "#/choose_records?webcastId=5f3c&recordId[0]=7&recordId[2]=9",
        async |page| {
            page.log_in().await;
            let own =
                [("webcastId", "5f3c"), ("recordId[0]", "7"), ("recordId[1]", "9")];
            arrives(page, &own).await;
            page.fill("recordId[1]", "8").await;
            let own = [
                ("webcastId", "5f3c"),
                ("recordId[0]", "7"),
                ("recordId[1]", "8"),
                ("recordId[2]", "9"),
            ];
            arrives(page, &own).await;
            page.click("#options-summary").await;
            page.find("#lists")
                .await
                .select_by_value("repeated")
                .await
                .expect("a choice");
            let own = [
                ("webcastId", "5f3c"),
                ("recordId", "7"),
                ("recordId", "8"),
                ("recordId", "9"),
            ];
            arrives(page, &own).await;
        },
    )
    .await;
}
