//! Names: of operations, types, fields and variants.

use std::collections::BTreeMap;

use crate::check::Faults;
use crate::check::context::Context;
use crate::check::naming::{
    self, RETURN_CODE, SHARED_MODULE, TAKEN_FUNCTIONS, TAKEN_SETTERS, is_taken_type,
};
use crate::spec::kind::{self, Kind};
use crate::spec::{Direction, Place, Row, RowAt};

/// An operation has a `name`, an English line, `roles` and an `effect`.
pub fn incomplete_operation(context: &Context, faults: &mut Faults) {
    for (_, operation, place) in context.operations() {
        let readings = [
            ("`name`", operation.name.is_some()),
            ("`en`", operation.en.is_some()),
            ("`roles`", !operation.roles.is_empty()),
            ("`effect`", operation.effect.is_some()),
        ];
        let absent: Vec<_> =
            readings.iter().filter(|(_, there)| !there).map(|(key, _)| *key).collect();
        if !absent.is_empty() {
            faults.at(
                &place,
                format!(
                    "the operation has no {}; add the reading",
                    absent.join(", no ")
                ),
            );
        }
    }
}

/// An operation's name is snake case, and neither its function nor its types are taken.
pub fn operation_name(context: &Context, faults: &mut Faults) {
    let mut seen = BTreeMap::<String, &str>::new();
    for (key, operation, place) in context.operations() {
        let Some(name) = &operation.name else { continue };
        let place = place.to("name");
        if !naming::is_snake_case(name) || !naming::is_identifier(name) {
            faults
                .at(&place, format!("`{name}` is not a name of a function; write lower-case words with `_` between them"));
        } else if TAKEN_FUNCTIONS.contains(&name.as_str()) {
            faults.at(
                &place,
                format!(
                    "`{name}` is a function that every client has; choose another name"
                ),
            );
        }
        for ty in [naming::request_type(name), naming::response_type(name)] {
            if is_taken_type(&ty) {
                faults.at(&place, format!("`{name}` makes a type `{ty}`, which the prelude has; choose another name"));
            } else if let Some(other) = seen.get(&ty) {
                faults.at(
                    &place,
                    format!("`{name}` makes a type `{ty}`, which `{other}` has already; choose another name"),
                );
                break;
            } else {
                seen.insert(ty, key);
            }
        }
    }
}

/// The parts of an operation's key become modules, each with a name of its own.
pub fn module_name(context: &Context, faults: &mut Faults) {
    let mut seen = BTreeMap::new();
    for (key, _, place) in context.operations() {
        let path: Vec<_> = key.split('/').map(naming::module).collect();
        for (part, module) in key.split('/').zip(&path) {
            if !naming::is_snake_case(module)
                || ["self", "super", "crate"].contains(&module.as_str())
            {
                faults.at(&place, format!("`{part}` makes no module of Rust; rename the file's part of the path"));
            }
        }
        if path == [SHARED_MODULE] {
            faults.at(
                &place,
                format!("`{key}` makes the module `{SHARED_MODULE}`, which holds what all operations share"),
            );
        }
        if let Some(other) = seen.insert(path.join("::"), key) {
            let message = format!(
                "`{key}` makes the module `{}`, which `{other}` has already",
                path.join("::")
            );
            faults.at(&place, message);
        }
    }
}

/// A row's field has a name of snake case that is not a keyword of Rust and no function of every request.
pub fn field_name(context: &Context, faults: &mut Faults) {
    for entry in context.rows_outside_pages() {
        let field = naming::field(entry.name, entry.row);
        let place = match entry.row.rust_name {
            Some(_) => entry.place.to("rust_name"),
            None => entry.place.key(),
        };
        if !naming::is_snake_case(&field) {
            let message = format!(
                "`{field}` is not a name of a field; give a `rust_name` of lower-case words"
            );
            faults.at(&place, message);
        } else if !naming::is_identifier(&field) {
            faults.at(
                &place,
                format!(
                    "`{field}` is a keyword of Rust; give the row another `rust_name`"
                ),
            );
        } else if entry.direction != Direction::Answer
            && TAKEN_SETTERS.contains(&field.as_str())
        {
            let message = format!(
                "`{field}` is a function that every request has; give the row another `rust_name`"
            );
            faults.at(&place, message);
        }
    }
}

