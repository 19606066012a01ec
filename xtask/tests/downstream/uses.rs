//! A crate that uses all that the bindings offer: every type, field, variant, constructor, setter and trait.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{
    Fields, GenericArgument, Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct,
    PathArguments, Type, UseTree,
};
use xtask::generated::Generated;

use crate::project::WEBCAST;

/// The text of the crate.
pub fn of(generated: &Generated) -> String {
    let files: Vec<syn::File> = generated
        .iter()
        .filter(|(path, _)| path.starts_with(WEBCAST) && path.ends_with(".rs"))
        .map(|(path, text)| {
            syn::parse_file(text).unwrap_or_else(|fault| panic!("`{path}`: {fault}"))
        })
        .collect();
    let items = || files.iter().flat_map(|file| &file.items);
    let mut public = BTreeSet::new();
    for item in items() {
        if let Item::Use(item) = item
            && matches!(item.vis, syn::Visibility::Public(_))
        {
            names(&item.tree, &mut public);
        }
    }
    let uses = items().filter_map(|item| match item {
        Item::Struct(item) if public.contains(&item.ident.to_string()) => {
            Some(structure(item))
        }
        Item::Enum(item) if public.contains(&item.ident.to_string()) => {
            Some(code_list(item))
        }
        Item::Impl(item) => Some(implementation(item)),
        _ => None,
    });
    // The compiler's errors are the verdict; its lints would talk of a crate that uses things to no end.
    let crate_text = quote! {
        #![allow(unused, non_snake_case, clippy::all)]
        use gensee_api::*;
        use gensee_api::webcast::*;
        fn plain<T: Clone + std::fmt::Debug + PartialEq>() {}
        fn operation<T: Operation<Response = R>, R>() {}
        fn callback<T: Callback>() {}
        fn items<T: Paginated<Item = I>, I>() {}
        #(#uses)*
    };
    prettyplease::unparse(&syn::parse2(crate_text).expect("the crate is Rust"))
}

fn names(tree: &UseTree, found: &mut BTreeSet<String>) {
    match tree {
        UseTree::Path(path) => names(&path.tree, found),
        UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, found)),
        UseTree::Name(name) => {
            found.insert(name.ident.to_string());
        }
        _ => {}
    }
}

fn structure(item: &ItemStruct) -> TokenStream {
    let name = &item.ident;
    let fields: Vec<(&Ident, &Type)> = item
        .fields
        .iter()
        // What only a feature brings is not there.
        .filter(|field| {
            !field.attrs.iter().any(|attribute| attribute.path().is_ident("cfg"))
        })
        .filter_map(|field| Some((field.ident.as_ref()?, &field.ty)))
        .collect();
    let reads = fields.iter().map(|(field, ty)| quote! { let _: &#ty = &it.#field; });
    let read = format_ident!("read_{name}");
    let read = quote! {
        pub fn #read(it: &#name) {
            plain::<#name>();
            #(#reads)*
        }
    };
    let derives = |what: &str| {
        item.attrs.iter().any(|attribute| {
            attribute.path().is_ident("derive")
                && attribute.to_token_stream().to_string().contains(what)
        })
    };
    if !derives("Parameters") {
        return read;
    }
    let (optional, needed): (Vec<_>, Vec<_>) =
        fields.iter().partition(|(_, ty)| inside(ty, "Option").is_some());
    let arguments = fields.iter().map(|(field, ty)| {
        let ty = inside(ty, "Option").unwrap_or(ty);
        quote! { #field: #ty }
    });
    let needed = needed.iter().map(|(field, _)| field);
    let setters = optional.iter().map(|(field, _)| quote! { .#field(#field) });
    let make = format_ident!("make_{name}");
    let default = (optional.len() == fields.len())
        .then(|| quote! { let _ = <#name as Default>::default(); });
    let between = item
        .attrs
        .iter()
        .find(|attribute| attribute.path().is_ident("window"))
        .and_then(|attribute| attribute.meta.require_list().ok())
        .and_then(|list| {
            let start = list.tokens.clone().into_iter().next()?.to_string();
            let (_, ty) = fields.iter().find(|(field, _)| **field == start)?;
            let ty = inside(ty, "Option").unwrap_or(ty);
            let between = format_ident!("between_{name}");
            Some(quote! {
                pub fn #between(it: #name, from: #ty, to: #ty) -> #name {
                    it.between(from, to)
                }
            })
        });
    quote! {
        #read
        pub fn #make(#(#arguments),*) -> #name {
            #default
            #name::new(#(#needed),*)#(#setters)*
        }
        #between
    }
}

fn code_list(item: &ItemEnum) -> TokenStream {
    let name = &item.ident;
    let arms = item.variants.iter().map(|variant| {
        let ident = &variant.ident;
        match variant.fields {
            Fields::Unit => quote! { #name::#ident => {} },
            _ => quote! { #name::#ident(..) => {} },
        }
    });
    let read = format_ident!("read_{name}");
    quote! {
        pub fn #read(it: &#name) {
            plain::<#name>();
            match it { #(#arms)* _ => {} }
        }
    }
}

fn implementation(item: &ItemImpl) -> TokenStream {
    let own = &item.self_ty;
    // The functions of the clients are called as their operations are, and need the crates of the network.
    let Some((path, _)) = &item.trait_ else { return TokenStream::new() };
    if path.is_ident("Callback") {
        return quote! { const _: fn() = || callback::<#own>(); };
    }
    let associated = item.items.iter().find_map(|part| match part {
        ImplItem::Type(ty) => Some(&ty.ty),
        _ => None,
    });
    let helper = match path.to_token_stream().to_string().as_str() {
        "Operation" => format_ident!("operation"),
        "Paginated" => format_ident!("items"),
        other => panic!("the bindings implement `{other}`; say here what that offers"),
    };
    quote! { const _: fn() = || #helper::<#own, #associated>(); }
}

/// `T` of `name<T>`.
fn inside<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    }
}
