//! Refuses attributes and types that can be parsed but make no sense; one function for each check.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;
use syn::{Error, LitStr};

use crate::ast::{Field, Shape, Struct};
use crate::attr::{Clause, Condition, Range, When, Window};
use crate::fault::Faults;

/// Types whose values are text.
const TEXTS: [&str; 8] = [
    "String",
    "Secret",
    "JoinUrl",
    "OrganizerToken",
    "PanelistToken",
    "ResourceUrl",
    "WebcastId",
    "VodId",
];
/// Types whose values have an order.
const ORDERED: [&str; 3] = ["i64", "Time", "Date"];
/// The other types that are known not to implement one of our derives.
const OTHERS: [&str; 8] =
    ["RecordId", "DocumentId", "UserId", "i64", "f64", "bool", "Time", "Date"];

/// Whether the type of a field is one of `gensee-api` or the standard library, whose values have no checks of their
/// own.
pub(crate) fn is_scalar(field: &Field<'_>) -> bool {
    is_one_of(field, &TEXTS) || is_one_of(field, &OTHERS)
}

fn is_one_of(field: &Field<'_>, types: &[&str]) -> bool {
    field.shape.leaf_name().is_some_and(|name| types.contains(&name.as_str()))
}

/// The checks of the fields that both derives have in common.
pub(crate) fn fields(item: &Struct<'_>, faults: &mut Faults) {
    unique_names(item, faults);
    for field in &item.fields {
        one_width_of_numbers(field, faults);
        printed_name_is_read(field, faults);
        printed_kind_differs(field, faults);
    }
}

/// Integers must be `i64` and decimals `f64`, because the interface has no others and ids exceed 32 bits.
fn one_width_of_numbers(field: &Field<'_>, faults: &mut Faults) {
    let right = match field.shape.leaf_name().as_deref() {
        Some(
            "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32"
            | "i128" | "isize",
        ) => "i64",
        Some("f32") => "f64",
        _ => return,
    };
    faults.push(Error::new(field.shape.leaf().span(), format!("use `{right}`")));
}

/// No two fields may share a wire name.
fn unique_names(item: &Struct<'_>, faults: &mut Faults) {
    let mut owners: HashMap<&str, &Ident> = HashMap::new();
    for field in &item.fields {
        for (index, name) in field.names.iter().enumerate() {
            let span =
                field.attrs.names.get(index).map_or(field.ident.span(), LitStr::span);
            if name.is_empty() {
                faults.push(Error::new(span, "a wire name must not be empty"));
            }
            if let Some(owner) = owners.insert(name, field.ident) {
                let message = format!("wire name `{name}` is taken by `{owner}`");
                faults.push(Error::new(span, message));
            }
        }
    }
}

/// `printed` must be one of the names that are read, and is allowed only where it is not the first of them.
fn printed_name_is_read(field: &Field<'_>, faults: &mut Faults) {
    let Some(printed) = &field.attrs.printed else { return };
    let name = printed.value();
    if name == field.name() {
        let message = format!("`{name}` is the wire name itself; remove `printed`");
        faults.push(Error::new(printed.span(), message));
    } else if !field.names.contains(&name) {
        let message = format!("`{name}` is printed, yet not read; add it to `names`");
        faults.push(Error::new(printed.span(), message));
    }
}

/// `printed_as` must suit the field: a single value may be printed as text or integer, an object as a list.
fn printed_kind_differs(field: &Field<'_>, faults: &mut Faults) {
    let Some(printed) = &field.attrs.printed_as else { return };
    let single = matches!(field.shape, Shape::Bare(_) | Shape::Optional(_));
    let fits = match printed.value().as_str() {
        "text" | "integer" => single && is_scalar(field),
        "list" => single && !is_scalar(field),
        word => {
            let message =
                format!("unknown kind `{word}`; known are `text`, `integer`, `list`");
            faults.push(Error::new(printed.span(), message));
            return;
        }
    };
    if !fits {
        let message = format!(
            "`{}` cannot be printed as `{}`; `text` and `integer` stand beside one value, `list` beside an object",
            field.ident,
            printed.value()
        );
        faults.push(Error::new(printed.span(), message));
    }
}

