//! Faults that are injected on request: failures of networks, gateways and servers.
//!
//! Over HTTP, beside the calls themselves: `POST /sandbox/faults` with a form or JSON,
//! `fault=delay&ms=500&operation=get_webcast&times=2&rate=25&seed=7` (all but `fault` may be absent; `ms` is for
//! `delay`, `property` for `rename` and `code` for `code`; an operation can be given by its path too),
//! `GET /sandbox/faults` for those that can still strike, and `DELETE /sandbox/faults`.

mod http;
mod spoil;

use std::time::Duration;

use gensee_api::operation::Operation;
use gensee_api::webcast::ReturnCode;

pub(super) use http::routes;
pub(super) use spoil::spoil;

/// A fault of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// The call is handled only after this time.
    Delay(Duration),
    /// HTTP status 503. The call has no effect.
    Unavailable,
    /// An HTML page with the status 200, as some proxies answer. The call has no effect.
    Html,
    /// An error with this return code, although no rule is broken: -1 means that the call failed, 300 that the server
    /// failed. Any other code can be given too, even one that is not in the document. The call has no effect.
    Code(ReturnCode),
    /// The connection breaks in the middle of the answer. The call has had its effect.
    Reset,
    /// The first half of the answer, as if it were complete. The call has had its effect.
    Truncate,
    /// An answer without a body. The call has had its effect.
    Empty,
    /// The right answer as `text/plain`.
    ContentType,
    /// Drift: the property of this name, wherever it stands in the answer, is called `<name>Renamed`.
    Rename(String),
    /// Drift: every number of the answer is sent as text.
    NumberAsText,
}

impl Fault {
    /// For the calls of one operation only.
    pub fn on<O: Operation>(self) -> Injection {
        Injection::from(self).on::<O>()
    }

    /// For this number of calls.
    pub fn times(self, times: u32) -> Injection {
        Injection::from(self).times(times)
    }

    /// For this percentage of calls.
    pub fn rate(self, percent: u8, seed: u64) -> Injection {
        Injection::from(self).rate(percent, seed)
    }

    /// Whether the answer that is sent is another than that of the call.
    pub(super) fn changes_the_answer(&self) -> bool {
        !matches!(self, Fault::Delay(_) | Fault::Code(_) | Fault::ContentType)
    }

    /// Its name over HTTP and in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Fault::Delay(_) => "delay",
            Fault::Unavailable => "unavailable",
            Fault::Html => "html",
            Fault::Code(ReturnCode::Failure) => "failure",
            Fault::Code(ReturnCode::SystemError) => "system-error",
            Fault::Code(_) => "code",
            Fault::Reset => "reset",
            Fault::Truncate => "truncate",
            Fault::Empty => "empty",
            Fault::ContentType => "content-type",
            Fault::Rename(_) => "rename",
            Fault::NumberAsText => "number-as-text",
        }
    }
}

/// A [`Fault`] and the calls that it strikes: all calls, unless a field limits them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Injection {
    /// The fault.
    pub fault: Fault,
    /// The operation, such as `create_webcast`; `None` for any operation.
    pub operation: Option<String>,
    /// How many more calls it strikes; `None` for no limit.
    pub times: Option<u32>,
    /// The percentage of calls that it strikes. The same calls in the same order are always struck alike.
    pub percent: u8,
    /// The seed of the random choice of calls.
    pub seed: u64,
}

impl Injection {
    /// For the calls of one operation only.
    #[must_use]
    pub fn on<O: Operation>(mut self) -> Self {
        self.operation = Some(O::NAME.to_owned());
        self
    }

    /// For this number of calls.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// For this percentage of calls.
    #[must_use]
    pub fn rate(mut self, percent: u8, seed: u64) -> Self {
        (self.percent, self.seed) = (percent, seed);
        self
    }
}

/// An injection that strikes every call.
impl From<Fault> for Injection {
    fn from(fault: Fault) -> Self {
        Self { fault, operation: None, times: None, percent: 100, seed: 0 }
    }
}

/// The injected faults that can still strike.
#[derive(Default)]
pub(super) struct Faults {
    active: Vec<Active>,
}

struct Active {
    injection: Injection,
    chance: fastrand::Rng,
}

impl Faults {
    pub(super) fn inject(&mut self, injection: Injection) {
        let chance = fastrand::Rng::with_seed(injection.seed);
        self.active.push(Active { injection, chance });
    }

    /// The injections that can still strike, in the order in which they are asked.
    fn all(&self) -> impl Iterator<Item = &Injection> {
        self.active.iter().map(|active| &active.injection)
    }

    pub(super) fn clear(&mut self) {
        self.active.clear();
    }

    /// The fault of the call that arrives now, if any. When several injections could strike it, the first one does.
    pub(super) fn next(&mut self, operation: &str) -> Option<Fault> {
        let struck = self.active.iter_mut().find_map(|active| active.strike(operation));
        self.active.retain(|active| active.injection.times != Some(0));
        struck
    }
}

impl Active {
    fn strike(&mut self, operation: &str) -> Option<Fault> {
        let injection = &mut self.injection;
        let meant = injection.operation.as_deref().is_none_or(|only| only == operation);
        if !meant
            || injection.times == Some(0)
            || self.chance.u8(..100) >= injection.percent
        {
            return None;
        }
        injection.times = injection.times.map(|times| times - 1);
        Some(injection.fault.clone())
    }
}
