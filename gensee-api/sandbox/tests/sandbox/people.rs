//! People who come, talk and go, as a client sees them.

use std::time::Duration;

use gensee_api::webcast::{
    DeleteWebcast, ExportChat, ExportHistory, ExportHistoryPage, ExportQuestions,
    ExportRollcalls, ExportWebcastConcurrency, GetWebcastStatus, JoinType, LiveStatus,
    ReturnCode,
};
use gensee_api::{Date, Error, Parameters as _, Time, UserId, WebcastId};
use gensee_sandbox::{ControlError, Sandbox, Viewer};

use crate::http::send;
use crate::{START, admin, refused, webcast};

fn later(seconds: i64) -> Time {
    Time::from_millis(START.millis() + seconds * 1000)
}

#[tokio::test]
async fn who_comes_and_goes_is_in_the_history() -> Result<(), Box<dyn std::error::Error>>
{
    let sandbox = Sandbox::builder().at(START).start()?;
    let (client, control) = (admin(&sandbox), sandbox.control());
    let id = client.create_webcast(&webcast("Visited").max_attendees(2)).await?.id;
    let status = async || {
        let answer = client.get_webcast_status(&GetWebcastStatus::new(&id)).await;
        answer.map(|answer| answer.status)
    };
    assert_eq!(status().await?, LiveStatus::Idle);

    let own = Viewer {
        uid: Some(UserId::from(1_000_000_042)),
        area: Some("上海".to_owned()),
        userdata: Some("key1=value1".to_owned()),
        ..Viewer::named("张三")
    };
    let one = control.join(&id, own, JoinType::IphoneWeb)?;
    control.advance(Duration::from_secs(60));
    let two = control.join(&id, Viewer::named("Bob"), JoinType::PcClient)?;
    let full = control.join(&id, Viewer::named("Eve"), JoinType::PcClient);
    assert_eq!(full, Err(ControlError::Full(id.clone())));
    control.advance(Duration::from_secs(60));
    control.leave(one)?;
    assert_eq!(control.leave(one), Err(ControlError::Left));
    assert_eq!(control.chat(one, "still here?"), Err(ControlError::Left));
    assert_eq!(status().await?, LiveStatus::Preparing, "one is still inside");

    let window = |end| ExportHistory::new(&id).start_time(START).end_time(end);
    let list = client.export_history(&window(later(60))).await?.list;
    assert_eq!(list.len(), 2);
    let [first, second] = &list[..] else { panic!("{list:?}") };
    assert_eq!(first.uid.map(i64::from), Some(1_000_000_042));
    assert_eq!((first.join_time, first.leave_time), (Some(START), Some(later(120))));
    assert_eq!(first.join_type, Some(JoinType::IphoneWeb));
    assert_eq!(first.area.as_deref(), Some("上海"));
    assert_eq!(first.userdata.as_deref(), Some("key1=value1"));
    let anonymous = second.uid.map(i64::from).unwrap_or_default().to_string();
    assert!(anonymous.starts_with("99") && anonymous.len() == 10, "{anonymous}");
    assert_eq!(second.leave_time, None, "still inside");
    let earlier = client.export_history(&window(later(59))).await?.list;
    assert_eq!(
        earlier.as_slice(),
        std::slice::from_ref(first),
        "the time of joining counts"
    );
    let page = ExportHistoryPage::new(&id).start_time(START).end_time(later(60));
    let page = client.export_history_page(&page).await?;
    assert_eq!(page.list, list);
    assert_eq!(page.page_dto.and_then(|page| page.total_counts), Some(2));

    control.leave(two)?;
    assert_eq!(status().await?, LiveStatus::Idle, "nobody is left");
    Ok(())
}

#[tokio::test]
async fn what_is_said_is_exported_and_a_long_window_is_silence()
-> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().at(START).start()?;
    let (client, control) = (admin(&sandbox), sandbox.control());
    let id = client.create_webcast(&webcast("Talk")).await?.id;
    let other = client.create_webcast(&webcast("Another")).await?.id;
    let asker = control.join(&id, Viewer::named("张三"), JoinType::PcWeb)?;
    let speaker = control.join(&id, Viewer::named("王老师"), JoinType::PcClient)?;
    let stranger = control.join(&other, Viewer::named("Eve"), JoinType::PcClient)?;
    control.chat(asker, "第一行\r\n\t第二行")?;
    control.chat(stranger, "elsewhere")?;
    let question = control.ask(asker, "Why?")?;
    assert_eq!(control.answer(question, stranger, "?"), Err(ControlError::Elsewhere));
    control.ask(asker, "And?")?;
    control.advance(Duration::from_secs(5));
    control.answer(question, speaker, "Because.")?;

    let longest = ExportChat::WINDOW.expect("a window").days;
    let longest = i64::from(longest) * 24 * 60 * 60;
    let chat = async |end| {
        let request = ExportChat::new(&id).start_time(START).end_time(end);
        // The client refuses a long window itself.
        let answer = client.call(&request).unchecked().send().await;
        answer.map(|answer| answer.list.len())
    };
    assert_eq!(chat(later(longest)).await?, 1);
    assert_eq!(chat(later(longest + 1)).await?, 0);
    let request = ExportChat::new(&id).start_time(START);
    let said = client.export_chat(&request).await?.list;
    assert_eq!(said[0].msg.as_deref(), Some("第一行\r\n\t第二行"));

    let request = ExportQuestions::new(&id).end_time(later(1));
    let asked = client.export_questions(&request).await?.qa_list;
    let [first, second] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!(first.response.as_deref(), Some("Because."));
    assert_eq!(first.responder.as_deref(), Some("王老师"));
    assert_eq!((first.published, first.answer_time), (Some(true), Some(later(5))));
    assert_eq!((second.published, second.answer_time), (Some(false), None));

    let never = client.export_chat(&ExportChat::new(&id)).await?.list;
    assert!(never.is_empty(), "no session was finished");
    client.delete_webcast(&DeleteWebcast::new(&id)).await?;
    let gone = refused(client.export_chat(&ExportChat::new(&id)).await);
    assert_eq!(gone.0, ReturnCode::BusinessError);
    assert_eq!(control.chat(speaker, "?"), Err(ControlError::Left));
    Ok(())
}

