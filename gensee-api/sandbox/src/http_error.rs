//! Requests that are refused with an HTTP status, before an operation is asked.

use axum::http::header::ALLOW;
use axum::http::{Method as HttpMethod, StatusCode};
use axum::response::{IntoResponse, Response};

use super::rule::Rule;
use gensee_api::Method;

/// The status of the answer, which has no body, and for the log the rule that the request broke.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HttpError {
    pub(super) status: StatusCode,
    pub(super) rule: Rule,
    /// The methods that the path has, for the header `Allow`.
    allow: Option<String>,
}

impl HttpError {
    pub(super) fn new(status: StatusCode, rule: Rule) -> Self {
        Self { status, rule, allow: None }
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        match self.allow {
            Some(allow) => (self.status, [(ALLOW, allow)]).into_response(),
            None => self.status.into_response(),
        }
    }
}

/// Lets a call with this method pass when 请求方式 lists it, as a servlet does: it answers HEAD like GET, and OPTIONS with
/// the list of methods.
pub(super) fn check_method(
    listed: &[Method],
    method: &HttpMethod,
) -> Result<(), HttpError> {
    let names = listed.iter().flat_map(|listed| match listed {
        Method::Post => &[HttpMethod::POST][..],
        Method::Get => &[HttpMethod::GET, HttpMethod::HEAD],
    });
    if names.clone().any(|name| name == method) {
        return Ok(());
    }
    let names = names.chain([&HttpMethod::OPTIONS]).map(HttpMethod::as_str);
    let allow = names.collect::<Vec<_>>().join(", ");
    let (status, rule) = if method == HttpMethod::OPTIONS {
        (StatusCode::OK, Rule::options())
    } else {
        (StatusCode::METHOD_NOT_ALLOWED, Rule::method())
    };
    Err(HttpError { status, rule, allow: Some(allow) })
}

#[cfg(test)]
mod tests {
    use super::{HttpMethod, Method, check_method};

    #[test]
    fn only_listed_methods_are_answered() {
        let both = &[Method::Post, Method::Get][..];
        let foo = HttpMethod::from_bytes(b"FOO").expect("a method");
        for (listed, method, refused) in [
            (both, HttpMethod::GET, None),
            (both, HttpMethod::HEAD, None),
            (both, HttpMethod::POST, None),
            (both, HttpMethod::PUT, Some((405, "POST, GET, HEAD, OPTIONS"))),
            (both, foo, Some((405, "POST, GET, HEAD, OPTIONS"))),
            (both, HttpMethod::OPTIONS, Some((200, "POST, GET, HEAD, OPTIONS"))),
            (&[Method::Post], HttpMethod::GET, Some((405, "POST, OPTIONS"))),
            (&[Method::Post], HttpMethod::HEAD, Some((405, "POST, OPTIONS"))),
            (&[Method::Post], HttpMethod::POST, None),
            (&[Method::Get], HttpMethod::POST, Some((405, "GET, HEAD, OPTIONS"))),
        ] {
            let answer = check_method(listed, &method).err();
            let answer = answer.as_ref().map(|error| {
                (error.status.as_u16(), error.allow.as_deref().unwrap_or_default())
            });
            assert_eq!(answer, refused, "{listed:?} {method}");
        }
    }
}
