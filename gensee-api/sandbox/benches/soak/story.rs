//! A webcast from its creation to its end and away again, so that the site has as much after it as before.

use std::fmt::Debug;
use std::time::Instant;

use gensee_api::webcast::{
    AttachFiles, AttachWarmup, Attachment, CreateUser, CreateWebcast, DeleteRecord,
    DeleteWebcast, DetachFiles, ExportChat, ExportHistory, ExportHistoryPage,
    ExportUsage, FinishWebcast, GetWebcast, GetWebcastStatus, JoinType,
    ListOngoingWebcasts, ListRecordings, ListWebcasts, LiveStatus, PublishVod,
    SyncRecords, SyncVods, UnpublishVod, UpdateVod, UpdateWebcast, UserRole, VodSkin,
};
use gensee_api::{
    Client, Error, Operation, OrganizerToken, PanelistToken, Password, Time, WebcastId,
};
use gensee_sandbox::{Control, ControlError, Sandbox, Snapshot, Viewer};

/// How many calls a story has.
pub const CALLS: usize = 26;
/// Webcasts that stay, so that lists have more than a page.
const STAYING: usize = 60;
/// Administrators, who tell the stories: they alone may do all of it.
const ACCOUNTS: usize = 8;
const VIEWERS: usize = 3;
const PASSWORD: &str = "geheim";

/// A sandbox with what stays.
pub struct Site {
    sandbox: Sandbox,
    begun: Snapshot,
}

impl Site {
    pub async fn new() -> Result<Self, Error> {
        let sandbox = Sandbox::start().expect("a port");
        let client = client(&sandbox, sandbox.admin(), sandbox.password())?;
        for account in 0..ACCOUNTS {
            let login = login(account);
            let user = CreateUser::new(&login, PASSWORD, &login).role(UserRole::Admin);
            client.create_user(&user).await?;
        }
        for number in 0..STAYING {
            client.create_webcast(&webcast(&format!("Staying {number}"))).await?;
        }
        let begun = sandbox.snapshot();
        Ok(Self { sandbox, begun })
    }

    /// Forgets all but what stays.
    pub fn begin_again(&self) -> Result<(), ControlError> {
        self.sandbox.restore(&self.begun)
    }

    /// One of those who tell stories.
    pub fn teller(&self, number: usize) -> Teller {
        let client = client(&self.sandbox, &login(number % ACCOUNTS), PASSWORD);
        Teller {
            client: client.expect("a client"),
            control: self.sandbox.control(),
            name: format!("Story of {number}"),
            stories: 0,
            latencies: Vec::new(),
        }
    }
}

fn client(sandbox: &Sandbox, login: &str, password: &str) -> Result<Client, Error> {
    let builder = Client::builder(sandbox.url()).no_proxy();
    builder.login(login, Password::md5(password)).build()
}

fn login(account: usize) -> String {
    format!("editor-{account}")
}

fn webcast(subject: &str) -> CreateWebcast {
    CreateWebcast::new(
        subject,
        Time::now(),
        OrganizerToken::new("123456"),
        PanelistToken::new("654321"),
    )
}

/// Tells stories, one call after the other, over one connection.
pub struct Teller {
    client: Client,
    control: Control,
    name: String,
    stories: usize,
    /// Of each call, in microseconds.
    pub latencies: Vec<u32>,
}

/// What went wrong.
type Told<T> = Result<T, String>;

impl Teller {
    /// The whole of one.
    pub async fn tell(&mut self) -> Told<()> {
        self.stories += 1;
        let subject = format!("{} {}", self.name, self.stories);
        self.live(&subject).await.map_err(|why| format!("{subject}: {why}"))
    }

    async fn live(&mut self, subject: &str) -> Told<()> {
        let began = Time::now();
        let id = self.ask(&webcast(subject)).await?.id;
        self.prepare(&id, subject).await?;
        self.held(&id, subject, began).await?;
        self.ask(&FinishWebcast::new(&id)).await?;
        self.afterwards(&id, began).await?;
        self.ask(&DeleteWebcast::new(&id)).await.map(drop)
    }

