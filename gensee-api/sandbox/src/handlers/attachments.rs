//! 5.11, 5.12, 5.26, 5.27, 5.30 and 5.31: files, recordings and documents of a webcast.

use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::rule::Rule;
use gensee_api::webcast::{
    AttachDocument, AttachDocumentResponse, AttachFiles, AttachFilesResponse,
    ChooseRecords, ChooseRecordsResponse, DetachDocument, DetachDocumentResponse,
    DetachFiles, DetachFilesResponse, RemoveRecords, RemoveRecordsResponse,
};

pub(super) fn all(router: &mut Router) {
    router
        .on(attach_files)
        .on(detach_files)
        .on(choose_records)
        .on(remove_records)
        .on(attach_document)
        .on(detach_document);
}

/// 新增直播附件: each address can be attached once.
fn attach_files(
    context: &mut Context<'_>,
    request: AttachFiles,
) -> Result<AttachFilesResponse, ApiError> {
    let webcast =
        context.world.webcast_mut(request.webcast_id.as_str(), &context.caller)?;
    let mut files = webcast.extras.files.clone();
    for file in request.attachment_list {
        if files.iter().any(|other| other.url == file.url) {
            return Err(ApiError::duplicate(
                "attachment exists",
                Rule::attached_already(),
            ));
        }
        files.push(file.into());
    }
    webcast.extras.files = files;
    Ok(AttachFilesResponse::new())
}

/// 删除直播附件
fn detach_files(
    context: &mut Context<'_>,
    request: DetachFiles,
) -> Result<DetachFilesResponse, ApiError> {
    let webcast =
        context.world.webcast_mut(request.webcast_id.as_str(), &context.caller)?;
    let files = &mut webcast.extras.files;
    let attached = |url: &String| files.iter().any(|file| file.url == *url);
    if !request.urls.iter().all(attached) {
        return Err(ApiError::not_found(
            "attachment does not exist",
            Rule::not_attached(),
        ));
    }
    files.retain(|file| !request.urls.contains(&file.url));
    Ok(DetachFilesResponse::new())
}

/// 为直播设置多个录制件作为插播: those that were chosen before stay, and repeated ones are not removed.
fn choose_records(
    context: &mut Context<'_>,
    request: ChooseRecords,
) -> Result<ChooseRecordsResponse, ApiError> {
    let records: Vec<i64> = request.record_id.into_iter().map(i64::from).collect();
    let id = request.webcast_id.as_str();
    context.world.webcast(id, &context.caller)?;
    if !records.iter().all(|record| context.world.records.contains_key(record)) {
        return Err(ApiError::not_found(
            "record does not exist",
            Rule::unknown_record(),
        ));
    }
    context.world.webcast_mut(id, &context.caller)?.inserts.extend(records);
    Ok(ChooseRecordsResponse::new())
}

/// 为直播取消用作插播的录制件
fn remove_records(
    context: &mut Context<'_>,
    request: RemoveRecords,
) -> Result<RemoveRecordsResponse, ApiError> {
    let records: Vec<i64> = request.record_id.into_iter().map(i64::from).collect();
    let webcast =
        context.world.webcast_mut(request.webcast_id.as_str(), &context.caller)?;
    if !records.iter().all(|record| webcast.inserts.contains(record)) {
        return Err(ApiError::not_found("record does not exist", Rule::not_chosen()));
    }
    webcast.inserts.retain(|record| !records.contains(record));
    Ok(RemoveRecordsResponse::new())
}

/// 为直播分配一个服务端文档: each document can be assigned to a webcast once.
fn attach_document(
    context: &mut Context<'_>,
    request: AttachDocument,
) -> Result<AttachDocumentResponse, ApiError> {
    let document = request.doc_id.get();
    let id = request.webcast_id.as_str();
    context.world.webcast(id, &context.caller)?;
    if !context.world.documents.contains_key(&document) {
        return Err(ApiError::not_found(
            "document does not exist",
            Rule::unknown_document(),
        ));
    }
    let webcast = context.world.webcast_mut(id, &context.caller)?;
    let documents = &mut webcast.extras.documents;
    if documents.contains(&document) {
        return Err(ApiError::duplicate("document exists", Rule::assigned_already()));
    }
    documents.push(document);
    Ok(AttachDocumentResponse::new())
}

/// 为直播取消服务端文档
fn detach_document(
    context: &mut Context<'_>,
    request: DetachDocument,
) -> Result<DetachDocumentResponse, ApiError> {
    let document = request.doc_id.get();
    let webcast =
        context.world.webcast_mut(request.webcast_id.as_str(), &context.caller)?;
    let documents = &mut webcast.extras.documents;
    if !documents.contains(&document) {
        return Err(ApiError::not_found(
            "document does not exist",
            Rule::not_assigned(),
        ));
    }
    documents.retain(|other| *other != document);
    Ok(DetachDocumentResponse::new())
}
