//! The module tree, which is the tree of the HTTP paths, and the table of all operations.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::print::{File, ident};
use crate::codegen::model::{Bindings, Operation};

/// Modules that only hold others.
pub fn folders(bindings: &Bindings) -> BTreeSet<Vec<String>> {
    let operations: BTreeSet<_> =
        bindings.operations.iter().map(|operation| &operation.module).collect();
    bindings
        .operations
        .iter()
        .flat_map(|operation| {
            (1..operation.module.len()).map(|depth| operation.module[..depth].to_vec())
        })
        .filter(|folder| !operations.contains(folder))
        .collect()
}

/// The modules right below `parent`.
pub fn children(bindings: &Bindings, parent: &[String]) -> Vec<String> {
    let below = bindings
        .operations
        .iter()
        .filter_map(|operation| operation.module.strip_prefix(parent));
    below
        .filter_map(|rest| rest.first().cloned())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect()
}

/// `mod child;`
pub fn declaration(child: &str) -> TokenStream {
    let child = ident(child);
    quote! { pub(crate) mod #child; }
}

/// A module that only holds others.
pub fn folder(bindings: &Bindings, module: &[String]) -> String {
    let mut file = File::new(
        "spec/document.yaml",
        &format!("Operations below `/webcast/{}/`.", module.join("/").replace("r#", "")),
    );
    file.group(children(bindings, module).iter().map(|child| declaration(child)));
    file.finish()
}

/// `webcast.rs`: everything that is generated, under one name.
pub fn root(bindings: &Bindings) -> String {
    let mut file = File::new(
        "spec/document.yaml",
        "The operations of the interface in the document's order, with their requests and answers.",
    );
    let mut modules = children(bindings, &[]);
    modules.push("shared".to_owned());
    modules.sort();
    file.group(modules.iter().map(|child| declaration(child)));
    file.item(quote! { use crate::operation::OperationInfo; });
    // One by one: rustfmt would sort a group, and the document's order tells more.
    for operation in &bindings.operations {
        file.item(names(operation));
    }
    let mut shared = vec!["BASE_PATH", "Envelope", "Login", "ReturnCode"];
    shared.extend(bindings.site.iter().map(|fact| fact.name.as_str()));
    shared.extend(bindings.callbacks.iter().map(|callback| callback.name()));
    shared.sort_unstable();
    file.item(exports(&["shared".to_owned()], &shared));
    let operations =
        bindings.operations.iter().map(|operation| ident(&operation.request.name));
    file.item(quote! {
        /// Every operation, in the document's order: 5.1 first.
        pub static OPERATIONS: &[OperationInfo] = &[#(OperationInfo::of::<#operations>()),*];
    });
    let revisions = &bindings.revisions;
    file.item(quote! {
        /// Every revision of the document, the oldest first: its date, with a number where a date has several.
        ///
        /// The document prints them in this order, although the dates are not: compare positions, not names.
        pub const REVISIONS: &[&str] = &[#(#revisions),*];
    });
    let first = revisions.first().map(String::as_str).unwrap_or_default();
    file.item(quote! {
        /// The first revision known. What none has added is older.
        pub const FIRST_REVISION: &str = #first;
    });
    file.finish()
}

/// The names that the module of `operation` brings.
fn names(operation: &Operation) -> TokenStream {
    let mut names = vec![operation.request.name.as_str(), &operation.response.name];
    names.extend(operation.types.iter().map(|definition| definition.name()));
    names.sort_unstable();
    exports(&operation.module, &names)
}

/// `pub use module::{names};`
fn exports(module: &[String], names: &[&str]) -> TokenStream {
    // rustfmt leaves a list of names two columns less than prettyplease does: one that falls between is cut in two.
    let path = module.join("::");
    let width = format!("pub use {path}::{{{}}};", names.join(", ")).len();
    if (88..=89).contains(&width) {
        let (first, rest) = names.split_at(1);
        let (first, rest) = (exports(module, first), exports(module, rest));
        return quote! { #first #rest };
    }
    let module = module.iter().map(|part| ident(part));
    match names {
        [name] => {
            let name = ident(name);
            quote! { pub use #(#module::)*#name; }
        }
        names => {
            let names = names.iter().map(|name| ident(name));
            quote! { pub use #(#module::)*{#(#names),*}; }
        }
    }
}
