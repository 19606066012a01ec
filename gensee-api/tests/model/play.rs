//! A sandbox and the model side by side: every step is done with both, and they are compared.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use gensee_api::sandbox::{Control, ControlError, Sandbox, VisitId};
use gensee_api::webcast::{
    CreateUser, SetUserStatus, SyncRecords, SyncVods, UserRole, UserStatus,
};
use gensee_api::{Client, Error, Operation, Password, Role, Time};

use super::command::{Command, LOGINS, Pick, Step};
use super::names::{Names, Seen};
use super::reference::{Done, Life, Model, SECOND, Told, User};
use super::rows;

/// Half past eleven in the evening in China, so that a day ends soon.
const START: i64 = 1_905_435_000_000;
pub const PASSWORD: &str = "geheim";

/// Of a report by days, and the hours of the longest window of an export.
const DAYS: i64 = 30;
const WEEK: i64 = 7 * 24;

/// Why they disagree.
pub type Verdict = Result<(), String>;

pub struct Play {
    _sandbox: Sandbox,
    pub control: Control,
    clients: BTreeMap<&'static str, Client>,
    pub model: Model,
    pub names: Names,
    /// A visit of the sandbox for each of the model.
    pub visits: Vec<VisitId>,
    /// How many steps there were, for names that nothing else has.
    pub steps: usize,
}

