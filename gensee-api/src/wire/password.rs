//! The password of a login: sent in clear text, or as the hash that the console of the site is set to.

use std::fmt;
use std::fmt::Write as _;

use md5::Md5;
use sha1::{Digest, Sha1};

use crate::Secret;

/// The password of a login, as it is sent.
///
/// A setting in the console of the site says which hash it expects, MD5 or SHA-1. A hash is sent as lower-case hex
/// together with `sec=true`. A plain password is sent without `sec`, because the server takes anything but the text
/// `true` as "not hashed".
///
/// ```
/// use gensee_api::Password;
///
/// let password = Password::md5("888888");
/// assert_eq!(password, Password::hashed("21218CCA77804D2BA1922C33E0151105"));
/// assert_eq!(format!("{password:?}"), "Password(***)");
/// ```
#[derive(Clone, PartialEq)]
pub struct Password {
    wire: Secret,
    hashed: bool,
}

impl Password {
    /// The password in clear text. Use it only over https or in a network that you trust.
    pub fn plain(password: impl Into<String>) -> Self {
        Self { wire: Secret::from(password.into()), hashed: false }
    }

    /// The MD5 hash of the password `clear`.
    pub fn md5(clear: impl AsRef<str>) -> Self {
        Self::digest::<Md5>(clear.as_ref())
    }

    /// The SHA-1 hash of the password `clear`.
    pub fn sha1(clear: impl AsRef<str>) -> Self {
        Self::digest::<Sha1>(clear.as_ref())
    }

    /// An existing hash in hex: 32 digits for MD5, 40 for SHA-1. Upper-case digits become lower-case, because the
    /// server is known to accept only those. Any other text is refused when a [`Site`](crate::Site) or a client is made
    /// with it.
    pub fn hashed(hex: impl AsRef<str>) -> Self {
        Self {
            wire: Secret::from(hex.as_ref().trim().to_ascii_lowercase()),
            hashed: true,
        }
    }

    /// Whether the password is sent as a hash, with `sec=true`.
    pub fn is_hashed(&self) -> bool {
        self.hashed
    }

    /// The text that is sent as `password`: the hash, or the password in clear.
    pub fn wire(&self) -> &Secret {
        &self.wire
    }

    /// Whether a hash has the length and the digits of one; always true of a plain password.
    pub(crate) fn is_well_formed(&self) -> bool {
        let wire = self.wire.expose();
        !self.hashed
            || (matches!(wire.len(), 32 | 40)
                && wire.bytes().all(|byte| byte.is_ascii_hexdigit()))
    }

    fn digest<D: Digest>(clear: &str) -> Self {
        let mut hex = String::with_capacity(40);
        for byte in D::digest(clear.as_bytes()) {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Self { wire: Secret::from(hex), hashed: true }
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::Password;

    #[test]
    fn what_goes_over_the_wire() {
        for (password, wire, hashed, well_formed) in [
            (Password::plain("Geheim&1"), "Geheim&1", false, true),
            (Password::plain(""), "", false, true),
            (Password::md5(""), "d41d8cd98f00b204e9800998ecf8427e", true, true),
            (Password::md5("口令"), "604e28adb9ee6c5c805a156ca4603152", true, true),
            (
                Password::sha1("abc"),
                "a9993e364706816aba3e25717850c26c9cd0d89d",
                true,
                true,
            ),
            (
                Password::hashed(" D41D8CD98F00B204E9800998ECF8427E\n"),
                "d41d8cd98f00b204e9800998ecf8427e",
                true,
                true,
            ),
            (Password::hashed("888888"), "888888", true, false),
            (
                Password::hashed("z41d8cd98f00b204e9800998ecf8427e"),
                "z41d8cd98f00b204e9800998ecf8427e",
                true,
                false,
            ),
        ] {
            assert_eq!(password.wire().expose(), wire);
            assert_eq!(password.is_hashed(), hashed, "{wire}");
            assert_eq!(password.is_well_formed(), well_formed, "{wire}");
            assert_eq!(format!("{password:?}"), "Password(***)");
        }
    }
}
