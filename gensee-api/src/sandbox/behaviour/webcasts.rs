//! 5.4 to 5.9, 5.21 and 5.47: webcasts through their life.

use super::paging::page;
use crate::Secret;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world::{Belongings, Life, Settings, Tokens, Webcast};
use crate::webcast::{
    self, ClientType, CreateWebcast, CreateWebcastResponse, DeleteWebcast,
    DeleteWebcastResponse, FinishWebcast, FinishWebcastResponse, GetWebcast,
    GetWebcastResponse, GetWebcastStatus, GetWebcastStatusResponse, ListOngoingWebcasts,
    ListOngoingWebcastsResponse, ListWebcasts, ListWebcastsResponse, LiveStatus,
    OngoingWebcast, Telconf, UpdateWebcast, UpdateWebcastResponse, WebcastStatus,
    WebcastStatusFilter,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch
        .on(create)
        .on(update)
        .on(delete)
        .on(finish)
        .on(get)
        .on(list)
        .on(list_ongoing)
        .on(status);
}

/// 创建直播: a subject can be had once.
fn create(
    turn: &mut Turn<'_>,
    request: CreateWebcast,
) -> Result<CreateWebcastResponse, Refusal> {
    subject_is_free(turn, &request.subject, None)?;
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
    let ids = &mut turn.world.ids;
    let attendee = request.attendee_token.unwrap_or_else(|| Secret::from(ids.token()));
    let webcast = Webcast {
        id: ids.hex(),
        number: ids.eight_digits(),
        creator: turn.caller.login.clone(),
        created: turn.now,
        life: Life::NotStarted,
        settings,
        tokens: Tokens {
            organizer: request.organizer_token,
            panelist: request.panelist_token,
            attendee,
        },
        warmup: None,
        inserts: Vec::new(),
        belongings: Belongings::default(),
    };
    let response = CreateWebcastResponse {
        organizer_join_url: Some(webcast.organizer_url(turn.site)),
        panelist_join_url: Some(webcast.panelist_url(turn.site)),
        attendee_join_url: Some(webcast.attendee_url(turn.site)),
        id: webcast.id.as_str().into(),
        number: webcast.number.clone(),
        attendee_a_short_join_url: Some(webcast.attendee_short_url(turn.site)),
        organizer_token: Some(webcast.tokens.organizer.clone()),
        panelist_token: Some(webcast.tokens.panelist.clone()),
        attendee_token: Some(webcast.tokens.attendee.clone()),
    };
    turn.world.add_webcast(webcast);
    Ok(response)
}

/// 修改直播配置: what is absent stays as it was.
fn update(
    turn: &mut Turn<'_>,
    request: UpdateWebcast,
) -> Result<UpdateWebcastResponse, Refusal> {
    let id = request.id.as_str();
    turn.world.webcast(id, &turn.caller)?;
    subject_is_free(turn, &request.subject, Some(id))?;
    turn.world.rename(id, request.subject);
    let webcast = turn.world.webcast_mut(id, &turn.caller)?;
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
    webcast.tokens.organizer = request.organizer_token;
    webcast.tokens.panelist = request.panelist_token;
    if let Some(token) = request.attendee_token {
        webcast.tokens.attendee = token;
    }
    Ok(UpdateWebcastResponse {})
}

/// 删除直播: it cannot be had back. Deleting it again succeeds, every time.
fn delete(
    turn: &mut Turn<'_>,
    request: DeleteWebcast,
) -> Result<DeleteWebcastResponse, Refusal> {
    let id = request.webcast_id.as_str();
    if !turn.world.deleted.contains_key(id) {
        turn.world.webcast(id, &turn.caller)?;
        turn.world.close_session(id, turn.now);
        turn.world.remove_webcast(id);
    }
    Ok(DeleteWebcastResponse {})
}

/// 结束直播: what was live leaves a recording.
fn finish(
    turn: &mut Turn<'_>,
    request: FinishWebcast,
) -> Result<FinishWebcastResponse, Refusal> {
    let id = request.webcast_id.as_str();
    turn.world.webcast(id, &turn.caller)?;
    turn.world.end_session(id, Life::Ended, turn.now);
    Ok(FinishWebcastResponse {})
}

fn get(turn: &mut Turn<'_>, request: GetWebcast) -> Result<GetWebcastResponse, Refusal> {
    let site = turn.site;
    let webcast = turn.world.webcast(request.webcast_id.as_str(), &turn.caller)?;
    let settings = &webcast.settings;
    Ok(GetWebcastResponse {
        id: Some(webcast.id.as_str().into()),
        description: settings.description.clone(),
        number: Some(webcast.number.clone()),
        end_time: settings.end,
        organizer_join_url: Some(webcast.organizer_url(site)),
        panelist_join_url: Some(webcast.panelist_url(site)),
        attendee_join_url: Some(webcast.attendee_url(site)),
        login_required: Some(settings.login_required),
        opened: Some(settings.opened),
        plan: settings.plan.clone(),
        start_time: Some(settings.start),
        subject: Some(settings.subject.clone()),
        speaker_info: settings.speaker_info.clone(),
        max_attendees: settings.max_attendees,
        organizer_token: Some(webcast.tokens.organizer.clone()),
        panelist_token: Some(webcast.tokens.panelist.clone()),
        attendee_token: Some(webcast.tokens.attendee.clone()),
        switch_client: Some(settings.switch_client),
        poster_url: None,
        warm_up_id: webcast.warmup.as_deref().map(Into::into),
        aac: Some(settings.aac),
        realtime: Some(settings.realtime),
        telconf: Some(settings.telconf != Telconf::Disabled),
    })
}

