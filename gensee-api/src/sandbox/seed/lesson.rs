//! A lesson, from the creation of its webcast to what is done with the vod.

mod plan;
mod prepare;

use super::courses::{COURSES, Course};
use super::people::{Person, STAFF};
use super::stage::{Mishap, Stage};
use super::talk::Poll;
use crate::sandbox::world::{
    QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteId,
};
use crate::webcast::{
    CutVod, FinishWebcast, JoinType, PlayerMode, SetPlayer, UnpublishVod, UpdateVod,
    VodSkin,
};
use crate::{Time, VodId, WebcastId};

/// A lesson, and what has come of it so far.
pub(super) struct Lesson {
    /// Its place in the plan of the school; the courses take turns.
    number: usize,
    /// When it is announced, begins and ends.
    pub(super) created: Time,
    pub(super) start: Time,
    pub(super) end: Time,
    guests: Vec<(Viewer, JoinType)>,
    webcast: Option<WebcastId>,
    teacher: Option<VisitId>,
    visits: Vec<Option<VisitId>>,
    questions: Vec<QuestionId>,
    vote: Option<VoteId>,
    call: Option<RollCallId>,
    vod: Option<VodId>,
}

/// What happens in a lesson. Guests and questions are meant by their places.
pub(super) enum Deed {
    Create,
    /// Documents, attachments and the like are added.
    Prepare,
    TeacherComes,
    Start,
    Join(usize),
    Leave(usize),
    Chat(usize, &'static str),
    TeacherSays(&'static str),
    Ask(usize, &'static str),
    Answer(usize, &'static str),
    OpenVote(&'static Poll),
    Vote(usize, Vec<VoteAnswer>),
    CallTheRoll,
    SignIn(usize),
    EndTheCall,
    PraiseTeacher(usize),
    PraiseGuest(usize),
    Reward(usize, u32),
    /// The session ends; the vod is there.
    Finish,
    /// The vod gets a description, and some a password.
    Describe,
    ShowVodLarge,
    /// The introduction becomes a vod of its own.
    Cut,
    Unpublish,
    /// The webcast is ended for good.
    End,
}

impl Lesson {
    pub(super) fn new(
        number: usize,
        (created, start, end): (Time, Time, Time),
        guests: Vec<(Viewer, JoinType)>,
    ) -> Self {
        Self {
            number,
            created,
            start,
            end,
            visits: vec![None; guests.len()],
            guests,
            webcast: None,
            teacher: None,
            questions: Vec::new(),
            vote: None,
            call: None,
            vod: None,
        }
    }

    fn course(&self) -> &'static Course {
        &COURSES[self.number % COURSES.len()]
    }

    fn teacher(&self) -> &'static Person {
        &STAFF[self.course().teacher]
    }

    /// Which lesson of its course it is, from 1, and what it is about.
    fn topic(&self) -> (usize, &'static str) {
        let lessons = &self.course().lessons;
        let place = self.number / COURSES.len();
        (place + 1, lessons[place % lessons.len()])
    }

    fn subject(&self) -> String {
        let (place, topic) = self.topic();
        format!("{} 第{place}讲：{topic}", self.course().title)
    }

    fn webcast(&self) -> Result<&WebcastId, Mishap> {
        self.webcast.as_ref().ok_or(Mishap::TooEarly("webcast"))
    }

    /// The vod, when the lesson is over.
    pub(super) fn vod(&self) -> Result<&VodId, Mishap> {
        self.vod.as_ref().ok_or(Mishap::TooEarly("vod"))
    }

    fn visit(&self, guest: usize) -> Result<VisitId, Mishap> {
        self.visits[guest].ok_or(Mishap::TooEarly("visit"))
    }

    fn teacher_inside(&self) -> Result<VisitId, Mishap> {
        self.teacher.ok_or(Mishap::TooEarly("teacher"))
    }

    /// Does something of it.
    pub(super) fn play(&mut self, deed: Deed, stage: &Stage) -> Result<(), Mishap> {
        let control = stage.control();
        match deed {
            Deed::Create => self.webcast = Some(prepare::create(self, stage)?),
            Deed::Prepare => prepare::furnish(self, stage)?,
            Deed::TeacherComes => {
                let viewer = self.teacher().viewer();
                let visit = control.join(self.webcast()?, viewer, JoinType::PcClient)?;
                self.teacher = Some(visit);
            }
            Deed::Start => control.start(self.webcast()?)?,
            Deed::Join(guest) => {
                let (viewer, join_type) = self.guests[guest].clone();
                let visit = control.join(self.webcast()?, viewer, join_type)?;
                self.visits[guest] = Some(visit);
            }
            Deed::Leave(guest) => control.leave(self.visit(guest)?)?,
            Deed::Chat(guest, text) => control.chat(self.visit(guest)?, text)?,
            Deed::TeacherSays(text) => control.chat(self.teacher_inside()?, text)?,
            Deed::Ask(guest, text) => {
                let question = control.ask(self.visit(guest)?, text)?;
                self.questions.push(question);
            }
            Deed::Answer(question, text) => {
                let question = self.questions.get(question).copied();
                let question = question.ok_or(Mishap::TooEarly("question"))?;
                control.answer(question, self.teacher_inside()?, text)?;
            }
            Deed::OpenVote(poll) => {
                self.vote = Some(control.open_vote(self.webcast()?, poll.form())?);
            }
            Deed::Vote(guest, answers) => {
                let vote = self.vote.ok_or(Mishap::TooEarly("vote"))?;
                control.vote(vote, self.visit(guest)?, answers)?;
            }
            Deed::CallTheRoll => self.call = Some(control.roll_call(self.webcast()?)?),
            Deed::SignIn(guest) => {
                let call = self.call.ok_or(Mishap::TooEarly("call"))?;
                control.sign_in(call, self.visit(guest)?)?;
            }
            Deed::EndTheCall => {
                control.end_roll_call(self.call.ok_or(Mishap::TooEarly("call"))?)?;
            }
            Deed::PraiseTeacher(guest) => {
                control.praise(self.visit(guest)?, self.teacher_inside()?)?;
            }
            Deed::PraiseGuest(guest) => {
                control.praise(self.teacher_inside()?, self.visit(guest)?)?;
            }
            Deed::Reward(guest, amount) => {
                control.reward(self.visit(guest)?, self.teacher_inside()?, amount)?;
            }
            Deed::Finish => self.vod = Some(control.finish(self.webcast()?)?),
            deed => self.keep(&deed, stage)?,
        }
        Ok(())
    }

    /// What is done when the lesson is over.
    fn keep(&self, deed: &Deed, stage: &Stage) -> Result<(), Mishap> {
        let login = self.teacher().login;
        match deed {
            Deed::Describe => {
                let mut about =
                    UpdateVod::new(self.vod()?, self.subject(), VodSkin::Blue)
                        .description(self.course().about)
                        .agenda(prepare::agenda(self.topic().1))
                        .opened(true);
                if self.number.is_multiple_of(4) {
                    about = about.pwd_required(true).vod_password("888888");
                }
                stage.call(login, &about)?;
            }
            Deed::ShowVodLarge => {
                let vod = self.vod()?.as_str();
                let player =
                    SetPlayer::new(vod, PlayerMode::VideoOrDocument).auto_play(true);
                stage.call(login, &player)?;
            }
            Deed::Cut => {
                stage.call(login, &CutVod::new(self.vod()?, 0, 600))?;
            }
            Deed::Unpublish => {
                stage.call(login, &UnpublishVod::new(self.vod()?))?;
            }
            Deed::End => {
                stage.call(login, &FinishWebcast::new(self.webcast()?))?;
            }
            _ => {}
        }
        Ok(())
    }
}
