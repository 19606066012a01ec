//! Code of `#[derive(Parameters)]`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;
use syn::{DeriveInput, Ident, Result};

use crate::ast::{Field, Struct};
use crate::attr::{self, Clause, Condition, FieldAttrs, Range, When, Window};
use crate::builder::builder;
use crate::fault::Faults;
use crate::serde::serialize;
use crate::valid;

const NEW: &str =
    "With the required parameters, in the order of the document; the others are absent.";

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let mut faults = Faults::default();
    let item = Struct::new(input, &attr::PARAM, &mut faults)?;
    let conditions = attr::conditions(&input.attrs, &mut faults);
    let window = attr::window(&input.attrs, &mut faults);
    valid::parameters(&item, &mut faults);
    valid::conditions(&item, &conditions, &mut faults);
    let window = window.and_then(|window| {
        let bound = valid::window(&item, &window, &mut faults)?;
        Some(Bounded { window, bound })
    });
    let (item, window) = faults.finish((item, window))?;
    let builder = builder(&item, NEW, |field| !field.is_optional());
    let between = window.as_ref().map(|window| between(&item, window));
    let serialize = serialize(&item);
    let parameters = parameters(&item, &conditions, window.as_ref());
    Ok(quote! { #builder #between #serialize #parameters })
}

/// A window, and the type of its bounds: `Time` or `Date`.
struct Bounded {
    window: Window,
    bound: &'static str,
}

fn between(item: &Struct<'_>, bounded: &Bounded) -> TokenStream {
    let (ident, vis) = (&item.input.ident, &item.input.vis);
    let (start, end) = (&bounded.window.start, &bounded.window.end);
    let bound = format_ident!("{}", bounded.bound);
    let doc = format!(
        "Sets `{}` and `{}`, both inclusive. One call spans at most {} days; the client's `items` and `pages` split \
         any range.",
        start.unraw(),
        end.unraw(),
        bounded.window.days
    );
    quote! {
        #[automatically_derived]
        #[allow(dead_code)]
        impl #ident {
            #[doc = #doc]
            #[must_use]
            #vis fn between(
                mut self,
                from: impl ::core::convert::Into<::gensee_api::#bound>,
                to: impl ::core::convert::Into<::gensee_api::#bound>,
            ) -> Self {
                ::gensee_api::window::WindowBound::set_bound(&mut self.#start, ::core::convert::Into::into(from));
                ::gensee_api::window::WindowBound::set_bound(&mut self.#end, ::core::convert::Into::into(to));
                self
            }
        }
    }
}

fn parameters(
    item: &Struct<'_>,
    conditions: &[Condition],
    window: Option<&Bounded>,
) -> TokenStream {
    let ident = &item.input.ident;
    let summary = &item.docs.summary;
    let rows = item.fields.iter().map(row);
    let writes = item.fields.iter().map(|field| {
        let (ident, name) = (field.ident, field.name());
        quote! { ::gensee_api::params::Param::write(&self.#ident, form, #name); }
    });
    let reads = item.fields.iter().map(|field| {
        let (ident, names) = (field.ident, &field.names);
        quote! { #ident: ::gensee_api::params::read_field(form, &[#(#names),*])? }
    });
    let checks = checks(item);
    let conditions = conditions.iter().map(|condition| condition_check(item, condition));
    let (window_info, window_check) =
        window.map(|window| window_code(item, window)).unzip();
    let unused = item.fields.is_empty().then(|| quote! { let _ = form; });
    quote! {
        #[automatically_derived]
        impl ::gensee_api::Parameters for #ident {
            const ROWS: &'static [::gensee_api::schema::FieldInfo] = &[#(#rows),*];
            const SUMMARY: &'static str = #summary;
            #window_info

            #[inline]
            fn write_fields(&self, form: &mut ::gensee_api::params::FormWriter) {
                #unused
                #(#writes)*
            }

            #[inline]
            fn read_fields(
                form: &::gensee_api::params::FormReader<'_>,
            ) -> ::core::result::Result<Self, ::gensee_api::params::ParamError> {
                #unused
                ::core::result::Result::Ok(Self { #(#reads),* })
            }

            #[inline]
            fn visit_violations(
                &self,
                broken: &mut ::gensee_api::params::Violations<'_>,
            ) -> ::core::ops::ControlFlow<()> {
                let _ = &broken;
                #checks
                #(#conditions)*
                #window_check
                ::core::ops::ControlFlow::Continue(())
            }
        }
    }
}

/// The checks of single parameters.
fn checks(item: &Struct<'_>) -> TokenStream {
    let fields = item.fields.iter().enumerate().filter(|(_, field)| has_rules(field));
    let checks = fields.map(|(index, field)| {
        let ident = field.ident;
        quote! {
            ::gensee_api::params::Param::visit_violations(
                &self.#ident,
                &<Self as ::gensee_api::Parameters>::ROWS[#index],
                broken,
            )?;
        }
    });
    quote! { #(#checks)* }
}

/// Whether a field has anything to check. An optional value of a type of `gensee-api` has only its bounds.
fn has_rules(field: &Field<'_>) -> bool {
    let bounded = field.attrs.length.is_some() || field.attrs.range.is_some();
    bounded || !field.is_optional() || !valid::is_scalar(field)
}

fn row(field: &Field<'_>) -> TokenStream {
    let attrs = &field.attrs;
    let ty = field.ty;
    let mut row = row_of(field, &quote! { params::field_info::<#ty> });
    if let Some(length) = &attrs.length {
        row.extend(bounds("length", length));
    }
    if let Some(range) = &attrs.range {
        row.extend(bounds("range", range));
    }
    if let Some(clamp) = &attrs.clamp {
        row.extend(bounds("clamp", clamp));
    }
    if let Some(default) = &attrs.default {
        row.extend(quote! { .default(#default) });
    }
    row
}

/// The part of a row that is the same for both derives.
pub(crate) fn row_of(field: &Field<'_>, constructor: &TokenStream) -> TokenStream {
    let names = &field.names;
    let rust_name = field.ident.unraw().to_string();
    let mut row = quote! { ::gensee_api::#constructor(#rust_name, &[#(#names),*]) };
    let (summary, note) = (&field.docs.summary, &field.docs.note);
    if !summary.is_empty() {
        row.extend(quote! { .docs(#summary, #note) });
    }
    row.extend(printed(&field.attrs));
    row
}

/// What the document prints, where the wire differs from it.
fn printed(attrs: &FieldAttrs) -> TokenStream {
    let name = attrs.printed.iter().map(|name| quote! { .printed(#name) });
    let kind = attrs.printed_as.iter().map(|word| {
        let kind = match word.value().as_str() {
            "text" => quote! { Text },
            "integer" => quote! { Integer },
            _ => quote! { List(&::gensee_api::schema::Kind::Object) },
        };
        quote! { .printed_as(::gensee_api::schema::Kind::#kind) }
    });
    let nowhere = attrs.unprinted.iter().map(|_| quote! { .unprinted() });
    name.chain(kind).chain(nowhere).collect()
}

fn bounds(method: &str, range: &Range) -> TokenStream {
    let method = format_ident!("{method}");
    let (min, max) = (option(range.min), option(range.max));
    quote! { .#method(#min, #max) }
}

fn option(value: Option<i64>) -> TokenStream {
    match value {
        Some(value) => quote! { ::core::option::Option::Some(#value) },
        None => quote! { ::core::option::Option::None },
    }
}

fn condition_check(item: &Struct<'_>, condition: &Condition) -> TokenStream {
    match condition {
        Condition::When(clauses, when) => {
            let when = when_code(item, when);
            let checks = clauses.iter().map(|clause| clause_checks(item, clause));
            quote! { { #when #(#checks)* } }
        }
        Condition::Order(start, end) => {
            let (start_name, end_name) = (wire_name(item, start), wire_name(item, end));
            tell(&quote! {
                ::gensee_api::params::order(
                    #start_name,
                    ::gensee_api::params::Param::order_key(&self.#start),
                    #end_name,
                    ::gensee_api::params::Param::order_key(&self.#end),
                )
            })
        }
    }
}

/// Passes a violation on, and goes on to the next check unless the caller wants no more.
fn tell(rule: &TokenStream) -> TokenStream {
    quote! { ::gensee_api::params::tell(#rule, broken)?; }
}

fn clause_checks(item: &Struct<'_>, clause: &Clause) -> TokenStream {
    let when_empty = |rule: TokenStream, targets: &[Ident]| {
        let checks = targets.iter().map(|target| {
            let name = wire_name(item, target);
            let is_empty =
                quote! { ::gensee_api::params::Param::is_empty(&self.#target) };
            tell(&quote! { ::gensee_api::params::#rule(#name, #is_empty, &when) })
        });
        quote! { #(#checks)* }
    };
    match clause {
        Clause::Require(targets) => when_empty(quote! { require }, targets),
        Clause::Only(targets) => when_empty(quote! { only }, targets),
        Clause::Fix(pairs) => {
            let checks = pairs.iter().map(|(target, value)| {
                let name = wire_name(item, target);
                let text =
                    quote! { ::gensee_api::params::Param::as_text(&self.#target) };
                tell(&quote! { ::gensee_api::params::fix(#name, #text, #value, &when) })
            });
            quote! { #(#checks)* }
        }
    }
}

/// The wire name of a field that an attribute gives by its Rust name. `valid` has checked that the field exists.
fn wire_name<'i>(item: &'i Struct<'_>, ident: &Ident) -> &'i str {
    item.field(ident).map_or("", Field::name)
}

fn when_code(item: &Struct<'_>, when: &When) -> TokenStream {
    let (field, values) = (&when.field, &when.values);
    let other = item.field(field).ok();
    let name = other.map_or("", Field::name);
    let default = match other.and_then(|other| other.attrs.default.as_ref()) {
        Some(default) => quote! { ::core::option::Option::Some(#default) },
        None => quote! { ::core::option::Option::None },
    };
    quote! {
        let when = ::gensee_api::params::When::new(
            ::gensee_api::params::Param::as_text(&self.#field),
            #default,
            #name,
            &[#(#values),*],
        );
    }
}

fn window_code(item: &Struct<'_>, bounded: &Bounded) -> (TokenStream, TokenStream) {
    let Window { start, end, days } = &bounded.window;
    let (start_name, end_name) = (wire_name(item, start), wire_name(item, end));
    let bound = format_ident!("{}", bounded.bound);
    let info =
        quote! { ::gensee_api::schema::WindowInfo::new(#start_name, #end_name, #days) };
    (
        quote! {
            const WINDOW: ::core::option::Option<::gensee_api::schema::WindowInfo> =
                ::core::option::Option::Some(#info);
        },
        tell(&quote! {
            ::gensee_api::params::window::<::gensee_api::#bound>(&#info, &self.#start, &self.#end)
        }),
    )
}
