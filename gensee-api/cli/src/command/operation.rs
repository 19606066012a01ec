//! The command of an operation: a flag for each of its parameters.

use clap::builder::{StyledStr, ValueParser};
use clap::{Arg, ArgAction, Command};
use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::schema::{Bounds, FieldInfo, Kind};
use gensee_api::webcast::visit;
use gensee_api::{Effect, OperationInfo};

use super::{option, output, switch};
use crate::lang::Lang;
use crate::value::{self, kebab};

/// `gensee call NAME`.
pub fn call(info: &'static OperationInfo, lang: Lang) -> Command {
    let [name, aliases @ ..] = names(info);
    let heading = lang.pick("Parameters", "参数");
    let parameters =
        info.request.iter().map(|field| parameter(field, lang).help_heading(heading));
    let title = title(info);
    Command::new(name)
        .aliases(aliases)
        .about(lang.pick(format!("{title}  {}", info.summary), title.to_owned()))
        .long_about(about(info, lang))
        .args(parameters)
        .next_help_heading(lang.pick("Options", "选项"))
        .args(options(info, lang))
        .args(output(lang))
}

/// The Chinese title of an operation, without the full stop that some have.
pub fn title(info: &OperationInfo) -> &'static str {
    info.title.trim_end_matches('。')
}

/// Whether the answer of an operation is a list over pages or windows.
pub fn is_list(info: &OperationInfo) -> bool {
    struct IsList;
    impl OperationVisitor for IsList {
        type Output = bool;
        fn single<O: Operation>(self) -> bool {
            false
        }
        fn list<O: Paginated>(self) -> bool {
            true
        }
    }
    visit(info.name, IsList) == Some(true)
}

/// The names of an operation: first the command's, then its name in Rust, its path, and its title.
pub fn names(info: &OperationInfo) -> [String; 5] {
    let title = title(info);
    let path = info.path.trim_start_matches("/webcast/");
    [
        kebab(info.name),
        info.name.to_owned(),
        info.path.to_owned(),
        path.to_owned(),
        title.to_owned(),
    ]
}

/// The flag of a parameter, without `--`.
pub fn flag(field: &FieldInfo) -> String {
    kebab(field.rust_name.trim_start_matches("r#"))
}

/// What an operation does, where the document has it, and who may call it.
pub fn about(info: &OperationInfo, lang: Lang) -> String {
    let roles: Vec<_> =
        info.roles.iter().map(|role| format!("{role:?}").to_lowercase()).collect();
    let since = info.since.map(|since| format!("\nsince {since}")).unwrap_or_default();
    let window = info.window.map(|window| {
        let (start, end, days) = (window.start, window.end, window.days);
        lang.pick(
            format!("\nat most {days} days from `{start}` to `{end}`; --all splits a longer span"),
            format!("\n`{start}` 到 `{end}` 最多 {days} 天；--all 会自动拆分更长的时间段"),
        )
    });
    format!(
        "{}\n{}\n\n{} {}\n{} {}{since}{}",
        title(info),
        info.summary,
        info.section,
        info.path,
        lang.pick("roles:", "角色："),
        roles.join(", "),
        window.unwrap_or_default()
    )
}

/// The flag of a parameter.
pub fn parameter(field: &'static FieldInfo, lang: Lang) -> Arg {
    let name = flag(field);
    let mut arg = Arg::new(name.clone())
        .long(name.clone())
        .value_name(value_name(field))
        .value_parser(ValueParser::from(move |text: &str| value::read(field, text)))
        .required(field.required)
        .help(help(field, lang, false))
        .long_help(help(field, lang, true));
    for other in field.names.iter().chain([&field.printed_name]) {
        if *other != name {
            arg = arg.alias(*other);
        }
    }
    match field.kind {
        Kind::Boolean => arg.num_args(0..=1).default_missing_value("true"),
        Kind::List(_) => arg.action(ArgAction::Append).allow_hyphen_values(true),
        // As in `--start-time -7d`.
        _ => arg.allow_hyphen_values(true),
    }
}

