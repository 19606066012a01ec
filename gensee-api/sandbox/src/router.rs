//! Finds the operation of a path, runs its handler on the form, and makes the body of the answer.

use std::collections::HashMap;

use super::api_error::ApiError;
use super::fidelity::Fidelity;
use super::parsed_request::{ParsedRequest, below_base};
use super::reply::{self, Properties};
use super::rule::Rule;
use super::world::{Caller, World};
use gensee_api::Time;
use gensee_api::operation::{Operation, OperationInfo};
use gensee_api::params::{Form, FormReader, ParamError, Parameters};
use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::{OPERATIONS, ReturnCode};

/// What a handler can read and change.
pub(super) struct Context<'a> {
    pub(super) world: &'a mut World,
    pub(super) caller: Caller,
    pub(super) now: Time,
    /// The address of the site as the caller used it: `http://127.0.0.1:40123`.
    pub(super) site: &'a str,
    pub(super) fidelity: Fidelity,
}

/// What an operation does: it turns its parameters into its answer.
type Handler<O> =
    fn(&mut Context<'_>, O) -> Result<<O as Operation>::Response, ApiError>;
/// A [`Handler`] without the types of its operation, so that all handlers fit into one map.
type Call = Box<
    dyn Fn(&mut Context<'_>, &FormReader<'_>) -> Result<Properties, ApiError>
        + Send
        + Sync,
>;

/// Every documented operation by its path.
pub(super) struct Router {
    operations: HashMap<&'static str, Entry>,
    fidelity: Fidelity,
}

struct Entry {
    info: &'static OperationInfo,
    /// `None` when the operation has no handler.
    call: Option<Call>,
}

impl Router {
    /// Makes a router with every operation of the document, and no handlers yet.
    pub(super) fn new() -> Self {
        let entry =
            |info: &'static OperationInfo| (info.path, Entry { info, call: None });
        Self {
            operations: OPERATIONS.iter().map(entry).collect(),
            fidelity: Fidelity::default(),
        }
    }

    /// The same router with another fidelity.
    pub(super) fn following(self, fidelity: Fidelity) -> Self {
        Self { fidelity, ..self }
    }

    /// Sets the handler of `O`.
    pub(super) fn on<O: Operation + 'static>(
        &mut self,
        handler: Handler<O>,
    ) -> &mut Self {
        let call: Call = Box::new(move |context, form| {
            let request = O::read_fields(form)?;
            check(&request, context.fidelity)?;
            let response = handler(context, request)?;
            reply::properties(&response).map_err(|fault| {
                ApiError::new(
                    ReturnCode::SystemError,
                    "system error",
                    Rule::no_answer(fault),
                )
            })
        });
        if let Some(entry) = self.operations.get_mut(O::PATH) {
            entry.call = Some(call);
        }
        self
    }

    /// The operations without a handler, in the document's order.
    pub(super) fn without_handler(&self) -> Vec<&'static str> {
        let idle = |info: &&OperationInfo| self.operations[info.path].call.is_none();
        OPERATIONS.iter().filter(idle).map(|info| info.name).collect()
    }

    /// The operation of a path.
    pub(super) fn operation(&self, path: &str) -> Option<&'static OperationInfo> {
        self.operations.get(path).map(|entry| entry.info)
    }

    /// The answer to a request; `None` when no operation has its path.
    pub(super) fn answer(
        &self,
        ParsedRequest { path, form, site, .. }: &ParsedRequest,
        world: &mut World,
        now: Time,
    ) -> Option<Result<String, ApiError>> {
        let entry = self.operations.get(path.as_str())?;
        world.settle(now);
        let form = Form::parse(form.as_bytes());
        let answer = entry.answer(&form.reader(), world, now, site, self.fidelity);
        Some(match answer {
            Ok(properties) => Ok(reply::success(properties, entry.info, self.fidelity)),
            Err(error) => {
                let code = self.fidelity.code(error.code);
                Err(ApiError { code, ..error })
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
        fidelity: Fidelity,
    ) -> Result<Properties, ApiError> {
        let caller = log_in(form, world, now)?;
        if world.disabled.contains_key(self.info.name) {
            return Err(disabled(Rule::switched_off(self.info.name)));
        }
        if !self.info.roles.contains(&caller.role) {
            let rule = Rule::roles(self.info.name, self.info.roles);
            return Err(ApiError::business("no permission", rule));
        }
        let Some(call) = &self.call else {
            return Err(disabled(Rule::no_handler(self.info.name)));
        };
        if fidelity == Fidelity::Document {
            lists_as_printed(self.info.request, form)?;
        }
        codes_are_listed(self.info.request, form)?;
        call(&mut Context { world, caller, now, site, fidelity }, form)
    }
}

/// The operation of a name or a path, with or without the base path, or what is wrong with it.
pub(super) fn operation_named(name: &str) -> Result<&'static OperationInfo, String> {
    let path = below_base(name).unwrap_or(name);
    let found = OPERATIONS.iter().find(|info| info.name == name || info.path == path);
    found.ok_or_else(|| {
        format!(
            "`operation` is `{name}`, which is none of the document; write one as in `create_webcast` or `/webcast/created`"
        )
    })
}

/// 600: the interface is switched off.
///
/// 接口被禁用，请联系管理员
fn disabled(rule: Rule) -> ApiError {
    let message = "interface is disabled, please contact the administrator";
    ApiError::new(ReturnCode::Disabled, message, rule)
}

/// The account that makes the call. Only the text `true` says that the password is hashed.
fn log_in(form: &FormReader<'_>, world: &World, now: Time) -> Result<Caller, ApiError> {
    let needed = |name: &str| {
        let text = form.text(name).map(str::trim).filter(|text| !text.is_empty());
        text.ok_or_else(|| ApiError::from(ParamError::missing(form, name)))
    };
    let (login, password) = (needed("loginName")?, needed("password")?);
    let hashed = form.text("sec").is_some_and(|sec| sec.trim() == "true");
    world.log_in(login, password, hashed, now)
}

/// Refuses lists that repeat a name, because the document only has the form `recordId[0]=1&recordId[1]=2`.
fn lists_as_printed(rows: &[FieldInfo], form: &FormReader<'_>) -> Result<(), ApiError> {
    let lists = rows.iter().filter(|row| matches!(row.kind, Kind::List(_)));
    let mut repeated = lists.filter(|row| form.text(row.name).is_some());
    if let Some(row) = repeated.next() {
        return Err(ApiError::invalid(row.name, Rule::repeated(row.name)));
    }
    Ok(())
}

/// Fails for a code that the document does not list.
fn codes_are_listed(rows: &[FieldInfo], form: &FormReader<'_>) -> Result<(), ApiError> {
    let unlisted = |row: &&FieldInfo| {
        let sent = form.text(row.name).map(str::trim).filter(|sent| !sent.is_empty());
        sent.is_some_and(|sent| !row.values.iter().any(|value| value.code == sent))
    };
    let rows = rows.iter().filter(|row| !row.values.is_empty());
    match rows.into_iter().find(unlisted) {
        Some(row) => Err(ApiError::unlisted(row.name)),
        None => Ok(()),
    }
}

/// Fails with the first violation that the fidelity does not forgive.
fn check(request: &impl Parameters, fidelity: Fidelity) -> Result<(), ApiError> {
    for invalid in request.violations() {
        if !fidelity.forgives(&invalid.violation) {
            return Err(invalid.into());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Fidelity, ParsedRequest, Router, World, check};
    use crate::clock::DAY_MILLIS;
    use gensee_api::webcast::{OPERATIONS, ReturnCode};
    use gensee_api::{Parameters, Time};

    #[test]
    fn an_operation_without_a_handler_answers_600() {
        let router = Router::new();
        let request = ParsedRequest {
            path: OPERATIONS[0].path.to_owned(),
            form: "loginName=a&password=p".to_owned(),
            ..ParsedRequest::default()
        };
        let mut world = World::new("a", "p");
        let answer = router.answer(&request, &mut world, Time::from_millis(0));
        let refused = answer.expect("an operation").expect_err("a refusal");
        assert_eq!(refused.code, ReturnCode::Disabled);
        assert!(router.without_handler().contains(&OPERATIONS[0].name));
    }

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
        assert_eq!(forgiven.violations().len(), 2);
        assert_eq!(check(&forgiven, Fidelity::Server), Ok(()));
        let error = check(&forgiven, Fidelity::Document).unwrap_err();
        assert!(error.rule.english.contains("at most 7 days"), "{error:?}");
        let refused = Request::new("2").note("n").between(start, end);
        assert_eq!(refused.violations().len(), 3);
        let error = check(&refused, Fidelity::Server).unwrap_err();
        assert_eq!(error.rule.english, "`name` must be there when `mode` is `2`");
    }
}
