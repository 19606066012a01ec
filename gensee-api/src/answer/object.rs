//! Reads objects and lists.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use serde_json::value::RawValue;

use super::json::{Json, read_list, read_object};
use super::{Answer, AnswerValue};
use crate::schema::{CodeValue, FieldInfo, Kind};
use crate::wire::is_json;

/// Reads a property into its slot. A slot that has a value keeps it, unless that is an empty list. For the derive.
pub fn fill<'de, T: AnswerValue, M: MapAccess<'de>>(
    slot: &mut Option<T>,
    map: &mut M,
) -> Result<(), M::Error> {
    let value = map.next_value_seed(ValueSeed(PhantomData))?;
    if value.is_some() && slot.as_ref().is_none_or(T::is_vacant) {
        *slot = value;
    }
    Ok(())
}

/// Skips the value of a property. For the derive.
pub fn ignore<'de, M: MapAccess<'de>>(map: &mut M) -> Result<(), M::Error> {
    map.next_value::<IgnoredAny>().map(drop)
}

/// What a name means for an answer.
pub(crate) enum Name {
    /// The property of this slot.
    Known(usize),
    /// None of its properties; the name itself is there if the answer collects them.
    Unknown(Option<String>),
}

pub(crate) fn name<A: Answer>(name: &str) -> Name {
    match A::slot(name) {
        Some(slot) => Name::Known(slot),
        None => Name::Unknown(A::EXTRA.then(|| name.to_owned())),
    }
}

/// Reads the value of an unknown property.
fn read_unknown<'de, A: Answer, M: MapAccess<'de>>(
    slots: &mut A::Slots,
    name: Option<String>,
    map: &mut M,
) -> Result<(), M::Error> {
    // Only JSON has a text to keep.
    let Some(name) = name.filter(|_| is_json::<M::Error>()) else {
        return ignore(map);
    };
    let json: Box<RawValue> = map.next_value()?;
    A::keep(slots, name, json.get());
    Ok(())
}

struct ValueSeed<T>(PhantomData<T>);

impl<'de, T: AnswerValue> DeserializeSeed<'de> for ValueSeed<T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        T::read(deserializer)
    }
}

/// Reads the name of a property and maps it to its slot.
pub(crate) struct SlotSeed<F>(pub(crate) F);

impl<'de, T, F: FnOnce(&str) -> T> DeserializeSeed<'de> for SlotSeed<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T, F: FnOnce(&str) -> T> Visitor<'_> for SlotSeed<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        Ok((self.0)(name))
    }

    /// CSV gives the names of its columns as bytes.
    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<T, E> {
        self.visit_str(&String::from_utf8_lossy(name))
    }
}

/// Reads an answer outside another one. For the derive.
///
/// It asks for a map, because all formats have maps: a row of CSV is always a map, and `#[serde(flatten)]` would pass
/// on only the fields that a struct names.
pub fn deserialize_answer<'de, A: Answer, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<A, D::Error> {
    let visitor = ObjectVisitor { in_array: false, answer: PhantomData };
    let answer = deserializer.deserialize_map(visitor)?;
    answer.ok_or_else(|| D::Error::custom("expected object, found nothing"))
}

/// An array with one object is accepted as this object, because the document prints `page` so.
impl<A: Answer> AnswerValue for A {
    const KIND: Kind = Kind::Object;
    const FIELDS: &'static [FieldInfo] = A::ROWS;

    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        deserializer
            .deserialize_any(ObjectVisitor { in_array: false, answer: PhantomData })
    }

    fn read_json(json: &mut Json<'_>) -> Option<Option<Self>> {
        read_object(json)
    }
}

struct ObjectVisitor<A> {
    in_array: bool,
    answer: PhantomData<A>,
}

impl<'de, A: Answer> Visitor<'de> for ObjectVisitor<A> {
    type Value = Option<A>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("object")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut slots = A::Slots::default();
        while let Some(slot) = map.next_key_seed(SlotSeed(name::<A>))? {
            match slot {
                Name::Known(slot) => A::read_slot(&mut slots, slot, &mut map)?,
                Name::Unknown(name) => read_unknown::<A, M>(&mut slots, name, &mut map)?,
            }
        }
        A::build(slots).map(Some).map_err(M::Error::custom)
    }

    fn visit_seq<S: SeqAccess<'de>>(
        self,
        mut array: S,
    ) -> Result<Self::Value, S::Error> {
        if self.in_array {
            return Err(S::Error::invalid_type(serde::de::Unexpected::Seq, &self));
        }
        let element = array
            .next_element_seed(ObjectVisitor { in_array: true, answer: PhantomData })?;
        if array.next_element::<IgnoredAny>()?.is_some() {
            return Err(S::Error::invalid_length(2, &"one object"));
        }
        Ok(element.flatten())
    }
}

impl<'de, A: Answer> DeserializeSeed<'de> for ObjectVisitor<A> {
    type Value = Option<A>;

    fn deserialize<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A null or absent list is empty; a null in a list is left out.
impl<T: AnswerValue> AnswerValue for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    const SECRET: bool = T::SECRET;
    const FIELDS: &'static [FieldInfo] = T::FIELDS;
    const VALUES: &'static [CodeValue] = T::VALUES;

    fn read<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Self>, D::Error> {
        deserializer.deserialize_any(ListVisitor(PhantomData))
    }

    fn read_json(json: &mut Json<'_>) -> Option<Option<Self>> {
        read_list(json)
    }

    fn is_vacant(&self) -> bool {
        self.is_empty()
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: AnswerValue> Visitor<'de> for ListVisitor<T> {
    type Value = Option<Vec<T>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("list")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<S: SeqAccess<'de>>(
        self,
        mut array: S,
    ) -> Result<Self::Value, S::Error> {
        let mut list = Vec::new();
        while let Some(item) = array.next_element_seed(ValueSeed(PhantomData))? {
            list.extend(item);
        }
        Ok(Some(list))
    }
}