fn value_name(field: &FieldInfo) -> &'static str {
    match field.kind.item() {
        Kind::Integer | Kind::Decimal => "NUMBER",
        Kind::Boolean => "true|false",
        Kind::Time => "TIME",
        Kind::Date => "DAY",
        Kind::TextId | Kind::NumberId => "ID",
        Kind::Code | Kind::NumberCode => "CODE",
        Kind::Object => "OBJECT",
        _ => "TEXT",
    }
}

/// What a parameter is, in one line.
pub fn describe(field: &FieldInfo, lang: Lang) -> String {
    help(field, lang, false).to_string()
}

/// What a parameter is: in the long form with its codes and the vendor's note.
fn help(field: &FieldInfo, lang: Lang, long: bool) -> StyledStr {
    let chinese = if field.note.is_empty() { field.summary } else { field.note };
    let mut help = lang.pick(field.summary, chinese).to_owned();
    let mut facts = Vec::new();
    if let Some(length) = field.length.map(|length| bounds(length, lang)) {
        facts
            .push(lang.pick(format!("{length} characters"), format!("{length} 个字符")));
    }
    if let Some(range) = field.range {
        facts.push(bounds(range, lang));
    }
    if let Some(clamp) = field.clamp.map(|clamp| bounds(clamp, lang)) {
        facts.push(
            lang.pick(format!("clamped to {clamp}"), format!("超出 {clamp} 时取边界值")),
        );
    }
    if let Some(default) = field.default {
        facts.push(lang.pick(format!("default {default}"), format!("默认 {default}")));
    }
    if !field.values.is_empty() && !long {
        let codes: Vec<_> = field.values.iter().map(|value| value.code).collect();
        facts.push(codes.join("|"));
    }
    if matches!(field.kind, Kind::List(_)) {
        facts.push(lang.pick("can be repeated", "可重复").to_owned());
    }
    if field.kind.item() == Kind::Object {
        facts.push(value::shape(field.fields));
    }
    if !facts.is_empty() {
        help += &format!(" [{}]", facts.join("; "));
    }
    if long {
        for value in field.values {
            help +=
                &format!("\n  {}  {}: {}", value.code, kebab(value.name), value.summary);
        }
        if lang == Lang::En && !field.note.is_empty() {
            help += &format!("\n{}", field.note);
        }
    }
    help.into()
}

fn bounds(bounds: Bounds, lang: Lang) -> String {
    let chinese = match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => format!("{min} 到 {max}"),
        (Some(min), None) => format!("至少 {min}"),
        (None, Some(max)) => format!("至多 {max}"),
        (None, None) => String::new(),
    };
    lang.pick(bounds.to_string(), chinese)
}

fn options(info: &OperationInfo, lang: Lang) -> Vec<Arg> {
    let mut options = vec![
        switch(
            "dry-run",
            lang.pick(
                "Shows the request, without its secrets, and sends nothing",
                "只显示请求（不含密码等），不发送",
            ),
        ),
        option(
            "extra",
            "NAME=VALUE",
            lang.pick("A parameter that the document does not have", "文档中没有的参数"),
        )
        .action(ArgAction::Append),
        switch(
            "unchecked",
            lang.pick(
                "Sends what breaks a rule of the document too",
                "即使违反文档规则也发送",
            ),
        ),
        switch(
            "drift",
            lang.pick(
                "Tells on stderr where the answer differs from the document",
                "在标准错误输出中报告应答与文档的差异",
            ),
        ),
    ];
    if info.effect == Effect::Read {
        options.push(switch(
            "all",
            lang.pick("Every page and window of a list", "取列表的所有页和时间段"),
        ));
    }
    if info.effect == Effect::Delete {
        options.push(
            switch("yes", lang.pick("Does not ask before it deletes", "删除前不询问"))
                .short('y'),
        );
    }
    options
}
