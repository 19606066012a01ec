//! Code of `#[derive(OpenEnum)]`.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Error, Fields, LitStr, Result, Variant};

use crate::ast::no_generics;
use crate::attr;
use crate::docs::Docs;
use crate::fault::Faults;

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    no_generics(input)?;
    let Data::Enum(data) = &input.data else {
        let message = format!("`{}` must be an enum", input.ident);
        return Err(Error::new(input.ident.span(), message));
    };
    let mut faults = Faults::default();
    let number = attr::is_number(&input.attrs, &mut faults);
    let mut codes = Vec::new();
    let mut has_other = false;
    for variant in &data.variants {
        if variant.ident == "Other" {
            has_other = true;
            faults.keep(other(variant));
        } else {
            codes.extend(faults.keep(code(variant, number)));
        }
    }
    if !has_other {
        let message = format!(
            "`{}` needs a variant `Other(String)` for codes it does not know",
            input.ident
        );
        faults.push(Error::new(input.ident.span(), message));
    }
    unique_codes(&codes, &mut faults);
    let codes = faults.finish(codes)?;
    Ok(expand(&input.ident, number, &codes))
}

/// A variant and its codes: the first is written, all are read.
struct Code<'a> {
    ident: &'a Ident,
    codes: Vec<LitStr>,
    summary: String,
}

/// Checks the variant `Other(String)`, which must not have a code.
fn other(variant: &Variant) -> Result<()> {
    let mut faults = Faults::default();
    if let Some(code) = attr::codes(&variant.attrs, &mut faults).first() {
        faults.push(Error::new(
            code.span(),
            "`Other` is every code that is not listed; remove this one",
        ));
    }
    if !matches!(&variant.fields, Fields::Unnamed(fields) if fields.unnamed.len() == 1) {
        faults.push(Error::new(variant.span(), "write `Other(String)`"));
    }
    faults.finish(())
}

/// Reads a variant without fields that has at least one code.
fn code(variant: &Variant, number: bool) -> Result<Code<'_>> {
    let mut own = Faults::default();
    let codes = attr::codes(&variant.attrs, &mut own);
    if !matches!(variant.fields, Fields::Unit) {
        own.push(Error::new(variant.fields.span(), "only `Other` has a field"));
    }
    match codes.first() {
        None => {
            let message =
                format!("`{}` has no code; add `#[code(\"…\")]`", variant.ident);
            own.push(Error::new(variant.ident.span(), message));
        }
        Some(first) if number && !is_canonical(&first.value()) => {
            own.push(Error::new(
                first.span(),
                "a code of an `open_enum(number)` is an integer",
            ));
        }
        Some(_) => {}
    }
    let summary = Docs::of(&variant.attrs).summary;
    own.finish(Code { ident: &variant.ident, codes, summary })
}

/// Whether a code stays the same when it is written and read as a JSON number.
fn is_canonical(code: &str) -> bool {
    code.parse::<i64>().is_ok_and(|number| number.to_string() == code)
}

