//! `gensee mcp`, with the official client in Python.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use gensee_api::webcast::{CreateWebcast, OPERATIONS};
use gensee_api::{Effect, Operation as _};
use serde_json::json;

use super::{Site, done, tools};

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/program/mcp/client.py");

#[test]
fn the_official_client() {
    let Some(python) = tools::python("mcp") else { return };
    let site = Site::demo();
    let webcasts = site.column("call list-webcasts --all", "id");
    let file = site.settings.path().join("visits.jsonl");
    let exported = site
        .run(&format!("export visits {} --from=-40d --all-webcasts", file.display()));
    assert_eq!(exported.code, Some(0), "{exported:?}");
    let visits = fs::read_to_string(&file).unwrap();
    let visits: Vec<serde_json::Value> =
        visits.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |id: &str| -> Vec<_> {
        visits.iter().filter(|visit| visit["webcastId"] == *id).collect()
    };
    // One whose visits have all ended before the test began.
    let has_ended =
        |id: &&String| of(id).iter().all(|visit| !visit["leaveTime"].is_null());
    let ended = webcasts.iter().filter(has_ended);
    let busiest = ended.max_by_key(|id| of(id).len()).unwrap();
    let joined: Vec<_> = of(busiest).iter().map(|visit| &visit["joinTime"]).collect();

    let mut http = site
        .command()
        .args([
            "mcp",
            "--allow",
            "create,update,delete",
            "--show-secrets",
            "--http",
            "127.0.0.1:0",
        ])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let line = BufReader::new(http.stderr.take().unwrap()).lines().next();
    let line = line.unwrap().unwrap();
    let with = |effect| -> Vec<_> {
        let infos = OPERATIONS.iter().filter(|info| info.effect == effect);
        infos.map(|info| info.name).collect()
    };
    let command = site.command();
    let environment: serde_json::Map<_, _> = command
        .get_envs()
        .filter_map(|(name, value)| {
            Some((name.to_str()?.to_owned(), value?.to_str()?.into()))
        })
        .collect();
    let told = json!({
        "program": env!("CARGO_BIN_EXE_gensee"), "environment": environment,
        "http": line.strip_prefix("listening at ").unwrap(),
        "operations": OPERATIONS.len(), "chapter": CreateWebcast::SECTION, "read": with(Effect::Read), "create": with(Effect::Create),
        "webcasts": webcasts, "busiest": busiest, "visits": joined,
    });
    let client = done(Command::new(python).arg(SCRIPT).arg(told.to_string()));
    http.kill().unwrap();
    http.wait().unwrap();
    assert_eq!(client.code, Some(0), "{}", client.stderr);
}

#[test]
fn nobody_else_reaches_it() {
    let site = Site::demo();
    let done = site.run("mcp --http 0.0.0.0:0");
    assert_eq!(done.code, Some(2), "{done:?}");
    assert!(done.stderr.contains("whoever reaches it has this login"), "{done:?}");
    let done = site.run("mcp --allow destroy");
    assert_eq!(done.code, Some(2), "{done:?}");
}
