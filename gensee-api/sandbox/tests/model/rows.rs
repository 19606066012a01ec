//! The decisive part of real answers, written as the model writes it.

use gensee_api::Date;
use gensee_api::Time;
use gensee_api::webcast::{
    ConversionState, ExportChatResponse, ExportUsageResponse, ExportVodHistoryResponse,
    GetWebcastResponse, ListCastmakerVodsResponse, ListOngoingWebcastsResponse,
    ListRecordingsResponse, ListWebcastsResponse, SyncDocumentsResponse,
    SyncRecordsResponse, SyncVodsResponse, Visit,
};

use super::names::{Id, Names, Seen};

pub fn seen(id: Id, facts: String) -> Seen {
    Seen { id: Some(id), facts }
}

pub fn plain(facts: String) -> Seen {
    Seen { id: None, facts }
}

fn at(time: Option<Time>) -> i64 {
    time.map_or(i64::MIN, Time::millis)
}

fn text(text: Option<String>) -> String {
    text.unwrap_or_default()
}

pub fn webcast(answer: GetWebcastResponse, names: &Names) -> Vec<Seen> {
    let warmup = answer.warm_up_id.map(|id| names.thing(Id::Vod(id)));
    let facts =
        format!("{} {:?} {warmup:?}", text(answer.subject), answer.max_attendees);
    vec![plain(facts)]
}

pub fn webcasts(answer: ListWebcastsResponse, _: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        let facts = format!(
            "{} {} {}",
            text(row.subject),
            text(row.creator),
            at(row.created_time)
        );
        seen(Id::Webcast(row.id), facts)
    });
    rows.collect()
}

pub fn ongoing(answer: ListOngoingWebcastsResponse, _: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        let facts = format!("{} {}", text(row.subject), row.online.unwrap_or(-1));
        seen(Id::Webcast(row.id), facts)
    });
    rows.collect()
}

pub fn recordings(answer: ListRecordingsResponse, _: &Names) -> Vec<Seen> {
    let rows = answer.record_list.into_iter().map(|row| {
        let facts =
            shown(row.subject, row.created_time, row.record_start_time, row.duration);
        seen(Id::Vod(row.id), facts)
    });
    rows.collect()
}

fn shown(
    subject: Option<String>,
    created: Option<Time>,
    began: Option<Time>,
    length: Option<i64>,
) -> String {
    format!("{} {} {:?} {length:?}", text(subject), at(created), began.map(Time::millis))
}

pub fn vods(answer: SyncVodsResponse, names: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        let record = row.record_id.map(|id| names.thing(Id::Record(id)));
        let facts =
            shown(row.subject, row.created_time, row.record_start_time, row.duration);
        seen(Id::Vod(row.id), format!("{facts} {record:?}"))
    });
    rows.collect()
}

pub fn castmaker(answer: ListCastmakerVodsResponse, names: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        let record = row.record_id.map(|id| names.thing(Id::Record(id)));
        let facts = format!("{} {} {record:?}", text(row.subject), at(row.created_time));
        seen(Id::Vod(row.id), facts)
    });
    rows.collect()
}

pub fn records(answer: SyncRecordsResponse, names: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        let webcast = row.webcast_id.map(|id| names.thing(Id::Webcast(id)));
        let began = row.record_start_time.map(Time::millis);
        let length = row.duration.unwrap_or(-1);
        let facts = format!(
            "{} {} {began:?} {length} {webcast:?}",
            text(row.name),
            at(row.created_time)
        );
        seen(Id::Record(row.id), facts)
    });
    rows.collect()
}

pub fn documents(answer: SyncDocumentsResponse, _: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        let done = row.conv_code == Some(ConversionState::Success);
        seen(
            Id::Document(row.id),
            format!("{} {} {done}", text(row.name), at(row.created_time)),
        )
    });
    rows.collect()
}

pub fn visits(list: Vec<Visit>) -> Vec<Seen> {
    let rows = list.into_iter().map(|row| {
        let left = row.leave_time.map(Time::millis);
        plain(format!("{} {} {left:?}", text(row.nickname), at(row.join_time)))
    });
    rows.collect()
}

pub fn chat(answer: ExportChatResponse, _: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        plain(format!("{} {} {}", text(row.sender), at(row.time), text(row.msg)))
    });
    rows.collect()
}

pub fn usage(answer: ExportUsageResponse, _: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        let (most, total) = (row.max_concurrent.unwrap_or(-1), row.total.unwrap_or(-1));
        let (start, end) = (at(row.start_time), at(row.end_time));
        plain(format!("{} {start} {end} {most} {total}", text(row.subject)))
    });
    rows.collect()
}

pub fn watches(answer: ExportVodHistoryResponse, names: &Names) -> Vec<Seen> {
    let rows = answer.list.into_iter().map(|row| {
        let vod = row.vod_id.map(|id| names.thing(Id::Vod(id)));
        let vod = vod.map_or_else(String::new, |vod| format!("{vod:?}"));
        let left = row.leave_time.map(Time::millis);
        plain(format!("{vod} {} {left:?}", at(row.start_time)))
    });
    rows.collect()
}

/// A row of a report by days.
pub fn day(date: Option<Date>, most: Option<i64>) -> Seen {
    let date = date.map_or_else(String::new, |date| date.to_string());
    plain(format!("{date} {}", most.unwrap_or(-1)))
}
