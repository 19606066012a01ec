//! Takes secrets and names out of a call, by the field tables: codes, switches, moments and counts stay, because they are
//! what a replay compares; texts, ids and secrets become pseudonyms, and so does what the tables do not have.

use form_urlencoded::parse;
use gensee_api::OperationInfo;
use gensee_api::params::Parameters as _;
use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::{Envelope, Login};
use gensee_api::{Answer as _, Date, Time};

use super::json::{Masker, masked};
use super::pseudonym::Pseudonyms;

/// A longer code that the document does not list may be a text.
const LONGEST_CODE: usize = 24;

/// The parameters of a form, without those of the login.
pub fn parameters(
    names: &mut Pseudonyms,
    info: Option<&OperationInfo>,
    form: &[u8],
) -> Vec<(String, String)> {
    let rows = info.map_or(&[][..], |info| info.request);
    let mut masked = Vec::new();
    for (name, value) in parse(form) {
        let is_login = |row: &FieldInfo| {
            row.names.iter().any(|known| known.eq_ignore_ascii_case(&name))
        };
        if Login::ROWS.iter().any(is_login) {
            continue;
        }
        let row = parameter(rows, &name);
        let value = Value { row, names }.text(&value);
        let shown = match row {
            Some(_) => name.into_owned(),
            // A body that is not a form reads as a name alone.
            None if value.is_empty() => names.secret(&name),
            None => names.name(&name),
        };
        masked.push((shown, value));
    }
    masked
}

/// The row of a parameter such as `attachmentList[0].url`.
pub fn parameter<'r>(rows: &'r [FieldInfo], name: &str) -> Option<&'r FieldInfo> {
    let (own, rest) = name.split_once('.').unwrap_or((name, ""));
    let (own, index) = own.split_once('[').unwrap_or((own, "0]"));
    let is_index = index
        .strip_suffix(']')
        .is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
    let row = rows.iter().find(|row| row.names.contains(&own)).filter(|_| is_index)?;
    if rest.is_empty() { Some(row) } else { parameter(row.fields, rest) }
}

/// An answer: JSON keeps its spelling, any other text is masked as a whole.
pub fn answer(
    names: &mut Pseudonyms,
    info: Option<&'static OperationInfo>,
    body: &str,
) -> String {
    let own = info.map_or(&[][..], |info| info.response);
    let mut rows = Rows { names, tables: vec![vec![Envelope::ROWS, own]] };
    match masked(body, &mut rows) {
        Ok(masked) => masked,
        Err(_) => names.text(body),
    }
}

/// The tables of the objects around a place in an answer; the innermost is the last.
struct Rows<'n> {
    names: &'n mut Pseudonyms,
    tables: Vec<Vec<&'static [FieldInfo]>>,
}

impl Rows<'_> {
    fn row(&self, name: &str) -> Option<&'static FieldInfo> {
        let found = self.tables.last().and_then(|tables| find(tables, name));
        // A code of an object can lie on the rows within it.
        let is_code =
            |row: &&FieldInfo| matches!(row.kind.item(), Kind::Code | Kind::NumberCode);
        let around = self.tables.iter().rev().skip(1);
        found.or_else(|| {
            around.filter_map(|tables| find(tables, name)).find(|row| is_code(row))
        })
    }
}

