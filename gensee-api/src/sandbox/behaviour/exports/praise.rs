//! Who was praised, and how often.

use std::collections::HashMap;

use super::paging::page;
use super::span;
use crate::Time;
use crate::page::Page;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world;
use crate::webcast::{
    ExportPraise, ExportPraiseDetail, ExportPraiseDetailResponse, ExportPraiseResponse,
    Praise, PraiseCount,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(counts).on(detail);
}

/// 导出直播点赞统计: a row for each person and session.
fn counts(
    turn: &mut Turn<'_>,
    mut request: ExportPraise,
) -> Result<ExportPraiseResponse, Refusal> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = span::of_webcast(turn, &mut request, webcast.as_str(), ends)?;
    let mut counts: Vec<PraiseCount> = Vec::new();
    let mut rows: HashMap<(i64, Option<Time>), usize> = HashMap::new();
    for praise in given(turn, webcast.as_str(), &span) {
        let session = turn.world.people.session_at(webcast.as_str(), praise.time);
        let started = session.map(|session| session.started);
        let row = *rows.entry((praise.to.uid, started)).or_insert_with(|| {
            counts.push(PraiseCount {
                user_name: Some(praise.to.nickname.clone()),
                user_id: Some(praise.to.uid.into()),
                count: Some(0),
                room_start_time: started,
            });
            counts.len() - 1
        });
        counts[row].count = counts[row].count.map(|count| count + 1);
    }
    let (praise_dtos, page) = page(counts, &mut request);
    Ok(ExportPraiseResponse { praise_dtos, page: Some(page) })
}

/// 导出直播点赞明细: without a page to ask for, all stand on one.
fn detail(
    turn: &mut Turn<'_>,
    mut request: ExportPraiseDetail,
) -> Result<ExportPraiseDetailResponse, Refusal> {
    let webcast = request.webcast_id.clone();
    let ends = (request.start_time, request.end_time);
    let span = span::of_webcast(turn, &mut request, webcast.as_str(), ends)?;
    let praise_dtos: Vec<Praise> = given(turn, webcast.as_str(), &span)
        .map(|praise| Praise {
            user_id: Some(praise.by.uid.into()),
            user_name: Some(praise.by.nickname.clone()),
            action_time: Some(praise.time),
            target_user_id: Some(praise.to.uid.into()),
            target_user_name: Some(praise.to.nickname.clone()),
        })
        .collect();
    let total = i64::try_from(praise_dtos.len()).unwrap_or(i64::MAX);
    let page = Page::new().page_no(1).total_pages(1).total_counts(total);
    Ok(ExportPraiseDetailResponse { praise_dtos, page: Some(page) })
}

fn given<'a>(
    turn: &'a Turn<'_>,
    webcast: &'a str,
    span: &'a span::Span,
) -> impl Iterator<Item = &'a world::Praise> {
    let praise = turn.world.people.praise.iter();
    praise.filter(move |praise| praise.webcast == webcast && span.has(praise.time))
}
