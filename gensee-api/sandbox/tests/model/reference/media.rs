//! Recordings, vods and documents of the reference model.

use gensee_api::ReturnCode;

use super::{
    Done, Model, Record, SECOND, Source, Thing, Told, Vod, only_if, refused, row,
};

/// How long the content of an uploaded file is, and how long its conversion takes.
const UPLOADED: i64 = 60 * SECOND;
pub const CONVERSION: i64 = SECOND;

impl Model {
    /// The same of vods.
    pub fn vod(
        &mut self,
        caller: &str,
        id: Option<usize>,
    ) -> Result<&mut Vod, ReturnCode> {
        let id =
            id.filter(|id| self.there(*id) && self.sees(caller, &self.vods[*id].owner));
        id.map(|id| &mut self.vods[id]).ok_or(ReturnCode::BusinessError)
    }

    /// Whether a vod is there: it goes with its recording.
    pub fn there(&self, vod: usize) -> bool {
        self.vods[vod].record.is_none_or(|record| !self.records[record].deleted)
    }

    pub fn record(
        &mut self,
        owner: &str,
        subject: &str,
        source: Source,
        length: i64,
    ) -> usize {
        let recorded = (source != Source::Media).then_some(self.now - length);
        let (owner, subject) = (owner.to_owned(), subject.to_owned());
        let (created, deleted) = (self.now, false);
        self.records.push(Record {
            owner,
            subject,
            source,
            created,
            recorded,
            length,
            deleted,
        });
        self.records.len() - 1
    }

    pub fn add_vod(
        &mut self,
        owner: &str,
        subject: &str,
        record: Option<usize>,
        published: Option<i64>,
    ) -> usize {
        let (owner, subject) = (owner.to_owned(), subject.to_owned());
        let (created, converting) = (self.now, None);
        self.vods.push(Vod { owner, subject, record, created, published, converting });
        self.vods.len() - 1
    }

    pub fn create_vod(
        &mut self,
        caller: &str,
        subject: &str,
        record: Option<usize>,
        media: bool,
        publish: bool,
    ) -> Told {
        let own = record.filter(|id| {
            let record = &self.records[*id];
            let right_kind = media == (record.source == Source::Media);
            !record.deleted && record.owner == caller && right_kind
        });
        only_if(own.is_some())?;
        let vod = self.add_vod(caller, subject, own, publish.then_some(self.now));
        Ok(publish.then(|| row(Thing::Vod(vod), String::new())).into_iter().collect())
    }

    pub fn upload(
        &mut self,
        owner: &str,
        subject: &str,
        castmaker: bool,
        length: i64,
    ) -> Done {
        self.users.get(owner).ok_or("UnknownUser")?;
        let source = if castmaker { Source::Castmaker } else { Source::Media };
        let record = self.record(owner, subject, source, length);
        if castmaker {
            self.add_vod(owner, subject, Some(record), Some(self.now));
        }
        Ok(())
    }

    pub fn transcode(&mut self, caller: &str, name: &str, media: bool) -> Told {
        let (record, made) = if media {
            let record = self.record(caller, name, Source::Media, UPLOADED);
            (Some(record), Thing::Record(record))
        } else {
            self.documents.push((name.to_owned(), self.now));
            (None, Thing::Document(self.documents.len() - 1))
        };
        let vod = self.add_vod(caller, name, record, None);
        self.vods[vod].converting = Some(self.now + CONVERSION);
        Ok(vec![row(made, String::new()), row(Thing::Vod(vod), String::new())])
    }

    /// Cuts the seconds from `start` to `end` out.
    pub fn cut_vod(
        &mut self,
        caller: &str,
        id: Option<usize>,
        (start, end): (i64, i64),
        cover: bool,
    ) -> Told {
        let vod = self.vod(caller, id)?.clone();
        only_if(vod.converting.is_none())?;
        let Some(record) = vod.record else { return refused() };
        let record = self.records[record].clone();
        let (from, to) = (start * SECOND, end * SECOND);
        if to > record.length {
            return Err(ReturnCode::InvalidParameter);
        }
        let recorded = record.recorded.map(|began| began + from);
        let (created, length) = (self.now, to - from);
        self.records.push(Record { created, recorded, length, ..record });
        let piece = Some(self.records.len() - 1);
        let kept = match id.filter(|_| cover) {
            Some(id) => {
                self.vods[id].record = piece;
                id
            }
            None => self.add_vod(
                &vod.owner,
                &vod.subject,
                piece,
                vod.published.and(Some(self.now)),
            ),
        };
        Ok(vec![row(Thing::Vod(kept), vod.subject)])
    }

    pub fn delete_record(&mut self, caller: &str, id: Option<usize>) -> Told {
        let Some(id) = id else { return refused() };
        if self.records[id].deleted {
            return Ok(Vec::new());
        }
        only_if(self.sees(caller, &self.records[id].owner))?;
        self.records[id].deleted = true;
        let gone: Vec<_> =
            (0..self.vods.len()).filter(|vod| !self.there(*vod)).collect();
        for webcast in &mut self.webcasts {
            webcast.has.inserts.remove(&id);
            webcast.has.warmup = webcast.has.warmup.filter(|vod| !gone.contains(vod));
        }
        Ok(Vec::new())
    }
}
