//! `gensee check`: whether a site answers as the document says, by calls that change nothing.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use clap::ArgMatches;
use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::params::from_form;
use gensee_api::webcast::visit;
use gensee_api::{Client, Drift, Error, OperationInfo, Time};
use serde_json::json;
use tokio::runtime::Runtime;

use crate::columns::Column;
use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::output::Output;
use crate::value::kebab;
use crate::walk::{Known, not_asked, readers};

/// What was found out.
type Drifts = Arc<Mutex<Vec<Drift>>>;

pub fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let drifts = Drifts::default();
    let told = Arc::clone(&drifts);
    let account = Account::of(matches)?;
    let client = account.client(|client| {
        client.on_drift(move |drift: &Drift| lock(&told).push(drift.clone()))
    })?;
    let runtime = runtime()?;
    let known = runtime.block_on(Known::of(&client, 1, Time::now()))?;
    eprintln!("{}: {} ({})", lang.pick("login", "登录"), account.login, account.url);
    if let Some(clock) = known.clock {
        eprintln!("{}: {}", lang.pick("clock", "时钟"), clock_text(clock, lang));
    }
    let columns =
        ["operation", "answer", "rows", "ms", "place", "drift"].map(Column::text);
    let mut rows = Output::of(matches).rows(columns.to_vec())?;
    let (mut asked, mut unreadable, mut places) = (0, 0, 0);
    let checker =
        Checker { client: &client, runtime: &runtime, known: &known, drifts, lang };
    for info in readers() {
        let (found, differences) = checker.ask(info);
        asked += usize::from(found.is_asked);
        unreadable += u64::from(found.is_unreadable);
        places += differences.len();
        let row = |place: &str, drift: &str| {
            json!({
                "operation": kebab(info.name), "answer": found.answer, "rows": found.rows, "ms": found.millis,
                "place": place, "drift": drift
            })
        };
        if differences.is_empty() {
            rows.write(&row("", ""))?;
        }
        for (place, told) in differences {
            rows.write(&row(&place, &told))?;
        }
    }
    rows.finish()?;
    eprintln!(
        "{}",
        lang.pick(
            format!(
                "{asked} operations asked; {places} places differ from the document"
            ),
            format!("调用了 {asked} 个接口；与文档不同之处 {places} 个"),
        )
    );
    if unreadable > 0 { Err(Failure::Incomplete(unreadable)) } else { Ok(()) }
}

/// Asks a site, one operation after the other.
struct Checker<'a> {
    client: &'a Client,
    runtime: &'a Runtime,
    known: &'a Known,
    drifts: Drifts,
    lang: Lang,
}

impl Checker<'_> {
    /// The answer of an operation, and where it differs from the document: place and words.
    fn ask(&self, info: &OperationInfo) -> (Found, Vec<(String, String)>) {
        lock(&self.drifts).clear();
        let found = match self.known.form(info, None) {
            Ok(form) => Found { is_asked: true, ..self.probe(info, form) },
            Err(missing) => {
                Found { answer: not_asked(missing, self.lang), ..Found::default() }
            }
        };
        let mut differences: Vec<_> = std::mem::take(&mut *lock(&self.drifts))
            .into_iter()
            .map(|drift| (drift.path, drift.kind.to_string()))
            .collect();
        differences.dedup();
        differences.extend(self.longer_window(info));
        (found, differences)
    }

    /// Whether more days than the document allows are answered with rows. A site may refuse them, or answer without rows.
    fn longer_window(&self, info: &OperationInfo) -> Option<(String, String)> {
        let window = info.window?;
        let days = window.days + 1;
        let form = self.known.form(info, Some(days)).ok()?;
        self.probe(info, form).rows.filter(|rows| *rows > 0)?;
        let told = self.lang.pick(
            format!("{days} days are answered; the document allows {}", window.days),
            format!("{days} 天有应答，文档限 {} 天", window.days),
        );
        Some((window.start.to_owned(), told))
    }

    fn probe(&self, info: &OperationInfo, form: String) -> Found {
        let probe = Probe { client: self.client, runtime: self.runtime, form };
        visit(info.name, probe).unwrap_or_default()
    }
}

fn lock(drifts: &Drifts) -> std::sync::MutexGuard<'_, Vec<Drift>> {
    drifts.lock().unwrap_or_else(PoisonError::into_inner)
}

fn clock_text(millis: i64, lang: Lang) -> String {
    match millis {
        0 => lang.pick("that of this machine", "与本机一致").to_owned(),
        _ => {
            let seconds = millis / 1000;
            lang.pick(
                format!("{seconds} s ahead of this machine's"),
                format!("比本机快 {seconds} 秒"),
            )
        }
    }
}

/// What a call brought.
#[derive(Default)]
struct Found {
    is_asked: bool,
    answer: String,
    rows: Option<usize>,
    millis: Option<u64>,
    is_unreadable: bool,
}

/// A call whose types are not known yet.
struct Probe<'a> {
    client: &'a Client,
    runtime: &'a Runtime,
    form: String,
}

impl OperationVisitor for Probe<'_> {
    type Output = Found;

    fn single<O: Operation>(self) -> Found {
        self.probe::<O>(|_| None)
    }

    fn list<O: Paginated>(self) -> Found {
        self.probe::<O>(|response| Some(O::rows(response).len()))
    }
}

impl Probe<'_> {
    fn probe<O: Operation>(self, rows: impl Fn(&O::Response) -> Option<usize>) -> Found {
        let Ok(request) = from_form::<O>(&self.form) else { return Found::default() };
        let began = Instant::now();
        let result =
            self.runtime.block_on(self.client.call(&request).unchecked().send());
        let millis = u64::try_from(began.elapsed().as_millis()).ok();
        match result {
            Ok(response) => Found {
                answer: "ok".to_owned(),
                rows: rows(&response),
                millis,
                ..Found::default()
            },
            Err(error) => Found {
                answer: error
                    .code()
                    .map_or_else(|| error.to_string(), |code| format!("code {code}")),
                millis,
                is_unreadable: matches!(error, Error::Decode { .. }),
                ..Found::default()
            },
        }
    }
}
