//! The outputs of verbs, written as JSON.

use serde_json::{Value, json};

use crate::world::{QuestionId, RollCallId, VisitId, VoteId, WatchId};
use gensee_api::{RecordId, Time, VodId};

/// The output of a verb.
pub(super) trait VerbOutput {
    /// The name of the only property of the answer. Later requests take the value in a field of the same name. `None`
    /// when the verb has no output.
    const NAME: Option<&'static str>;

    /// The output as JSON.
    fn tell(self) -> Value;
}

impl VerbOutput for () {
    const NAME: Option<&'static str> = None;

    fn tell(self) -> Value {
        json!({})
    }
}

macro_rules! outcome {
    ($($type:ty: $name:literal, $plain:expr;)*) => {$(
        impl VerbOutput for $type {
            const NAME: Option<&'static str> = Some($name);

            fn tell(self) -> Value {
                let plain: fn(Self) -> Value = $plain;
                json!({ $name: plain(self) })
            }
        }
    )*};
}

outcome! {
    Time: "now", |time| time.millis().into();
    VodId: "vod", |id| id.as_str().into();
    RecordId: "record", |id| id.get().into();
    VisitId: "visit", |id| id.number().into();
    QuestionId: "question", |id| id.number().into();
    VoteId: "vote", |id| id.number().into();
    RollCallId: "call", |id| id.number().into();
    WatchId: "watch", |id| id.number().into();
}
