//! The table: a line each call, below the chapters of the story.

use console::{Alignment, Style, StyledObject, Term, pad_str, truncate_str};

use super::super::tour::DONE;
use super::{Report, Row};

/// Columns of the section, the operation, the code and the milliseconds; what was sent and what came back share the rest.
const SECTION: usize = 4;
const OPERATION: usize = 26;
const CODE: usize = 4;
const MILLIS: usize = 6;
/// Between two columns.
const GAP: &str = "  ";
/// The narrowest and the widest line, and the one of a file.
const NARROWEST: usize = 90;
const WIDEST: usize = 140;
const USUAL: usize = 120;
/// Hexadecimal digits that are shown of an id.
const ID_DIGITS: usize = 6;

/// What is written on.
pub struct Paper {
    pub width: usize,
    pub colour: bool,
}

impl Paper {
    /// The terminal, or a file.
    pub fn at_hand() -> Self {
        let terminal = Term::stdout();
        let size = terminal.size_checked().filter(|_| terminal.is_term());
        let width = size.map_or(USUAL, |(_, columns)| usize::from(columns));
        let colour = terminal.is_term() && console::colors_enabled();
        Self { width: width.clamp(NARROWEST, WIDEST), colour }
    }

    fn paint<T>(&self, style: Style, text: T) -> StyledObject<T> {
        style.force_styling(self.colour).apply_to(text)
    }
}

/// All of it.
pub fn render(report: &Report, paper: &Paper) -> String {
    let head = ["", "operation", "sent", "code", "what came back", "ms"];
    let dim = Style::new().dim();
    let mut lines = vec![line(paper, head, [(); 6].map(|()| dim.clone()))];
    for chapter in report.rows.chunk_by(|one, next| one.chapter == next.chapter) {
        let name = chapter.first().map_or("", |row| row.chapter);
        lines.push(format!("\n{}", paper.paint(Style::new().bold(), name)));
        lines.extend(chapter.iter().map(|row| call(paper, row)));
    }
    lines.push(end(report, paper));
    lines.join("\n")
}

fn call(paper: &Paper, row: &Row) -> String {
    let (dim, plain) = (Style::new().dim(), Style::new());
    let outcome = if row.failed { plain.clone().red() } else { plain.clone().green() };
    let answer = if row.answer == DONE { dim.clone() } else { plain.clone() };
    let styles =
        [dim.clone(), plain.clone().cyan(), plain.clone(), outcome, answer, dim];
    let code = row.code.as_deref().unwrap_or("none");
    let (sent, millis) = (form(&row.sent), format!("{:.1}", row.millis));
    line(paper, [row.section, row.operation, &sent, code, &row.answer, &millis], styles)
}

/// A form as people read it.
fn form(sent: &[(String, String)]) -> String {
    let parameters = sent.iter().map(|(name, value)| format!("{name}={}", short(value)));
    parameters.collect::<Vec<_>>().join(" ")
}

/// Ids of 32 digits say no more than their first ones.
fn short(value: &str) -> String {
    let id = value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
    if id { format!("{}…", &value[..ID_DIGITS]) } else { value.to_owned() }
}

/// One line of the table, cut to its columns.
fn line(paper: &Paper, cells: [&str; 6], styles: [Style; 6]) -> String {
    let fixed = SECTION + OPERATION + CODE + MILLIS + 5 * GAP.len();
    let rest = paper.width.saturating_sub(fixed);
    let sent = rest * 4 / 7;
    let widths = [SECTION, OPERATION, sent, CODE, rest - sent, MILLIS];
    let cells =
        cells.into_iter().zip(widths).enumerate().map(|(index, (cell, width))| {
            let last = index + 1 == widths.len();
            let side = if last { Alignment::Right } else { Alignment::Left };
            // A cut can end before a wide character, one column short.
            let cell = truncate_str(cell, width, "…");
            pad_str(&cell, width, side, None).into_owned()
        });
    let painted =
        cells.zip(styles).map(|(cell, style)| paper.paint(style, cell).to_string());
    painted.collect::<Vec<_>>().join(GAP)
}

/// What went wrong, and the count.
fn end(report: &Report, paper: &Paper) -> String {
    let Report { rows, missing, idle, mishaps, called, operations, failed, took } =
        report;
    let red = || Style::new().red();
    let failures = rows.iter().filter(|row| row.failed);
    let failures = failures.map(|row| format!("`{}`: {}", row.operation, row.answer));
    let uncalled = missing.iter().map(|name| {
        format!(
            "`{name}` is not in the story; add it in `gensee-api/examples/tour/story`"
        )
    });
    let faults = failures.chain(mishaps.iter().cloned()).chain(uncalled);
    let mut text: String =
        faults.map(|fault| format!("\n{}", paper.paint(red(), fault))).collect();
    for name in idle {
        text += &format!(
            "\n`{name}` has no behaviour in the sandbox, which answers 600; write its handler in `gensee-api/sandbox/src/handlers`"
        );
    }
    let style = if report.is_well() { Style::new().green() } else { red() };
    let count = format!("{called} of {operations} operations, {failed} failed");
    let count = paper.paint(style.bold(), count);
    text += &format!("\n{count}, in {:.2} s", took.as_secs_f64());
    text
}

#[cfg(test)]
mod tests {
    use console::measure_text_width;

    use super::{Paper, line, short};

    #[test]
    fn lines_are_as_wide_as_the_paper() {
        for width in [90, 120, 140] {
            for cell in ["", "a", "很长的内容".repeat(20).as_str()] {
                let paper = Paper { width, colour: false };
                let line = line(&paper, [cell; 6], Default::default());
                assert_eq!(measure_text_width(&line), width, "{line}");
            }
        }
    }

    #[test]
    fn only_ids_are_cut_short() {
        for (value, shown) in [
            ("0123456789abcdef0123456789abcdef", "012345…"),
            ("0123456789abcdef0123456789abcdeg", "0123456789abcdef0123456789abcdeg"),
            ("2030-05-19 10:00:00", "2030-05-19 10:00:00"),
        ] {
            assert_eq!(short(value), shown);
        }
    }
}
