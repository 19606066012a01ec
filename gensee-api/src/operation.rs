//! Operations: the path, request and answer of each, and the table that describes it.

use crate::answer::Answer;
use crate::paging::Page;
use crate::params::{ListFormat, Parameters};
use crate::schema::{Change, ChangeKind, FieldInfo, WindowInfo};
use crate::window::Window;

/// A call of the interface: a request type, with the answer type and the path that belong to it.
///
/// Every documented operation implements this trait; an undocumented one can be declared in ten lines:
///
/// ```
/// use gensee_api::{Answer, Effect, Operation, Parameters, WebcastId};
///
/// /// Counts the viewers of a webcast.
/// #[derive(Clone, Debug, PartialEq, Parameters)]
/// struct CountViewers {
///     webcast_id: WebcastId,
/// }
///
/// #[derive(Clone, Debug, PartialEq, Answer)]
/// struct CountViewersResponse {
///     viewers: Option<i64>,
/// }
///
/// impl Operation for CountViewers {
///     type Response = CountViewersResponse;
///     const NAME: &'static str = "count_viewers";
///     const PATH: &'static str = "/webcast/viewers";
///     const EFFECT: Effect = Effect::Read;
/// }
/// ```
pub trait Operation: Parameters {
    /// The answer of the server.
    type Response: Answer;
    /// The name of the operation: its function in Rust, and its name in errors and spans.
    const NAME: &'static str;
    /// The path below the base path, with a leading slash.
    const PATH: &'static str;
    /// What the call does on the server; only [`Effect::Read`] is ever retried.
    const EFFECT: Effect;
    /// The section of the document, such as `5.4`.
    const SECTION: &'static str = "";
    /// The title of the section, in Chinese.
    const TITLE: &'static str = "";
    /// The roles that may call it.
    const ROLES: &'static [Role] = &[];
    /// The revision of the document that added it, such as `2018-05-04.2`. `None` when the document had it
    /// before [`FIRST_REVISION`](crate::webcast::FIRST_REVISION).
    const SINCE: Option<&'static str> = None;
    /// The changes that later revisions of the document made to it and to its rows, the oldest first.
    const HISTORY: &'static [Change] = &[];
    /// Whether the document prints the return code among the properties of the answer. Where it does not, an
    /// answer without one counts as a success.
    const CODE_PRINTED: bool = true;
    /// How its lists are written, unless a call or a client sets another way.
    const LISTS: ListFormat = ListFormat::Indexed;
    /// The methods by which the document allows to send it. A call by another one is refused before anything is
    /// sent.
    const METHODS: &'static [Method] = &[Method::Post, Method::Get];
}

/// How a request sends its parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// In the body of a POST, as a form.
    #[default]
    Post,
    /// In the query of a GET. Use it only where POST is impossible: the address then holds the login name and the
    /// password, and every proxy and server on the way writes addresses into its log.
    Get,
}

/// What a call does on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Changes nothing, so the call may be retried.
    Read,
    /// Makes something new.
    Create,
    /// Changes something.
    Update,
    /// Removes something.
    Delete,
}

/// The role of a user who may make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// 管理员
    Admin,
    /// 组织者
    Organizer,
    /// 教师
    Teacher,
    /// 用户
    User,
}

/// An operation whose answer is a list over several pages, several windows of time, or both.
pub trait Paginated: Operation + Clone {
    /// One item of the list.
    type Item: Answer;
    /// Number of items of a full page, if the document gives it.
    const PAGE_SIZE: Option<u32> = None;
    /// Takes the items out of an answer.
    fn items(response: Self::Response) -> Vec<Self::Item>;
    /// The items of an answer, by reference.
    fn rows(response: &Self::Response) -> &[Self::Item];
    /// Number of items of a full page for this request, if it is known.
    fn page_size(&self) -> Option<u32> {
        Self::PAGE_SIZE
    }
    /// The page number and the totals that the answer gives.
    fn page(_response: &Self::Response) -> Option<&Page> {
        None
    }
    /// The parameter with the number of the page, counted from 1; `None` when the operation has no pages.
    fn page_number(&mut self) -> Option<&mut Option<i64>> {
        None
    }
    /// The two parameters that bound the time; `None` when the document does not limit the time between them.
    fn window(&mut self) -> Option<Window<'_>> {
        None
    }
}

