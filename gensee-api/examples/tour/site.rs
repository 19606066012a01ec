//! The site that the story plays on, as it is on the day before: an administration, and an opening to be relayed.

use std::error::Error;

use gensee_api::webcast::CreateWebcast;
use gensee_api::{
    Client, Operation, OrganizerToken, PanelistToken, Password, Result, Role, Time,
    TimeFormat, WebcastId,
};
use gensee_sandbox::{Control, Sandbox};

/// The login of the organizer whom the story is about; the account is created in it.
pub const ORGANIZER: &str = "li.wei@example.com";
/// Her password, in a world that never holds anything of worth.
pub const PASSWORD: &str = "organizer";
/// When the story begins.
const BEGIN: &str = "2030-05-19 09:00:00";

/// A sandbox, and those who call it.
pub struct Site {
    pub sandbox: Sandbox,
    pub control: Control,
    /// A webcast of the administration's.
    pub opening: WebcastId,
    admin: Client,
    organizer: Client,
}

impl Site {
    /// Starts the sandbox, with a clock that only the story moves.
    pub async fn open() -> std::result::Result<Self, Box<dyn Error>> {
        let sandbox = Sandbox::builder().at(Time::china(BEGIN)?).start()?;
        let client = |login: &str, password: &str| {
            Client::builder(sandbox.url())
                .login(login, Password::md5(password))
                .times(TimeFormat::ChinaText)
                .strict()
                .build()
        };
        let admin = client(sandbox.admin(), sandbox.password())?;
        let organizer = client(ORGANIZER, PASSWORD)?;
        let control = sandbox.control();
        let opening = CreateWebcast::new(
            "开幕式",
            control.now(),
            OrganizerToken::new("open-123456"),
            PanelistToken::new("open-654321"),
        );
        let opening = admin.create_webcast(&opening).await?.id;
        Ok(Self { sandbox, control, opening, admin, organizer })
    }

    /// Makes a call: the organizer makes all that her role may, the administration the rest.
    pub async fn call<O: Operation>(&self, operation: &O) -> Result<O::Response> {
        let hers = O::ROLES.contains(&Role::Organizer);
        let client = if hers { &self.organizer } else { &self.admin };
        client.call(operation).send().await
    }
}
