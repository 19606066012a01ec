//! 5.17 to 5.20, 5.23, 5.41, 5.42, 5.44 and 5.52: vods.

use std::cmp::Reverse;

use super::paging::page;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world::{About, Record, Source, Vod};
use crate::webcast::{
    self, CastmakerVod, ConvertResult, CreateMediaVod, CreateMediaVodResponse,
    CreateVod, CreateVodResponse, CutVod, CutVodResponse, GetVodViews,
    GetVodViewsResponse, ListCastmakerVods, ListCastmakerVodsResponse, PublishVod,
    PublishVodResponse, SyncVods, SyncVodsResponse, UnpublishVod, UnpublishVodResponse,
    UpdateVod, UpdateVodResponse, VodSkin,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch
        .on(update)
        .on(unpublish)
        .on(publish)
        .on(of_castmaker)
        .on(sync)
        .on(views)
        .on(create)
        .on(create_of_media)
        .on(cut);
}

/// 更改点播信息: what is absent stays as it was. The password goes when none is required any more.
fn update(
    turn: &mut Turn<'_>,
    request: UpdateVod,
) -> Result<UpdateVodResponse, Refusal> {
    if matches!(request.skin, VodSkin::Other(_)) {
        return Err(Refusal::unlisted("skin"));
    }
    let about = &mut turn.world.vod_mut(request.id.as_str(), &turn.caller)?.about;
    about.subject = request.subject;
    for (field, value) in [
        (&mut about.speaker_info, request.speaker_info),
        (&mut about.plan, request.agenda),
        (&mut about.description, request.description),
    ] {
        if value.is_some() {
            *field = value;
        }
    }
    about.login_required = request.login_required.unwrap_or(about.login_required);
    about.opened = request.opened.unwrap_or(about.opened);
    let protected = request.pwd_required.unwrap_or(about.password.is_some());
    about.password =
        request.vod_password.or(about.password.take()).filter(|_| protected);
    about.skin = Some(request.skin);
    Ok(UpdateVodResponse {})
}

fn unpublish(
    turn: &mut Turn<'_>,
    request: UnpublishVod,
) -> Result<UnpublishVodResponse, Refusal> {
    turn.world.vod_mut(request.vod_id.as_str(), &turn.caller)?.published = None;
    Ok(UnpublishVodResponse {})
}

/// 发布点播: one that is published keeps its moment.
fn publish(
    turn: &mut Turn<'_>,
    request: PublishVod,
) -> Result<PublishVodResponse, Refusal> {
    let vod = turn.world.vod_mut(request.vod_id.as_str(), &turn.caller)?;
    vod.published = vod.published.or(Some(turn.now));
    Ok(PublishVodResponse {})
}

/// 分页获取由castmaker上传生成的点播列表: by the time of creation, the latest first.
fn of_castmaker(
    turn: &mut Turn<'_>,
    mut request: ListCastmakerVods,
) -> Result<ListCastmakerVodsResponse, Refusal> {
    let world = &*turn.world;
    let wanted = |vod: &&Vod| {
        let record = world.record_of(vod);
        record.is_some_and(|record| record.source == Source::Castmaker)
            && turn.caller.sees(&vod.creator)
            && request.start_time.is_none_or(|start| start <= vod.created)
            && request.end_time.is_none_or(|end| vod.created <= end)
    };
    let mut found: Vec<_> = world.vods.values().filter(wanted).collect();
    found.sort_by_key(|vod| Reverse((vod.created, &vod.number)));
    let (found, page) = page(found, &mut request);
    let list = found.into_iter().map(|vod| CastmakerVod {
        id: vod.id.as_str().into(),
        subject: Some(vod.about.subject.clone()),
        password: Some(vod.password()),
        description: vod.about.description.clone(),
        created_time: Some(vod.created),
        screenshot: Some(vod.screenshot_url(turn.site)),
        webcast: None,
        creator: world.user_id(&vod.creator),
        record_id: vod.record.map(Into::into),
        attendee_join_url: Some(vod.url(turn.site)),
    });
    Ok(ListCastmakerVodsResponse { list: list.collect(), page: Some(page) })
}

/// 分页同步点播数据: the published ones by the time of creation, the latest publication first.
fn sync(
    turn: &mut Turn<'_>,
    mut request: SyncVods,
) -> Result<SyncVodsResponse, Refusal> {
    let world = &*turn.world;
    let span = request.start_time..=request.end_time;
    let wanted = |vod: &&Vod| vod.published.is_some() && span.contains(&vod.created);
    let mut found: Vec<_> = world.vods.values().filter(wanted).collect();
    found.sort_by_key(|vod| Reverse((vod.published, &vod.number)));
    let (found, page) = page(found, &mut request);
    let list = found.into_iter().map(|vod| {
        let record = world.record_of(vod);
        let recorded = record.and_then(|record| record.recorded);
        webcast::Vod {
            id: vod.id.as_str().into(),
            subject: Some(vod.about.subject.clone()),
            password: Some(vod.password()),
            description: vod.about.description.clone(),
            created_time: Some(vod.created),
            attendee_join_url: Some(vod.url(turn.site)),
            webcast_id: record.and_then(Record::webcast).map(Into::into),
            screenshot: Some(vod.screenshot_url(turn.site)),
            creator: world.user_id(&vod.creator),
            number: Some(vod.number.clone()),
            record_id: vod.record.map(Into::into),
            record_start_time: recorded.map(|span| span.start),
            record_end_time: recorded.map(|span| span.end),
            gr_type: Some(world.content_of(vod)),
            duration: record.map(|record| record.length),
            convert_result: Some(vod.converted.clone()),
            plan: vod.about.plan.clone(),
            speaker_info: vod.about.speaker_info.clone(),
        }
    });
    Ok(SyncVodsResponse { list: list.collect(), page: Some(page) })
}

