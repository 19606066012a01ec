//! What the reference model tells: each list by one filter, one order and one row.

use std::cmp::Reverse;

use gensee_api::webcast::{
    ExportChat, ExportHistory, ExportUsage, ExportWebcastConcurrency,
};
use gensee_api::{Date, Parameters};

use super::media::CONVERSION;
use super::{
    AHEAD, DAY, Life, Model, Row, Source, Stay, Thing, Told, Vod, Window, plain, row,
};

impl Model {
    pub fn get_webcast(&mut self, caller: &str, id: Option<usize>) -> Told {
        let webcast = self.webcast(caller, id)?;
        let facts = format!(
            "{} {:?} {:?}",
            webcast.subject,
            webcast.most,
            webcast.has.warmup.map(Thing::Vod)
        );
        Ok(vec![plain(facts)])
    }

    pub fn status(&mut self, caller: &str, id: Option<usize>) -> Told {
        let life = match self.webcast(caller, id)?.life {
            Life::Ended => Life::NotStarted,
            life => life,
        };
        Ok(vec![plain(format!("{life:?}"))])
    }

    /// The latest first; without a state those that are not ended.
    pub fn list_webcasts(&self, caller: &str, state: Option<Life>) -> Told {
        let wanted = |life| state.map_or(life != Life::Ended, |state| life == state);
        let found = self.own(caller).filter(|id| wanted(self.webcasts[*id].life));
        let rows = found.map(|id| {
            let webcast = &self.webcasts[id];
            row(
                Thing::Webcast(id),
                format!("{} {} {}", webcast.subject, webcast.owner, webcast.created),
            )
        });
        Ok(rows.collect())
    }

    pub fn list_ongoing(&self, caller: &str, page: usize, size: usize) -> Told {
        let live = self.own(caller).filter(|id| self.webcasts[*id].life == Life::Live);
        let rows: Vec<_> = live
            .map(|id| {
                row(
                    Thing::Webcast(id),
                    format!("{} {}", self.webcasts[id].subject, self.inside(id)),
                )
            })
            .collect();
        Ok(rows.chunks(size).nth(page - 1).unwrap_or_default().to_vec())
    }

    fn own(&self, caller: &str) -> impl Iterator<Item = usize> {
        let mut own: Vec<_> = (0..self.webcasts.len())
            .filter(|id| {
                !self.webcasts[*id].deleted
                    && self.sees(caller, &self.webcasts[*id].owner)
            })
            .collect();
        own.sort_by_key(|id| Reverse((self.webcasts[*id].created, *id)));
        own.into_iter()
    }

    /// The vods of a webcast, in the order of what they show.
    pub fn list_recordings(&mut self, caller: &str, id: Option<usize>) -> Told {
        self.webcast(caller, id)?;
        let of = |vod: &usize| id.map(Source::Webcast) == self.source(*vod);
        let mut found: Vec<_> = self.vods_there().filter(of).collect();
        let began =
            |vod: usize| self.vods[vod].record.and_then(|id| self.records[id].recorded);
        found.sort_by_key(|vod| (began(*vod), self.vods[*vod].created, *vod));
        Ok(found.into_iter().map(|vod| self.vod_row(vod)).collect())
    }

    /// Those that castmaker recorded, the latest first.
    pub fn list_castmaker(&self, caller: &str) -> Told {
        let mut found: Vec<_> = self
            .vods_there()
            .filter(|vod| {
                self.source(*vod) == Some(Source::Castmaker)
                    && self.sees(caller, &self.vods[*vod].owner)
            })
            .collect();
        found.sort_by_key(|vod| Reverse((self.vods[*vod].created, *vod)));
        let rows = found.into_iter().map(|vod| {
            let Vod { subject, record, created, .. } = &self.vods[vod];
            row(
                Thing::Vod(vod),
                format!("{subject} {created} {:?}", record.map(Thing::Record)),
            )
        });
        Ok(rows.collect())
    }

    fn vods_there(&self) -> impl Iterator<Item = usize> {
        (0..self.vods.len()).filter(|vod| self.there(*vod))
    }

