//! Rules of the codes that a row lists, and of the return codes.

use super::table::rules;
use crate::diff::model::Rule;

pub(super) const RULES: &[Rule] = rules! {
    Code [Request] "" Added Read Safe Minor [("Row", "values")]
        "One more code may be sent; a variant comes, and the enum is not exhaustive."
    Code [Answer Callback] "" Added Read Risky Minor [("Row", "values")]
        "A code may come that callers do not know; a variant comes, and the code is no longer `Other`."
    Code [Request] "" Removed Read Breaking Major [("Row", "values")]
        "Callers that send the code do wrong; its variant goes."
    Code [Answer Callback] "" Removed Read Safe Major [("Row", "values")]
        "The code does not come any more; its variant goes."
    Code [Request Answer Callback] "name" Changed Read Safe Major [("Row", "values")]
        "The same code; its variant has another name."
    Code [Request Answer Callback] "wording" Changed Read Safe Patch [("Row", "values")]
        "The same code and the same variant; our name for it is spelled otherwise."
    Code [Request Answer Callback] "" Moved Read Safe Patch [("Row", "values")]
        "The variant stands elsewhere in the documentation."

    ReturnCode [-] "" Added Printed Risky Minor [("Shared", "return_codes")]
        "Calls may end in a way that callers do not know; a variant comes, and the enum is not exhaustive."
    ReturnCode [-] "" Removed Printed Safe Major [("Shared", "return_codes")]
        "Calls do not end in this way any more; the variant goes."
    ReturnCode [-] "" Moved Printed Safe Patch [("Shared", "return_codes")]
        "The variant stands elsewhere in the documentation."
    ReturnCode [-] "note" Changed Printed Risky Patch [("ReturnCode", "note")]
        "The document describes the code in other words, which may mean something else."
    ReturnCode [-] "name" Changed Read Safe Major [("ReturnCode", "name")]
        "The same code; its variant has another name."
    ReturnCode [-] "wording" Changed Read Safe Patch [("ReturnCode", "name")]
        "The same code and the same variant; our name for it is spelled otherwise."
    ReturnCode [-] "en" Changed Docs Safe Patch [("ReturnCode", "en")]
        "Our line in the documentation."
    ReturnCode [-] "" Revised Printed Risky None []
        "The changelog says that it changed; what it was before is not known."
};
