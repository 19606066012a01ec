//! The file of one operation: request, call, answer, and the types of both.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::index::Index;
use super::modules::declaration;
use super::print::{File, ident, members, variant};
use super::{docs, example, structs};
use crate::codegen::model::{Event, Items, Method, Operation, Window};
use crate::spec::{ChangeKind, ListEncoding, operation_path};

/// The file of `operation`, with the modules that lie below its path.
pub fn file(operation: &Operation, index: &Index<'_>) -> String {
    let source = format!("spec/{}", operation_path(&operation.key));
    let mut file =
        File::new(&source, &format!("{} {}", operation.section, operation.title));
    file.group(index.children(&operation.module).map(declaration));
    file.group(imports(operation));
    file.item(structs::with_docs(
        &operation.request,
        Some(page(operation, index)),
        index,
    ));
    file.item(call(operation));
    operation.items.iter().for_each(|items| file.item(rows(operation, items)));
    functions(operation).into_iter().for_each(|item| file.item(item));
    file.item(structs::of(&operation.response, index));
    operation.types.iter().for_each(|ty| file.item(structs::definition(ty, index)));
    file.finish()
}

/// The documentation of a request: it is found by its title and its path, and has an example.
fn page(operation: &Operation, index: &Index<'_>) -> TokenStream {
    let example = example::of(operation, index);
    let docs = docs::with_example(&operation.request.docs, Some(example));
    let Operation { title, path, .. } = operation;
    quote! {
        #docs
        #[doc(alias = #title)]
        #[doc(alias = #path)]
    }
}

fn imports(operation: &Operation) -> Vec<TokenStream> {
    let mut uses = vec![quote! { use crate::prelude::*; }];
    for group in operation.imports.chunk_by(|one, other| one.0 == other.0) {
        let names: Vec<_> = group.iter().map(|(_, name)| name.as_str()).collect();
        let members = members(&group[0].0, &names);
        uses.push(quote! { use crate::webcast::#members; });
    }
    uses
}

fn call(operation: &Operation) -> TokenStream {
    let request = ident(&operation.request.name);
    let response = ident(&operation.response.name);
    let Operation { name, path, section, title, since, .. } = operation;
    let effect = variant("Effect", operation.effect);
    let roles = operation.roles.iter().map(|role| variant("Role", role));
    let since = since
        .iter()
        .map(|since| quote! { const SINCE: Option<&'static str> = Some(#since); });
    let history = history(&operation.history);
    let code =
        (!operation.code_printed).then(|| quote! { const CODE_PRINTED: bool = false; });
    let lists = operation.lists.filter(|lists| *lists != ListEncoding::Indexed);
    let lists = lists.map(|lists| {
        let lists = variant("ListFormat", lists);
        quote! { const LISTS: ListFormat = #lists; }
    });
    let methods = (operation.methods != Method::ALL).then(|| {
        let methods = operation.methods.iter().map(|method| variant("Method", method));
        quote! { const METHODS: &'static [Method] = &[#(#methods),*]; }
    });
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
            #lists
            #methods
        }
    }
}

fn history(events: &[Event]) -> Option<TokenStream> {
    let event = |Event { revision, kind, place }: &Event| {
        let function = ident(match kind {
            ChangeKind::Adds => "added",
            ChangeKind::Removes => "removed",
            ChangeKind::Changes => "changed",
        });
        quote! { Change::#function(#revision, #place) }
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
        let (number, object) = (ident(&paging.number), ident(&paging.object));
        let size = paging.size.map(Literal::u32_unsuffixed).into_iter();
        let sized_by = paging.sized_by.iter().map(|field| ident(field));
        quote! {
            #(const PAGE_SIZE: Option<u32> = Some(#size);)*
            #(fn page_size(&self) -> Option<u32> {
                self.#sized_by.map_or(Self::PAGE_SIZE, |size| size.try_into().ok())
            })*
            fn page(response: &#response) -> Option<&Page> {
                response.#object.as_ref()
            }
            fn page_number(&mut self) -> Option<&mut Option<i64>> {
                Some(&mut self.#number)
            }
        }
    });
    let window = operation.request.window.iter().map(|window| {
        let Window { start, end, days, dates } = window;
        let (start, end) = (ident(start), ident(end));
        let days = Literal::u32_unsuffixed(*days);
        let kind = ident(if *dates { "dates" } else { "times" });
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

/// The function of each client.
fn functions(operation: &Operation) -> [TokenStream; 2] {
    let request = ident(&operation.request.name);
    let response = ident(&operation.response.name);
    let name = ident(&operation.name);
    let docs = docs::lines(&format!("{} See [`{request}`].", operation.summary));
    let asynchronous = (quote! { async fn }, quote! { .await });
    [
        ("client", quote! { Client }, asynchronous),
        ("blocking", quote! { BlockingClient }, (quote! { fn }, quote! {})),
    ]
    .map(|(feature, client, (function, wait))| {
        quote! {
            #[cfg(feature = #feature)]
            impl #client {
                #docs
                pub #function #name(&self, request: &#request) -> Result<#response> {
                    self.call(request).send()#wait
                }
            }
        }
    })
}