    async fn prepare(&mut self, id: &WebcastId, subject: &str) -> Told<()> {
        let read = self.ask(&GetWebcast::new(id)).await?;
        equal("its subject", read.subject.as_deref(), Some(subject))?;
        let update = UpdateWebcast::new(
            id,
            subject,
            Time::now(),
            OrganizerToken::new("123456"),
            PanelistToken::new("654321"),
        );
        self.ask(&update.plan("1. …")).await?;
        let file = Attachment::new("https://example.com/a.pdf");
        self.ask(&AttachFiles::new(id, vec![file.clone()])).await?;
        self.ask(&DetachFiles::new(id, vec![file.url])).await?;
        self.stands(id, LiveStatus::Idle).await
    }

    async fn held(&mut self, id: &WebcastId, subject: &str, began: Time) -> Told<()> {
        let join = |viewer| {
            let viewer = Viewer::named(format!("{subject}, viewer {viewer}"));
            self.control.join(id, viewer, JoinType::PcWeb)
        };
        let visits: Result<Vec<_>, _> = (0..VIEWERS).map(join).collect();
        let visits = visits.map_err(told)?;
        self.stands(id, LiveStatus::Preparing).await?;
        self.control.start(id).map_err(told)?;
        self.stands(id, LiveStatus::Started).await?;
        for visit in &visits {
            self.control.chat(*visit, "Hello").map_err(told)?;
        }
        let ongoing = self.ask(&ListOngoingWebcasts::new().page_size(100)).await?.list;
        let online = ongoing.iter().find(|row| row.id == *id).and_then(|row| row.online);
        equal("viewers", online, Some(VIEWERS as i64))?;
        for (page, rows) in [(1, 50), (2, STAYING - 50)] {
            let list = self.ask(&ListWebcasts::new().page_no(page)).await?.list;
            equal("a page with those that stay", list.len() >= rows, true)?;
        }
        self.control.leave(visits[0]).map_err(told)?;
        let request = ExportHistoryPage::new(id).start_time(began);
        equal("visits", self.ask(&request).await?.list.len(), VIEWERS)?;
        let request = ExportChat::new(id).start_time(began);
        equal("messages", self.ask(&request).await?.list.len(), VIEWERS)
    }

    /// Once it was finished.
    async fn afterwards(&mut self, id: &WebcastId, began: Time) -> Told<()> {
        let recorded = self.ask(&ListRecordings::new(id)).await?.record_list;
        let [recording] = &recorded[..] else { return Err(format!("{recorded:?}")) };
        let vod = &recording.id;
        // Many finish at about the same time, and a sync has pages.
        let made = recording.created_time.ok_or("the recording has no time")?;
        self.ask(&UpdateVod::new(vod, "Cut", VodSkin::Gray)).await?;
        self.ask(&UnpublishVod::new(vod)).await?;
        self.ask(&PublishVod::new(vod)).await?;
        let visits = self.ask(&ExportHistory::new(id)).await?.list;
        equal("visits of the session", visits.len(), VIEWERS)?;
        let usage = ExportUsage::new(began, Time::now()).webcast_id(id);
        let usage = self.ask(&usage).await?.list;
        equal(
            "sessions",
            usage.first().and_then(|row| row.total),
            Some(VIEWERS as i64),
        )?;
        let vods = self.ask(&SyncVods::new(made, made)).await?.list;
        equal("the vod", vods.iter().any(|row| row.id == *vod), true)?;
        let records = self.ask(&SyncRecords::new(made, made)).await?.list;
        let record = records.iter().find(|row| row.webcast_id.as_ref() == Some(id));
        let record = record.ok_or("its recording is not in the sync")?.id;
        self.ask(&AttachWarmup::new(id, vod)).await?;
        self.ask(&DeleteRecord::new(record)).await?;
        let read = self.ask(&GetWebcast::new(id)).await?;
        equal("the warm-up", read.warm_up_id, None)
    }

    async fn stands(&mut self, id: &WebcastId, expected: LiveStatus) -> Told<()> {
        equal("status", self.ask(&GetWebcastStatus::new(id)).await?.status, expected)
    }

    /// One call, and how long it took.
    async fn ask<O: Operation>(&mut self, operation: &O) -> Told<O::Response> {
        let began = Instant::now();
        let answer = self.client.call(operation).retries(0).send().await;
        let micros = u32::try_from(began.elapsed().as_micros());
        self.latencies.push(micros.unwrap_or(u32::MAX));
        answer.map_err(|error| error.to_string())
    }
}

fn told(error: ControlError) -> String {
    error.to_string()
}

fn equal<T: Debug + PartialEq>(what: &str, found: T, expected: T) -> Told<()> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what}: {found:?} instead of {expected:?}"))
}
