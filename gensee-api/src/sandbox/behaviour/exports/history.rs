//! Who visited webcasts and watched vods.

use super::days::bounds;
use super::paging::page;
use super::span;
use crate::Time;
use crate::page::Page;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world;
use crate::webcast::{
    ExportHistory, ExportHistoryPage, ExportHistoryPageResponse, ExportHistoryResponse,
    ExportVodHistory, ExportVodHistoryResponse, Visit, VodVisit,
};

const HOUR_MILLIS: i64 = 60 * 60 * 1000;

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(history).on(history_page).on(vod_history);
}

/// 导出直播用户访问历史记录
fn history(
    turn: &mut Turn<'_>,
    mut request: ExportHistory,
) -> Result<ExportHistoryResponse, Refusal> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = span::of_webcast(turn, &mut request, webcast.as_str(), ends)?;
    Ok(ExportHistoryResponse { list: visits(turn, webcast.as_str(), &span) })
}

/// 分页导出直播用户访问历史记录
fn history_page(
    turn: &mut Turn<'_>,
    mut request: ExportHistoryPage,
) -> Result<ExportHistoryPageResponse, Refusal> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = span::of_webcast(turn, &mut request, webcast.as_str(), ends)?;
    let (list, page) = page(visits(turn, webcast.as_str(), &span), &mut request);
    Ok(ExportHistoryPageResponse { list, page_dto: Some(page) })
}

fn visits(turn: &Turn<'_>, webcast: &str, span: &span::Span) -> Vec<Visit> {
    let visits = turn.world.people.visits_of(webcast);
    visits.filter(|visit| span.has_stay(&visit.stay)).map(row).collect()
}

fn row(visit: &world::Visit) -> Visit {
    let viewer = &visit.viewer;
    Visit {
        nickname: Some(visit.person.nickname.clone()),
        join_time: Some(visit.stay.joined),
        leave_time: visit.stay.left,
        ip: Some(viewer.ip.clone()),
        uid: Some(visit.person.uid.into()),
        area: viewer.area.clone(),
        mobile: viewer.mobile.clone(),
        company: viewer.company.clone(),
        userdata: viewer.userdata.clone(),
        join_type: Some(visit.join_type.clone()),
        idcid: None,
        foreign_high_line: None,
    }
}

/// 按天同步点播访问记录: by the time of joining, or of leaving, without those who are still there.
fn vod_history(
    turn: &mut Turn<'_>,
    mut request: ExportVodHistory,
) -> Result<ExportVodHistoryResponse, Refusal> {
    let by_joining = request.join_time_sync.unwrap_or(true);
    let bounds = request.date.china_date().map(bounds).map(|(start, end)| {
        let at = |hour| Time::from_millis(start.millis() + hour * HOUR_MILLIS);
        request.hour.map_or((start, end), |hour| (at(hour), at(hour + 1)))
    });
    let moment = |stay: &world::Stay| {
        if by_joining { Some(stay.joined) } else { stay.left }
    };
    let belongs = |watch: &&world::Watch| {
        let moment = moment(&watch.stay).zip(bounds);
        moment.is_some_and(|(moment, (start, end))| start <= moment && moment < end)
    };
    let watches = turn.world.people.watches.iter().filter(belongs);
    let (watches, page): (Vec<_>, Page) = page(watches.collect(), &mut request);
    let list = watches.into_iter().map(vod_row).collect();
    Ok(ExportVodHistoryResponse { list, page: Some(page) })
}

fn vod_row(watch: &world::Watch) -> VodVisit {
    let world::Stay { joined, left } = watch.stay;
    VodVisit {
        vod_id: Some(watch.vod.as_str().into()),
        uid: Some(watch.person.uid.into()),
        start_time: Some(joined),
        leave_time: left,
        name: Some(watch.person.nickname.clone()),
        duration: left.map(|left| left.millis().saturating_sub(joined.millis())),
        ip: Some(watch.viewer.ip.clone()),
        area: watch.viewer.area.clone(),
        device: Some(watch.device.clone()),
    }
}
