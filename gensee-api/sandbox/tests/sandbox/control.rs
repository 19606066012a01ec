//! The people around the interface, played over HTTP.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gensee_api::webcast::{
    ExportChat, ExportHistory, ExportQuestions, ExportRollcalls, ExportUsage,
    ExportVodHistory, ExportVotes, FinishWebcast, UnpublishVod,
};
use gensee_api::{Error, WebcastId};
use gensee_sandbox::Sandbox;
use serde_json::{Value, json};

use super::http::{Answer, get, post, send};
use super::{START, admin, webcast};

fn act(sandbox: &Sandbox, verb: &str, body: &str) -> Answer {
    post(sandbox, &format!("/sandbox/control/{verb}"), body)
}

fn verbs(sandbox: &Sandbox) -> Vec<Value> {
    let list = get(sandbox, "/sandbox/control").body;
    serde_json::from_str(&list).expect("a list of verbs")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[tokio::test]
async fn every_example_happens() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let client = admin(&sandbox);
    let created = client.create_webcast(&webcast("Rust 101")).await?;
    let teacher = json!({
        "webcast": created.id.as_str(),
        "viewer": { "nickname": "王老师", "uid": 1000000001 },
        "join_type": 0,
    });
    assert_eq!(act(&sandbox, "join", &teacher.to_string()).body, r#"{"visit":0}"#);

    let mut vod = String::new();
    for verb in verbs(&sandbox) {
        let mut example = verb["example"].clone();
        for (field, id) in [("webcast", created.id.as_str()), ("vod", &vod)] {
            if let Some(value) = example.get_mut(field) {
                *value = id.into();
            }
        }
        let name = text(&verb["verb"]);
        let answer = act(&sandbox, name, &example.to_string());
        assert_eq!(answer.status(), "200", "{name} {example}: {}", answer.body);
        let body: Value = serde_json::from_str(&answer.body).expect("JSON");
        let told: Vec<_> = body.as_object().expect("an object").keys().collect();
        let expected: Vec<_> = verb["answers"].as_str().into_iter().collect();
        assert_eq!(told, expected, "{name}");
        if name == "finish" {
            vod = text(&body["vod"]).to_owned();
        }
        let needed = verb["fields"].as_array().expect("fields").iter();
        let needed = needed.filter(|field| field["required"] == true);
        for field in needed {
            let field = text(&field["name"]);
            assert!(example.get(field).is_some(), "{name} {field}");
        }
    }

    // What they did the operations see.
    let id = &created.id;
    let chat = client.export_chat(&ExportChat::new(id)).await?.list;
    assert_eq!(chat[0].msg.as_deref(), Some("Hello"));
    let asked = client.export_questions(&ExportQuestions::new(id)).await?.qa_list;
    assert_eq!(asked[0].response.as_deref(), Some("With the documents."));
    let votes = client.export_votes(&ExportVotes::new(id)).await?.vote_list;
    assert_eq!(votes[0].questions.len(), 3);
    let calls = client.export_rollcalls(&ExportRollcalls::new(id)).await?.rollcall;
    assert_eq!((calls[0].present, calls[0].absent), (Some(1), Some(1)));
    let watched = client.export_vod_history(&ExportVodHistory::new(START)).await?.list;
    assert!(watched.iter().all(|watch| watch.vod_id == Some(vod.as_str().into())));
    assert_eq!(watched.len(), 2);
    assert_eq!(sandbox.control().now().millis() - START.millis(), 2_700_000);
    Ok(())
}

/// The public methods of `Control` with the names of their parameters, as the source has them.
fn methods() -> BTreeMap<String, Vec<String>> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![source.join("control.rs")];
    let below = fs::read_dir(source.join("control")).expect("the folder");
    files.extend(below.map(|entry| entry.expect("an entry").path()));
    let mut methods = BTreeMap::new();
    for file in files.iter().filter(|file| file.is_file()) {
        let source = fs::read_to_string(file).expect("the source");
        for method in source.split("\n    pub fn ").skip(1) {
            let (name, rest) = method.split_once('(').expect("parameters");
            let end = rest.find(") ->").into_iter().chain(rest.find(") {")).min();
            let parameters = rest[..end.expect("their end")].split(',');
            let parameters = parameters
                .filter_map(|one| Some(one.split_once(':')?.0.trim().to_owned()));
            methods.insert(name.to_owned(), parameters.collect());
        }
    }
    methods
}

