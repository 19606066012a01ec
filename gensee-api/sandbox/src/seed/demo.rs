//! The demo seed: a school, four weeks up to now and the week to come.

use super::calendar::{Calendar, HOUR, MINUTE, Timeline, later};
use super::lesson::{self, Lesson};
use super::library::{self, Library, Shown};
use super::people::{self, audience};
use super::stage::{SeedError, Stage};
use crate::clock::DAY_MILLIS;
use crate::world::World;
use gensee_api::Time;

/// The seed of all random choices, fixed so that the school is the same every time.
const CHANCE: u64 = 52;

/// The first day with lessons, and the last one.
const FIRST: i64 = -28;
const LAST: i64 = 7;
/// How many days before the first lessons the accounts are made.
const BEFORE: i64 = 2;

/// When the lessons of a day begin: hour, minute, and how many minutes they take.
const HOURS: [(i64, i64, i64); 2] = [(10, 0, 90), (19, 30, 75)];
/// The lessons of today: in how many minutes each begins, and how many minutes it takes.
const TODAY: [(i64, i64); 4] = [(-65, 120), (-40, 90), (-20, 60), (8, 90)];

/// The hours at which vods are watched. The more usual ones appear several times.
const LEISURE: [i64; 16] =
    [8, 9, 10, 12, 12, 13, 15, 16, 18, 19, 20, 20, 21, 21, 21, 22];

/// Files of the administration.
const UPLOADS: [(&str, u64); 3] =
    [("学校宣传片", 95), ("学员访谈合集", 1260), ("上课前的背景音乐", 240)];
const FETCHED: [&str; 5] = [
    "http://files.example/开学典礼.mp4",
    "http://files.example/平台使用说明.mp4",
    "http://files.example/学员手册.docx",
    "http://files.example/请假流程.pdf",
    "http://files.example/扫描件",
];

enum Step {
    Lesson(usize, lesson::Action),
    Library(library::Action),
}

/// The world after the plan was played up to now.
pub(super) fn world(now: Time) -> Result<World, SeedError> {
    let calendar = Calendar::new(now, FIRST - BEFORE, LAST + 1)?;
    let mut rng = fastrand::Rng::with_seed(CHANCE);
    let mut timeline = Timeline::new();
    let mut lessons = lessons(calendar, &mut rng);
    for (place, lesson) in lessons.iter().enumerate() {
        lesson.plan(&mut rng, &mut timeline, |action| Step::Lesson(place, action));
    }
    stock(calendar, &mut timeline);
    show(calendar, &lessons, &mut rng, &mut timeline);

    let opening = calendar.at(FIRST - BEFORE, 8, 0);
    let stage = Stage::new(opening);
    people::enrol(&stage, calendar.at(-7, 0, 0))?;
    let mut library = Library::default();
    for (moment, step) in timeline.until(now) {
        stage.wait_until(moment);
        match step {
            Step::Lesson(place, action) => lessons[place].play(action, &stage)?,
            Step::Library(action) => library.play(action, &lessons, &stage)?,
        }
    }
    Ok(stage.into_world())
}

/// All lessons: two on each day, and today those around now.
fn lessons(calendar: Calendar, rng: &mut fastrand::Rng) -> Vec<Lesson> {
    let mut times = Vec::new();
    for day in FIRST..=LAST {
        if day == 0 {
            times.extend(
                TODAY.map(|(begins, minutes)| (calendar.in_minutes(begins), minutes)),
            );
        } else {
            times.extend(HOURS.map(|(hour, minute, minutes)| {
                (calendar.at(day, hour, minute), minutes)
            }));
        }
    }
    let opening = calendar.at(FIRST - BEFORE, 9, 0);
    // The first lessons are all announced on the first day, one after another.
    let announced = (0..).map(|number| later(opening, number * MINUTE));
    let lesson =
        |(number, ((start, minutes), announced)): (usize, ((Time, i64), Time))| {
            let before = rng.i64(3 * DAY_MILLIS..8 * DAY_MILLIS);
            let created = announced.max(later(start, -before));
            let size =
                if number % 9 == 4 { rng.usize(72..95) } else { rng.usize(6..26) };
            let guests = audience(rng, size);
            let guests =
                guests.into_iter().map(|(viewer, join_type, _)| (viewer, join_type));
            let times = (created, start, later(start, minutes * MINUTE));
            Lesson::new(number, times, guests.collect())
        };
    times.into_iter().zip(announced).enumerate().map(lesson).collect()
}

/// The moments at which the teachers record short pieces.
fn recorded(calendar: Calendar) -> impl Iterator<Item = Time> {
    (FIRST..0).flat_map(move |day| [14, 16].map(|hour| calendar.at(day, hour, 15)))
}

/// Plans the uploads: two short pieces a day, and sometimes a file.
fn stock(calendar: Calendar, timeline: &mut Timeline<Step>) {
    for (number, moment) in recorded(calendar).enumerate() {
        timeline.at(moment, Step::Library(library::Action::Record(number)));
    }
    for (day, (subject, seconds)) in (FIRST..).step_by(6).zip(UPLOADS) {
        let action = library::Action::Upload(subject, seconds);
        timeline.at(calendar.at(day, 11, 30), Step::Library(action));
    }
    for (day, url) in (FIRST..).step_by(5).zip(FETCHED) {
        timeline.at(calendar.at(day, 17, 5), Step::Library(library::Action::Fetch(url)));
    }
}

