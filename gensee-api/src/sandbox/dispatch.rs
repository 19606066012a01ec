//! From a path and a form to the body of an answer.

use std::collections::HashMap;

use super::arrival::Arrival;
use super::authority::Authority;
use super::behaviour;
use super::refusal::Refusal;
use super::reply::{self, Properties};
use super::world::{Caller, World};
use crate::Time;
use crate::operation::{Kind, Operation, OperationInfo, Row};
use crate::params::{Form, FormReader, ParamError, Parameters};
use crate::webcast::{OPERATIONS, ReturnCode};

/// What a behaviour looks at and changes.
pub(super) struct Turn<'a> {
    pub(super) world: &'a mut World,
    pub(super) caller: Caller,
    pub(super) now: Time,
    /// The address of the site, as the caller knows it: `http://127.0.0.1:40123`.
    pub(super) site: &'a str,
    pub(super) authority: Authority,
}

/// What an operation does: from its parameters to its answer.
type Behaviour<O> = fn(&mut Turn<'_>, O) -> Result<<O as Operation>::Response, Refusal>;
/// The same with the types of one operation forgotten.
type Call = Box<
    dyn Fn(&mut Turn<'_>, &FormReader<'_>) -> Result<Properties, Refusal> + Send + Sync,
>;

/// Every documented operation by its path.
pub(super) struct Dispatch {
    operations: HashMap<&'static str, Entry>,
    authority: Authority,
}

struct Entry {
    info: &'static OperationInfo,
    /// None while nobody has written what it does.
    call: Option<Call>,
}

impl Dispatch {
    /// All that the document has, with the behaviours that there are.
    pub(super) fn documented() -> Self {
        let entries =
            OPERATIONS.iter().map(|info| (info.path, Entry { info, call: None }));
        let operations = entries.collect();
        let mut dispatch = Self { operations, authority: Authority::default() };
        behaviour::all(&mut dispatch);
        dispatch
    }

    /// The same, following another authority.
    pub(super) fn following(self, authority: Authority) -> Self {
        Self { authority, ..self }
    }

    /// Says what `O` does.
    pub(super) fn on<O: Operation + 'static>(
        &mut self,
        behaviour: Behaviour<O>,
    ) -> &mut Self {
        let call: Call = Box::new(move |turn, form| {
            let request = O::read_fields(form)?;
            check(&request, turn.authority)?;
            let response = behaviour(turn, request)?;
            reply::properties(&response).map_err(|fault| {
                Refusal::new(ReturnCode::SystemError, "system error", fault.to_string())
            })
        });
        if let Some(entry) = self.operations.get_mut(O::PATH) {
            entry.call = Some(call);
        }
        self
    }

    /// The operations that nobody has written a behaviour for, in the document's order.
    pub(super) fn without_behaviour(&self) -> Vec<&'static str> {
        let idle = |info: &&OperationInfo| self.operations[info.path].call.is_none();
        OPERATIONS.iter().filter(idle).map(|info| info.name).collect()
    }

    /// The operation of a path.
    pub(super) fn operation(&self, path: &str) -> Option<&'static OperationInfo> {
        self.operations.get(path).map(|entry| entry.info)
    }

    /// What is answered; none for a path that no operation has.
    pub(super) fn answer(
        &self,
        Arrival { path, form, site, .. }: &Arrival,
        world: &mut World,
        now: Time,
    ) -> Option<Result<String, Refusal>> {
        let entry = self.operations.get(path.as_str())?;
        world.settle(now);
        let form = Form::parse(form.as_bytes());
        let answer = entry.answer(&form.reader(), world, now, site, self.authority);
        Some(match answer {
            Ok(properties) => Ok(reply::success(properties, entry.info, self.authority)),
            Err(refusal) => {
                let code = self.authority.code(refusal.code);
                Err(Refusal { code, ..refusal })
            }
        })
    }
}

