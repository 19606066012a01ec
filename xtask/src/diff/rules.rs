//! What follows for callers from a line of the contract that came, went or says something else.

use std::collections::BTreeSet;

use super::model::Wire;
use crate::spec::{Bounds, Direction};

/// What a line of the contract states. Those with a `Set` list members, those with `Bounds` say how far something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    BasePath,
    SiteFact,
    ReturnCode,
    Callback,
    Operation,
    Path,
    Methods,
    Effect,
    Roles,
    ListEncoding,
    Window,
    WindowRows,
    Paging,
    Condition,
    Row,
    Kind,
    Needed,
    Names,
    Always,
    Codes,
    Length,
    Range,
    Clamp,
    Default,
}

/// What has become of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delta {
    Added,
    Removed,
    /// Less is allowed, or told, than before.
    Narrowed,
    /// More is.
    Widened,
    Changed,
}

/// What a change of a fact means.
#[derive(Debug)]
pub struct Rule {
    /// None where the way does not matter.
    pub direction: Option<Direction>,
    pub fact: Fact,
    pub delta: Delta,
    pub wire: Wire,
    /// What follows for callers.
    pub statement: &'static str,
}

macro_rules! rules {
    ($($way:ident $fact:ident $($delta:ident)+ => $wire:ident $statement:literal)*) => {
        &[$($(Rule {
            direction: way!($way),
            fact: Fact::$fact,
            delta: Delta::$delta,
            wire: Wire::$wire,
            statement: $statement,
        },)+)*]
    };
}

macro_rules! way {
    (Any) => {
        None
    };
    ($direction:ident) => {
        Some(Direction::$direction)
    };
}

/// Every rule. A fact of a new part, or of one that is gone, has none but those of the part itself, `Needed` and
/// `Always`.
pub const RULES: &[Rule] = rules! {
    Any BasePath Changed => Breaking "Callers of the old addresses reach nothing."
    Any SiteFact Added => Safe "One thing more is told of every site."
    Any SiteFact Removed => Safe "One thing less is told of every site."
    Any SiteFact Changed => Breaking "Whoever goes by the old value reaches nothing, or mistakes ids."
    Any ReturnCode Added => Risky "Calls may end in a way that callers do not know."
    Any ReturnCode Removed => Safe "Calls do not end in this way any more."
    Any Callback Added => Safe "The server posts one thing more."
    Any Callback Removed => Breaking "The server does not post it any more."

    Any Operation Added => Safe "There is one call more."
    Any Operation Removed => Breaking "The call is not there any more."
    Any Path Changed => Breaking "Callers of the old path reach nothing."
    Any Methods Added Widened => Safe "There is one more method by which it can be called."
    Any Methods Removed Narrowed Changed => Breaking "A method by which it could be called is not there any more."
    Any Roles Added Widened => Safe "One more role may call it."
    Any Roles Removed Narrowed Changed => Breaking "A role that could call it may not any more."
    Any Effect Added Removed Changed => Risky "Whether a call may be sent again after a failure follows from its effect."
    Any ListEncoding Added Removed Changed => Risky "Lists of the request are written in another way."
    Any Window Added Narrowed Changed => Breaking "Longer spans than this bring no rows: whoever asks for one loses them."
    Any Window Removed Widened => Safe "Longer spans can be asked for."
    Any WindowRows Changed => Breaking "Other parameters bound the span."
    Any Paging Added => Risky "The answer comes in pages: whoever reads one gets a part."
    Any Paging Removed => Risky "The answer does not come in pages any more."
    Any Paging Changed => Risky "Pages are asked for, or told, in another way."
    Any Condition Added => Breaking "Requests against the condition are refused."
    Any Condition Removed => Safe "Requests that were refused are accepted."

    Any Row Added => Safe "There is one value more."
    Request Row Removed => Breaking "What callers sent has no effect any more."
    Any Row Removed => Breaking "What callers read is not there any more."
    Any Kind Changed => Breaking "A value of another kind is exchanged."
    Callback Needed Added => Risky "What the server posts is refused without it."
    Callback Needed Removed => Risky "The server may leave it out."
    Any Needed Added => Breaking "Requests without it are refused."
    Any Needed Removed => Safe "It may be left out."
    Any Always Added => Risky "A successful answer without it becomes an error."
    Any Always Removed => Risky "A successful answer may be without it."
    Any Names Narrowed Changed => Risky "A name is no longer read: where the server still uses it, the value is lost."
    Any Names Widened => Safe "One more name is read."
    Request Codes Removed Widened => Safe "More codes may be sent."
    Request Codes Added => Risky "A list of codes is taken to be all that may be sent."
    Request Codes Narrowed Changed => Breaking "Callers that send the code that went do wrong."
    Any Codes Widened Changed => Risky "A code may come that callers do not know."
    Any Codes Added Removed Narrowed => Safe "Codes that callers know may not come any more, or have names now."
    Any Length Added Narrowed Changed => Breaking "Texts that were sent so far are refused."
    Any Length Removed Widened => Safe "Texts that were refused so far are sent."
    Any Range Added Narrowed Changed => Breaking "Numbers that were sent so far are refused."
    Any Range Removed Widened => Safe "Numbers that were refused so far are sent."
    Any Clamp Added Removed Narrowed Widened Changed => Risky "The server takes some numbers as other ones than before."
    Any Default Added Removed Changed => Risky "Leaving it out means something else than before."
};

