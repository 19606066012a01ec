//! 5.1 to 5.3: accounts.

use crate::Role;
use crate::sandbox::dispatch::{Dispatch, Turn};
use crate::sandbox::refusal::Refusal;
use crate::sandbox::world::{Hashes, Profile, User};
use crate::webcast::{
    CreateUser, CreateUserResponse, SetUserStatus, SetUserStatusResponse, UpdateUser,
    UpdateUserResponse, UserRole, UserStatus,
};

pub(super) fn all(dispatch: &mut Dispatch) {
    dispatch.on(create).on(update).on(set_status);
}

fn create(
    turn: &mut Turn<'_>,
    request: CreateUser,
) -> Result<CreateUserResponse, Refusal> {
    if turn.world.users.contains_key(&request.user_login_name) {
        let rule = "`userLoginName` is another user's";
        return Err(Refusal::duplicate("user login name exists", rule));
    }
    let role = role(request.role.as_ref())?.unwrap_or(Role::User);
    let user = User {
        id: turn.world.ids.number(),
        hashes: Hashes::of(request.user_password.expose()),
        role,
        enabled: true,
        effective: request.effective_date,
        invalid: request.invalid_date,
        points: points(role, request.max_points),
        vod_points: request.max_vod_points,
        profile: Profile {
            name: request.name,
            address: request.address,
            company: request.company,
            country: request.country,
            description: request.description,
            first_name: request.first_name,
            last_name: request.last_name,
            job: request.job,
            male: request.male.unwrap_or(false),
            mobile: request.mobile,
            nick_name: request.nick_name,
            phone: request.phone,
            state: request.state,
            zipcode: request.zipcode,
        },
    };
    turn.world.users.insert(request.user_login_name, user);
    Ok(CreateUserResponse {})
}

/// What is absent stays as it was.
fn update(
    turn: &mut Turn<'_>,
    request: UpdateUser,
) -> Result<UpdateUserResponse, Refusal> {
    let role = role(request.role.as_ref())?;
    let user = known(turn, &request.user_login_name)?;
    user.hashes = Hashes::of(request.user_password.expose());
    user.role = role.unwrap_or(user.role);
    if request.max_points.is_some() {
        user.points = points(user.role, request.max_points);
    }
    user.vod_points = request.max_vod_points.or(user.vod_points);
    user.effective = request.effective_date.or(user.effective);
    user.invalid = request.invalid_date.or(user.invalid);
    let profile = &mut user.profile;
    profile.name = request.name;
    for (field, value) in [
        (&mut profile.address, request.address),
        (&mut profile.company, request.company),
        (&mut profile.country, request.country),
        (&mut profile.description, request.description),
        (&mut profile.first_name, request.first_name),
        (&mut profile.last_name, request.last_name),
        (&mut profile.job, request.job),
        (&mut profile.mobile, request.mobile),
        (&mut profile.nick_name, request.nick_name),
        (&mut profile.phone, request.phone),
        (&mut profile.state, request.state),
        (&mut profile.zipcode, request.zipcode),
    ] {
        if value.is_some() {
            *field = value;
        }
    }
    profile.male = request.male.unwrap_or(profile.male);
    Ok(UpdateUserResponse {})
}

fn set_status(
    turn: &mut Turn<'_>,
    request: SetUserStatus,
) -> Result<SetUserStatusResponse, Refusal> {
    let enabled = match request.status {
        UserStatus::Disabled => false,
        UserStatus::Enabled => true,
        UserStatus::Other(_) => return Err(Refusal::unlisted("status")),
    };
    known(turn, &request.user_login_name)?.enabled = enabled;
    Ok(SetUserStatusResponse {})
}

fn known<'a>(turn: &'a mut Turn<'_>, login: &str) -> Result<&'a mut User, Refusal> {
    turn.world.users.get_mut(login).ok_or_else(|| {
        Refusal::not_found(
            "user does not exist",
            "`userLoginName` is no user of the site",
        )
    })
}

fn role(role: Option<&UserRole>) -> Result<Option<Role>, Refusal> {
    role.map(|role| match role {
        UserRole::Admin => Ok(Role::Admin),
        UserRole::Organizer => Ok(Role::Organizer),
        UserRole::User => Ok(Role::User),
        UserRole::Other(_) => Err(Refusal::unlisted("role")),
    })
    .transpose()
}

/// Only organizers have points, and 0 means no value.
fn points(role: Role, points: Option<i64>) -> Option<i64> {
    points.filter(|points| role == Role::Organizer && *points != 0)
}
