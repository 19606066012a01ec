//! The picture of the README.

use std::env;
use std::fs;
use std::path::Path;

use super::browser::{HEIGHT, WIDTH};
use super::page;

const FILE: &str = "tests/tool/screenshot.png";
/// Nobody should wait for a README.
const LARGEST: usize = 300_000;

/// Puts what differs from run to run, the port and the time that the call took, into a shape that does not.
const SAME: &str = r"
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const text = texts.currentNode;
  if (text.parentElement.closest('script, style')) continue;
  text.data = text.data.replaceAll(location.host, '127.0.0.1:8080').replace(/^[\d.]+ ms$/, '2 ms');
}";

/// Width and height of a PNG: the first two numbers of its first chunk.
fn size(png: &[u8]) -> Option<(u32, u32)> {
    let number = |at| Some(u32::from_be_bytes(png.get(at..at + 4)?.try_into().ok()?));
    (png.get(12..16)? == b"IHDR").then_some((number(16)?, number(20)?))
}

#[tokio::test]
async fn the_picture_of_the_readme() {
    let link = "#/create_webcast?subject=Rust 公开课&startTime=2030-05-19 10:00:00&maxAttendees=500&telconf=1&lang=zh";
    page::at(link, async |page| {
        page.log_in().await;
        page.fill("organizerToken", "123456").await;
        page.fill("panelistToken", "654321").await;
        page.send("0").await;
        page.script(SAME).await;
        let top = "document.activeElement.blur(); scrollTo(0, 0); document.querySelector('.right').scrollTo(0, 0)";
        page.script(top).await;
        let png = page.browser.client.screenshot().await.expect("a picture");
        assert_eq!(size(&png), Some((WIDTH, HEIGHT)));
        assert!(png.len() < LARGEST, "{} bytes", png.len());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
        if env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&file, &png).expect(FILE);
        }
        let kept = fs::read(&file).expect(FILE);
        assert_eq!(size(&kept), Some((WIDTH, HEIGHT)), "write it with `UPDATE_EXPECT=1`");
        assert!(kept.len() < LARGEST, "{} bytes", kept.len());
    })
    .await;
}
