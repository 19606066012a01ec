//! What both derives give a struct: `new`, one setter a field, and `Default` where `new` takes nothing.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;

use crate::ast::{Field, Struct, argument_of};

/// `new` takes the fields for which `is_argument` holds; all others are absent or empty at first.
pub(crate) fn builder(
    item: &Struct<'_>,
    doc: &str,
    is_argument: impl Fn(&Field<'_>) -> bool,
) -> TokenStream {
    let (ident, vis) = (&item.input.ident, &item.input.vis);
    let arguments = item.fields.iter().filter(|field| is_argument(field)).map(|field| {
        let (name, ty) = (field.ident, field.ty);
        quote! { #name: impl ::core::convert::Into<#ty> }
    });
    let values = item.fields.iter().map(|field| {
        let name = field.ident;
        match is_argument(field) {
            true => quote! { #name: ::core::convert::Into::into(#name) },
            false => quote! { #name: ::core::default::Default::default() },
        }
    });
    let setters = item.fields.iter().map(|field| setter(item, field));
    let default = (!item.fields.iter().any(&is_argument)).then(|| {
        quote! {
            #[automatically_derived]
            impl ::core::default::Default for #ident {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    quote! {
        #[automatically_derived]
        #[allow(dead_code, clippy::too_many_arguments)]
        impl #ident {
            #[doc = #doc]
            #[must_use]
            #vis fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }

            #(#setters)*
        }

        #default
    }
}

fn setter(item: &Struct<'_>, field: &Field<'_>) -> TokenStream {
    let (vis, ident) = (&item.input.vis, field.ident);
    let doc = match field.docs.summary.as_str() {
        "" => format!("Sets `{}`.", ident.unraw()),
        summary => format!("Sets `{}`: {summary}", ident.unraw()),
    };
    let into = quote! { ::core::convert::Into::into(value) };
    let (ty, value) = match argument_of(field.ty, "Option") {
        Some(inner) => (inner, quote! { ::core::option::Option::Some(#into) }),
        None => (field.ty, into),
    };
    quote! {
        #[doc = #doc]
        #[must_use]
        #vis fn #ident(mut self, value: impl ::core::convert::Into<#ty>) -> Self {
            self.#ident = #value;
            self
        }
    }
}
