//! Where a row ends, whatever its type is called: small tables and what they hold.

use expect_test::{Expect, expect};

use super::sample;
use crate::transcribe::items::Region;
use crate::transcribe::names::Names;
use crate::transcribe::printed::Row;
use crate::transcribe::{source, tables};

const HEAD: &str = "\t\n\t属性名称\n\t类型\n\t说明\n\t是否可为空\n\n";

#[track_caller]
fn table(text: &str, rows: Expect) {
    let text = format!("{HEAD}{text}");
    let source = source::read(text.as_bytes()).expect("the text can be read");
    let region = Region::new(&source.items);
    let names = Names::of(sample::spec());
    let printed =
        tables::operation(&region, &names, false).expect("the table can be read");
    let mut out = String::new();
    list(&printed.request, 0, &mut out);
    out.push_str("返回\n");
    list(&printed.response, 0, &mut out);
    rows.assert_eq(&out);
}

fn list(rows: &[Row], depth: usize, out: &mut String) {
    for row in rows {
        let indent = "  ".repeat(depth);
        let line =
            format!("{indent}{} {} {:?} {}", row.name, row.ty, row.note, row.optional);
        out.push_str(line.trim_end());
        out.push('\n');
        list(&row.fields, depth + 1, out);
    }
}

#[test]
fn rows_end_where_their_cells_do() {
    // A note after a blank line, an empty one after a blank line, a 是 after several.
    table(
        "\t\n\ta\n\tMap\n\n\t说明\n\t是\n\n\t\n\tb\n\tMap\n\n\t\n\t是\n\n\t\n\tc\n\tMap\n\t说明\n\n\n\t否\n",
        expect![[r#"
            a Map "说明" 是
            b Map "" 是
            c Map "说明" 否
            返回
        "#]],
    );
    // No note at all, with and without rows below, before another row and before the response.
    table(
        "\t\n\ta\n\tMap\n\n\t\n\t\n\tb\n\tMap\n\n\t\n\tc\n\tMap\n\n\t返回参数\n\td\n\tMap\n\n\t\n\t\n\te\n\tMap\n\t\n\t\n",
        expect![[r#"
            a Map ""
              b Map ""
            c Map ""
            返回
            d Map ""
              e Map ""
        "#]],
    );
    // A list whose note is one merged cell, and the rows below it.
    table(
        "\t\n\ta\n\tMap\n\t\n\n\t\n\t\n\tb\n\tMap\n\t说明\n\t是\n\n\t\n\tc\n\tMap\n\t\n\t\n",
        expect![[r#"
            a Map ""
              b Map "说明" 是
            c Map ""
            返回
        "#]],
    );
    // A row without words, and a head that is printed again.
    table(
        "\t\n\ta\n\tMap\n\n\t\n\t\n\t\n\t\n\t\n\n\t返回参数\n\t属性名称\n\t类型\n\t说明\n\t是否可为空\n\n\t\n\tb\n\tMap\n\t返回参数\n\t\n",
        expect![[r#"
            a Map ""
            返回
            b Map "返回参数"
        "#]],
    );
    // A head that is printed again above the rows of a list, as at the top of a page.
    table(
        "\t\n\ta\n\tMap\n\n\t返回参数\n\t属性名称\n\t类型\n\t说明\n\t是否可为空\n\n\t\n\tb\n\tList\n\n\t\n\t属性名称\n\t类型\n\t说明\n\t是否可为空\n\n\t\n\t\n\tc\n\tMap\n\t说明\n\t是\n",
        expect![[r#"
            a Map ""
            返回
            b List ""
              c Map "说明" 是
        "#]],
    );
    // Several cells on a line, as other exports write empty ones.
    table(
        "\t\ta\n\tMap\n\n\t\t\tb\n\tMap\n\t说明\n\t是\n",
        expect![[r#"
            a Map ""
              b Map "说明" 是
            返回
        "#]],
    );
    // A word of four characters under 是否可为空.
    table(
        "\t\n\ta\n\tMap\n\t说明\n\t必须填写\n",
        expect![[r#"
            a Map "说明" 必须填写
            返回
        "#]],
    );
    // A type without a word.
    table(
        "\t\n\ta\n\t\n\t说明\n\t是\n\n\t\n\tb\n\t\n\t\n\t\n",
        expect![[r#"
            a  "说明" 是
            b  ""
            返回
        "#]],
    );
}

/// A row whose type is missing is told, not read with the cells of the next one.
#[test]
fn a_row_without_a_name_or_a_type_is_refused() {
    for (rows, what) in [
        ("\t返回参数\n", "the table ends inside a row without a name"),
        (
            "\t\n\ta\n\n\t\n\tb\n\tMap\n\t说明\n\t是\n",
            "the row `a` has no cell for its type",
        ),
        (
            "\t\n\ta\n\n\t返回参数\n\tb\n\tMap\n\t说明\n\t是\n",
            "the row `a` has no cell for its type",
        ),
    ] {
        let text = format!("{HEAD}{rows}");
        let source = source::read(text.as_bytes()).expect("the text can be read");
        let names = Names::of(sample::spec());
        let printed = tables::operation(&Region::new(&source.items), &names, false);
        let told = printed.err().expect("it is refused").in_file("a.txt").to_string();
        assert!(told.contains(what), "{told}");
    }
}
