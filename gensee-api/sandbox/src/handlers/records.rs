//! 5.10, 5.22 and 5.48: recordings.

use super::paging::page;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::rule::Rule;
use gensee_api::webcast::{
    DeleteRecord, DeleteRecordResponse, ListRecordings, ListRecordingsResponse, Record,
    Recording, SyncRecords, SyncRecordsResponse,
};

pub(super) fn all(router: &mut Router) {
    router.on(of_webcast).on(sync).on(delete);
}

/// 获取直播录制的点播列表: the vods that show a recording of the webcast, in the order of the recordings.
fn of_webcast(
    context: &mut Context<'_>,
    request: ListRecordings,
) -> Result<ListRecordingsResponse, ApiError> {
    let webcast = request.webcast_id.as_str();
    context.world.webcast(webcast, &context.caller)?;
    let world = &*context.world;
    let mut found: Vec<_> = world
        .vods
        .values()
        .filter_map(|vod| world.record_of(vod).map(|record| (vod, record)))
        .filter(|(_, record)| record.webcast() == Some(webcast))
        .collect();
    found.sort_by_key(|(vod, record)| {
        (record.recorded.map(|span| span.start), vod.created, &vod.number)
    });
    let list = found.into_iter().map(|(vod, record)| {
        let mut row = Recording::new(vod.id.as_str())
            .url(vod.url(context.site))
            .size(record.size())
            .subject(vod.about.subject.clone())
            .password(vod.password())
            .created_time(vod.created)
            .duration(record.length);
        row.record_start_time = record.recorded.map(|span| span.start);
        row.record_end_time = record.recorded.map(|span| span.end);
        row
    });
    Ok(ListRecordingsResponse::new().record_list(list))
}

/// 分页同步录制件数据: the latest recording first.
fn sync(
    context: &mut Context<'_>,
    mut request: SyncRecords,
) -> Result<SyncRecordsResponse, ApiError> {
    let span = request.start_time..=request.end_time;
    let records = context.world.records.values();
    let mut found: Vec<_> =
        records.filter(|record| span.contains(&record.created)).collect();
    found.sort_by_key(|record| std::cmp::Reverse((record.created, record.id)));
    let (found, page) = page(found, &mut request);
    let list = found.into_iter().map(|record| {
        let mut row = Record::new(record.id)
            .name(record.subject.clone())
            .file_name(record.file_name.clone())
            .created_time(record.created)
            .size(record.size())
            .duration(record.length);
        row.record_start_time = record.recorded.map(|span| span.start);
        row.record_end_time = record.recorded.map(|span| span.end);
        row.creator = context.world.user_id(&record.creator);
        row.webcast_id = record.webcast().map(Into::into);
        row
    });
    Ok(SyncRecordsResponse::new().list(list).page(page))
}

/// 删除单个录制件: deleting the same recording again succeeds too.
fn delete(
    context: &mut Context<'_>,
    request: DeleteRecord,
) -> Result<DeleteRecordResponse, ApiError> {
    let id = request.resource_id.get();
    if context.world.deleted_records.contains_key(&id) {
        return Ok(DeleteRecordResponse::new());
    }
    let record = context.world.records.get(&id);
    if !record.is_some_and(|record| context.caller.sees(&record.creator)) {
        return Err(ApiError::unseen(
            record.is_some(),
            "current user is not the record's organizer",
            Rule::no_record(id, &context.caller.login),
        ));
    }
    context.world.delete_record(id);
    Ok(DeleteRecordResponse::new())
}
