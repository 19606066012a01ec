//! Texts that cannot be read: every one with its whole message.

use expect_test::{Expect, expect};

use super::{refused, sample, swap};
use crate::transcribe::read_through;

#[track_caller]
fn fault(bytes: impl AsRef<[u8]>, message: Expect) {
    message.assert_eq(&refused(bytes.as_ref(), &sample::files()));
}

/// The sample's text up to `end` and with it.
fn up_to(end: &str) -> String {
    let text = sample::text();
    let at = text.find(end).expect("the text of the test has it");
    text[..at + end.len()].to_owned()
}

#[test]
fn no_text_at_all() {
    fault(
        "",
        expect![
            "document.txt: the file is empty; open the vendor's document in a word processor and save it as .docx"
        ],
    );
    fault(
        "\n \n",
        expect![
            "document.txt: the file is empty; open the vendor's document in a word processor and save it as .docx"
        ],
    );
    fault(
        b"PK\x03\x04\x14\x00",
        expect![
            "document.txt: the archive cannot be read (invalid Zip archive: Could not find EOCD); the file is cut short or damaged; open it in a word processor and save it as .docx again"
        ],
    );
    fault(
        b"\xD0\xCF\x11\xE0",
        expect![
            "document.txt: this is a Word file of before 2007 (.doc), or one with a password; open the vendor's document in a word processor and save it as .docx"
        ],
    );
    fault(
        "{\\rtf1",
        expect![
            "document.txt: this is rich text (.rtf); open the vendor's document in a word processor and save it as .docx"
        ],
    );
    fault(
        b"\xFF\xFEa\0",
        expect![
            "document.txt: this is a text in UTF-16; open the vendor's document in a word processor and save it as .docx"
        ],
    );
    fault(
        b"a\nb\0c",
        expect![
            "document.txt:2: a NUL byte: this is not plain text, or it is UTF-16; open the vendor's document in a word processor and save it as .docx"
        ],
    );
    fault(
        b"a\n\xC3\xE8\xCA\xF6",
        expect![
            "document.txt:2: the byte 0xC3 is not UTF-8: the text seems to be in GB18030 (GBK); open the vendor's document in a word processor and save it as .docx"
        ],
    );
    fault(
        b"a\xFF",
        expect![
            "document.txt:1: the byte 0xFF is not UTF-8; open the vendor's document in a word processor and save it as .docx"
        ],
    );
    fault(
        &"a\n述".as_bytes()[..4],
        expect![
            "document.txt:2: the file ends inside a character: it is cut short; copy it again"
        ],
    );
    fault(
        "属性名称 类型 说明 是否可为空\n",
        expect![
            "document.txt:1: the tables have lost their cells: `属性名称 类型 说明 是否可为空` stands here without tabs; open the vendor's document in a word processor and save it as .docx"
        ],
    );
    let told = read_through(b"", sample::spec());
    assert!(told.is_err_and(|told| told.contains("the file is empty")));
}

