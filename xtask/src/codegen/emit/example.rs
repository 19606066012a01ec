//! The example of an operation: a request with what it needs, sent and answered.

use quote::quote;

use super::construction::Construction;
use super::index::Index;
use super::print::{self, ident};
use crate::codegen::model::{Case, Field, Operation};

/// The example as lines of Rust, to be compiled as a documentation test: the values are those of the first wire vector.
pub fn of(operation: &Operation, index: &Index<'_>) -> String {
    let given = operation.vectors.iter().find_map(|vector| match &vector.case {
        Case::Form { given, .. } => Some(&given[..]),
        Case::Answer { .. } => None,
    });
    let given = given.unwrap_or_default();
    let given = |field: &Field| {
        let is_needed = !field.presence.is_optional();
        given.iter().find(|it| is_needed && it.0 == field.name).map(|(_, given)| given)
    };
    let mut construction = Construction::new(index, quote! { ? });
    let (request, _) = construction.of(&operation.request, given);
    let webcast = construction.webcast.iter().map(|name| ident(name));
    let values: Vec<_> = construction.values.iter().map(|name| ident(name)).collect();
    let values =
        (!values.is_empty()).then(|| quote! { use gensee_api::{#(#values),*}; });
    let call = if operation.items.is_some() {
        quote! {
            let mut rows = client.items(request);
            while let Some(row) = rows.try_next().await? {
                println!("{row:?}");
            }
        }
    } else {
        let function = ident(&operation.name);
        quote! { let answer = client.#function(&request).await?; }
    };
    let code = print::statements(quote! {
        use gensee_api::webcast::{#(#webcast),*};
        #values
        let request = #request;
        #call
    });
    format!(
        "# Example\n\n```no_run\n# async fn run(client: gensee_api::Client) -> Result<(), Box<dyn std::error::Error>> {{\n{code}# Ok(())\n# }}\n```"
    )
}
