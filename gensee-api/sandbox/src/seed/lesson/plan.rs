//! Plans the actions of a lesson and their moments.

use super::{Action, Lesson};
use crate::clock::DAY_MILLIS;
use crate::seed::calendar::{HOUR, MINUTE, Timeline, later};
use crate::seed::talk::{CHAT, POLLS, QUESTIONS};
use gensee_api::Time;

/// The amounts of rewards for the teacher.
const AMOUNTS: [u32; 8] = [1, 5, 6, 8, 10, 18, 66, 88];
/// How long, in milliseconds, a guest must be inside before and after an action of that guest.
const AROUND: i64 = 10 * 1000;

/// The times at which guests are inside.
struct Attendance {
    /// The spans inside, by guest.
    presences: Vec<Vec<(Time, Time)>>,
}

impl Attendance {
    /// Whether a guest is inside from one moment to another.
    fn covers(&self, guest: usize, from: Time, to: Time) -> bool {
        let covers = |(joined, left): &(Time, Time)| {
            later(*joined, AROUND) < from && to < later(*left, -AROUND)
        };
        self.presences[guest].iter().any(covers)
    }

    /// All guests who are inside from one moment to another.
    fn all(&self, from: Time, to: Time) -> Vec<usize> {
        (0..self.presences.len()).filter(|guest| self.covers(*guest, from, to)).collect()
    }
}

impl Lesson {
    /// When its vod is unpublished; `None` when the vod stays published.
    pub(in crate::seed) fn unpublished(&self) -> Option<Time> {
        (self.number % 8 == 5).then(|| later(self.end, 2 * DAY_MILLIS))
    }

    /// Plans the lesson from the creation to the end. `mark` turns its actions into the steps of the timeline.
    pub(in crate::seed) fn plan<S>(
        &self,
        rng: &mut fastrand::Rng,
        timeline: &mut Timeline<S>,
        mark: impl Fn(Action) -> S,
    ) {
        let mut at = |moment, action| timeline.at(moment, mark(action));
        let (start, end) = (self.start, self.end);
        at(self.created, Action::Create);
        at(later(self.created, HOUR), Action::Prepare);
        at(later(start, -10 * MINUTE), Action::TeacherComes);
        at(start, Action::Start);
        at(later(start, MINUTE), Action::TeacherSays("大家好，我们开始上课"));
        let attendance = self.come_and_go(rng, &mut at);
        self.talk(rng, &attendance, &mut at);
        self.vote(rng, &attendance, &mut at);
        self.call(rng, &attendance, &mut at);
        self.react(rng, &attendance, &mut at);
        at(end, Action::Finish);
        self.afterwards(&mut at);
    }

    /// Plans who comes when. Most guests come in time and stay; some leave early, and some of these come back.
    fn come_and_go(
        &self,
        rng: &mut fastrand::Rng,
        at: &mut impl FnMut(Time, Action),
    ) -> Attendance {
        let (start, end) = (self.start, self.end);
        let mut presence = |guest| {
            let joined = later(start, rng.i64(-8 * MINUTE..12 * MINUTE));
            at(joined, Action::Join(guest));
            if rng.u32(..10) < 7 {
                return vec![(joined, end)];
            }
            let left = between(rng, later(start, 15 * MINUTE), later(end, -8 * MINUTE));
            at(left, Action::Leave(guest));
            if rng.u32(..3) > 0 {
                return vec![(joined, left)];
            }
            let back = between(rng, later(left, MINUTE), later(end, -MINUTE));
            at(back, Action::Join(guest));
            vec![(joined, left), (back, end)]
        };
        Attendance { presences: (0..self.guests.len()).map(&mut presence).collect() }
    }