impl Fact {
    /// Whether it counts of a part that came or went as a whole.
    pub fn counts_of_whole(self) -> bool {
        matches!(self, Self::Needed | Self::Always) || self.is_existence()
    }

    /// Whether it says that something is there at all, so that what is below it says nothing more.
    pub fn is_existence(self) -> bool {
        matches!(self, Self::Operation | Self::Row | Self::Callback)
    }

    /// What has become of a line of this fact.
    pub fn delta(self, before: Option<&str>, after: Option<&str>) -> Delta {
        let (Some(before), Some(after)) = (before, after) else {
            return if before.is_none() { Delta::Added } else { Delta::Removed };
        };
        let (less, more) = match self {
            Self::Methods | Self::Roles | Self::Names | Self::Codes => {
                let members =
                    |text| -> BTreeSet<&str> { str::split(text, ", ").collect() };
                let (before, after) = (members(before), members(after));
                (!after.is_superset(&before), !after.is_subset(&before))
            }
            Self::Window | Self::Length | Self::Range | Self::Clamp => {
                let ends = |text: &str| {
                    let bounds: Option<Bounds> = text.parse().ok();
                    let (min, max) = bounds.map_or((None, None), |it| (it.min, it.max));
                    (min.unwrap_or(i64::MIN), max.unwrap_or(i64::MAX))
                };
                let (before, after) = (ends(before), ends(after));
                (
                    after.0 > before.0 || after.1 < before.1,
                    after.0 < before.0 || after.1 > before.1,
                )
            }
            _ => (true, true),
        };
        match (less, more) {
            (true, false) => Delta::Narrowed,
            (false, true) => Delta::Widened,
            _ => Delta::Changed,
        }
    }
}

impl Rule {
    /// `request-codes-narrowed`.
    pub fn id(&self) -> String {
        let way = self.direction.map(|direction| format!("{direction:?}-"));
        let id = format!("{}{:?}-{:?}", way.unwrap_or_default(), self.fact, self.delta);
        heck::AsKebabCase(id).to_string()
    }
}

/// The rule of a change: that of the direction before that of any.
pub fn rule(
    direction: Option<Direction>,
    fact: Fact,
    delta: Delta,
) -> Option<&'static Rule> {
    let fits = |rule: &&Rule| rule.fact == fact && rule.delta == delta;
    let all = || RULES.iter().filter(fits);
    let own = all().find(|rule| rule.direction.is_some() && rule.direction == direction);
    own.or_else(|| all().find(|rule| rule.direction.is_none()))
}

/// Every rule with its level and its statement.
pub fn catalogue() -> String {
    let width = RULES.iter().map(|rule| rule.id().len()).max().unwrap_or_default();
    let line = |rule: &Rule| {
        format!("{:width$}  {:8}  {}\n", rule.id(), rule.wire.word(), rule.statement)
    };
    RULES.iter().map(line).collect()
}
