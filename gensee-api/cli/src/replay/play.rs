//! Plays a recording: its ids are those of the site, under pseudonyms, and the target has others.

use std::collections::HashMap;

use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::Envelope;
use gensee_api::{Answer as _, Effect, OperationInfo, Role};
use serde_json::Value;

use super::shape::Shape;
use super::target::{self, Answer, Target};
use crate::failure::Outcome;
use crate::record::mask::{self, find};
use crate::record::recording::{Record, code};
use crate::walk::is_of_vod;

/// What a wrong return code counts against places that differ.
const WRONG_CODE: usize = 10_000;

pub struct Player<'t> {
    target: &'t Target,
    /// Which caller had the answer that was most like the last one.
    caller: usize,
    /// The ids of what calls of the recording created.
    created: HashMap<String, String>,
    /// The ids of what answers have in the same place.
    likely: HashMap<String, String>,
}

impl<'t> Player<'t> {
    pub fn new(target: &'t Target) -> Self {
        Self { target, caller: 0, created: HashMap::new(), likely: HashMap::new() }
    }

    /// Sends a call. Where it reads something of which the target has several, the answer is the one that is most like
    /// what was recorded.
    ///
    /// # Errors
    /// When no answer arrives.
    pub fn play(&mut self, record: &Record) -> Outcome<Answer> {
        let info = record.info();
        let reads = info.is_some_and(|info| info.effect == Effect::Read);
        let recorded = target::body(record);
        let mut wanted = Shape::default();
        recorded.iter().for_each(|body| wanted.add(body, info, ""));
        let mut best: Option<(usize, Answer)> = None;
        for caller in self.callers(info) {
            for pairs in self.requests(record, caller) {
                let answer = self.target.send(record, &pairs, caller)?;
                let mut shape = Shape::default();
                answer.body.iter().for_each(|body| shape.add(body, info, ""));
                let code = |body: &Option<Value>| body.as_ref().and_then(code);
                let is_wrong = code(&recorded) != code(&answer.body);
                let distance =
                    wanted.distance(&shape) + usize::from(is_wrong) * WRONG_CODE;
                if best.as_ref().is_none_or(|(least, _)| distance < *least) {
                    best = Some((distance, answer));
                    self.caller = if reads { caller } else { self.caller };
                }
                if distance == 0 || !reads {
                    break;
                }
            }
            if best.as_ref().is_some_and(|(distance, _)| *distance == 0) {
                break;
            }
        }
        let Some((_, answer)) = best else {
            return self.target.send(record, &record.pairs(), self.caller);
        };
        self.learn(info, recorded.as_ref(), &answer);
        Ok(answer)
    }

    /// Who sends a call, the likeliest first; the administrator alone where it may change something and he may send it.
    fn callers(&self, info: Option<&OperationInfo>) -> Vec<usize> {
        let all = self.target.callers.len();
        match info {
            Some(info) if info.effect == Effect::Read => {
                let others = (0..all).filter(|caller| *caller != self.caller);
                [self.caller].into_iter().chain(others).collect()
            }
            Some(info) if !info.roles.contains(&Role::Admin) => vec![all - 1],
            _ => vec![0],
        }
    }

    /// The parameters with the ids of the target; several where it may have several things that are meant.
    fn requests(&self, record: &Record, caller: usize) -> Vec<Vec<(String, String)>> {
        let mut pairs = record.pairs();
        let Some(info) = record.info() else { return vec![pairs] };
        let known = &self.target.callers[caller].known;
        let mut open = None;
        for (place, (name, value)) in pairs.iter_mut().enumerate() {
            let Some(field) = mask::parameter(info.request, name) else { continue };
            let kind = field.kind.item();
            if !matches!(kind, Kind::TextId | Kind::NumberId) {
                continue;
            }
            if let Some(id) = self.created.get(value) {
                value.clone_from(id);
                continue;
            }
            let known = match (kind, is_of_vod(info, field)) {
                (Kind::NumberId, _) => &[][..],
                (_, true) => &known.vods,
                (_, false) => &known.webcasts,
            };
            let likely = self.likely.get(value);
            let ids: Vec<_> = likely.into_iter().chain(known).cloned().collect();
            if let Some(id) = ids.first() {
                value.clone_from(id);
            }
            open = open.or((ids.len() > 1).then_some((place, ids)));
        }
        let Some((place, ids)) = open else { return vec![pairs] };
        let with = |id| {
            let mut pairs = pairs.clone();
            pairs[place].1 = id;
            pairs
        };
        ids.into_iter().map(with).collect()
    }

    /// Learns which ids stand in the same places.
    fn learn(
        &mut self,
        info: Option<&'static OperationInfo>,
        recorded: Option<&Value>,
        answer: &Answer,
    ) {
        let (Some(info), Some(recorded), Some(answered)) =
            (info, recorded, answer.body.as_ref())
        else {
            return;
        };
        let known = match info.effect {
            Effect::Create => &mut self.created,
            _ => &mut self.likely,
        };
        pair(recorded, answered, &[Envelope::ROWS, info.response], known);
    }
}

fn pair(
    recorded: &Value,
    answered: &Value,
    tables: &[&'static [FieldInfo]],
    known: &mut HashMap<String, String>,
) {
    match (recorded, answered) {
        (Value::Array(recorded), Value::Array(answered)) => {
            for (recorded, answered) in recorded.iter().zip(answered) {
                pair(recorded, answered, tables, known);
            }
        }
        (Value::Object(recorded), Value::Object(answered)) => {
            for (name, recorded) in recorded {
                let Some(row) = find(tables, name) else { continue };
                let mut names = row.names.iter().chain([&row.printed_name]);
                let Some(answered) = names.find_map(|name| answered.get(*name)) else {
                    continue;
                };
                if matches!(row.kind.item(), Kind::TextId | Kind::NumberId) {
                    if let (Some(recorded), Some(answered)) =
                        (scalar(recorded), scalar(answered))
                    {
                        known.entry(recorded).or_insert(answered);
                    }
                } else {
                    pair(recorded, answered, &[row.fields], known);
                }
            }
        }
        _ => {}
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
