//! Who is inside a webcast.

use super::World;

impl World {
    /// Whether a client of this user is in the webcast.
    pub(in crate::sandbox) fn is_present(&self, webcast: &str, user: i64) -> bool {
        self.present.get(webcast).is_some_and(|users| users.contains(&user))
    }
}
