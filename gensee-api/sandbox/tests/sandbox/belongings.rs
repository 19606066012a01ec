//! What belongs to a webcast, and documents, through the client.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use gensee_api::webcast::{
    AddRelay, AttachDocument, AttachFiles, AttachWarmup, Attachment, CaptureScreen,
    ChooseRecords, ControlCamera, ConversionState, CreateUser, DetachDocument,
    DetachFiles, DetachWarmup, GetWebcast, MobileMode, PlayerMode, PtzCommand,
    RemoveRecords, RemoveRelay, ReturnCode, SetPlayer, SyncDocuments, TranscodeCallback,
    TranscodeDocument, TranscodeMedia, UserRole,
};
use gensee_api::{Callback as _, Client, Error, Password, Time};
use gensee_sandbox::{ControlError, Sandbox};

use super::{START, admin, client, refused, webcast};

/// An organizer of the site.
async fn organizer(sandbox: &Sandbox, login: &str) -> Result<Client, Error> {
    let user = CreateUser::new(login, "geheim", login).role(UserRole::Organizer);
    admin(sandbox).create_user(&user).await?;
    Ok(client(sandbox, login, Password::md5("geheim")))
}

#[tokio::test]
async fn organizers_attach_files_and_relays_to_their_own() -> Result<(), Error> {
    let sandbox = Sandbox::start().expect("a port");
    let (one, two) =
        (organizer(&sandbox, "o1").await?, organizer(&sandbox, "o2").await?);
    let mine = one.create_webcast(&webcast("Mine")).await?.id;
    let other = two.create_webcast(&webcast("Other")).await?.id;

    let files = vec![
        Attachment::new("https://example.com/a.pdf").name("讲义 1"),
        Attachment::new("https://example.com/b.pdf?x=1&y=2"),
    ];
    let urls: Vec<_> = files.iter().map(|file| file.url.clone()).collect();
    let attach = AttachFiles::new(&mine, files);
    let not_his = refused(two.attach_files(&attach).await);
    assert_eq!(not_his.0, ReturnCode::BusinessError);
    one.attach_files(&attach).await?;
    one.detach_files(&DetachFiles::new(&mine, urls)).await?;
    one.attach_files(&attach).await?;

    one.add_relay(&AddRelay::new(&mine, &other)).await?;
    one.remove_relay(&RemoveRelay::new(&mine, &other)).await?;
    let gone = refused(one.remove_relay(&RemoveRelay::new(&mine, &other)).await);
    assert_eq!(gone.1, "relay does not exist");

    let player = SetPlayer::new(mine.as_str(), PlayerMode::VideoOrDocument).live(true);
    let player = player.auto_play(true).mobile_mode(MobileMode::Video);
    one.set_player(&player).await?;
    assert_eq!(refused(two.set_player(&player).await).0, ReturnCode::BusinessError);
    Ok(())
}

#[tokio::test]
async fn media_becomes_warm_up_and_insert() -> Result<(), Error> {
    let sandbox = Sandbox::start().expect("a port");
    let client = admin(&sandbox);
    let id = client.create_webcast(&webcast("W")).await?.id;
    let media = TranscodeMedia::new("http://example.com/视频.mp4", "视频");
    let media = client.transcode_media(&media).await?;
    let vod = media.courseware_id.expect("a vod");
    let record = media.record_id.expect("a recording");
    let play = format!("{}/webcast/site/vod/play-{vod}", sandbox.url());
    assert_eq!(media.visit_url, Some(play));

    client.attach_warmup(&AttachWarmup::new(&id, &vod)).await?;
    let read = client.get_webcast(&GetWebcast::new(&id)).await?;
    assert_eq!(read.warm_up_id.as_ref(), Some(&vod));
    client.detach_warmup(&DetachWarmup::new(&id, &vod)).await?;
    assert_eq!(client.get_webcast(&GetWebcast::new(&id)).await?.warm_up_id, None);

    client.choose_records(&ChooseRecords::new(&id, vec![record])).await?;
    client.remove_records(&RemoveRecords::new(&id, vec![record])).await?;
    let gone = client.remove_records(&RemoveRecords::new(&id, vec![record])).await;
    assert_eq!(refused(gone).1, "record does not exist");

    let alone = ControlCamera::new(&id, 42, PtzCommand::Up);
    let nobody = refused(client.control_camera(&alone).await);
    assert_eq!(nobody.1, "user is not in the webcast");
    let capture = CaptureScreen::new(&id, 42, "x", 1000, 500);
    let nobody = refused(client.capture_screen(&capture).await);
    assert_eq!(nobody.1, "user is not in the webcast");
    Ok(())
}

