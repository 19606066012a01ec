//! A sandbox without a server, on which a plan is played.

use std::sync::Arc;

use crate::builder::READ_TIMEOUT;
use crate::clock::Clock;
use crate::control::Control;
use crate::handlers;
use crate::parsed_request::ParsedRequest;
use crate::world::ControlError;
use crate::world::World;
use crate::{ADMIN, AppState, PASSWORD, reply};
use gensee_api::operation::Operation;
use gensee_api::{Error, Password, Site, Time};

/// The address of the site while it cannot be called. The data of the world does not contain it.
const SITE: &str = "http://sandbox.example";

/// A world and its clock.
pub(super) struct Stage {
    app: Arc<AppState>,
}

/// A plan that cannot be played.
#[derive(Debug, thiserror::Error)]
pub(super) enum SeedError {
    /// An operation was refused.
    #[error("the seed: {0}")]
    Refused(#[from] Error),
    /// A control was not possible.
    #[error("the seed: {0}")]
    Impossible(#[from] ControlError),
    /// A step needs the result of another step that comes later or not at all.
    #[error("the seed: `{0}` is not there yet; put its step before")]
    TooEarly(&'static str),
    /// The weeks around this moment are not all in the calendar.
    #[error(
        "the seed: `{0}` lies at the end of the calendar; take a moment between the years -9998 and 9998"
    )]
    EndOfTime(Time),
}

impl Stage {
    /// Makes a stage with an empty world, whose clock shows this moment.
    pub(super) fn new(begin: Time) -> Self {
        let world = World::new(ADMIN, PASSWORD);
        let app = AppState::new(
            handlers::router(),
            world,
            Clock::new(Some(begin)),
            READ_TIMEOUT,
        );
        Self { app: Arc::new(app) }
    }

    /// Puts the clock forward to a moment.
    pub(super) fn wait_until(&self, moment: Time) {
        let ahead = moment.millis().saturating_sub(self.app.clock.now().millis());
        let ahead = u64::try_from(ahead).unwrap_or(0);
        self.control().advance(std::time::Duration::from_millis(ahead));
    }

    pub(super) fn control(&self) -> Control {
        Control::new(Arc::clone(&self.app))
    }

    /// Calls an operation as the user with this login, and returns the answer.
    pub(super) fn call<O: Operation>(
        &self,
        login: &str,
        request: &O,
    ) -> Result<O::Response, SeedError> {
        let site = Site::new(SITE, login, Password::plain(PASSWORD))?;
        let form = site.request(request)?.into_body();
        let request = ParsedRequest {
            path: O::PATH.to_owned(),
            form: String::from_utf8_lossy(&form).into_owned(),
            site: SITE.to_owned(),
            ..ParsedRequest::default()
        };
        let app = &self.app;
        let now = app.clock.now();
        let answer = app.router.answer(&request, &mut app.world(), now);
        let answer = answer.ok_or(SeedError::TooEarly(O::NAME))?;
        let answer = answer.unwrap_or_else(|error| reply::error(&error));
        Ok(site.answer::<O>(http::Response::new(answer))?)
    }

    /// Calls an operation as the administrator.
    pub(super) fn admin<O: Operation>(
        &self,
        request: &O,
    ) -> Result<O::Response, SeedError> {
        self.call(ADMIN, request)
    }

    /// The world after all that was played.
    pub(super) fn into_world(self) -> World {
        self.app.world().clone()
    }
}
