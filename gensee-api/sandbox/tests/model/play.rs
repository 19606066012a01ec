//! A sandbox and the model side by side: every step is done with both, and they are compared.

mod accounts;
mod actions;
mod belongings;
mod media;
mod reports;
mod stage;
mod webcasts;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use gensee_api::webcast::{
    CreateUser, SetUserStatus, SyncRecords, SyncVods, UserRole, UserStatus,
};
use gensee_api::{Client, Error, Operation, Password, Role, Time};
use gensee_sandbox::{Control, ControlError, Sandbox, VisitId};

use crate::command::{Command, LOGINS, Step};
use crate::names::{Names, Seen};
use crate::reference::{Done, Model, SECOND, Told, User};
use crate::rows;

/// Half past eleven in the evening in China, so that a day ends soon.
const START: i64 = 1_905_435_000_000;
const PASSWORD: &str = "geheim";

/// Why they disagree.
pub type Verdict = Result<(), String>;

pub struct Play {
    _sandbox: Sandbox,
    control: Control,
    clients: BTreeMap<&'static str, Client>,
    model: Model,
    names: Names,
    /// A visit of the sandbox for each of the model.
    visits: Vec<VisitId>,
    /// How many steps there were, for names that nothing else has.
    steps: usize,
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
        for step in stage::furniture() {
            play.step(&step).await?;
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

    async fn run(&mut self, caller: &str, command: &Command) -> Verdict {
        match command {
            Command::Account(call) => self.account(caller, call).await,
            Command::Webcast(call) => self.webcast(caller, call).await,
            Command::Belonging(call) => self.belonging(caller, call).await,
            Command::Media(call) => self.media(caller, call).await,
            Command::Report(call) => self.report(caller, call).await,
            Command::Action(action) => self.action(action),
        }
    }

    /// A name that nothing else has.
    fn fresh(&self) -> String {
        format!("N{}", self.steps)
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
    async fn ask<O>(
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
    async fn tell<O: Operation + Debug>(
        &mut self,
        caller: &str,
        operation: O,
        expected: impl FnOnce(&mut Model) -> Told,
    ) -> Verdict {
        self.ask(caller, operation, expected, |_, _| Vec::new()).await
    }

    /// What people did, with both.
    fn done(
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

    fn advance(&mut self, seconds: u64) {
        self.control.advance(Duration::from_secs(seconds));
        self.model.advance(seconds.cast_signed() * SECOND);
    }

    async fn create_user(&mut self, caller: &str, login: &str, role: Role) -> Verdict {
        let operation = CreateUser::new(login, PASSWORD, login).role(code(role));
        let user = User { role, enabled: true, knows_password: true };
        self.tell(caller, operation, |model| model.create_user(login, user)).await
    }

    async fn set_user_status(
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

fn code(role: Role) -> UserRole {
    match role {
        Role::Admin => UserRole::Admin,
        Role::Organizer => UserRole::Organizer,
        _ => UserRole::User,
    }
}
