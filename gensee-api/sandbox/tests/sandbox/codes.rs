//! Every return code of chapter 3.5, and a call that gets it.

use gensee_api::webcast::{
    CreateUser, CreateWebcast, GetWebcast, ListWebcasts, ReturnCode, UserRole,
};
use gensee_api::{
    Answer, Client, Effect, Error, OpenEnum, Operation, OrganizerToken, Parameters,
    Password,
};
use gensee_sandbox::{Fault, Sandbox};
use serde_json::Value;

use super::http::{get, login, post, send};
use super::{START, client, patient, webcast};

/// 创建直播 with a start that is any text, as a client without types can send it.
#[derive(Clone, Debug, PartialEq, Parameters)]
struct CreateAnyhow {
    subject: String,
    start_time: String,
    organizer_token: String,
    panelist_token: String,
}

#[derive(Clone, Debug, PartialEq, Answer)]
struct Nothing {}

impl Operation for CreateAnyhow {
    type Response = Nothing;
    const NAME: &'static str = "create_anyhow";
    const PATH: &'static str = CreateWebcast::PATH;
    const EFFECT: Effect = Effect::Create;
}

struct Stage {
    sandbox: Sandbox,
    admin: Client,
    known: GetWebcast,
}

impl Stage {
    /// A webcast, a plain user and an organizer whose time is over.
    async fn new(strict: bool) -> Result<Self, Error> {
        let sandbox = Sandbox::builder().at(START).strict_document(strict).start();
        let sandbox = sandbox.expect("a port");
        let admin = patient(&sandbox, sandbox.admin());
        let created = admin.create_webcast(&webcast("Rust 101")).await?;
        let user = CreateUser::new("user", "geheim", "U").role(UserRole::User);
        admin.create_user(&user).await?;
        let over = CreateUser::new("over", "geheim", "O").invalid_date(START);
        admin.create_user(&over.role(UserRole::Organizer)).await?;
        Ok(Self { sandbox, admin, known: GetWebcast::new(created.id) })
    }

    fn login(&self, login: &str, password: &str) -> Client {
        client(&self.sandbox, login, Password::plain(password))
    }

    /// A call that the document answers with `code`, and the rule of the log.
    async fn call(&self, code: &str) -> (Result<(), Error>, Option<&'static str>) {
        let (admin, known) = (&self.admin, &self.known);
        let list = ListWebcasts::new();
        let failing = |code: ReturnCode| {
            self.sandbox.inject(Fault::Code(code).times(1));
            admin.get_webcast(known)
        };
        match code {
            "0" => (admin.get_webcast(known).await.map(drop), None),
            "101" => {
                let short = webcast("Short").organizer_token(OrganizerToken::new("1"));
                let rule =
                    "create_webcast: `organizerToken` has 1 character; allowed are ";
                (admin.call(&short).unchecked().send().await.map(drop), Some(rule))
            }
            "102" => {
                let soon = CreateAnyhow::new("Soon", "soon", "123456", "654321");
                let rule = "create_webcast: `startTime` cannot be read as time";
                (admin.call(&soon).send().await.map(drop), Some(rule))
            }
            "200" => (
                self.login("user", "wrong").list_webcasts(&list).await.map(drop),
                Some("list_webcasts: `password` is not the user's"),
            ),
            "201" => (
                self.login("over", "geheim").list_webcasts(&list).await.map(drop),
                Some("list_webcasts: `invalidDate` of the user is over"),
            ),
            "500" => (
                self.login("user", "geheim")
                    .create_webcast(&webcast("No"))
                    .await
                    .map(drop),
                Some(
                    "create_webcast: `create_webcast` is for organizer and admin alone",
                ),
            ),
            "501" => (
                admin.get_webcast(&GetWebcast::new("none")).await.map(drop),
                Some(
                    "get_webcast: no webcast `none` that `admin@sandbox.example` may change",
                ),
            ),
            "502" => (
                admin.create_webcast(&webcast("Rust 101")).await.map(drop),
                Some("create_webcast: `subject` is another webcast's of the site"),
            ),
            "600" => {
                self.sandbox.disable::<GetWebcast>().expect("saved");
                let answer = admin.get_webcast(known).await.map(drop);
                self.sandbox.enable::<GetWebcast>().expect("saved");
                (answer, Some("get_webcast: `get_webcast` is switched off"))
            }
            // No rule of the sandbox gives another one: -1, 300, and what the document lists later.
            code => (
                failing(ReturnCode::from_code(code)).await.map(drop),
                Some("get_webcast: no rule, but a fault that was asked for"),
            ),
        }
    }
}

