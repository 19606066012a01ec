//! What a site can be asked without being changed: each operation that reads, with parameters that come from answers.

use std::cmp::Reverse;

use form_urlencoded::Serializer;
use gensee_api::schema::{FieldInfo, Kind};
use gensee_api::webcast::{
    ListCastmakerVods, ListWebcasts, OPERATIONS, SyncVods, Webcast, WebcastStatusFilter,
};
use gensee_api::{Client, Effect, Error, OperationInfo, Time, VodId, WebcastId};
use http::header::DATE;
use jiff::fmt::rfc2822;

use crate::columns::DAY_MILLIS;
use crate::failure::Outcome;
use crate::lang::Lang;
use crate::value;

/// How long ago the first vod may be that is looked for, in milliseconds.
const VODS: i64 = 90 * DAY_MILLIS;
/// Clocks that differ by less count as equal, in milliseconds, because the header `Date` has whole seconds.
const SAME: i64 = 2_000;

/// The operations that only read.
pub fn readers() -> impl Iterator<Item = &'static OperationInfo> {
    OPERATIONS.iter().filter(|info| info.effect == Effect::Read)
}

/// What parameters are filled with.
pub struct Known {
    /// The last one of the first page, because the newest have not happened yet, then those of the newest vods, then those
    /// that began last.
    pub webcasts: Vec<String>,
    /// The last one of the first page, then the newest that were recorded in a webcast.
    pub vods: Vec<String>,
    /// The moment up to which ranges go.
    now: Time,
    /// How far the server's clock is ahead of this machine's, in milliseconds.
    pub clock: Option<i64>,
}

/// The values of one request.
#[derive(Clone, Copy)]
pub struct Filling<'a> {
    pub webcast: Option<&'a str>,
    pub vod: Option<&'a str>,
    /// The first and the last moment, in milliseconds.
    pub range: [i64; 2],
    /// Whether a range that may be left out is given.
    pub bounded: bool,
}

impl Known {
    /// What a site tells at the moment `now`: at most so many webcasts and vods.
    ///
    /// # Errors
    /// When the login is refused, or no answer arrives.
    pub async fn of(client: &Client, most: usize, now: Time) -> Outcome<Self> {
        let raw = client.call(&ListWebcasts::new()).send_raw().await?;
        let date = raw.headers.get(DATE).and_then(|date| date.to_str().ok());
        let clock = date.and_then(|date| rfc2822::parse(date).ok());
        let clock =
            clock.map(|it| it.timestamp().as_millisecond() - Time::now().millis());
        let webcasts = raw.parse::<ListWebcasts>();
        if let Err(error @ Error::Api { .. }) = webcasts {
            return Err(error.into());
        }
        let listed = webcasts.map(|it| it.list).unwrap_or_default();
        let last = listed.last().map(|webcast| webcast.id.clone());
        let (vods, held) = vods(client, now).await;
        let others = match most {
            1 => Vec::new(),
            _ => begun(client, now, &listed).await,
        };
        Ok(Self {
            webcasts: first(most, last.into_iter().chain(held).chain(others)),
            vods: first(most, vods.into_iter()),
            now,
            clock: clock.filter(|clock| clock.abs() >= SAME).or(clock.map(|_| 0)),
        })
    }

    /// A request with what it must have; with a number of days, with its range too, from so many days ago until now.
    ///
    /// # Errors
    /// What there is none of.
    pub fn form(
        &self,
        info: &OperationInfo,
        days: Option<u32>,
    ) -> Result<String, &'static str> {
        Filling {
            webcast: self.webcasts.first().map(String::as_str),
            vod: self.vods.first().map(String::as_str),
            range: [self.days_ago(days.unwrap_or(1)), self.days_ago(0)],
            bounded: days.is_some(),
        }
        .form(info)
    }

    /// The requests of an operation for every webcast, vod and part of the last `days`, without those that are the same.
    ///
    /// # Errors
    /// What there is none of.
    pub fn forms(
        &self,
        info: &OperationInfo,
        days: u32,
    ) -> Result<Vec<String>, &'static str> {
        let longest = info.window.map_or(days, |window| window.days).max(1);
        let mut forms = Vec::new();
        for end in (0..days).step_by(longest as usize) {
            let range = [(end + longest).min(days), end];
            for index in 0..self.webcasts.len().max(self.vods.len()).max(1) {
                let filling = Filling {
                    webcast: self.webcasts.get(index).map(String::as_str),
                    vod: self.vods.get(index).map(String::as_str),
                    range: range.map(|days| self.days_ago(days)),
                    bounded: true,
                };
                match filling.form(info) {
                    Ok(form) if !forms.contains(&form) => forms.push(form),
                    Ok(_) => {}
                    Err(missing) if index == 0 => return Err(missing),
                    Err(_) => break,
                }
            }
        }
        Ok(forms)
    }

    fn days_ago(&self, days: u32) -> i64 {
        self.now.millis() - i64::from(days) * DAY_MILLIS
    }
}

