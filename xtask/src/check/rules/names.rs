//! Names: of operations, modules, fields, types, codes and facts, and names on the wire.

use std::collections::BTreeMap;

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::codegen;
use crate::codegen::names::{
    self, SHARED_MODULE, TAKEN_CONSTANTS, TAKEN_FUNCTIONS, TAKEN_SETTERS, TAKEN_TYPES,
    TAKEN_VARIANTS, is_identifier, is_snake_case, is_taken,
};
use crate::spec::{Place, kind};

/// What is named: a noun, the form, the names that are taken, who has them, and what helps.
type Sort = [&'static str; 5];

/// Something that makes a name.
struct Name {
    sort: Sort,
    /// What has room for one thing of each name.
    scope: String,
    place: Place,
    /// What it is called, and what stands at the place.
    what: String,
    written: String,
    fits: bool,
    made: String,
}

const WORDS: &str = "lower-case words with `_` between them, none a keyword of Rust";
const OWN: &str = "a `rust_name` of lower-case words, none a keyword of Rust";
const CAPITALS: &str = "words with a capital each";
const ANOTHER: &str = "choose another name";

const FUNCTION: Sort = ["function", WORDS, TAKEN_FUNCTIONS, "every client", ANOTHER];
const FIELD: Sort =
    ["field", OWN, TAKEN_SETTERS, "every request", "give the row another `rust_name`"];
const VARIANT: Sort = ["variant", WORDS, TAKEN_VARIANTS, "every list of codes", ANOTHER];
const CONSTANT: Sort = ["constant", WORDS, TAKEN_CONSTANTS, "the bindings", ANOTHER];
const MODULE: Sort =
    ["module", WORDS, SHARED_MODULE, "what all operations share", "rename the file"];
const TYPE: Sort = ["type", CAPITALS, TAKEN_TYPES, "the prelude", ANOTHER];
const WIRE: Sort = ["name on the wire", "", "", "", "correct one `wire`"];

pub fn wrong_name(context: &Context, out: &mut Diagnostics) {
    for Name { sort, place, what, written, fits, made, scope } in all_names(context) {
        let [noun, form, taken, owner, help] = sort;
        if !fits {
            let what = format!("`{written}` is not a name of a {noun}");
            out.at(&place, what, format!("write {form}"));
        } else if is_taken(taken, &made) && !scope.contains("#response") {
            let what = format!("`{what}` makes the {noun} `{made}`, which {owner} has");
            out.at(&place, what, help);
        }
    }
}

pub fn name_clash(context: &Context, out: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for Name { sort: [noun, .., help], place, what, made, scope, .. } in
        all_names(context)
    {
        let first = seen.entry((noun, scope, made.clone())).or_insert(what.clone());
        if *first != what {
            let what = format!("`{what}` makes the {noun} `{made}`, as `{first}` does");
            out.at(&place, what, help);
        }
    }
}

/// Every name but those of the rows' types, which may stand at several rows.
fn all_names(context: &Context) -> Vec<Name> {
    let mut names = Vec::new();
    let mut add =
        |sort, scope: &str, place, (what, written, made): (&str, &str, &str), fits| {
            let [scope, what, written, made] =
                [scope, what, written, made].map(str::to_owned);
            names.push(Name { sort, scope, place, what, written, fits, made });
        };
    let is_word = |word: &str| is_snake_case(word) && is_identifier(word);
    for at in context.operations() {
        let parts: Vec<_> = names::module(at.key);
        let is_free = |part: &str| !["self", "super", "crate"].contains(&part);
        let fits = parts.iter().all(|part| is_snake_case(part) && is_free(part));
        add(MODULE, "", at.place.clone(), (at.key, at.key, &parts.join("::")), fits);
        let Some(name) = &at.operation.name else { continue };
        let place = at.place.to("name");
        add(FUNCTION, "", place.clone(), (name, name, name), is_word(name));
        for ty in [names::request_type(name), names::response_type(name)] {
            add(TYPE, "", place.clone(), (name, name, &ty), true);
        }
    }
    for (place, name, _) in context.facts() {
        let constant = names::constant(name);
        add(CONSTANT, "", place.key(), (name, name, &constant), is_snake_case(name));
    }
    let mut codes = Vec::new();
    for at in context.spec.rows() {
        let (row, name, table) = (at.row, at.name, at.table());
        for wire in kind::wire_names(name, row) {
            add(WIRE, &table, at.place.key(), (name, wire, wire), true);
        }
        let field = names::field(name, row);
        let place = match row.rust_name {
            Some(_) => at.place.to("rust_name"),
            None => at.place.key(),
        };
        add(FIELD, &table, place, (name, &field, &field), is_word(&field));
        let values = at.place.to("values");
        codes.extend(values.entries(&row.values).map(|it| (at.target(), it)));
    }
    for (place, code, row) in context.return_codes() {
        let name = row.name.iter().map(|name| (place.to("name"), code, name));
        codes.extend(name.map(|it| ("shared#return_codes".to_owned(), it)));
    }
    for (list, (place, code, written)) in codes {
        let variant = names::variant(written);
        let fits = is_snake_case(written) && is_identifier(&variant);
        add(VARIANT, &list, place, (code, written, &variant), fits);
    }
    names
}

pub fn wrong_type(context: &Context, out: &mut Diagnostics) {
    // Requests and answers have their types for themselves.
    let mut seen = BTreeMap::new();
    for at in context.operations() {
        if let Some(name) = &at.operation.name {
            for ty in [names::request_type(name), names::response_type(name)] {
                seen.insert(ty, (None, at.place.file.clone()));
            }
        }
    }
    let callbacks = context.callbacks();
    let mut types: Vec<_> =
        callbacks.map(|(place, name, _)| (place.key(), name, None)).collect();
    let rows = context.spec.rows().into_iter().filter(|at| !Context::is_return_code(at));
    types.extend(rows.filter_map(|at| {
        let definition = codegen::definition(&at);
        Some((at.place.to("rust_type"), at.row.rust_type.as_ref()?, definition))
    }));
    for (place, name, definition) in types {
        if !names::is_camel_case(name) {
            let what = format!("`{name}` is not a name of a type");
            out.at(&place, what, format!("write {CAPITALS}"));
        } else if is_taken(TAKEN_TYPES, name) {
            out.at(&place, format!("`{name}` is a type of the prelude"), ANOTHER);
        }
        // A row that cannot be generated has faults of its own.
        if definition.is_none() && place.name() == "rust_type" {
            continue;
        }
        let Some((known, file)) = seen.get_mut(name) else {
            seen.insert(name.clone(), (definition, place.file));
            continue;
        };
        let known = known.as_mut().zip(definition);
        if !known.is_some_and(|(known, new)| known.absorb(&new)) {
            let what = format!("`{name}` is a type of `{file}` already, which differs");
            let help =
                "make their codes or rows alike, or give one of the two another name";
            out.at(&place, what, help);
        }
    }
}
