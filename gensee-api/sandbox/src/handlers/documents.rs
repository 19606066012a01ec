//! 5.29, 5.35 and 5.36: documents of the site, and files that it fetches and converts.

use super::paging::page;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::world::Upload;
use gensee_api::webcast::{
    self, SyncDocuments, SyncDocumentsResponse, TranscodeDocument,
    TranscodeDocumentResponse, TranscodeMedia, TranscodeMediaResponse,
};
use gensee_api::{ResourceUrl, Secret};

/// The parameter of an address that names the file.
const FILE_NAME: &str = "gs_filename";

pub(super) fn all(router: &mut Router) {
    router.on(sync).on(transcode_document).on(transcode_media);
}

/// 分页同步文档数据: the documents in the order in which they were created.
fn sync(
    context: &mut Context<'_>,
    mut request: SyncDocuments,
) -> Result<SyncDocumentsResponse, ApiError> {
    let wanted = request.start_time..=request.end_time;
    let found = context.world.documents.iter();
    let found = found.filter(|(_, document)| wanted.contains(&document.created));
    let (found, page) = page(found.collect(), &mut request);
    let list = found.into_iter().map(|(id, document)| {
        webcast::Document::new(*id)
            .created_time(document.created)
            .upload(document.upload)
            .name(document.name.clone())
            .conv_code(document.state.clone())
    });
    Ok(SyncDocumentsResponse::new().list(list).page(page))
}

/// 后台文档上传转码
fn transcode_document(
    context: &mut Context<'_>,
    request: TranscodeDocument,
) -> Result<TranscodeDocumentResponse, ApiError> {
    let upload = Upload {
        name: request.name,
        creator: &context.caller.login,
        succeeds: names_a_file(&request.resource_url),
        callback: callback(request.callback_url),
    };
    let (document, vod) = context.world.convert_document(upload, context.now);
    Ok(TranscodeDocumentResponse::new()
        .courseware_id(vod.id.as_str())
        .courseware_code(vod.number.clone())
        .visit_url(vod.url(context.site))
        .doc_id(document))
}

/// 后台多媒体上传转码
fn transcode_media(
    context: &mut Context<'_>,
    request: TranscodeMedia,
) -> Result<TranscodeMediaResponse, ApiError> {
    let upload = Upload {
        name: request.name,
        creator: &context.caller.login,
        succeeds: names_a_file(&request.resource_url),
        callback: callback(request.callback_url),
    };
    let (record, vod) = context.world.convert_media(upload, context.now);
    Ok(TranscodeMediaResponse::new()
        .courseware_id(vod.id.as_str())
        .courseware_code(vod.number.clone())
        .visit_url(vod.url(context.site))
        .record_id(record))
}

/// The callback address; an empty one counts as absent.
fn callback(url: Option<String>) -> Option<Secret> {
    url.filter(|url| !url.trim().is_empty()).map(Secret::from)
}

/// Whether the address has a file name with an ending, in `gs_filename` or else in its path. Without one the conversion
/// fails, as the note says. The file itself is not fetched here.
fn names_a_file(url: &ResourceUrl) -> bool {
    let url = url.as_str().split('#').next().unwrap_or_default();
    let (address, query) = url.split_once('?').unwrap_or((url, ""));
    let given = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == FILE_NAME)
        .map(|(_, name)| name.into_owned());
    let path = address.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
    let last = path.and_then(|(_, path)| path.rsplit('/').next()).map(str::to_owned);
    let ending = |name: String| {
        name.rsplit_once('.')
            .is_some_and(|(stem, ending)| !stem.is_empty() && !ending.is_empty())
    };
    given.or(last).is_some_and(ending)
}

#[cfg(test)]
mod tests {
    use super::names_a_file;

    #[test]
    fn a_file_is_named_by_the_parameter_or_the_path() {
        for (url, named) in [
            ("http://example.com/a/b.ppt", true),
            ("http://example.com/课件/第1讲.ppt?x=1", true),
            ("http://example.com/download?a=x&gs_filename=file.pptx", true),
            ("http://example.com/b.ppt?gs_filename=file", false),
            ("http://example.com/download?a=x.ppt", false),
            ("http://example.com/b.ppt/", false),
            ("http://example.com/.ppt", false),
            ("http://example.com/b.#ppt", false),
            ("http://example.com", false),
            ("b.ppt", false),
        ] {
            assert_eq!(names_a_file(&url.into()), named, "{url}");
        }
    }
}
