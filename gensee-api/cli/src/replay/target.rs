//! Where a recording is sent to: a sandbox in this program, or a site.

use axum::body::Bytes;
use gensee_api::params::to_form;
use gensee_api::webcast::{BASE_PATH, Login};
use gensee_api::{Client, Password, Time};
use gensee_sandbox::{Sandbox, Seed};
use http::Request;
use http::header::CONTENT_TYPE;
use http_body_util::Full;
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::connect::{Account, runtime};
use crate::failure::{Failure, Outcome};
use crate::forward::{HttpClient, http_client, whole};
use crate::record::recording::{Record, form};
use crate::walk::Known;

/// How many webcasts and vods are tried for one of the recording.
const MOST: usize = 12;

/// An organizer of the demo world, who owns some of its webcasts.
const ORGANIZER: &str = "wang.jianguo@sandbox.example";

pub struct Target {
    url: String,
    client: HttpClient,
    runtime: Runtime,
    /// An administrator first, if they are several.
    pub callers: Vec<Caller>,
    /// It runs as long as it is asked.
    _sandbox: Option<Sandbox>,
}

/// A caller of the target.
pub struct Caller {
    /// The parameters of the login, as a form.
    login: String,
    pub known: Known,
}

/// What the target answers.
pub struct Answer {
    pub status: u16,
    /// The answer, where it is JSON.
    pub body: Option<Value>,
}

impl Target {
    /// A sandbox with the demo world, whose clock stands at this moment.
    ///
    /// # Errors
    /// When it cannot start.
    pub fn sandbox(moment: Time) -> Outcome<Self> {
        let started = Sandbox::builder().at(moment).seed(Seed::Demo).start();
        let sandbox =
            started.map_err(|error| Failure::Local(format!("the sandbox: {error}")))?;
        let account = |login: &str| Account {
            url: sandbox.url(),
            login: login.to_owned(),
            password: Password::md5(sandbox.password()),
        };
        let accounts = [account(sandbox.admin()), account(ORGANIZER)];
        Self::of(&accounts, moment, Some(sandbox))
    }

    /// # Errors
    /// When the site refuses the login, or does not answer.
    pub fn site(account: &Account) -> Outcome<Self> {
        Self::of(std::slice::from_ref(account), Time::now(), None)
    }

    fn of(
        accounts: &[Account],
        moment: Time,
        sandbox: Option<Sandbox>,
    ) -> Outcome<Self> {
        let runtime = runtime()?;
        let caller = |account: &Account| {
            let client: Client = account.client(|client| client)?;
            let password = &account.password;
            let login = Login::new(&account.login, password.wire().clone());
            Ok(Caller {
                login: to_form(&login.sec(password.is_hashed())),
                known: runtime.block_on(Known::of(&client, MOST, moment))?,
            })
        };
        let callers = accounts.iter().map(caller).collect::<Outcome<Vec<_>>>()?;
        let url = accounts.first().map_or("", |account| &account.url);
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            client: http_client()?,
            callers,
            runtime,
            _sandbox: sandbox,
        })
    }

    /// Sends a call with other parameters than it was recorded with.
    ///
    /// # Errors
    /// When no answer arrives.
    pub fn send(
        &self,
        record: &Record,
        pairs: &[(String, String)],
        caller: usize,
    ) -> Outcome<Answer> {
        let sent = form(pairs);
        let between = if sent.is_empty() { "" } else { "&" };
        let sent = format!("{}{between}{sent}", self.callers[caller].login);
        let address = format!("{}{BASE_PATH}{}", self.url, record.path);
        let request = Request::builder().method(&*record.method);
        let request = match &*record.method {
            "GET" | "HEAD" => {
                request.uri(format!("{address}?{sent}")).body(Full::default())
            }
            _ => request
                .uri(address)
                .header(CONTENT_TYPE, "application/x-www-form-urlencoded; charset=UTF-8")
                .body(Full::new(Bytes::from(sent))),
        };
        let request = request.map_err(|error| {
            let call = format!("{} {}", record.method, record.path);
            Failure::usage(format!("`{call}`: not a call of a recording: {error}"))
        })?;
        let failed = |error: &dyn std::fmt::Display| {
            Failure::Network(format!("`{}`: no answer: {error}", record.path))
        };
        self.runtime.block_on(async {
            let answer = self.client.request(request).await;
            let answer = answer.map_err(|error| failed(&error))?;
            let status = answer.status().as_u16();
            let body = whole(answer.into_body()).await.map_err(|why| failed(&why))?;
            Ok(Answer { status, body: read(&String::from_utf8_lossy(&body)) })
        })
    }
}

/// The answer of a record, where it is JSON, also where a strict parser refuses it.
pub fn body(record: &Record) -> Option<Value> {
    record.body.clone().or_else(|| read(record.text.as_ref()?))
}

fn read(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}');
    let strict = serde_json::from_str(text).ok();
    strict.or_else(|| serde_json::from_str(&text.replace(char::is_control, " ")).ok())
}
