//! Makes a link for a viewer, and knows him again in the exports by the id of your own.
//!
//! `cargo run --example viewer_links`

use std::error::Error;

use form_urlencoded::Serializer;
use gensee_api::webcast::{CreateWebcast, ExportHistory, JoinType, OWN_UID};
use gensee_api::{Client, Password, Time, UserId};
use gensee_sandbox::{Sandbox, Viewer};

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;
    let request = CreateWebcast::new("Rust 101", Time::now(), "123456", "654321");
    let webcast = client.create_webcast(&request).await?;

    // The address of the webcast, and who comes with it. Ids of your own are sent with `OWN_UID` added.
    let uid = UserId::from(OWN_UID + 42);
    let viewer = Serializer::new(String::new())
        .append_pair("nickname", "张三")
        .append_pair("uid", &uid.to_string())
        .finish();
    let address = webcast.attendee_join_url.ok_or("no address")?;
    // It holds the token: show the link to nobody but the viewer.
    let link = format!("{}&{viewer}", address.expose());
    println!("a link of {} bytes that ends in {viewer}", link.len());

    // He follows the link.
    let control = sandbox.control();
    control.start(&webcast.id)?;
    let viewer = Viewer { uid: Some(uid), ..Viewer::named("张三") };
    control.join(&webcast.id, viewer, JoinType::PcWeb)?;
    control.finish(&webcast.id)?;

    // What was sent comes back.
    let history = client.export_history(&ExportHistory::new(&webcast.id)).await?;
    for visit in history.list {
        println!("{} is {:?}", visit.nickname.unwrap_or_default(), visit.uid);
    }
    Ok(())
}
