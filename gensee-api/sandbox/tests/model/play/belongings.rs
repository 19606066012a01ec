//! What a webcast has.

use gensee_api::webcast::{
    AddRelay, AttachDocument, AttachFiles, AttachWarmup, Attachment, ChooseRecords,
    DetachDocument, DetachFiles, DetachWarmup, PlayerMode, RemoveRecords, RemoveRelay,
    SetPlayer,
};

use super::{Play, Verdict};
use crate::command::BelongingCall;
use crate::reference::{add, take};

impl Play {
    pub(super) async fn belonging(
        &mut self,
        caller: &str,
        call: &BelongingCall,
    ) -> Verdict {
        let by = caller.to_owned();
        match *call {
            BelongingCall::AttachFiles(webcast, files) => {
                let (webcast, id) = self.names.webcast(webcast);
                let attached = files.map(|file| Attachment::new(address(file)));
                self.tell(caller, AttachFiles::new(id, attached.to_vec()), |model| {
                    model.attach_files(&by, webcast, files)
                })
                .await
            }
            BelongingCall::DetachFiles(webcast, files) => {
                let (webcast, id) = self.names.webcast(webcast);
                let operation = DetachFiles::new(id, files.map(address).to_vec());
                self.tell(caller, operation, |model| {
                    let has = &mut model.webcast(&by, webcast)?.has.files;
                    take(has, files.map(Some))
                })
                .await
            }
            BelongingCall::AttachDocument(webcast, document) => {
                let ((webcast, id), (document, doc)) =
                    (self.names.webcast(webcast), self.names.document(document));
                self.tell(caller, AttachDocument::new(id, doc), |model| {
                    add(&mut model.webcast(&by, webcast)?.has.documents, document)
                })
                .await
            }
            BelongingCall::DetachDocument(webcast, document) => {
                let ((webcast, id), (document, doc)) =
                    (self.names.webcast(webcast), self.names.document(document));
                self.tell(caller, DetachDocument::new(id, doc), |model| {
                    take(&mut model.webcast(&by, webcast)?.has.documents, [document])
                })
                .await
            }
            BelongingCall::AddRelay(webcast, relay) => {
                let ((webcast, id), (relay, other)) =
                    (self.names.webcast(webcast), self.names.webcast(relay));
                self.tell(caller, AddRelay::new(id, other), |model| {
                    model.add_relay(&by, webcast, relay)
                })
                .await
            }
            BelongingCall::RemoveRelay(webcast, relay) => {
                let ((webcast, id), (relay, other)) =
                    (self.names.webcast(webcast), self.names.webcast(relay));
                self.tell(caller, RemoveRelay::new(id, other), |model| {
                    take(&mut model.webcast(&by, webcast)?.has.relays, [relay])
                })
                .await
            }
            BelongingCall::ChooseRecords(webcast, records) => {
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
            BelongingCall::RemoveRecords(webcast, records) => {
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
            BelongingCall::AttachWarmup(webcast, vod) => {
                let ((webcast, id), (vod, shown)) =
                    (self.names.webcast(webcast), self.names.vod(vod));
                self.tell(caller, AttachWarmup::new(id, shown), |model| {
                    model.vod(&by, vod)?;
                    model.webcast(&by, webcast)?.has.warmup = vod;
                    Ok(Vec::new())
                })
                .await
            }
            BelongingCall::DetachWarmup(webcast, vod) => {
                let ((webcast, id), (vod, shown)) =
                    (self.names.webcast(webcast), self.names.vod(vod));
                self.tell(caller, DetachWarmup::new(id, shown), |model| {
                    model.detach_warmup(&by, webcast, vod)
                })
                .await
            }
            BelongingCall::SetPlayer { id, live } => {
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
        }
    }
}

fn address(file: usize) -> String {
    format!("https://example.com/{file}.pdf")
}