fn code_of(answer: &Result<(), Error>) -> &str {
    match answer {
        Ok(()) => "0",
        Err(Error::Api { code, .. }) => code.code(),
        Err(other) => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn every_code_is_reached_and_every_refusal_logged() -> Result<(), Error> {
    for strict in [false, true] {
        let stage = Stage::new(strict).await?;
        for listed in ReturnCode::VALUES {
            stage.sandbox.clear_requests();
            let (answer, rule) = stage.call(listed.code).await;
            let expected = match listed.code {
                // The real server has one code for all rules of the business.
                "501" | "502" if !strict => "500",
                code => code,
            };
            assert_eq!(code_of(&answer), expected, "{}, strict {strict}", listed.name);
            let logged: Value =
                serde_json::from_str(&get(&stage.sandbox, "/sandbox/requests").body)
                    .expect("JSON");
            let [logged] = &logged.as_array().expect("a list")[..] else {
                panic!("{}: not one call: {logged}", listed.name)
            };
            assert_eq!(logged["code"], expected, "{}", listed.name);
            // It begins with the number of the chapter, which revisions move, and may tell bounds of the document.
            let shown = logged["rule"].as_str().and_then(|rule| rule.split_once(' '));
            let shown = shown.map(|(_, rule)| rule.to_owned());
            match rule {
                Some(rule) => assert!(shown.unwrap().starts_with(rule), "{logged}"),
                None => assert_eq!(shown, None, "{logged}"),
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn codes_that_the_document_does_not_list_can_be_asked_for() -> Result<(), Error> {
    let stage = Stage::new(false).await?;
    for (form, expected, fault) in [
        ("fault=failure&times=1", "-1", "failure"),
        ("fault=system-error&times=1", "300", "system-error"),
        ("fault=code&code=501&times=1", "501", "code"),
        ("fault=code&code=777&times=1", "777", "code"),
    ] {
        let answer = post(&stage.sandbox, "/sandbox/faults", form);
        assert_eq!(answer.status(), "204", "{form}: {}", answer.body);
        let answer = stage.admin.get_webcast(&stage.known).await.map(drop);
        assert_eq!(code_of(&answer), expected, "{form}");
        let calls = stage.sandbox.requests();
        assert_eq!(calls.last().expect("a call").fault, Some(fault), "{form}");
    }
    let answer = post(&stage.sandbox, "/sandbox/faults", "fault=code");
    assert_eq!(
        (answer.status(), &*answer.body),
        ("400", r#"{"error":"`code` must be there with `code`"}"#)
    );
    Ok(())
}

#[test]
fn operations_are_switched_off_and_on_over_http() {
    let sandbox = Sandbox::start().expect("a port");
    let page = format!("/integration/site/webcast/page?{}", login(&sandbox));
    let listed = || get(&sandbox, "/sandbox/disabled").body;
    let delete = |query: &str| {
        send(&sandbox, &format!("DELETE /sandbox/disabled{query}"), &[], b"")
    };
    assert_eq!(listed(), "[]");
    for name in ["list_webcasts", "get_webcast"] {
        let form = format!("operation={name}");
        assert_eq!(post(&sandbox, "/sandbox/disabled", &form).status(), "204");
    }
    assert_eq!(listed(), r#"["get_webcast","list_webcasts"]"#);
    let message = "interface is disabled, please contact the administrator";
    let expected = format!(r#"{{"code":"600","message":"{message}"}}"#);
    assert_eq!(get(&sandbox, &page).body, expected);

    assert_eq!(delete("?operation=list_webcasts").status(), "204");
    assert_eq!(listed(), r#"["get_webcast"]"#);
    assert!(get(&sandbox, &page).body.contains(r#""code":"0""#));
    assert_eq!(delete("").status(), "204");
    assert_eq!(listed(), "[]");

    for answer in [
        post(&sandbox, "/sandbox/disabled", "operation=nothing"),
        delete("?operation=nothing"),
    ] {
        assert_eq!(answer.status(), "400");
        assert!(answer.body.contains("`operation` is `nothing`"), "{}", answer.body);
    }
    assert_eq!(
        post(&sandbox, "/sandbox/disabled", "").body,
        r#"{"error":"`operation` is missing"}"#
    );
}

#[test]
fn what_does_not_exist_and_what_exists_already_have_codes_in_the_document() {
    for strict in [false, true] {
        let sandbox =
            Sandbox::builder().strict_document(strict).start().expect("a port");
        let call = |login: &str, path: &str, form: &str| -> Value {
            let login = format!("loginName={login}&password=sandbox");
            let path = format!("/integration/site/webcast/{path}");
            let body = post(&sandbox, &path, &format!("{login}&{form}")).body;
            serde_json::from_str(&body).expect(&body)
        };
        let admin = |path: &str, form: &str| call(sandbox.admin(), path, form);
        let organizer = "userLoginName=o&userPassword=sandbox&name=O&role=organizer";
        let other = organizer.replace("=o&", "=p&");
        for user in [organizer, &other] {
            assert_eq!(admin("user/created", user)["code"], "0");
        }
        let webcast = "subject=W&startTime=1&organizerToken=123456&panelistToken=654321";
        let id = |answer: Value, name: &str| match &answer[name] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let w = id(call("o", "created", webcast), "id");
        let file = "resourceUrl=http://example.com/a&name=a&encodetype=0";
        let doc = id(admin("courseware/transcode", file), "docId");
        let rec = id(admin("media/transcode", file), "recordId");
        let of_w = |rest: &str| format!("webcastId={w}&{rest}");
        let relay = id(call("o", "created", &webcast.replace("=W", "=X")), "id");
        let (o, p, a) = ("o", "p", sandbox.admin());
        for (login, path, form) in [
            (a, "doc/attach", of_w(&format!("docId={doc}"))),
            (o, "relay/add", of_w(&format!("relayId={relay}"))),
            (a, "file/attach", of_w("attachmentList[0].url=u")),
        ] {
            assert_eq!(call(login, path, &form)["code"], "0", "{path}");
        }
        for (login, path, form, document) in [
            (a, "created", webcast.to_owned(), "502"),
            (a, "user/created", organizer.to_owned(), "502"),
            (a, "doc/attach", of_w(&format!("docId={doc}")), "502"),
            (o, "relay/add", of_w(&format!("relayId={relay}")), "502"),
            (a, "file/attach", of_w("attachmentList[0].url=u"), "502"),
            (a, "user/change", "userLoginName=x&status=1".to_owned(), "501"),
            (a, "setting/info", "webcastId=x".to_owned(), "501"),
            (a, "deleted", "webcastId=x".to_owned(), "501"),
            (o, "vod/vodview", "id=x".to_owned(), "501"),
            (a, "record/delete", "resourceId=1".to_owned(), "501"),
            (a, "vod/vodcreate", "recordId=1&subject=s".to_owned(), "501"),
            (a, "doc/attach", of_w("docId=1"), "501"),
            (a, "doc/detach", of_w("docId=1"), "501"),
            (o, "relay/add", of_w("relayId=x"), "501"),
            (o, "relay/remove", of_w("relayId=x"), "501"),
            (a, "file/detach", of_w("urls[0]=v"), "501"),
            (a, "record/choose", of_w("recordId[0]=1"), "501"),
            (a, "record/remove", of_w("recordId[0]=1"), "501"),
            (a, "warmup/attach", of_w("vodId=x"), "501"),
            (a, "warmup/detach", of_w("vodId=x"), "501"),
            // What is there but not the caller's, or not to be used so, is a rule of the business.
            (p, "setting/info", of_w(""), "500"),
            (p, "deleted", of_w(""), "500"),
            (o, "record/delete", format!("resourceId={rec}"), "500"),
            (o, "relay/add", of_w(&format!("relayId={w}")), "500"),
            (o, "user/created", organizer.replace("=o&", "=q&"), "500"),
        ] {
            let expected = if strict { document } else { "500" };
            let answer = call(login, path, &form);
            assert_eq!(answer["code"], expected, "{path} {form}: {answer}");
        }
    }
}
