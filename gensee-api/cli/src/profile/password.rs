//! Where passwords are kept: in the keyring of the system, or in a file that only its owner can read.

use std::collections::BTreeMap;

use gensee_api::Secret;
use serde::{Deserialize, Serialize};

use super::{Profile, folder, read, write};
use crate::failure::{Failure, Outcome};

/// Where the password of a profile is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Store {
    Keyring,
    File,
}

/// The passwords in the file, by the name of the profile. It has no `Debug`, because it holds them in clear.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
struct Passwords(BTreeMap<String, String>);

const FILE: &str = "passwords.toml";

impl Profile {
    /// The password as it is sent, hashed or plain.
    pub fn load_password(&self, name: &str) -> Outcome<Secret> {
        let found = match self.password {
            Store::Keyring => keyring::load(self)?,
            Store::File => read::<Passwords>(&folder()?.join(FILE))?.0.remove(name),
        };
        found.map(Secret::from).ok_or_else(|| {
            Failure::usage(format!(
                "the password of the profile `{name}` is not there; save it again with `gensee login {} {} --profile {name}`",
                self.url, self.login
            ))
        })
    }

    /// Saves the password in the keyring, if that is wanted and there is one, else in the file, and notes which.
    pub fn save_password(&mut self, name: &str, password: &Secret) -> Outcome {
        if self.password == Store::Keyring {
            match keyring::save(self, password) {
                Ok(()) => return Ok(()),
                Err(reason) => {
                    eprintln!(
                        "note: no keyring ({reason}); the password is kept in a file that only you can read"
                    );
                }
            }
        }
        self.password = Store::File;
        let file = folder()?.join(FILE);
        let mut passwords: Passwords = read(&file)?;
        passwords.0.insert(name.to_owned(), password.expose().to_owned());
        write(&file, &passwords)
    }

    /// Forgets the password.
    pub fn forget_password(&self, name: &str) -> Outcome {
        if self.password == Store::Keyring {
            return keyring::forget(self);
        }
        let file = folder()?.join(FILE);
        let mut passwords: Passwords = read(&file)?;
        if passwords.0.remove(name).is_some() {
            write(&file, &passwords)?;
        }
        Ok(())
    }
}

#[cfg(feature = "keyring")]
mod keyring {
    use gensee_api::Secret;
    use keyring::{Entry, Error};

    use crate::failure::{Failure, Outcome};
    use crate::profile::Profile;

    fn entry(profile: &Profile) -> Result<Entry, Error> {
        Entry::new("gensee", &format!("{} at {}", profile.login, profile.url))
    }

    pub(super) fn load(profile: &Profile) -> Outcome<Option<String>> {
        match entry(profile).and_then(|entry| entry.get_password()) {
            Ok(password) => Ok(Some(password)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    pub(super) fn save(profile: &Profile, password: &Secret) -> Result<(), String> {
        if let Err(error) = Entry::store_status() {
            return Err(error.to_string());
        }
        let saved =
            entry(profile).and_then(|entry| entry.set_password(password.expose()));
        saved.map_err(|error| error.to_string())
    }

    pub(super) fn forget(profile: &Profile) -> Outcome {
        match entry(profile).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(failed(&error)),
        }
    }

    fn failed(error: &Error) -> Failure {
        Failure::Local(format!(
            "the keyring: {error}; `GENSEE_PASSWORD` does without it"
        ))
    }
}

#[cfg(not(feature = "keyring"))]
mod keyring {
    use gensee_api::Secret;

    use crate::failure::{Failure, Outcome};
    use crate::profile::Profile;

    const NONE: &str = "this program was built without the feature `keyring`";

    pub(super) fn load(_: &Profile) -> Outcome<Option<String>> {
        Err(Failure::Local(NONE.to_owned()))
    }

    pub(super) fn save(_: &Profile, _: &Secret) -> Result<(), &'static str> {
        Err(NONE)
    }

    pub(super) fn forget(_: &Profile) -> Outcome {
        Err(Failure::Local(NONE.to_owned()))
    }
}
