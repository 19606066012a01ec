//! What was said, asked and answered, and who answered the roll.

use super::span;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world;
use crate::webcast::{
    AskedQuestion, ChatMessage, ExportChat, ExportChatResponse, ExportQuestions,
    ExportQuestionsResponse, ExportRollcalls, ExportRollcallsResponse, Rollcall,
    RollcallUser,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(chat).on(questions).on(rollcalls);
}

/// 导出直播公共聊天数据
fn chat(
    turn: &mut Turn<'_>,
    mut request: ExportChat,
) -> Result<ExportChatResponse, Refusal> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = span::of_webcast(turn, &mut request, webcast.as_str(), ends)?;
    let said = turn.world.people.chat.iter();
    let said = said
        .filter(|message| message.webcast == webcast.as_str() && span.has(message.time));
    let list = said.map(|message| ChatMessage {
        time: Some(message.time),
        sender: Some(message.sender.nickname.clone()),
        sender_id: Some(message.sender.uid.into()),
        msg: Some(message.text.clone()),
    });
    Ok(ExportChatResponse { list: list.collect() })
}

/// 导出直播用户提问数据
fn questions(
    turn: &mut Turn<'_>,
    mut request: ExportQuestions,
) -> Result<ExportQuestionsResponse, Refusal> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = span::of_webcast(turn, &mut request, webcast.as_str(), ends)?;
    let asked = turn.world.people.questions.iter();
    let asked = asked
        .filter(|asked| asked.webcast == webcast.as_str() && span.has(asked.time))
        .map(question);
    Ok(ExportQuestionsResponse { qa_list: asked.collect() })
}

fn question(asked: &world::Asked) -> AskedQuestion {
    let answer = asked.answer.as_ref();
    AskedQuestion {
        submit_time: Some(asked.time),
        published: Some(asked.published),
        question: Some(asked.text.clone()),
        response: answer.map(|answer| answer.text.clone()),
        responder: answer.map(|answer| answer.by.nickname.clone()),
        submitter: Some(asked.asker.uid.into()),
        answer_by: answer.map(|answer| answer.by.uid.into()),
        name: Some(asked.asker.nickname.clone()),
        answer_time: answer.map(|answer| answer.time),
    }
}

/// 导出直播点名签到数据
fn rollcalls(
    turn: &mut Turn<'_>,
    mut request: ExportRollcalls,
) -> Result<ExportRollcallsResponse, Refusal> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = span::of_webcast(turn, &mut request, webcast.as_str(), ends)?;
    let calls = turn.world.people.roll_calls.iter();
    let calls = calls
        .filter(|call| call.webcast == webcast.as_str() && span.has(call.started))
        .map(|call| rollcall(call, turn.world.people.called_in(call)));
    Ok(ExportRollcallsResponse { rollcall: calls.collect() })
}

fn rollcall(call: &world::RollCall, called: &[world::Called]) -> Rollcall {
    let count = |present: bool| {
        let of_kind = called.iter().filter(|called| called.present == present);
        i64::try_from(of_kind.count()).unwrap_or(i64::MAX)
    };
    let users = called.iter().map(|called| RollcallUser {
        id: Some(called.person.uid.into()),
        name: Some(called.person.nickname.clone()),
        present: Some(called.present),
    });
    Rollcall {
        id: Some(call.number.to_string()),
        start_time: Some(call.started),
        end_time: call.ended,
        total: Some(count(true) + count(false)),
        present: Some(count(true)),
        absent: Some(count(false)),
        users: users.collect(),
    }
}