/// Plans who watches what: most watch on the day after the publication, and fewer on each later day.
fn show(
    calendar: Calendar,
    lessons: &[Lesson],
    rng: &mut fastrand::Rng,
    timeline: &mut Timeline<Step>,
) {
    let mut shown: Vec<(Shown, Time, Option<Time>)> = Vec::new();
    for (place, lesson) in lessons.iter().enumerate() {
        shown.push((Shown::Lesson(place), lesson.end, lesson.unpublished()));
    }
    for (place, there) in recorded(calendar).enumerate() {
        shown.push((Shown::Upload(place), there, None));
    }
    let mut watch = 0;
    for (vod, there, gone) in shown {
        for day in FIRST..=0 {
            let age = (calendar.at(day, 23, 0).millis() - there.millis()) / DAY_MILLIS;
            if age < 1 {
                continue;
            }
            let size = rng.usize(..=usize::try_from(4 + 14 / age).unwrap_or(4));
            for (viewer, _, device) in audience(rng, size) {
                let hour = LEISURE[rng.usize(..LEISURE.len())];
                let start = later(calendar.at(day, hour, 0), rng.i64(0..HOUR));
                let end = later(start, rng.i64(MINUTE..50 * MINUTE));
                if start <= there || gone.is_some_and(|gone| start >= gone) {
                    continue;
                }
                let begin = library::Action::Watch(watch, vod, Box::new(viewer), device);
                timeline.at(start, Step::Library(begin));
                timeline.at(end, Step::Library(library::Action::Stop(watch)));
                watch += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stage::SeedError;
    use super::world;
    use crate::world::{Phase, Source, Vod, WebcastExtras};
    use gensee_api::Time;
    use gensee_api::webcast::ConvertResult;

    #[test]
    fn it_can_end_at_any_hour() {
        let midnight = Time::china("2028-02-29 00:00:00").expect("a time").millis();
        for minutes in [0, 7, 10 * 60 + 30, 13 * 60 + 31, 24 * 60] {
            let now = Time::from_millis(midnight + minutes * 60 * 1000 - 1);
            world(now).unwrap_or_else(|mishap| panic!("{now}: {mishap}"));
        }
    }

    #[test]
    fn it_is_the_same_each_time() {
        let now = Time::china("2028-02-29 10:30:00").expect("a time");
        assert!(world(now).expect("a world") == world(now).expect("another"));
    }

    #[test]
    fn nothing_of_a_site_is_missing() {
        let now = Time::china("2028-02-29 10:30:00").expect("a time");
        let world = world(now).expect("a world");
        let webcasts = || world.webcasts.values();
        let lives = |phase: fn(&Phase) -> bool| {
            webcasts().filter(|one| phase(&one.phase)).count()
        };
        let belonging = |has: fn(&WebcastExtras) -> bool| {
            webcasts().filter(|webcast| has(&webcast.extras)).count()
        };
        let vods =
            |is: fn(&Vod) -> bool| world.vods.values().filter(|vod| is(vod)).count();
        let from = |is: fn(&Source) -> bool| {
            world.records.values().filter(|record| is(&record.source)).count()
        };
        let activity = &world.activity;
        let inside = activity.visits.iter().filter(|one| one.presence.left.is_none());
        let watching = activity.watches.iter().filter(|one| one.presence.left.is_none());
        let unanswered = activity.questions.iter().filter(|one| one.answer.is_none());
        for (what, found, least) in [
            ("users", world.users.len(), 13),
            ("live", lives(|phase| matches!(phase, Phase::Live { .. })), 3),
            ("with clients inside", lives(|phase| *phase == Phase::Joined), 1),
            ("to come or over", lives(|phase| *phase == Phase::NotStarted), 40),
            ("ended", lives(|phase| *phase == Phase::Ended), 5),
            ("attachments", belonging(|its| its.files.len() == 2), 10),
            ("documents", belonging(|its| its.documents.len() == 1), 50),
            ("relays", belonging(|its| its.relays.len() == 1), 3),
            ("warm-ups", webcasts().filter(|one| one.warmup.is_some()).count(), 5),
            ("inserts", webcasts().filter(|one| one.inserts.len() == 2).count(), 5),
            ("players", world.players.len(), 10),
            ("published", vods(|vod| vod.published.is_some()), 100),
            ("unpublished", vods(|vod| vod.published.is_none()), 5),
            ("with a password", vods(|vod| vod.about.password.is_some()), 2),
            ("not converted", vods(|vod| vod.converted == ConvertResult::Failed), 1),
            ("of castmaker", from(|source| *source == Source::Castmaker), 50),
            ("of webcasts", from(|source| matches!(source, Source::Webcast(_))), 50),
            ("of files", from(|source| *source == Source::Media), 5),
            ("visits", activity.visits.len(), 1000),
            ("who are inside", inside.count(), 20),
            ("who watch", watching.count(), 1),
            ("without an answer", unanswered.count(), 10),
            ("votes", activity.votes.len(), 40),
            ("rewards", activity.rewards.len(), 50),
        ] {
            assert!(found >= least, "{what}: {found}");
        }
        assert!(world.outbox.is_empty() && world.conversions.len() <= 3);
    }

    #[test]
    fn it_cannot_end_where_the_calendar_does() {
        for now in [i64::MIN, i64::MAX, -377_705_116_800_000, 253_402_000_000_000] {
            let refused = world(Time::from_millis(now));
            assert!(matches!(refused, Err(SeedError::EndOfTime(_))), "{now}");
        }
    }
}
