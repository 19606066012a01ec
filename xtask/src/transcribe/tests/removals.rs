//! What may vanish from the document without `--allow-removals`.

use super::{NAME, sample, strict, swap};
use crate::transcribe::{Input, Renames, transcribe};

/// What a run over `text` says to be gone without a word; nothing if it goes through.
fn unexplained(text: &str) -> Vec<String> {
    let input = Input { renames: Renames::Never, ..strict() };
    let files = sample::files();
    let update = transcribe(NAME, text.as_bytes(), sample::spec(), &files, &input);
    let told = update.map_or_else(|error| error.to_string(), |_| String::new());
    let names = told.lines().filter_map(|line| line.strip_prefix("  `"));
    names.map(|name| name.trim_end_matches('`').to_owned()).collect()
}

fn without(text: &str, name: &str) -> String {
    let start = text.find(&format!("\t{name}\n")).expect("the text has the row");
    let start = text[..start].rfind("\n\n").expect("a blank line above it");
    let end = start + 2 + text[start + 2..].find("\n\n").expect("a blank line below it");
    format!("{}{}", &text[..start], &text[end..])
}

#[test]
fn more_than_a_few_rows_and_operations_must_be_announced() {
    let text = sample::text();
    let announced = |text: &str, words: &str| {
        swap(text, "\t新增投票\n", &format!("\t新增投票\n\n{words}\n"))
    };
    let few = ["startTime", "telconf", "times"];
    let few = few.iter().fold(text.clone(), |text, name| without(&text, name));
    let more = without(&few, "precentage");
    let gone = [
        "created#request.startTime",
        "created#request.telconf",
        "export/vote#response.voteList.options.precentage",
        "ptz#request.times",
    ];
    let at = |title: &str| text.find(&format!("{title}\n\n描述")).expect("the title");
    let vote = &text[at("导出直播投票结果")..at("ptz指令")];
    let shorter = swap(&text, vote, "");
    // The last row of the document: whether the file is cut short cannot be seen.
    let last = text.rfind("\n\n\t\n\tpassword\n").expect("the last row");
    let cases: [(String, &[&str]); 9] = [
        (few, &[]),
        (announced(&more, "去掉times"), &[]),
        (more, &gone),
        (announced(&shorter, "去掉导出直播投票结果"), &[]),
        (announced(&shorter, "去掉/webcast/export/vote"), &[]),
        (announced(&shorter, "去掉创建直播"), &["export/vote"]),
        (shorter, &["export/vote"]),
        (swap(&text, "\t/webcast/ptz\n", "\t/webcast/camera/ptz\n"), &[]),
        (format!("{}\n\n", &text[..last]), &["ptz#request.password"]),
    ];
    for (text, expected) in cases {
        assert_eq!(unexplained(&text), expected);
    }
}
