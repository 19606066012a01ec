//! A lesson, from the creation of its webcast to the work on its vod.

mod plan;
mod prepare;

use super::courses::{COURSES, Course};
use super::people::{Person, STAFF};
use super::stage::{SeedError, Stage};
use super::talk::Poll;
use crate::world::{QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteId};
use gensee_api::webcast::{
    CutVod, FinishWebcast, JoinType, PlayerMode, SetPlayer, UnpublishVod, UpdateVod,
    VodSkin,
};
use gensee_api::{Time, VodId, WebcastId};

/// A lesson, and what was made for it so far.
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

/// An action in a lesson. The numbers are the places of guests and questions.
pub(super) enum Action {
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
    /// The session ends, and the vod is published.
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

    /// The number of the lesson in its course, from 1, and its topic.
    fn topic(&self) -> (usize, &'static str) {
        let lessons = &self.course().lessons;
        let place = self.number / COURSES.len();
        (place + 1, lessons[place % lessons.len()])
    }

    fn subject(&self) -> String {
        let (place, topic) = self.topic();
        format!("{} 第{place}讲：{topic}", self.course().title)
    }

    fn webcast(&self) -> Result<&WebcastId, SeedError> {
        self.webcast.as_ref().ok_or(SeedError::TooEarly("webcast"))
    }

    /// The vod, when the lesson is over.
    pub(super) fn vod(&self) -> Result<&VodId, SeedError> {
        self.vod.as_ref().ok_or(SeedError::TooEarly("vod"))
    }

    fn visit(&self, guest: usize) -> Result<VisitId, SeedError> {
        self.visits[guest].ok_or(SeedError::TooEarly("visit"))
    }

    fn teacher_inside(&self) -> Result<VisitId, SeedError> {
        self.teacher.ok_or(SeedError::TooEarly("teacher"))
    }

    fn roll_call(&self) -> Result<RollCallId, SeedError> {
        self.call.ok_or(SeedError::TooEarly("call"))
    }

    /// Carries out an action of the lesson.
    pub(super) fn play(
        &mut self,
        action: Action,
        stage: &Stage,
    ) -> Result<(), SeedError> {
        let control = stage.control();
        match action {
            Action::Create => self.webcast = Some(prepare::create(self, stage)?),
            Action::Prepare => prepare::furnish(self, stage)?,
            Action::TeacherComes => {
                let viewer = self.teacher().viewer();
                let visit = control.join(self.webcast()?, viewer, JoinType::PcClient)?;
                self.teacher = Some(visit);
            }
            Action::Start => control.start(self.webcast()?)?,
            Action::Join(guest) => {
                let (viewer, join_type) = self.guests[guest].clone();
                let visit = control.join(self.webcast()?, viewer, join_type)?;
                self.visits[guest] = Some(visit);
            }
            Action::Leave(guest) => control.leave(self.visit(guest)?)?,
            Action::Chat(guest, text) => control.chat(self.visit(guest)?, text)?,
            Action::TeacherSays(text) => control.chat(self.teacher_inside()?, text)?,
            Action::Ask(guest, text) => {
                let question = control.ask(self.visit(guest)?, text)?;
                self.questions.push(question);
            }
            Action::Answer(question, text) => {
                let question = self.questions.get(question).copied();
                let question = question.ok_or(SeedError::TooEarly("question"))?;
                control.answer(question, self.teacher_inside()?, text)?;
            }
            Action::OpenVote(poll) => {
                self.vote = Some(control.open_vote(self.webcast()?, poll.form())?);
            }
            Action::Vote(guest, answers) => {
                let vote = self.vote.ok_or(SeedError::TooEarly("vote"))?;
                control.vote(vote, self.visit(guest)?, answers)?;
            }
            Action::CallTheRoll => self.call = Some(control.roll_call(self.webcast()?)?),
            Action::SignIn(guest) => {
                control.sign_in(self.roll_call()?, self.visit(guest)?)?;
            }
            Action::EndTheCall => control.end_roll_call(self.roll_call()?)?,
            Action::PraiseTeacher(guest) => {
                control.praise(self.visit(guest)?, self.teacher_inside()?)?;
            }
            Action::PraiseGuest(guest) => {
                control.praise(self.teacher_inside()?, self.visit(guest)?)?;
            }
            Action::Reward(guest, amount) => {
                control.reward(self.visit(guest)?, self.teacher_inside()?, amount)?;
            }
            Action::Finish => self.vod = Some(control.finish(self.webcast()?)?),
            action => self.keep(&action, stage)?,
        }
        Ok(())
    }

    /// Carries out an action that comes after the lesson.
    fn keep(&self, action: &Action, stage: &Stage) -> Result<(), SeedError> {
        let login = self.teacher().login;
        match action {
            Action::Describe => {
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
            Action::ShowVodLarge => {
                let vod = self.vod()?.as_str();
                let player =
                    SetPlayer::new(vod, PlayerMode::VideoOrDocument).auto_play(true);
                stage.call(login, &player)?;
            }
            Action::Cut => {
                stage.call(login, &CutVod::new(self.vod()?, 0, 600))?;
            }
            Action::Unpublish => {
                stage.call(login, &UnpublishVod::new(self.vod()?))?;
            }
            Action::End => {
                stage.call(login, &FinishWebcast::new(self.webcast()?))?;
            }
            _ => {}
        }
        Ok(())
    }
}
