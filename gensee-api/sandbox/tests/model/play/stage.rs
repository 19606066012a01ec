//! What stands on the site before the first step, and the look at everything after the last.

use super::{Play, Verdict};
use crate::command::{
    Action, BelongingCall, Command, LOGINS, MediaCall, Pick, ReportCall, Step,
    WebcastCall,
};
use crate::reference::Life;

/// The longest report by days.
const DAYS: i64 = 30;
/// Hours of the longest window of an export.
const WEEK: i64 = 7 * 24;

const FIRST: Pick = Pick::at(0);
const SECOND: Pick = Pick::at(1);

/// Something of every kind, so that most steps have something to work on.
pub(super) fn furniture() -> Vec<Step> {
    let webcast = |subject| WebcastCall::CreateWebcast { subject, most: None };
    let upload = |castmaker| Action::Upload { login: 1, castmaker, seconds: 30 };
    let steps: [(usize, Command); 16] = [
        (1, webcast(0).into()),
        (2, webcast(1).into()),
        (0, Action::Start(FIRST).into()),
        (0, Action::Join(FIRST).into()),
        (0, Action::Advance { seconds: 60 }.into()),
        (0, Action::Finish(FIRST).into()),
        (0, upload(true).into()),
        (0, upload(false).into()),
        (1, MediaCall::Transcode { media: false }.into()),
        (0, BelongingCall::AttachFiles(FIRST, [0, 1]).into()),
        (0, BelongingCall::AttachDocument(FIRST, FIRST).into()),
        (1, BelongingCall::AddRelay(FIRST, SECOND).into()),
        (0, BelongingCall::ChooseRecords(FIRST, [FIRST, SECOND]).into()),
        (0, BelongingCall::AttachWarmup(FIRST, FIRST).into()),
        (0, Action::Start(FIRST).into()),
        (0, Action::Join(FIRST).into()),
    ];
    steps.into_iter().map(|(caller, command)| Step { caller, command }).collect()
}

impl Play {
    /// Asks for all that there is, as the administrator: lists, and of each webcast what belongs to it.
    pub async fn end(&mut self) -> Verdict {
        self.look().await?;
        let concurrency =
            |vods| ReportCall::Concurrency { days_back: DAYS, days: DAYS, vods };
        let mut last: Vec<Command> = vec![
            WebcastCall::ListWebcasts(None).into(),
            WebcastCall::ListWebcasts(Some(Life::Ended)).into(),
            WebcastCall::ListOngoing { page: 1, size: 100 }.into(),
            MediaCall::ListCastmakerVods.into(),
            ReportCall::SyncDocuments((DAYS * 24, DAYS * 24)).into(),
            ReportCall::ExportUsage { webcast: None, hours: (WEEK, WEEK) }.into(),
            concurrency(false).into(),
            concurrency(true).into(),
        ];
        for webcast in (0..self.model.webcasts.len()).map(Pick::at) {
            let hours = Some((WEEK, WEEK));
            last.extend([
                WebcastCall::GetWebcast(webcast).into(),
                WebcastCall::GetWebcastStatus(webcast).into(),
                WebcastCall::ListRecordings(webcast).into(),
                ReportCall::ExportHistory { webcast, hours: None, paged: false }.into(),
                ReportCall::ExportHistory { webcast, hours, paged: true }.into(),
                ReportCall::ExportChat { webcast, hours }.into(),
            ]);
        }
        for command in &last {
            self.run(LOGINS[0], command).await?;
        }
        Ok(())
    }
}
