//! The file of one operation: request, call, answer, and the types of both.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::inexact::Inexact;
use super::modules::{self, declaration};
use super::print::{File, ident};
use super::{docs, enums, example, structs};
use crate::codegen::model::{Bindings, Definition, Event, Items, Operation, Window};
use crate::spec::{Deed, Effect, Role, operation_path};

/// The file of `operation`, with the modules that lie below its path.
pub fn file(
    operation: &Operation,
    bindings: &Bindings,
    inexact: &Inexact<'_>,
) -> String {
    let source = format!("spec/{}", operation_path(&operation.key));
    let mut file =
        File::new(&source, &format!("{} {}", operation.section, operation.title));
    let children = modules::children(bindings, &operation.module);
    file.group(children.iter().map(|child| declaration(child)));
    file.group(imports(operation));
    file.item(structs::request(&operation.request, &page(operation, bindings), inexact));
    file.item(call(operation));
    if let Some(items) = &operation.items {
        file.item(rows(operation, items));
    }
    for item in functions(operation) {
        file.item(item);
    }
    file.item(structs::answer(&operation.response, inexact));
    for definition in &operation.types {
        file.item(self::definition(definition, inexact));
    }
    file.finish()
}

/// The documentation of a request: it is found by its title and its path, and has an example.
fn page(operation: &Operation, bindings: &Bindings) -> TokenStream {
    let example = example::of(operation, bindings);
    let docs = docs::with_example(&operation.request.docs, Some(example));
    let Operation { title, path, .. } = operation;
    quote! {
        #docs
        #[doc(alias = #title)]
        #[doc(alias = #path)]
    }
}

/// A nested type.
pub fn definition(definition: &Definition, inexact: &Inexact<'_>) -> TokenStream {
    match definition {
        Definition::Parameters(item) => structs::parameters(item, inexact),
        Definition::Answer(item) => structs::answer(item, inexact),
        Definition::Enum(item) => enums::open_enum(item),
    }
}

fn imports(operation: &Operation) -> Vec<TokenStream> {
    let mut uses = vec![quote! { use crate::prelude::*; }];
    for group in operation.imports.chunk_by(|one, other| one.0 == other.0) {
        let module = group[0].0.iter().map(|part| ident(part));
        let names: Vec<_> = group.iter().map(|(_, name)| ident(name)).collect();
        uses.push(match &names[..] {
            [name] => quote! { use crate::webcast::#(#module::)*#name; },
            names => quote! { use crate::webcast::#(#module::)*{#(#names),*}; },
        });
    }
    uses
}

fn call(operation: &Operation) -> TokenStream {
    let request = ident(&operation.request.name);
    let response = ident(&operation.response.name);
    let Operation { name, path, section, title, .. } = operation;
    let effect = match operation.effect {
        Effect::Read => quote! { Effect::Read },
        Effect::Create => quote! { Effect::Create },
        Effect::Update => quote! { Effect::Update },
        Effect::Delete => quote! { Effect::Delete },
    };
    let roles = operation.roles.iter().map(|role| match role {
        Role::Admin => quote! { Role::Admin },
        Role::Organizer => quote! { Role::Organizer },
        Role::Teacher => quote! { Role::Teacher },
    });
    let since = operation
        .since
        .iter()
        .map(|since| quote! { const SINCE: Option<&'static str> = Some(#since); });
    let history = history(&operation.history);
    let code =
        (!operation.code_printed).then(|| quote! { const CODE_PRINTED: bool = false; });
    quote! {
        impl Operation for #request {
            type Response = #response;
            const NAME: &'static str = #name;
            const PATH: &'static str = #path;
            const EFFECT: Effect = #effect;
            const SECTION: &'static str = #section;
            const TITLE: &'static str = #title;
            const ROLES: &'static [Role] = &[#(#roles),*];
            #(#since)*
            #history
            #code
        }
    }
}

fn history(events: &[Event]) -> Option<TokenStream> {
    let event = |Event { revision, deed, place }: &Event| {
        let deed = ident(match deed {
            Deed::Adds => "added",
            Deed::Removes => "removed",
            Deed::Changes => "changed",
        });
        quote! { Change::#deed(#revision, #place) }
    };
    let list = events.iter().map(event);
    // A list of one that is too long for a line is broken in another place by rustfmt than by prettyplease.
    let skip = (events.len() == 1).then(|| quote! { #[rustfmt::skip] });
    (!events.is_empty()).then(|| {
        quote! { #skip const HISTORY: &'static [Change] = &[#(#list),*]; }
    })
}

fn rows(operation: &Operation, items: &Items) -> TokenStream {
    let request = ident(&operation.request.name);
    let response = ident(&operation.response.name);
    let item = ident(&items.item);
    let list = ident(&items.list);
    let paging = items.paging.iter().map(|paging| {
        let number = ident(&paging.number);
        let object = ident(&paging.object);
        let size = paging.size.map(proc_macro2::Literal::u32_unsuffixed);
        let size =
            size.map(|size| quote! { const PAGE_SIZE: Option<u32> = Some(#size); });
        let sized_by = paging.sized_by.iter().map(|field| {
            let field = ident(field);
            quote! {
                fn page_size(&self) -> Option<u32> {
                    self.#field.map_or(Self::PAGE_SIZE, |size| size.try_into().ok())
                }
            }
        });
        quote! {
            #size
            #(#sized_by)*
            fn page(response: &#response) -> Option<&Page> {
                response.#object.as_ref()
            }
            fn page_number(&mut self) -> Option<&mut Option<i64>> {
                Some(&mut self.#number)
            }
        }
    });
    let window =
        operation.request.window.iter().map(|Window { start, end, days, dates }| {
            let (start, end) = (ident(start), ident(end));
            let days = proc_macro2::Literal::u32_unsuffixed(*days);
            let kind =
                if *dates { format_ident!("dates") } else { format_ident!("times") };
            quote! {
                fn window(&mut self) -> Option<Window<'_>> {
                    Some(Window::#kind(&mut self.#start, &mut self.#end, #days))
                }
            }
        });
    quote! {
        impl Paginated for #request {
            type Item = #item;
            fn items(response: #response) -> Vec<#item> {
                response.#list
            }
            fn rows(response: &#response) -> &[#item] {
                &response.#list
            }
            #(#paging)*
            #(#window)*
        }
    }
}

fn functions(operation: &Operation) -> [TokenStream; 2] {
    let request = ident(&operation.request.name);
    let response = ident(&operation.response.name);
    let name = ident(&operation.name);
    let docs = docs::lines(&format!("{} See [`{request}`].", operation.summary));
    [
        quote! {
            #[cfg(feature = "client")]
            impl Client {
                #docs
                pub async fn #name(&self, request: &#request) -> Result<#response> {
                    self.call(request).send().await
                }
            }
        },
        quote! {
            #[cfg(feature = "blocking")]
            impl BlockingClient {
                #docs
                pub fn #name(&self, request: &#request) -> Result<#response> {
                    self.call(request).send()
                }
            }
        },
    ]
}
