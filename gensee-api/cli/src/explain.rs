//! `gensee explain`: what the document says about a row, and what the wire does.

use std::io::{self, Write as _};

use clap::ArgMatches;
use gensee_api::OperationInfo;
use gensee_api::schema::{ChangeKind, FieldInfo};
use gensee_api::webcast::OPERATIONS;

use crate::call::find;
use crate::command::title;
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::value::{kebab, meant, simple};

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let place =
        matches.get_one::<String>("place").map(String::as_str).unwrap_or_default();
    Ok(io::stdout().write_all(text(place, lang)?.as_bytes())?)
}

/// What there is to say about an operation, or a row of it.
///
/// # Errors
/// When there is none.
pub fn text(place: &str, lang: Lang) -> Outcome<String> {
    let (name, row) = place.split_once('#').unwrap_or((place, ""));
    let Some(info) = find(name) else {
        let known = OPERATIONS.iter().map(|info| kebab(info.name));
        return Err(Failure::usage(format!(
            "`{name}` is not an operation{}",
            meant(name, known)
        )));
    };
    if row.is_empty() { Ok(operation(info, lang)) } else { field(info, row, lang) }
}

fn operation(info: &OperationInfo, lang: Lang) -> String {
    let mut lines = Lines::new(lang);
    lines.head(&format!("{} {}", info.section, title(info)));
    lines.line("name", "名称", &kebab(info.name));
    lines.line("path", "路径", info.path);
    lines.line("summary", "说明", info.summary);
    lines.line("since", "版本", info.since.unwrap_or_default());
    if let Some(window) = info.window {
        let text = format!("`{}` .. `{}`: {}", window.start, window.end, window.days);
        lines.line("days at most", "最多天数", &text);
    }
    for (place, row) in info.rows() {
        let depth = place.matches('.').count();
        let mark = if row.required { "*" } else { " " };
        lines.0 += &format!(
            "{mark} {:depth$}{place}: {}  {}\n",
            "",
            row.kind,
            lang.pick(row.summary, note(row))
        );
    }
    lines.0
}

/// # Errors
/// When the operation has no such row.
fn field(info: &OperationInfo, asked: &str, lang: Lang) -> Outcome<String> {
    let rows = info.rows();
    let is_asked = |place: &str| {
        let short = place.split_once('.').map_or(place, |(_, rest)| rest);
        [place, short].iter().any(|known| simple(known) == simple(asked))
    };
    let Some((place, row)) = rows.iter().find(|(place, _)| is_asked(place)) else {
        let known = rows.iter().map(|(place, _)| place);
        return Err(Failure::usage(format!(
            "`{}` has no row `{asked}`{}",
            kebab(info.name),
            meant(asked, known)
        )));
    };
    let mut lines = Lines::new(lang);
    lines.head(&format!("{} {}#{place}", info.section, kebab(info.name)));
    let printed =
        if row.printed { row.printed_name } else { lang.pick("not there", "无") };
    lines.line("the document", "文档", printed);
    if row.printed {
        lines.line("printed as", "文档类型", &row.printed_kind.to_string());
    }
    lines.line("note", "备注", row.note);
    lines.line("the wire", "实际接口", &row.names.join(", "));
    lines.line("is", "实际类型", &row.kind.to_string());
    lines.line("summary", "说明", row.summary);
    let fact = |is: bool| if is { lang.pick("yes", "是") } else { "" };
    lines.line("needed", "必填", fact(row.required));
    lines.line("always there", "必有", fact(row.always));
    lines.line("secret", "保密", fact(row.secret));
    let text = |bounds: Option<gensee_api::schema::Bounds>| {
        bounds.map(|it| it.to_string()).unwrap_or_default()
    };
    lines.line("characters", "长度", &text(row.length));
    lines.line("range", "取值范围", &text(row.range));
    lines.line("clamped to", "超出时取边界值", &text(row.clamp));
    lines.line("default", "默认值", row.default.unwrap_or_default());
    for value in row.values {
        lines.line(
            "code",
            "取值",
            &format!("{}  {}: {}", value.code, kebab(value.name), value.summary),
        );
    }
    let since = info
        .since_of(place)
        .unwrap_or(lang.pick("the first revision known", "已知最早的版本"));
    lines.line("since", "版本", since);
    for change in info
        .history
        .iter()
        .filter(|change| change.kind != ChangeKind::Added && change.covers(place))
    {
        lines.line("changed", "修改", change.revision);
    }
    Ok(lines.0)
}

/// The vendor's note, or our line where there is none.
fn note(row: &FieldInfo) -> &'static str {
    if row.note.is_empty() { row.summary } else { row.note }
}

/// Lines of a name and a value, without the empty ones.
struct Lines(String, Lang);

impl Lines {
    fn new(lang: Lang) -> Self {
        Lines(String::new(), lang)
    }

    fn head(&mut self, text: &str) {
        self.0 += &format!("{text}\n");
    }

    fn line(&mut self, english: &str, chinese: &str, value: &str) {
        if !value.is_empty() {
            self.0 += &format!(
                "  {}: {}\n",
                self.1.pick(english, chinese),
                value.replace('\n', " ")
            );
        }
    }
}
