//! 5.1 to 5.3: accounts.

use crate::api_error::ApiError;
use crate::router::{Context, Router};
use crate::rule::Rule;
use crate::world::{Hashes, Profile, User};
use gensee_api::Role;
use gensee_api::webcast::{
    CreateUser, CreateUserResponse, SetUserStatus, SetUserStatusResponse, UpdateUser,
    UpdateUserResponse, UserRole, UserStatus,
};

pub(super) fn all(router: &mut Router) {
    router.on(create).on(update).on(set_status);
}

fn create(
    context: &mut Context<'_>,
    request: CreateUser,
) -> Result<CreateUserResponse, ApiError> {
    if context.world.users.contains_key(&request.user_login_name) {
        return Err(ApiError::duplicate("user login name exists", Rule::login_taken()));
    }
    let role = role(request.role.as_ref())?.unwrap_or(Role::User);
    let user = User {
        id: context.world.ids.number(),
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
    context.world.users.insert(request.user_login_name, user);
    Ok(CreateUserResponse::new())
}

/// A parameter that is absent leaves its value unchanged.
fn update(
    context: &mut Context<'_>,
    request: UpdateUser,
) -> Result<UpdateUserResponse, ApiError> {
    let role = role(request.role.as_ref())?;
    let user = known(context, &request.user_login_name)?;
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
    Ok(UpdateUserResponse::new())
}

fn set_status(
    context: &mut Context<'_>,
    request: SetUserStatus,
) -> Result<SetUserStatusResponse, ApiError> {
    let enabled = match request.status {
        UserStatus::Disabled => false,
        UserStatus::Enabled => true,
        _ => return Err(ApiError::unlisted("status")),
    };
    known(context, &request.user_login_name)?.enabled = enabled;
    Ok(SetUserStatusResponse::new())
}

fn known<'a>(
    context: &'a mut Context<'_>,
    login: &str,
) -> Result<&'a mut User, ApiError> {
    context
        .world
        .users
        .get_mut(login)
        .ok_or_else(|| ApiError::not_found("user does not exist", Rule::no_user()))
}

fn role(role: Option<&UserRole>) -> Result<Option<Role>, ApiError> {
    role.map(|role| match role {
        UserRole::Admin => Ok(Role::Admin),
        UserRole::Organizer => Ok(Role::Organizer),
        UserRole::User => Ok(Role::User),
        _ => Err(ApiError::unlisted("role")),
    })
    .transpose()
}

/// Only organizers have points, and 0 means no value.
fn points(role: Role, points: Option<i64>) -> Option<i64> {
    points.filter(|points| role == Role::Organizer && *points != 0)
}