#[tokio::test]
async fn a_document_is_listed_while_it_is_converted() -> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let client = admin(&sandbox);
    let id = client.create_webcast(&webcast("W")).await?.id;
    let file = TranscodeDocument::new("http://example.com/a.ppt", "课件");
    let document = client.transcode_document(&file).await?.doc_id.expect("a document");
    let listed = client.sync_documents(&SyncDocuments::new(START, START)).await?.list;
    assert_eq!((listed.len(), listed[0].id), (1, document));
    assert_eq!(listed[0].conv_code, Some(ConversionState::Converting));
    let later = Time::from_millis(START.millis() + 1);
    let none = client.sync_documents(&SyncDocuments::new(later, later)).await?;
    assert!(none.list.is_empty());

    client.attach_document(&AttachDocument::new(&id, document)).await?;
    client.detach_document(&DetachDocument::new(&id, document)).await?;
    Ok(())
}

#[tokio::test]
async fn what_is_converted_can_be_watched_before_anybody_asks_for_it()
-> Result<(), Error> {
    let sandbox = Sandbox::builder().at(START).start().expect("a port");
    let control = sandbox.control();
    let file = TranscodeDocument::new("http://example.com/a.ppt", "课件");
    let vod = admin(&sandbox).transcode_document(&file).await?.courseware_id;
    let vod = vod.expect("a vod");
    assert_eq!(control.watch(&vod, 1), Err(ControlError::Unpublished(vod.clone())));
    control.advance(Duration::from_secs(1));
    assert_eq!(control.watch(&vod, 1), Ok(()));
    Ok(())
}

#[tokio::test]
async fn a_conversion_is_told_to_the_callback_and_nowhere_else() -> Result<(), Error> {
    let sandbox = Sandbox::start().expect("a port");
    let client = admin(&sandbox);
    let (elsewhere, told_elsewhere) = listen("200 OK", "");
    let (address, told) =
        listen("307 Temporary Redirect", &format!("Location: http://{elsewhere}/\r\n"));
    // One that nobody hears keeps none of the others waiting.
    let nobody = TcpListener::bind("127.0.0.1:0").and_then(|it| it.local_addr());
    let nobody = format!("http://{}/", nobody.expect("a port"));
    for (url, callback) in [
        ("http://example.com/a.ppt", nobody),
        ("http://example.com/a.ppt", "no address".to_owned()),
        ("http://example.com/a.ppt", format!("http://{address}/done?key=k")),
        ("http://example.com/a", format!("http://{address}/done")),
    ] {
        let file = TranscodeDocument::new(url, "A").callback_url(callback);
        client.transcode_document(&file).await?;
    }
    let mut told: Vec<_> = (0..2)
        .map(|_| told.recv_timeout(Duration::from_secs(20)).expect("a callback"))
        .collect();
    told.sort_by_key(|(head, _)| head.contains("key=k"));
    for ((head, body), (path, well)) in
        told.iter().zip([("/done", false), ("/done?key=k", true)])
    {
        assert!(head.starts_with(&format!("POST {path} HTTP/1.1\r\n")), "{head}");
        let callback = TranscodeCallback::from_form(body).expect("a callback");
        assert_eq!(
            (callback.is_ok(), callback.courseware_id.as_str().len()),
            (well, 32)
        );
    }
    assert!(
        told_elsewhere.recv_timeout(Duration::from_millis(200)).is_err(),
        "redirected"
    );
    let now = Time::now();
    let hour = |hours: i64| Time::from_millis(now.millis() + hours * 3_600_000);
    let sync = SyncDocuments::new(hour(-1), hour(1));
    let states: Vec<_> = client.sync_documents(&sync).await?.list;
    let states: Vec<_> = states.into_iter().map(|one| one.conv_code).collect();
    let (done, failed) = (Some(ConversionState::Success), Some(ConversionState::Fail));
    assert_eq!(states, [done.clone(), done.clone(), done, failed]);
    Ok(())
}

/// Answers whatever comes to its address; heads and bodies arrive at the other end.
fn listen(status: &str, headers: &str) -> (SocketAddr, Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let answer = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"
    );
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let mut text = String::new();
            let mut buffer = [0; 1024];
            while !text.contains("gsstatus=ok") && !text.contains("gsstatus=error") {
                match stream.read(&mut buffer) {
                    Ok(read) if read > 0 => {
                        text += &String::from_utf8_lossy(&buffer[..read]);
                    }
                    _ => break,
                }
            }
            let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
            // Whoever does not wait for the answer does without.
            let _ = stream.write_all(answer.as_bytes());
            if sender.send((head.to_owned(), body.to_owned())).is_err() {
                return;
            }
        }
    });
    (address, receiver)
}
