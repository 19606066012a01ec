//! The accounts of a site.

use md5::{Digest, Md5};
use sha1::Sha1;

use serde::{Deserialize, Serialize};

use super::{World, text};
use crate::sandbox::refusal::Refusal;
use crate::webcast::ReturnCode;
use crate::{Role, Time};

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct User {
    /// Under which recordings and vods name their creator.
    pub(in crate::sandbox) id: i64,
    pub(in crate::sandbox) hashes: Hashes,
    #[serde(with = "text::RoleName")]
    pub(in crate::sandbox) role: Role,
    pub(in crate::sandbox) enabled: bool,
    /// From when it can log in.
    pub(in crate::sandbox) effective: Option<Time>,
    /// From when it cannot any more.
    pub(in crate::sandbox) invalid: Option<Time>,
    /// Most viewers at one time, for an organizer.
    pub(in crate::sandbox) points: Option<i64>,
    pub(in crate::sandbox) vod_points: Option<i64>,
    pub(in crate::sandbox) profile: Profile,
}

/// What is known of the person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Profile {
    pub(in crate::sandbox) name: String,
    pub(in crate::sandbox) address: Option<String>,
    pub(in crate::sandbox) company: Option<String>,
    pub(in crate::sandbox) country: Option<String>,
    pub(in crate::sandbox) description: Option<String>,
    pub(in crate::sandbox) first_name: Option<String>,
    pub(in crate::sandbox) last_name: Option<String>,
    pub(in crate::sandbox) job: Option<String>,
    pub(in crate::sandbox) male: bool,
    pub(in crate::sandbox) mobile: Option<String>,
    pub(in crate::sandbox) nick_name: Option<String>,
    pub(in crate::sandbox) phone: Option<String>,
    pub(in crate::sandbox) state: Option<String>,
    pub(in crate::sandbox) zipcode: Option<String>,
}

/// A password as it is kept: hashes alone, both of them, because which one a site wants is a setting of its console.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::sandbox) struct Hashes {
    md5: String,
    sha1: String,
}

/// Who makes a call.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct Caller {
    pub(in crate::sandbox) login: String,
    pub(in crate::sandbox) role: Role,
}

impl Caller {
    /// Whether what `creator` made is his to see and change: an administrator's is everything.
    pub(in crate::sandbox) fn sees(&self, creator: &str) -> bool {
        self.role == Role::Admin || self.login == creator
    }
}

impl Hashes {
    pub(in crate::sandbox) fn of(clear: &str) -> Self {
        Self {
            md5: hex(&Md5::digest(clear.as_bytes())),
            sha1: hex(&Sha1::digest(clear.as_bytes())),
        }
    }

    /// Whether this is the password: in clear, or as one of its hashes in lower-case hex.
    fn matches(&self, password: &str, hashed: bool) -> bool {
        if hashed {
            password == self.md5 || password == self.sha1
        } else {
            *self == Self::of(password)
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl std::fmt::Debug for Hashes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hashes(***)")
    }
}

impl World {
    /// The account of a login.
    ///
    /// # Errors
    /// 200 for an unknown login, a wrong password, and an account that is disabled or not valid yet; 201 for one that
    /// has run out.
    pub(in crate::sandbox) fn log_in(
        &self,
        login: &str,
        password: &str,
        hashed: bool,
        now: Time,
    ) -> Result<Caller, Refusal> {
        let refuse =
            |code, rule: String| Err(Refusal::new(code, "authentication failed", rule));
        let failed = ReturnCode::AuthenticationFailed;
        let Some(user) = self.users.get(login) else {
            return refuse(failed, "`loginName` is no user of the site".to_owned());
        };
        if !user.hashes.matches(password, hashed) {
            return refuse(failed, "`password` is not the user's".to_owned());
        }
        if !user.enabled {
            return refuse(failed, "the user is disabled".to_owned());
        }
        if user.effective.is_some_and(|effective| now < effective) {
            return refuse(
                failed,
                "`effectiveDate` of the user is still to come".to_owned(),
            );
        }
        if user.invalid.is_some_and(|invalid| invalid <= now) {
            let code = ReturnCode::PasswordExpired;
            return refuse(code, "`invalidDate` of the user is over".to_owned());
        }
        Ok(Caller { login: login.to_owned(), role: user.role })
    }
}
