//! Exports of sessions, asked of a world without a server around it.

use serde_json::{Value, json};

use crate::handlers;
use crate::parsed_request::ParsedRequest;
use crate::reply;
use crate::router::Router;
use crate::world::ControlError;
use crate::world::{Phase, Viewer, VisitId, VoteAnswer, VoteForm, VoteQuestion, World};
use gensee_api::webcast::{Device, ExportHistory, JoinType, QuestionType};
use gensee_api::{Parameters as _, Time, UserId};

/// 2030-05-19 10:00:00 in China.
const TEN: i64 = 1_905_386_400_000;

/// So many seconds after ten.
fn at(seconds: i64) -> Time {
    Time::from_millis(TEN + seconds * 1000)
}

struct Site {
    router: Router,
    world: World,
}

impl Site {
    fn new() -> Self {
        Self { router: handlers::router(), world: World::new("admin", "sandbox") }
    }

    fn call(&mut self, path: &str, parameters: &str) -> Value {
        let form = format!("loginName=admin&password=sandbox&{parameters}");
        let site = "http://sandbox".to_owned();
        let request = ParsedRequest {
            path: path.to_owned(),
            form,
            site,
            ..ParsedRequest::default()
        };
        let answer = self.router.answer(&request, &mut self.world, at(7200));
        let answer = answer.expect("an operation of that path");
        let answer = answer.unwrap_or_else(|error| reply::error(&error));
        serde_json::from_str(&answer).expect("JSON")
    }

    fn webcast(&mut self, subject: &str) -> String {
        let parameters = format!(
            "subject={subject}&startTime={TEN}&organizerToken=123456&panelistToken=654321"
        );
        let created = self.call("/webcast/created", &parameters);
        created["id"].as_str().expect("an id").to_owned()
    }

    fn join(&mut self, webcast: &str, name: &str, uid: i64, seconds: i64) -> VisitId {
        let viewer = Viewer { uid: own(uid), ..Viewer::named(name) };
        let visit = self.world.join(webcast, viewer, JoinType::PcWeb, at(seconds));
        visit.expect("a webcast to join")
    }
}

/// The `uid` that a customer sends for an own id.
fn own(id: i64) -> Option<UserId> {
    Some(UserId::from(1_000_000_000 + id))
}

/// Two sessions: in each the teacher and a pupil; after the first everybody comes again.
fn two_sessions() -> Result<(Site, String), ControlError> {
    let mut site = Site::new();
    let id = site.webcast("Rust");
    let early = site.join(&id, "Early", 3, -60);
    site.world.leave(early, at(-30))?;
    for (start, words) in [(0, "first"), (3600, "second")] {
        let teacher = site.join(&id, "王老师", 1, start - 10);
        site.world.open_session(&id, at(start));
        let pupil = site.join(&id, "张三", 2, start + 10);
        let world = &mut site.world;
        world.chat(pupil, words.to_owned(), at(start + 20))?;
        world.ask(pupil, words.to_owned(), at(start + 20))?;
        world.praise(pupil, teacher, at(start + 30))?;
        world.praise(pupil, teacher, at(start + 31))?;
        world.reward(pupil, teacher, 60, at(start + 40))?;
        world.reward(teacher, pupil, 5, at(start + 41))?;
        world.reward(pupil, teacher, 40, at(start + 42))?;
        let call = world.roll_call(&id, at(start + 50))?;
        world.sign_in(call, pupil)?;
        let late = site.join(&id, "Late", 4, start + 55);
        let world = &mut site.world;
        assert_eq!(world.sign_in(call, late), Err(ControlError::NotCalled));
        world.end_roll_call(call, at(start + 60))?;
        assert_eq!(world.sign_in(call, pupil), Err(ControlError::RollCallOver));
        world.leave(late, at(start + 70))?;
        let session = world.close_session(&id, at(start + 100)).cloned();
        assert_eq!(session.map(|session| session.started), Some(at(start)));
        assert_eq!(world.chat(pupil, String::new(), at(200)), Err(ControlError::Left));
        assert_eq!(world.inside(&id), 0);
    }
    Ok((site, id))
}

