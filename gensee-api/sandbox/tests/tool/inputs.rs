//! Inputs by their kinds, and the hints beside them, which keep nothing from being sent.

use gensee_api::webcast::ExportHistory;
use gensee_api::{Parameters as _, Time};

use super::page::{self, Page};

/// The hint beside an input.
async fn hint(page: &Page, place: &str) -> String {
    page.text(&format!("[id='input-{place}-hint']")).await
}

#[tokio::test]
async fn hints_follow_the_rules_of_the_document() {
    page::at("#/create_webcast?lang=en", async |page| {
        for (place, value, says) in [
            ("organizerToken", "12345", "should have 6–15 characters, has 5"),
            ("organizerToken", "123456", ""),
            ("maxAttendees", "many", "is not a valid integer"),
            ("maxAttendees", "500", ""),
            ("aac", "true", ""),
            ("telconf", "2", ""),
        ] {
            page.fill(place, value).await;
            assert_eq!(hint(page, place).await, says, "{place}={value}");
        }
        assert_eq!(hint(page, "aac").await, "can only be false when telconf is 2");
        let named = page.text("#hints").await;
        assert!(named.starts_with("6 hints; it can be sent all the same"), "{named}");
        page.log_in().await;
        page.fill("subject", "Rust 101").await;
        page.fill("panelistToken", "1").await;
        page.send("101").await;
    })
    .await;
    let longest = ExportHistory::WINDOW.expect("a window").days;
    let start: Time = "2030-05-08 10:00:00".parse().expect("a time");
    let start = start.millis() - i64::from(longest) * 86_400_000;
    let start = Time::from_millis(start);
    let window = format!(
        "#/export_history?webcastId=5f3c&startTime={start}&endTime=2030-05-08 10:00:01&lang=zh"
    );
    page::at(&window, async |page| {
        let too_long = format!("与 startTime 相距不得超过 {longest} 天，否则返回空列表");
        assert_eq!(hint(page, "endTime").await, too_long);
        page.input("endTime").await.send_keys("05082030\t100000AM").await.expect("it");
        assert_eq!(hint(page, "endTime").await, "");
        page.log_in().await;
        page.shows("hints", "可以发送").await;
    })
    .await;
}

#[tokio::test]
async fn conditions_between_parameters() {
    let only = "has a meaning only when role is organizer";
    page::at("", async |page| {
        for (link, place, says) in [
            (
                "update_vod?pwdRequired=true",
                "vodPassword",
                "needed when pwdRequired is true",
            ),
            ("create_user?maxPoints=1&role=admin", "maxPoints", only),
            ("create_user?maxPoints=1&role=organizer", "maxPoints", ""),
            ("create_user?maxPoints=1", "maxPoints", only),
            (
                "update_user?role=king",
                "role",
                "is none of the codes that the document lists",
            ),
        ] {
            page.go(&format!("#/{link}&lang=en")).await;
            assert_eq!(hint(page, place).await, says, "{link}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_moment_is_picked_or_written() {
    page::at("#/export_usage?endTime=2030-05-20 10:00:00&lang=en", async |page| {
        page.log_in().await;
        let picked = page.input("startTime").await;
        picked.send_keys("05192030\t100000AM").await.expect("it");
        page.send("0").await;
        assert_eq!(page.arrived()[0].1, "1905386400000");

        page.click("#options-summary").await;
        page.find("#times").await.select_by_value("text").await.expect("a choice");
        page.send("0").await;
        assert_eq!(page.arrived()[0].1, "2030-05-19 10:00:00");

        page.find("#times").await.select_by_value("millis").await.expect("a choice");
        page.click("[id='raw-startTime']").await;
        page.send("0").await;
        assert_eq!(
            page.arrived()[0].1,
            "2030-05-19 10:00:00",
            "raw is sent as it stands"
        );
        for (raw, code, says) in
            [("1905386400001", "0", ""), ("soon", "102", "is not a valid time")]
        {
            page.fill("startTime", raw).await;
            assert_eq!(hint(page, "startTime").await, says);
            page.send(code).await;
            assert_eq!(page.arrived()[0].1, raw);
        }
    })
    .await;
}

#[tokio::test]
async fn get_puts_everything_into_the_address_and_warns() {
    page::at("#/get_webcast?webcastId=5f3c&lang=en", async |page| {
        page.log_in().await;
        page.find("#method").await.select_by_label("GET").await.expect("GET");
        page.shows("request-remark", "GET writes the password into the address").await;
        let shown = page.text("#request").await;
        assert!(
            shown.contains(
                "?sec=true&loginName=admin%40sandbox.example&password=***&webcastId=5f3c"
            ),
            "{shown}"
        );
        page.send("500").await;
        let call = page.sandbox.requests().pop().expect("a call");
        assert_eq!(call.method, "GET");
        assert!(call.parameters.iter().all(|parameter| parameter.in_query));
    })
    .await;
}

#[tokio::test]
async fn the_password_goes_out_as_sec_says() {
    page::at("#/list_webcasts?lang=en", async |page| {
        page.fill("loginName", page.sandbox.admin()).await;
        for (hash, password, sec) in [
            ("md5", "sandbox", true),
            ("sha1", "sandbox", true),
            ("hashed", "93bc63e0b4f48fbbff568d9fc0dc3def", true),
            ("none", "sandbox", false),
        ] {
            page.fill("password", password).await;
            page.fill("sec", hash).await;
            page.send("0").await;
            let call = page.sandbox.requests().pop().expect("a call");
            assert_eq!(
                call.parameters.iter().any(|one| one.name == "sec"),
                sec,
                "{hash}"
            );
        }
        assert_eq!(page.sandbox.requests().len(), 4);
    })
    .await;
}
