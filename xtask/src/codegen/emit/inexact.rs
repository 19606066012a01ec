//! Which structs hold a decimal: decimals are neither `Eq` nor `Hash`, so these structs are neither.

use std::collections::BTreeSet;

use crate::codegen::model::{Bindings, Definition, Struct, Value};

/// The names of the structs that hold a decimal, in a field or in a struct of a field.
pub struct Inexact<'b>(BTreeSet<&'b str>);

impl<'b> Inexact<'b> {
    pub fn of(bindings: &'b Bindings) -> Self {
        let structs: Vec<&Struct> = structs(bindings).collect();
        let mut inexact = Inexact(BTreeSet::new());
        loop {
            let before = inexact.0.len();
            let found = structs.iter().filter(|item| inexact.holds(item));
            inexact.0 = found.map(|item| item.name.as_str()).collect();
            if inexact.0.len() == before {
                return inexact;
            }
        }
    }

    /// Whether a struct holds a decimal.
    pub fn holds(&self, item: &Struct) -> bool {
        item.fields.iter().any(|field| match &field.value {
            Value::Decimal => true,
            Value::Named(name) => self.0.contains(name.as_str()),
            _ => false,
        })
    }
}

fn structs(bindings: &Bindings) -> impl Iterator<Item = &Struct> {
    let operations = bindings.operations.iter();
    let tops = operations
        .clone()
        .flat_map(|operation| [&operation.request, &operation.response]);
    let nested = operations
        .flat_map(|operation| &operation.types)
        .chain(&bindings.callbacks)
        .filter_map(|definition| match definition {
            Definition::Parameters(item) | Definition::Answer(item) => Some(item),
            Definition::Enum(_) => None,
        });
    tops.chain(nested)
}