#[test]
fn every_method_has_a_verb() {
    let sandbox = Sandbox::start().expect("a port");
    let listed = verbs(&sandbox).into_iter().map(|verb| {
        let fields = verb["fields"].as_array().expect("fields").iter();
        let fields = fields.map(|field| text(&field["name"]).to_owned());
        (text(&verb["verb"]).to_owned(), fields.collect())
    });
    let listed: BTreeMap<String, Vec<String>> = listed.collect();
    assert_eq!(listed, methods());
    assert!(listed.len() > 20, "{listed:?}");
}

#[tokio::test]
async fn what_cannot_be_done_is_told() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let client = admin(&sandbox);
    let mut request = webcast("Rust 101").max_attendees(1);
    let id = client.create_webcast(&request).await?.id;
    request.subject = "Rust 102".to_owned();
    let other = client.create_webcast(&request).await?.id;
    let join = |id: &str| {
        let body = json!({ "webcast": id, "viewer": { "nickname": "A" }, "join_type": "PcWeb" });
        act(&sandbox, "join", &body.to_string())
    };
    assert_eq!(join(id.as_str()).body, r#"{"visit":0}"#);
    assert_eq!(join(other.as_str()).body, r#"{"visit":1}"#);
    act(&sandbox, "ask", r#"{"visit":0,"text":"Why?"}"#);

    let join = |rest: &str| format!(r#"{{"webcast":"{id}",{rest}}}"#);
    let vote = |kind: &str| {
        format!(
            r#"{{"webcast":"{id}","form":{{"subject":"Q","questions":[{{"content":"?","kind":{kind}}}]}}}}"#
        )
    };
    for (verb, body, status, error) in [
        ("dance", "{}", 404, "`dance` is not a verb; `GET /sandbox/control` lists them"),
        (
            "chat",
            "{visit=1}",
            400,
            "`chat`: the body is not JSON (key must be a string at line 1 column 2); send such as {\"text\":\"Hello\",\"visit\":1}",
        ),
        ("chat", "[]", 400, "`chat` is not an object; give one"),
        (
            "chat",
            "",
            400,
            "`chat.visit` is missing; give the number that `join` answered",
        ),
        (
            "chat",
            r#"{"visit":null}"#,
            400,
            "`chat.visit` is missing; give the number that `join` answered",
        ),
        (
            "chat",
            r#"{"visit":"first"}"#,
            400,
            "`chat.visit` is no such number; give one that `join` answered",
        ),
        (
            "chat",
            r#"{"visit":7,"text":""}"#,
            404,
            "`chat.visit` is 7, which is not a number of `join`; give one that `join` answered",
        ),
        (
            "chat",
            r#"{"visit":0,"text":1}"#,
            400,
            "`chat.text` cannot be read; give text",
        ),
        (
            "chat",
            r#"{"visit":0,"text":"","uid":1}"#,
            400,
            "`chat.uid` is not a field; leave it out, or mean one of `visit`, `text`",
        ),
        ("now", r#"{"at":0}"#, 400, "`now.at` is not a field; leave it out"),
        (
            "advance",
            r#"{"span":-1}"#,
            400,
            "`advance.span` cannot be read; give seconds, also with a fraction, and not negative",
        ),
        (
            "start",
            r#"{"webcast":"x"}"#,
            404,
            "`start.webcast` is \"x\", which is not a webcast; create it first",
        ),
        (
            "start",
            r#"{"webcast":1}"#,
            400,
            "`start.webcast` is not a text; give the id of a webcast",
        ),
        (
            "watch",
            r#"{"vod":"x","seconds":1}"#,
            404,
            "`watch.vod` is \"x\", which is not a vod; make it first",
        ),
        (
            "upload_media",
            r#"{"creator":"x","subject":"","duration":1}"#,
            404,
            "`upload_media.creator` is \"x\", which is not a user; create it first, or take the administrator",
        ),
        (
            "join",
            &join(r#""viewer":{}"#),
            400,
            "`join.viewer.nickname` is missing; give text",
        ),
        (
            "join",
            &join(r#""viewer":{"nickname":"B","uid":"guest"}"#),
            400,
            "`join.viewer.uid` cannot be read; give a whole number",
        ),
        (
            "join",
            &join(r#""viewer":{"nickname":"B","x":1}"#),
            400,
            "`join.viewer.x` is not a field; leave it out, or mean one of `nickname`, `uid`, `speaker`, `ip`, `area`, `mobile`, `company`, `userdata`, `k`",
        ),
        (
            "start_watching",
            r#"{"vod":"x"}"#,
            404,
            "`start_watching.vod` is \"x\", which is not a vod; make it first",
        ),
        (
            "open_vote",
            &vote(r#""Choice""#),
            400,
            "`open_vote.form.questions[0].kind` is none of the listed; give one of SingleChoice, MultipleChoice, Text",
        ),
        (
            "open_vote",
            &vote(r#""Text""#),
            409,
            &format!(
                "`open_vote`, `webcast` \"{id}\": webcast `{id}` is not live; start it first"
            ),
        ),
        (
            "join",
            &join(r#""viewer":{"nickname":"B"},"join_type":1"#),
            409,
            &format!(
                "`join`, `webcast` \"{id}\": webcast `{id}` is full; raise `maxAttendees`"
            ),
        ),
        (
            "finish",
            &format!(r#"{{"webcast":"{id}"}}"#),
            409,
            &format!(
                "`finish`, `webcast` \"{id}\": webcast `{id}` is not live; start it first"
            ),
        ),
        (
            "answer",
            r#"{"question":0,"visit":1,"text":""}"#,
            409,
            "`answer`, `question` 0, `visit` 1: the two are of different webcasts; take two of the same",
        ),
    ] {
        let answer = act(&sandbox, verb, body);
        let expected = json!({ "error": error }).to_string();
        assert_eq!(
            (answer.status(), answer.body.clone()),
            (&*status.to_string(), expected),
            "{verb} {body}"
        );
    }
    let got = send(&sandbox, "GET /sandbox/control/now", &[], b"");
    assert_eq!(got.status(), "405");
    assert!(got.body.contains("send it with POST"), "{}", got.body);
    let long = vec![b' '; 1024 * 1024 + 1];
    assert_eq!(send(&sandbox, "POST /sandbox/control/now", &[], &long).status(), "413");
    Ok(())
}

#[tokio::test]
async fn whatever_the_world_stands_against_is_told() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let client = admin(&sandbox);
    let id = client.create_webcast(&webcast("Rust 101")).await?.id;
    let over = client.create_webcast(&webcast("Rust 100")).await?.id;
    client.finish_webcast(&FinishWebcast::new(&over)).await?;
    let control = sandbox.control();
    let length = std::time::Duration::from_secs(60);
    let vod =
        control.upload_castmaker(sandbox.admin(), "Trailer", length).expect("known");
    client.unpublish_vod(&UnpublishVod::new(&vod)).await?;

    let of = |id: &WebcastId, rest: &str| format!(r#"{{"webcast":"{id}"{rest}}}"#);
    let viewer = r#","viewer":{"nickname":"A"},"join_type":"PcWeb""#;
    let form = |kind: &str| {
        of(
            &id,
            &format!(
                r#","form":{{"subject":"Q","questions":[{{"content":"?","kind":"{kind}"}}]}}"#
            ),
        )
    };
    let ballot =
        |answers: &str| format!(r#"{{"vote":0,"visit":0,"answers":{answers}}}"#);
    // A step each, and the end of what is told; none for one that happens.
    for (verb, body, told) in [
        ("start", of(&over, ""), Some("was ended; restore it, or create another one")),
        (
            "join",
            of(&over, viewer),
            Some("was ended; restore it, or create another one"),
        ),
        (
            "watch",
            format!(r#"{{"vod":"{vod}","seconds":1}}"#),
            Some("is not published; publish it first"),
        ),
        ("join", of(&id, viewer), None),
        ("roll_call", of(&id, ""), Some("is not live; start it first")),
        ("start", of(&id, ""), None),
        (
            "open_vote",
            form("SingleChoice"),
            Some("a question of choice has no options; add some"),
        ),
        ("open_vote", form("Text"), None),
        ("vote", ballot("[]"), Some("give one answer to each question")),
        ("vote", ballot("[[1]]"), Some("the answer is not of the question's kind")),
        ("vote", ballot(r#"["so"]"#), None),
        ("vote", ballot("[null]"), Some("the viewer has voted already")),
        ("roll_call", of(&id, ""), None),
        ("join", of(&id, viewer), None),
        (
            "sign_in",
            r#"{"call":0,"visit":1}"#.to_owned(),
            Some("the viewer was not called; call again"),
        ),
        ("end_roll_call", r#"{"call":0}"#.to_owned(), None),
        (
            "sign_in",
            r#"{"call":0,"visit":0}"#.to_owned(),
            Some("the roll call is over; call again"),
        ),
        ("leave", r#"{"visit":1}"#.to_owned(), None),
        (
            "praise",
            r#"{"by":0,"to":1}"#.to_owned(),
            Some("`praise`, `by` 0, `to` 1: the viewer has left; join again"),
        ),
    ] {
        let answer = act(&sandbox, verb, &body);
        let status = if told.is_some() { "409" } else { "200" };
        assert_eq!(answer.status(), status, "{verb} {body}: {}", answer.body);
        if let Some(told) = told {
            let end = format!("{told}\"}}");
            assert!(answer.body.ends_with(&end), "{verb} {body}: {}", answer.body);
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_clock_ends_with_the_calendar() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let client = admin(&sandbox);
    let id = client.create_webcast(&webcast("Rust 101")).await?.id;
    for _ in 0..2 {
        let answer = act(&sandbox, "advance", r#"{"span":1e16}"#);
        assert_eq!(answer.status(), "200", "{}", answer.body);
    }
    let last = sandbox.control().now();
    assert!(last.to_string().starts_with("9999-12-31 "), "{last}");
    for verb in ["start", "finish"] {
        let answer = act(&sandbox, verb, &json!({ "webcast": id.as_str() }).to_string());
        assert_eq!(answer.status(), "200", "{}", answer.body);
    }
    let usage = client.export_usage(&ExportUsage::new(last, last)).await?.list;
    assert_eq!(usage.len(), 1);
    let history = client.export_history(&ExportHistory::new(&id)).await?.list;
    assert!(history.is_empty());
    Ok(())
}

#[tokio::test]
async fn forms_say_the_same_as_json() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let client = admin(&sandbox);
    let id = client.create_webcast(&webcast("Rust 101")).await?.id;
    let play = |verb: &str, form: &str| {
        post(&sandbox, &format!("/sandbox/control/{verb}"), form)
    };
    for (verb, form, answer) in [
        (
            "join",
            format!(
                "webcast={id}&viewer.nickname=王老师&viewer[speaker]=true&join_type=0"
            ),
            r#"{"visit":0}"#,
        ),
        (
            "join",
            format!(
                "webcast={id}&viewer[nickname]=张三&viewer[uid]=42550000133013&join_type=PcWeb"
            ),
            r#"{"visit":1}"#,
        ),
        ("start", format!("webcast={id}"), "{}"),
        ("chat", "visit=1&text=Hello+you".to_owned(), "{}"),
        (
            "open_vote",
            format!(
                "webcast={id}&form.subject=Q&form.questions[0].content=A?&form.questions[0].kind=SingleChoice&form.questions[0].options[]=a&form.questions[0].options[]=b&form.questions[0].correct[]=2&form.questions[1].content=Why&form.questions[1].kind=Text"
            ),
            r#"{"vote":0}"#,
        ),
        ("vote", "vote=0&visit=1&answers[0][0]=2&answers[1]=so".to_owned(), "{}"),
        ("advance", "span=4.5".to_owned(), "{}"),
        ("reward", "by=1&speaker=0&amount=10".to_owned(), "{}"),
    ] {
        let done = play(verb, &form);
        assert_eq!(
            (done.status(), done.body.as_str()),
            ("200", answer),
            "{verb} {form}"
        );
    }
    let all = ExportVotes::new(&id).start_time(START).end_time(sandbox.control().now());
    let votes = client.export_votes(&all).await?.vote_list;
    assert_eq!(votes[0].questions[0].options[1].result.as_deref(), Some("1"));
    assert_eq!(sandbox.control().now().millis() - START.millis(), 4500);
    let wrong = play("chat", "visit=9&text=x");
    assert_eq!(wrong.status(), "404");
    assert!(wrong.body.starts_with(r#"{"error":"`chat.visit` is "#), "{}", wrong.body);
    let part =
        "--b\r\nContent-Disposition: form-data; name=\"visit\"\r\n\r\n1\r\n--b--\r\n";
    let kind = "Content-Type: multipart/form-data; boundary=b";
    let left = send(&sandbox, "POST /sandbox/control/leave", &[kind], part.as_bytes());
    assert_eq!((left.status(), left.body.as_str()), ("200", "{}"));
    Ok(())
}
