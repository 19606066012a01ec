//! The functions that both derives give a struct: `new`, one setter for each field, and `Default` if `new` takes no
//! arguments.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Type;
use syn::ext::IdentExt;

use crate::ast::{Field, Struct, argument_of};

/// Writes these functions. `new` takes the fields for which `is_argument` holds; all others are absent or empty at
/// first.
pub(crate) fn builder(
    item: &Struct<'_>,
    doc: &str,
    is_argument: impl Fn(&Field<'_>) -> bool,
) -> TokenStream {
    let (ident, vis) = (&item.input.ident, &item.input.vis);
    let arguments = item.fields.iter().filter(|field| is_argument(field)).map(|field| {
        let (name, ty) = (field.ident, argument(field.ty));
        quote! { #name: #ty }
    });
    let values = item.fields.iter().map(|field| {
        let name = field.ident;
        let value = if is_argument(field) {
            converted(field.ty, name)
        } else {
            quote! { ::core::default::Default::default() }
        };
        quote! { #name: #value }
    });
    let extra = item.extra.iter().map(|name| {
        quote! { #name: ::core::default::Default::default() }
    });
    let values = values.chain(extra);
    let setters = item.fields.iter().map(|field| setter(item, field));
    let default = (!item.fields.iter().any(&is_argument)).then(|| {
        quote! {
            #[automatically_derived]
            impl ::core::default::Default for #ident {
                #[inline]
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
            #[inline]
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
    let value = format_ident!("value");
    let (ty, value) = match argument_of(field.ty, "Option") {
        Some(inner) => {
            let value = converted(inner, &value);
            (argument(inner), quote! { ::core::option::Option::Some(#value) })
        }
        None => (argument(field.ty), converted(field.ty, &value)),
    };
    quote! {
        #[doc = #doc]
        #[must_use]
        #vis fn #ident(mut self, value: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}

/// The type of the argument for a field of this type; for a list, anything that iterates over such items.
fn argument(ty: &Type) -> TokenStream {
    match argument_of(ty, "Vec") {
        Some(item) => quote! {
            impl ::core::iter::IntoIterator<Item = impl ::core::convert::Into<#item>>
        },
        None => quote! { impl ::core::convert::Into<#ty> },
    }
}

/// The argument converted to this type.
fn converted(ty: &Type, given: &Ident) -> TokenStream {
    match argument_of(ty, "Vec") {
        Some(_) => quote! {
            ::core::iter::Iterator::collect(::core::iter::Iterator::map(
                ::core::iter::IntoIterator::into_iter(#given),
                ::core::convert::Into::into,
            ))
        },
        None => quote! { ::core::convert::Into::into(#given) },
    }
}