/// 获取点播的观看人次: who comes twice counts twice.
fn views(
    turn: &mut Turn<'_>,
    request: GetVodViews,
) -> Result<GetVodViewsResponse, Refusal> {
    let id = request.id.as_str();
    turn.world.vod(id, &turn.caller)?;
    let watched = turn.world.people.watched(id);
    Ok(GetVodViewsResponse { total: i64::try_from(watched).unwrap_or(i64::MAX) })
}

/// 创建点播: one that is not published has an empty answer.
fn create(
    turn: &mut Turn<'_>,
    request: CreateVod,
) -> Result<CreateVodResponse, Refusal> {
    let id = request.record_id.get();
    let record = own_record(turn, id, |source| *source != Source::Media)?;
    let (subject, length) = (record.subject.clone(), record.length);
    let about = About {
        subject: request.subject,
        description: request.description,
        plan: request.agenda,
        speaker_info: request.speaker_info,
        password: request.passwords,
        opened: request.opened.unwrap_or(false),
        login_required: request.login_required.unwrap_or(false),
        skin: None,
    };
    let published = request.is_publish.unwrap_or(false);
    let publish = |vod: &mut Vod| vod.published = published.then_some(turn.now);
    let vod = turn.world.add_vod(&turn.caller.login, Some(id), about, turn.now, publish);
    if !published {
        return Ok(CreateVodResponse {
            id: None,
            vod_code: None,
            url: None,
            token: None,
            subject: None,
            during: None,
        });
    }
    Ok(CreateVodResponse {
        id: Some(vod.id.as_str().into()),
        vod_code: Some(vod.number.clone()),
        url: Some(vod.url(turn.site)),
        token: Some(vod.password()),
        subject: Some(subject),
        during: Some(length.to_string()),
    })
}

/// 创建多媒体点播: published, for its answer is that of a published one.
fn create_of_media(
    turn: &mut Turn<'_>,
    request: CreateMediaVod,
) -> Result<CreateMediaVodResponse, Refusal> {
    let id = request.record_id.get();
    let record = own_record(turn, id, |source| *source == Source::Media)?;
    let subject = record.subject.clone();
    let about = About {
        subject: request.subject,
        description: request.description,
        plan: request.agenda,
        speaker_info: request.speaker_info,
        password: request.passwords,
        opened: request.opened.unwrap_or(false),
        login_required: request.login_required.unwrap_or(false),
        skin: None,
    };
    let publish = |vod: &mut Vod| vod.published = Some(turn.now);
    let vod = turn.world.add_vod(&turn.caller.login, Some(id), about, turn.now, publish);
    Ok(CreateMediaVodResponse {
        id: Some(vod.id.as_str().into()),
        vod_code: Some(vod.number.clone()),
        url: Some(vod.url(turn.site)),
        token: Some(vod.password()),
        subject: Some(subject),
    })
}

/// 在线剪辑: the piece is a recording of its own, so the whole one stays. A new vod is published if the old one is.
fn cut(turn: &mut Turn<'_>, request: CutVod) -> Result<CutVodResponse, Refusal> {
    let vod = turn.world.vod(request.id.as_str(), &turn.caller)?.clone();
    if vod.converted != ConvertResult::Converted {
        let rule = "the vod of `id` is not converted";
        return Err(Refusal::business("vod is not converted", rule));
    }
    let Some(record) = turn.world.record_of(&vod) else {
        let rule = "the vod of `id` shows no recording";
        return Err(Refusal::business("vod has no record", rule));
    };
    let (from, to) =
        (request.start.saturating_mul(1000), request.end.saturating_mul(1000));
    if to > record.length {
        let rule = "`end` is at most the length of the recording";
        return Err(Refusal::invalid("end", rule));
    }
    let piece = record.piece(from, to, turn.now);
    let piece = turn.world.add_record(piece);
    let kept = if request.cover.unwrap_or(false) {
        let kept = turn.world.vod_mut(&vod.id, &turn.caller)?;
        kept.record = Some(piece);
        kept.clone()
    } else {
        let (about, published) = (vod.about, vod.published.and(Some(turn.now)));
        let publish = |new: &mut Vod| new.published = published;
        turn.world.add_vod(&vod.creator, Some(piece), about, turn.now, publish)
    };
    Ok(CutVodResponse {
        id: Some(kept.id.as_str().into()),
        subject: Some(kept.about.subject.clone()),
        number: Some(kept.number.clone()),
        join_url: Some(kept.url(turn.site)),
        password: Some(kept.password()),
    })
}

/// A recording that belongs to the caller himself, an administrator too, and comes from a source of the right `kind`.
fn own_record<'a>(
    turn: &'a Turn<'_>,
    id: i64,
    kind: fn(&Source) -> bool,
) -> Result<&'a Record, Refusal> {
    let known = turn.world.records.get(&id);
    let record = known
        .filter(|record| record.creator == turn.caller.login && kind(&record.source));
    record.ok_or_else(|| {
        Refusal::unseen(
            known.is_some(),
            "current user is not the record's organizer",
            format!("`recordId` {id} is none of `{}`'s", turn.caller.login),
        )
    })
}
