//! What can happen: calls, and what people do. A command names earlier things by index, modulo how many there are, so
//! that whatever is left of a sequence that was cut down still means something.

use gensee_api::Role;
use proptest::prelude::*;

use super::reference::Life;

/// The login names. The first is the administrator's, and the last one nobody ever has.
pub const LOGINS: [&str; 7] =
    ["admin@sandbox.example", "one", "two", "plain", "gone", "new", "nobody"];

/// An earlier thing; sometimes one that never was.
#[derive(Clone, Copy, Debug)]
pub struct Pick(Option<usize>);

impl Pick {
    /// The one at this place.
    pub const fn at(place: usize) -> Self {
        Self(Some(place))
    }

    /// Which one of so many.
    pub fn of(self, count: usize) -> Option<usize> {
        self.0.filter(|_| count > 0).map(|place| place % count)
    }
}

/// Hours back from now, and how many hours long.
pub type Hours = (i64, i64);

#[derive(Clone, Debug)]
pub enum Command {
    Account(AccountCall),
    Webcast(WebcastCall),
    Belonging(BelongingCall),
    Media(MediaCall),
    Report(ReportCall),
    Action(Action),
}

/// Accounts.
#[derive(Clone, Debug)]
pub enum AccountCall {
    CreateUser { login: usize, role: Role },
    UpdateUser { login: usize, role: Option<Role>, same_password: bool },
    SetUserStatus { login: usize, enabled: bool },
}

/// Webcasts through their life.
#[derive(Clone, Debug)]
pub enum WebcastCall {
    CreateWebcast { subject: u8, most: Option<i64> },
    UpdateWebcast { webcast: Pick, subject: u8, most: Option<i64> },
    DeleteWebcast(Pick),
    FinishWebcast(Pick),
    GetWebcast(Pick),
    GetWebcastStatus(Pick),
    ListWebcasts(Option<Life>),
    ListOngoing { page: usize, size: usize },
    ListRecordings(Pick),
}

/// What a webcast has.
#[derive(Clone, Debug)]
pub enum BelongingCall {
    AttachFiles(Pick, [usize; 2]),
    DetachFiles(Pick, [usize; 2]),
    AttachDocument(Pick, Pick),
    DetachDocument(Pick, Pick),
    AddRelay(Pick, Pick),
    RemoveRelay(Pick, Pick),
    ChooseRecords(Pick, [Pick; 2]),
    RemoveRecords(Pick, [Pick; 2]),
    AttachWarmup(Pick, Pick),
    DetachWarmup(Pick, Pick),
    SetPlayer { id: Pick, live: bool },
}

/// Recordings, vods, files.
#[derive(Clone, Debug)]
pub enum MediaCall {
    UpdateVod { vod: Pick, subject: u8 },
    PublishVod(Pick),
    UnpublishVod(Pick),
    CreateVod { record: Pick, publish: bool },
    CreateMediaVod(Pick),
    CutVod { vod: Pick, seconds: (i64, i64), cover: bool },
    DeleteRecord(Pick),
    Transcode { media: bool },
    GetVodViews(Pick),
    ListCastmakerVods,
}

/// Syncs, exports, reports.
#[derive(Clone, Debug)]
pub enum ReportCall {
    SyncVods(Hours),
    SyncRecords(Hours),
    SyncDocuments(Hours),
    ExportHistory { webcast: Pick, hours: Option<Hours>, paged: bool },
    ExportChat { webcast: Pick, hours: Option<Hours> },
    ExportUsage { webcast: Option<Pick>, hours: Hours },
    ExportVodHistory { days_back: i64 },
    Concurrency { days_back: i64, days: i64, vods: bool },
}

/// What people do, and time.
#[derive(Clone, Debug)]
pub enum Action {
    Start(Pick),
    Finish(Pick),
    Join(Pick),
    Leave(Pick),
    Chat(Pick),
    Watch { vod: Pick, seconds: u64 },
    Upload { login: usize, castmaker: bool, seconds: u64 },
    Advance { seconds: u64 },
}

macro_rules! into_command {
    ($($area:ident($calls:ty)),+) => {$(
        impl From<$calls> for Command {
            fn from(call: $calls) -> Self {
                Command::$area(call)
            }
        }
    )+};
}

