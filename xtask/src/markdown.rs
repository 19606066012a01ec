//! Texts of others in Markdown, shown as they are.

/// A text of one line as a code span.
pub fn code(text: &str) -> String {
    let fence = fence(text, 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Backticks that `text` does not hold, `least` of them at least.
pub fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    "`".repeat(least.max(longest + 1))
}

/// A line of plain words: every character that means something to Markdown has a backslash before it.
pub fn plain(line: &str) -> String {
    let mut out = String::new();
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        let means = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' => true,
            // A bare address would become a link.
            ':' => rest.starts_with("//"),
            '#' | '+' | '-' | '=' => at == 0,
            // A number at the start of a line would become a list.
            '.' | ')' => at > 0 && line[..at].chars().all(|c| c.is_ascii_digit()),
            _ => false,
        };
        if means {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What stands in a cell of a table: a bar would end it, and so would a line break.
pub fn cell(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut escaped = false;
    for c in markdown.chars() {
        match c {
            '|' if !escaped => out.push_str("\\|"),
            '\n' => out.push_str("<br>"),
            c => out.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

/// Words in one line that mean nothing to Markdown wherever they stand, in a table's cell or in HTML too.
pub fn text_anywhere(words: &str) -> String {
    let mut out = String::new();
    for c in words.trim().chars() {
        match c {
            '\n' => out.push_str("<br>"),
            c if c.is_control() => out.push(' '),
            // A character reference is text wherever it stands; a backslash is not in a table or in HTML.
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$'
            | '@' | '#' => out.push_str(&format!("&#{};", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// The same as code.
pub fn code_anywhere(words: &str) -> String {
    let plain = |c: char| !c.is_control() && !['`', '|'].contains(&c);
    if !words.trim().is_empty() && words.chars().all(plain) {
        format!("`{words}`")
    } else {
        format!("<code>{}</code>", text_anywhere(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_outlasts_what_is_in_it() {
        for (text, expected) in [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("``a", "``` ``a ```"),
            (" a", "`  a `"),
            ("a|b", "`a|b`"),
        ] {
            assert_eq!(code(text), expected);
        }
    }

    #[test]
    fn a_cell_is_one_line_without_bars() {
        for (markdown, expected) in [
            ("`a|b`", r"`a\|b`"),
            (r"a\|b", r"a\|b"),
            (r"a\\|b", r"a\\\|b"),
            ("a\nb", "a<br>b"),
        ] {
            assert_eq!(cell(markdown), expected);
        }
    }
}
