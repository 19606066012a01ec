//! How much the site was used: sessions, concurrency by day, rewards.

use std::collections::BTreeMap;

use super::days::{bounds, until_now};
use super::span::is_too_long;
use crate::Time;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world::{People, Session, peak};
use crate::webcast::{
    ExportRewards, ExportRewardsResponse, ExportUsage, ExportUsageResponse,
    ExportVodConcurrency, ExportVodConcurrencyResponse, ExportWebcastConcurrency,
    ExportWebcastConcurrencyResponse, SpeakerReward, Usage, VodConcurrency,
    WebcastConcurrency, WebcastReward,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(usage).on(webcast_concurrency).on(vod_concurrency).on(rewards);
}

/// 导出直播使用场次纪录: the sessions of deleted webcasts are among them.
fn usage(
    turn: &mut Turn<'_>,
    request: ExportUsage,
) -> Result<ExportUsageResponse, Refusal> {
    let wanted = request.webcast_id.as_ref().map(|id| id.as_str());
    if let Some(id) = wanted.filter(|id| !turn.world.deleted.contains(*id)) {
        turn.world.webcast(id, &turn.caller)?;
    }
    let people = &turn.world.people;
    let too_long = is_too_long(&request);
    let window = request.start_time..=request.end_time;
    let rows = people.sessions.iter().filter_map(|session| {
        let ended = session.ended?;
        let asked_for = wanted.is_none_or(|id| session.webcast == id);
        let counts = !too_long && asked_for && window.contains(&ended);
        counts.then(|| row(people, session, ended))
    });
    Ok(ExportUsageResponse { list: rows.collect() })
}

fn row(people: &People, session: &Session, ended: Time) -> Usage {
    let visits = || {
        let visits = people.visits.iter();
        let visits = visits.filter(|visit| visit.webcast == session.webcast);
        visits.map(|visit| &visit.stay).filter(|stay| stay.meets(session.started, ended))
    };
    // Even a session that ended at once was held.
    let end = Time::from_millis(ended.millis().max(session.started.millis() + 1));
    Usage {
        id: Some(session.id),
        start_time: Some(session.started),
        end_time: Some(ended),
        subject: Some(session.subject.clone()),
        number: Some(session.number.clone()),
        max_concurrent: Some(peak(visits(), session.started, end)),
        total: i64::try_from(visits().count()).ok(),
        max_concurrent_vip: None,
    }
}

/// 按天导出直播历史并发: a row for each day that has begun.
fn webcast_concurrency(
    turn: &mut Turn<'_>,
    request: ExportWebcastConcurrency,
) -> Result<ExportWebcastConcurrencyResponse, Refusal> {
    if is_too_long(&request) {
        return Ok(ExportWebcastConcurrencyResponse { list: Vec::new() });
    }
    let visits = &turn.world.people.visits;
    let list = until_now(request.start_date, request.end_date, turn.now).map(|day| {
        let (start, end) = bounds(day);
        let stays = visits.iter().map(|visit| &visit.stay);
        WebcastConcurrency {
            date: Some(day),
            max_concurrent: Some(peak(stays, start, end)),
            max_vip: None,
        }
    });
    Ok(ExportWebcastConcurrencyResponse { list: list.collect() })
}

/// 按天导出点播历史并发: the same of vods.
fn vod_concurrency(
    turn: &mut Turn<'_>,
    request: ExportVodConcurrency,
) -> Result<ExportVodConcurrencyResponse, Refusal> {
    if is_too_long(&request) {
        return Ok(ExportVodConcurrencyResponse { list: Vec::new() });
    }
    let watches = &turn.world.people.watches;
    let list = until_now(request.start_date, request.end_date, turn.now).map(|day| {
        let (start, end) = bounds(day);
        let stays = watches.iter().map(|watch| &watch.stay);
        VodConcurrency { date: Some(day), max_concurrent: Some(peak(stays, start, end)) }
    });
    Ok(ExportVodConcurrencyResponse { list: list.collect() })
}

/// 按天导出打赏金额: a row for each session with rewards in the span.
fn rewards(
    turn: &mut Turn<'_>,
    request: ExportRewards,
) -> Result<ExportRewardsResponse, Refusal> {
    if is_too_long(&request) {
        return Ok(ExportRewardsResponse { list: Vec::new() });
    }
    let people = &turn.world.people;
    let span = bounds(request.start_date).0..bounds(request.end_date).1;
    let mut by_session: BTreeMap<i64, Vec<_>> = BTreeMap::new();
    for reward in people.rewards.iter().filter(|reward| span.contains(&reward.time)) {
        if let Some(held) = people.session_at(&reward.webcast, reward.time) {
            by_session.entry(held.id).or_default().push(reward);
        }
    }
    let rows = people.sessions.iter().filter_map(|session| {
        let given = by_session.get(&session.id)?;
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
                    SpeakerReward {
                        speaker_name: Some(reward.speaker.nickname.clone()),
                        speaker_reward: Some(amount),
                    },
                )),
            }
        }
        Some(WebcastReward {
            subject: Some(session.subject.clone()),
            start_date: Some(session.started),
            end_date: session.ended,
            total_reward: Some(total),
            speaker_info_list: speakers.into_iter().map(|(_, row)| row).collect(),
        })
    });
    Ok(ExportRewardsResponse { list: rows.collect() })
}
