//! `gensee record`: calls of a site and its answers as files, with pseudonyms in the place of secrets and names.
//!
//! ```text
//! walk (all that reads) ┐
//! proxy (your program)  ┴─▶ mask (by the field tables, pseudonyms) ─▶ recording (a file a call) ─▶ `gensee replay`
//! ```

mod json;
pub mod mask;
mod proxy;
mod pseudonym;
pub mod recording;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::params::{from_form, to_form};
use gensee_api::webcast::visit;
use gensee_api::{Client, Method, OperationInfo, RawAnswer, Time};
use http::header::CONTENT_TYPE;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::call::find;
use crate::columns::Column;
use crate::command::{option, output};
use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::output::Output;
use crate::value::kebab;
use crate::walk::{Known, not_asked, readers};
use recording::{Exchange, Record, Recorder};

/// Of how many webcasts and vods the lists are asked for.
const MOST: usize = 3;

pub fn command(lang: Lang) -> Command {
    Command::new("record")
        .about(lang.pick(
            "Records calls of a site and its answers, without secrets and names",
            "录制站点的调用与应答，去除密码、口令和姓名",
        ))
        .long_about(lang.pick(
            "Makes every call that only reads, and writes each with its answer into a file. With `--listen` \
             it records what your own program calls instead: let the program call the address that is printed. Before \
             anything is written, secrets, texts and ids are replaced by pseudonyms of the same shape; codes, moments and \
             counts stay. `gensee replay` compares the recording with the sandbox.",
            "调用站点所有只读接口，每个调用及其应答写入一个文件。使用 `--listen` 时录制您自己的程序的调用：让程序访问所打印的地址。写入之前，密码、口令、文本和 ID 都替换为形状相同的假名；代码、时间和计数保留。`gensee replay` 将录制内容与沙箱比较。",
        ))
        .arg(
            option("to", "FOLDER", lang.pick("A new folder for the recording", "存放录制内容的新目录"))
                .required(true)
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(
            option("days", "N", lang.pick("Of how many days up to now lists are recorded", "录制最近多少天的列表"))
                .default_value("7")
                .value_parser(value_parser!(u32).range(1..=3650))
                .conflicts_with("listen"),
        )
        .arg(
            Arg::new("operation")
                .long("operation")
                .value_name("OPERATION")
                .action(ArgAction::Append)
                .conflicts_with("listen")
                .help(lang.pick("Only this one; can be repeated", "只录制该接口，可重复")),
        )
        .arg(
            option("listen", "ADDRESS", lang.pick(
                "Listens here, passes calls on to the site, and records them, until Ctrl-C; port 0 is any free one",
                "在此监听，把调用转发到站点并录制，直到 Ctrl-C；端口 0 表示任意空闲端口",
            ))
            .value_parser(value_parser!(SocketAddr)),
        )
        .arg(
            option("site", "URL", lang.pick(
                "With `--listen`: the site, instead of the profile's, because your program has its own login",
                "与 `--listen` 一起使用：站点地址（不用配置中的站点），因为登录名由您的程序提供",
            ))
            .requires("listen"),
        )
        .args(output(lang))
}

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some(folder) = matches.get_one::<PathBuf>("to") else {
        return Err(Failure::usage("`--to` is missing"));
    };
    if let Some(&address) = matches.get_one::<SocketAddr>("listen") {
        let site = match matches.get_one::<String>("site") {
            Some(url) => url.clone(),
            None => Account::of(matches)?.url,
        };
        return proxy::run(address, &site, folder, lang);
    }
    walk(matches, folder, lang)
}

