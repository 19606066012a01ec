//! Viewers: the links by which they join, and the ids by which they are known again in the exports.

use std::fmt;

use form_urlencoded::Serializer;

use crate::webcast::shared::{
    ANONYMOUS_UID, JOIN_K, JOIN_NICK_NAME, JOIN_TOKEN, JOIN_UID, OWN_UID,
};
use crate::wire::{JoinUrl, Secret, UserId};

/// The id of a viewer. A customer's own id counts from [`OWN_UID`] on: the server adds nothing, it returns the id that
/// was sent.
impl UserId {
    /// The id under which the interface knows the user `id` of your own system: [`OWN_UID`] + `id`. The sum ends at
    /// `i64::MAX`.
    ///
    /// ```
    /// use gensee_api::UserId;
    ///
    /// let user = UserId::own(42);
    /// assert_eq!(user.get(), 1_000_000_042);
    /// assert_eq!(user.own_id(), Some(42));
    /// ```
    pub fn own(id: u64) -> Self {
        let id = i64::try_from(id).unwrap_or(i64::MAX);
        UserId::from(OWN_UID.saturating_add(id))
    }

    /// The id of your own system, which [`own`](Self::own) was made from. `None` for an anonymous viewer, and for an id
    /// that is less than [`OWN_UID`]: the server gave those.
    pub fn own_id(self) -> Option<u64> {
        if self.is_anonymous() {
            return None;
        }
        u64::try_from(self.get().checked_sub(OWN_UID)?).ok()
    }

    /// Whether the server gave this id to a viewer who joined without one: ten digits that start with 99.
    ///
    /// ```
    /// use gensee_api::UserId;
    ///
    /// assert!(UserId::from(9_951_547_641).is_anonymous());
    /// assert!(!UserId::from(42_550_000_133_013).is_anonymous());
    /// ```
    pub fn is_anonymous(self) -> bool {
        // The least id of eleven digits.
        const ABOVE: i64 = 10_000_000_000;
        (ANONYMOUS_UID..ABOVE).contains(&self.get())
    }
}

/// The link by which one viewer joins a webcast: its address, and who comes with it. Made by `viewer_link()` of the
/// answers that have such an address.
///
/// The link lets in whoever has it, so it is a [`Secret`], and `Debug` does not show it.
///
/// ```
/// use gensee_api::UserId;
/// use gensee_api::webcast::CreateWebcastResponse;
///
/// let webcast = CreateWebcastResponse::new("5f3c", "12345678")
///     .attendee_join_url("https://test.gensee.com/webcast/site/entry/join-5f3c?token=654321");
/// let link = webcast.viewer_link().nick_name("张三").user(UserId::own(42)).url();
/// assert_eq!(
///     link.ok_or("no address")?.expose(),
///     "https://test.gensee.com/webcast/site/entry/join-5f3c?token=654321&nickName=%E5%BC%A0%E4%B8%89&uid=1000000042"
/// );
/// # Ok::<_, &str>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use = "`url` gives the link"]
pub struct ViewerLink {
    address: Option<JoinUrl>,
    parameters: Vec<(&'static str, Secret)>,
}

impl ViewerLink {
    /// The link to an address by which viewers join, with or without a query.
    pub fn new<'a>(address: impl Into<Option<&'a JoinUrl>>) -> Self {
        ViewerLink { address: address.into().cloned(), parameters: Vec::new() }
    }

    /// The token of the role, for an address that does not hold it.
    pub fn token(self, token: impl Into<Secret>) -> Self {
        self.with(JOIN_TOKEN, token.into())
    }

    /// The name under which the viewer appears.
    pub fn nick_name(self, name: impl Into<String>) -> Self {
        self.with(JOIN_NICK_NAME, name.into().into())
    }

    /// The id of the viewer, which the exports return; [`UserId::own`] makes it from an id of your own. The server
    /// ignores one that is less than [`OWN_UID`].
    pub fn user(self, user: UserId) -> Self {
        self.with(JOIN_UID, user.to_string().into())
    }

    /// The value (K值) that the vendor has checked by your site, where third-party integration is on. It must be new for
    /// each link.
    pub fn k(self, value: impl Into<Secret>) -> Self {
        self.with(JOIN_K, value.into())
    }

