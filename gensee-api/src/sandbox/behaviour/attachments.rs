//! 5.11, 5.12, 5.26, 5.27, 5.30 and 5.31: files, recordings and documents of a webcast.

use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::webcast::{
    AttachDocument, AttachDocumentResponse, AttachFiles, AttachFilesResponse,
    ChooseRecords, ChooseRecordsResponse, DetachDocument, DetachDocumentResponse,
    DetachFiles, DetachFilesResponse, RemoveRecords, RemoveRecordsResponse,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch
        .on(attach_files)
        .on(detach_files)
        .on(choose_records)
        .on(remove_records)
        .on(attach_document)
        .on(detach_document);
}

/// 新增直播附件: an address can be attached once.
fn attach_files(
    turn: &mut Turn<'_>,
    request: AttachFiles,
) -> Result<AttachFilesResponse, Refusal> {
    let webcast = turn.world.webcast_mut(request.webcast_id.as_str(), &turn.caller)?;
    let mut files = webcast.belongings.files.clone();
    for file in request.attachment_list {
        if files.iter().any(|other| other.url == file.url) {
            let rule = "a `url` of `attachmentList` is attached already";
            return Err(Refusal::duplicate("attachment exists", rule));
        }
        files.push(file.into());
    }
    webcast.belongings.files = files;
    Ok(AttachFilesResponse {})
}

/// 删除直播附件
fn detach_files(
    turn: &mut Turn<'_>,
    request: DetachFiles,
) -> Result<DetachFilesResponse, Refusal> {
    let webcast = turn.world.webcast_mut(request.webcast_id.as_str(), &turn.caller)?;
    let files = &mut webcast.belongings.files;
    let attached = |url: &String| files.iter().any(|file| file.url == *url);
    if !request.urls.iter().all(attached) {
        let rule = "one of `urls` is not attached to the webcast";
        return Err(Refusal::not_found("attachment does not exist", rule));
    }
    files.retain(|file| !request.urls.contains(&file.url));
    Ok(DetachFilesResponse {})
}

/// 为直播设置多个录制件作为插播: those that were chosen before stay, and repeated ones are not looked for.
fn choose_records(
    turn: &mut Turn<'_>,
    request: ChooseRecords,
) -> Result<ChooseRecordsResponse, Refusal> {
    let records: Vec<i64> = request.record_id.into_iter().map(i64::from).collect();
    let id = request.webcast_id.as_str();
    turn.world.webcast(id, &turn.caller)?;
    if !records.iter().all(|record| turn.world.records.contains_key(record)) {
        let rule = "one of `recordId` is no recording of the site";
        return Err(Refusal::not_found("record does not exist", rule));
    }
    turn.world.webcast_mut(id, &turn.caller)?.inserts.extend(records);
    Ok(ChooseRecordsResponse {})
}

/// 为直播取消用作插播的录制件
fn remove_records(
    turn: &mut Turn<'_>,
    request: RemoveRecords,
) -> Result<RemoveRecordsResponse, Refusal> {
    let records: Vec<i64> = request.record_id.into_iter().map(i64::from).collect();
    let webcast = turn.world.webcast_mut(request.webcast_id.as_str(), &turn.caller)?;
    if !records.iter().all(|record| webcast.inserts.contains(record)) {
        let rule = "one of `recordId` is not chosen for the webcast";
        return Err(Refusal::not_found("record does not exist", rule));
    }
    webcast.inserts.retain(|record| !records.contains(record));
    Ok(RemoveRecordsResponse {})
}

/// 为直播分配一个服务端文档: a document can be assigned to a webcast once.
fn attach_document(
    turn: &mut Turn<'_>,
    request: AttachDocument,
) -> Result<AttachDocumentResponse, Refusal> {
    let document = request.doc_id.get();
    let id = request.webcast_id.as_str();
    turn.world.webcast(id, &turn.caller)?;
    if !turn.world.documents.contains_key(&document) {
        let rule = "`docId` is no document of the site";
        return Err(Refusal::not_found("document does not exist", rule));
    }
    let webcast = turn.world.webcast_mut(id, &turn.caller)?;
    let documents = &mut webcast.belongings.documents;
    if documents.contains(&document) {
        let rule = "`docId` is assigned to the webcast already";
        return Err(Refusal::duplicate("document exists", rule));
    }
    documents.push(document);
    Ok(AttachDocumentResponse {})
}

/// 为直播取消服务端文档
fn detach_document(
    turn: &mut Turn<'_>,
    request: DetachDocument,
) -> Result<DetachDocumentResponse, Refusal> {
    let document = request.doc_id.get();
    let webcast = turn.world.webcast_mut(request.webcast_id.as_str(), &turn.caller)?;
    let documents = &mut webcast.belongings.documents;
    if !documents.contains(&document) {
        let rule = "`docId` is not assigned to the webcast";
        return Err(Refusal::not_found("document does not exist", rule));
    }
    documents.retain(|other| *other != document);
    Ok(DetachDocumentResponse {})
}