into_command! {
    Account(AccountCall), Webcast(WebcastCall), Belonging(BelongingCall), Media(MediaCall),
    Report(ReportCall), Action(Action)
}

/// A command, and who gives it if it is a call.
#[derive(Clone, Debug)]
pub struct Step {
    pub caller: usize,
    pub command: Command,
}

/// Mostly those who may do something.
pub fn step() -> impl Strategy<Value = Step> {
    let caller =
        prop_oneof![6 => Just(0), 6 => Just(1), 3 => Just(2), 1 => 3..LOGINS.len()];
    (caller, command()).prop_map(|(caller, command)| Step { caller, command })
}

fn command() -> impl Strategy<Value = Command> {
    prop_oneof![
        6 => lives().prop_map_into(),
        3 => belongings().prop_map_into(),
        4 => media().prop_map_into(),
        5 => people().prop_map_into(),
        3 => told().prop_map_into(),
        1 => accounts().prop_map_into(),
    ]
}

fn pick() -> impl Strategy<Value = Pick> {
    // Mostly one of the first two: what is done to one thing after another comes of itself.
    prop_oneof![8 => (0usize..2).prop_map(Pick::at), 7 => (0usize..60).prop_map(Pick::at), 1 => Just(Pick(None))]
}

fn hours() -> impl Strategy<Value = Hours> {
    // From a moment to more than the week that an export may have.
    (0i64..200, prop_oneof![0i64..200, Just(7 * 24)])
}

fn most() -> impl Strategy<Value = Option<i64>> {
    prop::option::of(1i64..4)
}

fn accounts() -> impl Strategy<Value = AccountCall> {
    use AccountCall::{CreateUser, SetUserStatus, UpdateUser};
    // The administrator stays one, for the last look at everything.
    let login = || 1..LOGINS.len() - 1;
    let role = || prop::sample::select(vec![Role::Organizer, Role::User, Role::Admin]);
    prop_oneof![
        (login(), role()).prop_map(|(login, role)| CreateUser { login, role }),
        (login(), prop::option::of(role()), any::<bool>()).prop_map(
            |(login, role, same_password)| UpdateUser { login, role, same_password }
        ),
        (login(), any::<bool>())
            .prop_map(|(login, enabled)| SetUserStatus { login, enabled }),
    ]
}

fn lives() -> impl Strategy<Value = WebcastCall> {
    use WebcastCall::{
        CreateWebcast, DeleteWebcast, FinishWebcast, GetWebcast, GetWebcastStatus,
        ListOngoing, ListRecordings, ListWebcasts, UpdateWebcast,
    };
    let states = vec![Life::NotStarted, Life::Joined, Life::Live, Life::Ended];
    let state = prop::option::of(prop::sample::select(states));
    prop_oneof![
        6 => (0u8..6, most()).prop_map(|(subject, most)| CreateWebcast { subject, most }),
        2 => (pick(), 0u8..6, most())
            .prop_map(|(webcast, subject, most)| UpdateWebcast { webcast, subject, most }),
        2 => pick().prop_map(DeleteWebcast),
        2 => pick().prop_map(FinishWebcast),
        1 => pick().prop_map(GetWebcast),
        2 => pick().prop_map(GetWebcastStatus),
        2 => state.prop_map(ListWebcasts),
        1 => (1usize..3, 1usize..3).prop_map(|(page, size)| ListOngoing { page, size }),
        2 => pick().prop_map(ListRecordings),
    ]
}

