//! 5.4 to 5.9, 5.21 and 5.47: webcasts, from their creation to their end.

use super::paging::page;
use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::rule::Rule;
use crate::world::{Phase, Settings, Tokens, Webcast, WebcastExtras};
use gensee_api::Secret;
use gensee_api::webcast::{
    self, ClientType, CreateWebcast, CreateWebcastResponse, DeleteWebcast,
    DeleteWebcastResponse, FinishWebcast, FinishWebcastResponse, GetWebcast,
    GetWebcastResponse, GetWebcastStatus, GetWebcastStatusResponse, ListOngoingWebcasts,
    ListOngoingWebcastsResponse, ListWebcasts, ListWebcastsResponse, LiveStatus,
    OngoingWebcast, Telconf, UpdateWebcast, UpdateWebcastResponse, WebcastStatus,
    WebcastStatusFilter,
};

pub(super) fn all(router: &mut Router) {
    router
        .on(create)
        .on(update)
        .on(delete)
        .on(finish)
        .on(get)
        .on(list)
        .on(list_ongoing)
        .on(status);
}

/// 创建直播: two webcasts cannot have the same subject.
fn create(
    context: &mut Context<'_>,
    request: CreateWebcast,
) -> Result<CreateWebcastResponse, ApiError> {
    subject_is_free(context, &request.subject, None)?;
    let telconf = request.telconf.unwrap_or(Telconf::Disabled);
    let settings = Settings {
        subject: request.subject,
        start: request.start_time,
        end: request.end_time,
        max_attendees: request.max_attendees,
        login_required: request.login_required.unwrap_or(false),
        opened: request.opened.unwrap_or(false),
        description: request.description,
        plan: request.plan,
        speaker_info: request.speaker_info,
        switch_client: request.switch_client.unwrap_or(false),
        realtime: request.realtime.unwrap_or(false),
        aac: aac(request.aac.unwrap_or(false), &telconf),
        telconf,
        client_type: request.client_type.unwrap_or(ClientType::Standard),
        skin: None,
    };
    let ids = &mut context.world.ids;
    let attendee = request.attendee_token.unwrap_or_else(|| Secret::from(ids.token()));
    let webcast = Webcast {
        id: ids.hex(),
        number: ids.eight_digits(),
        creator: context.caller.login.clone(),
        created: context.now,
        phase: Phase::NotStarted,
        settings,
        tokens: Tokens {
            organizer: request.organizer_token.into(),
            panelist: request.panelist_token.into(),
            attendee,
        },
        warmup: None,
        inserts: Vec::new(),
        extras: WebcastExtras::default(),
    };
    let response =
        CreateWebcastResponse::new(webcast.id.as_str(), webcast.number.clone())
            .organizer_join_url(webcast.organizer_url(context.site))
            .panelist_join_url(webcast.panelist_url(context.site))
            .attendee_join_url(webcast.attendee_url(context.site))
            .attendee_a_short_join_url(webcast.attendee_short_url(context.site))
            .organizer_token(webcast.tokens.organizer())
            .panelist_token(webcast.tokens.panelist())
            .attendee_token(webcast.tokens.attendee.clone());
    context.world.add_webcast(webcast);
    Ok(response)
}