/// The row of a property, also of one that lies beside its object, and of one under its printed name.
pub fn find(tables: &[&'static [FieldInfo]], name: &str) -> Option<&'static FieldInfo> {
    let is_named =
        |row: &&FieldInfo| row.names.contains(&name) || row.printed_name == name;
    let rows = || tables.iter().flat_map(|table| table.iter());
    let flat = || rows().filter(|row| row.flat).flat_map(|row| row.fields);
    rows().find(is_named).or_else(|| flat().find(is_named))
}

impl Masker for Rows<'_> {
    type Place = Option<&'static FieldInfo>;

    fn name(&mut self, name: &str) -> (String, Self::Place) {
        let row = self.row(name);
        let shown = match row {
            Some(_) => name.to_owned(),
            None => self.names.name(name),
        };
        (shown, row)
    }

    fn enter(&mut self, place: Self::Place) {
        self.tables.push(vec![place.map_or(&[][..], |row| row.fields)]);
    }

    fn leave(&mut self) {
        self.tables.pop();
    }

    fn text(&mut self, place: Self::Place, text: &str) -> String {
        Value { row: place, names: self.names }.text(text)
    }

    fn number(&mut self, place: Self::Place, number: &str) -> String {
        let value = Value { row: place, names: self.names };
        if value.stays(number) { number.to_owned() } else { value.names.number(number) }
    }
}

/// A value where a row of the tables describes it, or none does.
struct Value<'r, 'n> {
    row: Option<&'r FieldInfo>,
    names: &'n mut Pseudonyms,
}

impl Value<'_, '_> {
    fn text(self, text: &str) -> String {
        // Some servers write so that there is none.
        if text.is_empty() || text == "null" || self.stays(text) {
            return text.to_owned();
        }
        match self.row {
            Some(row) if !row.secret => self.names.text(text),
            _ => self.names.secret(text),
        }
    }

    /// Whether a value is of a kind that is compared, and looks like one.
    fn stays(&self, text: &str) -> bool {
        let Some(row) = self.row.filter(|row| !row.secret) else { return false };
        let is_number = || text.parse::<i64>().is_ok();
        let of_moments = |c: char| c.is_ascii_digit() || "-/:. T".contains(c);
        match row.kind.item() {
            Kind::Integer => is_number(),
            Kind::Decimal => {
                is_number() || text.parse::<f64>().is_ok_and(f64::is_finite)
            }
            Kind::Boolean => ["true", "false", "0", "1"].contains(&text),
            Kind::Time => is_number() || Time::china(text).is_ok(),
            Kind::Date => {
                text.parse::<Date>().is_ok()
                    || (8..=23).contains(&text.len()) && text.chars().all(of_moments)
            }
            Kind::Code | Kind::NumberCode => is_code(row, text),
            _ => false,
        }
    }
}

/// Whether a text is a code: one that is listed, or one that is written as those that are.
fn is_code(row: &FieldInfo, text: &str) -> bool {
    let is_number = |code: &str| code.parse::<i32>().is_ok();
    let of_words = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let listed = || row.values.iter().map(|value| value.code);
    if listed().any(|code| code == text) || is_number(text) {
        return true;
    }
    let has_words = listed().any(|code| !code.is_empty() && !is_number(code));
    has_words && text.len() <= LONGEST_CODE && text.chars().all(of_words)
}

#[cfg(test)]
mod tests {
    use super::{Pseudonyms, answer, parameters};
    use gensee_api::OperationInfo;
    use gensee_api::webcast::{CreateWebcast, ExportVotes, ListWebcasts};
    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};
    use serde_json::json;

    static LIST: OperationInfo = OperationInfo::of::<ListWebcasts>();
    static CREATE: OperationInfo = OperationInfo::of::<CreateWebcast>();
    static VOTES: OperationInfo = OperationInfo::of::<ExportVotes>();

    #[test]
    fn codes_moments_and_counts_stay() {
        let mut names = Pseudonyms::new("");
        let body = r#"{"code":"0", "list":[{"status":2,"startTime":1621389600000,"createdTime":"2021-05-19 10:00:00"},
            {"status":77,"startTime":"soon, says Zhang"}],"page":{"pageNo":1,"totalCounts":51}}"#;
        let masked = answer(&mut names, Some(&LIST), body);
        let (kept, replaced) = body.split_once("soon, says Zhang").unwrap();
        assert!(masked.starts_with(kept), "{masked}");
        assert!(!masked.contains("Zhang") && masked.ends_with(replaced), "{masked}");
    }

    #[test]
    fn texts_ids_and_what_is_unknown_are_replaced() {
        let mut names = Pseudonyms::new("");
        let body = r#"{"code":"500","message":"Zhang San is not the organizer","phone":13800138000,"is":true,
            "more":{"name":"Zhang San","codes":["0","x"]},"list":[{"id":"8a6f0f2d","subject":"Zhang"}]}"#;
        let masked = answer(&mut names, Some(&LIST), body);
        for value in ["Zhang", "organizer", "13800138000", "8a6f0f2d"] {
            assert!(!masked.contains(value), "`{value}` in {masked}");
        }
        assert!(masked.contains(r#""is":true"#) && masked.contains(r#""code":"500""#));
        let value: serde_json::Value = serde_json::from_str(&masked).unwrap();
        assert_eq!(value["more"]["name"].as_str().unwrap().len(), "Zhang San".len());
    }

    #[test]
    fn a_code_that_lies_on_the_rows_within_stays() {
        let mut names = Pseudonyms::new("");
        let body = r#"{"code":"0","voteList":[{"questions":[{"options":[{"type":1,"content":"a"}]}]}]}"#;
        let masked = answer(&mut names, Some(&VOTES), body);
        assert!(masked.contains(r#""type":1"#), "{masked}");
    }

    #[test]
    fn what_is_not_json_is_masked_as_a_whole() {
        let mut names = Pseudonyms::new("");
        let masked = answer(&mut names, Some(&LIST), "<html>Zhang San</html>");
        assert!(!masked.contains("Zhang") && masked.starts_with('<'), "{masked}");
        let broken = r#"{"code":"0","list":[{"subject":"Zhang"#;
        assert!(!answer(&mut names, Some(&LIST), broken).contains("Zhang"));
    }

    proptest! {
        /// Wherever a text stands: in a property that the document has or lacks, in a secret, in an address, in a name. It is
        /// none that is kept: no number, and no name of a property.
        #[test]
        fn no_text_is_left(text in "[A-Za-z][0-9]{4}[A-Za-z0-9]{2,7}( [\\PC]{0,6})?", digits in 100_000_i64..) {
            let word = text.split(' ').next().unwrap();
            let body = json!({
                "code": "0", "message": text, "unknown": text, "list": [{
                    "id": text, "subject": text, "status": text, "startTime": text, "number": digits, "creator": digits,
                    "organizerJoinUrl": format!("https://{word}.cn/{word}?{word}={digits}"),
                    "attendeeJoinUrl": text, "unknown": {"a": [text, digits]}, text.as_str(): text,
                }],
            });
            let mut names = Pseudonyms::new("");
            let masked = answer(&mut names, Some(&LIST), &body.to_string());
            prop_assert!(!masked.contains(word), "{masked}");
            prop_assert!(!masked.contains(&digits.to_string()), "{masked}");
            let shape: serde_json::Value = serde_json::from_str(&masked).unwrap();
            prop_assert_eq!(shape["list"][0].as_object().unwrap().len(), body["list"][0].as_object().unwrap().len());
            let form = format!("subject={word}&{word}={digits}&password={word}");
            let kept = format!("{:?}", parameters(&mut names, Some(&CREATE), form.as_bytes()));
            prop_assert!(!kept.contains(word) && !kept.contains(&digits.to_string()), "{kept}");
        }
    }

    #[test]
    fn the_login_is_left_out() {
        let mut names = Pseudonyms::new("");
        let form = "loginName=admin&LoginName=admin&password=correcthorse&sec=true&subject=Zhang&organizerToken=654321\
                    &startTime=2021-05-19+10%3A00%3A00&telconf=1&passwrod=hunter2&Zhang%20San=1&swordfish";
        let masked = parameters(&mut names, Some(&CREATE), form.as_bytes());
        let shown: Vec<_> = masked.iter().map(|(name, _)| name.as_str()).collect();
        let known = ["subject", "organizerToken", "startTime", "telconf", "passwrod"];
        assert_eq!(shown[..5], known);
        let text = format!("{masked:?}");
        for value in ["admin", "correcthorse", "Zhang", "654321", "hunter", "swordfish"]
        {
            assert!(!text.contains(value), "`{value}` in {text}");
        }
        assert!(
            text.contains("2021-05-19 10:00:00") && text.contains(r#""telconf", "1""#)
        );
    }
}
