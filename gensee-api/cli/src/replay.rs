//! `gensee replay`: the calls of a recording once more, at a sandbox, and where the answers differ.
//!
//! ```text
//! recording → play (ids of the recording → ids of the sandbox) → target (a sandbox, or a site)
//!        └──────────── shape of the answers ◀────┘ → differences by operation and field
//! ```

mod play;
mod shape;
mod target;

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};
use gensee_api::{Effect, OperationInfo, Time};
use serde_json::{Value, json};

use crate::columns::Column;
use crate::command::{output, switch};
use crate::connect::Account;
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::output::Output;
use crate::record::recording::{self, Record};
use crate::value::kebab;
use play::Player;
use shape::{Difference, Shape};
use target::{Answer, Target};

pub fn command(lang: Lang) -> Command {
    Command::new("replay")
        .about(lang.pick(
            "Sends a recording to a sandbox, and tells where the answers differ",
            "把录制内容发送到沙箱，报告应答的差异",
        ))
        .long_about(lang.pick(
            "Sends the calls of `gensee record` to a sandbox of its own, whose clock stands at the time of the recording, and \
             tells for each operation and field where the answers differ: in properties, their names and types, codes. \
             Values are not compared. The exit code is 1 when something differs.",
            "把 `gensee record` 录制的调用发送到内置沙箱（时钟为录制时间），按接口和字段报告差异：属性、名称、类型和代码；不比较具体的值。有差异时退出码为 1。",
        ))
        .arg(
            Arg::new("folder")
                .required(true)
                .value_name("FOLDER")
                .value_parser(value_parser!(PathBuf))
                .help(lang.pick("The folder of the recording", "录制内容所在目录")),
        )
        .arg(switch("site", lang.pick(
            "Asks the site of the profile instead of a sandbox, by calls that only read",
            "调用配置中的站点而不是沙箱；只调用只读接口",
        )))
        .args(output(lang))
}

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let Some(folder) = matches.get_one::<PathBuf>("folder") else {
        return Err(Failure::usage("`folder` is missing"));
    };
    let (head, records) = recording::load(folder)?;
    let is_site = matches.get_flag("site");
    let target = match is_site {
        true => Target::site(&Account::of(matches)?)?,
        false => Target::sandbox(Time::from_millis(head.recorded))?,
    };
    let columns =
        ["operation", "field", "difference", "recorded", "answered", "document", "file"];
    let columns = columns.map(Column::text).to_vec();
    let mut rows = Output::of(matches).rows(columns)?;
    let mut player = Player::new(&target);
    let mut results: Vec<Compared> = Vec::new();
    let mut sent = 0;
    for (file, record) in &records {
        if is_site && record.info().is_none_or(|info| info.effect != Effect::Read) {
            continue;
        }
        let answer = player.play(record)?;
        sent += 1;
        let place = results.iter().position(|result| result.is_of(record));
        let place = place.unwrap_or_else(|| {
            results.push(Compared::new(record));
            results.len() - 1
        });
        results[place].add(file, record, &answer);
    }
    let (mut differences, mut empty) = (0, BTreeSet::new());
    for result in &results {
        for row in result.rows() {
            rows.write(&row)?;
            differences += 1;
        }
        if result.lacks_rows() {
            empty.insert(result.operation.as_str());
        }
    }
    rows.finish()?;
    told(sent, differences, &empty, lang);
    if differences > 0 { Err(Failure::Different(differences)) } else { Ok(()) }
}

fn told(sent: usize, differences: usize, empty: &BTreeSet<&str>, lang: Lang) {
    eprintln!(
        "{}",
        lang.pick(
            format!("{sent} calls replayed; {differences} differences"),
            format!("重放了 {sent} 个调用；差异 {differences} 处"),
        )
    );
    if !empty.is_empty() {
        let names = empty.iter().copied().collect::<Vec<_>>().join(", ");
        eprintln!("{}: {names}", lang.pick("no rows to compare", "没有可比较的行"));
    }
}

/// The answers of an operation to calls that ended alike: recorded, and of the target.
struct Compared {
    /// Its name, or its path where the document does not have it.
    operation: String,
    info: Option<&'static OperationInfo>,
    /// Whether the calls were recorded as successes.
    succeeded: bool,
    recorded: Shape,
    answered: Shape,
    /// Differences of answers as a whole: field, difference, recorded, answered, file.
    whole: Vec<[String; 5]>,
}

impl Compared {
    fn new(record: &Record) -> Self {
        let info = record.info();
        Self {
            operation: info.map_or(record.path.clone(), |info| kebab(info.name)),
            info,
            succeeded: succeeded(record),
            recorded: Shape::default(),
            answered: Shape::default(),
            whole: Vec::new(),
        }
    }

    fn is_of(&self, record: &Record) -> bool {
        let is_named = match (self.info, record.info()) {
            (Some(own), Some(other)) => own.name == other.name,
            (None, None) => self.operation == record.path,
            _ => false,
        };
        is_named && self.succeeded == succeeded(record)
    }

    fn add(&mut self, file: &str, record: &Record, answer: &Answer) {
        let body = target::body(record);
        let code = |body: Option<&Value>| body.and_then(recording::code);
        let (own, other) = (code(body.as_ref()), code(answer.body.as_ref()));
        let mut differs = |field: &str, what: &str, own: String, other: String| {
            let is_new = |row: &[String; 5]| row[..4] != [field, what, &own, &other];
            if own != other && self.whole.iter().all(is_new) {
                let file = file.to_owned();
                self.whole.push([field.to_owned(), what.to_owned(), own, other, file]);
            }
        };
        let form = |body: &Option<Value>, strict: bool| {
            match (body, strict) {
                (Some(_), true) => "JSON",
                (Some(_), false) => "JSON that a strict parser refuses",
                (None, _) => "not JSON",
            }
            .to_owned()
        };
        differs("", "status", record.status.to_string(), answer.status.to_string());
        differs(
            "",
            "body",
            form(&body, record.body.is_some()),
            form(&answer.body, true),
        );
        if let (Some(_), Some(_)) = (&body, &answer.body) {
            let shown =
                |code: &Option<String>| code.clone().unwrap_or("none".to_owned());
            differs("code", "return code", shown(&own), shown(&other));
        }
        if let (Some(body), Some(answer)) = (&body, &answer.body)
            && own == other
        {
            self.recorded.add(body, self.info, file);
            self.answered.add(answer, self.info, file);
        }
    }

    /// A row for each difference.
    fn rows(&self) -> Vec<Value> {
        let whole = self.whole.iter().map(|[field, what, own, other, file]| {
            json!({
                "operation": self.operation, "field": field, "difference": what, "recorded": own,
                "answered": other, "document": "", "file": file
            })
        });
        let fields = self.recorded.differences(&self.answered).into_iter();
        let fields = fields.map(|difference| {
            let Difference { field, what, recorded, answered, document, file } = difference;
            json!({
                "operation": self.operation, "field": field, "difference": what, "recorded": recorded,
                "answered": answered, "document": document, "file": file
            })
        });
        whole.chain(fields).collect()
    }

    /// Whether a list has rows on one side only, or on none.
    fn lacks_rows(&self) -> bool {
        self.succeeded && self.recorded.lacks_rows(&self.answered)
    }
}

fn succeeded(record: &Record) -> bool {
    target::body(record)
        .is_some_and(|body| recording::code(&body).is_none_or(|it| it == "0"))
}
