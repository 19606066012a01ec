//! What the document says, once more and as plainly as can be: lists of things, a thing is named by its place, nothing
//! is ever taken out. It shares no line with the sandbox.

mod lists;
mod media;
mod people;
mod webcasts;

use std::collections::{BTreeMap, BTreeSet};

use gensee_api::{ReturnCode, Role};

pub use lists::{china_day, date};

pub const SECOND: i64 = 1000;
pub const DAY: i64 = 86_400 * SECOND;
/// How far China's clocks are ahead.
pub const AHEAD: i64 = 8 * 3600 * SECOND;

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

    pub fn sees(&self, caller: &str, owner: &str) -> bool {
        caller == owner || self.users[caller].role == Role::Admin
    }

    pub fn advance(&mut self, by: i64) {
        self.now += by;
        for vod in &mut self.vods {
            if let Some(done) = vod.converting.filter(|done| *done <= self.now) {
                (vod.converting, vod.published) = (None, Some(done));
            }
        }
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