    fn talk(
        &self,
        rng: &mut fastrand::Rng,
        attendance: &Attendance,
        at: &mut impl FnMut(Time, Action),
    ) {
        for _ in 0..4 + self.guests.len() / 3 {
            let moment = self.during(rng);
            if let Some(guest) = rng.choice(attendance.all(moment, moment)) {
                at(moment, Action::Chat(guest, CHAT[rng.usize(..CHAT.len())]));
            }
        }
        // They are sorted by time, so that the questions are numbered in the order in which they are asked.
        let mut moments: Vec<_> =
            (0..3 + self.guests.len() / 15).map(|_| self.during(rng)).collect();
        moments.sort_unstable();
        let mut asked = 0;
        for (place, moment) in moments.into_iter().enumerate() {
            let Some(guest) = rng.choice(attendance.all(moment, moment)) else {
                continue;
            };
            let (question, answer) = QUESTIONS[(self.number + place) % QUESTIONS.len()];
            at(moment, Action::Ask(guest, question));
            let answered = later(moment, rng.i64(MINUTE..4 * MINUTE));
            if answered < self.end && rng.u32(..5) > 0 {
                at(answered, Action::Answer(asked, answer));
            }
            asked += 1;
        }
    }

    fn vote(
        &self,
        rng: &mut fastrand::Rng,
        attendance: &Attendance,
        at: &mut impl FnMut(Time, Action),
    ) {
        if self.number % 5 == 4 {
            return;
        }
        let poll = &POLLS[self.number % POLLS.len()];
        let opened = self.share(60);
        at(opened, Action::OpenVote(poll));
        for guest in attendance.all(opened, later(opened, MINUTE)) {
            if rng.u32(..7) > 0 {
                let moment = between(rng, opened, later(opened, MINUTE));
                at(moment, Action::Vote(guest, poll.ballot(rng)));
            }
        }
    }

    fn call(
        &self,
        rng: &mut fastrand::Rng,
        attendance: &Attendance,
        at: &mut impl FnMut(Time, Action),
    ) {
        if self.number % 3 == 2 {
            return;
        }
        let (called, over) = (self.share(30), later(self.share(30), 3 * MINUTE));
        at(called, Action::CallTheRoll);
        for guest in attendance.all(called, over) {
            if rng.u32(..5) > 0 {
                at(between(rng, called, over), Action::SignIn(guest));
            }
        }
        at(over, Action::EndTheCall);
    }

    /// Plans praise and rewards. In some lessons all who are there at the end are praised.
    fn react(
        &self,
        rng: &mut fastrand::Rng,
        attendance: &Attendance,
        at: &mut impl FnMut(Time, Action),
    ) {
        let moment = later(self.end, -2 * MINUTE);
        if self.number % 9 == 4 {
            for guest in attendance.all(moment, moment) {
                at(moment, Action::PraiseGuest(guest));
            }
        }
        for _ in 0..self.guests.len() {
            let moment = self.during(rng);
            match (rng.choice(attendance.all(moment, moment)), rng.u32(..10)) {
                (Some(guest), 0) => {
                    at(
                        moment,
                        Action::Reward(guest, AMOUNTS[rng.usize(..AMOUNTS.len())]),
                    );
                }
                (Some(guest), 1..=6) => at(moment, Action::PraiseTeacher(guest)),
                _ => {}
            }
        }
    }

    fn afterwards(&self, at: &mut impl FnMut(Time, Action)) {
        let every = |n: usize, rest: usize| self.number % n == rest;
        if every(6, 2) {
            at(later(self.end, 3 * HOUR), Action::Describe);
        }
        if every(10, 6) {
            at(later(self.end, HOUR), Action::ShowVodLarge);
        }
        if every(12, 9) {
            at(later(self.end, DAY_MILLIS), Action::Cut);
        }
        if every(7, 3) {
            at(later(self.end, 12 * HOUR), Action::End);
        }
        if let Some(moment) = self.unpublished() {
            at(moment, Action::Unpublish);
        }
    }

    /// A random moment of the session.
    fn during(&self, rng: &mut fastrand::Rng) -> Time {
        between(rng, later(self.start, 2 * MINUTE), later(self.end, -MINUTE))
    }

    /// The moment after `percent` percent of the session.
    fn share(&self, percent: i64) -> Time {
        later(self.start, (self.end.millis() - self.start.millis()) * percent / 100)
    }
}

/// A random moment between two; the first one if they are in the wrong order.
fn between(rng: &mut fastrand::Rng, from: Time, to: Time) -> Time {
    let length = (to.millis() - from.millis()).max(1);
    later(from, rng.i64(0..length))
}
