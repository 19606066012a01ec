//! The commands of the program, with their help in English or Chinese.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};
use gensee_api::webcast::OPERATIONS;

use crate::command::{option, output, switch};
use crate::failure::EXIT_CODES;
use crate::lang::Lang;

/// The whole program.
pub fn program(lang: Lang) -> Command {
    localized(english(lang), lang)
}

fn english(lang: Lang) -> Command {
    Command::new("gensee")
        .version(env!("CARGO_PKG_VERSION"))
        .about(lang.pick(
            "The HTTP interface of Gensee (展视互动) live webcasts at a terminal",
            "在终端使用展视互动直播的 HTTP 接口",
        ))
        .after_long_help(exit_codes(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(lang.pick("Commands", "命令"))
        .next_help_heading(lang.pick("Options", "选项"))
        .arg(
            option(
                "profile",
                "NAME",
                lang.pick(
                    "Whose site and login: a profile of `gensee login`",
                    "使用哪个配置（站点与登录名），由 `gensee login` 保存",
                ),
            )
            .short('p')
            .env("GENSEE_PROFILE")
            .global(true),
        )
        .arg(
            option(
                "lang",
                "LANG",
                lang.pick(
                    "Language of help and headings: en or zh",
                    "帮助与表头的语言：en 或 zh",
                ),
            )
            .global(true),
        )
        .subcommand(call(lang))
        .subcommand(crate::export::command(lang))
        .subcommand(crate::report::command(lang))
        .subcommand(crate::mirror::command(lang))
        .subcommand(operations(lang))
        .subcommand(explain(lang))
        .subcommand(crate::openapi::command(lang))
        .subcommand(login(lang))
        .subcommand(Command::new("logout").about(
            lang.pick("Forgets a profile and its password", "删除一个配置及其密码"),
        ))
        .subcommand(
            Command::new("profiles")
                .about(lang.pick("Lists the profiles", "列出所有配置"))
                .args(output(lang)),
        )
        .subcommand(
            Command::new("check")
                .about(lang.pick(
                    "Makes every call that only reads, and tells where the site differs from the document",
                    "调用站点所有只读接口，报告与文档的差异",
                ))
                .args(output(lang)),
        )
        .subcommand(crate::record::command(lang))
        .subcommand(crate::replay::command(lang))
        .subcommand(crate::listen::command(lang))
        .subcommand(crate::mcp::command(lang))
        .subcommand(crate::sandbox::command(lang))
        .subcommand(
            Command::new("completions")
                .about(
                    lang.pick("Writes the completions of a shell", "生成命令行补全脚本"),
                )
                .arg(
                    Arg::new("shell")
                        .required(true)
                        .value_name("SHELL")
                        .value_parser(value_parser!(clap_complete::Shell)),
                ),
        )
        .subcommand(
            Command::new("man")
                .about(lang.pick(
                    "Writes a man page for each command",
                    "为每个命令生成 man 手册页",
                ))
                .arg(
                    Arg::new("folder")
                        .required(true)
                        .value_name("FOLDER")
                        .value_parser(value_parser!(PathBuf)),
                ),
        )
}

/// A command with the words of clap in the language.
fn localized(command: Command, lang: Lang) -> Command {
    if lang == Lang::En {
        return command;
    }
    let help =
        Arg::new("help").short('h').long("help").help("显示帮助（`-h` 为简短帮助）");
    let command = command
        .help_template("{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}")
        .disable_help_flag(true)
        .arg(help.action(ArgAction::Help).help_heading("选项"));
    let names: Vec<_> =
        command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let inner =
        |command: Command, name| command.mut_subcommand(name, |it| localized(it, lang));
    names.into_iter().fold(command, inner)
}

fn call(lang: Lang) -> Command {
    Command::new("call")
        .about(lang.pick("Calls an operation", "调用一个接口"))
        .long_about(lang.pick(
            "Calls an operation. An operation is named as in `create-webcast`, or by its path or its Chinese title.",
            "调用一个接口。接口可以用名称（如 `create-webcast`）、路径或中文标题指定。",
        ))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_value_name("OPERATION")
        .subcommand_help_heading(lang.pick("Operations", "接口"))
        .subcommands(OPERATIONS.iter().map(|info| crate::command::call(info, lang)))
}

fn operations(lang: Lang) -> Command {
    Command::new("operations")
        .about(lang.pick("Lists the operations", "列出所有接口"))
        .arg(
            Arg::new("word").value_name("WORD").help(lang.pick(
                "Only those with this word in their name, title, path, summary or parameters",
                "只列出名称、标题、路径、说明或参数中含有该词的接口",
            )),
        )
        .args(output(lang))
}

fn explain(lang: Lang) -> Command {
    Command::new("explain")
        .about(lang.pick(
            "Tells what the document and the wire say about an operation or a row",
            "说明文档与实际接口对某个接口或字段的规定",
        ))
        .arg(Arg::new("place").required(true).value_name("PLACE").help(lang.pick(
            "An operation, or a row of it as in `create-webcast#request.telconf`",
            "接口，或其中的字段，例如 `create-webcast#request.telconf`",
        )))
}

fn login(lang: Lang) -> Command {
    Command::new("login")
        .about(lang.pick("Saves a site and a login as a profile", "保存站点和登录名"))
        .long_about(lang.pick(
            "Saves a site and a login as a profile. The password is asked for, or read from stdin where that is not a \
             terminal. Which hash the site wants is found out; a password in clear is only tried over https, or on \
             this machine.",
            "保存站点和登录名。密码在终端输入，或从标准输入读取。站点要求的密码加密方式会自动识别；明文密码只在 https 或本机尝试。",
        ))
        .arg(Arg::new("url").required(true).value_name("URL").help(lang.pick(
            "Address of the site, such as https://school.gensee.com",
            "站点地址，例如 https://school.gensee.com",
        )))
        .arg(
            Arg::new("name")
                .required(true)
                .value_name("LOGIN")
                .help(lang.pick("Login name of a user of the site", "站点用户的登录名")),
        )
        .arg(
            option("hash", "HASH", lang.pick("How the site wants the password, instead of trying", "密码加密方式，不自动识别"))
                .value_parser(PossibleValuesParser::new(["md5", "sha1", "plain"])),
        )
        .arg(switch("no-keyring", lang.pick(
            "Keeps the password in a file that only you can read, not in the keyring of the system",
            "密码保存在仅本人可读的文件中，而不是系统密钥环",
        )))
}

fn exit_codes(lang: Lang) -> String {
    let codes = EXIT_CODES.map(|(code, english, chinese)| {
        format!("  {code}  {}", lang.pick(english, chinese))
    });
    format!("{}\n{}", lang.pick("Exit codes:", "退出码："), codes.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::program;
    use crate::lang::Lang;
    use gensee_api::webcast::OPERATIONS;

    /// No parameter of an operation collides with an option, and all names are unique.
    #[test]
    fn every_command_is_sound() {
        for lang in [Lang::En, Lang::Zh] {
            program(lang).debug_assert();
        }
    }

    #[test]
    fn an_operation_is_found_by_each_of_its_names() {
        for info in OPERATIONS {
            for name in crate::command::names(info) {
                let line = ["gensee", "call", name.as_str(), "--help"];
                let help = program(Lang::En)
                    .try_get_matches_from(line)
                    .unwrap_err()
                    .to_string();
                assert!(help.contains(info.path), "{name}: {help}");
            }
        }
    }
}
