//! 5.10, 5.22 and 5.48: recordings.

use super::paging::page;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::webcast::{
    DeleteRecord, DeleteRecordResponse, ListRecordings, ListRecordingsResponse, Record,
    Recording, SyncRecords, SyncRecordsResponse,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(of_webcast).on(sync).on(delete);
}

/// 获取直播录制的点播列表: the vods that show a recording of the webcast, in the order of what they show.
fn of_webcast(
    turn: &mut Turn<'_>,
    request: ListRecordings,
) -> Result<ListRecordingsResponse, Refusal> {
    let webcast = request.webcast_id.as_str();
    turn.world.webcast(webcast, &turn.caller)?;
    let world = &*turn.world;
    let mut found: Vec<_> = world
        .vods
        .values()
        .filter_map(|vod| world.record_of(vod).map(|record| (vod, record)))
        .filter(|(_, record)| record.webcast() == Some(webcast))
        .collect();
    found.sort_by_key(|(vod, record)| {
        (record.recorded.map(|span| span.start), vod.created, &vod.number)
    });
    let list = found.into_iter().map(|(vod, record)| Recording {
        id: vod.id.as_str().into(),
        url: Some(vod.url(turn.site)),
        size: Some(record.size()),
        subject: Some(vod.about.subject.clone()),
        password: Some(vod.password()),
        created_time: Some(vod.created),
        record_start_time: record.recorded.map(|span| span.start),
        record_end_time: record.recorded.map(|span| span.end),
        duration: Some(record.length),
    });
    Ok(ListRecordingsResponse { id: None, record_list: list.collect() })
}

/// 分页同步录制件数据: the latest first.
fn sync(
    turn: &mut Turn<'_>,
    mut request: SyncRecords,
) -> Result<SyncRecordsResponse, Refusal> {
    let span = request.start_time..=request.end_time;
    let records = turn.world.records.values();
    let mut found: Vec<_> =
        records.filter(|record| span.contains(&record.created)).collect();
    found.sort_by_key(|record| std::cmp::Reverse((record.created, record.id)));
    let (found, page) = page(found, &mut request);
    let list = found.into_iter().map(|record| Record {
        id: record.id.into(),
        name: Some(record.subject.clone()),
        file_name: Some(record.file_name.clone()),
        record_start_time: record.recorded.map(|span| span.start),
        created_time: Some(record.created),
        record_end_time: record.recorded.map(|span| span.end),
        size: Some(record.size()),
        duration: Some(record.length),
        creator: turn.world.user_id(&record.creator),
        webcast_id: record.webcast().map(Into::into),
    });
    Ok(SyncRecordsResponse { list: list.collect(), page: Some(page) })
}

/// 删除单个录制件: deleting it again succeeds, every time.
fn delete(
    turn: &mut Turn<'_>,
    request: DeleteRecord,
) -> Result<DeleteRecordResponse, Refusal> {
    let id = request.resource_id.get();
    if turn.world.deleted_records.contains_key(&id) {
        return Ok(DeleteRecordResponse {});
    }
    let record = turn.world.records.get(&id);
    if !record.is_some_and(|record| turn.caller.sees(&record.creator)) {
        return Err(Refusal::unseen(
            record.is_some(),
            "current user is not the record's organizer",
            format!("no recording `{id}` that `{}` may delete", turn.caller.login),
        ));
    }
    turn.world.delete_record(id);
    Ok(DeleteRecordResponse {})
}
