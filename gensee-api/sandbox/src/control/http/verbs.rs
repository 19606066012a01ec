//! The table of verbs. Each verb calls the method of [`Control`] with its name, and has a field for each parameter.

use std::time::Duration;

use serde_json::{Value, json};

use super::argument::Login;
use super::fields::Argument as _;
use super::fields::{Field, Fields, fields};
use super::output::VerbOutput;
use crate::control::Control;
use crate::own_request::OwnError;
use crate::reply::alphabetical;
use crate::world::ControlError;
use crate::world::{
    QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteForm, VoteId, WatchId,
};
use gensee_api::operation::Method;
use gensee_api::webcast::{Device, JoinType};
use gensee_api::{RecordId, Secret, Time, VodId, WebcastId};

/// A verb: a method of [`Control`] that can be called over HTTP.
pub(super) struct Verb {
    pub(super) name: &'static str,
    pub(super) fields: fn() -> Vec<Field>,
    /// The property of the answer.
    answers: Option<&'static str>,
    /// An example of a body. The ids are made up. The numbers are those of a sandbox in which one viewer has joined
    /// before, and the examples were then sent one after another.
    pub(super) example: fn() -> Value,
    pub(super) act: Act,
}

/// Carries out a verb. The outer error says what is wrong with the request, the inner one why the world does not allow
/// it.
type Act =
    fn(&Control, &mut Fields<'_>) -> Result<Result<Value, ControlError>, OwnError>;

impl Verb {
    pub(super) fn plain(&self) -> Value {
        json!({
            "verb": self.name,
            "fields": fields(&(self.fields)()),
            "answers": self.answers,
            "example": (self.example)(),
        })
    }
}

/// The ids in the examples.
const WEBCAST: &str = "5f3c0e8b2d7a4c619e0b1f2a3c4d5e6f";
const VOD: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// Each row has a verb, its fields with their types, the type of its output, what it does, and an example.
macro_rules! verbs {
    ($($name:ident { $($field:ident: $type:ty),* } -> $answer:ty =
        |$control:ident| $act:expr, $example:tt;)*) => {
        &[$(Verb {
            name: stringify!($name),
            fields: || vec![$(Field {
                name: stringify!($field),
                kind: <$type>::kind(),
                required: true,
            }),*],
            answers: <$answer as VerbOutput>::NAME,
            example: || alphabetical(json!($example)),
            act: |$control, fields| {
                $(let $field: $type = fields.take(stringify!($field))?;)*
                fields.end()?;
                let outcome: Result<$answer, ControlError> = $act;
                Ok(outcome.map(VerbOutput::tell))
            },
        }),*]
    };
}

/// All verbs, in an order in which the examples can be sent one after another.
pub(super) static VERBS: &[Verb] = verbs! {
    now {} -> Time = |control| Ok(control.now()), {};

    advance { span: Duration } -> () = |control| {
        control.advance(span);
        Ok(())
    }, { "span": 2700 };

    start { webcast: WebcastId } -> () = |control| control.start(&webcast),
        { "webcast": WEBCAST };

    join { webcast: WebcastId, viewer: Viewer, join_type: JoinType } -> VisitId =
        |control| control.join(&webcast, viewer, join_type),
        {
            "webcast": WEBCAST,
            "viewer": { "nickname": "张三", "uid": 1_000_000_042_i64, "area": "上海" },
            "join_type": "PcWeb",
        };

    pause { webcast: WebcastId } -> () = |control| control.pause(&webcast),
        { "webcast": WEBCAST };

    chat { visit: VisitId, text: String } -> () = |control| control.chat(visit, text),
        { "visit": 1, "text": "Hello" };

    ask { visit: VisitId, text: String } -> QuestionId =
        |control| control.ask(visit, text),
        { "visit": 1, "text": "Where are the slides?" };

    answer { question: QuestionId, visit: VisitId, text: String } -> () =
        |control| control.answer(question, visit, text),
        { "question": 0, "visit": 0, "text": "With the documents." };

    open_vote { webcast: WebcastId, form: VoteForm } -> VoteId =
        |control| control.open_vote(&webcast, form),
        {
            "webcast": WEBCAST,
            "form": {
                "subject": "Quiz",
                "questions": [
                    {
                        "content": "What does a move leave behind?",
                        "kind": "SingleChoice",
                        "options": ["a copy", "nothing"],
                        "correct": [2],
                        "score": 5,
                    },
                    { "content": "Why?", "kind": "Text" },
                    { "content": "Which of these move?", "kind": "MultipleChoice", "options": ["String", "u8"] },
                ],
            },
        };

    vote { vote: VoteId, visit: VisitId, answers: Vec<VoteAnswer> } -> () =
        |control| control.vote(vote, visit, answers),
        { "vote": 0, "visit": 1, "answers": [[2], "There is one owner.", null] };

    roll_call { webcast: WebcastId } -> RollCallId =
        |control| control.roll_call(&webcast),
        { "webcast": WEBCAST };

    sign_in { call: RollCallId, visit: VisitId } -> () =
        |control| control.sign_in(call, visit),
        { "call": 0, "visit": 1 };

    end_roll_call { call: RollCallId } -> () = |control| control.end_roll_call(call),
        { "call": 0 };

    praise { by: VisitId, to: VisitId } -> () = |control| control.praise(by, to),
        { "by": 1, "to": 0 };

    reward { by: VisitId, speaker: VisitId, amount: u32 } -> () =
        |control| control.reward(by, speaker, amount),
        { "by": 1, "speaker": 0, "amount": 10 };

    leave { visit: VisitId } -> () = |control| control.leave(visit), { "visit": 1 };

    drop_out { visit: VisitId } -> () = |control| control.drop_out(visit), { "visit": 0 };

    finish { webcast: WebcastId } -> VodId = |control| control.finish(&webcast),
        { "webcast": WEBCAST };

    restore { webcast: WebcastId } -> () = |control| control.restore(&webcast),
        { "webcast": WEBCAST };

    watch { vod: VodId, seconds: u64 } -> () = |control| control.watch(&vod, seconds),
        { "vod": VOD, "seconds": 30 };

    start_watching { vod: VodId, viewer: Viewer, device: Device } -> WatchId =
        |control| control.start_watching(&vod, viewer, device),
        { "vod": VOD, "viewer": { "nickname": "李四" }, "device": "Ipad" };

    stop_watching { watch: WatchId } -> () = |control| control.stop_watching(watch),
        { "watch": 1 };

    upload_castmaker { creator: Login, subject: String, duration: Duration } -> VodId =
        |control| control.upload_castmaker(&creator.0, &subject, duration),
        { "creator": "admin@sandbox.example", "subject": "Trailer", "duration": 90 };

    upload_media { creator: Login, subject: String, duration: Duration } -> RecordId =
        |control| control.upload_media(&creator.0, &subject, duration),
        { "creator": "admin@sandbox.example", "subject": "Jingle", "duration": 4.5 };

    send_events { to: Secret, method: Method } -> () =
        |control| control.send_events(to, method),
        { "to": "http://127.0.0.1:9000/events", "method": "POST" };

    check_k { at: Secret, method: Method } -> () = |control| control.check_k(at, method),
        { "at": "http://127.0.0.1:9000/k", "method": "GET" };
};
