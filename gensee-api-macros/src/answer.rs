//! Code of `#[derive(Answer)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Result, Type};

use crate::ast::{Field, Shape, Struct};
use crate::builder::builder;
use crate::fault::Faults;
use crate::parameters::row_of;
use crate::serde::{deserialize, serialize};
use crate::{attr, valid};

const NEW: &str = "With what is always there, in the order of the document; the rest is absent, lists are empty.";

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let mut faults = Faults::default();
    let item = Struct::new(input, &attr::ANSWER, &mut faults)?;
    valid::answer(&item, &mut faults);
    let item = faults.finish(item)?;
    let builder = builder(&item, NEW, |field| field.attrs.always.is_some());
    let (serialize, deserialize) = (serialize(&item), deserialize(&item));
    let answer = answer(&item);
    Ok(quote! { #builder #serialize #deserialize #answer })
}

fn answer(item: &Struct<'_>) -> TokenStream {
    let ident = &item.input.ident;
    let summary = &item.docs.summary;
    let rows = item.fields.iter().map(row);
    let slots = slots(item);
    let slot = slot(item);
    let read_slot = read_slot(item);
    let read_property = read_property(item);
    let values = item.fields.iter().map(value);
    let also_on = item.fields.iter().filter_map(also_on);
    let extra = item.extra.map(|_| keep());
    let collected = item.extra.map(|ident| quote! { #ident: slots.unknown });
    let has_extra = item.extra.is_some();
    let claimed = claimed(item);
    quote! {
        #[automatically_derived]
        const _: () = {
            #slots

            impl ::gensee_api::Answer for #ident {
                type Slots = Slots;
                const ROWS: &'static [::gensee_api::schema::FieldInfo] = &[#(#rows),*];
                const SUMMARY: &'static str = #summary;
                const EXTRA: bool = #has_extra;

                #[inline]
                fn slot(name: &str) -> ::core::option::Option<usize> {
                    #slot
                }

                fn read_slot<'de, M: ::gensee_api::__private::serde::de::MapAccess<'de>>(
                    slots: &mut Slots,
                    slot: usize,
                    map: &mut M,
                ) -> ::core::result::Result<(), M::Error> {
                    #read_slot
                }

                #[inline]
                fn read_property(
                    slots: &mut Slots,
                    name: &str,
                    json: &mut ::gensee_api::answer::Json<'_>,
                ) -> ::core::option::Option<bool> {
                    #read_property
                }

                #[inline]
                fn build(slots: Slots) -> ::core::result::Result<Self, ::gensee_api::answer::MissingField> {
                    let _ = &slots;
                    #(#also_on)*
                    ::core::result::Result::Ok(Self { #(#values,)* #collected })
                }

                #extra
                #claimed
            }
        };
    }
}

fn row(field: &Field<'_>) -> TokenStream {
    let ty = slot_type(field);
    let mut row = row_of(field, &quote! { answer::field_info::<#ty> });
    if field.attrs.always.is_some() {
        row.extend(quote! { .always() });
    }
    if field.attrs.flat.is_some() {
        row.extend(quote! { .flat() });
    }
    row
}

/// The type of the value in a field's slot: `T` for a field of type `T` or `Option<T>`.
fn slot_type<'a>(field: &Field<'a>) -> &'a Type {
    match field.shape {
        Shape::Bare(_) | Shape::List(_) => field.ty,
        Shape::Optional(inner) => inner,
        Shape::OptionalList(_) => {
            crate::ast::argument_of(field.ty, "Option").unwrap_or(field.ty)
        }
    }
}

/// The struct with the slots. It is public only because an associated type of the trait names it.
fn slots(item: &Struct<'_>) -> TokenStream {
    let slots = item.fields.iter().map(|field| {
        let (ident, ty) = (field.ident, slot_type(field));
        quote! { #ident: ::core::option::Option<#ty> }
    });
    let flat = flat(item).map(|field| {
        let ty = slot_type(field);
        quote! { flat_slots: ::core::option::Option<<#ty as ::gensee_api::Answer>::Slots> }
    });
    let extra = item.extra.map(|_| quote! { unknown: ::gensee_api::answer::Extra });
    let fields = slots.chain(flat).chain(extra);
    quote! {
        #[doc(hidden)]
        #[allow(unreachable_pub)]
        #[derive(::core::default::Default)]
        pub struct Slots { #(#fields),* }
    }
}

fn flat<'f, 'a>(item: &'f Struct<'a>) -> Option<&'f Field<'a>> {
    item.fields.iter().find(|field| field.attrs.flat.is_some())
}

/// The function `slot`. The slots of a flat object come after those of its parent.
fn slot(item: &Struct<'_>) -> TokenStream {
    let count = item.fields.len();
    let arms = item.fields.iter().enumerate().map(|(index, field)| {
        let names = &field.names;
        quote! { #(#names)|* => ::core::option::Option::Some(#index) }
    });
    let rest = match flat(item) {
        Some(field) => {
            let ty = slot_type(field);
            quote! { <#ty as ::gensee_api::Answer>::slot(name).map(|slot| slot + #count) }
        }
        None => quote! { ::core::option::Option::None },
    };
    quote! { match name { #(#arms,)* _ => #rest } }
}

fn read_slot(item: &Struct<'_>) -> TokenStream {
    let count = item.fields.len();
    let arms = item.fields.iter().enumerate().map(|(index, field)| {
        let ident = field.ident;
        quote! { #index => ::gensee_api::answer::fill(&mut slots.#ident, map) }
    });
    let rest = match flat(item) {
        Some(field) => {
            let ty = slot_type(field);
            quote! {
                slot => <#ty as ::gensee_api::Answer>::read_slot(
                    slots.flat_slots.get_or_insert_default(),
                    slot - #count,
                    map,
                )
            }
        }
        None => quote! {
            _ => {
                let _ = slots;
                ::gensee_api::answer::ignore(map)
            }
        },
    };
    quote! { match slot { #(#arms,)* #rest } }
}

/// The function `read_property`: `slot` and `read_slot` in one, for plain JSON.
fn read_property(item: &Struct<'_>) -> TokenStream {
    let arms = item.fields.iter().map(|field| {
        let (ident, names) = (field.ident, &field.names);
        quote! { #(#names)|* => ::gensee_api::answer::fill_json(&mut slots.#ident, json) }
    });
    let rest = flat(item).map(|field| {
        let ty = slot_type(field);
        quote! {
            _ if <#ty as ::gensee_api::Answer>::slot(name).is_some() => {
                <#ty as ::gensee_api::Answer>::read_property(
                    slots.flat_slots.get_or_insert_default(),
                    name,
                    json,
                )
            }
        }
    });
    quote! {
        let _ = (&slots, &json);
        match name {
            #(#arms,)*
            #rest
            _ => ::core::option::Option::Some(false),
        }
    }
}

/// Fills the slot of a property that is absent from the rows of the list that may have it instead.
fn also_on(field: &Field<'_>) -> Option<TokenStream> {
    let (ident, list) = (field.ident, field.attrs.also_on.as_ref()?);
    Some(quote! {
        let slots = {
            let mut slots = slots;
            if slots.#ident.is_none() {
                let mut rows = slots.#list.iter().flatten();
                slots.#ident = rows.find_map(|row| row.#ident.clone());
            }
            slots
        };
    })
}

/// The function `claimed`, where there are one list and a page object.
fn claimed(item: &Struct<'_>) -> Option<TokenStream> {
    let is_list = |field: &&Field<'_>| matches!(field.shape, Shape::List(_));
    let mut lists = item.fields.iter().filter(is_list);
    let (list, None) = (lists.next()?.ident, lists.next()) else { return None };
    let is_page = |field: &&Field<'_>| {
        matches!(field.shape, Shape::Optional(_))
            && field.shape.leaf_name().as_deref() == Some("Page")
    };
    let page = item.fields.iter().find(is_page)?.ident;
    Some(quote! {
        #[inline]
        fn claimed(&self) -> ::core::option::Option<i64> {
            let page = self.#page.as_ref().filter(|_| self.#list.is_empty())?;
            ::gensee_api::__private::claimed(page)
        }
    })
}

/// The function `keep`, where a field collects unknown properties.
fn keep() -> TokenStream {
    quote! {
        #[inline]
        fn keep(slots: &mut Slots, name: ::std::string::String, json: &str) {
            slots.unknown.keep(name, json);
        }
    }
}

fn value(field: &Field<'_>) -> TokenStream {
    let (ident, name) = (field.ident, field.name());
    let value = match field.shape {
        _ if field.attrs.flat.is_some() => quote! {
            match (slots.#ident, slots.flat_slots) {
                (::core::option::Option::None, ::core::option::Option::Some(flat)) => {
                    ::core::option::Option::Some(::gensee_api::Answer::build(flat)?)
                }
                (nested, _) => nested,
            }
        },
        Shape::Optional(_) | Shape::OptionalList(_) => quote! { slots.#ident },
        Shape::List(_) => quote! { slots.#ident.unwrap_or_default() },
        Shape::Bare(_) => quote! {
            match slots.#ident {
                ::core::option::Option::Some(value) => value,
                ::core::option::Option::None => {
                    return ::core::result::Result::Err(::gensee_api::answer::MissingField(#name));
                }
            }
        },
    };
    quote! { #ident: #value }
}
