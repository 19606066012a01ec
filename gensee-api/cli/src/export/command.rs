//! `gensee export LIST`: which lists there are, and their options.

use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, value_parser};
use gensee_api::OperationInfo;
use gensee_api::operation::Operation as _;
use gensee_api::webcast::{ExportHistoryPage, OPERATIONS};

use super::plan::{self, is_given};
use crate::command::{
    columns, excel, is_list, names as operation_names, option, pace, parameter, switch,
    title,
};
use crate::lang::Lang;
use crate::request;
use crate::value::kebab;

/// The list that is not that of an operation.
pub const ATTENDANCE: &str = "attendance";

/// Shorter names than those of the operations.
const SHORT: [(&str, &str); 3] = [
    ("visits", "export_history_page"),
    ("vod-visits", "export_vod_history"),
    ("concurrency", "export_webcast_concurrency"),
];

/// The operations that are lists.
pub fn exports() -> impl Iterator<Item = &'static OperationInfo> {
    OPERATIONS.iter().filter(|info| is_list(info))
}

/// The names of a list: first the command's, then those of its operation.
pub fn names(info: &OperationInfo) -> Vec<String> {
    // Of two lists of the same things, the first of the document has the plain name.
    let plain = plain_name(info);
    let owner = exports().find(|other| plain_name(other) == plain);
    let is_own = owner.is_some_and(|owner| owner.name == info.name);
    let first = if is_own { plain } else { kebab(info.name) };
    let mut names = vec![first.clone()];
    names.extend(operation_names(info).into_iter().filter(|name| *name != first));
    names
}

/// The name without what is done with the list.
fn plain_name(info: &OperationInfo) -> String {
    if let Some((short, _)) = SHORT.iter().find(|(_, name)| *name == info.name) {
        return (*short).to_owned();
    }
    let name = kebab(info.name);
    name.split_once('-').map_or(name.clone(), |(_, rest)| rest.to_owned())
}

pub fn command(lang: Lang) -> Command {
    Command::new("export")
        .about(lang.pick(
            "Writes a list of any length to a file: CSV, JSON lines, Excel, Parquet or SQLite",
            "将任意长度的列表导出为 CSV、JSON 行、Excel、Parquet 或 SQLite 文件",
        ))
        .long_about(lang.pick(
            "Writes a list of any length to a file: CSV, JSON lines, Excel, Parquet or SQLite, by its ending. In a SQLite \
             database it is a table, and the other tables stay; a name that ends in `/` is a folder of Parquet files, \
             one for each day. Any range of time is split into the windows that the interface allows. An export that \
             was interrupted goes on when the same command is given again; the file is there only when it is whole.",
            "将任意长度的列表导出为文件，格式由扩展名决定：CSV、JSON 行、Excel、Parquet 或 SQLite。在 SQLite 数据库中为一张表，其他表不变；以 `/` 结尾的名称为目录，每天一个 Parquet 文件。任意时间段会自动拆分为接口允许的区间。中断后再次运行同一命令即可继续；文件完整后才会出现。",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("LIST")
        .subcommand_help_heading(lang.pick("Lists", "列表"))
        .subcommands(exports().map(|info| list(info, lang)))
        .subcommands(attendance(lang))
}

/// The visits, gathered by person.
fn attendance(lang: Lang) -> Option<Command> {
    let info = exports().find(|info| info.name == ExportHistoryPage::NAME)?;
    let about = lang.pick(
        "One row for each person of a webcast: how often and how long, from when to when, on what devices",
        "每人一行：进入次数、在场时长、首次进入与最后离开、终端",
    );
    let more = lang.pick(
        "A person is a uid; visits without one are told apart by nickname and address. Time in which somebody is there twice \
         counts once; a visit that has not ended counts until now. `ownId` is your own id, where you gave one.",
        "以 uid 区分人员；没有 uid 的访问按昵称和地址区分。重叠的时间只计一次；未结束的访问计到当前时间。`ownId` 为接入方自有的用户 ID。",
    );
    let mut command = Command::new(ATTENDANCE);
    for arg in list(info, lang).get_arguments() {
        command = command.arg(arg.clone());
    }
    Some(command.about(about).long_about(format!("{about}\n\n{more}")))
}

fn list(info: &'static OperationInfo, lang: Lang) -> Command {
    let mut names = names(info).into_iter();
    let name = names.next().unwrap_or_default();
    let title = title(info);
    let parameters = info.request.iter().filter(|field| is_given(info, field));
    let parameters = parameters.map(|field| {
        parameter(field, lang).help_heading(lang.pick("Parameters", "参数"))
    });
    let mut command = Command::new(name)
        .aliases(names)
        .about(lang.pick(format!("{title}  {}", info.summary), title.to_owned()))
        .arg(
            Arg::new("file")
                .required(true)
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(lang.pick(
                    "File to write: .csv, .jsonl, .xlsx, .parquet, .db, or a folder of Parquet files with `/` at its end",
                    "输出文件：.csv、.jsonl、.xlsx、.parquet、.db，或以 `/` 结尾的 Parquet 目录",
                )),
        )
        .args(parameters)
        .next_help_heading(lang.pick("Options", "选项"));
    if request::range(info).is_some() {
        command = command.args(plan::range_options(info, lang));
    }
    if request::webcast(info).is_some() {
        command = command
            .arg(
                option(
                    "webcast",
                    "ID",
                    lang.pick("A webcast; can be repeated", "直播 ID，可重复"),
                )
                .action(ArgAction::Append),
            )
            .arg(
                switch(
                    "all-webcasts",
                    lang.pick("Every webcast of the site", "站点的所有直播"),
                )
                .conflicts_with("webcast"),
            );
    }
    command.args([columns(lang), excel(lang)]).args(pace(lang)).arg(switch(
        "restart",
        lang.pick("Begins anew instead of going on", "不继续上次的导出，重新开始"),
    ))
}
