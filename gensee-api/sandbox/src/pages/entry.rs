//! The addresses by which people join webcasts and watch vods. Each shows a page with what stands behind the address,
//! and how the sandbox is told that somebody follows it. Looking at the page changes nothing.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, Uri};
use axum::response::Response;
use serde_json::{Value, json};

use super::{escape, folder, page};
use crate::AppState;
use crate::reply::alphabetical;
use crate::world::{Phase, Vod, Webcast, World, organizer_id};
use gensee_api::webcast::{
    ATTENDEE_ENTRY, ORGANIZER_ENTRY, OWN_UID, PANELIST_ENTRY, VOD_ENTRY,
};

/// What an address leads to.
struct Found<'a> {
    title: &'a str,
    /// Names and values.
    lines: Vec<(&'static str, String)>,
    verb: &'static str,
    body: Value,
}

/// The page of an address.
pub(super) async fn show(
    State(app): State<Arc<AppState>>,
    uri: Uri,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let query: HashMap<_, _> = form_urlencoded::parse(query.as_bytes()).collect();
    let asked =
        |name: &str| query.get(name).map(|value| value.trim()).unwrap_or_default();
    let world = app.world();
    match find(&world, uri.path(), &name, &asked) {
        Some(found) => page(StatusCode::OK, found.title, &found.html(&asked)),
        None => {
            let words = "<p>There is no such webcast or vod. Perhaps it was deleted, or the sandbox was started again; \
                         <a href=\"/\">the first page</a> says what it offers.</p>\n";
            page(StatusCode::NOT_FOUND, "Nothing here", words)
        }
    }
}

fn find<'a>(
    world: &'a World,
    path: &str,
    name: &str,
    asked: &dyn Fn(&str) -> &'a str,
) -> Option<Found<'a>> {
    let id = |entry| {
        let (folder, prefix) = folder(entry);
        path.starts_with(folder).then(|| name.strip_prefix(prefix)).flatten()
    };
    if let Some(id) = id(VOD_ENTRY) {
        return Some(of_vod(world.vods.get(id)?));
    }
    if let Some(id) = id(ATTENDEE_ENTRY) {
        let webcast = world.webcasts.get(id)?;
        let token = token(webcast.tokens.attendee.expose(), asked("token"));
        return Some(of_webcast(webcast, "attendee", token));
    }
    if let Some(id) = id(PANELIST_ENTRY) {
        let webcast = world.webcasts.get(id)?;
        let token = token(webcast.tokens.panelist.expose(), asked("token"));
        return Some(of_webcast(webcast, "panelist", token));
    }
    let id = id(ORGANIZER_ENTRY)?;
    let mut webcasts = world.webcasts.values();
    let webcast = webcasts.find(|webcast| organizer_id(&webcast.id) == id)?;
    Some(of_webcast(webcast, "organizer", "not needed"))
}

/// What to say of a token, without telling it.
fn token(wanted: &str, given: &str) -> &'static str {
    match (wanted, given) {
        ("", _) => "not needed",
        (_, "") => "none is given, so the viewer is asked for it",
        (wanted, given) if wanted == given => "right",
        _ => "wrong, so the viewer is asked for it",
    }
}

fn of_webcast<'a>(webcast: &'a Webcast, role: &str, token: &str) -> Found<'a> {
    let phase = match webcast.phase {
        Phase::NotStarted => "not started",
        Phase::Joined => "not started, people are inside",
        Phase::Live { .. } => "live",
        Phase::Ended => "ended",
    };
    let viewer = json!({ "nickname": "", "speaker": role != "attendee" });
    Found {
        title: &webcast.settings.subject,
        lines: vec![
            ("number", webcast.number.clone()),
            ("state", phase.to_owned()),
            ("start", webcast.settings.start.to_string()),
            ("joins as", role.to_owned()),
            ("token", token.to_owned()),
        ],
        verb: "join",
        body: json!({ "webcast": webcast.id, "viewer": viewer, "join_type": "PcWeb" }),
    }
}

fn of_vod(vod: &Vod) -> Found<'_> {
    let published = match vod.published {
        Some(since) => format!("since {since}"),
        None => "no".to_owned(),
    };
    let password = if vod.about.password.is_some() { "needed" } else { "not needed" };
    Found {
        title: &vod.about.subject,
        lines: vec![
            ("number", vod.number.clone()),
            ("published", published),
            ("password", password.to_owned()),
        ],
        verb: "start_watching",
        body: json!({ "vod": vod.id, "viewer": { "nickname": "" }, "device": "Pc" }),
    }
}

impl Found<'_> {
    fn html<'a>(mut self, asked: &dyn Fn(&str) -> &'a str) -> String {
        // Both spellings are in use.
        let name = [asked("nickName"), asked("nickname")];
        let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or("somebody");
        self.body["viewer"]["nickname"] = name.into();
        self.lines.push(("nickname", name.to_owned()));
        let uid = match asked("uid").parse::<i64>() {
            Ok(uid) if uid >= OWN_UID => {
                self.body["viewer"]["uid"] = uid.into();
                uid.to_string()
            }
            _ if asked("uid").is_empty() => {
                "none, so the viewer is anonymous".to_owned()
            }
            _ => format!("not honoured, because it is not a number from {OWN_UID} on"),
        };
        self.lines.push(("uid", uid));
        let mut html = "<table>\n".to_owned();
        for (name, value) in &self.lines {
            let value = escape(value);
            // Writing to a string does not fail.
            let _ = writeln!(html, "<tr><th>{name}</th><td>{value}</td></tr>");
        }
        let body = escape(&alphabetical(self.body).to_string());
        let _ = writeln!(
            html,
            "</table>\n<p>Nobody comes by looking at this page. Send this to <code>POST /sandbox/control/{}</code>, and the viewer comes:</p>\n<pre>{body}</pre>",
            self.verb
        );
        html
    }
}
