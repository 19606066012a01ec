//! What the vendor's text says of each code that it lists: `0 – 未开始。`, `1是三分屏，`, `admin-管理员;`, `16  PC客户端`.

use crate::spec::{Row, corrected};

/// What stands between a code and its meaning; behind a number there may be nothing.
const SEPARATORS: [&str; 6] = [":", "：", "–", "-", "是", "表示"];
/// Remarks behind the list that are no part of the last meaning.
const REMARKS: [&str; 2] = ["默认", "备注"];
/// What ends a meaning without belonging to it.
const ENDS: [char; 7] = [' ', ',', '，', ';', '；', '。', '.'];

/// The codes of `row` that its note explains, each with the words, where misprints are read as what they mean.
pub fn said(row: &Row) -> Vec<(String, String)> {
    let note = corrected(row.note.as_deref().unwrap_or_default(), &row.misprints);
    let codes = row.values.keys().filter(|code| !code.is_empty());
    let said = codes.filter_map(|code| {
        let meaning = note.lines().find_map(|line| meaning(line, code, row))?;
        Some((code.clone(), meaning.to_owned()))
    });
    said.collect()
}

/// From behind the code to the next one, a remark, or the line's end.
fn meaning<'n>(line: &'n str, code: &str, row: &Row) -> Option<&'n str> {
    let (_, start) = entry(line, code)?;
    let rest = line[start..].trim_start();
    let next = row.values.keys().filter_map(|code| Some(entry(rest, code)?.0));
    let remarks = REMARKS.iter().filter_map(|remark| rest.find(remark));
    let end = next.chain(remarks).filter(|end| *end > 0).min().unwrap_or(rest.len());
    let meaning = rest[..end].trim_end_matches(ENDS);
    (!meaning.is_empty()).then_some(meaning)
}

/// Where the entry of a code begins, and where its meaning does.
fn entry(line: &str, code: &str) -> Option<(usize, usize)> {
    if code.is_empty() {
        return None;
    }
    line.match_indices(code).find_map(|(at, _)| {
        let alone = !line[..at].ends_with(|before: char| before.is_ascii_alphanumeric());
        let behind = line[at + code.len()..].trim_start();
        let separated = SEPARATORS.iter().find_map(|it| behind.strip_prefix(it));
        let meaning = separated.or_else(|| {
            let is_number = code.parse::<i64>().is_ok();
            // `默认值为1`, `mode=4）`: what stands before a code that begins an entry is no word, and behind it stands one.
            let begins =
                !line[..at].ends_with(|it: char| it.is_alphanumeric() || it == '=');
            let is_word = behind.starts_with(|it: char| it.is_alphabetic());
            (is_number && begins && is_word).then_some(behind)
        })?;
        alone.then_some((at, line.len() - meaning.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_that_list_codes() {
        for (note, codes, expected) in [
            ("0 – 禁用；1 – 启用", "0 1", "0=禁用 1=启用"),
            (
                "状态：\n0 – 未开始。\n99 – 已终止\n默认（…）",
                "0 9 99",
                "0=未开始 99=已终止",
            ),
            ("1是三分屏，3是视频为主,默认值为1", "1 3", "1=三分屏 3=视频为主"),
            (
                "admin-管理员;user-用户, 默认为user",
                "admin user",
                "admin=管理员 user=用户",
            ),
            ("default – 默认\ngray – 灰色", "default gray", "default=默认 gray=灰色"),
            ("2: 开启，同时接受", "2", "2=开启，同时接受"),
            ("0:矢量；1:图片备注：不填为矢量", "0 1", "0=矢量 1=图片"),
            ("皮肤，gray, blue三者中可选", "gray blue", ""),
            (
                "0  PC客户端\n10 APHONE APP端\n24小程序sdk 安卓端",
                "0 10 24",
                "0=PC客户端 10=APHONE APP端 24=小程序sdk 安卓端",
            ),
            ("0转换中 1转换成功 -1 失败", "0 1 -1", "0=转换中 1=转换成功 -1=失败"),
            (
                "0表示success,1表示fail,2表示正在转码。",
                "0 1 2",
                "0=success 1=fail 2=正在转码",
            ),
            (
                "旧:（不建议使用）1文档为主，2视频为主；\n新: 1和2均为视频\n默认值为1",
                "1 2",
                "1=文档为主 2=视频为主",
            ),
            ("0、3、4：录制件，1：多媒体", "0 1 3 4", "1=多媒体 4=录制件"),
        ] {
            let values = codes.split(' ').map(|code| (code.to_owned(), String::new()));
            let row = Row {
                note: Some(note.to_owned()),
                values: values.collect(),
                ..Row::default()
            };
            let said = said(&row).into_iter();
            let said: Vec<_> =
                said.map(|(code, words)| format!("{code}={words}")).collect();
            assert_eq!(said.join(" "), expected, "{note}");
        }
    }

    #[test]
    fn misprints_are_read_as_what_they_mean() {
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let row = Row {
            note: Some("1是三分屏，2是视频为主".to_owned()),
            misprints: [pair("2是视频为主", "2是视频/文档模式")].into(),
            values: [pair("1", "three_panes"), pair("2", "video_or_document")].into(),
            ..Row::default()
        };
        assert_eq!(said(&row), [pair("1", "三分屏"), pair("2", "视频/文档模式")]);
    }
}
