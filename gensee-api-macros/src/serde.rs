//! Writes `Serialize` for both derives and `Deserialize` for answers.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use crate::ast::Struct;

/// Serializes a struct with its wire names. `gensee-api` decides for which formats absent fields are left out.
pub(crate) fn serialize(item: &Struct<'_>) -> TokenStream {
    let ident = &item.input.ident;
    let (struct_name, count) = (ident.unraw().to_string(), item.fields.len());
    let fields = item.fields.iter().map(|field| {
        let (ident, name) = (field.ident, field.name());
        match field.is_optional() {
            true => quote! {
                ::gensee_api::answer::serialize_optional(&mut fields, #name, &self.#ident)?;
            },
            false => quote! {
                serde::ser::SerializeStruct::serialize_field(&mut fields, #name, &self.#ident)?;
            },
        }
    });
    let mutable = (count > 0).then(|| quote! { mut });
    let begin = match item.extra {
        Some(extra) => quote! {
            ::gensee_api::answer::Fields::begin(serializer, #struct_name, #count, &self.#extra)?
        },
        None => {
            quote! { serde::Serializer::serialize_struct(serializer, #struct_name, #count)? }
        }
    };
    quote! {
        #[automatically_derived]
        const _: () = {
            use ::gensee_api::__private::serde;
            impl serde::Serialize for #ident {
                fn serialize<S: serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    let #mutable fields = #begin;
                    #(#fields)*
                    serde::ser::SerializeStruct::end(fields)
                }
            }
        };
    }
}

/// Implements `Deserialize` by the tolerant reader.
pub(crate) fn deserialize(item: &Struct<'_>) -> TokenStream {
    let ident = &item.input.ident;
    quote! {
        #[automatically_derived]
        const _: () = {
            use ::gensee_api::__private::serde;
            impl<'de> serde::Deserialize<'de> for #ident {
                fn deserialize<D: serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    ::gensee_api::answer::deserialize_answer(deserializer)
                }
            }
        };
    }
}
