//! Word files: what only they tell, what they hide, and what cannot be read.

use expect_test::expect;

use super::word::{
    NAMESPACE, archive, body, cell, docx, heading, paragraph, table, with_part,
};
use super::{load, refused, sample, strict, text_of};
use crate::spec::{self, AmendmentCause, SourceFormat};
use crate::transcribe::printed::Document;
use crate::transcribe::{Update, compare, read, transcribe};

const NAME: &str = "document.docx";

/// The body that prints the sample.
fn sample_body() -> String {
    body(&Document::of(sample::spec()))
}

/// `text` with its only `old` replaced.
fn swap(text: &str, old: &str, new: &str) -> String {
    super::swap(text, old, new)
}

fn differences(body: &str) -> Vec<String> {
    let (comparison, _) =
        compare(NAME, &docx(body), sample::spec()).expect("it can be read");
    comparison.differences.into_iter().map(|difference| difference.target).collect()
}

fn update(body: &str) -> Update {
    transcribe(NAME, &docx(body), sample::spec(), &sample::files(), &strict())
        .expect("it can be read")
}

#[test]
fn the_word_file_says_what_the_text_says() {
    assert_eq!(differences(&sample_body()), Vec::<String>::new());
    let of_text =
        read(text_of(sample::spec()).as_bytes(), sample::spec()).expect("the text");
    let of_word = read(&docx(&sample_body()), sample::spec()).expect("the Word file");
    assert_eq!(of_text.source.format, SourceFormat::Text);
    assert_eq!(of_word.source.format, SourceFormat::Docx);
    assert_eq!(of_word.source.sha256.len(), 64);
}

#[test]
fn red_rows_are_kept_and_a_text_leaves_them() {
    let mut spec = sample::spec().clone();
    let red = ["response.voteList.options", "response.voteList.options.value"];
    spec.operations["export/vote"].red = red.map(str::to_owned).to_vec();
    let body = body(&Document::of(&spec));
    assert_eq!(differences(&body), ["export/vote"]);
    let written = &update(&body).written;
    let vote = &written["operations/export/vote.yaml"];
    assert!(vote.contains(&format!("red: [{}]", red.join(", "))), "{vote}");
    // What a text cannot tell stays.
    let files = spec::files(&spec);
    let text = text_of(&spec);
    let after = transcribe("document.txt", text.as_bytes(), &spec, &files, &strict());
    let after = after.expect("the text").written;
    assert!(after.is_empty(), "{after:?}");
}

#[test]
fn what_is_no_text_of_the_document_is_passed_over_and_told() {
    let cover = paragraph("接口文档 1.0", false);
    let contents =
        "<w:p><w:pPr><w:pStyle w:val=\"TOC1\"/></w:pPr><w:r><w:t>描述</w:t></w:r></w:p>";
    let gallery = format!(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
        paragraph("描述", false)
    );
    let run = "<w:r><w:t>毫秒数</w:t></w:r>";
    let noise = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>描述</w:t></w:r></w:p></w:txbxContent></w:pict></w:r><w:r><w:drawing/></w:r><w:r><w:footnoteReference/></w:r><w:r><w:sym w:char=\"F0E0\"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:fldChar/><w:instrText>TOC</w:instrText></w:r>";
    let inside = sample_body().replacen(
        "<w:r><w:t xml:space=\"preserve\">毫秒数</w:t></w:r>",
        &format!("<w:hyperlink>{run}</w:hyperlink>{noise}"),
        1,
    );
    let whole = format!("{cover}{contents}{gallery}{inside}<w:sectPr/>");
    assert_eq!(differences(&whole), Vec::<String>::new());
    let report = update(&whole).report;
    let told: Vec<&str> = report.lines().take(2).collect();
    assert_eq!(
        told,
        [
            "note: passed over: hidden texts (1), lines of a table of contents (1), notes at the foot or the end (1), pictures (1), symbols of a font of their own (1), tables of contents (1), text boxes (1)",
            "note: 1 paragraphs or tables above the first title were passed over",
        ]
    );
}

