//! `gensee check`: whether a site answers as the document says, by calls that change nothing.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use clap::ArgMatches;
use form_urlencoded::Serializer;
use gensee_api::operation::{Operation, OperationVisitor, Paginated};
use gensee_api::params::from_form;
use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::{ListWebcasts, OPERATIONS, SyncVods, visit};
use gensee_api::{Client, Drift, Effect, Error, OperationInfo, Time};
use http::header::DATE;
use jiff::fmt::rfc2822;
use serde_json::json;
use tokio::runtime::Runtime;

use crate::columns::{Column, DAY_MILLIS};
use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::output::Output;
use crate::value::{self, kebab};

/// How long ago the first vod may be that is looked for, in milliseconds.
const VODS: i64 = 90 * DAY_MILLIS;
/// Clocks that differ by less count as equal, in milliseconds, because the header `Date` has whole seconds.
const SAME: i64 = 2_000;

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
    let known = runtime.block_on(Known::of(&client))?;
    eprintln!("{}: {} ({})", lang.pick("login", "登录"), account.login, account.url);
    if let Some(clock) = known.clock {
        eprintln!("{}: {}", lang.pick("clock", "时钟"), clock_text(clock, lang));
    }
    let columns =
        ["operation", "answer", "rows", "ms", "place", "drift"].map(Column::text);
    let mut rows = Output::of(matches).rows(columns.to_vec())?;
    let (mut asked, mut unreadable, mut places) = (0, 0, 0);
    for info in OPERATIONS.iter().filter(|info| info.effect == Effect::Read) {
        lock(&drifts).clear();
        let ask = |form| {
            let probe = Probe { client: &client, runtime: &runtime, form };
            visit(info.name, probe).unwrap_or_default()
        };
        let found = match known.form(info, None) {
            Ok(form) => {
                asked += 1;
                ask(form)
            }
            Err(missing) => Found {
                answer: lang.pick(
                    format!("not asked, because there is no {missing}"),
                    format!("未调用，因为没有 {missing}"),
                ),
                ..Found::default()
            },
        };
        unreadable += u64::from(found.is_unreadable);
        let mut differences: Vec<_> = std::mem::take(&mut *lock(&drifts))
            .into_iter()
            .map(|drift| (drift.path, drift.kind.to_string()))
            .collect();
        differences.dedup();
        if let Some(window) = info.window {
            let days = window.days + 1;
            // A site may refuse more days, or answer without rows.
            let has_rows = |form| ask(form).rows.is_some_and(|rows| rows > 0);
            if known.form(info, Some(days)).is_ok_and(has_rows) {
                let told = lang.pick(
                    format!(
                        "{days} days are answered; the document allows {}",
                        window.days
                    ),
                    format!("{days} 天有应答，文档限 {} 天", window.days),
                );
                differences.push((window.start.to_owned(), told));
            }
        }
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

fn lock(drifts: &Drifts) -> std::sync::MutexGuard<'_, Vec<Drift>> {
    drifts.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What parameters are filled with: the last ones of a page, because the newest have not happened yet.
struct Known {
    webcast: Option<String>,
    vod: Option<String>,
    /// How far the server's clock is ahead of this machine's, in milliseconds.
    clock: Option<i64>,
}

impl Known {
    /// # Errors
    /// When the login is refused, or no answer arrives.
    async fn of(client: &Client) -> Outcome<Self> {
        let raw = client.call(&ListWebcasts::new()).send_raw().await?;
        let date = raw.headers.get(DATE).and_then(|date| date.to_str().ok());
        let clock = date.and_then(|date| rfc2822::parse(date).ok());
        let clock =
            clock.map(|it| it.timestamp().as_millisecond() - Time::now().millis());
        let webcasts = raw.parse::<ListWebcasts>();
        if let Err(error @ Error::Api { .. }) = webcasts {
            return Err(error.into());
        }
        let now = Time::now();
        let some = SyncVods::new(Time::from_millis(now.millis() - VODS), now);
        let vods = client.sync_vods(&some).await;
        Ok(Self {
            webcast: webcasts.ok().and_then(|it| Some(it.list.last()?.id.to_string())),
            vod: vods.ok().and_then(|it| Some(it.list.last()?.id.to_string())),
            clock: clock.filter(|clock| clock.abs() >= SAME).or(clock.map(|_| 0)),
        })
    }

    /// A request with what it must have; with a number of days, with its range too, from so many days ago until now.
    ///
    /// # Errors
    /// What there is none of.
    fn form(
        &self,
        info: &OperationInfo,
        days: Option<u32>,
    ) -> Result<String, &'static str> {
        let window = info.window.filter(|_| days.is_some());
        let is_bound = |field: &FieldInfo| {
            window.is_some_and(|window| [window.start, window.end].contains(&field.name))
        };
        let mut form = Serializer::new(String::new());
        for field in info.request.iter().filter(|it| it.required || is_bound(it)) {
            form.append_pair(field.name, &self.value(info, field, days.unwrap_or(1))?);
        }
        Ok(form.finish())
    }

    fn value(
        &self,
        info: &OperationInfo,
        field: &FieldInfo,
        days: u32,
    ) -> Result<String, &'static str> {
        let start = format!("-{days}d");
        let is_end = field.rust_name.starts_with("end");
        let text = match field.kind {
            Kind::TextId => {
                let of_vod =
                    field.rust_name.contains("vod") || info.path.contains("/vod/");
                let id = if of_vod { &self.vod } else { &self.webcast };
                return id.clone().ok_or(if of_vod { "vod" } else { "webcast" });
            }
            Kind::Time | Kind::Date if is_end => "now",
            Kind::Time | Kind::Date => &start,
            Kind::Code | Kind::NumberCode => {
                field.values.first().map_or("", |value| value.code)
            }
            Kind::Boolean => "true",
            _ => return Err(field.name),
        };
        value::scalar(field, text).map_err(|_| field.name)
    }
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
                is_unreadable: false,
            },
            Err(error) => Found {
                answer: error
                    .code()
                    .map_or_else(|| error.to_string(), |code| format!("code {code}")),
                rows: None,
                millis,
                is_unreadable: matches!(error, Error::Decode { .. }),
            },
        }
    }
}