/// 修改直播配置: a parameter that is absent leaves its value unchanged.
fn update(
    context: &mut Context<'_>,
    request: UpdateWebcast,
) -> Result<UpdateWebcastResponse, ApiError> {
    let id = request.id.as_str();
    context.world.webcast(id, &context.caller)?;
    subject_is_free(context, &request.subject, Some(id))?;
    context.world.rename(id, request.subject);
    let webcast = context.world.webcast_mut(id, &context.caller)?;
    let settings = &mut webcast.settings;
    settings.start = request.start_time;
    settings.end = request.end_time.or(settings.end);
    settings.max_attendees = request.max_attendees.or(settings.max_attendees);
    for (field, value) in [
        (&mut settings.login_required, request.login_required),
        (&mut settings.opened, request.opened),
        (&mut settings.switch_client, request.switch_client),
        (&mut settings.realtime, request.realtime),
        (&mut settings.aac, request.aac),
    ] {
        *field = value.unwrap_or(*field);
    }
    for (field, value) in [
        (&mut settings.description, request.description),
        (&mut settings.plan, request.plan),
        (&mut settings.speaker_info, request.speaker_info),
    ] {
        if value.is_some() {
            *field = value;
        }
    }
    if let Some(telconf) = request.telconf {
        settings.telconf = telconf;
    }
    if let Some(client_type) = request.client_type {
        settings.client_type = client_type;
    }
    settings.skin = request.skin.or(settings.skin.take());
    settings.aac = aac(settings.aac, &settings.telconf);
    webcast.tokens.organizer = request.organizer_token.into();
    webcast.tokens.panelist = request.panelist_token.into();
    if let Some(token) = request.attendee_token {
        webcast.tokens.attendee = token;
    }
    Ok(UpdateWebcastResponse::new())
}

/// 删除直播: a deleted webcast cannot be restored. Deleting it again succeeds too.
fn delete(
    context: &mut Context<'_>,
    request: DeleteWebcast,
) -> Result<DeleteWebcastResponse, ApiError> {
    let id = request.webcast_id.as_str();
    if !context.world.deleted.contains_key(id) {
        context.world.webcast(id, &context.caller)?;
        context.world.close_session(id, context.now);
        context.world.remove_webcast(id);
    }
    Ok(DeleteWebcastResponse::new())
}

/// 结束直播: a webcast that was live gets a recording.
fn finish(
    context: &mut Context<'_>,
    request: FinishWebcast,
) -> Result<FinishWebcastResponse, ApiError> {
    let id = request.webcast_id.as_str();
    context.world.webcast(id, &context.caller)?;
    context.world.end_session(id, Phase::Ended, context.now);
    Ok(FinishWebcastResponse::new())
}

fn get(
    context: &mut Context<'_>,
    request: GetWebcast,
) -> Result<GetWebcastResponse, ApiError> {
    let site = context.site;
    let webcast = context.world.webcast(request.webcast_id.as_str(), &context.caller)?;
    let settings = &webcast.settings;
    let mut answer = GetWebcastResponse::new()
        .id(webcast.id.as_str())
        .number(webcast.number.clone())
        .organizer_join_url(webcast.organizer_url(site))
        .panelist_join_url(webcast.panelist_url(site))
        .attendee_join_url(webcast.attendee_url(site))
        .login_required(settings.login_required)
        .opened(settings.opened)
        .start_time(settings.start)
        .subject(settings.subject.clone())
        .organizer_token(webcast.tokens.organizer())
        .panelist_token(webcast.tokens.panelist())
        .attendee_token(webcast.tokens.attendee.clone())
        .switch_client(settings.switch_client)
        .aac(settings.aac)
        .realtime(settings.realtime)
        .telconf(settings.telconf != Telconf::Disabled);
    answer.description = Some(settings.description.clone().unwrap_or_default());
    answer.end_time = settings.end;
    answer.plan = settings.plan.clone();
    answer.speaker_info = settings.speaker_info.clone();
    answer.max_attendees = settings.max_attendees;
    answer.warm_up_id = webcast.warmup.as_deref().map(Into::into);
    Ok(answer)
}