/// What a program does with an operation that it knows by name only; given to [`visit`](crate::webcast::visit), which
/// brings the types.
///
/// ```
/// use gensee_api::operation::{Operation, OperationVisitor, Paginated};
/// use gensee_api::params::from_form;
/// use gensee_api::webcast::visit;
///
/// /// Tells what is wrong with a form.
/// struct Check<'a>(&'a str);
///
/// impl OperationVisitor for Check<'_> {
///     type Output = Option<String>;
///
///     fn single<O: Operation>(self) -> Option<String> {
///         match from_form::<O>(self.0) {
///             Ok(request) => request.check().err().map(|broken| broken.to_string()),
///             Err(error) => Some(error.to_string()),
///         }
///     }
///
///     fn list<O: Paginated + 'static>(self) -> Option<String> {
///         self.single::<O>()
///     }
/// }
///
/// assert_eq!(visit("get_webcast", Check("webcastId=5f3c")), Some(None));
/// assert_eq!(visit("get_webcast", Check("")).flatten().as_deref(), Some("`webcastId` is missing"));
/// assert_eq!(visit("no_such_call", Check("")), None);
/// ```
pub trait OperationVisitor {
    /// What it gives.
    type Output;
    /// Visits an operation with one answer.
    fn single<O: Operation + 'static>(self) -> Self::Output;
    /// Visits an operation whose answer is a list.
    fn list<O: Paginated + 'static>(self) -> Self::Output;
}

/// Everything that the document says about an operation, as data.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct OperationInfo {
    /// [`Operation::SECTION`].
    pub section: &'static str,
    /// [`Operation::NAME`].
    pub name: &'static str,
    /// [`Operation::TITLE`].
    pub title: &'static str,
    /// One line of English: the first paragraph of the request's documentation.
    pub summary: &'static str,
    /// [`Operation::PATH`].
    pub path: &'static str,
    /// [`Operation::ROLES`].
    pub roles: &'static [Role],
    /// [`Operation::EFFECT`].
    pub effect: Effect,
    /// [`Operation::SINCE`].
    pub since: Option<&'static str>,
    /// [`Operation::HISTORY`].
    pub history: &'static [Change],
    /// [`Operation::CODE_PRINTED`].
    pub code_printed: bool,
    /// [`Operation::LISTS`].
    pub lists: ListFormat,
    /// [`Operation::METHODS`].
    pub methods: &'static [Method],
    /// The window whose length the document limits, if the request has one.
    pub window: Option<WindowInfo>,
    /// The parameters of the request, without those that every request has.
    pub request: &'static [FieldInfo],
    /// The properties of the answer, without those that every answer has.
    pub response: &'static [FieldInfo],
}

impl OperationInfo {
    /// The table of the operation `O`.
    pub const fn of<O: Operation>() -> Self {
        OperationInfo {
            section: O::SECTION,
            name: O::NAME,
            title: O::TITLE,
            summary: O::SUMMARY,
            path: O::PATH,
            roles: O::ROLES,
            effect: O::EFFECT,
            since: O::SINCE,
            history: O::HISTORY,
            code_printed: O::CODE_PRINTED,
            lists: O::LISTS,
            methods: O::METHODS,
            window: O::WINDOW,
            request: O::ROWS,
            response: <O::Response as Answer>::ROWS,
        }
    }

    /// The revision of the document that added a row or a part of the table that contains it. `None` if the row is
    /// older than [`FIRST_REVISION`](crate::webcast::FIRST_REVISION).
    ///
    /// A place is `request` or `response` followed by the names of the rows down to the row, as in
    /// [`rows`](Self::rows). A [removed](Self::removed) row has a place too.
    ///
    /// ```
    /// use gensee_api::webcast::OPERATIONS;
    ///
    /// let operation = OPERATIONS.iter().find(|operation| operation.name == "list_webcasts");
    /// let operation = operation.expect("an operation of the document");
    /// assert_eq!(operation.since_of("response.list.creator"), Some("2019-10-09"));
    /// assert_eq!(operation.since_of("response.list.subject"), None);
    /// ```
    pub fn since_of(&self, place: &str) -> Option<&'static str> {
        let mut added =
            self.history.iter().rev().filter(|change| change.kind == ChangeKind::Added);
        added
            .find(|change| change.covers(place))
            .map_or(self.since, |change| Some(change.revision))
    }

    /// The rows that a revision of the document removed and no later one added again.
    pub fn removed(&self) -> impl Iterator<Item = &'static Change> {
        let history = self.history;
        history.iter().enumerate().filter_map(move |(index, change)| {
            let again = history[index..].iter().any(|later| {
                later.kind == ChangeKind::Added && later.covers(change.place)
            });
            (change.kind == ChangeKind::Removed && !again).then_some(change)
        })
    }

    /// Every row with its place, such as `response.list.creator`: the request before the answer, each row before the
    /// rows nested in it.
    pub fn rows(&self) -> Vec<(String, &'static FieldInfo)> {
        let mut rows = Vec::new();
        collect("request", self.request, &mut rows);
        collect("response", self.response, &mut rows);
        rows
    }
}

fn collect(
    place: &str,
    rows: &'static [FieldInfo],
    found: &mut Vec<(String, &'static FieldInfo)>,
) {
    for row in rows {
        let place = format!("{place}.{}", row.name);
        found.push((place.clone(), row));
        collect(&place, row.fields, found);
    }
}
