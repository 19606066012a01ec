//! From a profile, or the environment, to a client.

use std::env;
use std::time::Duration;

use clap::ArgMatches;
use gensee_api::{Client, ClientBuilder, Password, Secret};
use tokio::runtime::{Builder, Runtime};

use crate::failure::{Failure, Outcome};
use crate::profile::{Hash, Profiles};

/// A site and who calls it.
pub struct Account {
    pub url: String,
    pub login: String,
    pub password: Password,
}

impl Account {
    /// The account of `--profile`, of the environment, or of the default profile.
    pub fn of(matches: &ArgMatches) -> Outcome<Self> {
        let named = matches.get_one::<String>("profile").map(String::as_str);
        let clear = variable("GENSEE_PASSWORD");
        if let (None, Some(url), Some(login)) =
            (named, variable("GENSEE_URL"), variable("GENSEE_LOGIN"))
        {
            let Some(clear) = clear else {
                return Err(Failure::usage(
                    "`GENSEE_URL` and `GENSEE_LOGIN` are set, `GENSEE_PASSWORD` is not; set it",
                ));
            };
            return Ok(Self { url, login, password: hashed(hash_variable()?, &clear) });
        }
        let profiles = Profiles::load()?;
        let (name, profile) = profiles.find(named)?;
        let password = match clear {
            Some(clear) => hashed(profile.hash, &clear),
            None => sent(profile.hash, &profile.load_password(name)?),
        };
        Ok(Self { url: profile.url.clone(), login: profile.login.clone(), password })
    }

    /// The host of the site, with its port where it has one of its own.
    pub fn site(&self) -> String {
        let url = self.url.split_once("://").map_or(&*self.url, |(_, rest)| rest);
        let host = url.split(['/', '?', '#']).next().unwrap_or_default();
        host.to_lowercase()
    }

    /// A client of the account, after `change` has set it up.
    pub fn client(
        &self,
        change: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Outcome<Client> {
        let client =
            Client::builder(&self.url).login(&self.login, self.password.clone());
        Ok(change(client).build()?)
    }

    /// A client that is as fast as `--rate` allows, and for how many answers it may ask at one time.
    pub fn paced(&self, matches: &ArgMatches) -> Outcome<(Client, usize)> {
        let client = self.client(|client| match matches.get_one::<u32>("rate") {
            Some(&rate) => client.rate_limit(rate, Duration::from_secs(1)),
            None => client,
        })?;
        let concurrency = matches.get_one::<u8>("concurrency").copied();
        Ok((client, concurrency.map_or(1, usize::from)))
    }
}

/// A password in clear, as it is sent.
pub fn hashed(hash: Hash, clear: &str) -> Password {
    match hash {
        Hash::Md5 => Password::md5(clear),
        Hash::Sha1 => Password::sha1(clear),
        Hash::Plain => Password::plain(clear),
    }
}

/// A password that was kept as it is sent.
fn sent(hash: Hash, kept: &Secret) -> Password {
    match hash {
        Hash::Plain => Password::plain(kept.expose()),
        Hash::Md5 | Hash::Sha1 => Password::hashed(kept.expose()),
    }
}

/// What runs the calls.
pub fn runtime() -> Outcome<Runtime> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::Local(format!("the runtime: {error}")))
}

fn hash_variable() -> Outcome<Hash> {
    let Some(name) = variable("GENSEE_HASH") else { return Ok(Hash::Md5) };
    Hash::named(&name).ok_or_else(|| {
        Failure::usage(format!(
            "`GENSEE_HASH` is `{name}`; set it to md5, sha1 or plain"
        ))
    })
}

fn variable(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
