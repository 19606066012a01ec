//! Exports of praise: who was praised, and how often.

use std::collections::HashMap;

use super::paging::page;
use super::window;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::world;
use gensee_api::Page;
use gensee_api::Time;
use gensee_api::webcast::{
    ExportPraise, ExportPraiseDetail, ExportPraiseDetailResponse, ExportPraiseResponse,
    Praise, PraiseCount,
};

pub(super) fn all(router: &mut Router) {
    router.on(counts).on(detail);
}

/// 导出直播点赞统计: a row for each person and session.
fn counts(
    context: &mut Context<'_>,
    mut request: ExportPraise,
) -> Result<ExportPraiseResponse, ApiError> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = window::of_webcast(context, &mut request, webcast.as_str(), ends)?;
    let mut counts: Vec<PraiseCount> = Vec::new();
    let mut rows: HashMap<(i64, Option<Time>), usize> = HashMap::new();
    for praise in given(context, webcast.as_str(), &span) {
        let session = context.world.activity.session_at(webcast.as_str(), praise.time);
        let started = session.map(|session| session.started);
        let row = *rows.entry((praise.to.uid, started)).or_insert_with(|| {
            counts.push({
                let mut row = PraiseCount::new()
                    .user_name(praise.to.nickname.clone())
                    .user_id(praise.to.uid)
                    .count(0);
                row.room_start_time = started;
                row
            });
            counts.len() - 1
        });
        counts[row].count = counts[row].count.map(|count| count + 1);
    }
    let (praise_dtos, page) = page(counts, &mut request);
    Ok(ExportPraiseResponse::new().praise_dtos(praise_dtos).page(page))
}

/// 导出直播点赞明细: the request has no page parameters, so all rows are on one page.
fn detail(
    context: &mut Context<'_>,
    mut request: ExportPraiseDetail,
) -> Result<ExportPraiseDetailResponse, ApiError> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = window::of_webcast(context, &mut request, webcast.as_str(), ends)?;
    let praise_dtos: Vec<Praise> = given(context, webcast.as_str(), &span)
        .map(|praise| {
            Praise::new()
                .user_id(praise.by.uid)
                .user_name(praise.by.nickname.clone())
                .action_time(praise.time)
                .target_user_id(praise.to.uid)
                .target_user_name(praise.to.nickname.clone())
        })
        .collect();
    let total = i64::try_from(praise_dtos.len()).unwrap_or(i64::MAX);
    Ok(ExportPraiseDetailResponse::new()
        .praise_dtos(praise_dtos)
        .page(Page::new().page_no(1).total_pages(1).total_counts(total)))
}

fn given<'a>(
    context: &'a Context<'_>,
    webcast: &'a str,
    span: &'a window::ExportWindow,
) -> impl Iterator<Item = &'a world::Praise> {
    let praise = context.world.activity.praise.iter();
    praise.filter(move |praise| praise.webcast == webcast && span.has(praise.time))
}