    fn source(&self, vod: usize) -> Option<Source> {
        self.vods[vod].record.map(|id| self.records[id].source)
    }

    fn vod_row(&self, id: usize) -> Row {
        let vod = &self.vods[id];
        let length = vod.record.map(|record| self.records[record].length);
        let began = vod.record.and_then(|record| self.records[record].recorded);
        row(
            Thing::Vod(id),
            format!("{} {} {began:?} {length:?}", vod.subject, vod.created),
        )
    }

    /// The published ones that were created in the window, the latest publication first.
    pub fn sync_vods(&self, (from, to): (i64, i64)) -> Told {
        let wanted = |vod: &usize| {
            self.vods[*vod].published.is_some()
                && (from..=to).contains(&self.vods[*vod].created)
        };
        let mut found: Vec<_> = self.vods_there().filter(wanted).collect();
        found.sort_by_key(|vod| Reverse((self.vods[*vod].published, *vod)));
        let rows = found.into_iter().map(|vod| {
            let Row { thing, facts } = self.vod_row(vod);
            let record = self.vods[vod].record.map(Thing::Record);
            Row { thing, facts: format!("{facts} {record:?}") }
        });
        Ok(rows.collect())
    }

    pub fn sync_records(&self, (from, to): (i64, i64)) -> Told {
        let wanted = |id: &usize| {
            !self.records[*id].deleted
                && (from..=to).contains(&self.records[*id].created)
        };
        let mut found: Vec<_> = (0..self.records.len()).filter(wanted).collect();
        found.sort_by_key(|id| Reverse((self.records[*id].created, *id)));
        let rows = found.into_iter().map(|id| {
            let record = &self.records[id];
            let webcast = match record.source {
                Source::Webcast(id) => Some(Thing::Webcast(id)),
                _ => None,
            };
            let facts = format!(
                "{} {} {:?} {} {webcast:?}",
                record.subject, record.created, record.recorded, record.length
            );
            row(Thing::Record(id), facts)
        });
        Ok(rows.collect())
    }

    pub fn sync_documents(&self, (from, to): (i64, i64)) -> Told {
        let found = self.documents.iter().enumerate();
        let found = found.filter(|(_, (_, created))| (from..=to).contains(created));
        let rows = found.map(|(id, (name, created))| {
            let done = created + CONVERSION <= self.now;
            row(Thing::Document(id), format!("{name} {created} {done}"))
        });
        Ok(rows.collect())
    }

    pub fn export_history(
        &mut self,
        caller: &str,
        id: Option<usize>,
        window: Window,
    ) -> Told {
        self.webcast(caller, id)?;
        let session = self.last_session(id);
        let wanted = |visit: &&Stay| match (window, session) {
            (Some((from, to)), _) => {
                to - from <= longest::<ExportHistory>()
                    && (from..=to).contains(&visit.joined)
            }
            (None, Some((from, to))) => visit.overlaps(from, to),
            (None, None) => false,
        };
        let visits =
            self.visits.iter().filter(|visit| Some(visit.at) == id).filter(wanted);
        let rows = visits.map(|Stay { name, joined, left, .. }| {
            plain(format!("{name} {joined} {left:?}"))
        });
        Ok(rows.collect())
    }

    pub fn export_chat(
        &mut self,
        caller: &str,
        id: Option<usize>,
        window: Window,
    ) -> Told {
        self.webcast(caller, id)?;
        let Some((from, to)) = window.or_else(|| self.last_session(id)) else {
            return Ok(Vec::new());
        };
        let short = window.is_none() || to - from <= longest::<ExportChat>();
        let said = self.chat.iter().filter(|(webcast, _, time, _)| {
            short && Some(*webcast) == id && (from..=to).contains(time)
        });
        Ok(said
            .map(|(_, name, time, words)| plain(format!("{name} {time} {words}")))
            .collect())
    }