/// Two rows of a table make two fields.
pub fn field_clash(context: &Context, faults: &mut Faults) {
    let mut seen = BTreeMap::new();
    for entry in context.rows() {
        let field = naming::field(entry.name, entry.row);
        if let Some(other) = seen.insert((entry.table(), field.clone()), entry.name) {
            let message = format!(
                "`{}` makes the field `{field}`, as `{other}` does; give one of the two another `rust_name`",
                entry.name
            );
            faults.at(&entry.place.key(), message);
        }
    }
}

/// A type is named in words with a capital each, and no prelude and no operation has the name.
pub fn type_name(context: &Context, faults: &mut Faults) {
    let operations: BTreeMap<_, _> = context
        .operations()
        .filter_map(|(key, operation, _)| Some((key, operation.name.as_deref()?)))
        .flat_map(|(key, name)| {
            [(naming::request_type(name), key), (naming::response_type(name), key)]
        })
        .collect();
    let mut see = |place: &Place, name: &str| {
        if !naming::is_camel_case(name) {
            faults.at(
                place,
                format!(
                    "`{name}` is not a name of a type; write words with a capital each"
                ),
            );
        } else if is_taken_type(name) {
            faults.at(
                place,
                format!("`{name}` is a type of the prelude; choose another name"),
            );
        } else if let Some(key) = operations.get(name) {
            faults.at(
                place,
                format!(
                    "`{name}` is a type of the operation `{key}`; choose another name"
                ),
            );
        }
    };
    for entry in context.rows() {
        if let Some(name) =
            entry.row.rust_type.as_deref().filter(|_| !is_return_code(&entry))
        {
            see(&entry.place.to("rust_type"), name);
        }
    }
    for name in context.shared.iter().flat_map(|shared| shared.callbacks.keys()) {
        see(&Place::file("shared.yaml").to("callbacks").to(name).key(), name);
    }
}

/// Rows with the same `rust_type` have the same codes, or the same rows below them.
pub fn type_clash(context: &Context, faults: &mut Faults) {
    let mut seen = BTreeMap::<String, (Content, String)>::new();
    for name in context.shared.iter().flat_map(|shared| shared.callbacks.keys()) {
        seen.insert(name.clone(), (Content::Callback, "shared.yaml".to_owned()));
    }
    for entry in context.rows().iter().filter(|entry| !is_return_code(entry)) {
        let Some(name) = &entry.row.rust_type else { continue };
        let content = Content::of(entry.row, entry.direction);
        let Some((known, file)) = seen.get(name) else {
            seen.insert(name.clone(), (content, entry.place.file.clone()));
            continue;
        };
        if let Some(difference) = known.difference(&content) {
            let message = format!(
                "`{name}` is a type of `{file}` already, where {difference}; give one of the two another name"
            );
            faults.at(&entry.place.to("rust_type"), message);
        }
    }
}

/// The name of a code is snake case and not `other`, which stands for the codes nobody listed.
pub fn variant_name(context: &Context, faults: &mut Faults) {
    for (place, _, name) in variants(context).into_iter().flatten() {
        let variant = naming::variant(&name);
        if !naming::is_snake_case(&name) || !naming::is_identifier(&variant) {
            faults.at(&place, format!("`{name}` is not a name of a code; write lower-case words with `_` between them"));
        } else if variant == "Other" {
            faults.at(
                &place,
                format!(
                    "`{name}` stands for the codes nobody listed; choose another name"
                ),
            );
        }
    }
}