#[test]
fn without_a_window_the_last_finished_session_counts() -> Result<(), ControlError> {
    let (mut site, id) = two_sessions()?;
    let id = format!("webcastId={id}");
    let history = site.call("/webcast/export/history", &id);
    let names: Vec<_> = history["list"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|visit| (visit["nickname"].clone(), visit["leaveTime"].clone()))
        .collect();
    let end = json!(at(3700).millis());
    assert_eq!(
        names,
        [
            // He was there before the session started.
            (json!("王老师"), end.clone()),
            (json!("张三"), end),
            (json!("Late"), json!(at(3670).millis())),
        ]
    );
    let page = site.call("/webcast/export/history/page", &id);
    assert_eq!(page["list"], history["list"]);
    assert_eq!(page["pageDto"], json!({"pageNo": 1, "totalCounts": 3, "totalPages": 1}));

    let chat = site.call("/webcast/export/chat", &id);
    assert_eq!(
        chat["list"],
        json!([{
            "msg": "second", "sender": "张三", "senderId": 1_000_000_002,
            "time": at(3620).millis(),
        }])
    );
    let asked = site.call("/webcast/export/qa", &id);
    assert_eq!(asked["qaList"].as_array().map(Vec::len), Some(1));
    let praised = site.call("/webcast/export/praise", &id);
    assert_eq!(
        praised["praiseDtos"],
        json!([{
            "count": 2, "roomStartTime": at(3600).millis(), "userId": 1_000_000_001,
            "userName": "王老师",
        }])
    );
    let detail = site.call("/webcast/export/praise/detail", &id);
    assert_eq!(detail["page"]["totalCounts"], 2);
    assert_eq!(
        detail["praiseDtos"][1],
        json!({
            "actionTime": at(3631).millis(), "userId": 1_000_000_002, "userName": "张三",
            "targetUserId": 1_000_000_001, "targetUserName": "王老师",
        })
    );
    let mut calls = site.call("/webcast/export/rollcall", &id);
    let number = calls["rollcall"][0]["id"].take();
    assert!(number.is_string(), "{number}");
    assert_eq!(
        calls["rollcall"],
        json!([{
            "id": null, "startTime": at(3650).millis(), "endTime": at(3660).millis(),
            "total": 2, "present": 1, "absent": 1,
            "users": [
                {"id": 1_000_000_001, "name": "王老师", "present": false},
                {"id": 1_000_000_002, "name": "张三", "present": true},
            ],
        }])
    );
    Ok(())
}

#[test]
fn a_window_reaches_over_sessions() -> Result<(), ControlError> {
    let (mut site, id) = two_sessions()?;
    let (start, end) = (at(-60).millis(), at(3630).millis());
    let window = format!("webcastId={id}&startTime={start}&endTime={end}");
    for (path, list, expected) in [
        ("/webcast/export/history", "list", 6),
        ("/webcast/export/chat", "list", 2),
        ("/webcast/export/qa", "qaList", 2),
        ("/webcast/export/praise", "praiseDtos", 2),
        ("/webcast/export/praise/detail", "praiseDtos", 3),
        ("/webcast/export/rollcall", "rollcall", 1),
    ] {
        let answer = site.call(path, &window);
        assert_eq!(answer[list].as_array().map(Vec::len), Some(expected), "{path}");
        let long = format!("webcastId={id}&startTime=0&endTime={end}");
        let answer = site.call(path, &long);
        assert_eq!(
            (&answer["code"], &answer[list]),
            (&json!("0"), &json!([])),
            "{path}"
        );
    }
    Ok(())
}

#[test]
fn sessions_are_counted_even_of_a_deleted_webcast() -> Result<(), ControlError> {
    let (mut site, id) = two_sessions()?;
    let other = site.webcast("Other");
    let viewer = site.join(&other, "Eve", 9, 4000);
    site.world.open_session(&other, at(4000));
    site.world.open_session(&other, at(4001));
    site.call("/webcast/deleted", &format!("webcastId={other}"));
    assert_eq!(site.world.leave(viewer, at(8000)), Err(ControlError::Left));

    // The second session ends on the last moment of the window.
    let window = format!("startTime={}&endTime={}", at(101).millis(), at(3700).millis());
    let mut usage =
        site.call("/webcast/export/usage", &format!("webcastId={id}&{window}"));
    for volatile in ["id", "number"] {
        usage["list"][0][volatile].take();
    }
    assert_eq!(
        usage["list"],
        json!([{
            "id": null, "number": null, "subject": "Rust", "maxConcurrent": 3, "total": 3,
            "startTime": at(3600).millis(), "endTime": at(3700).millis(),
        }])
    );
    let window = format!("startTime={}&endTime={}", at(0).millis(), at(7200).millis());
    let all = site.call("/webcast/export/usage", &window);
    let subjects: Vec<_> = all["list"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| &row["subject"])
        .collect();
    assert_eq!(subjects, ["Rust", "Rust", "Other"]);
    let unknown = site.call("/webcast/export/usage", &format!("webcastId=x&{window}"));
    assert_eq!(unknown["code"], "500");
    Ok(())
}