#[test]
fn another_text() {
    fault(
        "# Readme\n",
        expect![
            "document.txt: no operation in the whole file: no line that says `描述` below a title; name the vendor's interface document"
        ],
    );
    fault(
        format!("接口文档\n{}", sample::text()),
        expect![
            "document.txt:1: `接口文档` stands above the first title that `spec/document.yaml` lists; list it there as the title of a chapter, or delete it in a copy if it is a cover"
        ],
    );
    fault(
        swap(&sample::text(), "修订记录\n", "修改记录\n"),
        expect![
            "document.txt:4: `修改记录` stands above the first title that `spec/document.yaml` lists; list it there as the title of a chapter, or delete it in a copy if it is a cover"
        ],
    );
    fault(
        "描述\n",
        expect![[r#"
            document.txt:1: `描述` stands below no title; write the operation's title above it, on a line without a tab
            document.txt: no operation in the whole file: no line that says `描述` below a title; name the vendor's interface document
            2 faults; nothing was written"#]],
    );
    fault(
        "\tx\n描述\n",
        expect![[r#"
            document.txt:2: `描述` stands below no title; write the operation's title above it, on a line without a tab
            document.txt: no operation in the whole file: no line that says `描述` below a title; name the vendor's interface document
            2 faults; nothing was written"#]],
    );
    fault(
        "题\n描述\n",
        expect![[r#"
            document.txt: no table with the columns 修订日期, 版本号, 描述, 修订人 below the title of a general chapter; list the title above it in `spec/document.yaml`, or name the vendor's interface document
            document.txt: no table with the columns 返回代码, 说明 below the title of a general chapter; list the title above it in `spec/document.yaml`, or name the vendor's interface document
            document.txt:1: the operation `题` has no 接口路径; is the file cut short, or is this line not a title? Copy it again
            3 faults; nothing was written"#]],
    );
}

#[test]
fn a_text_cut_short() {
    fault(
        up_to("\n接口详情"),
        expect![
            "document.txt:61: the operation `创建直播` has no 接口路径; is the file cut short, or is this line not a title? Copy it again"
        ],
    );
    fault(
        up_to("接口路径\n"),
        expect![
            "document.txt:69: the label `接口路径` has no value; the file is cut short; copy it again"
        ],
    );
    fault(
        up_to("是否可为空"),
        expect![
            "document.txt:81: the table ends inside its head; the file is cut short; copy it again"
        ],
    );
    fault(
        up_to("\tprecentage"),
        expect![
            "document.txt:209: the row `value` could end at no place, by the empty cells; save the vendor's document as .docx and name that file, or mend this place in a copy"
        ],
    );
    fault(
        up_to("\tBigDecimal"),
        expect![
            "document.txt:218: the table ends inside the row `precentage`, after its type; the file is cut short; copy it again"
        ],
    );
    fault(
        up_to("\t百分比"),
        expect![
            "document.txt:218: the table ends inside the row `precentage`, after its note; the file is cut short; copy it again"
        ],
    );
}

#[test]
fn a_table_out_of_order() {
    let text = sample::text();
    let cases = [
        (
            swap(&text, "\t投票的主题\n\t\n", "\t投票的主题\n\tmaybe later\n"),
            expect![
                "document.txt:199: `maybe later` stands where the row `subject` should say 是, 否 or nothing; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
        (
            swap(&text, "\t投票的主题\n\t\n", "\t投票的\n\t主题\n\t\n"),
            expect![
                "document.txt:196: the row `subject` could end at no place, by the empty cells; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
        (
            swap(&text, "\tprecentage\n", "\tvalue\n"),
            expect![
                "document.txt:217: the row `value` stands twice in its table, first on line 209; ask the vendor which one holds; delete the other one in a copy"
            ],
        ),
        (
            swap(&text, "\t\n\t\n\t\n\tvalue\n", "\t\n\t\n\t\n\t\n\tvalue\n"),
            expect![
                "document.txt:210: the row `value` is 4 levels deep, the row above it 2; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
        (
            swap(&text, "\tprecentage\n\tBigDecimal\n\t百分比\n\t\n", "\tprecentage\n"),
            expect![
                "document.txt:209: the row `value` could end at no place, by the empty cells; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
        (
            swap(&text, "\tstartTime\n\tString\n\t直播开启时间\n\t\n", "\tstartTime\n"),
            expect![
                "document.txt:84: the row `subject` could end at no place, by the empty cells; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
        (
            swap(&text, "\t直播\n\n", "\n"),
            expect![
                "document.txt:40: a row of a table of 2 columns has more or fewer cells than that, here or above; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
        (
            swap(&text, "\t\n\tstartTime\n", "\tstartTime\n"),
            expect![
                "document.txt:84: the row `subject` could end at no place, by the empty cells; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
        (
            swap(&text, "\t增加realtime\n", ""),
            expect![
                "document.txt:16: a row of a table of 4 columns has more or fewer cells than that, here or above; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
        (
            swap(&text, "\t2014-6-3\n", "\t去年\n"),
            expect![
                "document.txt:11: `去年` stands where a row of 修订日期 should have its date; write the date as `2021-05-19` in a copy"
            ],
        ),
        (
            swap(&text, "\t-1\n", "\t0\n"),
            expect![
                "document.txt:52: the return code `0` stands twice, first on line 49; ask the vendor which one holds; delete the other one in a copy"
            ],
        ),
        (
            swap(&text, "\t返回代码\n", "\t代码\n"),
            expect![
                "document.txt: no table with the columns 返回代码, 说明 below the title of a general chapter; list the title above it in `spec/document.yaml`, or name the vendor's interface document"
            ],
        ),
        (
            swap(&text, "\t编号\n\t术语\n", "\t返回代码\n\t说明\n"),
            expect![
                "document.txt:46: a second table with the columns 返回代码, 说明; the spec has a place for one; join the two in a copy"
            ],
        ),
    ];
    for (text, message) in cases {
        fault(text, message);
    }
}

#[test]
fn an_operation_that_cannot_be_placed() {
    let text = sample::text();
    let cases = [
        (
            swap(&text, "\t/webcast/ptz\n", "\t/webcast/created\n"),
            expect![
                "document.txt:235: the path `/webcast/created` was that of `创建直播` on line 61; ask the vendor for the right path; mend it in a copy"
            ],
        ),
        (
            swap(&text, "\t/webcast/ptz\n", "\t/webcast/../ptz\n"),
            expect![
                "document.txt:242: `/webcast/../ptz` is not a path of an operation; a path is `/webcast/` and words with `/` between them; mend it in a copy"
            ],
        ),
        (
            swap(&text, "\t控制摄像头\n", "\t控制摄像头\n\t请求格式\n\tJSON\n"),
            expect![
                "document.txt:248: `请求格式` is not one of the labels 接口路径, 请求方式 and 接口说明; the spec has no place for others; bring it to one of these in a copy, or move the line into 描述"
            ],
        ),
        (
            swap(&text, "\tPOST\n", ""),
            expect![
                "document.txt:254: no table of parameters with the columns 属性名称, 类型, 说明, 是否可为空; save the vendor's document as .docx and name that file, or mend this place in a copy"
            ],
        ),
    ];
    for (text, message) in cases {
        fault(text, message);
    }
}
