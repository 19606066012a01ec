//! What a report asks the site for.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use gensee_api::operation::Paginated;
use gensee_api::webcast::{
    AskedQuestion, ExportHistoryPage, ExportQuestions, ExportRollcalls, ExportVotes,
    GetWebcast, GetWebcastResponse, Rollcall, Vote, Webcast,
};
use gensee_api::{Client, Error, Time, WebcastId};

use super::sums::Curve;
use crate::attendance::{Key, People, Person};
use crate::columns::DAY_MILLIS;
use crate::export::webcasts;
use crate::failure::{Outcome, leaves_out_rows};

/// An answer, or the return code with which the site refuses.
pub type Asked<T> = Result<T, Error>;
/// From when to when.
pub type Range = (Time, Time);

/// The site that is asked.
#[derive(Clone)]
pub struct Source {
    client: Client,
    concurrency: usize,
    now: Time,
    unreadable: Arc<AtomicU64>,
}

/// Who was in a webcast.
#[derive(Default)]
pub struct Attendance {
    pub people: Vec<Person>,
    /// The same people, for the sum over several webcasts.
    pub keys: HashSet<Key>,
    pub visits: usize,
    pub curve: Curve,
}

/// All of a webcast.
pub struct Loaded {
    pub settings: Asked<GetWebcastResponse>,
    /// What is counted; without it the site chooses the last session that has ended.
    pub range: Option<Range>,
    pub attendance: Asked<Attendance>,
    pub votes: Asked<Vec<Vote>>,
    pub questions: Asked<Vec<AskedQuestion>>,
    pub rollcalls: Asked<Vec<Rollcall>>,
}

impl Loaded {
    /// What the site refused.
    pub fn refused(self) -> Vec<Error> {
        let refused = [
            self.settings.err(),
            self.attendance.err(),
            self.votes.err(),
            self.questions.err(),
            self.rollcalls.err(),
        ];
        refused.into_iter().flatten().collect()
    }
}

/// A request for rows of a webcast, in a range if there is one.
macro_rules! of_webcast {
    ($operation:ident, $id:expr, $range:expr) => {
        match $range {
            Some((from, to)) => $operation::new($id).between(from, to),
            None => $operation::new($id),
        }
    };
}

impl Source {
    pub fn new(client: Client, concurrency: usize, now: Time) -> Self {
        Self { client, concurrency, now, unreadable: Arc::default() }
    }

    /// The same, with one answer at a time for each list: several lists are asked for at one time instead.
    pub fn one_by_one(&self) -> Self {
        Self { concurrency: 1, ..self.clone() }
    }

    /// The number of rows so far that could not be read.
    pub fn unreadable(&self) -> u64 {
        self.unreadable.load(Ordering::Relaxed)
    }

    /// All of a webcast, in the range or in what its settings give.
    ///
    /// # Errors
    /// When the site refuses everything, or no answer arrives.
    pub async fn webcast(
        &self,
        id: &WebcastId,
        range: Option<Range>,
    ) -> Outcome<Loaded> {
        let settings = self.settings(id).await?;
        let range = range.or_else(|| self.range_of(settings.as_ref().ok()?));
        let attendance = self.attendance(id, range).await?;
        let votes = self.list(of_webcast!(ExportVotes, id.clone(), range)).await?;
        let questions =
            self.list(of_webcast!(ExportQuestions, id.clone(), range)).await?;
        let rollcalls =
            self.list(of_webcast!(ExportRollcalls, id.clone(), range)).await?;
        match (settings, attendance, votes, questions, rollcalls) {
            (Err(error), Err(_), Err(_), Err(_), Err(_)) => Err(error.into()),
            (settings, attendance, votes, questions, rollcalls) => {
                Ok(Loaded { settings, range, attendance, votes, questions, rollcalls })
            }
        }
    }

    /// Who was in a webcast, in the range that its settings give.
    pub async fn attendance_of(&self, id: &WebcastId) -> Outcome<Asked<Attendance>> {
        let settings = self.settings(id).await?;
        let range = settings.as_ref().ok().and_then(|settings| self.range_of(settings));
        self.attendance(id, range).await
    }

    async fn settings(&self, id: &WebcastId) -> Outcome<Asked<GetWebcastResponse>> {
        asked(self.client.get_webcast(&GetWebcast::new(id.clone())).await)
    }

    /// From a day before a webcast is to begin to a day after it is to end, or until now.
    fn range_of(&self, settings: &GetWebcastResponse) -> Option<Range> {
        let start = settings.start_time?;
        let later = |moment: Time, days: i64| {
            Time::from_millis(moment.millis().saturating_add(days * DAY_MILLIS))
        };
        let from = later(start, -1);
        let end = settings.end_time.map(|end| later(end, 1));
        let to = end.map_or(self.now, |end| end.min(self.now));
        Some((from, to.max(from)))
    }

    async fn attendance(
        &self,
        id: &WebcastId,
        range: Option<Range>,
    ) -> Outcome<Asked<Attendance>> {
        let mut people = People::new(self.now);
        let (mut keys, mut visits) = (HashSet::new(), 0);
        let request = of_webcast!(ExportHistoryPage, id.clone(), range);
        let each = self.each(request, |visit| {
            visits += 1;
            keys.insert(Key::of(&visit));
            people.add(visit);
        });
        if let Err(refused) = each.await? {
            return Ok(Err(refused));
        }
        let people: Vec<_> = people.take().collect();
        let curve = Curve::of(&people);
        Ok(Ok(Attendance { people, keys, visits, curve }))
    }

    /// The webcasts of the site that are to begin in a range, the first one first.
    pub async fn webcasts(&self, (from, to): Range) -> Outcome<Vec<Webcast>> {
        let mut found = Vec::new();
        for request in webcasts(None) {
            let each = self.each(request, |webcast: Webcast| {
                if webcast.start_time.is_some_and(|start| from <= start && start < to) {
                    found.push(webcast);
                }
            });
            each.await??;
        }
        found.sort_by(|one, other| {
            (one.start_time, &one.id).cmp(&(other.start_time, &other.id))
        });
        // One that ends between both lists is in both.
        found.dedup_by(|one, other| one.id == other.id);
        Ok(found)
    }

    async fn list<O: Paginated>(&self, request: O) -> Outcome<Asked<Vec<O::Item>>> {
        let mut items = Vec::new();
        let each = self.each(request, |item| items.push(item)).await?;
        Ok(each.map(|()| items))
    }

    /// Takes every row of a list. A row that cannot be read is told and counted.
    async fn each<O: Paginated>(
        &self,
        request: O,
        mut take: impl FnMut(O::Item),
    ) -> Outcome<Asked<()>> {
        let mut items = self.client.items(request).concurrency(self.concurrency);
        loop {
            match items.try_next().await {
                Ok(Some(item)) => take(item),
                Ok(None) => return Ok(Ok(())),
                Err(error) if leaves_out_rows(&error) => {
                    eprintln!("error: {error}");
                    self.unreadable.fetch_add(1, Ordering::Relaxed);
                }
                Err(error) => return asked(Err(error)),
            }
        }
    }
}

/// A refusal is a part of the report; another error is not.
fn asked<T>(result: Asked<T>) -> Outcome<Asked<T>> {
    match result {
        Err(error) if error.code().is_none() => Err(error.into()),
        other => Ok(other),
    }
}