impl Entry {
    fn answer(
        &self,
        form: &FormReader<'_>,
        world: &mut World,
        now: Time,
        site: &str,
        authority: Authority,
    ) -> Result<Properties, Refusal> {
        let caller = log_in(form, world, now)?;
        if world.disabled.contains_key(self.info.name) {
            return Err(disabled(format!("`{}` is switched off", self.info.name)));
        }
        if !self.info.roles.contains(&caller.role) {
            let rule =
                format!("`{}` is for {:?} alone", self.info.name, self.info.roles);
            return Err(Refusal::business("no permission", rule));
        }
        let Some(call) = &self.call else {
            let rule = format!("`{}` has no behaviour yet", self.info.name);
            return Err(disabled(rule));
        };
        if authority == Authority::Document {
            lists_as_printed(self.info.request, form)?;
        }
        call(&mut Turn { world, caller, now, site, authority }, form)
    }
}

/// The operation of a name, or what is wrong with the name.
pub(super) fn operation_named(name: &str) -> Result<&'static OperationInfo, String> {
    let found = OPERATIONS.iter().find(|info| info.name == name);
    found.ok_or_else(|| {
        format!(
            "`operation` is `{name}`, which is none of the document; write one as in `create_webcast`"
        )
    })
}

/// 600: the interface is switched off.
///
/// 接口被禁用，请联系管理员
fn disabled(rule: String) -> Refusal {
    let message = "interface is disabled, please contact the administrator";
    Refusal::new(ReturnCode::Disabled, message, rule)
}

/// The account that makes the call. Only the text `true` says that the password is hashed.
fn log_in(form: &FormReader<'_>, world: &World, now: Time) -> Result<Caller, Refusal> {
    let needed = |name: &str| {
        let text = form.text(name).map(str::trim).filter(|text| !text.is_empty());
        text.ok_or_else(|| Refusal::from(ParamError::missing(form, name)))
    };
    let (login, password) = (needed("loginName")?, needed("password")?);
    let hashed = form.text("sec").is_some_and(|sec| sec.trim() == "true");
    world.log_in(login, password, hashed, now)
}

/// Refuses lists that repeat a name: the document has but `recordId[0]=1&recordId[1]=2`.
fn lists_as_printed(rows: &[Row], form: &FormReader<'_>) -> Result<(), Refusal> {
    let lists = rows.iter().filter(|row| matches!(row.kind, Kind::List(_)));
    let mut repeated = lists.filter(|row| form.text(row.name).is_some());
    repeated.next().map_or(Ok(()), |row| {
        let rule = format!("`{}` is a list; write `{0}[0]`", row.name);
        Err(Refusal::invalid(row.name, rule))
    })
}

/// Refuses by the first broken rule that is not forgiven.
fn check(request: &impl Parameters, authority: Authority) -> Result<(), Refusal> {
    let mut broken = request.broken_rules().into_iter();
    let refused = broken.find(|invalid| !authority.forgives(&invalid.rule));
    refused.map_or(Ok(()), |invalid| Err(invalid.into()))
}

#[cfg(test)]
mod tests {
    use super::{Authority, check};
    use crate::prelude::*;
    use crate::time::DAY_MILLIS;

    #[derive(Clone, Debug, PartialEq, Parameters)]
    #[condition(only(note), when(mode = "1"))]
    #[condition(require(name), when(mode = "2"))]
    #[window(from..to, days = 7)]
    struct Request {
        name: Option<String>,
        mode: String,
        note: Option<String>,
        from: Option<Time>,
        to: Option<Time>,
    }

    #[test]
    fn a_rule_that_is_forgiven_hides_none_that_is_not() {
        let (start, end) = (Time::from_millis(0), Time::from_millis(8 * DAY_MILLIS));
        let forgiven = Request::new("3").note("n").between(start, end);
        assert_eq!(forgiven.broken_rules().len(), 2);
        assert_eq!(check(&forgiven, Authority::Server), Ok(()));
        let refusal = check(&forgiven, Authority::Document).unwrap_err();
        assert!(refusal.rule.contains("at most 7 days"), "{}", refusal.rule);
        let refused = Request::new("2").note("n").between(start, end);
        assert_eq!(refused.broken_rules().len(), 3);
        let refusal = check(&refused, Authority::Server).unwrap_err();
        assert_eq!(refusal.rule, "`name` must be there when `mode` is `2`");
    }
}