    /// The session of a webcast that ended last.
    fn last_session(&self, id: Option<usize>) -> Window {
        let ended = self.sessions.iter().filter(|session| Some(session.webcast) == id);
        let ended = ended.filter_map(|session| Some((session.started, session.ended?)));
        ended.max_by_key(|(_, ended)| *ended)
    }

    /// The sessions that ended in the window; a webcast that was deleted has had its own.
    pub fn export_usage(
        &mut self,
        caller: &str,
        webcast: Option<Option<usize>>,
        (from, to): (i64, i64),
    ) -> Told {
        if let Some(id) =
            webcast.filter(|id| id.is_none_or(|id| !self.webcasts[id].deleted))
        {
            self.webcast(caller, id)?;
        }
        let wanted = |id: usize| webcast.is_none_or(|wanted| wanted == Some(id));
        let rows = self.sessions.iter().filter_map(|session| {
            let (start, end) = (session.started, session.ended?);
            let asked = to - from <= longest::<ExportUsage>()
                && (from..=to).contains(&end)
                && wanted(session.webcast);
            let stays = || {
                let stays =
                    self.visits.iter().filter(|visit| visit.at == session.webcast);
                stays.filter(move |visit| visit.overlaps(start, end))
            };
            let most = most_at_once(stays(), start, end.max(start + 1));
            asked.then(|| {
                plain(format!(
                    "{} {start} {end} {most} {}",
                    session.subject,
                    stays().count()
                ))
            })
        });
        Ok(rows.collect())
    }

    /// A row a day that has begun, of those in webcasts or of those who watch vods.
    pub fn concurrency(&self, from: i64, to: i64, vods: bool) -> Told {
        let stays = if vods { &self.watches } else { &self.visits };
        let today = china_day(self.now);
        let longest = longest::<ExportWebcastConcurrency>() / DAY;
        let days = if to - from <= longest { from..to.min(today) + 1 } else { 0..0 };
        let rows = days.map(|day| {
            let start = day * DAY - AHEAD;
            plain(format!(
                "{} {}",
                date(day),
                most_at_once(stays.iter(), start, start + DAY)
            ))
        });
        Ok(rows.collect())
    }

    pub fn views(&mut self, caller: &str, vod: Option<usize>) -> Told {
        self.vod(caller, vod)?;
        let watches = self.watches.iter().filter(|watch| Some(watch.at) == vod);
        Ok(vec![plain(watches.count().to_string())])
    }

    /// Who began to watch on a day.
    pub fn export_vod_history(&self, day: i64) -> Told {
        let watches = self.watches.iter().filter(|watch| china_day(watch.joined) == day);
        let rows = watches.map(|Stay { at, joined, left, .. }| {
            plain(format!("{:?} {joined} {left:?}", Thing::Vod(*at)))
        });
        Ok(rows.collect())
    }
}

impl Stay {
    fn overlaps(&self, from: i64, to: i64) -> bool {
        self.joined <= to && self.left.is_none_or(|left| from <= left)
    }
}

/// The day in China, counted from 1970.
pub fn china_day(moment: i64) -> i64 {
    (moment + AHEAD).div_euclid(DAY)
}

/// Such a day on the calendar.
pub fn date(day: i64) -> Date {
    let first = jiff::civil::date(1970, 1, 1);
    Date::from(first.saturating_add(jiff::Span::new().days(day)))
}

/// Tries every moment at which somebody comes.
fn most_at_once<'a>(
    stays: impl Iterator<Item = &'a Stay>,
    start: i64,
    end: i64,
) -> usize {
    let stays: Vec<_> = stays.collect();
    let there = |moment: i64, stay: &Stay| {
        stay.joined <= moment
            && stay.left.is_none_or(|left| moment < left.max(stay.joined + 1))
    };
    let moments =
        stays.iter().map(|stay| stay.joined.max(start)).filter(|moment| *moment < end);
    moments
        .map(|moment| stays.iter().filter(|stay| there(moment, stay)).count())
        .max()
        .unwrap_or(0)
}

/// The longest span that an export can have.
fn longest<E: Parameters>() -> i64 {
    i64::from(E::WINDOW.expect("a window").days) * DAY
}
