//! Implements [`Param`] for the types of single values, `Option`, `Vec`, and derived structs.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::{
    FormReader, FormWriter, ListFormat, Param, ParamError, Parameters, ValidationError,
    Violation, Violations,
};
use crate::schema::{CodeValue, FieldInfo, Kind};
use crate::wire::ResourceUrl;
use crate::wire::{Date, Time};
use crate::wire::{DocumentId, RecordId, UserId, VodId, WebcastId};
use crate::wire::{OpenEnum, lists};
use crate::wire::{OrganizerToken, PanelistToken, Secret};

impl Param for String {
    const KIND: Kind = Kind::Text;

    fn write(&self, form: &mut FormWriter, name: &str) {
        form.text(name, self);
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        Ok(form.text(name).map(str::to_owned))
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        Some(self.into())
    }
}

macro_rules! secrets {
    ($($type:ident::$make:ident),*) => { $(
        impl Param for $type {
            const KIND: Kind = Kind::Text;
            const SECRET: bool = true;

            fn write(&self, form: &mut FormWriter, name: &str) {
                form.text(name, self.expose());
            }

            fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
                Ok(form.text(name).map($type::$make))
            }

            fn is_empty(&self) -> bool {
                self.expose().is_empty()
            }

            fn as_text(&self) -> Option<Cow<'_, str>> {
                Some(self.expose().into())
            }
        }
    )* };
}

secrets!(Secret::from, OrganizerToken::new, PanelistToken::new);

impl Param for ResourceUrl {
    const KIND: Kind = Kind::Text;

    fn write(&self, form: &mut FormWriter, name: &str) {
        form.text(name, self.as_str());
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        Ok(form.text(name).map(ResourceUrl::from))
    }

    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        Some(self.as_str().into())
    }
}

/// Reads a value that is no text. An empty text counts as absent: `sec=` is the same as no `sec`.
fn read_with<T>(
    form: &FormReader<'_>,
    name: &str,
    kind: Kind,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, ParamError> {
    match form.text(name).map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => {
            parse(text).map(Some).ok_or_else(|| ParamError::unreadable(form, name, kind))
        }
    }
}

/// The text of an id, with its blanks; an empty text counts as absent.
fn read_word<'f>(form: &FormReader<'f>, name: &str) -> Option<&'f str> {
    form.text(name).filter(|text| !text.is_empty())
}

impl Param for bool {
    const KIND: Kind = Kind::Boolean;

    fn write(&self, form: &mut FormWriter, name: &str) {
        form.boolean(name, *self);
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        read_with(form, name, Self::KIND, |text| match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        })
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        Some(if *self { "true" } else { "false" }.into())
    }
}

impl Param for f64 {
    const KIND: Kind = Kind::Decimal;

    fn write(&self, form: &mut FormWriter, name: &str) {
        form.decimal(name, *self);
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        read_with(form, name, Self::KIND, |text| text.parse().ok())
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        Some(self.to_string().into())
    }
}

macro_rules! numbers {
    ($($type:ty, $kind:ident, $value:ident => $number:expr;)*) => { $(
        impl Param for $type {
            const KIND: Kind = Kind::$kind;

            fn write(&self, form: &mut FormWriter, name: &str) {
                let $value = *self;
                form.integer(name, $number);
            }

            fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
                read_with(form, name, Self::KIND, |text| Some(text.parse::<i64>().ok()?.into()))
            }

            fn as_text(&self) -> Option<Cow<'_, str>> {
                Some(self.order_key()?.to_string().into())
            }

            fn order_key(&self) -> Option<i64> {
                let $value = *self;
                Some($number)
            }
        }
    )* };
}

numbers! {
    i64, Integer, value => value;
    RecordId, NumberId, value => value.get();
    DocumentId, NumberId, value => value.get();
    UserId, NumberId, value => value.get();
}

macro_rules! text_ids {
    ($($type:ty),*) => { $(
        impl Param for $type {
            const KIND: Kind = Kind::TextId;

            fn write(&self, form: &mut FormWriter, name: &str) {
                form.text(name, self.as_str());
            }

            fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
                Ok(read_word(form, name).map(Into::into))
            }

            fn is_empty(&self) -> bool {
                self.as_str().is_empty()
            }

            fn as_text(&self) -> Option<Cow<'_, str>> {
                Some(self.as_str().into())
            }
        }
    )* };
}

text_ids!(WebcastId, VodId);

impl Param for Time {
    const KIND: Kind = Kind::Time;

