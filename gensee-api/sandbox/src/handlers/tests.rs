//! What belongs to a webcast, call by call: also what no operation shows, and what the people's side fills.

use expect_test::{Expect, expect};

use crate::Viewer;
use crate::handlers;
use crate::parsed_request::ParsedRequest;
use crate::reply;
use crate::router::Router;
use crate::world::{CONVERSION_MILLIS, Camera, Capture, Vod, World};
use gensee_api::webcast::{FullScreenMode, JoinType, MobileMode, PtzCommand};
use gensee_api::{Time, UserId};

const NOW: Time = Time::from_millis(1_900_000_000_000);

/// A world that is called without a network, as its administrator unless told otherwise.
struct Scene {
    router: Router,
    world: World,
    now: Time,
}

impl Scene {
    /// With the webcasts `W` and `X` of an organizer `o`, and a vod of a recording, both the administrator's.
    fn new() -> Self {
        let (router, world) = (handlers::router(), World::new("admin", "geheim"));
        let mut scene = Self { router, world, now: NOW };
        let user = "userLoginName=o&userPassword=geheim&name=O&role=organizer";
        assert_eq!(scene.call("/webcast/user/created", user), r#"{"code":"0"}"#);
        for subject in ["W", "X"] {
            let webcast = format!(
                "subject={subject}&startTime=1&organizerToken=123456&panelistToken=654321"
            );
            let answer = scene.call_as("o", "/webcast/created", &webcast);
            assert!(answer.contains(r#""code":"0""#), "{answer}");
        }
        let media = "resourceUrl=http://example.com/a.mp4&name=a";
        let answer = scene.call("/webcast/media/transcode", media);
        assert!(answer.contains(r#""code":"0""#), "{answer}");
        scene
    }

    fn call(&mut self, path: &str, parameters: &str) -> String {
        self.call_as("admin", path, parameters)
    }

    /// `$W`, `$X`, `$VOD` and `$REC` stand for ids.
    fn call_as(&mut self, login: &str, path: &str, parameters: &str) -> String {
        let mut form = format!("loginName={login}&password=geheim&{parameters}");
        for subject in ["W", "X"] {
            form = form.replace(&format!("${subject}"), &self.id(subject));
        }
        let vod = self.world.vods.values().next();
        form = form.replace("$VOD", &vod.map(|vod| vod.id.clone()).unwrap_or_default());
        let record = self.world.records.keys().next().copied().unwrap_or_default();
        form = form.replace("$REC", &record.to_string());
        let site = "http://site.example".to_owned();
        let request = ParsedRequest {
            path: path.to_owned(),
            form,
            site,
            ..ParsedRequest::default()
        };
        let answer = self.router.answer(&request, &mut self.world, self.now);
        let answer = answer.unwrap_or_else(|| panic!("no operation at {path}"));
        answer.unwrap_or_else(|error| reply::error(&error))
    }

    fn id(&self, subject: &str) -> String {
        let mut webcasts = self.world.webcasts.values();
        let found = webcasts.find(|webcast| webcast.settings.subject == subject);
        found.map(|webcast| webcast.id.clone()).unwrap_or_default()
    }

    /// Every call as the given user, and what came back.
    fn plays(&mut self, login: &str, calls: &[(&str, &str)], expected: Expect) {
        let mut story = String::new();
        for (path, parameters) in calls {
            let answer = self.call_as(login, path, parameters);
            story += &format!("{path} {parameters}\n    {answer}\n");
        }
        expected.assert_eq(&story);
    }
}

#[test]
fn what_is_attached_is_attached_once_and_all_or_nothing() {
    let mut scene = Scene::new();
    scene.plays(
        "o",
        &[
            ("/webcast/file/attach", "webcastId=$W&attachmentList[0].url=a"),
            (
                "/webcast/file/attach",
                "webcastId=$W&attachmentList[0].url=b&attachmentList[1].url=a",
            ),
            ("/webcast/file/detach", "webcastId=$W&urls[0]=b"),
            ("/webcast/file/detach", "webcastId=$W&urls=a&urls=b"),
            ("/webcast/file/detach", "webcastId=$W&urls[0]=a"),
            ("/webcast/file/attach", "webcastId=$VOD&attachmentList[0].url=a"),
            ("/webcast/file/attach", "webcastId=$W"),
        ],
        expect![[r#"
            /webcast/file/attach webcastId=$W&attachmentList[0].url=a
                {"code":"0"}
            /webcast/file/attach webcastId=$W&attachmentList[0].url=b&attachmentList[1].url=a
                {"code":"500","message":"attachment exists"}
            /webcast/file/detach webcastId=$W&urls[0]=b
                {"code":"500","message":"attachment does not exist"}
            /webcast/file/detach webcastId=$W&urls=a&urls=b
                {"code":"500","message":"attachment does not exist"}
            /webcast/file/detach webcastId=$W&urls[0]=a
                {"code":"0"}
            /webcast/file/attach webcastId=$VOD&attachmentList[0].url=a
                {"code":"500","message":"current user is not the webcast's organizer"}
            /webcast/file/attach webcastId=$W
                {"code":"101","message":"attachmentList is required"}
        "#]],
    );
}

#[test]
fn a_webcast_has_one_warm_up() {
    let mut scene = Scene::new();
    let first = scene.world.vods.values().next().cloned().expect("a vod");
    let other = Vod { id: "f".repeat(32), ..first };
    scene.world.vods.insert(other.id.clone(), other.clone());
    let later = format!("webcastId=$W&vodId={}", other.id);
    scene.plays(
        "admin",
        &[
            ("/webcast/warmup/attach", "webcastId=$W&vodId=$W"),
            ("/webcast/warmup/attach", "webcastId=$W&vodId=$VOD"),
            ("/webcast/warmup/attach", &later),
            ("/webcast/warmup/detach", "webcastId=$W&vodId=$VOD"),
        ],
        expect![[r#"
            /webcast/warmup/attach webcastId=$W&vodId=$W
                {"code":"500","message":"current user is not the vod's organizer"}
            /webcast/warmup/attach webcastId=$W&vodId=$VOD
                {"code":"0"}
            /webcast/warmup/attach webcastId=$W&vodId=ffffffffffffffffffffffffffffffff
                {"code":"0"}
            /webcast/warmup/detach webcastId=$W&vodId=$VOD
                {"code":"500","message":"warmup does not exist"}
        "#]],
    );
    let info = scene.call("/webcast/setting/info", "webcastId=$W");
    assert!(info.contains(&format!(r#""warmUpId":"{}""#, other.id)), "{info}");
    scene.plays(
        "admin",
        &[("/webcast/warmup/detach", &later)],
        expect![[r#"
        /webcast/warmup/detach webcastId=$W&vodId=ffffffffffffffffffffffffffffffff
            {"code":"0"}
    "#]],
    );
    let info = scene.call("/webcast/setting/info", "webcastId=$W");
    assert!(!info.contains("warmUpId"), "{info}");
}

#[test]
fn repeated_inserts_are_kept_and_go_together() {
    let mut scene = Scene::new();
    scene.plays(
        "admin",
        &[
            ("/webcast/record/choose", "webcastId=$W&recordId=$REC&recordId=7"),
            ("/webcast/record/remove", "webcastId=$W&recordId=$REC"),
            ("/webcast/record/choose", "webcastId=$W&recordId=$REC&recordId=$REC"),
        ],
        expect![[r#"
            /webcast/record/choose webcastId=$W&recordId=$REC&recordId=7
                {"code":"500","message":"record does not exist"}
            /webcast/record/remove webcastId=$W&recordId=$REC
                {"code":"500","message":"record does not exist"}
            /webcast/record/choose webcastId=$W&recordId=$REC&recordId=$REC
                {"code":"0"}
        "#]],
    );
    let webcast = scene.id("W");
    let record = scene.world.records.keys().next().copied().expect("a record");
    assert_eq!(scene.world.webcasts[&webcast].inserts, [record, record]);
    scene.call("/webcast/record/remove", "webcastId=$W&recordId[0]=$REC");
    assert!(scene.world.webcasts[&webcast].inserts.is_empty());
}

#[test]
fn a_player_keeps_what_means_something_in_its_mode() {
    let mut scene = Scene::new();
    scene.plays(
        "o",
        &[
            ("/webcast/player/setup", "id=$VOD&mode=1"),
            ("/webcast/player/setup", "id=$W&mode=1"),
            ("/webcast/player/setup", "id=$W&live=true&mode=7"),
            ("/webcast/player/setup", "id=$W&live=true&mode=1&padMode=4"),
            (
                "/webcast/player/setup",
                "id=$W&live=true&mode=6&fullScreenMode=2&video=true",
            ),
        ],
        expect![[r#"
            /webcast/player/setup id=$VOD&mode=1
                {"code":"500","message":"current user is not the vod's organizer"}
            /webcast/player/setup id=$W&mode=1
                {"code":"500","message":"current user is not the vod's organizer"}
            /webcast/player/setup id=$W&live=true&mode=7
                {"code":"101","message":"mode is invalid"}
            /webcast/player/setup id=$W&live=true&mode=1&padMode=4
                {"code":"101","message":"padMode is invalid"}
            /webcast/player/setup id=$W&live=true&mode=6&fullScreenMode=2&video=true
                {"code":"0"}
        "#]],
    );
    let webcast = scene.id("W");
    let player = &scene.world.players[&webcast];
    assert_eq!(player.full_screen, Some(FullScreenMode::VideoOnly));
    assert_eq!((player.video, &player.mobile), (None, &Some(MobileMode::Document)));
    scene.plays(
        "admin",
        &[("/webcast/player/setup", "id=$VOD&mode=1")],
        expect![[r#"
        /webcast/player/setup id=$VOD&mode=1
            {"code":"0"}
    "#]],
    );
    scene.call("/webcast/deleted", "webcastId=$W");
    assert!(!scene.world.players.contains_key(&webcast), "it goes with the webcast");
}

#[test]
fn relays_are_other_webcasts_of_the_site() {
    let mut scene = Scene::new();
    scene.plays(
        "o",
        &[
            ("/webcast/relay/add", "webcastId=$W&relayId=$W"),
            ("/webcast/relay/add", "webcastId=$W&relayId=$VOD"),
            ("/webcast/relay/remove", "webcastId=$W&relayId=$X"),
            ("/webcast/relay/add", "webcastId=$W&relayId=$X"),
            ("/webcast/relay/add", "webcastId=$W&relayId=$X"),
            ("/webcast/deleted", "webcastId=$X"),
        ],
        expect![[r#"
            /webcast/relay/add webcastId=$W&relayId=$W
                {"code":"500","message":"webcast cannot relay itself"}
            /webcast/relay/add webcastId=$W&relayId=$VOD
                {"code":"500","message":"relay webcast does not exist"}
            /webcast/relay/remove webcastId=$W&relayId=$X
                {"code":"500","message":"relay does not exist"}
            /webcast/relay/add webcastId=$W&relayId=$X
                {"code":"0"}
            /webcast/relay/add webcastId=$W&relayId=$X
                {"code":"500","message":"relay exists"}
            /webcast/deleted webcastId=$X
                {"code":"0"}
        "#]],
    );
    let webcast = &scene.world.webcasts[&scene.id("W")];
    assert!(webcast.extras.relays.is_empty(), "a deleted webcast is relayed no more");
    scene.plays(
        "admin",
        &[("/webcast/relay/add", "webcastId=$W&relayId=$W")],
        expect![[r#"
            /webcast/relay/add webcastId=$W&relayId=$W
                {"code":"500","message":"no permission"}
        "#]],
    );
}

#[test]
fn clients_inside_do_as_they_are_told() {
    let mut scene = Scene::new();
    let webcast = scene.id("W");
    let uid = Some(UserId::from(1_000_000_042));
    let viewer = Viewer { uid, ..Viewer::named("A") };
    let visit = scene.world.join(&webcast, viewer, JoinType::PcWeb, scene.now);
    assert!(visit.is_ok(), "{visit:?}");
    scene.plays(
        "admin",
        &[
            (
                "/webcast/screenCapture",
                "webcastId=$W&userid=1000000042&token=x&screenCaptureTime=600001&screenInterval=499",
            ),
            (
                "/webcast/screenCapture",
                "webcastId=$X&userid=1000000042&token=x&screenCaptureTime=1&screenInterval=1",
            ),
            ("/webcast/ptz", "webcastId=$W&userid=1000000043&command=0"),
            ("/webcast/ptz", "webcastId=$W&userid=1000000042&command=9"),
            ("/webcast/ptz", "webcastId=$W&userid=1000000042&command=4&times=21"),
            ("/webcast/ptz", "webcastId=$W&userid=1000000042&command=4&times=20"),
        ],
        expect![[r#"
            /webcast/screenCapture webcastId=$W&userid=1000000042&token=x&screenCaptureTime=600001&screenInterval=499
                {"code":"0"}
            /webcast/screenCapture webcastId=$X&userid=1000000042&token=x&screenCaptureTime=1&screenInterval=1
                {"code":"500","message":"user is not in the webcast"}
            /webcast/ptz webcastId=$W&userid=1000000043&command=0
                {"code":"500","message":"user is not in the webcast"}
            /webcast/ptz webcastId=$W&userid=1000000042&command=9
                {"code":"101","message":"command is invalid"}
            /webcast/ptz webcastId=$W&userid=1000000042&command=4&times=21
                {"code":"101","message":"times is invalid"}
            /webcast/ptz webcastId=$W&userid=1000000042&command=4&times=20
                {"code":"0"}
        "#]],
    );
    let camera = |scene: &Scene| {
        scene.world.webcasts[&webcast].extras.cameras.get(&1_000_000_042).cloned()
    };
    let zoom = Camera { command: PtzCommand::ZoomIn, times: 20 };
    assert_eq!(camera(&scene), Some(zoom));
    scene.call("/webcast/ptz", "webcastId=$W&userid=1000000042&command=6&times=3");
    let restored = Camera { command: PtzCommand::RestoreOne, times: 1 };
    assert_eq!(camera(&scene), Some(restored));
    let capture = Capture { time: 600_000, interval: 500 };
    assert_eq!(
        scene.world.webcasts[&webcast].extras.captures.get(&1_000_000_042),
        Some(&capture)
    );
}

#[test]
fn a_conversion_ends_by_the_clock_and_is_told_once() {
    let mut scene = Scene::new();
    let (from, to) = (NOW.millis(), NOW.millis() + CONVERSION_MILLIS);
    let sync = format!("startTime={from}&endTime={to}");
    let file = "resourceUrl=http://example.com/a.ppt&name=A&callbackUrl=http://me.example/done?key=k";
    let nameless =
        "resourceUrl=http://example.com/a&name=B&callbackUrl=http://me.example/done";
    let quiet = "resourceUrl=http://example.com/a.ppt&name=C&callbackUrl=&convmode=1";
    scene.plays(
        "admin",
        &[
            ("/webcast/courseware/transcode", file),
            ("/webcast/courseware/transcode", nameless),
            ("/webcast/courseware/transcode", quiet),
            (
                "/webcast/courseware/transcode",
                "resourceUrl=http://example.com/a.ppt&name=D&convmode=2",
            ),
            ("/webcast/doc/sync", &sync),
        ],
        expect![[r#"
            /webcast/courseware/transcode resourceUrl=http://example.com/a.ppt&name=A&callbackUrl=http://me.example/done?key=k
                {"code":"0","coursewareCode":"10000014","coursewareId":"438b12c780661148f8606315413b80ba","docId":1000012,"visitUrl":"http://site.example/webcast/site/vod/play-438b12c780661148f8606315413b80ba"}
            /webcast/courseware/transcode resourceUrl=http://example.com/a&name=B&callbackUrl=http://me.example/done
                {"code":"0","coursewareCode":"10000017","coursewareId":"7d1361d0e9f4ed4667ecd48b03cc534b","docId":1000015,"visitUrl":"http://site.example/webcast/site/vod/play-7d1361d0e9f4ed4667ecd48b03cc534b"}
            /webcast/courseware/transcode resourceUrl=http://example.com/a.ppt&name=C&callbackUrl=&convmode=1
                {"code":"0","coursewareCode":"10000020","coursewareId":"ec937d633febeecd3788ce81c5b07c45","docId":1000018,"visitUrl":"http://site.example/webcast/site/vod/play-ec937d633febeecd3788ce81c5b07c45"}
            /webcast/courseware/transcode resourceUrl=http://example.com/a.ppt&name=D&convmode=2
                {"code":"101","message":"convmode is invalid"}
            /webcast/doc/sync startTime=1900000000000&endTime=1900000001000
                {"code":"0","list":[{"convCode":2,"createdTime":1900000000000,"id":1000012,"name":"A","upload":true},{"convCode":2,"createdTime":1900000000000,"id":1000015,"name":"B","upload":true},{"convCode":2,"createdTime":1900000000000,"id":1000018,"name":"C","upload":true}],"page":{"pageNo":1,"totalCounts":3,"totalPages":1}}
        "#]],
    );
    scene.now = Time::from_millis(to - 1);
    scene.world.settle(scene.now);
    assert!(scene.world.outbox.is_empty(), "not before it is over");
    scene.now = Time::from_millis(to);
    scene.plays("admin", &[("/webcast/doc/sync", &sync)], expect![[r#"
        /webcast/doc/sync startTime=1900000000000&endTime=1900000001000
            {"code":"0","list":[{"convCode":0,"createdTime":1900000000000,"id":1000012,"name":"A","upload":true},{"convCode":1,"createdTime":1900000000000,"id":1000015,"name":"B","upload":true},{"convCode":0,"createdTime":1900000000000,"id":1000018,"name":"C","upload":true}],"page":{"pageNo":1,"totalCounts":3,"totalPages":1}}
    "#]]);
    let posts = scene.world.take_posts(usize::MAX);
    let told: Vec<_> = posts
        .iter()
        .map(|(_, post)| format!("{} {}", post.url.expose(), post.form))
        .collect();
    expect![[r#"
        http://me.example/done?key=k gscoursewareId=438b12c780661148f8606315413b80ba&gsstatus=ok
        http://me.example/done gscoursewareId=7d1361d0e9f4ed4667ecd48b03cc534b&gsstatus=error"#]].assert_eq(&told.join("\n"));
    scene.world.settle(Time::from_millis(to + 1));
    assert!(scene.world.take_posts(usize::MAX).is_empty(), "once");
    for (number, _) in posts {
        assert!(!scene.world.outbox.is_empty(), "kept until it has arrived");
        scene.world.posted(number);
    }
    assert!(scene.world.outbox.is_empty(), "all have arrived");
    assert!(
        !format!("{:?}", scene.world).contains("key=k"),
        "an address can hold a key"
    );
    let watched = scene.world.vods.values().filter(|vod| vod.published.is_some());
    assert_eq!(watched.count(), 3, "what was converted can be watched");

    scene.plays(
        "admin",
        &[
            ("/webcast/doc/attach", "webcastId=$W&docId=7"),
            ("/webcast/doc/detach", "webcastId=$W&docId=7"),
        ],
        expect![[r#"
            /webcast/doc/attach webcastId=$W&docId=7
                {"code":"500","message":"document does not exist"}
            /webcast/doc/detach webcastId=$W&docId=7
                {"code":"500","message":"document does not exist"}
        "#]],
    );
    let document = scene.world.documents.keys().next().copied().expect("a document");
    let both = format!("webcastId=$W&docId={document}");
    let paths = ["attach", "attach", "detach", "detach"];
    let answers = paths.map(|path| scene.call(&format!("/webcast/doc/{path}"), &both));
    expect![[r#"
        {"code":"0"}
        {"code":"500","message":"document exists"}
        {"code":"0"}
        {"code":"500","message":"document does not exist"}"#]]
    .assert_eq(&answers.join("\n"));
}
