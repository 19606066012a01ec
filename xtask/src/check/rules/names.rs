//! Names: of operations, modules, fields, types, codes and facts, and names on the wire.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::check::Diagnostics;
use crate::check::context::Context;
use crate::check::naming::{
    self, SHARED_MODULE, TAKEN_CONSTANTS, TAKEN_FUNCTIONS, TAKEN_SETTERS, is_identifier,
    is_return_code, is_snake_case, is_taken_type,
};
use crate::spec::kind::{self, Kind};
use crate::spec::{Direction, Place, Row, RowAt};

/// What is named.
struct Sort {
    noun: &'static str,
    form: &'static str,
    /// The names that are taken, and who has them.
    taken: (fn(&str) -> bool, &'static str),
    help: &'static str,
}

/// Something that makes a name.
struct Name {
    sort: &'static Sort,
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
const ANOTHER: &str = "choose another name";
const FUNCTION: Sort = Sort {
    noun: "function",
    form: WORDS,
    taken: (|made| TAKEN_FUNCTIONS.contains(&made), "every client"),
    help: ANOTHER,
};
const FIELD: Sort = Sort {
    noun: "field",
    form: "a `rust_name` of lower-case words, none a keyword of Rust",
    taken: (|made| TAKEN_SETTERS.contains(&made), "every request"),
    help: "give the row another `rust_name`",
};
const VARIANT: Sort = Sort {
    noun: "variant",
    taken: (|made| made == "Other", "every list of codes"),
    ..FUNCTION
};
const CONSTANT: Sort = Sort {
    noun: "constant",
    taken: (|made| TAKEN_CONSTANTS.contains(&made), "the bindings"),
    ..FUNCTION
};
const MODULE: Sort = Sort {
    noun: "module",
    taken: (|made| made == SHARED_MODULE, "what all operations share"),
    help: "rename the file",
    ..FUNCTION
};
const TYPE: Sort = Sort {
    noun: "type",
    form: "words with a capital each",
    taken: (is_taken_type, "the prelude"),
    help: ANOTHER,
};
const WIRE: Sort = Sort {
    noun: "name on the wire",
    form: "",
    taken: (|_| false, ""),
    help: "correct one `wire`",
};

pub fn wrong_name(context: &Context, out: &mut Diagnostics) {
    for Name { sort, place, what, written, fits, made, scope } in names(context) {
        let Sort { noun, form, taken: (taken, owner), help } = sort;
        if !fits {
            out.at(
                &place,
                format!("`{written}` is not a name of a {noun}; write {form}"),
            );
        } else if taken(&made) && !scope.contains("#response") {
            let message =
                format!("`{what}` makes the {noun} `{made}`, which {owner} has");
            out.at(&place, format!("{message}; {help}"));
        }
    }
}

pub fn name_clash(context: &Context, out: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    for Name { sort: Sort { noun, help, .. }, place, what, made, scope, .. } in
        names(context)
    {
        let first = seen.entry((*noun, scope, made.clone())).or_insert(what.clone());
        if *first != what {
            let message =
                format!("`{what}` makes the {noun} `{made}`, as `{first}` does");
            out.at(&place, format!("{message}; {help}"));
        }
    }
}

/// Every name but those of the rows' types, which may stand at several rows.
fn names(context: &Context) -> Vec<Name> {
    let mut names = Vec::new();
    let mut add =
        |sort, scope: &str, place, (what, written, made): (&str, &str, &str), fits| {
            let [scope, what, written, made] =
                [scope, what, written, made].map(str::to_owned);
            names.push(Name { sort, scope, place, what, written, fits, made });
        };
    let is_word = |word: &str| is_snake_case(word) && is_identifier(word);
    for (key, operation, place) in context.operations() {
        let parts: Vec<_> = key.split('/').map(naming::module).collect();
        let is_free =
            |part: &String| !["self", "super", "crate"].contains(&part.as_str());
        let fits = parts.iter().all(|part| is_snake_case(part) && is_free(part));
        add(&MODULE, "", place.clone(), (key, key, &parts.join("::")), fits);
        let Some(name) = &operation.name else { continue };
        let place = place.to("name");
        add(&FUNCTION, "", place.clone(), (name, name, name), is_word(name));
        for ty in [naming::request_type(name), naming::response_type(name)] {
            add(&TYPE, "", place.clone(), (name, name, &ty), true);
        }
    }
    for (name, _, place) in context.facts() {
        let constant = naming::constant(name);
        add(&CONSTANT, "", place.key(), (name, name, &constant), is_snake_case(name));
    }
    for at in context.spec.rows() {
        let (row, name, table) = (at.row, at.name, at.table());
        for wire in kind::wire_names(name, row) {
            add(&WIRE, &table, at.place.key(), (name, wire, wire), true);
        }
        let field = naming::field(name, row);
        let place = match row.rust_name {
            Some(_) => at.place.to("rust_name"),
            None => at.place.key(),
        };
        add(&FIELD, &table, place, (name, &field, &field), is_word(&field));
        for (code, written) in &row.values {
            let variant = naming::variant(written);
            let fits = is_snake_case(written) && is_identifier(&variant);
            let place = at.place.to("values").to(code);
            add(&VARIANT, &at.target(), place, (code, written, &variant), fits);
        }
    }
    for (code, row) in &context.spec.shared.return_codes {
        let Some(written) = &row.name else { continue };
        let variant = naming::variant(written);
        let fits = is_snake_case(written) && is_identifier(&variant);
        let place = Place::file("shared.yaml").to("return_codes").to(code).to("name");
        add(&VARIANT, "shared#return_codes", place, (code, written, &variant), fits);
    }
    names
}

pub fn wrong_type(context: &Context, out: &mut Diagnostics) {
    let mut seen = BTreeMap::<String, (Content, String)>::new();
    for (key, operation, place) in context.operations() {
        if let Some(name) = &operation.name {
            for ty in [naming::request_type(name), naming::response_type(name)] {
                seen.insert(ty, (Content::Rows(key.to_owned()), place.file.clone()));
            }
        }
    }
    let callbacks = context.spec.shared.callbacks.keys();
    let mut types: Vec<_> = callbacks
        .map(|name| {
            let place = Place::file("shared.yaml").to("callbacks").to(name).key();
            (place, name, Content::Rows(name.clone()))
        })
        .collect();
    let rows = context.spec.rows().into_iter().filter(|at| !is_return_code(at));
    types.extend(rows.filter_map(|at| {
        Some((at.place.to("rust_type"), at.row.rust_type.as_ref()?, content(&at)))
    }));
    for (place, name, content) in types {
        if !naming::is_camel_case(name) {
            let form = TYPE.form;
            out.at(&place, format!("`{name}` is not a name of a type; write {form}"));
        } else if is_taken_type(name) {
            out.at(&place, format!("`{name}` is a type of the prelude; {ANOTHER}"));
        }
        let known = seen.entry(name.clone());
        let (known, file) =
            known.or_insert_with(|| (content.clone(), place.file.clone()));
        if !known.absorb(&content) {
            let message = format!("`{name}` is a type of `{file}` already");
            let help =
                "make their codes or rows alike, or give one of the two another name";
            out.at(&place, format!("{message}, which differs; {help}"));
        }
    }
}

/// What a type describes.
#[derive(Clone, PartialEq)]
enum Content {
    Codes(IndexMap<String, String>),
    /// Rows, with all that the bindings depend on.
    Rows(String),
}

impl Content {
    /// Takes another use of the type in; false if the two cannot be one. A note may list a code that another leaves out,
    /// but no code has two names, and no name two codes.
    fn absorb(&mut self, other: &Self) -> bool {
        let (Self::Codes(known), Self::Codes(new)) = (&mut *self, other) else {
            return *self == *other;
        };
        let is_other = |(code, name): (&String, &String)| {
            new.iter().any(|(other, its)| (other == code) != (its == name))
        };
        let fits = !known.iter().any(is_other);
        known.extend(new.clone().into_iter().filter(|_| fits));
        fits
    }
}

/// What the type of a row describes.
fn content(at: &RowAt) -> Content {
    if !at.row.values.is_empty() {
        return Content::Codes(at.row.values.clone());
    }
    let describe = |(name, row): (&String, &Row)| {
        let presence = match at.direction {
            Direction::Answer => row.always,
            _ => kind::is_required(row),
        };
        let shape = kind::shape(row)
            .filter(|shape| shape.kind != Kind::Rows || row.rust_type.is_none());
        let ty = (shape, naming::field(name, row), &row.rust_type, &row.wire);
        let bounds = (row.length, row.range, row.clamp, &row.default);
        format!("{name} {ty:?} {bounds:?} {presence} {}", row.secret)
    };
    let rows: Vec<_> = at.row.fields.iter().map(describe).collect();
    Content::Rows(format!("{} {rows:?}", at.direction.key()))
}
