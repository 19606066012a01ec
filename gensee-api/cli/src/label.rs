//! What rows and codes are called, by the tables of the interface.

use gensee_api::schema::{CodeValue, FieldInfo};

use crate::lang::Lang;

/// What the vendor's note begins with, up to its first remark.
pub fn short(note: &str) -> &str {
    let end = note.find(['（', '(', '。', '，', ',', '：', ':', '；', '\n']);
    note[..end.unwrap_or(note.len())].trim()
}

/// A row: in Chinese by the vendor's note, in English by our line; each up to its first remark.
pub fn field(field: &FieldInfo, lang: Lang) -> &'static str {
    match (lang, short(field.note)) {
        (Lang::Zh, short) if !short.is_empty() => short,
        _ => field.summary.split([',', ';', '.']).next().unwrap_or_default(),
    }
}

/// A code of a row: in Chinese by what the vendor's note says of it, in English by the summary of its variant.
pub fn code(field: &FieldInfo, value: &CodeValue, lang: Lang) -> String {
    match lang {
        Lang::Zh => in_note(field.note, value.code),
        Lang::En => None,
    }
    // The summary ends with the code where nothing else is known of it.
    .unwrap_or_else(|| {
        let summary = value.summary.trim_end_matches('.');
        let code = format!(": `{}`", value.code);
        summary.strip_suffix(code.as_str()).unwrap_or(summary).to_owned()
    })
}

/// What follows a code in a note such as `值说明：0 PC客户端` or `类型（0 – 单选；1 – 多选）`.
fn in_note(note: &str, code: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let meanings = note.match_indices(code).filter_map(|(start, _)| {
        let rest = &note[start + code.len()..];
        let is_whole = !note[..start].ends_with(is_part)
            && !rest.starts_with(|c: char| c.is_ascii_digit());
        let rest =
            rest.trim_start_matches([' ', '\u{a0}', '\t', ':', '：', '–', '-', '、']);
        let words: Vec<_> = rest[..end(rest)].split_whitespace().collect();
        (is_whole && !words.is_empty()).then(|| words.join(" "))
    });
    meanings.into_iter().next()
}

/// Where the meaning of a code ends: at a mark, or at the end of the brackets in which it stands.
fn end(text: &str) -> usize {
    let mut depth = 0;
    let ends = |(_, c): &(usize, char)| match c {
        '（' | '(' => {
            depth += 1;
            false
        }
        '）' | ')' => {
            depth -= 1;
            depth < 0
        }
        _ => matches!(c, '\n' | '；' | ';' | '。' | '，' | ','),
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::{code, field, in_note};
    use crate::lang::Lang;
    use gensee_api::Answer as _;
    use gensee_api::schema::FieldInfo;
    use gensee_api::webcast::{Question, Visit};

    fn row(rows: &'static [FieldInfo], name: &str) -> &'static FieldInfo {
        rows.iter().find(|row| row.name == name).unwrap()
    }

    #[test]
    fn rows_are_called_as_in_the_document() {
        let joined = row(Visit::ROWS, "joinTime");
        assert_eq!(field(joined, Lang::Zh), "加入时间");
        assert_eq!(field(joined, Lang::En), "When the viewer joined");
    }

    #[test]
    fn codes_are_called_as_in_the_document() {
        let device = row(Visit::ROWS, "joinType");
        let called = |index: usize, lang| code(device, &device.values[index], lang);
        assert_eq!(called(1, Lang::Zh), "PC Web端");
        assert_eq!(called(2, Lang::Zh), "PC Web端(http流)");
        assert_eq!(called(13, Lang::Zh), "PLAYER SDK IOS端");
        assert_eq!(called(1, Lang::En), "Pc web");
        let kind = row(Question::ROWS, "type");
        let kinds: Vec<_> =
            kind.values.iter().map(|value| code(kind, value, Lang::Zh)).collect();
        assert_eq!(kinds, ["单选", "多选", "文本"]);
    }

    #[test]
    fn a_code_is_found_as_a_whole() {
        let note = "值说明：\n1 一\n11 十一。\n2二\n-1：失败";
        let table =
            [("1", Some("一")), ("11", Some("十一")), ("2", Some("二")), ("3", None)];
        for (code, expected) in table {
            assert_eq!(in_note(note, code).as_deref(), expected, "{code}");
        }
        assert_eq!(in_note("-1：失败", "-1").as_deref(), Some("失败"));
        assert_eq!(in_note("0", "0"), None);
    }
}
