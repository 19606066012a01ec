//! A call of a tool: arguments → form → request → answer, a list in parts.

use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::params::from_form;
use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::{Answer, Client, Cursor, Error, OperationInfo};
use serde::Serialize;
use serde_json::{Map, Value, json};
use tokio::runtime::Handle;

use super::schema::{CURSOR, LIMIT, MOST, ROWS, is_page};
use crate::failure::leaves_out_rows;
use crate::request::form_of;

/// What stands in the place of a secret.
const HIDDEN: &str = "***";

/// A call whose types are not known yet.
pub struct Call {
    pub info: &'static OperationInfo,
    pub arguments: Map<String, Value>,
    pub client: Client,
    pub show_secrets: bool,
    /// Where the call is waited for.
    pub runtime: Handle,
}

impl OperationVisitor for Call {
    /// The answer, or what is wrong.
    type Output = Result<Value, String>;

    fn single<O: Operation>(self) -> Self::Output {
        let request: O = self.request(&self.arguments)?;
        let answer = self.runtime.block_on(self.client.call(&request).send());
        self.shown(&answer.map_err(told)?, O::Response::ROWS)
    }

    fn list<O: Paginated>(self) -> Self::Output {
        let mut arguments = self.arguments.clone();
        let limit = arguments.remove(LIMIT).unwrap_or_else(|| ROWS.into());
        let limit = limit.as_u64().and_then(|limit| usize::try_from(limit).ok());
        let limit = limit.filter(|limit| (1..=MOST).contains(limit));
        let limit = limit
            .ok_or_else(|| format!("`{LIMIT}`: write a number from 1 to {MOST}"))?;
        let place = arguments.remove(CURSOR).filter(|cursor| !cursor.is_null());
        let place = place.map(|cursor| Place::read(&cursor)).transpose()?;
        if self
            .info
            .request
            .iter()
            .any(|field| is_page(field) && arguments.contains_key(field.name))
        {
            return Err(format!(
                "pages are turned by `{CURSOR}`; leave the number of the page out"
            ));
        }
        let request: O = self.request(&arguments)?;
        let part = self.runtime.block_on(part(&self.client, request, place, limit));
        let Part { rows, unreadable, next } = part.map_err(told)?;
        let rows: Result<Vec<_>, _> =
            rows.iter().map(|row| self.shown(row, O::Item::ROWS)).collect();
        let mut answer = json!({"rows": rows?});
        if let Some(next) = next {
            answer["nextCursor"] = next.text().into();
        }
        if !unreadable.is_empty() {
            answer["unreadable"] = unreadable.into();
        }
        Ok(answer)
    }
}

impl Call {
    fn request<O: Operation>(
        &self,
        arguments: &Map<String, Value>,
    ) -> Result<O, String> {
        let form = form_of(self.info, arguments)?;
        from_form(&form).map_err(|error| error.to_string())
    }

    /// An answer as JSON, without its secrets unless they are asked for.
    fn shown<T: Serialize>(
        &self,
        answer: &T,
        fields: &[FieldInfo],
    ) -> Result<Value, String> {
        let mut value =
            serde_json::to_value(answer).map_err(|error| error.to_string())?;
        if !self.show_secrets {
            hide(&mut value, fields);
        }
        Ok(value)
    }
}

/// What the model is told. The remedies of the library are not its own.
fn told(error: Error) -> String {
    match error {
        Error::Invalid { invalid, .. } => format!("{invalid}; nothing was sent"),
        other => other.to_string(),
    }
}

/// Hides secrets, and what the document does not have, because that may be one.
fn hide(value: &mut Value, fields: &[FieldInfo]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| hide(item, fields)),
        Value::Object(object) => {
            for (name, value) in object {
                let field =
                    fields.iter().find(|field| field.names.contains(&name.as_str()));
                match field {
                    _ if value.is_null() => {}
                    Some(field)
                        if field.kind.item() == Kind::Object && !field.secret =>
                    {
                        hide(value, field.fields);
                    }
                    Some(field) if !field.secret => {}
                    _ => *value = HIDDEN.into(),
                }
            }
        }
        _ => {}
    }
}

/// A place in a list: an answer, and how many of its rows are before.
struct Place {
    cursor: Cursor,
    rows: usize,
}

impl Place {
    fn read(value: &Value) -> Result<Self, String> {
        let wrong =
            || format!("`{CURSOR}`: not one; take the `nextCursor` of an answer");
        let (rows, cursor) =
            value.as_str().and_then(|text| text.split_once(' ')).ok_or_else(wrong)?;
        let rows = rows.parse().map_err(|_| wrong())?;
        let cursor = cursor.parse().map_err(|_| wrong())?;
        Ok(Self { cursor, rows })
    }

    fn text(&self) -> String {
        format!("{} {}", self.rows, self.cursor)
    }
}

/// A part of a list.
struct Part<T> {
    rows: Vec<T>,
    unreadable: Vec<String>,
    /// Where the next part begins.
    next: Option<Place>,
}

/// Asks for so many rows from a place on.
async fn part<O: Paginated>(
    client: &Client,
    request: O,
    place: Option<Place>,
    limit: usize,
) -> Result<Part<O::Item>, Error> {
    let mut items = client.items(request);
    let mut before = place.as_ref().map_or(0, |place| place.rows);
    if let Some(place) = &place {
        items = items.resume(&place.cursor);
    }
    let mut part = Part { rows: Vec::new(), unreadable: Vec::new(), next: None };
    // The answer in hand, and how many of its rows have come.
    let (mut answer, mut come) = (0, 0);
    loop {
        let next = items.try_next().await;
        if items.answers() != answer {
            // The answer in which rows were to be skipped has become shorter.
            before = if answer == 0 { before } else { 0 };
            (answer, come) = (items.answers(), 0);
        }
        match next {
            Ok(None) => return Ok(part),
            Ok(Some(_)) if before > 0 => before -= 1,
            Ok(Some(_)) if part.rows.len() == limit => {
                part.next = Some(Place { cursor: items.cursor(), rows: come });
                return Ok(part);
            }
            Ok(Some(row)) => part.rows.push(row),
            // It was told with the part before.
            Err(error) if leaves_out_rows(&error) && before > 0 => continue,
            Err(error) if leaves_out_rows(&error) => {
                part.unreadable.push(error.to_string());
                continue;
            }
            Err(error) => return Err(error),
        }
        come += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::hide;
    use gensee_api::Answer as _;
    use gensee_api::webcast::{GetWebcastResponse, ListWebcastsResponse};
    use serde_json::json;

    #[test]
    fn secrets_and_unknown_values_are_hidden() {
        let mut answer = json!({
            "subject": "a", "organizerToken": "123456", "attendeeToken": null, "unknown": {"token": "x"},
        });
        hide(&mut answer, GetWebcastResponse::ROWS);
        let expected = json!({
            "subject": "a", "organizerToken": "***", "attendeeToken": null, "unknown": "***",
        });
        assert_eq!(answer, expected);
        let mut list =
            json!({"list": [{"id": "a", "organizerJoinUrl": "http://x/?token=1"}]});
        hide(&mut list, ListWebcastsResponse::ROWS);
        assert_eq!(list, json!({"list": [{"id": "a", "organizerJoinUrl": "***"}]}));
    }
}
