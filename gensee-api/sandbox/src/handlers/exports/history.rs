//! Exports of visits of webcasts and watchings of vods.

use super::days::bounds;
use super::paging::page;
use super::window;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::world;
use gensee_api::Page;
use gensee_api::Time;
use gensee_api::webcast::{
    ExportHistory, ExportHistoryPage, ExportHistoryPageResponse, ExportHistoryResponse,
    ExportVodHistory, ExportVodHistoryResponse, Visit, VodVisit,
};

const HOUR_MILLIS: i64 = 60 * 60 * 1000;

pub(super) fn all(router: &mut Router) {
    router.on(history).on(history_page).on(vod_history);
}

/// 导出直播用户访问历史记录
fn history(
    context: &mut Context<'_>,
    mut request: ExportHistory,
) -> Result<ExportHistoryResponse, ApiError> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = window::of_webcast(context, &mut request, webcast.as_str(), ends)?;
    Ok(ExportHistoryResponse::new().list(visits(context, webcast.as_str(), &span)))
}

/// 分页导出直播用户访问历史记录
fn history_page(
    context: &mut Context<'_>,
    mut request: ExportHistoryPage,
) -> Result<ExportHistoryPageResponse, ApiError> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = window::of_webcast(context, &mut request, webcast.as_str(), ends)?;
    let (list, page) = page(visits(context, webcast.as_str(), &span), &mut request);
    Ok(ExportHistoryPageResponse::new().list(list).page_dto(page))
}

fn visits(
    context: &Context<'_>,
    webcast: &str,
    span: &window::ExportWindow,
) -> Vec<Visit> {
    let visits = context.world.activity.visits_of(webcast);
    visits.filter(|visit| span.has_presence(&visit.presence)).map(row).collect()
}

fn row(visit: &world::Visit) -> Visit {
    let viewer = &visit.viewer;
    let mut row = Visit::new()
        .nickname(visit.person.nickname.clone())
        .join_time(visit.presence.joined)
        .ip(viewer.ip.clone())
        .uid(visit.person.uid)
        .join_type(visit.join_type.clone());
    row.leave_time = visit.presence.left;
    row.area = viewer.area.clone();
    row.mobile = viewer.mobile.clone();
    row.company = viewer.company.clone();
    row.userdata = viewer.userdata.clone();
    row
}

/// 按天同步点播访问记录: by the time of joining or of leaving. By the latter, viewers who are still there are left out.
fn vod_history(
    context: &mut Context<'_>,
    mut request: ExportVodHistory,
) -> Result<ExportVodHistoryResponse, ApiError> {
    let by_joining = request.join_time_sync.unwrap_or(true);
    let bounds = request.date.china_date().map(bounds).map(|(start, end)| {
        let at = |hour| Time::from_millis(start.millis() + hour * HOUR_MILLIS);
        request.hour.map_or((start, end), |hour| (at(hour), at(hour + 1)))
    });
    let moment = |presence: &world::Presence| {
        if by_joining { Some(presence.joined) } else { presence.left }
    };
    let belongs = |watch: &&world::Watch| {
        let moment = moment(&watch.presence).zip(bounds);
        moment.is_some_and(|(moment, (start, end))| start <= moment && moment < end)
    };
    let watches = context.world.activity.watches.iter().filter(belongs);
    let (watches, page): (Vec<_>, Page) = page(watches.collect(), &mut request);
    let list = watches.into_iter().map(vod_row);
    Ok(ExportVodHistoryResponse::new().list(list).page(page))
}

fn vod_row(watch: &world::Watch) -> VodVisit {
    let world::Presence { joined, left } = watch.presence;
    let mut row = VodVisit::new()
        .vod_id(watch.vod.as_str())
        .uid(watch.person.uid)
        .start_time(joined)
        .name(watch.person.nickname.clone())
        .ip(watch.viewer.ip.clone())
        .device(watch.device.clone());
    row.leave_time = left;
    row.duration = left.map(|left| left.millis().saturating_sub(joined.millis()));
    row.area = watch.viewer.area.clone();
    row
}