    fn write(&self, form: &mut FormWriter, name: &str) {
        form.time(name, *self);
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        read_with(form, name, Self::KIND, Time::received)
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        Some(self.millis().to_string().into())
    }

    fn order_key(&self) -> Option<i64> {
        Some(self.millis())
    }
}

impl Param for Date {
    const KIND: Kind = Kind::Date;

    fn write(&self, form: &mut FormWriter, name: &str) {
        form.text(name, &self.to_string());
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        read_with(form, name, Self::KIND, |text| text.parse().ok())
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        Some(self.to_string().into())
    }

    fn order_key(&self) -> Option<i64> {
        Some(self.days())
    }
}

impl<T: Param> Param for Option<T> {
    const KIND: Kind = T::KIND;
    const REQUIRED: bool = false;
    const SECRET: bool = T::SECRET;
    const FIELDS: &'static [FieldInfo] = T::FIELDS;
    const VALUES: &'static [CodeValue] = T::VALUES;

    fn write(&self, form: &mut FormWriter, name: &str) {
        if let Some(value) = self {
            value.write(form, name);
        }
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        match T::read(form, name) {
            Err(_) if form.lenient => Ok(None),
            read => Ok(read?.map(Some)),
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_empty(&self) -> bool {
        self.as_ref().is_none_or(T::is_empty)
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        self.as_ref()?.as_text()
    }

    fn order_key(&self) -> Option<i64> {
        self.as_ref()?.order_key()
    }

    fn visit_violations(
        &self,
        row: &FieldInfo,
        broken: &mut Violations<'_>,
    ) -> ControlFlow<()> {
        match self {
            Some(value) => value.visit_violations(row, broken),
            None => ControlFlow::Continue(()),
        }
    }
}

impl<T: Param> Param for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);
    const SECRET: bool = T::SECRET;
    const FIELDS: &'static [FieldInfo] = T::FIELDS;
    const VALUES: &'static [CodeValue] = T::VALUES;

    fn write(&self, form: &mut FormWriter, name: &str) {
        if form.lists() == ListFormat::Repeated && T::KIND != Kind::Object {
            for item in self {
                item.write(form, name);
            }
        } else {
            for (index, item) in self.iter().enumerate() {
                item.write(form, &format!("{name}[{index}]"));
            }
        }
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        let mut list = Vec::new();
        for index in form.indexes(name) {
            list.push(read_field(form, &[&format!("{name}[{index}]")])?);
        }
        if list.is_empty() {
            for occurrence in 0..form.occurrences(name) {
                list.push(read_field(&form.at(occurrence), &[name])?);
            }
        }
        Ok((!list.is_empty()).then_some(list))
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        None
    }

    fn visit_violations(
        &self,
        row: &FieldInfo,
        broken: &mut Violations<'_>,
    ) -> ControlFlow<()> {
        if row.required && self.is_empty() {
            return broken(ValidationError::new(row.name, Violation::Required));
        }
        for (index, item) in self.iter().enumerate() {
            item.visit_violations(row, &mut |invalid| {
                broken(invalid.of_item(row.name, index))
            })?;
        }
        ControlFlow::Continue(())
    }
}

impl<P: Parameters> Param for P {
    const KIND: Kind = Kind::Object;
    const FIELDS: &'static [FieldInfo] = P::ROWS;

    fn write(&self, form: &mut FormWriter, name: &str) {
        form.object(name, |form| self.write_fields(form));
    }

    fn read(form: &FormReader<'_>, name: &str) -> Result<Option<Self>, ParamError> {
        form.object(name).map(|object| P::read_fields(&object)).transpose()
    }

    fn as_text(&self) -> Option<Cow<'_, str>> {
        None
    }

    fn visit_violations(
        &self,
        row: &FieldInfo,
        broken: &mut Violations<'_>,
    ) -> ControlFlow<()> {
        Parameters::visit_violations(self, &mut |invalid| {
            broken(invalid.within(row.name))
        })
    }
}

/// Reads a code. For the derive.
pub fn read_code<E: OpenEnum>(
    form: &FormReader<'_>,
    name: &str,
) -> Result<Option<E>, ParamError> {
    let text = form.text(name).filter(|text| !text.is_empty() || lists::<E>(text));
    Ok(text.map(E::from_code))
}

/// Reads a field under the first of its names that the form has. For the derive.
pub fn read_field<T: Param>(
    form: &FormReader<'_>,
    names: &[&str],
) -> Result<T, ParamError> {
    for name in names {
        if let Some(value) = T::read(form, name)? {
            return Ok(value);
        }
    }
    T::absent().ok_or_else(|| ParamError::missing(form, names[0]))
}
