//! Webcasts of the reference model, and what they have.

use gensee_api::ReturnCode;

use super::{
    Belongings, Life, Model, Session, Source, Thing, Told, Webcast, add, only_if, row,
};

impl Model {
    /// A webcast that is there and that the caller may change.
    pub fn webcast(
        &mut self,
        caller: &str,
        id: Option<usize>,
    ) -> Result<&mut Webcast, ReturnCode> {
        let id = id.filter(|id| {
            !self.webcasts[*id].deleted && self.sees(caller, &self.webcasts[*id].owner)
        });
        id.map(|id| &mut self.webcasts[id]).ok_or(ReturnCode::BusinessError)
    }

    pub fn subject_is_free(
        &self,
        subject: &str,
        but: Option<usize>,
    ) -> Result<(), ReturnCode> {
        let taken = self.webcasts.iter().enumerate().any(|(id, webcast)| {
            !webcast.deleted && webcast.subject == subject && Some(id) != but
        });
        only_if(!taken)
    }

    pub fn create_webcast(
        &mut self,
        caller: &str,
        subject: &str,
        most: Option<i64>,
    ) -> Told {
        self.subject_is_free(subject, None)?;
        self.webcasts.push(Webcast {
            owner: caller.to_owned(),
            subject: subject.to_owned(),
            most,
            created: self.now,
            life: Life::NotStarted,
            deleted: false,
            has: Belongings::default(),
        });
        Ok(vec![row(Thing::Webcast(self.webcasts.len() - 1), String::new())])
    }

    pub fn update_webcast(
        &mut self,
        caller: &str,
        id: Option<usize>,
        subject: String,
        most: Option<i64>,
    ) -> Told {
        self.webcast(caller, id)?;
        self.subject_is_free(&subject, id)?;
        let webcast = self.webcast(caller, id)?;
        webcast.subject = subject;
        webcast.most = most.or(webcast.most);
        Ok(Vec::new())
    }

    pub fn delete_webcast(&mut self, caller: &str, id: Option<usize>) -> Told {
        if id.is_some_and(|id| self.webcasts[id].deleted) {
            return Ok(Vec::new());
        }
        self.webcast(caller, id)?.deleted = true;
        if let Some(id) = id {
            self.everybody_leaves(id);
            for other in &mut self.webcasts {
                other.has.relays.remove(&id);
            }
        }
        Ok(Vec::new())
    }

    pub fn finish_webcast(&mut self, caller: &str, id: Option<usize>) -> Told {
        self.webcast(caller, id)?;
        id.map(|id| self.end(id, Life::Ended));
        Ok(Vec::new())
    }

    /// Ends what goes on; what was live leaves a recording and a published vod.
    pub fn end(&mut self, id: usize, then: Life) -> Option<usize> {
        let began = self.everybody_leaves(id);
        self.webcasts[id].life = then;
        let webcast = &self.webcasts[id];
        let (owner, subject) = (webcast.owner.clone(), webcast.subject.clone());
        let length = self.now - began?;
        let record = self.record(&owner, &subject, Source::Webcast(id), length);
        Some(self.add_vod(&owner, &subject, Some(record), Some(self.now)))
    }

    /// Since when it was live, if it was.
    pub fn everybody_leaves(&mut self, id: usize) -> Option<i64> {
        for visit in self.visits.iter_mut().filter(|visit| visit.at == id) {
            visit.left.get_or_insert(self.now);
        }
        let open =
            |session: &&mut Session| session.webcast == id && session.ended.is_none();
        let session = self.sessions.iter_mut().find(open)?;
        session.ended = Some(self.now);
        session.subject.clone_from(&self.webcasts[id].subject);
        Some(session.started)
    }

    pub fn attach_files(
        &mut self,
        caller: &str,
        id: Option<usize>,
        files: [usize; 2],
    ) -> Told {
        let attached = &mut self.webcast(caller, id)?.has.files;
        only_if(
            files[0] != files[1] && files.iter().all(|file| !attached.contains(file)),
        )?;
        attached.extend(files);
        Ok(Vec::new())
    }

    pub fn choose_records(
        &mut self,
        caller: &str,
        id: Option<usize>,
        records: [Option<usize>; 2],
    ) -> Told {
        let there = |id: usize| !self.records[id].deleted;
        only_if(records.iter().all(|record| record.is_some_and(there)))?;
        self.webcast(caller, id)?.has.inserts.extend(records.into_iter().flatten());
        Ok(Vec::new())
    }

    pub fn detach_warmup(
        &mut self,
        caller: &str,
        id: Option<usize>,
        vod: Option<usize>,
    ) -> Told {
        let warmup = &mut self.webcast(caller, id)?.has.warmup;
        only_if(warmup.is_some() && *warmup == vod)?;
        *warmup = None;
        Ok(Vec::new())
    }

    pub fn add_relay(
        &mut self,
        caller: &str,
        id: Option<usize>,
        relay: Option<usize>,
    ) -> Told {
        let there = |other: &usize| !self.webcasts[*other].deleted && Some(*other) != id;
        let relay = relay.filter(there);
        add(&mut self.webcast(caller, id)?.has.relays, relay)
    }
}
