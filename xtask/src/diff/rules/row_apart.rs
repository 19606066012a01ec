//! Rules of rows that are no fields of the generated types: those that every table repeats, and those of the page
//! object, which the runtime knows by itself.

use super::table::rules;
use crate::diff::model::Rule;

pub(super) const RULES: &[Rule] = rules! {
    Row [Request] "shared-needed" Added Printed Breaking Patch [("Shared", "request")]
        "Every request of every operation must carry it; the runtime sends it, no generated request has it."
    Row [Request] "shared-optional" Added Printed Safe Patch [("Shared", "request")]
        "Every request of every operation may carry it; no generated request has it."
    Row [Answer] "shared" Added Printed Safe Patch [("Shared", "response")]
        "Every answer has it beside its own properties; no generated answer has it."
    Row [Request Answer] "shared" Removed Printed Breaking Patch [("Shared", "request"), ("Shared", "response")]
        "No table repeats it any more; no generated type had it."
    Row [Request Answer] "shared-own" Added Printed Risky Major [("Shared", "request"), ("Shared", "response")]
        "Rows of this name count as the shared one; the fields that they were go."
    Row [Request Answer] "shared-own" Removed Printed Risky Major [("Shared", "request"), ("Shared", "response")]
        "Rows of this name are no longer the shared one; they become fields."
    Row [Request Answer] "shared" Moved Printed Safe Patch [("Shared", "request"), ("Shared", "response")]
        "Names count on the wire, not places."
    Row [Request Answer] "shared-type" Changed Printed Breaking Patch [("Row", "type")]
        "A value of another sort is exchanged in every call; the runtime must follow, no generated type has it."
    Row [Request] "shared-optional" Narrowed Printed Breaking Patch [("Row", "optional")]
        "Every request must carry it; the runtime must follow, no generated request has it."
    Row [Request] "shared-optional" Widened Printed Safe Patch [("Row", "optional")]
        "No request must carry it any more; no generated request has it."
    Row [Request Answer] "shared-reading" Changed Read Risky Patch
        [("Row", "as"), ("Row", "required"), ("Row", "always"), ("Row", "secret"), ("Row", "rust_name"), ("Row", "rust_type"), ("Row", "values")]
        "A row of every call is read otherwise; the runtime must follow, no generated type has it."

    Row [Request Answer] "deviation" Added Printed Risky None [("Operation", "request"), ("Operation", "response")]
        "This table prints a shared row otherwise than the others do; the shared row holds for the bindings."
    Row [Request Answer] "deviation" Removed Printed Risky None [("Operation", "request"), ("Operation", "response")]
        "This table prints a shared row as the others do."
    Row [Request Answer] "deviation" Changed Printed Risky None []
        "This table prints a shared row otherwise than before; the shared row holds for the bindings."
    Row [Request Answer] "deviation" Moved Printed Safe None []
        "Where a shared row stands in a table means nothing."

    Row [Answer] "page" Added Printed Safe None [("Operation", "response"), ("Row", "fields")]
        "The object that tells of pages has one row more, which the runtime does not read."
    Row [Answer] "page" Removed Printed Breaking None [("Operation", "response"), ("Row", "fields")]
        "The object that tells of pages has one row less; walking over pages may need it."
    Row [Answer] "page" Changed Printed Risky None []
        "A row of the object that tells of pages is printed otherwise; the runtime reads it as before."
    Row [Answer] "page" Moved Printed Safe None []
        "Names count on the wire, not places."
};
