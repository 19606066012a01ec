//! Recordings, vods, files.

use gensee_api::VodId;
use gensee_api::webcast::{
    CreateMediaVod, CreateVod, CutVod, DeleteRecord, GetVodViews, ListCastmakerVods,
    PublishVod, TranscodeDocument, TranscodeMedia, UnpublishVod, UpdateVod, VodSkin,
};

use super::{Play, Verdict};
use crate::command::MediaCall;
use crate::names::{Id, Seen};
use crate::rows::{self, plain, seen};

impl Play {
    pub(super) async fn media(&mut self, caller: &str, call: &MediaCall) -> Verdict {
        let now = self.model.now;
        let by = caller.to_owned();
        match *call {
            MediaCall::UpdateVod { vod, subject } => {
                let ((vod, id), subject) = (self.names.vod(vod), format!("V{subject}"));
                let operation = UpdateVod::new(id, &subject, VodSkin::Gray);
                self.tell(caller, operation, |model| {
                    model.vod(&by, vod)?.subject = subject;
                    Ok(Vec::new())
                })
                .await
            }
            MediaCall::PublishVod(vod) => {
                let (vod, id) = self.names.vod(vod);
                self.tell(caller, PublishVod::new(id), |model| {
                    model.vod(&by, vod)?.published.get_or_insert(now);
                    Ok(Vec::new())
                })
                .await
            }
            MediaCall::UnpublishVod(vod) => {
                let (vod, id) = self.names.vod(vod);
                self.tell(caller, UnpublishVod::new(id), |model| {
                    model.vod(&by, vod)?.published = None;
                    Ok(Vec::new())
                })
                .await
            }
            MediaCall::CreateVod { record, publish } => {
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
            MediaCall::CreateMediaVod(record) => {
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
            MediaCall::CutVod { vod, seconds: (start, end), cover } => {
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
            MediaCall::DeleteRecord(record) => {
                let (record, id) = self.names.record(record);
                self.tell(caller, DeleteRecord::new(id), |model| {
                    model.delete_record(&by, record)
                })
                .await
            }
            MediaCall::Transcode { media } => {
                let name = self.fresh();
                if media {
                    let operation =
                        TranscodeMedia::new("http://example.com/a.mp4", &name);
                    self.ask(
                        caller,
                        operation,
                        |model| model.transcode(&by, &name, true),
                        |answer, _| {
                            made(answer.record_id.map(Id::Record), answer.courseware_id)
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
                            made(answer.doc_id.map(Id::Document), answer.courseware_id)
                        },
                    )
                    .await
                }
            }
            MediaCall::GetVodViews(vod) => {
                let (vod, id) = self.names.vod(vod);
                self.ask(
                    caller,
                    GetVodViews::new(id),
                    |model| model.views(&by, vod),
                    |answer, _| vec![plain(answer.total.to_string())],
                )
                .await
            }
            MediaCall::ListCastmakerVods => {
                self.ask(
                    caller,
                    ListCastmakerVods::new(),
                    |model| model.list_castmaker(&by),
                    rows::castmaker,
                )
                .await
            }
        }
    }
}

/// What a conversion makes: what is converted, and a vod of it.
fn made(converted: Option<Id>, vod: Option<VodId>) -> Vec<Seen> {
    let ids = [converted, vod.map(Id::Vod)];
    ids.into_iter().flatten().map(|id| seen(id, String::new())).collect()
}