fn belongings() -> impl Strategy<Value = BelongingCall> {
    use BelongingCall::{
        AddRelay, AttachDocument, AttachFiles, AttachWarmup, ChooseRecords,
        DetachDocument, DetachFiles, DetachWarmup, RemoveRecords, RemoveRelay,
        SetPlayer,
    };
    let files = || [0usize..3, 0usize..3];
    let records = || [pick(), pick()];
    prop_oneof![
        (pick(), files()).prop_map(|(webcast, files)| AttachFiles(webcast, files)),
        (pick(), files()).prop_map(|(webcast, files)| DetachFiles(webcast, files)),
        (pick(), pick())
            .prop_map(|(webcast, document)| AttachDocument(webcast, document)),
        (pick(), pick())
            .prop_map(|(webcast, document)| DetachDocument(webcast, document)),
        (pick(), pick()).prop_map(|(webcast, relay)| AddRelay(webcast, relay)),
        (pick(), pick()).prop_map(|(webcast, relay)| RemoveRelay(webcast, relay)),
        (pick(), records())
            .prop_map(|(webcast, records)| ChooseRecords(webcast, records)),
        (pick(), records())
            .prop_map(|(webcast, records)| RemoveRecords(webcast, records)),
        (pick(), pick()).prop_map(|(webcast, vod)| AttachWarmup(webcast, vod)),
        (pick(), pick()).prop_map(|(webcast, vod)| DetachWarmup(webcast, vod)),
        (pick(), any::<bool>()).prop_map(|(id, live)| SetPlayer { id, live }),
    ]
}

fn media() -> impl Strategy<Value = MediaCall> {
    use MediaCall::{
        CreateMediaVod, CreateVod, CutVod, DeleteRecord, GetVodViews, ListCastmakerVods,
        PublishVod, Transcode, UnpublishVod, UpdateVod,
    };
    let seconds = (0i64..20, 1i64..50).prop_map(|(start, long)| (start, start + long));
    prop_oneof![
        1 => (pick(), 0u8..6).prop_map(|(vod, subject)| UpdateVod { vod, subject }),
        1 => pick().prop_map(PublishVod),
        2 => pick().prop_map(UnpublishVod),
        2 => (pick(), any::<bool>()).prop_map(|(record, publish)| CreateVod { record, publish }),
        1 => pick().prop_map(CreateMediaVod),
        2 => (pick(), seconds, any::<bool>())
            .prop_map(|(vod, seconds, cover)| CutVod { vod, seconds, cover }),
        3 => pick().prop_map(DeleteRecord),
        2 => any::<bool>().prop_map(|media| Transcode { media }),
        1 => pick().prop_map(GetVodViews),
        1 => Just(ListCastmakerVods),
    ]
}

fn people() -> impl Strategy<Value = Action> {
    use Action::{Advance, Chat, Finish, Join, Leave, Start, Upload, Watch};
    let span = prop_oneof![0u64..3, 60u64..600, 3_600u64..100_000, Just(86_400)];
    let stay = prop_oneof![0u64..100, 3_600u64..100_000];
    let login = prop_oneof![4 => 0usize..3, 1 => 3..LOGINS.len()];
    prop_oneof![
        4 => pick().prop_map(Start),
        2 => pick().prop_map(Finish),
        5 => pick().prop_map(Join),
        3 => pick().prop_map(Leave),
        2 => pick().prop_map(Chat),
        2 => (pick(), stay).prop_map(|(vod, seconds)| Watch { vod, seconds }),
        2 => (login, any::<bool>(), 0u64..100)
            .prop_map(|(login, castmaker, seconds)| Upload { login, castmaker, seconds }),
        4 => span.prop_map(|seconds| Advance { seconds }),
    ]
}

fn told() -> impl Strategy<Value = ReportCall> {
    use ReportCall::{
        Concurrency, ExportChat, ExportHistory, ExportUsage, ExportVodHistory,
        SyncDocuments, SyncRecords, SyncVods,
    };
    prop_oneof![
        3 => (pick(), prop::option::of(hours()), any::<bool>())
            .prop_map(|(webcast, hours, paged)| ExportHistory { webcast, hours, paged }),
        2 => (pick(), prop::option::of(hours()))
            .prop_map(|(webcast, hours)| ExportChat { webcast, hours }),
        2 => (prop::option::of(pick()), hours())
            .prop_map(|(webcast, hours)| ExportUsage { webcast, hours }),
        1 => (0i64..3).prop_map(|days_back| ExportVodHistory { days_back }),
        2 => (0i64..33, 0i64..33, any::<bool>())
            .prop_map(|(days_back, days, vods)| Concurrency { days_back, days, vods }),
        1 => hours().prop_map(SyncVods),
        1 => hours().prop_map(SyncRecords),
        1 => hours().prop_map(SyncDocuments),
    ]
}
