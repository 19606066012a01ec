//! How what has no form of its own in a snapshot or state file is written there: secrets as they are, codes as on the
//! wire.

/// The text of a [`Secret`](crate::Secret). It is exposed here because what a world holds must outlive it.
pub(in crate::sandbox) mod secret {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::Secret;

    pub(in crate::sandbox) fn serialize<S: Serializer>(
        secret: &Secret,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(secret.expose())
    }

    pub(in crate::sandbox) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Secret, D::Error> {
        String::deserialize(deserializer).map(Secret::from)
    }
}

/// The same of one that may be absent.
pub(in crate::sandbox) mod secret_or_none {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::Secret;

    pub(in crate::sandbox) fn serialize<S: Serializer>(
        secret: &Option<Secret>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        secret.as_ref().map(Secret::expose).serialize(serializer)
    }

    pub(in crate::sandbox) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Secret>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(Secret::from))
    }
}

/// The code of an [`OpenEnum`](crate::OpenEnum), always as text: `007` stays itself.
pub(in crate::sandbox) mod code {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::OpenEnum;

    pub(in crate::sandbox) fn serialize<E: OpenEnum, S: Serializer>(
        value: &E,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(value.code())
    }

    pub(in crate::sandbox) fn deserialize<'de, E: OpenEnum, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<E, D::Error> {
        Ok(E::from_code(&String::deserialize(deserializer)?))
    }
}

/// The same of one that may be absent.
pub(in crate::sandbox) mod code_or_none {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::OpenEnum;

    pub(in crate::sandbox) fn serialize<E: OpenEnum, S: Serializer>(
        value: &Option<E>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(E::code).serialize(serializer)
    }

    pub(in crate::sandbox) fn deserialize<'de, E: OpenEnum, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<E>, D::Error> {
        let code = Option::<String>::deserialize(deserializer)?;
        Ok(code.as_deref().map(E::from_code))
    }
}

/// A [`Role`](crate::Role) by its name.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(remote = "crate::Role")]
pub(in crate::sandbox) enum RoleName {
    Admin,
    Organizer,
    Teacher,
    User,
}