/// The last vod of the first page, then the newest that were recorded in a webcast; and these webcasts.
async fn vods(client: &Client, now: Time) -> (Vec<VodId>, Vec<WebcastId>) {
    let some = SyncVods::new(Time::from_millis(now.millis() - VODS), now);
    let Ok(vods) = client.sync_vods(&some).await else {
        // Organizers have a list of their own.
        let own = client.list_castmaker_vods(&ListCastmakerVods::new()).await;
        let own = own.map(|it| it.list).unwrap_or_default();
        return (own.into_iter().rev().map(|vod| vod.id).collect(), Vec::new());
    };
    let mut recent: Vec<_> =
        vods.list.iter().filter(|vod| vod.webcast_id.is_some()).collect();
    recent.sort_by_key(|vod| Reverse(vod.created_time));
    let held = recent.iter().filter_map(|vod| vod.webcast_id.clone());
    let ids = vods.list.last().into_iter().chain(recent.iter().copied());
    (ids.map(|vod| vod.id.clone()).collect(), held.collect())
}

/// The webcasts that have begun, the newest first, and then those to come.
async fn begun(client: &Client, now: Time, listed: &[Webcast]) -> Vec<WebcastId> {
    let ended = ListWebcasts::new().status(WebcastStatusFilter::Ended);
    let ended = client.list_webcasts(&ended).await.map(|it| it.list).unwrap_or_default();
    let mut all: Vec<_> = listed.iter().chain(&ended).collect();
    all.sort_by_key(|webcast| {
        let start = webcast.start_time.map_or(i64::MAX, Time::millis);
        (start > now.millis(), Reverse(start))
    });
    all.into_iter().map(|webcast| webcast.id.clone()).collect()
}

/// The first ones, each once.
fn first(most: usize, ids: impl Iterator<Item = impl ToString>) -> Vec<String> {
    let mut first = Vec::new();
    for id in ids.map(|id| id.to_string()) {
        if first.len() < most && !first.contains(&id) {
            first.push(id);
        }
    }
    first
}

impl Filling<'_> {
    /// A request with what it must have.
    ///
    /// # Errors
    /// What there is none of.
    fn form(&self, info: &OperationInfo) -> Result<String, &'static str> {
        let window = info.window.filter(|_| self.bounded);
        let is_bound = |field: &FieldInfo| {
            window.is_some_and(|window| [window.start, window.end].contains(&field.name))
        };
        let mut form = Serializer::new(String::new());
        for field in info.request.iter().filter(|it| it.required || is_bound(it)) {
            form.append_pair(field.name, &self.value(info, field)?);
        }
        Ok(form.finish())
    }

    fn value(
        &self,
        info: &OperationInfo,
        field: &FieldInfo,
    ) -> Result<String, &'static str> {
        let [start, end] = self.range.map(|moment| moment.to_string());
        let is_end = field.rust_name.starts_with("end");
        let text = match field.kind {
            Kind::TextId => {
                let of_vod = is_of_vod(info, field);
                let id = if of_vod { self.vod } else { self.webcast };
                let id = id.map(str::to_owned);
                return id.ok_or(if of_vod { "vod" } else { "webcast" });
            }
            Kind::Time | Kind::Date if is_end => &end,
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

/// Tells that an operation was not asked, because a needed parameter is missing.
pub fn not_asked(missing: &str, lang: Lang) -> String {
    lang.pick(
        format!("not asked, because there is no {missing}"),
        format!("未调用，因为没有 {missing}"),
    )
}

/// Whether an id that is a parameter is that of a vod; it is that of a webcast otherwise.
pub fn is_of_vod(info: &OperationInfo, field: &FieldInfo) -> bool {
    field.rust_name.contains("vod") || info.path.contains("/vod/")
}
