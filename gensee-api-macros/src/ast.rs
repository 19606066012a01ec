//! A struct and its fields, each with its attributes.

use proc_macro2::Ident;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{
    Data, DeriveInput, Error, Fields, GenericArgument, PathArguments, Result, Type,
};

use crate::attr::{self, FieldAttrs, Keys};
use crate::docs::Docs;
use crate::fault::Faults;

/// A struct with named fields, or without any fields.
pub(crate) struct Struct<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) docs: Docs,
    /// The properties, or the parameters.
    pub(crate) fields: Vec<Field<'a>>,
    /// The field that collects unknown properties.
    pub(crate) extra: Option<&'a Ident>,
}

/// A field of a struct.
pub(crate) struct Field<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    pub(crate) shape: Shape<'a>,
    pub(crate) attrs: FieldAttrs,
    pub(crate) docs: Docs,
    /// Every wire name; the first is written, all are read.
    pub(crate) names: Vec<String>,
}

/// The shape of a field, as its type gives it.
#[derive(Clone, Copy)]
pub(crate) enum Shape<'a> {
    /// `T`
    Bare(&'a Type),
    /// `Vec<T>`
    List(&'a Type),
    /// `Option<T>`
    Optional(&'a Type),
    /// `Option<Vec<T>>`
    OptionalList(&'a Type),
}

impl<'a> Struct<'a> {
    pub(crate) fn new(
        input: &'a DeriveInput,
        keys: &Keys,
        faults: &mut Faults,
    ) -> Result<Self> {
        no_generics(input)?;
        let Data::Struct(data) = &input.data else {
            return Err(not_a_struct(input));
        };
        if let Fields::Unnamed(_) = &data.fields {
            return Err(not_a_struct(input));
        }
        let fields = data.fields.iter().filter_map(|field| {
            let ident = field.ident.as_ref()?;
            Some(Field::new(ident, field, keys, faults))
        });
        let (extra, fields): (Vec<_>, Vec<_>) =
            fields.partition(|field| field.attrs.extra.is_some());
        if let Some(second) = extra.get(1) {
            let message = "only one field may be `extra`; remove this one";
            faults.push(Error::new(second.ident.span(), message));
        }
        let extra = extra.first().map(|field| field.ident);
        Ok(Struct { input, docs: Docs::of(&input.attrs), fields, extra })
    }

    /// The field with the Rust name that an attribute gives.
    pub(crate) fn field(&self, ident: &Ident) -> Result<&Field<'a>> {
        let found = self.fields.iter().find(|field| field.ident == ident);
        found.ok_or_else(|| {
            let message = format!("`{}` has no field `{ident}`", self.input.ident);
            Error::new(ident.span(), message)
        })
    }
}

fn not_a_struct(input: &DeriveInput) -> Error {
    let message = format!("`{}` must be a struct with named fields", input.ident);
    Error::new(input.ident.span(), message)
}

/// Refuses types with generic parameters, because a field table cannot describe them.
pub(crate) fn no_generics(input: &DeriveInput) -> Result<()> {
    if input.generics.params.is_empty() {
        return Ok(());
    }
    let message = format!("`{}` must not have parameters", input.ident);
    Err(Error::new(input.generics.span(), message))
}

impl<'a> Field<'a> {
    fn new(
        ident: &'a Ident,
        field: &'a syn::Field,
        keys: &Keys,
        faults: &mut Faults,
    ) -> Self {
        let attrs = attr::field(&field.attrs, keys, faults);
        let names = match attrs.names.as_slice() {
            [] => vec![camel_case(&ident.unraw().to_string())],
            names => names.iter().map(syn::LitStr::value).collect(),
        };
        Field {
            ident,
            ty: &field.ty,
            shape: Shape::of(&field.ty),
            attrs,
            docs: Docs::of(&field.attrs),
            names,
        }
    }

    /// The wire name that is written.
    pub(crate) fn name(&self) -> &str {
        &self.names[0]
    }

    pub(crate) fn is_optional(&self) -> bool {
        matches!(self.shape, Shape::Optional(_) | Shape::OptionalList(_))
    }
}

impl<'a> Shape<'a> {
    fn of(ty: &'a Type) -> Self {
        match (argument_of(ty, "Option"), argument_of(ty, "Vec")) {
            (Some(inner), _) => match argument_of(inner, "Vec") {
                Some(item) => Shape::OptionalList(item),
                None => Shape::Optional(inner),
            },
            (None, Some(item)) => Shape::List(item),
            (None, None) => Shape::Bare(ty),
        }
    }

    /// The type of a single value.
    pub(crate) fn leaf(self) -> &'a Type {
        match self {
            Shape::Bare(leaf)
            | Shape::List(leaf)
            | Shape::Optional(leaf)
            | Shape::OptionalList(leaf) => leaf,
        }
    }

    /// The last name in the type of a single value: `Time` of `Option<gensee_api::Time>`.
    pub(crate) fn leaf_name(self) -> Option<String> {
        last_segment(self.leaf()).map(|segment| segment.ident.to_string())
    }
}

/// The argument of a type with one: `T` of `Name<T>`.
pub(crate) fn argument_of<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(inner) => Some(inner),
        _ => None,
    }
}

fn last_segment(ty: &Type) -> Option<&syn::PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        _ => None,
    }
}

fn camel_case(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    for (index, word) in name.split('_').filter(|word| !word.is_empty()).enumerate() {
        let mut chars = word.chars();
        if index > 0 {
            camel.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        }
        camel.push_str(chars.as_str());
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::camel_case;

    #[test]
    fn wire_names_are_the_camel_case_of_fields() {
        let cases = [
            ("subject", "subject"),
            ("start_time", "startTime"),
            ("attendee_a_short_join_url", "attendeeAShortJoinUrl"),
            ("aac", "aac"),
            ("_hidden", "hidden"),
            ("h5_url", "h5Url"),
        ];
        for (field, wire) in cases {
            assert_eq!(camel_case(field), wire);
        }
    }
}
