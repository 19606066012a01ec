//! What is set in the site's console, and what the site tells of itself because of it.

use serde::{Deserialize, Serialize};

use super::{Post, PostKind, World, text};
use gensee_api::operation::Method;
use gensee_api::params::{Form, Parameters as _, to_form};
use gensee_api::webcast::{KCheck, SiteEvent, SiteEventAction};
use gensee_api::{Secret, UserId};

/// What is set in the site's console. All of it is off at first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Console {
    /// Where site events are sent.
    pub(crate) events: Option<Receiver>,
    /// Where a `k` is checked.
    pub(crate) k_check: Option<Receiver>,
}

/// An address of the customer's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Receiver {
    /// It is a secret, because an address can hold a key.
    #[serde(with = "text::secret")]
    url: Secret,
    /// Whether it is sent a GET instead of a POST.
    get: bool,
}

impl Receiver {
    pub(crate) fn new(url: Secret, method: Method) -> Self {
        Self { url, get: method == Method::Get }
    }

    /// The question whether a `k` is one that the customer gave.
    pub(crate) fn question(&self, k: Secret) -> Post {
        self.post(PostKind::KCheck, to_form(&KCheck::new(k)))
    }

    fn post(&self, kind: PostKind, form: String) -> Post {
        Post { url: self.url.clone(), form, get: self.get, kind }
    }
}

impl World {
    /// Tells of something that a user did in a webcast or with a vod, if events are sent at all.
    pub(super) fn tell(&mut self, action: SiteEventAction, id: &str, user: Option<i64>) {
        let Some(receiver) = &self.console.events else { return };
        let counted = [
            SiteEventAction::UserEntered,
            SiteEventAction::UserLeft,
            SiteEventAction::UserDropped,
        ];
        let users = counted.contains(&action).then(|| self.inside(id));
        let mut event = SiteEvent::new(id, action);
        event.operator = user.map(UserId::from);
        event.total_users = users.and_then(|users| users.try_into().ok());
        let post = receiver.post(PostKind::Event, whole_form(&event));
        self.outbox.push(post);
    }

    /// The same of the user who made the webcast.
    pub(crate) fn tell_by_creator(&mut self, action: SiteEventAction, webcast: &str) {
        let creator = self.webcasts.get(webcast).map(|webcast| &webcast.creator);
        let user = creator.and_then(|login| self.users.get(login)).map(|user| user.id);
        self.tell(action, webcast, user);
    }
}

/// An event as a form in which no name is missing: what there is nothing to say of is empty.
fn whole_form(event: &SiteEvent) -> String {
    let written = to_form(event);
    let form = Form::parse(written.as_bytes());
    let there = form.reader();
    let absent = SiteEvent::ROWS.iter().map(|row| row.name);
    let absent = absent.filter(|name| there.text(name).is_none());
    absent.fold(written.clone(), |form, name| format!("{form}&{name}="))
}

#[cfg(test)]
mod tests {
    use super::whole_form;
    use gensee_api::webcast::{SiteEvent, SiteEventAction};

    #[test]
    fn no_name_is_missing() {
        let event = SiteEvent::new("4711", SiteEventAction::UserLeft);
        assert_eq!(
            whole_form(&event),
            "ClassNo=4711&Action=107&Operator=&Affected=&totalusernum="
        );
        let event = event.operator(1_000_000_042).affected("a b").total_users(3);
        assert_eq!(
            whole_form(&event),
            "ClassNo=4711&Operator=1000000042&Action=107&Affected=a+b&totalusernum=3"
        );
    }
}
