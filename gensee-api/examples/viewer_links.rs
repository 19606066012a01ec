//! Makes a link for a viewer, and knows him again in the exports by the id of your own.
//!
//! `cargo run --example viewer_links --features sandbox`

use std::error::Error;

use form_urlencoded::Serializer;
use gensee_api::sandbox::{Sandbox, Viewer};
use gensee_api::webcast::{CreateWebcast, ExportHistory, JoinType};
use gensee_api::{Client, Password, Time};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;
    let webcast = CreateWebcast::new("Rust 101", Time::now(), "123456", "654321");
    let webcast = client.create_webcast(&webcast).await?;

    let mut viewer = Serializer::new(String::new());
    let viewer =
        viewer.append_pair("nickname", "张三").append_pair("uid", "42").finish();
    // The address holds the token: nobody but the viewer is shown the link.
    let address = webcast.attendee_join_url.ok_or("no address")?;
    let link = format!("{}&{viewer}", address.expose());
    println!("a link of {} bytes that ends in {viewer}", link.len());

    let (id, control) = (webcast.id, sandbox.control());
    control.start(&id)?;
    let viewer = Viewer { uid: Some(42), ..Viewer::named("张三") };
    control.join(&id, viewer, JoinType::PcWeb)?;
    control.finish(&id)?;
    for visit in client.export_history(&ExportHistory::new(&id)).await?.list {
        // An id of your own comes back as `OWN_UID` + id.
        println!("{} is {:?}", visit.nickname.unwrap_or_default(), visit.uid);
    }
    Ok(())
}
