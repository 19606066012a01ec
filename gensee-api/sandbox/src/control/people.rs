//! What people do: they join, talk, vote, praise, watch and go.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use gensee_sandbox::{Sandbox, Viewer};
//! use gensee_api::webcast::{CreateWebcast, GetWebcastStatus, JoinType, LiveStatus};
//! use gensee_api::{Client, OrganizerToken, PanelistToken, Password, Time};
//!
//! let sandbox = Sandbox::start()?;
//! let client = Client::builder(sandbox.url())
//!     .login(sandbox.admin(), Password::md5(sandbox.password()))
//!     .build()?;
//! # tokio::runtime::Runtime::new()?.block_on(async {
//! let start = Time::china("2030-05-19 10:00:00")?;
//! let organizer = OrganizerToken::new("123456");
//! let panelist = PanelistToken::new("654321");
//! let webcast = client.create_webcast(&CreateWebcast::new("Rust 101", start, organizer, panelist)).await?;
//! let visit = sandbox.control().join(&webcast.id, Viewer::named("张三"), JoinType::PcWeb)?;
//! sandbox.control().chat(visit, "Hello")?;
//! let status = client.get_webcast_status(&GetWebcastStatus::new(&webcast.id)).await?;
//! assert_eq!(status.status, LiveStatus::Preparing);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! # })
//! # }
//! ```

use super::Control;
use crate::world::ControlError;
use crate::world::{
    QuestionId, RollCallId, Viewer, VisitId, VoteAnswer, VoteForm, VoteId, WatchId,
};
use gensee_api::webcast::{Device, JoinType, SiteEventAction};
use gensee_api::{VodId, WebcastId};

impl Control {
    /// Joins a webcast. When the first viewer joins a webcast that has not started, it counts as one with clients
    /// inside.
    ///
    /// # Errors
    /// When the webcast does not exist, has ended or is full, or when [`check_k`](Self::check_k) is set and the viewer's
    /// `k` does not pass.
    pub fn join(
        &self,
        webcast: &WebcastId,
        viewer: Viewer,
        join_type: JoinType,
    ) -> Result<VisitId, ControlError> {
        let viewer = self.admitted(viewer)?;
        self.play(|world, now| world.join(webcast.as_str(), viewer, join_type, now))
    }

    /// Leaves. When the last viewer leaves a webcast that has not started, it counts as one without clients again.
    ///
    /// # Errors
    /// When the visit is over.
    pub fn leave(&self, visit: VisitId) -> Result<(), ControlError> {
        self.play(|world, now| world.leave(visit, now))
    }

    /// Loses the connection, which ends the visit too.
    ///
    /// # Errors
    /// When the visit is over.
    pub fn drop_out(&self, visit: VisitId) -> Result<(), ControlError> {
        self.play(|world, now| world.depart(visit, SiteEventAction::UserDropped, now))
    }

    /// Says something to all.
    ///
    /// # Errors
    /// When the visit is over.
    pub fn chat(
        &self,
        visit: VisitId,
        text: impl Into<String>,
    ) -> Result<(), ControlError> {
        self.play(|world, now| world.chat(visit, text.into(), now))
    }

    /// Asks the speakers a question. It is not published before it is answered.
    ///
    /// # Errors
    /// When the visit is over.
    pub fn ask(
        &self,
        visit: VisitId,
        text: impl Into<String>,
    ) -> Result<QuestionId, ControlError> {
        self.play(|world, now| world.ask(visit, text.into(), now))
    }

    /// Answers a question and publishes it; a second answer takes the place of the first.
    ///
    /// # Errors
    /// When the visit is over, or belongs to another webcast than the question.
    pub fn answer(
        &self,
        question: QuestionId,
        visit: VisitId,
        text: impl Into<String>,
    ) -> Result<(), ControlError> {
        self.play(|world, now| world.answer(question, visit, text.into(), now))
    }

    /// Puts questions to the vote.
    ///
    /// # Errors
    /// When the webcast is not live, or a question is not valid.
    pub fn open_vote(
        &self,
        webcast: &WebcastId,
        form: VoteForm,
    ) -> Result<VoteId, ControlError> {
        self.play(|world, now| world.open_vote(webcast.as_str(), form, now))
    }

    /// Votes, with one answer for each question.
    ///
    /// # Errors
    /// When the visit or the session is over, the answers do not fit the questions, or the viewer has voted already.
    pub fn vote(
        &self,
        vote: VoteId,
        visit: VisitId,
        answers: impl IntoIterator<Item = VoteAnswer>,
    ) -> Result<(), ControlError> {
        self.play(|world, _| world.vote(vote, visit, answers.into_iter().collect()))
    }

    /// Starts a roll call of all viewers inside but the [speakers](Viewer::speaker).
    ///
    /// # Errors
    /// When the webcast is not live.
    pub fn roll_call(&self, webcast: &WebcastId) -> Result<RollCallId, ControlError> {
        self.play(|world, now| world.roll_call(webcast.as_str(), now))
    }

    /// Answers a roll call.
    ///
    /// # Errors
    /// When the visit or the roll call is over, or the viewer was not called.
    pub fn sign_in(&self, call: RollCallId, visit: VisitId) -> Result<(), ControlError> {
        self.play(|world, _| world.sign_in(call, visit))
    }

    /// Ends a roll call; the end of the session ends it too.
    ///
    /// # Errors
    /// When it is over.
    pub fn end_roll_call(&self, call: RollCallId) -> Result<(), ControlError> {
        self.play(|world, now| world.end_roll_call(call, now))
    }

    /// Praises another person.
    ///
    /// # Errors
    /// When the two are not inside the same live webcast.
    pub fn praise(&self, by: VisitId, to: VisitId) -> Result<(), ControlError> {
        self.play(|world, now| world.praise(by, to, now))
    }

    /// Rewards a speaker with money, in the site's unit.
    ///
    /// # Errors
    /// When the two are not inside the same live webcast.
    pub fn reward(
        &self,
        by: VisitId,
        speaker: VisitId,
        amount: u32,
    ) -> Result<(), ControlError> {
        self.play(|world, now| world.reward(by, speaker, amount, now))
    }

    /// Watches a vod.
    ///
    /// # Errors
    /// When there is no such vod, or it is not published.
    pub fn start_watching(
        &self,
        vod: &VodId,
        viewer: Viewer,
        device: Device,
    ) -> Result<WatchId, ControlError> {
        self.play(|world, now| world.start_watching(vod.as_str(), viewer, device, now))
    }

    /// Stops watching a vod.
    ///
    /// # Errors
    /// When the viewer has stopped already.
    pub fn stop_watching(&self, watch: WatchId) -> Result<(), ControlError> {
        self.play(|world, now| world.stop_watching(watch, now))
    }
}