/// 分页同步站点直播列表: the latest first. Webcasts that were ended are only included when they are asked for.
fn list(
    context: &mut Context<'_>,
    mut request: ListWebcasts,
) -> Result<ListWebcastsResponse, ApiError> {
    let wanted = |webcast: &Webcast| {
        let phase = webcast.phase;
        let state = match &request.status {
            None => phase != Phase::Ended,
            Some(WebcastStatusFilter::NotStarted) => phase == Phase::NotStarted,
            Some(WebcastStatusFilter::ClientJoined) => phase == Phase::Joined,
            Some(WebcastStatusFilter::Started) => webcast.is_live(),
            Some(WebcastStatusFilter::Ended) => phase == Phase::Ended,
            Some(_) => false,
        };
        state
            && request
                .expired
                .is_none_or(|expired| expired == webcast.is_expired(context.now))
            && request
                .created_time
                .is_none_or(|day| day.china_date() == webcast.created.china_date())
    };
    let found = own(context).into_iter().filter(|webcast| wanted(webcast)).collect();
    let (found, page) = page(found, &mut request);
    let list = found.into_iter().map(|webcast| {
        let settings = &webcast.settings;
        let mut row = webcast::Webcast::new(webcast.id.as_str())
            .subject(settings.subject.clone())
            .start_time(settings.start)
            .created_time(webcast.created)
            .number(webcast.number.clone())
            .organizer_join_url(webcast.organizer_url(context.site))
            .panelist_join_url(webcast.panelist_url(context.site))
            .attendee_join_url(webcast.attendee_url(context.site))
            .status(match webcast.phase {
                Phase::NotStarted | Phase::Ended => WebcastStatus::NotStarted,
                Phase::Joined => WebcastStatus::Started,
                Phase::Live { .. } => WebcastStatus::Published,
            })
            .creator(webcast.creator.clone());
        row.description = Some(settings.description.clone().unwrap_or_default());
        row.speaker_info = settings.speaker_info.clone();
        row
    });
    Ok(ListWebcastsResponse::new().list(list).page(page))
}

/// 分页获取正在进行的直播列表: the webcasts in which start was pressed.
fn list_ongoing(
    context: &mut Context<'_>,
    mut request: ListOngoingWebcasts,
) -> Result<ListOngoingWebcastsResponse, ApiError> {
    let live = own(context).into_iter().filter(|webcast| webcast.is_live());
    let (found, page) = page(live.collect(), &mut request);
    let list = found.into_iter().map(|webcast| {
        let mut row = OngoingWebcast::new(webcast.id.as_str())
            .subject(webcast.settings.subject.clone())
            .start_time(webcast.settings.start)
            .created_time(webcast.created)
            .attendee_join_url(webcast.attendee_url(context.site))
            .panelist_join_url(webcast.panelist_url(context.site))
            .attendee_token(webcast.tokens.attendee.clone())
            .panelist_token(webcast.tokens.panelist())
            .organizer_token(webcast.tokens.organizer());
        row.online = i64::try_from(context.world.inside(&webcast.id)).ok();
        row.description = Some(webcast.settings.description.clone().unwrap_or_default());
        row
    });
    Ok(ListOngoingWebcastsResponse::new().page(page).list(list))
}

fn status(
    context: &mut Context<'_>,
    request: GetWebcastStatus,
) -> Result<GetWebcastStatusResponse, ApiError> {
    let webcast = context.world.webcast(request.webcast_id.as_str(), &context.caller)?;
    let status = match webcast.phase {
        Phase::NotStarted | Phase::Ended => LiveStatus::Idle,
        Phase::Joined => LiveStatus::Preparing,
        Phase::Live { .. } => LiveStatus::Started,
    };
    Ok(GetWebcastStatusResponse::new(status))
}

/// The webcasts that the caller sees, the latest first.
fn own<'a>(context: &'a Context<'_>) -> Vec<&'a Webcast> {
    let seen = |webcast: &&Webcast| context.caller.sees(&webcast.creator);
    let mut webcasts: Vec<_> = context.world.webcasts.values().filter(seen).collect();
    webcasts.sort_by(|a, b| (b.created, &b.number).cmp(&(a.created, &a.number)));
    webcasts
}

/// The value of AAC. It has no effect, and becomes false, when the telephone conference is open to incoming calls.
fn aac(aac: bool, telconf: &Telconf) -> bool {
    aac && *telconf != Telconf::DialOutAndIn
}

fn subject_is_free(
    context: &Context<'_>,
    subject: &str,
    but: Option<&str>,
) -> Result<(), ApiError> {
    if context.world.has_subject(subject, but) {
        return Err(ApiError::duplicate("subject exists", Rule::subject_taken()));
    }
    Ok(())
}
