//! Each command as a call of the client or a deed of people, beside what it does to the model.

use std::time::Duration;

use gensee_api::Time;
use gensee_api::sandbox::Viewer;
use gensee_api::webcast::{
    AddRelay, AttachDocument, AttachFiles, AttachWarmup, Attachment, ChooseRecords,
    CreateMediaVod, CreateVod, CreateWebcast, CutVod, DeleteRecord, DeleteWebcast,
    DetachDocument, DetachFiles, DetachWarmup, ExportChat, ExportHistory,
    ExportHistoryPage, ExportUsage, ExportVodConcurrency, ExportVodHistory,
    ExportWebcastConcurrency, FinishWebcast, GetVodViews, GetWebcast, GetWebcastStatus,
    JoinType, ListCastmakerVods, ListOngoingWebcasts, ListRecordings, ListWebcasts,
    LiveStatus, PlayerMode, PublishVod, RemoveRecords, RemoveRelay, SetPlayer,
    SyncDocuments, SyncRecords, SyncVods, TranscodeDocument, TranscodeMedia,
    UnpublishVod, UpdateUser, UpdateVod, UpdateWebcast, VodSkin, WebcastStatusFilter,
};

use super::command::{Command, Hours, LOGINS, Pick};
use super::lists::{china_day, date};
use super::names::Id;
use super::play::{PASSWORD, Play, Verdict, code};
use super::reference::{DAY, Life, Model, SECOND, add, take};
use super::rows::{self, plain, seen};

const HOUR: i64 = 3600 * SECOND;

