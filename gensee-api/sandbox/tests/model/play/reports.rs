//! Syncs, exports, reports.

use gensee_api::Time;
use gensee_api::webcast::{
    ExportChat, ExportHistory, ExportHistoryPage, ExportUsage, ExportVodConcurrency,
    ExportVodHistory, ExportWebcastConcurrency, SyncDocuments, SyncRecords, SyncVods,
};

use super::{Play, Verdict};
use crate::command::{Hours, ReportCall};
use crate::reference::{DAY, Model, SECOND, china_day, date};
use crate::rows::{self};

const HOUR: i64 = 3600 * SECOND;

impl Play {
    pub(super) async fn report(&mut self, caller: &str, call: &ReportCall) -> Verdict {
        let now = self.model.now;
        let by = caller.to_owned();
        match *call {
            ReportCall::SyncVods(hours) => {
                let (window, start, end) = self.window(hours);
                self.ask(
                    caller,
                    SyncVods::new(start, end),
                    |model| model.sync_vods(window),
                    rows::vods,
                )
                .await
            }
            ReportCall::SyncRecords(hours) => {
                let (window, start, end) = self.window(hours);
                self.ask(
                    caller,
                    SyncRecords::new(start, end),
                    |model| model.sync_records(window),
                    rows::records,
                )
                .await
            }
            ReportCall::SyncDocuments(hours) => {
                let (window, start, end) = self.window(hours);
                self.ask(
                    caller,
                    SyncDocuments::new(start, end),
                    |model| model.sync_documents(window),
                    rows::documents,
                )
                .await
            }
            ReportCall::ExportHistory { webcast, hours, paged } => {
                let (webcast, id) = self.names.webcast(webcast);
                let window = hours.map(|hours| self.window(hours));
                let (start, end) = window.map(|(_, start, end)| (start, end)).unzip();
                let window = window.map(|(window, ..)| window);
                if paged {
                    let mut operation = ExportHistoryPage::new(id);
                    (operation.start_time, operation.end_time) = (start, end);
                    self.ask(
                        caller,
                        operation,
                        |model| model.export_history(&by, webcast, window),
                        |answer, _| rows::visits(answer.list),
                    )
                    .await
                } else {
                    let mut operation = ExportHistory::new(id);
                    (operation.start_time, operation.end_time) = (start, end);
                    self.ask(
                        caller,
                        operation,
                        |model| model.export_history(&by, webcast, window),
                        |answer, _| rows::visits(answer.list),
                    )
                    .await
                }
            }
            ReportCall::ExportChat { webcast, hours } => {
                let (webcast, id) = self.names.webcast(webcast);
                let window = hours.map(|hours| self.window(hours));
                let mut operation = ExportChat::new(id);
                (operation.start_time, operation.end_time) =
                    window.map(|(_, start, end)| (start, end)).unzip();
                let window = window.map(|(window, ..)| window);
                self.ask(
                    caller,
                    operation,
                    |model| model.export_chat(&by, webcast, window),
                    rows::chat,
                )
                .await
            }
            ReportCall::ExportUsage { webcast, hours } => {
                let (window, start, end) = self.window(hours);
                let (webcast, id) =
                    webcast.map(|webcast| self.names.webcast(webcast)).unzip();
                let mut operation = ExportUsage::new(start, end);
                operation.webcast_id = id;
                self.ask(
                    caller,
                    operation,
                    |model| model.export_usage(&by, webcast, window),
                    rows::usage,
                )
                .await
            }
            ReportCall::ExportVodHistory { days_back } => {
                let moment = now - days_back * DAY;
                let operation = ExportVodHistory::new(Time::from_millis(moment));
                self.ask(
                    caller,
                    operation,
                    |model| model.export_vod_history(china_day(moment)),
                    rows::watches,
                )
                .await
            }
            ReportCall::Concurrency { days_back, days, vods } => {
                let from = china_day(now) - days_back;
                let (start, end) = (date(from), date(from + days));
                let expected =
                    |model: &mut Model| model.concurrency(from, from + days, vods);
                if vods {
                    self.ask(
                        caller,
                        ExportVodConcurrency::new(start, end),
                        expected,
                        |answer, _| {
                            answer
                                .list
                                .into_iter()
                                .map(|row| rows::day(row.date, row.max_concurrent))
                                .collect()
                        },
                    )
                    .await
                } else {
                    self.ask(
                        caller,
                        ExportWebcastConcurrency::new(start, end),
                        expected,
                        |answer, _| {
                            answer
                                .list
                                .into_iter()
                                .map(|row| rows::day(row.date, row.max_concurrent))
                                .collect()
                        },
                    )
                    .await
                }
            }
        }
    }

    fn window(&self, (back, long): Hours) -> ((i64, i64), Time, Time) {
        let start = self.model.now - back * HOUR;
        let end = start + long * HOUR;
        ((start, end), Time::from_millis(start), Time::from_millis(end))
    }
}