/// A vendor strikes through what holds no more.
#[test]
fn struck_texts_are_left_out_and_told() {
    let note = "<w:r><w:t xml:space=\"preserve\">直播主题</w:t></w:r>";
    let run =
        |look: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>旧的</w:t></w:r>{note}");
    for (look, told) in [
        ("<w:strike/>", true),
        ("<w:dstrike/>", true),
        ("<w:strike w:val=\"0\"/>", false),
    ] {
        let body = swap(&sample_body(), note, &run(look));
        let found = differences(&body);
        assert_eq!(found.is_empty(), told, "{look}: {found:?}");
        let (_, notes) =
            compare(NAME, &docx(&body), sample::spec()).expect("it is read");
        let note = "passed over: texts that are struck through (1)";
        assert_eq!(notes.iter().any(|told| told == note), told, "{notes:?}");
    }
}

/// A row whose deletion is tracked needs no row of 修订记录, however many there are.
#[test]
fn rows_that_are_tracked_as_deleted_are_explained() {
    let mut body = sample_body();
    for (name, author) in [
        ("startTime", "李洋洋"),
        ("telconf", "严逸飞"),
        ("webcastId", "严逸飞"),
        ("times", "李洋洋"),
    ] {
        let at = body.find(&format!(">{name}<")).expect("the row");
        let start = body[..at].rfind("<w:tr>").expect("its start") + "<w:tr>".len();
        let by = format!(
            "<w:trPr><w:del w:author=\"{author}\" w:date=\"2021-05-19T00:00:00Z\"/></w:trPr>"
        );
        body.insert_str(start, &by);
    }
    let mut files = sample::files();
    files.extend(update(&body).written);
    let told = load(&files).amendments.into_iter().map(|amendment| {
        assert_eq!(amendment.because, AmendmentCause::Tracked);
        assert_eq!(amendment.date, "2021-05-19");
        (amendment.why, amendment.targets.join(", "))
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            (
                "The Word file tracks it as changed by `李洋洋`.".to_owned(),
                "created#request.startTime, ptz#request.times".to_owned()
            ),
            (
                "The Word file tracks it as changed by `严逸飞`.".to_owned(),
                "created#request.telconf, export/vote#request.webcastId".to_owned()
            ),
        ]
    );
}

/// The cover of a Word file may use the styles of headings; a chapter has a number.
#[test]
fn a_heading_of_the_cover_is_passed_over() {
    let cover = format!("{}{}", heading("接口文档", 1), sample_body());
    assert_eq!(differences(&cover), Vec::<String>::new());
}

#[test]
fn tracked_changes_are_taken_and_explain_what_they_change() {
    let note = "<w:r><w:t xml:space=\"preserve\">直播主题</w:t></w:r>";
    let by = "w:author=\"李洋洋\" w:date=\"2021-05-19T00:00:00Z\"";
    let tracked = format!(
        "<w:del {by}><w:r><w:delText>直播主题</w:delText></w:r></w:del><w:ins {by}><w:r><w:t>直播的主题</w:t></w:r></w:ins>"
    );
    let changed = swap(&sample_body(), note, &tracked);
    // A row that is deleted, and a mark whose deletion joins two paragraphs.
    let gone = format!(
        "<w:tr><w:trPr><w:del {by}/></w:trPr>{}</w:tr>",
        cell("旧", 4, None, false)
    );
    let changed = changed.replacen("</w:tr><w:tr>", &format!("</w:tr>{gone}<w:tr>"), 1);
    let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>新建</w:t></w:r></w:p><w:p><w:r><w:t>直播。</w:t></w:r></w:p>";
    let changed = swap(&changed, &paragraph("新建直播。", false), joined);
    assert_eq!(differences(&changed), ["created#request.subject"]);

    let mut files = sample::files();
    files.extend(update(&changed).written);
    let spec = load(&files);
    let [amendment] = spec.amendments.as_slice() else {
        panic!("{:?}", spec.amendments)
    };
    assert_eq!(amendment.because, AmendmentCause::Tracked);
    assert_eq!((amendment.date.as_str(), amendment.targets.len()), ("2021-05-19", 1));
    assert_eq!(
        spec.operations["created"].request["subject"].note.as_deref(),
        Some("直播的主题")
    );
}

