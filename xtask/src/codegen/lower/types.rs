//! Nested types: each is defined once, by the first operation that has it; later ones import it.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use anyhow::{Result, bail};
use indexmap::IndexMap;

use crate::codegen::model::{Definition, Enum, Operation, Struct, Value, Variant};

/// A module and the name of a type in it.
type Import = (Vec<String>, String);

#[derive(Default)]
pub struct Types {
    /// Every type so far: the module that defines it, and what it is.
    known: BTreeMap<String, (Vec<String>, Definition)>,
    module: Vec<String>,
    /// In the order in which they are met.
    defined: IndexMap<String, Definition>,
    imports: BTreeSet<Import>,
}

impl Types {
    /// Types met from now on belong to `module`.
    pub fn enter(&mut self, module: &[String]) {
        self.module = module.to_vec();
        self.defined.clear();
        self.imports.clear();
    }

    /// Keeps the place of a type whose fields are lowered next: parents stand before their children.
    pub fn announce(&mut self, name: &str, definition: Definition) {
        if !self.known.contains_key(name) {
            self.defined.insert(name.to_owned(), definition);
        }
    }

    /// A type of the current module, or one that an earlier module has in the same shape.
    pub fn meet(&mut self, name: &str, definition: Definition) -> Result<()> {
        match self.known.get_mut(name) {
            None => {
                self.known
                    .insert(name.to_owned(), (self.module.clone(), definition.clone()));
                self.defined.insert(name.to_owned(), definition);
            }
            Some((module, known)) => {
                if !known.absorb(&definition) {
                    bail!(
                        "`{name}` is also a type of `{}`, where it looks different; give one of the two another `rust_type`",
                        module.join("/")
                    );
                }
                if *module != self.module {
                    self.imports.insert((module.clone(), name.to_owned()));
                }
            }
        }
        Ok(())
    }

    /// What the module defines, and what it imports for these and for `tops`, its request and answer.
    pub fn leave(&mut self, tops: [&Struct; 2]) -> (Vec<Definition>, Vec<Import>) {
        let defined = self.take();
        let nested = defined.iter().filter_map(Definition::as_struct);
        let named: BTreeSet<_> = nested.chain(tops).flat_map(names_in).collect();
        let imports = mem::take(&mut self.imports).into_iter();
        let imports =
            imports.filter(|(_, name)| named.contains(name.as_str())).collect();
        (defined, imports)
    }

    /// What has been defined since the last time, with all that its uses so far have added to it.
    pub fn take(&mut self) -> Vec<Definition> {
        let defined = mem::take(&mut self.defined).into_iter();
        let settled = defined.map(|(name, definition)| {
            self.known.get(&name).map_or(definition, |(_, known)| known.clone())
        });
        settled.collect()
    }

    /// Gives every definition what later uses have added to it.
    pub fn settle(mut self, operations: &mut [Operation]) {
        for definition in operations.iter_mut().flat_map(|it| &mut it.types) {
            if let Some((_, known)) = self.known.remove(definition.name()) {
                *definition = known;
            }
        }
    }
}

impl Definition {
    /// Takes another use of the same type in; false if the two cannot be one.
    pub fn absorb(&mut self, other: &Self) -> bool {
        match (self, other) {
            (Self::Struct(known), Self::Struct(new)) => {
                known.direction == new.direction && same_shape(known, new)
            }
            (Self::Enum(known), Self::Enum(new)) => known.absorb(new),
            _ => false,
        }
    }
}

impl Enum {
    /// Takes the codes of another use in; false if a code has two names, or a name two codes.
    fn absorb(&mut self, other: &Self) -> bool {
        let is_known =
            |new: &Variant| self.variants.iter().any(|it| it.code == new.code);
        let fresh = other.variants.iter().filter(|new| !is_known(new)).cloned();
        let fresh: Vec<_> = fresh.collect();
        let is_other = |known: &Variant| {
            let mut others = other.variants.iter();
            others.any(|it| (it.code == known.code) != (it.name == known.name))
        };
        let fits = !self.variants.iter().any(is_other);
        self.variants.extend(fresh);
        self.number |= other.number;
        fits
    }
}

/// The names of the types that the fields of `item` have.
fn names_in(item: &Struct) -> impl Iterator<Item = &str> {
    item.fields.iter().filter_map(|field| match &field.value {
        Value::Named(name) => Some(name.as_str()),
        _ => None,
    })
}

/// Whether two structs differ in words only.
fn same_shape(known: &Struct, new: &Struct) -> bool {
    known.fields.len() == new.fields.len()
        && known.fields.iter().zip(&new.fields).all(|(known, new)| {
            let mut new = new.clone();
            new.docs.clone_from(&known.docs);
            *known == new
        })
}