/// 分页同步站点直播列表: the latest first, without those that are ended unless they are asked for.
fn list(
    turn: &mut Turn<'_>,
    mut request: ListWebcasts,
) -> Result<ListWebcastsResponse, Refusal> {
    let wanted = |webcast: &Webcast| {
        let life = webcast.life;
        let state = match &request.status {
            None => life != Life::Ended,
            Some(WebcastStatusFilter::NotStarted) => life == Life::NotStarted,
            Some(WebcastStatusFilter::ClientJoined) => life == Life::Joined,
            Some(WebcastStatusFilter::Started) => webcast.is_live(),
            Some(WebcastStatusFilter::Ended) => life == Life::Ended,
            Some(WebcastStatusFilter::Other(_)) => false,
        };
        state
            && request
                .expired
                .is_none_or(|expired| expired == webcast.is_expired(turn.now))
            && request
                .created_time
                .is_none_or(|day| day.china_date() == webcast.created.china_date())
    };
    let found = own(turn).into_iter().filter(|webcast| wanted(webcast)).collect();
    let (found, page) = page(found, &mut request);
    let list = found.into_iter().map(|webcast| {
        let settings = &webcast.settings;
        webcast::Webcast {
            id: webcast.id.as_str().into(),
            subject: Some(settings.subject.clone()),
            start_time: Some(settings.start),
            created_time: Some(webcast.created),
            description: settings.description.clone(),
            number: Some(webcast.number.clone()),
            organizer_join_url: Some(webcast.organizer_url(turn.site)),
            panelist_join_url: Some(webcast.panelist_url(turn.site)),
            attendee_join_url: Some(webcast.attendee_url(turn.site)),
            poster_url: None,
            speaker_info: settings.speaker_info.clone(),
            status: Some(match webcast.life {
                Life::NotStarted | Life::Ended => WebcastStatus::NotStarted,
                Life::Joined => WebcastStatus::Started,
                Life::Live { .. } => WebcastStatus::Published,
            }),
            creator: Some(webcast.creator.clone()),
        }
    });
    Ok(ListWebcastsResponse { list: list.collect(), page: Some(page) })
}

/// 分页获取正在进行的直播列表: those in which start was pressed.
fn list_ongoing(
    turn: &mut Turn<'_>,
    mut request: ListOngoingWebcasts,
) -> Result<ListOngoingWebcastsResponse, Refusal> {
    let live = own(turn).into_iter().filter(|webcast| webcast.is_live());
    let (found, page) = page(live.collect(), &mut request);
    let list = found.into_iter().map(|webcast| OngoingWebcast {
        id: webcast.id.as_str().into(),
        subject: Some(webcast.settings.subject.clone()),
        online: i64::try_from(turn.world.inside(&webcast.id)).ok(),
        start_time: Some(webcast.settings.start),
        created_time: Some(webcast.created),
        attendee_join_url: Some(webcast.attendee_url(turn.site)),
        panelist_join_url: Some(webcast.panelist_url(turn.site)),
        description: webcast.settings.description.clone(),
        attendee_token: Some(webcast.tokens.attendee.clone()),
        panelist_token: Some(webcast.tokens.panelist.clone()),
        organizer_token: Some(webcast.tokens.organizer.clone()),
    });
    Ok(ListOngoingWebcastsResponse { page: Some(page), list: list.collect() })
}

fn status(
    turn: &mut Turn<'_>,
    request: GetWebcastStatus,
) -> Result<GetWebcastStatusResponse, Refusal> {
    let webcast = turn.world.webcast(request.webcast_id.as_str(), &turn.caller)?;
    let status = match webcast.life {
        Life::NotStarted | Life::Ended => LiveStatus::Idle,
        Life::Joined => LiveStatus::Preparing,
        Life::Live { .. } => LiveStatus::Started,
    };
    Ok(GetWebcastStatusResponse { status })
}

/// The webcasts that the caller sees, the latest first.
fn own<'a>(turn: &'a Turn<'_>) -> Vec<&'a Webcast> {
    let seen = |webcast: &&Webcast| turn.caller.sees(&webcast.creator);
    let mut webcasts: Vec<_> = turn.world.webcasts.values().filter(seen).collect();
    webcasts.sort_by(|a, b| (b.created, &b.number).cmp(&(a.created, &a.number)));
    webcasts
}

/// With the telephone conference open to calls, AAC has no effect and becomes false.
fn aac(aac: bool, telconf: &Telconf) -> bool {
    aac && *telconf != Telconf::DialOutAndIn
}

fn subject_is_free(
    turn: &Turn<'_>,
    subject: &str,
    but: Option<&str>,
) -> Result<(), Refusal> {
    if turn.world.has_subject(subject, but) {
        return Err(Refusal::duplicate(
            "subject exists",
            "`subject` is another webcast's of the site",
        ));
    }
    Ok(())
}
