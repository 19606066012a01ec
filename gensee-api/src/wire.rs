//! The types of single values on the wire: times, ids, secrets, addresses, codes, passwords.

mod id;
mod json;
mod open_enum;
mod password;
mod secret;
mod time;
mod url;

pub use id::{DocumentId, RecordId, UserId, VodId, WebcastId};
pub(crate) use json::is_json;
pub(crate) use open_enum::lists;
pub use open_enum::{OpenEnum, serialize_code};
pub use password::Password;
pub use secret::{JoinUrl, OrganizerToken, PanelistToken, Secret};
pub(crate) use time::DAY_MILLIS;
pub use time::{Date, Time, TimeError, TimeFormat};
pub use url::ResourceUrl;