#[tokio::test]
async fn concurrency_is_counted_by_day() -> Result<(), Box<dyn std::error::Error>> {
    // Half an hour before midnight in China.
    let evening = Time::china("2030-05-19 23:30:00")?;
    let sandbox = Sandbox::builder().at(evening).start()?;
    let (client, control) = (admin(&sandbox), sandbox.control());
    let one = client.create_webcast(&webcast("One")).await?.id;
    let two = client.create_webcast(&webcast("Two")).await?.id;
    let join = |id: &WebcastId| control.join(id, Viewer::named("A"), JoinType::PcWeb);
    let early = [join(&one)?, join(&one)?];
    control.advance(Duration::from_secs(1));
    control.leave(early[0])?;
    join(&two)?;
    control.advance(Duration::from_secs(60 * 60));
    join(&two)?;

    let days = async |start: &str, end: &str| {
        let (start, end): (Date, Date) =
            (start.parse().expect("a day"), end.parse().expect("a day"));
        let request = ExportWebcastConcurrency::new(start, end);
        let list = client.call(&request).unchecked().send().await?.list;
        let row = |day: &gensee_api::webcast::WebcastConcurrency| {
            format!("{} {}", day.date.expect("a date"), day.max_concurrent.unwrap_or(-1))
        };
        Ok::<_, Error>(list.iter().map(row).collect::<Vec<_>>())
    };
    assert_eq!(
        days("2030-05-18", "2030-05-21").await?,
        ["2030-05-18 0", "2030-05-19 2", "2030-05-20 3"],
        "tomorrow has not begun"
    );
    assert_eq!(days("2030-04-20", "2030-05-20").await?.len(), 31);
    assert!(days("2030-04-19", "2030-05-20").await?.is_empty(), "over 30 days");
    Ok(())
}

#[tokio::test]
async fn nobody_comes_to_what_is_not_there() -> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().at(START).start()?;
    let control = sandbox.control();
    let id = WebcastId::from("none");
    let join = control.join(&id, Viewer::named("A"), JoinType::PcWeb);
    assert_eq!(join, Err(ControlError::UnknownWebcast(id.clone())));
    assert_eq!(control.roll_call(&id), Err(ControlError::NotLive(id)));
    let client = admin(&sandbox);
    let id = client.create_webcast(&webcast("Over")).await?.id;
    let finish = gensee_api::webcast::FinishWebcast::new(&id);
    client.finish_webcast(&finish).await?;
    let join = control.join(&id, Viewer::named("A"), JoinType::PcWeb);
    assert_eq!(join, Err(ControlError::Ended(id)));
    Ok(())
}

#[tokio::test]
async fn a_uid_comes_back_as_it_was_sent_unless_it_is_too_small()
-> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().at(START).start()?;
    let client = admin(&sandbox);
    let id = client.create_webcast(&webcast("Uids")).await?.id;
    let join = |uid: i64| {
        let viewer = format!(r#"{{"nickname":"A","uid":{uid}}}"#);
        let body =
            format!(r#"{{"webcast":"{id}","viewer":{viewer},"join_type":"PcWeb"}}"#);
        send(&sandbox, "POST /sandbox/control/join", &[], body.as_bytes())
    };
    for (sent, comes_back) in [
        (1_000_000_042, Some(1_000_000_042)),
        (42_550_000_133_013, Some(42_550_000_133_013)),
        (1_000_000_000, Some(1_000_000_000)),
        (999_999_999, None),
        (42, None),
        (-1, None),
    ] {
        let answer = join(sent);
        assert_eq!(answer.status(), "200", "{sent}: {}", answer.body);
        let visits = client
            .export_history(
                &ExportHistory::new(&id).start_time(START).end_time(later(1)),
            )
            .await?
            .list;
        let found = visits.last().and_then(|visit| visit.uid).map(i64::from);
        let found = found.expect("a uid");
        match comes_back {
            Some(uid) => assert_eq!(found, uid),
            None => assert_eq!(found / 100_000_000, 99, "{sent}: {found}"),
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_roll_call_does_not_call_the_speakers()
-> Result<(), Box<dyn std::error::Error>> {
    let sandbox = Sandbox::builder().at(START).start()?;
    let (client, control) = (admin(&sandbox), sandbox.control());
    let id = client.create_webcast(&webcast("Roll")).await?.id;
    let teacher = Viewer { speaker: true, ..Viewer::named("王老师") };
    let teacher = control.join(&id, teacher, JoinType::PcClient)?;
    let pupil = control.join(&id, Viewer::named("张三"), JoinType::PcWeb)?;
    control.start(&id)?;
    let call = control.roll_call(&id)?;
    control.sign_in(call, pupil)?;
    assert_eq!(control.sign_in(call, teacher), Err(ControlError::NotCalled));
    control.finish(&id)?;
    let calls = client.export_rollcalls(&ExportRollcalls::new(&id)).await?.rollcall;
    assert_eq!(
        (calls[0].total, calls[0].present, calls[0].absent),
        (Some(1), Some(1), Some(0))
    );
    Ok(())
}
