//! `gensee mirror`: its options.

use std::path::PathBuf;

use clap::{Command, value_parser};

use crate::command::{option, pace};
use crate::lang::Lang;

pub fn command(lang: Lang) -> Command {
    let moment = |name, english, chinese| {
        option(name, "TIME", lang.pick(english, chinese)).allow_hyphen_values(true)
    };
    Command::new("mirror")
        .about(lang.pick(
            "Keeps a copy of a site in a SQLite database, or in a folder of Parquet files",
            "将站点数据同步到 SQLite 数据库或 Parquet 目录",
        ))
        .long_about(lang.pick(
            "Keeps a copy of a site: its webcasts, records, vods and documents, and the visits, votes and chat of each \
             webcast. In a database the first run takes everything, and each later one brings it to what the site is then; \
             what the site no longer lists is marked, never dropped. A folder has a file for each table, site and day. A \
             run can be killed at any moment, and run again.",
            "同步站点数据：直播、录制件、点播、文档，以及每个直播的访问记录、投票和聊天。数据库首次运行时同步全部数据，之后只同步变化；站点已不再列出的数据只做标记，不会删除。目录中每张表、每个站点、每一天一个文件。可以随时中断并重新运行。",
        ))
        .args([
            option(
                "to",
                "TARGET",
                lang.pick(
                    "A database (.db, .sqlite, .sqlite3), or a folder",
                    "数据库（.db、.sqlite、.sqlite3）或目录",
                ),
            )
            .required(true)
            .value_parser(value_parser!(PathBuf)),
            moment(
                "since",
                "What was created or happened from this moment on; a database without it: everything",
                "从该时间起的数据；数据库默认为全部",
            ),
            moment("until", "In a folder: the last day; without it today", "目录：最后一天，默认为今天"),
            moment("day", "In a folder: this day, such as yesterday", "目录：某一天，例如 yesterday")
                .conflicts_with_all(["since", "until"]),
            option(
                "overlap",
                "SPAN",
                lang.pick(
                    "In a database: how far before the end of the last run visits, votes and chat are asked for again; 3d without it",
                    "数据库：访问记录、投票和聊天与上次同步重叠的时间，默认 3d",
                ),
            ),
        ])
        .args(pace(lang))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_help_names_the_overlap() {
        let help = super::command(crate::lang::Lang::En).render_long_help().to_string();
        assert!(
            help.contains(&format!("again; {} without it", crate::mirror::OVERLAP)),
            "{help}"
        );
    }
}