impl Play {
    /// An empty site with an administrator, two organizers, a plain user, and one who is disabled.
    pub async fn begin() -> Result<Self, String> {
        let start = Time::from_millis(START);
        let sandbox = Sandbox::builder().at(start).start().expect("a port");
        let admin = LOGINS[0];
        assert_eq!(admin, sandbox.admin());
        let client = |login: &'static str| {
            let password = if login == admin { sandbox.password() } else { PASSWORD };
            let builder =
                Client::builder(sandbox.url()).login(login, Password::plain(password));
            (login, builder.no_proxy().strict().build().expect("a client"))
        };
        let mut play = Self {
            control: sandbox.control(),
            clients: LOGINS.into_iter().map(client).collect(),
            model: Model::new(admin, START),
            names: Names::default(),
            visits: Vec::new(),
            steps: 0,
            _sandbox: sandbox,
        };
        for (login, role) in [
            (1, Role::Organizer),
            (2, Role::Organizer),
            (3, Role::User),
            (4, Role::Organizer),
        ] {
            play.create_user(admin, LOGINS[login], role).await?;
        }
        play.set_user_status(admin, LOGINS[4], false).await?;
        for (caller, command) in furniture() {
            play.step(&Step { caller, command }).await?;
        }
        Ok(play)
    }

    /// Does it with both; then everything that is listed to an administrator is looked at, if something new is.
    pub async fn step(&mut self, step: &Step) -> Verdict {
        self.steps += 1;
        let before = (self.model.records.len(), self.model.vods.len());
        self.run(LOGINS[step.caller], &step.command).await?;
        if before != (self.model.records.len(), self.model.vods.len()) {
            self.look().await?;
        }
        Ok(())
    }

    /// Asks for all that there is, as the administrator: lists, and of each webcast what belongs to it.
    pub async fn end(&mut self) -> Verdict {
        self.look().await?;
        let (month, lists) = (DAYS * 24, [None, Some(Life::Ended)]);
        let mut last: Vec<_> = lists.map(Command::ListWebcasts).into();
        last.extend([
            Command::ListOngoing { page: 1, size: 100 },
            Command::ListCastmakerVods,
            Command::SyncDocuments((month, month)),
            Command::ExportUsage { webcast: None, hours: (WEEK, WEEK) },
            Command::Concurrency { days_back: DAYS, days: DAYS, vods: false },
            Command::Concurrency { days_back: DAYS, days: DAYS, vods: true },
        ]);
        for place in 0..self.model.webcasts.len() {
            let (webcast, hours) = (Pick::at(place), Some((WEEK, WEEK)));
            last.extend([
                Command::GetWebcast(webcast),
                Command::GetWebcastStatus(webcast),
                Command::ListRecordings(webcast),
                Command::ExportHistory { webcast, hours: None, paged: false },
                Command::ExportHistory { webcast, hours, paged: true },
                Command::ExportChat { webcast, hours },
            ]);
        }
        for command in &last {
            self.run(LOGINS[0], command).await?;
        }
        Ok(())
    }

    /// All recordings, and all vods that are published: so the ids of those that no answer named become known.
    async fn look(&mut self) -> Verdict {
        let (from, to) = (0, i64::from(u32::MAX) * SECOND);
        let (start, end) = (Time::from_millis(from), Time::from_millis(to));
        self.ask(
            LOGINS[0],
            SyncRecords::new(start, end),
            |model| model.sync_records((from, to)),
            rows::records,
        )
        .await?;
        self.ask(
            LOGINS[0],
            SyncVods::new(start, end),
            |model| model.sync_vods((from, to)),
            rows::vods,
        )
        .await
    }

    /// One call: `expected` is what it does to the model once the caller is let in, `read` makes rows of the answer.
    pub async fn ask<O>(
        &mut self,
        caller: &str,
        operation: O,
        expected: impl FnOnce(&mut Model) -> Told,
        read: impl FnOnce(O::Response, &Names) -> Vec<Seen>,
    ) -> Verdict
    where
        O: Operation + Debug,
    {
        // The client would not send windows that the server answers with silence.
        let answer = self.clients[caller].call(&operation).unchecked().send().await;
        let found = match answer {
            Ok(answer) => Ok(read(answer, &self.names)),
            Err(Error::Api { code, .. }) => Err(code),
            Err(error) => return Err(format!("{error}")),
        };
        let model = &mut self.model;
        let expected = model.admit(caller, O::ROLES).and_then(|()| expected(model));
        let agreed = self.names.agree(&expected, found);
        agreed.map_err(|why| format!("`{caller}` sends {operation:?}\n{why}"))
    }

    /// The same for what has an empty answer.
    pub async fn tell<O: Operation + Debug>(
        &mut self,
        caller: &str,
        operation: O,
        expected: impl FnOnce(&mut Model) -> Told,
    ) -> Verdict {
        self.ask(caller, operation, expected, |_, _| Vec::new()).await
    }

    /// What people did, with both.
    pub fn done(
        &self,
        what: &str,
        expected: Done,
        found: Result<(), ControlError>,
    ) -> Verdict {
        let found = found.map_err(|error| match error {
            ControlError::UnknownWebcast(_) => "UnknownWebcast",
            ControlError::UnknownVod(_) => "UnknownVod",
            ControlError::UnknownUser(_) => "UnknownUser",
            ControlError::Ended(_) => "Ended",
            ControlError::NotLive(_) => "NotLive",
            ControlError::Unpublished(_) => "Unpublished",
            ControlError::Full(_) => "Full",
            ControlError::Left => "Left",
            _ => "something else",
        });
        if found == expected {
            return Ok(());
        }
        Err(format!("{what}: expected {expected:?}, found {found:?}"))
    }

    pub fn advance(&mut self, seconds: u64) {
        self.control.advance(Duration::from_secs(seconds));
        self.model.advance(seconds.cast_signed() * SECOND);
    }

    pub async fn create_user(
        &mut self,
        caller: &str,
        login: &str,
        role: Role,
    ) -> Verdict {
        let operation = CreateUser::new(login, PASSWORD, login).role(code(role));
        let user = User { role, enabled: true, knows_password: true };
        self.tell(caller, operation, |model| model.create_user(login, user)).await
    }

    pub async fn set_user_status(
        &mut self,
        caller: &str,
        login: &str,
        enabled: bool,
    ) -> Verdict {
        let status = if enabled { UserStatus::Enabled } else { UserStatus::Disabled };
        let operation = SetUserStatus::new(login, status);
        self.tell(caller, operation, |model| {
            model.user(login)?.enabled = enabled;
            Ok(Vec::new())
        })
        .await
    }
}

/// Something of every kind, so that most steps have something to work on.
fn furniture() -> impl Iterator<Item = (usize, Command)> {
    let webcast = |subject| Command::CreateWebcast { subject, most: None };
    let upload = |castmaker| Command::Upload { login: 1, castmaker, seconds: 30 };
    [
        (1, webcast(0)),
        (2, webcast(1)),
        (0, Command::Start(Pick::at(0))),
        (0, Command::Join(Pick::at(0))),
        (0, Command::Advance { seconds: 60 }),
        (0, Command::Finish(Pick::at(0))),
        (0, upload(true)),
        (0, upload(false)),
        (1, Command::Transcode { media: false }),
    ]
    .into_iter()
}

pub fn code(role: Role) -> UserRole {
    match role {
        Role::Admin => UserRole::Admin,
        Role::Organizer => UserRole::Organizer,
        _ => UserRole::User,
    }
}
