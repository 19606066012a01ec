//! The report, against the sandbox: no account, no network, and what goes wrong goes wrong on purpose.

use std::error::Error;
use std::time::Duration;

use attendance_report::{ReportError, write_attendance};
use gensee_api::webcast::{CreateWebcast, ExportHistoryPage, JoinType, OWN_UID};
use gensee_api::{
    Client, OrganizerToken, PanelistToken, Password, Time, UserId, WebcastId,
};
use gensee_sandbox::{Control, Fault, Sandbox, Viewer};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A site with a course of three lessons, ten days apart.
struct Course {
    sandbox: Sandbox,
    client: Client,
    webcast: WebcastId,
    /// From before the first lesson until after the last.
    span: (Time, Time),
}

impl Course {
    async fn held() -> Result<Self, Box<dyn Error>> {
        let begin = Time::china("2030-05-19 10:00:00")?;
        let sandbox = Sandbox::builder().at(begin).start()?;
        let client = Client::builder(sandbox.url())
            .login(sandbox.admin(), Password::md5(sandbox.password()))
            .retry_delays(Duration::from_millis(1), Duration::from_millis(1))
            .build()?;
        let create = CreateWebcast::new(
            "Rust 101",
            begin,
            OrganizerToken::new("123456"),
            PanelistToken::new("654321"),
        );
        let webcast = client.create_webcast(&create).await?.id;
        let control = sandbox.control();
        lesson(&control, &webcast, &[(42, "张三", 45), (7, "Bob, Jr.", 30)])?;
        lesson(&control, &webcast, &[(42, "张三", 45)])?;
        lesson(&control, &webcast, &[(42, "老张", 20)])?;
        let span = (begin, control.now());
        Ok(Self { sandbox, client, webcast, span })
    }

    async fn report(&self) -> Result<String, ReportError> {
        let mut report = Vec::new();
        write_attendance(&self.client, &self.webcast, self.span, &mut report).await?;
        Ok(String::from_utf8_lossy(&report).into_owned())
    }
}

/// People stay for some minutes, one after the other; then nothing happens for ten days.
fn lesson(
    control: &Control,
    webcast: &WebcastId,
    people: &[(i64, &str, u64)],
) -> Result<(), Box<dyn Error>> {
    control.start(webcast)?;
    for (uid, name, minutes) in people {
        let viewer =
            Viewer { uid: Some(UserId::from(OWN_UID + uid)), ..Viewer::named(*name) };
        let visit = control.join(webcast, viewer, JoinType::PcWeb)?;
        control.advance(Duration::from_secs(minutes * 60));
        control.leave(visit)?;
    }
    control.finish(webcast)?;
    control.advance(10 * DAY);
    Ok(())
}

const REPORT: &str = "\
uid,nickname,visits,minutes
1000000007,\"Bob, Jr.\",1,30
1000000042,老张,3,110
";

#[tokio::test]
async fn visits_are_summed_for_each_person() -> Result<(), Box<dyn Error>> {
    let course = Course::held().await?;
    assert_eq!(course.report().await?, REPORT);
    Ok(())
}

/// The server answers for 7 days at most, and says nothing when it is asked for more.
#[tokio::test]
async fn no_window_is_silently_empty() -> Result<(), Box<dyn Error>> {
    let course = Course::held().await?;
    let (from, to) = course.span;
    let whole = ExportHistoryPage::new(&course.webcast).start_time(from).end_time(to);
    assert!(course.client.export_history_page(&whole).await.is_err(), "refused here");
    let silence = course.client.call(&whole).unchecked().send().await?;
    assert!(silence.list.is_empty(), "the server does not tell");

    course.sandbox.clear_requests();
    assert_eq!(course.report().await?, REPORT);
    assert!(course.sandbox.requests().len() >= 5, "30 days are 5 windows");
    Ok(())
}

#[tokio::test]
async fn an_outage_is_survived() -> Result<(), Box<dyn Error>> {
    let course = Course::held().await?;
    course.sandbox.inject(Fault::Unavailable.on::<ExportHistoryPage>().times(1));
    course.sandbox.clear_requests();
    assert_eq!(course.report().await?, REPORT);
    let statuses = course.sandbox.requests().into_iter().filter_map(|call| call.status);
    assert_eq!(statuses.filter(|status| *status == 503).count(), 1);
    Ok(())
}

#[tokio::test]
async fn half_a_report_is_none() -> Result<(), Box<dyn Error>> {
    let course = Course::held().await?;
    // The first windows arrive; a later one is the page of a proxy.
    course.sandbox.inject(Fault::Html.on::<ExportHistoryPage>().rate(30, 1));
    course.sandbox.clear_requests();
    let mut report = Vec::new();
    let written =
        write_attendance(&course.client, &course.webcast, course.span, &mut report);
    let error = written.await.expect_err("no report");
    let ReportError::Export { webcast, source } = error else { panic!("{error}") };
    assert_eq!(webcast, course.webcast);
    assert!(matches!(*source, gensee_api::Error::Decode { .. }), "{source}");
    assert!(report.is_empty());
    let faults = course.sandbox.requests().into_iter().map(|call| call.fault);
    let faults: Vec<_> = faults.collect();
    assert_eq!(faults.first(), Some(&None));
    assert_eq!(faults.last(), Some(&Some("html")));
    Ok(())
}
