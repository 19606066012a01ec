//! Webcasts through their life.

use gensee_api::webcast::{
    CreateWebcast, DeleteWebcast, FinishWebcast, GetWebcast, GetWebcastStatus,
    ListOngoingWebcasts, ListRecordings, ListWebcasts, LiveStatus, UpdateWebcast,
    WebcastStatusFilter,
};
use gensee_api::{OrganizerToken, PanelistToken, Time};

use super::{Play, Verdict};
use crate::command::WebcastCall;
use crate::names::Id;
use crate::reference::Life;
use crate::rows::{self, plain, seen};

impl Play {
    pub(super) async fn webcast(&mut self, caller: &str, call: &WebcastCall) -> Verdict {
        let now = self.model.now;
        let by = caller.to_owned();
        match *call {
            WebcastCall::CreateWebcast { subject, most } => {
                let subject = format!("S{subject}");
                let mut operation = CreateWebcast::new(
                    &subject,
                    Time::from_millis(now),
                    OrganizerToken::new("123456"),
                    PanelistToken::new("654321"),
                );
                operation.max_attendees = most;
                self.ask(
                    caller,
                    operation,
                    |model| model.create_webcast(&by, &subject, most),
                    |answer, _| vec![seen(Id::Webcast(answer.id), String::new())],
                )
                .await
            }
            WebcastCall::UpdateWebcast { webcast, subject, most } => {
                let ((webcast, id), subject) =
                    (self.names.webcast(webcast), format!("S{subject}"));
                let mut operation = UpdateWebcast::new(
                    id,
                    &subject,
                    Time::from_millis(now),
                    OrganizerToken::new("123456"),
                    PanelistToken::new("654321"),
                );
                operation.max_attendees = most;
                self.tell(caller, operation, |model| {
                    model.update_webcast(&by, webcast, subject, most)
                })
                .await
            }
            WebcastCall::DeleteWebcast(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.tell(caller, DeleteWebcast::new(id), |model| {
                    model.delete_webcast(&by, webcast)
                })
                .await
            }
            WebcastCall::FinishWebcast(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.tell(caller, FinishWebcast::new(id), |model| {
                    model.finish_webcast(&by, webcast)
                })
                .await
            }
            WebcastCall::GetWebcast(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.ask(
                    caller,
                    GetWebcast::new(id),
                    |model| model.get_webcast(&by, webcast),
                    rows::webcast,
                )
                .await
            }
            WebcastCall::GetWebcastStatus(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.ask(
                    caller,
                    GetWebcastStatus::new(id),
                    |model| model.status(&by, webcast),
                    |answer, _| {
                        let life = match answer.status {
                            LiveStatus::Idle => Life::NotStarted,
                            LiveStatus::Preparing => Life::Joined,
                            LiveStatus::Started => Life::Live,
                            _ => Life::Ended,
                        };
                        vec![plain(format!("{life:?}"))]
                    },
                )
                .await
            }
            WebcastCall::ListWebcasts(life) => {
                let mut operation = ListWebcasts::new();
                operation.status = life.map(|life| match life {
                    Life::NotStarted => WebcastStatusFilter::NotStarted,
                    Life::Joined => WebcastStatusFilter::ClientJoined,
                    Life::Live => WebcastStatusFilter::Started,
                    Life::Ended => WebcastStatusFilter::Ended,
                });
                self.ask(
                    caller,
                    operation,
                    |model| model.list_webcasts(&by, life),
                    rows::webcasts,
                )
                .await
            }
            WebcastCall::ListOngoing { page, size } => {
                let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
                let operation = ListOngoingWebcasts::new()
                    .page_no(number(page))
                    .page_size(number(size));
                self.ask(
                    caller,
                    operation,
                    |model| model.list_ongoing(&by, page, size),
                    rows::ongoing,
                )
                .await
            }
            WebcastCall::ListRecordings(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.ask(
                    caller,
                    ListRecordings::new(id),
                    |model| model.list_recordings(&by, webcast),
                    rows::recordings,
                )
                .await
            }
        }
    }
}
