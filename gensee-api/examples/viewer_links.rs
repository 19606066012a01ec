//! Makes a link for a viewer, and knows him again in the exports by the id of your own.
//!
//! `cargo run --example viewer_links`

use std::error::Error;

use gensee_api::webcast::{CreateWebcast, ExportHistory, JoinType};
use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time, UserId};
use gensee_sandbox::{Sandbox, Viewer};

#[tokio::main]
pub async fn main() -> Result<(), Box<dyn Error>> {
    // For a real site, take its address and a login of yours.
    let sandbox = Sandbox::start()?;
    let client = Client::builder(sandbox.url())
        .login(sandbox.admin(), Password::md5(sandbox.password()))
        .build()?;
    let request = CreateWebcast::new(
        "Rust 101",
        Time::now(),
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    );
    let webcast = client.create_webcast(&request).await?;

    // Who comes with the link: the id is one of your own.
    let user = UserId::own(42);
    let link = webcast.viewer_link().nick_name("张三").user(user).url();
    // It holds the token: show the link to nobody but the viewer.
    let link = link.ok_or("no address")?;
    println!("a link of {} bytes", link.expose().len());

    // He follows the link.
    let control = sandbox.control();
    control.start(&webcast.id)?;
    let viewer = Viewer { uid: Some(user), ..Viewer::named("张三") };
    control.join(&webcast.id, viewer, JoinType::PcWeb)?;
    control.finish(&webcast.id)?;

    // What was sent comes back.
    let history = client.export_history(&ExportHistory::new(&webcast.id)).await?;
    for visit in history.list {
        let own = visit.uid.and_then(UserId::own_id);
        println!("{} is {own:?}", visit.nickname.unwrap_or_default());
    }
    Ok(())
}
