//! `gensee login`, `logout` and `profiles`.

use std::io::{self, IsTerminal as _};

use clap::ArgMatches;
use gensee_api::webcast::{ListWebcasts, ReturnCode};
use gensee_api::{Client, Error, Secret};
use serde_json::json;

use crate::columns::Column;
use crate::connect::{Account, hashed, runtime};
use crate::failure::{Failure, Outcome};
use crate::lang::Lang;
use crate::output::Output;
use crate::profile::{Hash, Profile, Profiles, Store};

/// Saves a profile, after a call has proved the password.
pub fn login(matches: &ArgMatches) -> Outcome {
    let text = |name: &str| matches.get_one::<String>(name).cloned().unwrap_or_default();
    let (url, login) = (text("url"), text("name"));
    let named = matches.get_one::<String>("profile");
    let name = named.cloned().unwrap_or_else(|| host(&url).to_owned());
    // The address is checked before the password is asked for.
    Client::builder(&url).login(&login, hashed(Hash::Md5, "")).build()?;
    let clear = ask_password(&login)?;
    let given = matches.get_one::<String>("hash").and_then(|name| Hash::named(name));
    let hash = prove(&url, &login, clear.expose(), given)?;
    let store =
        if matches.get_flag("no-keyring") { Store::File } else { Store::Keyring };
    let mut profile = Profile { url, login, hash, password: store };
    // What is sent is kept, so that the password in clear is not where the site takes a hash.
    profile.save_password(&name, hashed(hash, clear.expose()).wire())?;
    let mut profiles = Profiles::load()?;
    profiles.profiles.insert(name.clone(), profile);
    if profiles.default.is_none() || named.is_none() {
        profiles.default = Some(name.clone());
    }
    profiles.save()?;
    eprintln!(
        "saved the profile `{name}`; the site wants the password as {}",
        hash.name()
    );
    Ok(())
}

/// Forgets a profile.
pub fn logout(matches: &ArgMatches) -> Outcome {
    let mut profiles = Profiles::load()?;
    let named = matches.get_one::<String>("profile").map(String::as_str);
    let (name, profile) = profiles.find(named)?;
    let name = name.to_owned();
    profile.forget_password(&name)?;
    profiles.profiles.remove(&name);
    profiles.default = profiles.default.take().filter(|default| *default != name);
    profiles.save()?;
    eprintln!("forgot the profile `{name}`");
    Ok(())
}

/// Lists the profiles.
pub fn profiles(matches: &ArgMatches, lang: Lang) -> Outcome {
    let profiles = Profiles::load()?;
    let columns =
        ["profile", "url", "login", "hash", "password", "default"].map(Column::text);
    let mut rows = Output::of(matches).rows(columns.to_vec())?;
    let default = profiles.find(None).map(|(name, _)| name.to_owned()).ok();
    for (name, profile) in &profiles.profiles {
        let Profile { url, login, hash, password } = profile;
        let is_default =
            if default.as_ref() == Some(name) { lang.pick("yes", "是") } else { "" };
        rows.write(&json!({
            "profile": name, "url": url, "login": login, "hash": hash, "password": password, "default": is_default
        }))?;
    }
    rows.finish()
}

/// The password, without an echo on a terminal, else the first line of stdin.
fn ask_password(login: &str) -> Outcome<Secret> {
    let read = if io::stdin().is_terminal() {
        rpassword::prompt_password(format!("Password of {login}: "))
    } else {
        let mut line = String::new();
        io::stdin().read_line(&mut line).map(|_| line)
    };
    let text = read.map_err(|error| Failure::Local(format!("the password: {error}")))?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(Failure::usage(
            "the password is empty; type it, or write it to stdin",
        ));
    }
    Ok(Secret::from(text))
}

/// Finds out how the site wants the password, by a call that changes nothing.
fn prove(url: &str, login: &str, clear: &str, given: Option<Hash>) -> Outcome<Hash> {
    let safe = url.starts_with("https://") || is_here(host(url));
    let tried: &[Hash] = match &given {
        Some(hash) => std::slice::from_ref(hash),
        None if safe => &[Hash::Md5, Hash::Sha1, Hash::Plain],
        None => &[Hash::Md5, Hash::Sha1],
    };
    let runtime = runtime()?;
    let mut refused = None;
    for &hash in tried {
        let account = Account {
            url: url.to_owned(),
            login: login.to_owned(),
            password: hashed(hash, clear),
        };
        let client = account.client(|client| client)?;
        match runtime.block_on(client.list_webcasts(&ListWebcasts::new().page_no(1))) {
            Err(error @ Error::Api { .. })
                if error.code() == Some(&ReturnCode::AuthenticationFailed) =>
            {
                refused = Some(error);
            }
            // Another refusal comes after the password was found right.
            Ok(_) | Err(Error::Api { .. } | Error::Decode { .. }) => return Ok(hash),
            Err(error) => return Err(error.into()),
        }
    }
    Err(refused.map_or_else(|| Failure::usage("no password was tried"), Failure::from))
}

/// The host of an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let authority = &rest[..end];
    if authority.starts_with('[') {
        return authority.split_inclusive(']').next().unwrap_or(authority);
    }
    authority.split(':').next().unwrap_or(authority)
}

fn is_here(host: &str) -> bool {
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts() {
        let table = [
            ("https://school.gensee.com", "school.gensee.com"),
            ("http://127.0.0.1:8080/x", "127.0.0.1"),
            ("http://[::1]:8080", "[::1]"),
            ("school.gensee.com", "school.gensee.com"),
        ];
        for (url, expected) in table {
            assert_eq!(host(url), expected, "{url}");
        }
    }
}