/// The checks of the fields of a request.
pub(crate) fn parameters(item: &Struct<'_>, faults: &mut Faults) {
    fields(item, faults);
    for field in &item.fields {
        let attrs = &field.attrs;
        for bounds in [&attrs.length, &attrs.range, &attrs.clamp].into_iter().flatten() {
            bounds_hold_something(bounds, faults);
        }
        if let Some(length) = &attrs.length {
            length_bounds_text(field, length, faults);
        }
        for bounds in [&attrs.range, &attrs.clamp].into_iter().flatten() {
            range_bounds_integers(field, bounds, faults);
        }
        if let Some(default) = &attrs.default {
            value_fits(field, default, faults);
        }
    }
}

/// The lower bound must not exceed the upper one.
fn bounds_hold_something(bounds: &Range, faults: &mut Faults) {
    if let (Some(min), Some(max)) = (bounds.min, bounds.max)
        && min > max
    {
        let message = format!("no value lies between {min} and {max}; swap them");
        faults.push(Error::new(bounds.span, message));
    }
}

/// `length` is allowed only for text, because it counts characters.
fn length_bounds_text(field: &Field<'_>, length: &Range, faults: &mut Faults) {
    if is_scalar(field) && !is_one_of(field, &TEXTS) {
        let message = format!("`length` bounds text; `{}` has none", field.ident);
        faults.push(Error::new(length.span, message));
    }
    if length.min.is_some_and(|min| min < 0) {
        faults.push(Error::new(length.span, "a length is not negative"));
    }
}

/// `range` and `clamp` are allowed only for integers.
fn range_bounds_integers(field: &Field<'_>, range: &Range, faults: &mut Faults) {
    if is_scalar(field) && !is_one_of(field, &["i64"]) {
        let message =
            format!("`range` and `clamp` bound integers; `{}` is none", field.ident);
        faults.push(Error::new(range.span, message));
    }
}

/// A wire text that stands for a value of a field must be a possible value of it.
fn value_fits(field: &Field<'_>, value: &LitStr, faults: &mut Faults) {
    let text = value.value();
    let expected = match field.shape.leaf_name().as_deref() {
        Some("bool") if text != "true" && text != "false" => "`true` or `false`",
        Some("i64") if text.parse::<i64>().is_err() => "an integer",
        _ => return,
    };
    let message =
        format!("`{text}` is not a value of `{}`, which is {expected}", field.ident);
    faults.push(Error::new(value.span(), message));
}

/// Conditions must name fields of the struct, and possible values of these.
pub(crate) fn conditions(
    item: &Struct<'_>,
    conditions: &[Condition],
    faults: &mut Faults,
) {
    for condition in conditions {
        match condition {
            Condition::When(clauses, when) => {
                for clause in clauses {
                    clause_fits(item, clause, faults);
                }
                other_has_such_values(item, when, faults);
            }
            Condition::Order(start, end) => {
                for ident in [start, end] {
                    has_an_order(item, ident, faults);
                }
            }
        }
    }
}

/// A clause must name fields to which it can apply.
fn clause_fits(item: &Struct<'_>, clause: &Clause, faults: &mut Faults) {
    match clause {
        Clause::Require(targets) | Clause::Only(targets) => {
            for target in targets {
                may_be_absent(item, target, faults);
            }
        }
        Clause::Fix(pairs) => {
            for (target, value) in pairs {
                if let Some(field) = faults.keep(item.field(target)) {
                    value_fits(field, value, faults);
                }
            }
        }
    }
}

/// A field that a condition demands or forbids must be optional.
fn may_be_absent(item: &Struct<'_>, target: &Ident, faults: &mut Faults) {
    if let Some(field) = faults.keep(item.field(target))
        && !field.is_optional()
    {
        let message = format!("`{target}` is always there; make it an `Option`");
        faults.push(Error::new(target.span(), message));
    }
}

/// `when` must name a field with a single value, and possible values of it.
fn other_has_such_values(item: &Struct<'_>, when: &When, faults: &mut Faults) {
    if let Some(field) = faults.keep(item.field(&when.field)) {
        if matches!(field.shape, Shape::List(_) | Shape::OptionalList(_)) {
            let message =
                format!("`{}` is a list; a condition needs one value", when.field);
            faults.push(Error::new(when.field.span(), message));
        }
        for value in &when.values {
            value_fits(field, value, faults);
        }
    }
}

