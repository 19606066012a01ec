//! Tests of one operation: the checks of `gensee-api/tests/expected`, which read what the OpenAPI document says of it, and its
//! wire vectors.

use quote::quote;

use super::index::Index;
use super::print::{File, ident};
use super::vectors;
use crate::codegen::model::Operation;
use crate::spec::operation_path;

/// The tests of `operation`.
pub fn file(operation: &Operation, index: &Index<'_>) -> String {
    let source = format!("spec/{}", operation_path(&operation.key));
    let mut file =
        File::new(&source, &format!("{} {}", operation.section, operation.title));
    let (request, function) = (ident(&operation.request.name), ident(&operation.name));
    file.group([quote! { use crate::expected::*; }]);
    file.item(quote! { checks!(#request, #function); });
    for (position, vector) in operation.vectors.iter().enumerate() {
        file.item(vectors::test(operation, position + 1, vector, index));
    }
    file.finish()
}

/// The root of the test program.
pub fn root(index: &Index<'_>) -> String {
    let bindings = index.bindings;
    let mut file = File::new(
        "spec/document.yaml",
        "Every operation against what the spec says of it: forms, answers, bounds, wire vectors, calls over loopback.",
    );
    file.group([
        quote! { #[macro_use] #[path = "../expected/mod.rs"] mod expected; },
        quote! { #[cfg(feature = "client")] #[path = "../support/mod.rs"] mod support; },
    ]);
    file.group(bindings.operations.iter().map(|operation| {
        let path = format!("{}.rs", operation.key.replace('/', "_"));
        let module = ident(&operation.name);
        quote! { #[rustfmt::skip] #[path = #path] mod #module; }
    }));
    file.finish()
}
