//! Rules of the rows of tables.

use super::table::rules;
use crate::diff::model::Rule;

pub(super) const RULES: &[Rule] = rules! {
    Row [Request] "needed" Added Printed Breaking Major [("Operation", "request"), ("Row", "fields")]
        "Every request must carry a parameter that callers do not send yet, and `new` takes it as an argument."
    Row [Request] "list" Added Printed Safe Major [("Operation", "request"), ("Row", "fields")]
        "A list may be sent; `new` takes it as an argument all the same, empty if need be."
    Row [Request] "optional" Added Printed Safe Minor [("Operation", "request"), ("Row", "fields")]
        "A parameter may be sent; a field and its setter come."
    Row [Answer] "" Added Printed Safe Minor [("Operation", "response"), ("Row", "fields")]
        "Answers have one property more, and a field comes."
    Row [Answer] "always" Added Printed Risky Minor [("Operation", "response"), ("Row", "fields")]
        "A field comes, and a successful answer without it is an error."
    Row [Callback] "needed" Added Printed Risky Major [("Callback", "parameters"), ("Row", "fields")]
        "The server is said to post a parameter that is refused when it is absent; `new` takes it as an argument."
    Row [Callback] "list" Added Printed Safe Major [("Callback", "parameters"), ("Row", "fields")]
        "The server posts a list more; `new` takes it as an argument."
    Row [Callback] "optional" Added Printed Safe Minor [("Callback", "parameters"), ("Row", "fields")]
        "The server posts a parameter more; a field and its setter come."
    Row [Request] "" Removed Printed Breaking Major [("Operation", "request"), ("Row", "fields")]
        "What callers sent has no effect any more; the field and its setter go."
    Row [Answer Callback] "" Removed Printed Breaking Major
        [("Operation", "response"), ("Callback", "parameters"), ("Row", "fields")]
        "What callers read is not there any more; the field goes."
    Row [Request Callback] "needed" Moved Printed Safe Major [("Operation", "request"), ("Callback", "parameters")]
        "Names count on the wire, not places; the arguments of `new` change their order."
    Row [Request Answer Callback] "" Moved Printed Safe Patch
        [("Operation", "request"), ("Operation", "response"), ("Callback", "parameters")]
        "Names count on the wire, not places; the field stands elsewhere in the documentation."

    Row [Request] "type" Changed Printed Breaking Major [("Row", "type")]
        "A value of another sort must be sent; the field has another type."
    Row [Answer Callback] "type" Changed Printed Breaking Major [("Row", "type")]
        "A value of another sort is read; the field has another type."
    Row [Request Answer Callback] "printed-type" Changed Printed Risky Patch [("Row", "type")]
        "The print names another sort of value, and a reading keeps the field as it is; whoever went by the print may be wrong."
    Row [Request Answer Callback] "spelling" Changed Printed Safe None [("Row", "type")]
        "Another spelling of the same type."
    Row [Request] "as" Changed Read Risky Major [("Row", "as")]
        "The value is taken to be of another sort than before; the field has another type."
    Row [Answer Callback] "as" Changed Read Risky Major [("Row", "as")]
        "The value is read as another sort than before; the field has another type."
    Row [Request Answer Callback] "as-kept" Changed Read Risky Patch [("Row", "as")]
        "The value is taken to be of another sort, and the field keeps its type."
    Row [Request Answer Callback] "idle" Changed Read Safe None
        [("Row", "as"), ("Row", "required"), ("Row", "always"), ("Row", "rust_name"), ("Row", "rust_type"), ("Row", "values")]
        "A reading that does nothing here."

    Row [Request] "optional" Narrowed Printed Breaking Major [("Row", "optional")]
        "Callers that leave it out are refused; `Option` goes from the field, and `new` takes it as an argument."
    Row [Request] "optional" Widened Printed Safe Major [("Row", "optional")]
        "It may be left out; the field becomes an `Option`, and the argument goes from `new`."
    Row [Request] "optional-list" Narrowed Printed Breaking None [("Row", "optional")]
        "Callers that leave the list out are refused; the field is a `Vec` as before."
    Row [Request] "optional-list" Widened Printed Safe None [("Row", "optional")]
        "The list may be left out; the field is a `Vec` as before."
    Row [Answer] "optional" Narrowed Printed Safe None [("Row", "optional")]
        "The document says no longer that it may be empty; the field stays as it is."
    Row [Answer] "optional" Widened Printed Risky None [("Row", "optional")]
        "The document says that it may be empty: whoever relied on it may be wrong; the field stays as it is."
    Row [Callback] "optional" Narrowed Printed Risky Major [("Row", "optional")]
        "What the server posts is refused without it; `Option` goes from the field."
    Row [Callback] "optional" Widened Printed Risky Major [("Row", "optional")]
        "The server may leave it out; the field becomes an `Option`."
    Row [Callback] "optional-list" Changed Printed Risky None [("Row", "optional")]
        "Whether the server may leave the list out has changed; the field is a `Vec` as before."
    Row [Request Answer Callback] "optional" Changed Printed Safe None [("Row", "optional")]
        "The cell is printed otherwise, and what may be left out is the same as before."
    Row [Request] "required" Narrowed Read Breaking Major [("Row", "required")]
        "Requests without it are refused before they are sent; `Option` goes from the field, and `new` takes it as an argument."
    Row [Request] "required" Widened Read Safe Major [("Row", "required")]
        "It may be left out; the field becomes an `Option`, and the argument goes from `new`."
    Row [Request] "required-list" Narrowed Read Breaking None [("Row", "required")]
        "The list is taken to be necessary; the field is a `Vec` as before."
    Row [Request] "required-list" Widened Read Safe None [("Row", "required")]
        "The list may be left out; the field is a `Vec` as before."
    Row [Callback] "required" Narrowed Read Risky Major [("Row", "required")]
        "What the server posts is refused without it; `Option` goes from the field."
    Row [Callback] "required" Widened Read Risky Major [("Row", "required")]
        "The server is taken to leave it out at times; the field becomes an `Option`."
    Row [Callback] "required-list" Changed Read Risky None [("Row", "required")]
        "Whether the server is taken to leave the list out has changed; the field is a `Vec` as before."
    Row [Answer] "always" Narrowed Read Risky Major [("Row", "always")]
        "A successful answer without it becomes an error; `Option` goes from the field."
    Row [Answer] "always" Widened Read Risky Major [("Row", "always")]
        "A successful answer may be without it; the field becomes an `Option`."

    Row [Request Answer Callback] "secret" Changed Read Safe Major [("Row", "secret")]
        "The field becomes a `Secret`, or is none any more."
    Row [Request Answer Callback] "rust-name" Changed Read Safe Major [("Row", "rust_name")]
        "The field has another name."
    Row [Request Answer Callback] "rust-type" Changed Read Safe Major [("Row", "rust_type")]
        "The type of the field has another name."
    Row [Request] "values" Added Read Risky Major [("Row", "values")]
        "A list of codes is taken to be all that may be sent; the field becomes an enum."
    Row [Request] "values" Removed Read Safe Major [("Row", "values")]
        "Any value may be sent; the enum goes."
    Row [Answer Callback] "values" Added Read Safe Major [("Row", "values")]
        "The codes have names; the field becomes an enum, which keeps codes that nobody lists."
    Row [Answer Callback] "values" Removed Read Safe Major [("Row", "values")]
        "The codes have no names any more; the enum goes."

    Row [Request] "wire" Changed Read Breaking Patch [("Row", "wire")]
        "The parameter is sent under another name, and the old one has no effect."
    Row [Request] "wire-others" Changed Read Safe Patch [("Row", "wire")]
        "The parameter is sent under the same name; other names under which it is known changed."
    Row [Answer Callback] "wire" Narrowed Read Risky Patch [("Row", "wire")]
        "A name is no longer read: where the server still uses it, the value is lost."
    Row [Answer Callback] "wire" Widened Read Safe Patch [("Row", "wire")]
        "One more name is read."
    Row [Answer Callback] "wire" Changed Read Safe Patch [("Row", "wire")]
        "The same names are read; another of them is the first, under which the value is written."

    Row [Request] "length" Narrowed Read Breaking Patch [("Row", "length")]
        "Texts that were sent so far are refused before they are sent."
    Row [Request] "length" Widened Read Safe Patch [("Row", "length")]
        "Texts that were refused so far are sent."
    Row [Request] "length" Changed Read Breaking Patch [("Row", "length")]
        "Some texts that were sent so far are refused, others are sent now."
    Row [Request] "range" Narrowed Read Breaking Patch [("Row", "range")]
        "Numbers that were sent so far are refused before they are sent."
    Row [Request] "range" Widened Read Safe Patch [("Row", "range")]
        "Numbers that were refused so far are sent."
    Row [Request] "range" Changed Read Breaking Patch [("Row", "range")]
        "Some numbers that were sent so far are refused, others are sent now."
    Row [Request] "clamp" Changed Read Risky Patch [("Row", "clamp")]
        "The server takes some numbers as other ones than before."
    Row [Request] "default" Changed Read Risky Patch [("Row", "default")]
        "Leaving it out means something else than before."
    Row [Answer Callback] "bounds" Changed Read Safe Patch
        [("Row", "length"), ("Row", "range"), ("Row", "clamp"), ("Row", "default")]
        "What is received is not held against bounds: only the documentation tells them."

    Row [Request Answer Callback] "note" Changed Printed Risky Patch [("Row", "note")]
        "The document describes the value in other words, which may mean something else."
    Row [Request Answer Callback] "printed-name" Changed Printed Risky None [("Row", "printed_name")]
        "The document adds something to the name, or no longer does: it may say when the value is there."
    Row [Request Answer Callback] "en" Changed Docs Safe Patch [("Row", "en")]
        "Our line in the documentation."
    Row [Request Answer Callback] "misprints" Changed Docs Safe None [("Row", "misprints")]
        "What we say about misprints of the note."
    Row [Request Answer Callback] "evidence" Changed Docs Safe None [("Row", "evidence")]
        "How sure we are of a reading."
    Row [Request Answer Callback] "" Revised Printed Risky None []
        "The changelog says that it changed; what it was before is not known."
};
