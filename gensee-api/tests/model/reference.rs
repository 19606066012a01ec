//! What the document says, once more and as plainly as can be: lists of things, a thing is named by its place, nothing
//! is ever taken out. It shares no line with the sandbox.

use std::collections::{BTreeMap, BTreeSet};

use gensee_api::{ReturnCode, Role};

pub const SECOND: i64 = 1000;
pub const DAY: i64 = 86_400 * SECOND;
/// How far China's clocks are ahead.
pub const AHEAD: i64 = 8 * 3600 * SECOND;
/// How long the content of an uploaded file is, and how long its conversion takes.
const UPLOADED: i64 = 60 * SECOND;
pub const CONVERSION: i64 = SECOND;

/// What an answer decides: rows, or a return code.
pub type Told = Result<Vec<Row>, ReturnCode>;
/// Why people cannot do something.
pub type Done = Result<(), &'static str>;

/// Something that has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Webcast(usize),
    Record(usize),
    Vod(usize),
    Document(usize),
}

/// A row of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub thing: Option<Thing>,
    pub facts: String,
}

pub fn row(thing: Thing, facts: String) -> Row {
    Row { thing: Some(thing), facts }
}

pub fn plain(facts: String) -> Row {
    Row { thing: None, facts }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    NotStarted,
    Joined,
    Live,
    Ended,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Webcast(usize),
    Castmaker,
    Media,
}

pub struct User {
    pub role: Role,
    pub enabled: bool,
    /// Whether the password is still the one that he uses.
    pub knows_password: bool,
}

#[derive(Default)]
pub struct Belongings {
    pub files: BTreeSet<usize>,
    pub documents: BTreeSet<usize>,
    pub relays: BTreeSet<usize>,
    pub inserts: BTreeSet<usize>,
    pub warmup: Option<usize>,
}

pub struct Webcast {
    pub owner: String,
    pub subject: String,
    pub most: Option<i64>,
    pub created: i64,
    pub life: Life,
    pub deleted: bool,
    pub has: Belongings,
}

#[derive(Clone)]
pub struct Record {
    pub owner: String,
    pub subject: String,
    pub source: Source,
    pub created: i64,
    pub recorded: Option<i64>,
    pub length: i64,
    pub deleted: bool,
}

#[derive(Clone)]
pub struct Vod {
    pub owner: String,
    pub subject: String,
    pub record: Option<usize>,
    pub created: i64,
    pub published: Option<i64>,
    /// When its conversion ends.
    pub converting: Option<i64>,
}

/// A stay in a webcast, or with a vod.
pub struct Stay {
    pub at: usize,
    pub name: String,
    pub joined: i64,
    pub left: Option<i64>,
}

pub struct Session {
    pub webcast: usize,
    pub subject: String,
    pub started: i64,
    pub ended: Option<i64>,
}

/// Which time an export is about; without ends the last session.
pub type Window = Option<(i64, i64)>;

pub struct Model {
    pub now: i64,
    pub users: BTreeMap<String, User>,
    pub webcasts: Vec<Webcast>,
    pub records: Vec<Record>,
    pub vods: Vec<Vod>,
    /// Name and moment.
    pub documents: Vec<(String, i64)>,
    pub visits: Vec<Stay>,
    pub watches: Vec<Stay>,
    pub sessions: Vec<Session>,
    /// Webcast, speaker, moment, words.
    pub chat: Vec<(usize, String, i64, String)>,
}

fn refused<T>() -> Result<T, ReturnCode> {
    Err(ReturnCode::BusinessError)
}

fn only_if(allowed: bool) -> Result<(), ReturnCode> {
    if allowed { Ok(()) } else { refused() }
}

impl Model {
    pub fn new(admin: &str, now: i64) -> Self {
        let user = User { role: Role::Admin, enabled: true, knows_password: true };
        Self {
            now,
            users: BTreeMap::from([(admin.to_owned(), user)]),
            webcasts: Vec::new(),
            records: Vec::new(),
            vods: Vec::new(),
            documents: Vec::new(),
            visits: Vec::new(),
            watches: Vec::new(),
            sessions: Vec::new(),
            chat: Vec::new(),
        }
    }

    /// Who may call an operation that is for these roles.
    pub fn admit(&self, caller: &str, roles: &[Role]) -> Result<(), ReturnCode> {
        let user = self.users.get(caller);
        let user = user.filter(|user| user.enabled && user.knows_password);
        let user = user.ok_or(ReturnCode::AuthenticationFailed)?;
        only_if(roles.contains(&user.role))
    }

    pub fn create_user(&mut self, login: &str, user: User) -> Told {
        only_if(!self.users.contains_key(login))?;
        self.users.insert(login.to_owned(), user);
        Ok(Vec::new())
    }

    pub fn user(&mut self, login: &str) -> Result<&mut User, ReturnCode> {
        self.users.get_mut(login).ok_or(ReturnCode::BusinessError)
    }

    pub fn advance(&mut self, by: i64) {
        self.now += by;
        for vod in &mut self.vods {
            if let Some(done) = vod.converting.filter(|done| *done <= self.now) {
                (vod.converting, vod.published) = (None, Some(done));
            }
        }
    }

    pub fn sees(&self, caller: &str, owner: &str) -> bool {
        caller == owner || self.users[caller].role == Role::Admin
    }

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

/// Of each once.
pub fn add(to: &mut BTreeSet<usize>, one: Option<usize>) -> Told {
    only_if(one.is_some_and(|one| to.insert(one)))?;
    Ok(Vec::new())
}

/// All of them, or none.
pub fn take(
    from: &mut BTreeSet<usize>,
    all: impl IntoIterator<Item = Option<usize>> + Clone,
) -> Told {
    only_if(
        all.clone().into_iter().all(|one| one.is_some_and(|one| from.contains(&one))),
    )?;
    for one in all.into_iter().flatten() {
        from.remove(&one);
    }
    Ok(Vec::new())
}