/// Records what can be asked without being changed.
fn walk(matches: &ArgMatches, folder: &Path, lang: Lang) -> Outcome {
    let wanted = wanted(matches)?;
    let days = matches.get_one::<u32>("days").copied().unwrap_or(1);
    let account = Account::of(matches)?;
    let client = account.client(|client| client)?;
    let runtime = runtime()?;
    let known = runtime.block_on(Known::of(&client, MOST, Time::now()))?;
    let mut recorder = Recorder::begin(folder, &account.site())?;
    let columns = ["operation", "answer", "rows", "drift", "file"].map(Column::text);
    let mut rows = Output::of(matches).rows(columns.to_vec())?;
    let mut calls = 0;
    for info in readers().filter(|info| wanted.is_empty() || wanted.contains(&info.name))
    {
        let forms = match known.forms(info, days) {
            Ok(forms) => forms,
            Err(missing) => {
                let answer = not_asked(missing, lang);
                rows.write(&json!({"operation": kebab(info.name), "answer": answer}))?;
                continue;
            }
        };
        for form in forms {
            let probe = Probe { client: &client, runtime: &runtime, form };
            let row = match visit(info.name, probe) {
                Some(Ok((form, raw))) => {
                    calls += 1;
                    keep(&mut recorder, info, &form, &raw)?
                }
                Some(Err(why)) => json!({"operation": kebab(info.name), "answer": why}),
                None => continue,
            };
            rows.write(&row)?;
        }
    }
    rows.finish()?;
    let folder = folder.display();
    eprintln!(
        "{}",
        lang.pick(
            format!(
                "{calls} calls recorded in `{folder}`; secrets, texts and ids are pseudonyms"
            ),
            format!("{calls} 个调用已录制到 `{folder}`；密码、文本和 ID 均为假名"),
        )
    );
    Ok(())
}

/// Records an answer; what is said of it.
fn keep(
    recorder: &mut Recorder,
    info: &OperationInfo,
    form: &str,
    raw: &RawAnswer,
) -> Outcome<Value> {
    let kind = raw.headers.get(CONTENT_TYPE);
    let (file, record) = recorder.keep(&Exchange {
        method: method(info.methods).0,
        path: info.path,
        form: form.as_bytes(),
        status: raw.status.as_u16(),
        content_type: kind.and_then(|kind| kind.to_str().ok()),
        body: &raw.body,
    })?;
    Ok(told(&file, &record))
}

/// How a call is sent: POST, where the document has it.
fn method(methods: &[Method]) -> (&'static str, Method) {
    match methods.contains(&Method::Post) || methods.is_empty() {
        true => ("POST", Method::Post),
        false => ("GET", Method::Get),
    }
}

/// The operations that were named.
fn wanted(matches: &ArgMatches) -> Outcome<Vec<&'static str>> {
    let named = matches.get_many::<String>("operation").into_iter().flatten();
    let reader = |name: &String| match find(name) {
        Some(info) if readers().any(|reader| reader.name == info.name) => Ok(info.name),
        Some(_) => Err(Failure::usage(format!(
            "`--operation {name}` changes something; record it with `--listen`"
        ))),
        None => Err(Failure::usage(format!("`{name}` is not an operation"))),
    };
    named.map(reader).collect()
}

/// What is said of a call that was recorded.
fn told(file: &str, record: &Record) -> Value {
    let answer = match (record.code().as_deref(), &record.body) {
        (Some("0"), _) => "ok".to_owned(),
        (Some(code), _) => format!("code {code}"),
        (None, Some(_)) => format!("status {}", record.status),
        (None, None) => format!("status {}, not JSON", record.status),
    };
    let lists = record.reads.as_ref().and_then(Value::as_object).into_iter().flatten();
    let rows = lists.filter_map(|(_, value)| value.as_array()).map(Vec::len).next();
    json!({
        "operation": record.operation.as_deref().map(kebab), "answer": answer, "rows": rows,
        "drift": record.drift.join("; "), "file": file
    })
}

/// A call whose types are not known yet.
struct Probe<'a> {
    client: &'a Client,
    runtime: &'a Runtime,
    form: String,
}

impl OperationVisitor for Probe<'_> {
    /// The parameters as they were sent, and the answer; or why there is none.
    type Output = Result<(String, RawAnswer), String>;

    fn single<O: Operation>(self) -> Self::Output {
        let request: O = from_form(&self.form).map_err(|error| error.to_string())?;
        let call = self.client.call(&request);
        let call =
            if O::METHODS.contains(&Method::Post) { call.post() } else { call.get() };
        let raw = self.runtime.block_on(call.unchecked().send_raw());
        Ok((to_form(&request), raw.map_err(|error| error.to_string())?))
    }

    fn list<O: Paginated + 'static>(self) -> Self::Output {
        self.single::<O>()
    }
}
