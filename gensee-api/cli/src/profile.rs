//! Profiles: the sites and logins that `gensee login` saves, in the platform's folder for settings.

mod password;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use etcetera::base_strategy::{self, BaseStrategy as _};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub use password::Store;

use crate::failure::{Failure, Outcome};

/// The profiles by name.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profiles {
    /// The one that is used where none is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    #[serde(default)]
    pub profiles: BTreeMap<String, Profile>,
}

/// A site and a login, without the password.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub url: String,
    pub login: String,
    /// How the site wants the password.
    pub hash: Hash,
    /// Where it is kept.
    pub password: Store,
}

/// How a password is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hash {
    Md5,
    Sha1,
    Plain,
}

impl Hash {
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "md5" => Some(Hash::Md5),
            "sha1" => Some(Hash::Sha1),
            "plain" => Some(Hash::Plain),
            _ => None,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Hash::Md5 => "md5",
            Hash::Sha1 => "sha1",
            Hash::Plain => "plain",
        }
    }
}

impl Profiles {
    pub fn load() -> Outcome<Self> {
        read(&folder()?.join("config.toml"))
    }

    pub fn save(&self) -> Outcome {
        write(&folder()?.join("config.toml"), self)
    }

    /// The profile of a name; without a name the default one, or the only one.
    ///
    /// # Errors
    /// When there is none, with what to do.
    pub fn find(&self, name: Option<&str>) -> Outcome<(&str, &Profile)> {
        let only = self.profiles.keys().next().filter(|_| self.profiles.len() == 1);
        let usual = self.default.as_deref().or(only.map(String::as_str));
        let Some(name) = name.or(usual) else {
            return Err(Failure::usage(
                "no profile: save one with `gensee login URL LOGIN`, or set `GENSEE_URL`, `GENSEE_LOGIN` and \
                 `GENSEE_PASSWORD`",
            ));
        };
        let found = self.profiles.get_key_value(name);
        found.map(|(name, profile)| (name.as_str(), profile)).ok_or_else(|| {
            let known: Vec<_> = self.profiles.keys().map(String::as_str).collect();
            let known = if known.is_empty() {
                "there is none".to_owned()
            } else {
                format!("there are {}", known.join(", "))
            };
            Failure::usage(format!(
                "`--profile {name}`: no such profile; {known}; `gensee login` saves one"
            ))
        })
    }
}

/// The folder with the settings: `GENSEE_CONFIG_DIR`, or the platform's.
fn folder() -> Outcome<PathBuf> {
    if let Some(folder) = env::var_os("GENSEE_CONFIG_DIR") {
        return Ok(folder.into());
    }
    let strategy = base_strategy::choose_native_strategy().map_err(|_| {
        Failure::usage("no home folder for the settings; set `GENSEE_CONFIG_DIR`")
    })?;
    Ok(strategy.config_dir().join("gensee"))
}

/// Reads a file of settings; without a file the settings are empty.
fn read<T: DeserializeOwned + Default>(file: &Path) -> Outcome<T> {
    match fs::read_to_string(file) {
        Ok(text) => toml::from_str(&text).map_err(|error| {
            // The text of the error repeats the line, which can be a password.
            let line =
                error.span().map_or(1, |span| text[..span.start].lines().count().max(1));
            Failure::usage(format!(
                "`{}`: line {line}: {}",
                file.display(),
                error.message()
            ))
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(T::default()),
        Err(error) => Err(Failure::file(file, &error)),
    }
}

/// Replaces a file of settings at once, so that a crash leaves the old or the new one. Only its owner can read it.
fn write<T: Serialize>(file: &Path, value: &T) -> Outcome {
    let failed = |error: io::Error| Failure::file(file, &error);
    let text =
        toml::to_string(value).map_err(|error| failed(io::Error::other(error)))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    // Such a file can be read by its owner alone.
    let mut fresh = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    fresh.write_all(text.as_bytes()).map_err(failed)?;
    fresh.as_file().sync_all().map_err(failed)?;
    fresh.persist(file).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Hash, Profile, Profiles, Store};

    fn profiles(names: &[&str], default: Option<&str>) -> Profiles {
        let profile = |name: &&str| {
            let profile = Profile {
                url: format!("https://{name}.gensee.com"),
                login: "admin".to_owned(),
                hash: Hash::Md5,
                password: Store::File,
            };
            ((*name).to_owned(), profile)
        };
        Profiles {
            default: default.map(str::to_owned),
            profiles: names.iter().map(profile).collect(),
        }
    }

    #[test]
    fn the_profile_is_the_named_the_default_or_the_only_one() {
        let (both, one, none) = (&["a", "b"][..], &["a"][..], &[][..]);
        let table = [
            (both, Some("b"), None, "b"),
            (both, Some("b"), Some("a"), "a"),
            (one, None, None, "a"),
            (both, None, None, "no profile"),
            (both, None, Some("c"), "there are a, b"),
            (none, None, Some("c"), "there is none"),
        ];
        for (names, default, asked, expected) in table {
            let profiles = profiles(names, default);
            let found = profiles.find(asked).map(|(name, _)| name.to_owned());
            let told = found.unwrap_or_else(|error| error.to_string());
            assert!(told.contains(expected), "{names:?} {asked:?}: {told}");
        }
    }

    #[test]
    fn what_is_saved_is_read() {
        let some = profiles(&["a", "学校"], Some("学校"));
        let text = toml::to_string(&some).unwrap();
        assert_eq!(toml::from_str::<Profiles>(&text).unwrap(), some);
    }
}