#[test]
fn rewards_are_summed_by_session_and_speaker() -> Result<(), ControlError> {
    let (mut site, _) = two_sessions()?;
    let day = "startDate=2030-05-19&endDate=2030-05-19";
    let rewards = site.call("/webcast/export/reward", day);
    assert_eq!(rewards["list"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        rewards["list"][0],
        json!({
            "subject": "Rust", "startDate": TEN, "endDate": at(100).millis(),
            "totalReward": 105,
            "speakerInfoList": [
                {"speakerName": "王老师", "speakerReward": 100},
                {"speakerName": "张三", "speakerReward": 5},
            ],
        })
    );
    for none in [
        "startDate=2030-05-20&endDate=2030-05-20",
        "startDate=2030-04-18&endDate=2030-05-19",
    ] {
        assert_eq!(site.call("/webcast/export/reward", none)["list"], json!([]));
    }
    Ok(())
}

#[test]
fn votes_show_who_chose_what() -> Result<(), ControlError> {
    let mut site = Site::new();
    let id = site.webcast("Vote");
    let voters =
        [("A", 1), ("B", 2), ("C", 3)].map(|(name, uid)| site.join(&id, name, uid, 0));
    let form = |correct| VoteForm {
        subject: "Quiz".to_owned(),
        questions: vec![
            VoteQuestion {
                content: "Which?".to_owned(),
                kind: QuestionType::MultipleChoice,
                options: vec!["x".to_owned(), "y".to_owned()],
                correct,
                score: Some(5),
            },
            VoteQuestion {
                content: "Why?".to_owned(),
                kind: QuestionType::Text,
                options: Vec::new(),
                correct: Vec::new(),
                score: None,
            },
        ],
    };
    let world = &mut site.world;
    let idle = world.open_vote(&id, form(vec![1]), at(0));
    assert_eq!(idle, Err(ControlError::NotLive(id.as_str().into())));
    world.open_session(&id, at(0));
    let wrong = world.open_vote(&id, form(vec![3]), at(0));
    assert!(matches!(wrong, Err(ControlError::Vote(_))), "{wrong:?}");
    let vote = world.open_vote(&id, form(vec![1, 2]), at(1))?;
    let text = |text: &str| VoteAnswer::Text(text.to_owned());
    let options = VoteAnswer::Options;
    for wrong in [
        vec![options(vec![1])],
        vec![options(vec![3]), VoteAnswer::Skipped],
        vec![text("x"), VoteAnswer::Skipped],
        vec![VoteAnswer::Skipped, options(vec![1])],
    ] {
        let refused = world.vote(vote, voters[0], wrong);
        assert!(matches!(refused, Err(ControlError::Vote(_))), "{refused:?}");
    }
    world.vote(vote, voters[0], vec![options(vec![1, 2]), text("so\nit is")])?;
    world.vote(vote, voters[1], vec![options(vec![1]), VoteAnswer::Skipped])?;
    world.vote(vote, voters[2], vec![VoteAnswer::Skipped, VoteAnswer::Skipped])?;
    let again = world.vote(vote, voters[2], vec![options(vec![2]), text("2")]);
    assert!(matches!(again, Err(ControlError::Vote(_))), "{again:?}");
    world.close_session(&id, at(10));

    let votes = site.call("/webcast/export/vote", &format!("webcastId={id}"));
    let by =
        |name: &str, uid: i64| json!({"nickName": name, "uid": 1_000_000_000 + uid});
    assert_eq!(
        votes["voteList"],
        json!([{"subject": "Quiz", "questions": [
            {"content": "Which?", "answer": "1,2", "score": 5, "type": 1, "options": [
                {"value": "x", "result": "2", "percentage": 66.67, "results": [by("A", 1), by("B", 2)]},
                {"value": "y", "result": "1", "percentage": 33.33, "results": [by("A", 1)]},
            ]},
            {"content": "Why?", "type": 2, "options": [{
                "value": "", "result": "1", "percentage": 33.33,
                "results": [{"nickName": "A", "uid": 1_000_000_001, "answer": "so\nit is"}],
            }]},
        ]}])
    );
    Ok(())
}

#[test]
fn a_webcast_that_goes_on_tells_who_is_inside() -> Result<(), ControlError> {
    let mut site = Site::new();
    let id = site.webcast("Live");
    let one = site.join(&id, "A", 1, 0);
    site.join(&id, "A again", 1, 0);
    site.join(&id, "B", 2, 0);
    if let Some(webcast) = site.world.webcasts.get_mut(&id) {
        webcast.phase = Phase::Live { since: at(0), paused: false };
    }
    site.world.leave(one, at(5))?;
    let ongoing = site.call("/webcast/ongoing/page", "");
    assert_eq!(ongoing["list"][0]["online"], 2);
    Ok(())
}

#[test]
fn vods_are_watched_by_day_and_hour() -> Result<(), ControlError> {
    let mut site = Site::new();
    let unknown =
        site.world.start_watching("v", Viewer::named("A"), Device::Ipad, at(0));
    assert_eq!(unknown, Err(ControlError::UnknownVod("v".into())));
    // From 09:59:50 to 10:00:10, and since 10:00:05.
    let person = |nickname| Viewer { uid: own(7), ..Viewer::named(nickname) };
    let world = &mut site.world;
    let first = world.begin_watching("v", person("张三"), Device::Ipad, at(-10));
    world.begin_watching("v", person("李四"), Device::Pc, at(5));
    world.stop_watching(first, at(10))?;
    assert_eq!(world.stop_watching(first, at(11)), Err(ControlError::Left));

    for (parameters, expected) in [
        ("hour=9", vec!["张三"]),
        ("hour=10", vec!["李四"]),
        ("hour=10&joinTimeSync=false", vec!["张三"]),
        ("hour=9&joinTimeSync=false", vec![]),
        ("", vec!["张三", "李四"]),
        ("joinTimeSync=false", vec!["张三"]),
    ] {
        let parameters = format!("date=2030-05-19+00:00:00&{parameters}");
        let answer = site.call("/webcast/export/vod/history", &parameters);
        let rows = answer["list"].as_array().into_iter().flatten();
        let names: Vec<_> = rows.map(|row| row["name"].clone()).collect();
        assert_eq!(names, expected, "{parameters}");
        assert_eq!(answer["page"]["totalCounts"], expected.len(), "{parameters}");
    }
    let answer = site.call("/webcast/export/vod/history", "date=2030-05-20+00:00:00");
    assert_eq!(answer["list"], json!([]), "another day");
    let answer = site.call("/webcast/export/vod/history", "date=2030-05-19+00:00:00");
    assert_eq!(
        answer["list"][0],
        json!({
            "vodId": "v", "uid": 1_000_000_007, "name": "张三", "device": 4, "ip": "127.0.0.1",
            "startTime": at(-10).millis(), "leaveTime": at(10).millis(), "duration": 20_000,
        })
    );
    let days = "startDate=2030-05-18&endDate=2030-05-19";
    let concurrent = site.call("/webcast/vod/concurrent", days);
    assert_eq!(
        concurrent["list"],
        json!([
            {"date": "2030-05-18", "maxConcurrent": 0},
            {"date": "2030-05-19", "maxConcurrent": 2},
        ])
    );
    Ok(())
}

#[test]
fn a_window_is_too_long_whatever_else_is_wrong() {
    let days = |days: i64| ExportHistory::new("").between(at(0), at(days * 86_400));
    let longest = i64::from(ExportHistory::WINDOW.expect("a window").days);
    assert!(!super::window::is_too_long(&days(longest)));
    assert!(super::window::is_too_long(&days(longest + 1)));
}
