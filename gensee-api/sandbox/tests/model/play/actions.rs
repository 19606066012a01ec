//! What people do, and time.

use std::time::Duration;

use gensee_api::webcast::JoinType;
use gensee_sandbox::Viewer;

use super::{Play, Verdict};
use crate::command::{Action, LOGINS, Pick};
use crate::reference::SECOND;

impl Play {
    pub(super) fn action(&mut self, action: &Action) -> Verdict {
        match *action {
            Action::Start(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                let expected = self.model.start(webcast);
                self.done("start", expected, self.control.start(&id))
            }
            Action::Finish(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                let expected = self.model.finish(webcast);
                self.done("finish", expected, self.control.finish(&id).map(drop))
            }
            Action::Join(webcast) => {
                let ((webcast, id), name) = (self.names.webcast(webcast), self.fresh());
                let expected = self.model.join(webcast, &name);
                let found = self.control.join(&id, Viewer::named(name), JoinType::PcWeb);
                self.visits.extend(found.as_ref().ok());
                self.done("join", expected, found.map(drop))
            }
            Action::Leave(visit) => {
                let Some(visit) = self.visit(visit) else { return Ok(()) };
                let expected = self.model.leave(visit);
                self.done("leave", expected, self.control.leave(self.visits[visit]))
            }
            Action::Chat(visit) => {
                let Some(visit) = self.visit(visit) else { return Ok(()) };
                let words = self.fresh();
                let expected = self.model.chat(visit, &words);
                self.done("chat", expected, self.control.chat(self.visits[visit], words))
            }
            Action::Watch { vod, seconds } => {
                let (vod, id) = self.names.vod(vod);
                let expected = self.model.watch(vod, seconds);
                self.done("watch", expected, self.control.watch(&id, seconds))
            }
            Action::Upload { login, castmaker, seconds } => {
                let (creator, subject) = (LOGINS[login], self.fresh());
                let expected = self.model.upload(
                    creator,
                    &subject,
                    castmaker,
                    seconds.cast_signed() * SECOND,
                );
                let length = Duration::from_secs(seconds);
                let found = if castmaker {
                    self.control.upload_castmaker(creator, &subject, length).map(drop)
                } else {
                    self.control.upload_media(creator, &subject, length).map(drop)
                };
                self.done("upload", expected, found)
            }
            Action::Advance { seconds } => {
                self.advance(seconds);
                Ok(())
            }
        }
    }

    /// The latest first.
    fn visit(&self, pick: Pick) -> Option<usize> {
        pick.of(self.visits.len()).map(|place| self.visits.len() - 1 - place)
    }
}