/// Two codes of a list make two variants.
pub fn variant_clash(context: &Context, faults: &mut Faults) {
    for list in variants(context) {
        let mut seen = BTreeMap::new();
        for (place, code, name) in list {
            let variant = naming::variant(&name);
            if let Some(other) = seen.insert(variant.clone(), code.clone()) {
                let message = format!(
                    "`{code}` makes the variant `{variant}`, as `{other}` does; give one of the two another name"
                );
                faults.at(&place, message);
            }
        }
    }
}

/// Whether the row is the envelope's code, whose codes are chapter 3.5.
pub fn is_return_code(entry: &RowAt) -> bool {
    entry.direction == Direction::Answer
        && entry.name == "code"
        && entry.row.rust_type.as_deref() == Some(RETURN_CODE)
}

/// Every list of codes: the place of each, the code and its name.
fn variants(context: &Context) -> Vec<Vec<(Place, String, String)>> {
    let mut lists = Vec::new();
    for entry in context.rows() {
        let place = entry.place.to("values");
        let codes = entry.row.values.iter();
        lists.push(
            codes
                .map(|(code, name)| (place.to(code), code.clone(), name.clone()))
                .collect(),
        );
    }
    if let Some(shared) = &context.shared {
        let place = Place::file("shared.yaml").to("return_codes");
        let codes = shared.return_codes.iter();
        lists.push(
            codes
                .filter_map(|(code, row)| {
                    Some((place.to(code).to("name"), code.clone(), row.name.clone()?))
                })
                .collect(),
        );
    }
    lists
}

/// What makes a type.
#[derive(Debug, PartialEq)]
enum Content {
    Codes(Vec<(String, String)>),
    Rows(Direction, Vec<(String, String)>),
    Callback,
}

impl Content {
    fn of(row: &Row, side: Direction) -> Self {
        if !row.values.is_empty() {
            return Self::Codes(
                row.values
                    .iter()
                    .map(|(code, name)| (code.clone(), name.clone()))
                    .collect(),
            );
        }
        let describe = |(name, row): (&String, &Row)| {
            let presence = if side != Direction::Answer {
                kind::is_required(row)
            } else {
                row.always
            };
            let shape = kind::shape(row)
                .filter(|shape| shape.kind != Kind::Rows || row.rust_type.is_none());
            let parts = (
                shape,
                naming::field(name, row),
                &row.rust_type,
                &row.wire,
                presence,
                row.secret,
            );
            (
                name.clone(),
                format!(
                    "{parts:?} {:?}",
                    (row.length, row.range, row.clamp, &row.default)
                ),
            )
        };
        Self::Rows(side, row.fields.iter().map(describe).collect())
    }

    /// How the known type differs from another of the same name.
    fn difference(&self, other: &Self) -> Option<String> {
        match (self, other) {
            (Self::Callback, _) | (_, Self::Callback) => {
                Some("it is a callback".to_owned())
            }
            (Self::Codes(_), Self::Rows(..)) => Some("it has codes".to_owned()),
            (Self::Rows(..), Self::Codes(_)) => Some("it has rows".to_owned()),
            (Self::Rows(side, _), Self::Rows(now, _)) if side != now => {
                Some(format!("it belongs to a {}", side.key()))
            }
            (Self::Codes(old), Self::Codes(new))
            | (Self::Rows(_, old), Self::Rows(_, new)) => {
                let mut pairs = old.iter().zip(new);
                let changed =
                    pairs.find(|(old, new)| old != new).map(|((old, _), (new, _))| {
                        match old == new {
                            true => format!("`{old}` is another"),
                            false => format!("`{old}` stands in the place of `{new}`"),
                        }
                    });
                changed.or_else(|| {
                    let (more, has) = if old.len() > new.len() {
                        (old, "it has")
                    } else {
                        (new, "there is no")
                    };
                    let (name, _) = more.get(old.len().min(new.len()))?;
                    Some(format!("{has} `{name}`"))
                })
            }
        }
    }
}