impl Play {
    pub(super) async fn run(&mut self, caller: &str, command: &Command) -> Verdict {
        let now = self.model.now;
        let by = caller.to_owned();
        match *command {
            Command::CreateUser { login, role } => {
                self.create_user(caller, LOGINS[login], role).await
            }
            Command::SetUserStatus { login, enabled } => {
                self.set_user_status(caller, LOGINS[login], enabled).await
            }
            Command::UpdateUser { login, role, same_password } => {
                let login = LOGINS[login];
                let password = if same_password { PASSWORD } else { "anders" };
                let mut operation = UpdateUser::new(login, password, login);
                operation.role = role.map(code);
                self.tell(caller, operation, |model| {
                    let user = model.user(login)?;
                    user.knows_password = same_password;
                    user.role = role.unwrap_or(user.role);
                    Ok(Vec::new())
                })
                .await
            }
            Command::CreateWebcast { subject, most } => {
                let subject = format!("S{subject}");
                let mut operation = CreateWebcast::new(
                    &subject,
                    Time::from_millis(now),
                    "123456",
                    "654321",
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
            Command::UpdateWebcast { webcast, subject, most } => {
                let ((webcast, id), subject) =
                    (self.names.webcast(webcast), format!("S{subject}"));
                let mut operation = UpdateWebcast::new(
                    id,
                    &subject,
                    Time::from_millis(now),
                    "123456",
                    "654321",
                );
                operation.max_attendees = most;
                self.tell(caller, operation, |model| {
                    model.update_webcast(&by, webcast, subject, most)
                })
                .await
            }
            Command::DeleteWebcast(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.tell(caller, DeleteWebcast::new(id), |model| {
                    model.delete_webcast(&by, webcast)
                })
                .await
            }
            Command::FinishWebcast(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.tell(caller, FinishWebcast::new(id), |model| {
                    model.finish_webcast(&by, webcast)
                })
                .await
            }
            Command::GetWebcast(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.ask(
                    caller,
                    GetWebcast::new(id),
                    |model| model.get_webcast(&by, webcast),
                    rows::webcast,
                )
                .await
            }
            Command::GetWebcastStatus(webcast) => {
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
            Command::ListWebcasts(life) => {
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
            Command::ListOngoing { page, size } => {
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
            Command::ListRecordings(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                self.ask(
                    caller,
                    ListRecordings::new(id),
                    |model| model.list_recordings(&by, webcast),
                    rows::recordings,
                )
                .await
            }
            Command::AttachFiles(webcast, files) => {
                let (webcast, id) = self.names.webcast(webcast);
                let attached = files.map(|file| Attachment::new(address(file)));
                self.tell(caller, AttachFiles::new(id, attached.to_vec()), |model| {
                    model.attach_files(&by, webcast, files)
                })
                .await
            }
            Command::DetachFiles(webcast, files) => {
                let (webcast, id) = self.names.webcast(webcast);
                let operation = DetachFiles::new(id, files.map(address).to_vec());
                self.tell(caller, operation, |model| {
                    let has = &mut model.webcast(&by, webcast)?.has.files;
                    take(has, files.map(Some))
                })
                .await
            }
            Command::AttachDocument(webcast, document) => {
                let ((webcast, id), (document, doc)) =
                    (self.names.webcast(webcast), self.names.document(document));
                self.tell(caller, AttachDocument::new(id, doc), |model| {
                    add(&mut model.webcast(&by, webcast)?.has.documents, document)
                })
                .await
            }
            Command::DetachDocument(webcast, document) => {
                let ((webcast, id), (document, doc)) =
                    (self.names.webcast(webcast), self.names.document(document));
                self.tell(caller, DetachDocument::new(id, doc), |model| {
                    take(&mut model.webcast(&by, webcast)?.has.documents, [document])
                })
                .await
            }
            Command::AddRelay(webcast, relay) => {
                let ((webcast, id), (relay, other)) =
                    (self.names.webcast(webcast), self.names.webcast(relay));
                self.tell(caller, AddRelay::new(id, other), |model| {
                    model.add_relay(&by, webcast, relay)
                })
                .await
            }
            Command::RemoveRelay(webcast, relay) => {
                let ((webcast, id), (relay, other)) =
                    (self.names.webcast(webcast), self.names.webcast(relay));
                self.tell(caller, RemoveRelay::new(id, other), |model| {
                    take(&mut model.webcast(&by, webcast)?.has.relays, [relay])
                })
                .await
            }
            Command::ChooseRecords(webcast, records) => {
                let ((webcast, id), records) = (
                    self.names.webcast(webcast),
                    records.map(|record| self.names.record(record)),
                );
                let operation =
                    ChooseRecords::new(id, records.map(|(_, id)| id).to_vec());
                self.tell(caller, operation, |model| {
                    model.choose_records(&by, webcast, records.map(|(record, _)| record))
                })
                .await
            }
            Command::RemoveRecords(webcast, records) => {
                let ((webcast, id), records) = (
                    self.names.webcast(webcast),
                    records.map(|record| self.names.record(record)),
                );
                let operation =
                    RemoveRecords::new(id, records.map(|(_, id)| id).to_vec());
                self.tell(caller, operation, |model| {
                    take(
                        &mut model.webcast(&by, webcast)?.has.inserts,
                        records.map(|(record, _)| record),
                    )
                })
                .await
            }
            Command::AttachWarmup(webcast, vod) => {
                let ((webcast, id), (vod, shown)) =
                    (self.names.webcast(webcast), self.names.vod(vod));
                self.tell(caller, AttachWarmup::new(id, shown), |model| {
                    model.vod(&by, vod)?;
                    model.webcast(&by, webcast)?.has.warmup = vod;
                    Ok(Vec::new())
                })
                .await
            }
            Command::DetachWarmup(webcast, vod) => {
                let ((webcast, id), (vod, shown)) =
                    (self.names.webcast(webcast), self.names.vod(vod));
                self.tell(caller, DetachWarmup::new(id, shown), |model| {
                    model.detach_warmup(&by, webcast, vod)
                })
                .await
            }
            Command::SetPlayer { id, live } => {
                let ((webcast, of_webcast), (vod, of_vod)) =
                    (self.names.webcast(id), self.names.vod(id));
                let id = if live { of_webcast.as_str() } else { of_vod.as_str() };
                let operation =
                    SetPlayer::new(id, PlayerMode::VideoOrDocument).live(live);
                self.tell(caller, operation, |model| {
                    if live {
                        model.webcast(&by, webcast).map(drop)
                    } else {
                        model.vod(&by, vod).map(drop)
                    }?;
                    Ok(Vec::new())
                })
                .await
            }
            Command::UpdateVod { vod, subject } => {
                let ((vod, id), subject) = (self.names.vod(vod), format!("V{subject}"));
                let operation = UpdateVod::new(id, &subject, VodSkin::Gray);
                self.tell(caller, operation, |model| {
                    model.vod(&by, vod)?.subject = subject;
                    Ok(Vec::new())
                })
                .await
            }
            Command::PublishVod(vod) => {
                let (vod, id) = self.names.vod(vod);
                self.tell(caller, PublishVod::new(id), |model| {
                    model.vod(&by, vod)?.published.get_or_insert(now);
                    Ok(Vec::new())
                })
                .await
            }
            Command::UnpublishVod(vod) => {
                let (vod, id) = self.names.vod(vod);
                self.tell(caller, UnpublishVod::new(id), |model| {
                    model.vod(&by, vod)?.published = None;
                    Ok(Vec::new())
                })
                .await
            }
            Command::CreateVod { record, publish } => {
                let ((record, id), subject) = (self.names.record(record), self.fresh());
                let operation = CreateVod::new(&subject, id).is_publish(publish);
                self.ask(
                    caller,
                    operation,
                    |model| model.create_vod(&by, &subject, record, false, publish),
                    |answer, _| {
                        answer
                            .id
                            .map(|id| seen(Id::Vod(id), String::new()))
                            .into_iter()
                            .collect()
                    },
                )
                .await
            }
            Command::CreateMediaVod(record) => {
                let ((record, id), subject) = (self.names.record(record), self.fresh());
                self.ask(
                    caller,
                    CreateMediaVod::new(&subject, id),
                    |model| model.create_vod(&by, &subject, record, true, true),
                    |answer, _| {
                        answer
                            .id
                            .map(|id| seen(Id::Vod(id), String::new()))
                            .into_iter()
                            .collect()
                    },
                )
                .await
            }
            Command::CutVod { vod, seconds: (start, end), cover } => {
                let (vod, id) = self.names.vod(vod);
                let operation = CutVod::new(id, start, end).cover(cover);
                self.ask(
                    caller,
                    operation,
                    |model| model.cut_vod(&by, vod, (start, end), cover),
                    |answer, _| {
                        let subject = answer.subject.unwrap_or_default();
                        answer
                            .id
                            .map(|id| seen(Id::Vod(id), subject))
                            .into_iter()
                            .collect()
                    },
                )
                .await
            }
            Command::DeleteRecord(record) => {
                let (record, id) = self.names.record(record);
                self.tell(caller, DeleteRecord::new(id), |model| {
                    model.delete_record(&by, record)
                })
                .await
            }
            Command::Transcode { media } => {
                let name = self.fresh();
                if media {
                    let operation =
                        TranscodeMedia::new("http://example.com/a.mp4", &name);
                    self.ask(
                        caller,
                        operation,
                        |model| model.transcode(&by, &name, true),
                        |answer, _| {
                            let ids = [
                                answer.record_id.map(Id::Record),
                                answer.courseware_id.map(Id::Vod),
                            ];
                            ids.into_iter()
                                .flatten()
                                .map(|id| seen(id, String::new()))
                                .collect()
                        },
                    )
                    .await
                } else {
                    let operation =
                        TranscodeDocument::new("http://example.com/a.ppt", &name);
                    self.ask(
                        caller,
                        operation,
                        |model| model.transcode(&by, &name, false),
                        |answer, _| {
                            let ids = [
                                answer.doc_id.map(Id::Document),
                                answer.courseware_id.map(Id::Vod),
                            ];
                            ids.into_iter()
                                .flatten()
                                .map(|id| seen(id, String::new()))
                                .collect()
                        },
                    )
                    .await
                }
            }
            Command::GetVodViews(vod) => {
                let (vod, id) = self.names.vod(vod);
                self.ask(
                    caller,
                    GetVodViews::new(id),
                    |model| model.views(&by, vod),
                    |answer, _| vec![plain(answer.total.to_string())],
                )
                .await
            }
            Command::ListCastmakerVods => {
                self.ask(
                    caller,
                    ListCastmakerVods::new(),
                    |model| model.list_castmaker(&by),
                    rows::castmaker,
                )
                .await
            }
            Command::SyncVods(hours) => {
                let (window, start, end) = self.window(hours);
                self.ask(
                    caller,
                    SyncVods::new(start, end),
                    |model| model.sync_vods(window),
                    rows::vods,
                )
                .await
            }
            Command::SyncRecords(hours) => {
                let (window, start, end) = self.window(hours);
                self.ask(
                    caller,
                    SyncRecords::new(start, end),
                    |model| model.sync_records(window),
                    rows::records,
                )
                .await
            }
            Command::SyncDocuments(hours) => {
                let (window, start, end) = self.window(hours);
                self.ask(
                    caller,
                    SyncDocuments::new(start, end),
                    |model| model.sync_documents(window),
                    rows::documents,
                )
                .await
            }
            Command::ExportHistory { webcast, hours, paged } => {
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
            Command::ExportChat { webcast, hours } => {
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
            Command::ExportUsage { webcast, hours } => {
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
            Command::ExportVodHistory { days_back } => {
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
            Command::Concurrency { days_back, days, vods } => {
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
            Command::Start(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                let expected = self.model.start(webcast);
                self.done("start", expected, self.control.start(&id))
            }
            Command::Finish(webcast) => {
                let (webcast, id) = self.names.webcast(webcast);
                let expected = self.model.finish(webcast);
                self.done("finish", expected, self.control.finish(&id).map(drop))
            }
            Command::Join(webcast) => {
                let ((webcast, id), name) = (self.names.webcast(webcast), self.fresh());
                let expected = self.model.join(webcast, &name);
                let found = self.control.join(&id, Viewer::named(name), JoinType::PcWeb);
                self.visits.extend(found.as_ref().ok());
                self.done("join", expected, found.map(drop))
            }
            Command::Leave(visit) => {
                let Some(visit) = visit.of(self.visits.len()) else { return Ok(()) };
                let expected = self.model.leave(visit);
                self.done("leave", expected, self.control.leave(self.visits[visit]))
            }
            Command::Chat(visit) => {
                let Some(visit) = visit.of(self.visits.len()) else { return Ok(()) };
                let words = self.fresh();
                let expected = self.model.chat(visit, &words);
                self.done("chat", expected, self.control.chat(self.visits[visit], words))
            }
            Command::Watch { vod, seconds } => {
                let (vod, id) = self.names.vod(vod);
                let expected = self.model.watch(vod, seconds);
                self.done("watch", expected, self.control.watch(&id, seconds))
            }
            Command::Upload { login, castmaker, seconds } => {
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
            Command::Advance { seconds } => {
                self.advance(seconds);
                Ok(())
            }
        }
    }

    /// A name that nothing else has.
    fn fresh(&self) -> String {
        format!("N{}", self.steps)
    }

    /// The latest first.
    fn visit(&self, pick: Pick) -> Option<usize> {
        pick.of(self.visits.len()).map(|place| self.visits.len() - 1 - place)
    }

    fn window(&self, (back, long): Hours) -> ((i64, i64), Time, Time) {
        let start = self.model.now - back * HOUR;
        let end = start + long * HOUR;
        ((start, end), Time::from_millis(start), Time::from_millis(end))
    }
}

fn address(file: usize) -> String {
    format!("https://example.com/{file}.pdf")
}