/// `order` is allowed only for times, dates and integers.
fn has_an_order(item: &Struct<'_>, ident: &Ident, faults: &mut Faults) {
    if let Some(field) = faults.keep(item.field(ident))
        && (matches!(field.shape, Shape::List(_) | Shape::OptionalList(_))
            || is_scalar(field) && !is_one_of(field, &ORDERED))
    {
        let message = format!("`{ident}` has no order; use `Time`, `Date` or `i64`");
        faults.push(Error::new(ident.span(), message));
    }
}

/// A window must lie between two times or two dates. Returns the type of its bounds.
pub(crate) fn window(
    item: &Struct<'_>,
    window: &Window,
    faults: &mut Faults,
) -> Option<&'static str> {
    let start = faults.keep(item.field(&window.start));
    let end = faults.keep(item.field(&window.end));
    let start = bound(start?, window.start.span(), faults);
    let end = bound(end?, window.end.span(), faults);
    if start? != end? {
        let message = format!(
            "`{}` and `{}` must both be `Time` or both `Date`",
            window.start, window.end
        );
        faults.push(Error::new(window.end.span(), message));
    }
    start
}

fn bound(field: &Field<'_>, span: Span, faults: &mut Faults) -> Option<&'static str> {
    if let Shape::Bare(_) | Shape::Optional(_) = field.shape {
        match field.shape.leaf_name().as_deref() {
            Some("Time") => return Some("Time"),
            Some("Date") => return Some("Date"),
            _ => {}
        }
    }
    let message =
        format!("`{}` must be a `Time` or a `Date` to bound a window", field.ident);
    faults.push(Error::new(span, message));
    None
}

/// The checks of the fields of an answer.
pub(crate) fn answer(item: &Struct<'_>, faults: &mut Faults) {
    fields(item, faults);
    for field in &item.fields {
        always_beside_bare(field, faults);
        flat_beside_optional_objects(field, faults);
        also_on_a_list(item, field, faults);
    }
    one_flat_field(item, faults);
}

/// A field of a bare type must be `always`, and no other field may be.
fn always_beside_bare(field: &Field<'_>, faults: &mut Faults) {
    let ident = field.ident;
    match (field.attrs.always, field.shape) {
        (None, Shape::Bare(ty)) => {
            let message = format!(
                "`{ident}` may be absent; make it an `Option`, or mark it `#[answer(always)]`"
            );
            faults.push(Error::new(ty.span(), message));
        }
        (Some(span), Shape::Optional(_) | Shape::OptionalList(_)) => {
            let message = format!(
                "`{ident}` is an `Option`, yet `always` there; remove one of the two"
            );
            faults.push(Error::new(span, message));
        }
        (Some(span), Shape::List(_)) => {
            let message = format!(
                "`{ident}` is a list, which is empty when absent; remove `always`"
            );
            faults.push(Error::new(span, message));
        }
        _ => {}
    }
}

/// `flat` is allowed only for an optional object.
fn flat_beside_optional_objects(field: &Field<'_>, faults: &mut Faults) {
    if let Some(span) = field.attrs.flat
        && (!matches!(field.shape, Shape::Optional(_)) || is_scalar(field))
    {
        let message =
            format!("`{}` must be an `Option` of a struct to be `flat`", field.ident);
        faults.push(Error::new(span, message));
    }
}

/// `also_on` is allowed only for an optional value, and names a list beside it.
fn also_on_a_list(item: &Struct<'_>, field: &Field<'_>, faults: &mut Faults) {
    let Some(list) = &field.attrs.also_on else { return };
    if !matches!(field.shape, Shape::Optional(_)) {
        let message =
            format!("`{}` must be an `Option` to be `also_on` a list", field.ident);
        faults.push(Error::new(list.span(), message));
    }
    match item.field(list) {
        Ok(target) if !matches!(target.shape, Shape::List(_)) => {
            let message = format!("`{list}` is not a list; name one");
            faults.push(Error::new(list.span(), message));
        }
        Ok(_) => {}
        Err(error) => faults.push(error),
    }
}

/// At most one field may be flat, because two could both claim the same property.
fn one_flat_field(item: &Struct<'_>, faults: &mut Faults) {
    let mut flat = item.fields.iter().filter_map(|field| field.attrs.flat);
    flat.next();
    if let Some(second) = flat.next() {
        faults.push(Error::new(second, "only one field may be `flat`; remove this one"));
    }
}
