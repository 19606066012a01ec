//! 5.17 to 5.20, 5.23, 5.41, 5.42, 5.44 and 5.52: vods.

use std::cmp::Reverse;

use super::paging::page;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::rule::Rule;
use crate::world::{About, Record, Source, Vod};
use gensee_api::webcast::{
    self, CastmakerVod, ConvertResult, CreateMediaVod, CreateMediaVodResponse,
    CreateVod, CreateVodResponse, CutVod, CutVodResponse, GetVodViews,
    GetVodViewsResponse, ListCastmakerVods, ListCastmakerVodsResponse, PublishVod,
    PublishVodResponse, SyncVods, SyncVodsResponse, UnpublishVod, UnpublishVodResponse,
    UpdateVod, UpdateVodResponse,
};

pub(super) fn all(router: &mut Router) {
    router
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

/// 更改点播信息: a parameter that is absent leaves its value unchanged. The password is removed when none is required any
/// more.
fn update(
    context: &mut Context<'_>,
    request: UpdateVod,
) -> Result<UpdateVodResponse, ApiError> {
    let about = &mut context.world.vod_mut(request.id.as_str(), &context.caller)?.about;
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
    Ok(UpdateVodResponse::new())
}

fn unpublish(
    context: &mut Context<'_>,
    request: UnpublishVod,
) -> Result<UnpublishVodResponse, ApiError> {
    context.world.vod_mut(request.vod_id.as_str(), &context.caller)?.published = None;
    Ok(UnpublishVodResponse::new())
}

/// 发布点播: a vod that is published already keeps the time of its publication.
fn publish(
    context: &mut Context<'_>,
    request: PublishVod,
) -> Result<PublishVodResponse, ApiError> {
    let vod = context.world.vod_mut(request.vod_id.as_str(), &context.caller)?;
    vod.published = vod.published.or(Some(context.now));
    Ok(PublishVodResponse::new())
}

/// 分页获取由castmaker上传生成的点播列表: by the time of creation, the latest first.
fn of_castmaker(
    context: &mut Context<'_>,
    mut request: ListCastmakerVods,
) -> Result<ListCastmakerVodsResponse, ApiError> {
    let world = &*context.world;
    let wanted = |vod: &&Vod| {
        let record = world.record_of(vod);
        record.is_some_and(|record| record.source == Source::Castmaker)
            && context.caller.sees(&vod.creator)
            && request.start_time.is_none_or(|start| start <= vod.created)
            && request.end_time.is_none_or(|end| vod.created <= end)
    };
    let mut found: Vec<_> = world.vods.values().filter(wanted).collect();
    found.sort_by_key(|vod| Reverse((vod.created, &vod.number)));
    let (found, page) = page(found, &mut request);
    let list = found.into_iter().map(|vod| {
        let mut row = CastmakerVod::new(vod.id.as_str())
            .subject(vod.about.subject.clone())
            .password(vod.password())
            .created_time(vod.created)
            .screenshot(vod.screenshot_url(context.site))
            .attendee_join_url(vod.url(context.site));
        row.description = Some(vod.about.description.clone().unwrap_or_default());
        row.creator = world.user_id(&vod.creator);
        row.record_id = vod.record.map(Into::into);
        row
    });
    Ok(ListCastmakerVodsResponse::new().list(list).page(page))
}

/// 分页同步点播数据: the published ones by the time of creation, the latest publication first.
fn sync(
    context: &mut Context<'_>,
    mut request: SyncVods,
) -> Result<SyncVodsResponse, ApiError> {
    let world = &*context.world;
    let span = request.start_time..=request.end_time;
    let wanted = |vod: &&Vod| vod.published.is_some() && span.contains(&vod.created);
    let mut found: Vec<_> = world.vods.values().filter(wanted).collect();
    found.sort_by_key(|vod| Reverse((vod.published, &vod.number)));
    let (found, page) = page(found, &mut request);
    let list = found.into_iter().map(|vod| {
        let record = world.record_of(vod);
        let recorded = record.and_then(|record| record.recorded);
        let mut row = webcast::Vod::new(vod.id.as_str())
            .subject(vod.about.subject.clone())
            .password(vod.password())
            .created_time(vod.created)
            .attendee_join_url(vod.url(context.site))
            .screenshot(vod.screenshot_url(context.site))
            .number(vod.number.clone())
            .gr_type(world.content_of(vod))
            .convert_result(vod.converted.clone());
        row.description = Some(vod.about.description.clone().unwrap_or_default());
        row.webcast_id = record.and_then(Record::webcast).map(Into::into);
        row.creator = world.user_id(&vod.creator);
        row.record_id = vod.record.map(Into::into);
        row.record_start_time = recorded.map(|span| span.start);
        row.record_end_time = recorded.map(|span| span.end);
        row.duration = record.map(|record| record.length);
        row.plan = vod.about.plan.clone();
        row.speaker_info = vod.about.speaker_info.clone();
        row
    });
    Ok(SyncVodsResponse::new().list(list).page(page))
}

/// 获取点播的观看人次: a viewer who comes twice counts twice.
fn views(
    context: &mut Context<'_>,
    request: GetVodViews,
) -> Result<GetVodViewsResponse, ApiError> {
    let id = request.id.as_str();
    context.world.vod(id, &context.caller)?;
    let watched = context.world.activity.watched(id);
    Ok(GetVodViewsResponse::new(i64::try_from(watched).unwrap_or(i64::MAX)))
}

/// 创建点播: the answer for a vod that is not published is empty.
fn create(
    context: &mut Context<'_>,
    request: CreateVod,
) -> Result<CreateVodResponse, ApiError> {
    let id = request.record_id.get();
    let record = own_record(context, id, |source| *source != Source::Media)?;
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
    let publish = |vod: &mut Vod| vod.published = published.then_some(context.now);
    let vod = context.world.add_vod(
        &context.caller.login,
        Some(id),
        about,
        context.now,
        publish,
    );
    if !published {
        return Ok(CreateVodResponse::new());
    }
    Ok(CreateVodResponse::new()
        .id(vod.id.as_str())
        .vod_code(vod.number.clone())
        .url(vod.url(context.site))
        .token(vod.password())
        .subject(subject)
        .during(length.to_string()))
}

/// 创建多媒体点播: the vod is published, because the answer is that for a published vod.
fn create_of_media(
    context: &mut Context<'_>,
    request: CreateMediaVod,
) -> Result<CreateMediaVodResponse, ApiError> {
    let id = request.record_id.get();
    let record = own_record(context, id, |source| *source == Source::Media)?;
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
    let publish = |vod: &mut Vod| vod.published = Some(context.now);
    let vod = context.world.add_vod(
        &context.caller.login,
        Some(id),
        about,
        context.now,
        publish,
    );
    Ok(CreateMediaVodResponse::new()
        .id(vod.id.as_str())
        .vod_code(vod.number.clone())
        .url(vod.url(context.site))
        .token(vod.password())
        .subject(subject))
}

/// 在线剪辑: the piece becomes a recording of its own, so the original stays. A new vod is published if the old one is.
fn cut(context: &mut Context<'_>, request: CutVod) -> Result<CutVodResponse, ApiError> {
    let vod = context.world.vod(request.id.as_str(), &context.caller)?.clone();
    if vod.converted != ConvertResult::Converted {
        return Err(ApiError::business("vod is not converted", Rule::not_converted()));
    }
    let Some(record) = context.world.record_of(&vod) else {
        return Err(ApiError::business("vod has no record", Rule::no_recording()));
    };
    let (from, to) =
        (request.start.saturating_mul(1000), request.end.saturating_mul(1000));
    if to > record.length {
        return Err(ApiError::invalid("end", Rule::end_too_late()));
    }
    let piece = record.piece(from, to, context.now);
    let piece = context.world.add_record(piece);
    let kept = if request.cover.unwrap_or(false) {
        let kept = context.world.vod_mut(&vod.id, &context.caller)?;
        kept.record = Some(piece);
        kept.clone()
    } else {
        let (about, published) = (vod.about, vod.published.and(Some(context.now)));
        let publish = |new: &mut Vod| new.published = published;
        context.world.add_vod(&vod.creator, Some(piece), about, context.now, publish)
    };
    Ok(CutVodResponse::new()
        .id(kept.id.as_str())
        .subject(kept.about.subject.clone())
        .number(kept.number.clone())
        .join_url(kept.url(context.site))
        .password(kept.password()))
}

/// A recording that comes from a source of the right `kind` and belongs to the caller. An administrator too must own
/// it.
fn own_record<'a>(
    context: &'a Context<'_>,
    id: i64,
    kind: fn(&Source) -> bool,
) -> Result<&'a Record, ApiError> {
    let known = context.world.records.get(&id);
    let record = known
        .filter(|record| record.creator == context.caller.login && kind(&record.source));
    record.ok_or_else(|| {
        ApiError::unseen(
            known.is_some(),
            "current user is not the record's organizer",
            Rule::not_own_record(id, &context.caller.login),
        )
    })
}
