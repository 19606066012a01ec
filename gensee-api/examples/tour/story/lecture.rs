//! The lecture: people come, talk, vote and praise, until she ends it.

use std::time::Duration;

use gensee_api::WebcastId;
use gensee_api::webcast::{
    CaptureScreen, ControlCamera, FinishWebcast, GetWebcastStatus, JoinType,
    ListOngoingWebcasts, LiveStatus, PtzCommand, QuestionType,
};
use gensee_api::{Secret, UserId};
use gensee_sandbox::{
    Control, ControlError, Viewer, VisitId, VoteAnswer, VoteForm, VoteQuestion,
};

use super::super::tour::{Stuck, Tour};
use super::counted;

/// The lecturer's id of the customer's own.
const LECTURER: u64 = 7;

/// Everybody inside.
struct Room {
    lecturer: VisitId,
    viewers: Vec<VisitId>,
}

/// Holds it and ends it.
pub async fn hold(tour: &mut Tour, webcast: &WebcastId) -> Result<(), Stuck> {
    tour.chapter("The lecture is live");
    tour.control().advance(Duration::from_secs(24 * 60 * 60));
    let room = tour.play("people join", |control| join(control, webcast))?;
    tour.see(&GetWebcastStatus::new(webcast), |answer| match answer.status {
        LiveStatus::Started => "started",
        LiveStatus::Preparing => "preparing",
        _ => "idle",
    })
    .await;
    tour.see(&ListOngoingWebcasts::new(), |answer| {
        let people =
            answer.list.iter().filter_map(|webcast| webcast.online).sum::<i64>();
        format!("{}, {people} inside", counted(answer.list.len(), "webcast", "webcasts"))
    })
    .await;
    let lecturer = UserId::own(LECTURER);
    tour.tell(&ControlCamera::new(webcast, lecturer, PtzCommand::ZoomIn).times(3)).await;
    let token = Secret::from("capture-1");
    tour.tell(&CaptureScreen::new(webcast, lecturer, token, 60_000, 5_000)).await;

    tour.play("people talk", |control| talk(control, &room))?;
    tour.play("people vote", |control| vote(control, webcast, &room))?;
    tour.play("the roll is called", |control| roll_call(control, webcast, &room))?;
    tour.play("people praise", |control| praise(control, &room))?;
    tour.control().advance(Duration::from_secs(30 * 60));
    tour.tell(&FinishWebcast::new(webcast)).await;
    Ok(())
}

fn join(control: &Control, webcast: &WebcastId) -> Result<Room, ControlError> {
    let uid = Some(UserId::own(LECTURER));
    let lecturer = Viewer { uid, speaker: true, ..Viewer::named("王老师") };
    let lecturer = control.join(webcast, lecturer, JoinType::PcClient)?;
    control.start(webcast)?;
    control.advance(Duration::from_secs(5 * 60));
    let viewers = [
        (
            Viewer { uid: Some(UserId::own(42)), ..Viewer::named("张三") },
            JoinType::PcWeb,
        ),
        (Viewer::named("李四"), JoinType::IphoneWeb),
        (Viewer::named("Zoë"), JoinType::AndroidPadApp),
    ];
    let viewers = viewers
        .into_iter()
        .map(|(viewer, by)| control.join(webcast, viewer, by))
        .collect::<Result<_, _>>()?;
    Ok(Room { lecturer, viewers })
}

fn talk(control: &Control, room: &Room) -> Result<(), ControlError> {
    for viewer in &room.viewers {
        control.chat(*viewer, "大家好")?;
    }
    let question = control.ask(room.viewers[0], "什么是借用？")?;
    control.ask(room.viewers[1], "有回放吗？")?;
    control.advance(Duration::from_secs(60));
    control.answer(question, room.lecturer, "不取得所有权的引用。")
}

fn vote(
    control: &Control,
    webcast: &WebcastId,
    room: &Room,
) -> Result<(), ControlError> {
    let question = VoteQuestion {
        content: "你写过 Rust 吗？".to_owned(),
        kind: QuestionType::SingleChoice,
        options: ["写过", "没有"].map(str::to_owned).to_vec(),
        correct: Vec::new(),
        score: None,
    };
    let form = VoteForm { subject: "调查".to_owned(), questions: vec![question] };
    let vote = control.open_vote(webcast, form)?;
    for (viewer, option) in room.viewers.iter().zip([1, 2, 2]) {
        control.vote(vote, *viewer, [VoteAnswer::Options(vec![option])])?;
    }
    Ok(())
}

/// All but the last one answer.
fn roll_call(
    control: &Control,
    webcast: &WebcastId,
    room: &Room,
) -> Result<(), ControlError> {
    let call = control.roll_call(webcast)?;
    let (_, present) = room.viewers.split_last().ok_or(ControlError::Left)?;
    for viewer in present {
        control.sign_in(call, *viewer)?;
    }
    control.advance(Duration::from_secs(60));
    control.end_roll_call(call)
}

fn praise(control: &Control, room: &Room) -> Result<(), ControlError> {
    for viewer in &room.viewers {
        control.praise(*viewer, room.lecturer)?;
    }
    control.reward(room.viewers[0], room.lecturer, 66)?;
    control.reward(room.viewers[1], room.lecturer, 22)
}