#[test]
fn columns_that_were_drawn_by_hand_are_columns() {
    // The columns of one row are a little apart from those of the head, by a grid of more columns.
    let body = sample_body();
    let narrow = body.replace(
        "<w:gridCol w:w=\"1500\"/>",
        "<w:gridCol w:w=\"60\"/><w:gridCol w:w=\"1440\"/>",
    );
    let mut wide = narrow;
    for span in (1..9).rev() {
        wide = wide.replace(
            &format!("<w:gridSpan w:val=\"{span}\"/>"),
            &format!("<w:gridSpan w:val=\"{}\"/>", 20 * span),
        );
    }
    for span in (1..9).rev() {
        wide = wide.replace(
            &format!("<w:gridSpan w:val=\"{}\"/>", 20 * span),
            &format!("<w:gridSpan w:val=\"{}\"/>", 2 * span),
        );
    }
    assert_eq!(differences(&wide), Vec::<String>::new());
    let first = wide
        .find("<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/>")
        .expect("a row of parameters");
    let shifted = format!(
        "{}{}",
        &wide[..first],
        wide[first..].replacen(
            "<w:gridSpan w:val=\"2\"/><w:vMerge/>",
            "<w:gridSpan w:val=\"3\"/><w:vMerge/>",
            1
        )
    );
    assert_eq!(
        differences(&shifted),
        Vec::<String>::new(),
        "60 twentieths of a point are no level"
    );
}

#[test]
fn what_the_spec_has_no_place_for_is_refused_at_its_row() {
    let body = sample_body();
    let vote = body.find("导出直播投票结果").expect("an operation");
    let at = |old: &str, new: &str| {
        let (before, after) = body.split_at(vote);
        docx(&format!("{before}{}", after.replacen(old, new, 1)))
    };
    let wide =
        format!("</w:tr><w:tr>{}</w:tr></w:tbl>", cell("说明文字", 6, None, false));
    let head = [("", 1), ("属性名称", 3), ("类型", 1), ("说明", 1), ("是否可为空", 1)];
    let head = head.map(|(word, span)| cell(word, span, None, false)).concat();
    let head = format!("<w:tr>{head}</w:tr>");
    let cases = [
        (
            at("</w:tbl>", &format!("</w:tbl>{}", paragraph("{\"code\": 0}", false))),
            "stands below the table of `导出直播投票结果`",
        ),
        (
            at(
                "</w:tbl>",
                &format!(
                    "</w:tbl>{}",
                    table(1, &format!("<w:tr>{}</w:tr>", cell("示例", 1, None, false)))
                ),
            ),
            "a second table without the columns of parameters",
        ),
        (
            at(">是否可为空<", ">是否必填<"),
            "are not an empty one and 属性名称, 类型, 说明, 是否可为空",
        ),
        (at(">返回参数<", ">Response<"), "`Response` stands left of the row `voteList`"),
        (
            at(">接口说明<", ">Purpose<"),
            "`Purpose` is not one of the labels 接口路径, 请求方式 and 接口说明",
        ),
        (
            at(&cell("接口说明", 1, None, false), &cell("", 1, None, false)),
            "` is not one of the labels 接口路径, 请求方式 and 接口说明",
        ),
        (
            at("</w:tr><w:tr>", &format!("</w:tr>{head}{head}<w:tr>")),
            "a second head of columns without 返回参数",
        ),
        (
            at(&cell("webcastId", 3, None, false), &cell("webcastId", 4, None, false)),
            "`webcastId` stands across the columns of names and types",
        ),
        (
            at(&cell("返回参数", 1, Some("restart"), false), &cell("", 1, None, false)),
            "the row `code` of all answers stands in a request",
        ),
        (at("</w:tr></w:tbl>", &wide), "`说明文字` stands in a row without a name"),
        (
            at(">webcastId<", ">webcastId，<"),
            "the name `webcastId，` has the character U+FF0C",
        ),
        (at(">webcastId<", ">webcastId\u{200b}<"), "has the character U+200B"),
        (at(">webcastId<", ">\u{ff57}ebcastId<"), "has the character U+FF57"),
        (
            at("</w:tbl>", &format!("</w:tbl>{}", heading("附录", 1))),
            "the heading `附录` is neither the title of an operation",
        ),
        (
            at(
                "<w:p><w:r><w:t xml:space=\"preserve\">直播ID</w:t></w:r></w:p>",
                &table(1, "<w:tr/>"),
            ),
            "a table stands in a cell",
        ),
    ];
    for (bytes, message) in cases {
        let error = refused(&bytes, &sample::files());
        assert!(error.contains(message), "{message}:\n{error}");
    }
}