/// Refuses a code that two variants have.
fn unique_codes(codes: &[Code<'_>], faults: &mut Faults) {
    let mut owners: HashMap<String, &Ident> = HashMap::new();
    for variant in codes {
        for code in &variant.codes {
            if let Some(owner) = owners.insert(code.value(), variant.ident) {
                let message = format!("code `{}` is taken by `{owner}`", code.value());
                faults.push(Error::new(code.span(), message));
            }
        }
    }
}

fn expand(ident: &Ident, number: bool, codes: &[Code<'_>]) -> TokenStream {
    let open_enum = open_enum(ident, number, codes);
    let param = param(ident, number);
    let answer_value = answer_value(ident, number);
    let text = text(ident);
    quote! {
        #[automatically_derived]
        const _: () = {
            use ::gensee_api::__private::serde;
            #open_enum
            #param
            #answer_value
            #text
        };
    }
}

/// Implements `OpenEnum`: the codes and the names of their variants.
fn open_enum(ident: &Ident, number: bool, codes: &[Code<'_>]) -> TokenStream {
    let values = codes.iter().flat_map(|code| {
        let (name, summary) = (code.ident.to_string(), &code.summary);
        let value = move |code| quote! { ::gensee_api::schema::CodeValue::new(#code, #name, #summary) };
        code.codes.iter().map(value)
    });
    let to_code = codes.iter().map(|code| {
        let (variant, first) = (code.ident, &code.codes[0]);
        quote! { Self::#variant => #first }
    });
    let from_code = codes.iter().map(|code| {
        let (variant, codes) = (code.ident, &code.codes);
        quote! { #(#codes)|* => Self::#variant }
    });
    quote! {
        impl ::gensee_api::OpenEnum for #ident {
            const VALUES: &'static [::gensee_api::schema::CodeValue] = &[#(#values),*];
            const NUMBER: bool = #number;

            #[inline]
            fn code(&self) -> &str {
                match self {
                    #(#to_code,)*
                    Self::Other(code) => code,
                }
            }

            #[inline]
            fn from_code(code: &str) -> Self {
                match code {
                    #(#from_code,)*
                    other => Self::Other(::std::string::String::from(other)),
                }
            }
        }
    }
}

/// Implements `Param`, so that the enum can be a parameter.
fn param(ident: &Ident, number: bool) -> TokenStream {
    quote! {
        impl ::gensee_api::params::Param for #ident {
            const KIND: ::gensee_api::schema::Kind = ::gensee_api::__private::code_kind(#number);
            const VALUES: &'static [::gensee_api::schema::CodeValue] =
                <Self as ::gensee_api::OpenEnum>::VALUES;

            #[inline]
            fn write(&self, form: &mut ::gensee_api::params::FormWriter, name: &str) {
                form.text(name, ::gensee_api::OpenEnum::code(self));
            }

            #[inline]
            fn read(
                form: &::gensee_api::params::FormReader<'_>,
                name: &str,
            ) -> ::core::result::Result<::core::option::Option<Self>, ::gensee_api::params::ParamError> {
                ::gensee_api::params::read_code(form, name)
            }

            #[inline]
            fn is_empty(&self) -> bool {
                ::core::matches!(self, Self::Other(code) if code.is_empty())
            }

            #[inline]
            fn as_text(&self) -> ::core::option::Option<::std::borrow::Cow<'_, str>> {
                ::core::option::Option::Some(::gensee_api::OpenEnum::code(self).into())
            }
        }
    }
}

/// Implements `AnswerValue` and the traits of serde, so that the enum can be a property and can be stored.
fn answer_value(ident: &Ident, number: bool) -> TokenStream {
    quote! {
        impl ::gensee_api::AnswerValue for #ident {
            const KIND: ::gensee_api::schema::Kind = ::gensee_api::__private::code_kind(#number);
            const VALUES: &'static [::gensee_api::schema::CodeValue] =
                <Self as ::gensee_api::OpenEnum>::VALUES;

            fn read<'de, D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<::core::option::Option<Self>, D::Error> {
                ::gensee_api::answer::read_code(deserializer)
            }

            #[inline]
            fn read_json(
                json: &mut ::gensee_api::answer::Json<'_>,
            ) -> ::core::option::Option<::core::option::Option<Self>> {
                ::gensee_api::answer::read_json_code(json)
            }
        }

        impl serde::Serialize for #ident {
            fn serialize<S: serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                ::gensee_api::__private::serialize_code(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for #ident {
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::gensee_api::answer::deserialize_text(deserializer)
            }
        }
    }
}

/// Implements the conversions between the enum and its code.
fn text(ident: &Ident) -> TokenStream {
    quote! {
        impl ::core::fmt::Display for #ident {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(::gensee_api::OpenEnum::code(self))
            }
        }

        impl ::core::convert::From<&str> for #ident {
            #[inline]
            fn from(code: &str) -> Self {
                ::gensee_api::OpenEnum::from_code(code)
            }
        }

        impl ::core::convert::From<::std::string::String> for #ident {
            #[inline]
            fn from(code: ::std::string::String) -> Self {
                ::gensee_api::OpenEnum::from_code(&code)
            }
        }
    }
}
