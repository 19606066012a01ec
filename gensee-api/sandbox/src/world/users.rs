//! The accounts of a site.

use md5::{Digest, Md5};
use sha1::Sha1;

use serde::{Deserialize, Serialize};

use super::{World, text};
use crate::api_error::ApiError;
use crate::rule::Rule;
use gensee_api::webcast::ReturnCode;
use gensee_api::{Role, Time};

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct User {
    /// The id by which recordings and vods name their creator.
    pub(crate) id: i64,
    pub(crate) hashes: Hashes,
    #[serde(with = "text::role")]
    pub(crate) role: Role,
    pub(crate) enabled: bool,
    /// From when it can log in.
    pub(crate) effective: Option<Time>,
    /// From when it can no longer log in.
    pub(crate) invalid: Option<Time>,
    /// For an organizer: the highest number of viewers at one time.
    pub(crate) points: Option<i64>,
    pub(crate) vod_points: Option<i64>,
    pub(crate) profile: Profile,
}

/// What is known about the person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) address: Option<String>,
    pub(crate) company: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) first_name: Option<String>,
    pub(crate) last_name: Option<String>,
    pub(crate) job: Option<String>,
    pub(crate) male: bool,
    pub(crate) mobile: Option<String>,
    pub(crate) nick_name: Option<String>,
    pub(crate) phone: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) zipcode: Option<String>,
}

/// A password as it is kept: only as its two hashes. Both are kept because a setting of the site's console decides
/// which one the site expects.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hashes {
    md5: String,
    sha1: String,
}

/// Who makes a call.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) login: String,
    pub(crate) role: Role,
}

impl Caller {
    /// Whether the caller may see and change what `creator` made. An administrator may see and change everything.
    pub(crate) fn sees(&self, creator: &str) -> bool {
        self.role == Role::Admin || self.login == creator
    }
}

impl Hashes {
    pub(crate) fn of(clear: &str) -> Self {
        Self {
            md5: hex(&Md5::digest(clear.as_bytes())),
            sha1: hex(&Sha1::digest(clear.as_bytes())),
        }
    }

    pub(crate) fn md5(&self) -> &str {
        &self.md5
    }

    pub(crate) fn sha1(&self) -> &str {
        &self.sha1
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
    /// Logs in to an account.
    ///
    /// # Errors
    /// 200 for an unknown login, a wrong password, and an account that is disabled or not valid yet; 201 for an
    /// account that has expired.
    pub(crate) fn log_in(
        &self,
        login: &str,
        password: &str,
        hashed: bool,
        now: Time,
    ) -> Result<Caller, ApiError> {
        let refuse =
            |code, rule| Err(ApiError::new(code, "authentication failed", rule));
        let failed = ReturnCode::AuthenticationFailed;
        let Some(user) = self.users.get(login) else {
            return refuse(failed, Rule::no_login());
        };
        if !user.hashes.matches(password, hashed) {
            return refuse(failed, Rule::wrong_password());
        }
        if !user.enabled {
            return refuse(failed, Rule::user_disabled());
        }
        if user.effective.is_some_and(|effective| now < effective) {
            return refuse(failed, Rule::user_to_come());
        }
        if user.invalid.is_some_and(|invalid| invalid <= now) {
            let code = ReturnCode::PasswordExpired;
            return refuse(code, Rule::user_over());
        }
        Ok(Caller { login: login.to_owned(), role: user.role })
    }
}