#[test]
fn all_faults_are_told_in_one_run() {
    let body = sample_body()
        .replace(">webcastId<", ">webcastId，<")
        .replace(">times<", ">次数<");
    let stray = format!("{body}{}{}", paragraph("完", false), heading("附录", 1));
    let cases = [
        (
            body,
            expect![[r#"
        document.txt: table 5, row 4: the name `webcastId，` has the character U+FF0C, and a name on the wire is letters, digits, `[`, `]`, `.` and `_` of ASCII; mend it in a copy, or write the row into the spec by hand, with this as its `printed_name`
        document.txt: table 6, row 6: the name `次数` has the character U+6B21, and a name on the wire is letters, digits, `[`, `]`, `.` and `_` of ASCII; mend it in a copy, or write the row into the spec by hand, with this as its `printed_name`
        2 faults; nothing was written"#]],
        ),
        (
            stray,
            expect![
                "document.txt: paragraph 20: the heading `附录` is neither the title of an operation, with 描述 below it, nor of a chapter that `spec/document.yaml` lists; list a new chapter there, under `chapters` or `sections`; give a new operation its 描述 in a copy"
            ],
        ),
    ];
    for (body, message) in cases {
        message.assert_eq(&refused(&docx(&body), &sample::files()));
    }
}

#[test]
fn a_file_that_is_damaged_or_too_large_is_refused() {
    let whole = docx(&sample_body());
    let bomb = format!("<a>{}", " ".repeat(33 << 20));
    let deep = format!("{}{}", "<w:p>".repeat(300), "</w:p>".repeat(300));
    let long = "<w:r/>".repeat(530_000);
    let cases = [
        (whole[..whole.len() / 2].to_vec(), "the archive cannot be read"),
        (
            archive(&[("word/document.xml", &bomb)]),
            "the part `word/document.xml` has more than 32 MiB",
        ),
        (docx(&deep), "has more than 256 elements within each other"),
        (docx(&long), "has more than 524288 elements and texts"),
        (archive(&[("word/document.xml", "<a><b>")]), "is not valid XML"),
        (archive(&[("word/document.xml", "<a></b>")]), "is not valid XML"),
        (archive(&[("content.xml", "")]), "this is an OpenDocument file (.odt)"),
        (archive(&[("xl/workbook.xml", "")]), "this is a spreadsheet (.xlsx)"),
        (archive(&[("a.txt", "")]), "an archive without a Word document"),
        (vec![b' '; (32 << 20) + 1], "the file has more than 32 MiB"),
        // As large as may be.
        (vec![b' '; 32 << 20], "the file is empty"),
        (archive(&[("word/document.xml", " ".repeat(32 << 20))]), "is not valid XML"),
    ];
    for (bytes, message) in cases {
        let error = refused(&bytes, &sample::files());
        assert!(error.contains(message), "{message}:\n{error}");
    }
}

#[test]
fn no_cut_of_the_file_is_taken_for_all_of_it() {
    let text = text_of(sample::spec());
    let spec = sample::spec();
    let mut taken = Vec::new();
    // At the end of every line, and here and there within them.
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let places = (0..text.len()).step_by(7).chain(ends);
    for at in places.filter(|at| text.is_char_boundary(*at)) {
        let cut = &text.as_bytes()[..at];
        let result = transcribe("document.txt", cut, spec, &sample::files(), &strict());
        if result.is_ok() && !text[at..].trim().is_empty() {
            taken.push(text[at..].to_owned());
        }
    }
    assert_eq!(taken, Vec::<String>::new());
}

#[test]
fn an_automatic_number_that_is_not_the_place_is_told() {
    let lists = format!(
        "<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"5\"/><w:lvlText w:val=\"%1\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:lvlText w:val=\"%1.%2.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>"
    );
    let numbered = |body: &str, title: &str, level: usize| {
        let list = format!(
            "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{title}<"
        );
        swap(body, &format!("</w:pPr><w:r><w:t>{title}<"), &list)
    };
    let body = numbered(&sample_body(), "创建直播", 1);
    // A level that no list has.
    let body = numbered(&body, "导出直播投票结果", 9);
    let body = numbered(&body, "ptz指令", 1);
    let bytes = with_part(&body, "word/numbering.xml", &lists);
    let report = transcribe(NAME, &bytes, sample::spec(), &sample::files(), &strict());
    let report = report.expect("it can be read").report;
    assert_eq!(
        report.lines().next(),
        Some("note: `ptz指令` has the number 5.2 and is operation 3"),
        "{report}"
    );
}
