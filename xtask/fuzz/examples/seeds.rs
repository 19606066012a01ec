//! Writes the first inputs of all fuzz targets into their `corpus` folders, which git ignores: the wire vectors of the
//! spec, forms of callbacks, and a small Word file.

use std::error::Error;
use std::fs;
use std::path::Path;

use xtask::spec;

const NAMESPACE: &str =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// Callbacks as they were seen, or nearly.
const CALLBACKS: [&str; 6] = [
    "ClassNo=5f3c0e8b2d7a4c619e0b1f2a3c4d5e6f&Operator=1000000042&Action=101&Affected=&totalusernum=12",
    "ClassNo=5f3c0e8b2d7a4c619e0b1f2a3c4d5e6f&Operator=9951547641&Action=112&Affected=%E5%BC%A0&totalusernum=",
    "ClassNo=+5f3c&Action=999&Operator=null",
    "gscoursewareId=438b12c780661148f8606315413b80ba&gsstatus=ok",
    "gscoursewareId=438b12c780661148f8606315413b80ba",
    "k=4711",
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let spec = spec::load(&spec::read_folder(&root.join("spec"))?)?;
    let examples = spec.operations.values().flat_map(|operation| &operation.examples);
    let answers = examples.clone().filter_map(|example| example.answer.clone());
    let forms = examples.filter_map(|example| example.form.clone());
    let document = document();
    let callbacks = CALLBACKS.map(str::to_owned);
    for (folder, inputs) in [
        ("gensee-api/fuzz/corpus/answers", answers.collect::<Vec<_>>()),
        ("gensee-api/fuzz/corpus/forms", forms.collect()),
        ("gensee-api/fuzz/corpus/callbacks", callbacks.to_vec()),
        ("xtask/fuzz/corpus/docx", vec![document]),
    ] {
        fs::create_dir_all(root.join(folder))?;
        for (index, input) in inputs.iter().enumerate() {
            fs::write(root.join(folder).join(format!("seed-{index}")), input)?;
        }
        println!("{folder}: {} seeds", inputs.len());
    }
    Ok(())
}

/// The parts of a Word file with a chapter, a list of codes and an operation, as the target `docx` takes them.
fn document() -> String {
    let operation = [
        heading("创建直播", 2),
        heading("描述", 3),
        paragraph("该API要求认证用户是管理员。"),
        heading("接口详情", 3),
        table(&[
            &["接口路径", "/webcast/created", "请求方式", "POST/GET"],
            &["接口说明", "创建直播"],
            &["", "属性名称", "类型", "说明", "是否可为空"],
            &["", "subject", "String", "主题", "否"],
            &["", "startTime", "Date", "时间（详见3.3）", "是"],
            &["返回参数", "code", "String", "返回结果代码", "否"],
        ]),
    ];
    let body = [
        heading("修订记录", 1),
        table(&[
            &["修订日期", "版本号", "描述", "修订人"],
            &["2018-05-04", "1.0", "新增", "王"],
        ]),
        heading("返回码定义", 2),
        table(&[&["返回代码", "说明"], &["0", "成功"], &["500", "业务错误"]]),
        heading("接口定义", 1),
        operation.concat(),
    ];
    let styles = (1..=3).map(|level| {
        format!("<w:style w:styleId=\"H{level}\"><w:name w:val=\"heading {level}\"/></w:style>")
    });
    let parts = [
        format!(
            "<w:document {NAMESPACE}><w:body>{}</w:body></w:document>",
            body.concat()
        ),
        format!("<w:styles {NAMESPACE}>{}</w:styles>", styles.collect::<String>()),
        format!(
            "<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
        ),
    ];
    parts.join("\0")
}

fn heading(text: &str, level: usize) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"H{level}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let text = paragraph(text);
        format!(
            "<w:tc><w:tcPr><w:gridSpan w:val=\"1\"/><w:vMerge/></w:tcPr>{text}</w:tc>"
        )
    };
    let row = |cells: &&[&str]| {
        format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
    };
    let grid = "<w:gridCol w:w=\"1500\"/>".repeat(5);
    let rows: String = rows.iter().map(row).collect();
    format!("<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
}
