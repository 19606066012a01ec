//! How types without a `serde` form of their own are written to snapshots and state files: secrets in clear, codes as
//! on the wire.

/// The text of a [`Secret`](gensee_api::Secret). It is exposed here because a
/// snapshot or state file must hold it.
pub(crate) mod secret {
    use serde::{Deserialize, Deserializer, Serializer};

    use gensee_api::Secret;

    pub(crate) fn serialize<S: Serializer>(
        secret: &Secret,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(secret.expose())
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Secret, D::Error> {
        String::deserialize(deserializer).map(Secret::from)
    }
}

/// Like [`secret`], for a secret that may be absent.
pub(crate) mod secret_or_none {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use gensee_api::Secret;

    pub(crate) fn serialize<S: Serializer>(
        secret: &Option<Secret>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        secret.as_ref().map(Secret::expose).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Secret>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(Secret::from))
    }
}

/// The id of a user, which may be absent.
pub(crate) mod user_or_none {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use gensee_api::UserId;

    pub(crate) fn serialize<S: Serializer>(
        user: &Option<UserId>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        user.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<UserId>, D::Error> {
        Ok(Option::<i64>::deserialize(deserializer)?.map(UserId::from))
    }
}

/// The code of an [`OpenEnum`](gensee_api::OpenEnum), always as text, so that `007` keeps its zeros.
pub(crate) mod code {
    use serde::{Deserialize, Deserializer, Serializer};

    use gensee_api::OpenEnum;

    pub(crate) fn serialize<E: OpenEnum, S: Serializer>(
        value: &E,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.code())
    }

    pub(crate) fn deserialize<'de, E: OpenEnum, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<E, D::Error> {
        Ok(E::from_code(&String::deserialize(deserializer)?))
    }
}

/// Like [`code`], for a code that may be absent.
pub(crate) mod code_or_none {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use gensee_api::OpenEnum;

    pub(crate) fn serialize<E: OpenEnum, S: Serializer>(
        value: &Option<E>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(E::code).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, E: OpenEnum, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<E>, D::Error> {
        let code = Option::<String>::deserialize(deserializer)?;
        Ok(code.as_deref().map(E::from_code))
    }
}

/// A [`Role`](gensee_api::Role) by its name.
pub(crate) mod role {
    use gensee_api::Role;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    const ROLES: [(Role, &str); 4] = [
        (Role::Admin, "Admin"),
        (Role::Organizer, "Organizer"),
        (Role::Teacher, "Teacher"),
        (Role::User, "User"),
    ];

    pub(crate) fn serialize<S: Serializer>(
        role: &Role,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        ROLES
            .iter()
            .find(|(known, _)| known == role)
            .map(|(_, name)| name)
            .serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Role, D::Error> {
        let name = String::deserialize(deserializer)?;
        let known = ROLES.iter().find(|(_, known)| *known == name);
        known.map(|(role, _)| *role).ok_or_else(|| Error::custom("not a valid role"))
    }
}
