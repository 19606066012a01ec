//! What is set in the site's console: which addresses of the customer's the site calls.

use super::Control;
use crate::world::{Console, ControlError, Receiver, Viewer};
use gensee_api::Secret;
use gensee_api::operation::Method;
use gensee_api::webcast::KCheckAnswer;
use http::Uri;

impl Control {
    /// Sends what happens on the site from now on to this address, as a [`SiteEvent`](gensee_api::webcast::SiteEvent);
    /// an empty text sends it nowhere, as at first.
    ///
    /// These are events: a webcast is created, started, paused, ended; its recording ends; somebody enters it, leaves it,
    /// or is cut off; somebody starts or stops watching a vod. [`Sandbox::deliveries`](crate::Sandbox::deliveries) tells
    /// what was sent, and when it is sent again.
    ///
    /// # Errors
    /// When it is not an address of http or https.
    pub fn send_events(
        &self,
        to: impl Into<Secret>,
        method: Method,
    ) -> Result<(), ControlError> {
        self.set(to.into(), method, |console| &mut console.events)
    }

    /// Asks this address from now on whether the `k` of a viewer who joins is one that the customer gave, as a
    /// [`KCheck`](gensee_api::webcast::KCheck); an empty text asks nobody, as at first. Only a viewer with a `k` for
    /// which the answer is `pass` can join then.
    ///
    /// The answer is waited for. So a program that is itself the address must call [`join`](Control::join) on another
    /// thread than the one that answers.
    ///
    /// # Errors
    /// When it is not an address of http or https.
    pub fn check_k(
        &self,
        at: impl Into<Secret>,
        method: Method,
    ) -> Result<(), ControlError> {
        self.set(at.into(), method, |console| &mut console.k_check)
    }

    /// Sets an address in the console.
    fn set(
        &self,
        url: Secret,
        method: Method,
        place: fn(&mut Console) -> &mut Option<Receiver>,
    ) -> Result<(), ControlError> {
        let receiver = receiver(url, method)?;
        self.play(|world, _| {
            *place(&mut world.console) = receiver;
            Ok(())
        })
    }

    /// The viewer without the `k`, which was checked where that is set.
    pub(super) fn admitted(&self, mut viewer: Viewer) -> Result<Viewer, ControlError> {
        let k = viewer.k.take().filter(|k| !k.expose().is_empty());
        let Some(receiver) = self.app.world().console.k_check.clone() else {
            return Ok(viewer);
        };
        let Some(k) = k else { return Err(ControlError::Unchecked("has no `k`")) };
        match self.app.outbox.ask(receiver.question(k)) {
            Some(KCheckAnswer::Pass) => Ok(viewer),
            Some(KCheckAnswer::Fail) => Err(ControlError::Unchecked(
                "has a `k` that the check answered with `fail`",
            )),
            Some(_) => Err(ControlError::Unchecked(
                "has a `k` that the check answered with neither `pass` nor `fail`",
            )),
            None => {
                Err(ControlError::Unchecked("has a `k` that the check did not answer"))
            }
        }
    }
}

/// The receiver at an address; `None` for an empty address, which switches the sending off.
fn receiver(url: Secret, method: Method) -> Result<Option<Receiver>, ControlError> {
    let text = url.expose().trim();
    if text.is_empty() {
        return Ok(None);
    }
    let uri = text.parse::<Uri>().ok();
    let is_address = uri.is_some_and(|uri| {
        uri.host().is_some() && matches!(uri.scheme_str(), Some("http" | "https"))
    });
    if !is_address {
        return Err(ControlError::NoAddress);
    }
    Ok(Some(Receiver::new(text.into(), method)))
}
