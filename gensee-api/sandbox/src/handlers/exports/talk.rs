//! Exports of chat, questions with their answers, and roll calls.

use super::window;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::world;
use gensee_api::webcast::{
    AskedQuestion, ChatMessage, ExportChat, ExportChatResponse, ExportQuestions,
    ExportQuestionsResponse, ExportRollcalls, ExportRollcallsResponse, Rollcall,
    RollcallUser,
};

pub(super) fn all(router: &mut Router) {
    router.on(chat).on(questions).on(rollcalls);
}

/// 导出直播公共聊天数据
fn chat(
    context: &mut Context<'_>,
    mut request: ExportChat,
) -> Result<ExportChatResponse, ApiError> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = window::of_webcast(context, &mut request, webcast.as_str(), ends)?;
    let said = context.world.activity.chat.iter();
    let said = said
        .filter(|message| message.webcast == webcast.as_str() && span.has(message.time));
    let list = said.map(|message| {
        ChatMessage::new()
            .time(message.time)
            .sender(message.sender.nickname.clone())
            .sender_id(message.sender.uid)
            .msg(message.text.clone())
    });
    Ok(ExportChatResponse::new().list(list))
}

/// 导出直播用户提问数据
fn questions(
    context: &mut Context<'_>,
    mut request: ExportQuestions,
) -> Result<ExportQuestionsResponse, ApiError> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = window::of_webcast(context, &mut request, webcast.as_str(), ends)?;
    let asked = context.world.activity.questions.iter();
    let asked = asked
        .filter(|asked| asked.webcast == webcast.as_str() && span.has(asked.time))
        .map(question);
    Ok(ExportQuestionsResponse::new().qa_list(asked))
}

fn question(asked: &world::Asked) -> AskedQuestion {
    let answer = asked.answer.as_ref();
    let mut row = AskedQuestion::new()
        .submit_time(asked.time)
        .published(asked.published)
        .question(asked.text.clone())
        .submitter(asked.asker.uid)
        .name(asked.asker.nickname.clone());
    row.response = answer.map(|answer| answer.text.clone());
    row.responder = answer.map(|answer| answer.by.nickname.clone());
    row.answer_by = answer.map(|answer| answer.by.uid.into());
    row.answer_time = answer.map(|answer| answer.time);
    row
}

/// 导出直播点名签到数据
fn rollcalls(
    context: &mut Context<'_>,
    mut request: ExportRollcalls,
) -> Result<ExportRollcallsResponse, ApiError> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = window::of_webcast(context, &mut request, webcast.as_str(), ends)?;
    let calls = context.world.activity.roll_calls.iter();
    let calls = calls
        .filter(|call| call.webcast == webcast.as_str() && span.has(call.started))
        .map(|call| rollcall(call, context.world.activity.called_in(call)));
    Ok(ExportRollcallsResponse::new().rollcall(calls))
}

fn rollcall(call: &world::RollCall, called: &[world::Called]) -> Rollcall {
    let count = |present: bool| {
        let of_kind = called.iter().filter(|called| called.present == present);
        i64::try_from(of_kind.count()).unwrap_or(i64::MAX)
    };
    let users = called.iter().map(|called| {
        RollcallUser::new()
            .id(called.person.uid)
            .name(called.person.nickname.clone())
            .present(called.present)
    });
    let mut row = Rollcall::new()
        .id(call.number.to_string())
        .start_time(call.started)
        .total(count(true) + count(false))
        .present(count(true))
        .absent(count(false))
        .users(users);
    row.end_time = call.ended;
    row
}
