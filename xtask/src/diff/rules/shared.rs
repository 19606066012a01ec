//! Rules of what stands in `shared.yaml` besides rows and return codes.

use super::table::rules;
use crate::diff::model::Rule;

pub(super) const RULES: &[Rule] = rules! {
    Callback [-] "" Added Read Safe Minor [("Shared", "callbacks")]
        "One more thing that the server posts has a type."
    Callback [-] "" Removed Read Breaking Major [("Shared", "callbacks")]
        "The server does not post it any more; its type goes."
    Callback [-] "" Moved Read Safe Patch [("Shared", "callbacks")]
        "The type stands elsewhere in the documentation."
    Callback [-] "en" Changed Docs Safe Patch [("Callback", "en")]
        "Our line in the documentation."
    Callback [-] "described-by" Changed Read Safe None [("Callback", "described_by")]
        "The notes of other rows describe it."

    Glossary [-] "" Added Docs Safe Patch [("Shared", "glossary")]
        "Our line in the documentation of every row of this name that has none of its own."
    Glossary [-] "" Removed Docs Safe Patch [("Shared", "glossary")]
        "Rows of this name have no line in the documentation unless one of their own."
    Glossary [-] "" Changed Docs Safe Patch [("Shared", "glossary")]
        "Our line in the documentation of every row of this name that has none of its own."
    Glossary [-] "" Moved Docs Safe None [("Shared", "glossary")]
        "The same words in another order."
};
