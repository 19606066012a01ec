//! What an export asks for: one request for each webcast, or one in all.

use std::collections::HashSet;

use clap::{Arg, ArgMatches};
use gensee_api::schema::FieldInfo;
use gensee_api::webcast::{ListWebcasts, WebcastStatusFilter};
use gensee_api::{Client, OperationInfo, Time};
use serde::{Deserialize, Serialize};

use crate::command::option;
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::request::{self, add, range, webcast};
use crate::value;

/// The column with the webcast of a row.
pub const WEBCAST: &str = "webcastId";

/// The requests.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// The webcast of each request, and its form.
    pub requests: Vec<(Option<String>, String)>,
}

impl Plan {
    /// Whether the rows are of several webcasts.
    pub fn is_many(&self) -> bool {
        self.requests.len() > 1
    }

    pub async fn make(
        info: &'static OperationInfo,
        matches: &ArgMatches,
        client: &Client,
    ) -> Outcome<Self> {
        let mut form = request::form(info, matches);
        if let Some(range) = range(info) {
            for (field, name) in range.into_iter().zip(["from", "to"]) {
                if let Some(text) = matches.get_one::<String>(name) {
                    let wrong =
                        |error| Failure::usage(format!("`--{name} {text}`: {error}"));
                    let value = value::scalar(field, text).map_err(wrong)?;
                    add(&mut form, field.name, &value);
                }
            }
        }
        let Some(field) = webcast(info) else {
            return Ok(Self { requests: vec![(None, form)] });
        };
        let webcasts = if matches.get_flag("all-webcasts") {
            every_webcast(client).await?
        } else {
            matches.get_many("webcast").into_iter().flatten().cloned().collect()
        };
        if webcasts.is_empty() {
            if field.required && !matches.get_flag("all-webcasts") {
                return Err(Failure::usage(
                    "no webcast; give `--webcast ID` or `--all-webcasts`",
                ));
            }
            let requests = if field.required { Vec::new() } else { vec![(None, form)] };
            return Ok(Self { requests });
        }
        let requests = webcasts.into_iter().map(|id| {
            let mut form = form.clone();
            add(&mut form, field.name, &id);
            (Some(id), form)
        });
        Ok(Self { requests: requests.collect() })
    }
}

async fn every_webcast(client: &Client) -> Outcome<Vec<String>> {
    let (mut ids, mut seen) = (Vec::new(), HashSet::new());
    for request in webcasts(None) {
        let mut webcasts = client.items(request);
        while let Some(webcast) = webcasts.try_next().await? {
            // A webcast can end between the two lists.
            if seen.insert(webcast.id.clone()) {
                ids.push(webcast.id.to_string());
            }
        }
    }
    Ok(ids)
}

/// The lists of all webcasts, or of those that were created on the day of a moment: the first one is without those that
/// have ended, and the second one has them.
pub fn webcasts(day: Option<Time>) -> [ListWebcasts; 2] {
    [None, Some(WebcastStatusFilter::Ended)].map(|status| {
        let mut request = ListWebcasts::new();
        request.status = status;
        request.created_time = day;
        request
    })
}

/// Whether a parameter is a flag of its own: the range, the webcast and the page are not.
pub fn is_given(info: &'static OperationInfo, field: &FieldInfo) -> bool {
    let in_range =
        range(info).into_iter().flatten().any(|bound| bound.name == field.name);
    let is_webcast = webcast(info).is_some_and(|webcast| webcast.name == field.name);
    !in_range && !is_webcast && field.rust_name != "page_no"
}

pub fn range_options(info: &'static OperationInfo, lang: Lang) -> [Arg; 2] {
    let needed =
        range(info).is_some_and(|range| range.iter().any(|field| field.required));
    [
        option(
            "from",
            "TIME",
            lang.pick(
                "The first moment, such as 2026-01-01 or -30d",
                "起始时间，例如 2026-01-01 或 -30d",
            ),
        ),
        option(
            "to",
            "TIME",
            lang.pick("The last moment; without it now", "结束时间，默认为现在"),
        ),
    ]
    .map(|arg| arg.allow_hyphen_values(true))
    .map(|arg| {
        let is_first = arg.get_id() == "from";
        if is_first {
            arg.required(needed)
        } else {
            arg.default_value_if("from", clap::builder::ArgPredicate::IsPresent, "now")
        }
    })
}
