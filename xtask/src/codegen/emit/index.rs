//! What the outputs look up in the bindings.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::codegen::model::{Bindings, Definition, Struct, Value};
use crate::spec::kind::Kind;

/// The bindings with their types by name and their modules by place: an output is written in a time that grows with
/// itself, however many operations there are.
pub struct Index<'b> {
    pub bindings: &'b Bindings,
    types: HashMap<&'b str, &'b Definition>,
    /// The modules right below each module.
    children: BTreeMap<&'b [String], BTreeSet<&'b str>>,
}

impl<'b> Index<'b> {
    pub fn of(bindings: &'b Bindings) -> Self {
        let operations = &bindings.operations;
        let types = operations.iter().flat_map(|operation| &operation.types);
        let callbacks = bindings.callbacks.iter().flat_map(|callback| &callback.types);
        let types = types.chain(&bindings.types).chain(callbacks);
        let mut children = BTreeMap::<_, BTreeSet<_>>::new();
        for module in operations.iter().map(|operation| &operation.module) {
            for (depth, child) in module.iter().enumerate() {
                let parent = &module[..depth];
                children.entry(parent).or_default().insert(child.as_str());
            }
        }
        Self {
            bindings,
            types: types.map(|definition| (definition.name(), definition)).collect(),
            children,
        }
    }

    /// The types that are defined, whichever operation or callback does.
    pub fn types(&self) -> impl Iterator<Item = &'b Definition> {
        self.types.values().copied()
    }

    /// The type of a value, whichever operation defines it; none where none does.
    pub fn definition(&self, value: &Value) -> Option<&'b Definition> {
        let Value::Named(name) = value else { return None };
        self.types.get(name.as_str()).copied()
    }

    /// The rows below a value, if it has any.
    pub fn rows(&self, value: &Value) -> Option<&'b Struct> {
        self.definition(value)?.as_struct()
    }

    /// Whether `item` or a row of it holds a decimal: these are neither `Eq` nor `Hash`.
    pub fn holds_decimal(&self, item: &Struct) -> bool {
        item.fields.iter().any(|field| {
            let rows = self.rows(&field.value);
            field.value == Value::Plain(Kind::Decimal)
                || rows.is_some_and(|item| self.holds_decimal(item))
        })
    }

    /// The modules right below `module`, in the alphabet's order.
    pub fn children(&self, module: &[String]) -> impl Iterator<Item = &'b str> {
        self.children.get(module).into_iter().flatten().copied()
    }

    /// Modules that only hold others.
    pub fn folders(&self) -> impl Iterator<Item = &'b [String]> {
        let operations = self.bindings.operations.iter();
        let modules: BTreeSet<_> = operations.map(|it| &it.module[..]).collect();
        let parents = self.children.keys().copied();
        parents.filter(move |parent| !parent.is_empty() && !modules.contains(parent))
    }
}
