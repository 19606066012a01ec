//! The module tree, which is the tree of the HTTP paths, and the table of all operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::index::Index;
use super::print::{File, ident, members};
use crate::codegen::model::{Definition, Operation};
use crate::codegen::names::SHARED_MODULE;

/// `mod child;`
pub fn declaration(child: &str) -> TokenStream {
    let child = ident(child);
    quote! { pub(crate) mod #child; }
}

/// A module that only holds others.
pub fn folder(module: &[String], index: &Index<'_>) -> String {
    let mut file = File::new(
        "spec/document.yaml",
        &format!("Operations below `/webcast/{}/`.", module.join("/")),
    );
    file.group(index.children(module).map(declaration));
    file.finish()
}

/// `webcast.rs`: everything that is generated, under one name.
pub fn root(index: &Index<'_>) -> String {
    let bindings = index.bindings;
    let mut file = File::new(
        "spec/document.yaml",
        "The operations of the interface in the document's order, with their requests and answers.",
    );
    let mut modules: Vec<_> = index.children(&[]).chain([SHARED_MODULE]).collect();
    modules.sort_unstable();
    file.group(modules.into_iter().map(declaration));
    file.item(quote! { use crate::operation::{OperationInfo, OperationVisitor}; });
    // One by one: rustfmt would sort a group, and the document's order tells more.
    for operation in &bindings.operations {
        file.item(names(operation));
    }
    let mut shared = vec!["BASE_PATH", "Envelope", "Login"];
    shared.extend(bindings.site.iter().map(|fact| fact.name.as_str()));
    shared.extend(bindings.types.iter().map(Definition::name));
    shared.extend(bindings.callbacks.iter().flat_map(|callback| callback.names()));
    shared.sort_unstable();
    file.item(exports(&[SHARED_MODULE.to_owned()], &shared));
    let operations =
        bindings.operations.iter().map(|operation| ident(&operation.request.name));
    file.item(quote! {
        /// Every operation, in the document's order: 5.1 first.
        pub static OPERATIONS: &[OperationInfo] = &[#(OperationInfo::of::<#operations>()),*];
    });
    file.item(visit(&bindings.operations));
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

/// The function that finds the types of an operation by its name.
fn visit(operations: &[Operation]) -> TokenStream {
    let arms = operations.iter().map(|operation| {
        let Operation { name, request, items, .. } = operation;
        let method = ident(if items.is_some() { "list" } else { "single" });
        let request = ident(&request.name);
        quote! { #name => visitor.#method::<#request>() }
    });
    quote! {
        /// Runs `visitor` with the operation of a name, such as `create_webcast`; `None` when there is none.
        ///
        /// For programs that know only when they run which operation they call. See [`OperationVisitor`].
        pub fn visit<V: OperationVisitor>(name: &str, visitor: V) -> Option<V::Output> {
            let output = match name {
                #(#arms,)*
                _ => return None,
            };
            Some(output)
        }
    }
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
    let width =
        format!("pub use {}::{{{}}};", module.join("::"), names.join(", ")).len();
    // rustfmt leaves a line of a list of names less than prettyplease does.
    let skip = (names.len() > 1 && width >= 88).then(|| quote! { #[rustfmt::skip] });
    let members = members(module, names);
    quote! { #skip pub use #members; }
}
