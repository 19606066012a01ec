//! Exports of the site's usage: sessions, concurrency by day, rewards.

use std::collections::HashMap;

use super::days::{bounds, until_now};
use super::window::is_too_long;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::world::{Activity, Reward, Session, peak};
use gensee_api::Time;
use gensee_api::webcast::{
    ExportRewards, ExportRewardsResponse, ExportUsage, ExportUsageResponse,
    ExportVodConcurrency, ExportVodConcurrencyResponse, ExportWebcastConcurrency,
    ExportWebcastConcurrencyResponse, SpeakerReward, Usage, VodConcurrency,
    WebcastConcurrency, WebcastReward,
};

pub(super) fn all(router: &mut Router) {
    router.on(usage).on(webcast_concurrency).on(vod_concurrency).on(rewards);
}

/// 导出直播使用场次纪录: the sessions of deleted webcasts are included.
fn usage(
    context: &mut Context<'_>,
    request: ExportUsage,
) -> Result<ExportUsageResponse, ApiError> {
    let wanted = request.webcast_id.as_ref().map(|id| id.as_str());
    if let Some(id) = wanted.filter(|id| !context.world.deleted.contains_key(*id)) {
        context.world.webcast(id, &context.caller)?;
    }
    let activity = &context.world.activity;
    let too_long = is_too_long(&request);
    let window = request.start_time..=request.end_time;
    let rows = activity.sessions.iter().filter_map(|session| {
        let ended = session.ended?;
        let asked_for = wanted.is_none_or(|id| session.webcast == id);
        let counts = !too_long && asked_for && window.contains(&ended);
        counts.then(|| row(activity, session, ended))
    });
    Ok(ExportUsageResponse::new().list(rows))
}

fn row(activity: &Activity, session: &Session, ended: Time) -> Usage {
    let visits = || {
        let visits = activity.visits_of(&session.webcast);
        visits
            .map(|visit| &visit.presence)
            .filter(|presence| presence.meets(session.started, ended))
    };
    // A session that ended at once counts for one millisecond, because it was held too.
    let end = Time::from_millis(
        ended.millis().max(session.started.millis().saturating_add(1)),
    );
    let mut row = Usage::new()
        .id(session.id)
        .start_time(session.started)
        .end_time(ended)
        .subject(session.subject.clone())
        .number(session.number.clone())
        .max_concurrent(peak(visits(), session.started, end));
    row.total = i64::try_from(visits().count()).ok();
    row
}

/// 按天导出直播历史并发: a row for each day that has begun.
fn webcast_concurrency(
    context: &mut Context<'_>,
    request: ExportWebcastConcurrency,
) -> Result<ExportWebcastConcurrencyResponse, ApiError> {
    if is_too_long(&request) {
        return Ok(ExportWebcastConcurrencyResponse::new());
    }
    let visits = &context.world.activity.visits;
    let list = until_now(request.start_date, request.end_date, context.now).map(|day| {
        let (start, end) = bounds(day);
        let presences = visits.iter().map(|visit| &visit.presence);
        WebcastConcurrency::new().date(day).max_concurrent(peak(presences, start, end))
    });
    Ok(ExportWebcastConcurrencyResponse::new().list(list))
}

/// 按天导出点播历史并发: a row for each day that has begun.
fn vod_concurrency(
    context: &mut Context<'_>,
    request: ExportVodConcurrency,
) -> Result<ExportVodConcurrencyResponse, ApiError> {
    if is_too_long(&request) {
        return Ok(ExportVodConcurrencyResponse::new());
    }
    let watches = &context.world.activity.watches;
    let list = until_now(request.start_date, request.end_date, context.now).map(|day| {
        let (start, end) = bounds(day);
        let presences = watches.iter().map(|watch| &watch.presence);
        VodConcurrency::new().date(day).max_concurrent(peak(presences, start, end))
    });
    Ok(ExportVodConcurrencyResponse::new().list(list))
}

/// 按天导出打赏金额: a row for each session with rewards in the span.
fn rewards(
    context: &mut Context<'_>,
    request: ExportRewards,
) -> Result<ExportRewardsResponse, ApiError> {
    if is_too_long(&request) {
        return Ok(ExportRewardsResponse::new());
    }
    let activity = &context.world.activity;
    let span = bounds(request.start_date).0..bounds(request.end_date).1;
    let mut given: HashMap<i64, Vec<&Reward>> = HashMap::new();
    for reward in activity.rewards.iter().filter(|reward| span.contains(&reward.time)) {
        if let Some(session) = activity.session_at(&reward.webcast, reward.time) {
            given.entry(session.id).or_default().push(reward);
        }
    }
    let rows = activity.sessions.iter().filter_map(|session| {
        let given = given.get(&session.id).into_iter().flatten();
        let mut speakers: Vec<(i64, SpeakerReward)> = Vec::new();
        let mut total = 0;
        for reward in given {
            let (uid, amount) = (reward.speaker.uid, i64::from(reward.amount));
            total += amount;
            match speakers.iter_mut().find(|(speaker, _)| *speaker == uid) {
                Some((_, row)) => {
                    row.speaker_reward = row.speaker_reward.map(|sum| sum + amount);
                }
                None => speakers.push((
                    uid,
                    SpeakerReward::new()
                        .speaker_name(reward.speaker.nickname.clone())
                        .speaker_reward(amount),
                )),
            }
        }
        (!speakers.is_empty()).then(|| {
            let mut row = WebcastReward::new()
                .subject(session.subject.clone())
                .start_date(session.started)
                .total_reward(total)
                .speaker_info_list(speakers.into_iter().map(|(_, row)| row));
            row.end_date = session.ended;
            row
        })
    });
    Ok(ExportRewardsResponse::new().list(rows))
}