    fn with(mut self, name: &'static str, value: Secret) -> Self {
        self.parameters.retain(|(other, _)| *other != name);
        self.parameters.push((name, value));
        self
    }

    /// The link. A parameter that the address has already is replaced. `None` when the answer had no address.
    pub fn url(&self) -> Option<Secret> {
        let address = self.address.as_ref()?.expose();
        let (address, fragment) = match address.split_once('#') {
            Some((address, fragment)) => (address, Some(fragment)),
            None => (address, None),
        };
        let (address, query) = address.split_once('?').unwrap_or((address, ""));
        let is_ours = |name: &str| self.parameters.iter().any(|(ours, _)| *ours == name);
        // What stays is copied as it is, because another encoding may not mean the same to the server.
        let kept = query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .filter(|pair| !is_ours(pair.split('=').next().unwrap_or_default()));
        let mut query = kept.collect::<Vec<_>>().join("&");
        let mut ours = Serializer::new(String::new());
        for (name, value) in &self.parameters {
            ours.append_pair(name, value.expose());
        }
        let ours = ours.finish();
        if !query.is_empty() && !ours.is_empty() {
            query.push('&');
        }
        query.push_str(&ours);
        let mut url = address.to_owned();
        for (mark, part) in
            [('?', Some(query.as_str()).filter(|it| !it.is_empty())), ('#', fragment)]
        {
            if let Some(part) = part {
                url.push(mark);
                url.push_str(part);
            }
        }
        Some(url.into())
    }
}

impl fmt::Debug for ViewerLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.iter().map(|(name, _)| name).collect();
        f.debug_struct("ViewerLink").field("parameters", &names).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::ViewerLink;
    use crate::wire::{JoinUrl, UserId};

    #[test]
    fn links_are_right_whatever_the_address_has() {
        let user = "nickName=%E5%BC%A0+%26&uid=1000000042&k=a%2Bb";
        for (address, link) in [
            ("https://x.cn/join-1", format!("https://x.cn/join-1?{user}")),
            ("https://x.cn/join-1?", format!("https://x.cn/join-1?{user}")),
            (
                "https://x.cn/join-1?token=1",
                format!("https://x.cn/join-1?token=1&{user}"),
            ),
            (
                "https://x.cn/join-1?token=1&",
                format!("https://x.cn/join-1?token=1&{user}"),
            ),
            (
                "https://x.cn/join-1?a=%u5F20#top",
                format!("https://x.cn/join-1?a=%u5F20&{user}#top"),
            ),
            ("https://x.cn/join-1#top?", format!("https://x.cn/join-1?{user}#top?")),
            (
                "https://x.cn/join-1?uid=7&token=1&nickName=a",
                format!("https://x.cn/join-1?token=1&{user}"),
            ),
        ] {
            let address = JoinUrl::from(address);
            let viewer = ViewerLink::new(&address)
                .nick_name("李")
                .nick_name("张 &")
                .user(UserId::own(42))
                .k("a+b");
            assert_eq!(viewer.url().map(|url| url.expose().to_owned()), Some(link));
        }
        let address = JoinUrl::from("https://x.cn/join-1?token=geheim");
        let link = ViewerLink::new(&address);
        assert_eq!(link.url().unwrap().expose(), address.expose());
        let link = link.token("geheim").k("geheim").nick_name("geheim");
        assert!(!format!("{link:?} {address:?}").contains("geheim"));
        assert_eq!(ViewerLink::new(None).nick_name("a").url(), None);
    }

    #[test]
    fn ids_of_users() {
        for (id, own, anonymous) in [
            (1_000_000_000, Some(0), false),
            (1_000_000_042, Some(42), false),
            (999_999_999, None, false),
            (42, None, false),
            (-1, None, false),
            (i64::MIN, None, false),
            (9_899_999_999, Some(8_899_999_999), false),
            (9_900_000_000, None, true),
            (9_999_999_999, None, true),
            (10_000_000_000, Some(9_000_000_000), false),
            (42_550_000_133_013, Some(42_549_000_133_013), false),
        ] {
            let user = UserId::from(id);
            assert_eq!((user.own_id(), user.is_anonymous()), (own, anonymous), "{id}");
            if let Some(own) = own {
                assert_eq!(UserId::own(own), user);
            }
        }
        assert_eq!(UserId::own(u64::MAX).get(), i64::MAX);
    }
}
