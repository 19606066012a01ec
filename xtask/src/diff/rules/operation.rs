//! Rules of operations and of what is said about one as a whole.

use super::table::rules;
use crate::diff::model::Rule;

pub(super) const RULES: &[Rule] = rules! {
    Operation [-] "" Added Printed Safe Minor [("Document", "operations")]
        "There is one call more; a function, a request and an answer come."
    Operation [-] "" Removed Printed Breaking Major [("Document", "operations")]
        "The call is not there any more; its function, request and answer go."
    Operation [-] "" Moved Printed Safe Patch [("Document", "operations")]
        "The chapter has another number, which stands in the documentation and in the table of operations."
    Operation [-] "name" Changed Read Safe Major [("Operation", "name")]
        "The function has another name, and its request and answer with it."
    Operation [-] "title" Changed Printed Safe Patch [("Operation", "title")]
        "The chapter has another title."
    Operation [-] "purpose" Changed Printed Safe None [("Operation", "purpose")]
        "The chapter is introduced in other words."
    Operation [-] "path" Changed Printed Breaking Patch [("Operation", "path")]
        "Callers of the old address reach nothing."
    Operation [-] "printed-path" Changed Printed Safe None [("Operation", "printed_path")]
        "The same address; the document prints it otherwise."
    Operation [-] "methods" Narrowed Printed Breaking None [("Operation", "methods")]
        "A method by which the operation could be called is not there any more."
    Operation [-] "methods" Widened Printed Safe None [("Operation", "methods")]
        "There is one more method by which the operation can be called."
    Operation [-] "methods" Changed Printed Safe None [("Operation", "methods")]
        "The same methods, printed otherwise."
    Operation [-] "without" Narrowed Printed Risky Patch [("Operation", "without")]
        "A shared row is not in the operation's tables any more: whoever sends or reads it may be wrong."
    Operation [-] "without" Widened Printed Safe Patch [("Operation", "without")]
        "A shared row is in the operation's tables again."
    Operation [-] "without" Moved Printed Safe None [("Operation", "without")]
        "The same shared rows are left out."
    Operation [-] "en" Changed Docs Safe Patch [("Operation", "en")]
        "Our line in the documentation."
    Operation [-] "roles" Narrowed Read Breaking Patch [("Operation", "roles")]
        "Accounts that could call the operation are refused."
    Operation [-] "roles" Widened Read Safe Patch [("Operation", "roles")]
        "More accounts can call the operation."
    Operation [-] "roles" Moved Read Safe Patch [("Operation", "roles")]
        "The same accounts can call the operation; they are told in another order."
    Operation [-] "effect" Changed Read Risky Patch [("Operation", "effect")]
        "Whether a call that failed is tried again may have changed."
    Operation [-] "list-encoding" Added Read Safe None [("Operation", "list_encoding")]
        "How lists are written is told: the request has one now."
    Operation [-] "list-encoding" Removed Read Safe None [("Operation", "list_encoding")]
        "How lists are written is not told any more: the request has none."
    Operation [-] "list-encoding" Changed Read Breaking None [("Operation", "list_encoding")]
        "Lists are written in another form; whoever writes them by hand must follow."
    Operation [-] "description" Changed Printed Risky Patch [("Operation", "description")]
        "The document describes the operation in other words, which may mean something else."
    Operation [-] "misprints" Changed Docs Safe None [("Operation", "misprints")]
        "What we say about misprints of the description."
    Operation [-] "" Revised Printed Risky None []
        "The changelog says that it changed; what it was before is not known."

    Window [-] "" Added Read Breaking Minor [("Operation", "window")]
        "Requests over a longer span are refused before they are sent; `between` comes, and `items` splits the span."
    Window [-] "" Removed Read Safe Major [("Operation", "window")]
        "Any span may be asked for; `between` goes, and `items` with it where there are no pages."
    Window [-] "max" Narrowed Read Breaking Patch [("Window", "max")]
        "Spans that were asked for so far are refused before they are sent."
    Window [-] "max" Widened Read Safe Patch [("Window", "max")]
        "Longer spans are sent."
    Window [-] "ends" Changed Read Breaking Patch [("Window", "start"), ("Window", "end")]
        "Other parameters bound the span: requests may be refused that were sent so far."
    Window [-] "unit" Changed Read Breaking Major [("Window", "start"), ("Window", "end")]
        "Other parameters bound the span: `between` takes days instead of moments, or the reverse."

    Paging [-] "" Added Read Safe Minor [("Operation", "paging")]
        "The answer is cut into pages; `items` and `pages` come."
    Paging [-] "fields" Added Read Safe Major [("Operation", "paging")]
        "The answer is cut into pages; its rows about pages leave it, or `items` gives other rows than before."
    Paging [-] "items-kept" Added Read Safe Patch [("Operation", "paging")]
        "The answer is cut into pages; `items`, which the window brings, walks over them too."
    Paging [-] "" Removed Read Risky Major [("Operation", "paging")]
        "The answer is not cut into pages any more; `items` and `pages` go."
    Paging [-] "items-kept" Removed Read Risky Patch [("Operation", "paging")]
        "The answer is not cut into pages any more; `items`, which the window brings, stays."
    Paging [-] "number" Changed Read Risky Patch [("Paging", "number")]
        "Another parameter chooses the page."
    Paging [-] "list" Changed Read Risky Major [("Paging", "list")]
        "Another property holds the rows; `items` gives other ones."
    Paging [-] "object" Changed Read Risky Major [("Paging", "object")]
        "The object that tells of pages has another name, and so has its field."
    Paging [-] "object-row" Changed Read Risky Patch [("Paging", "object")]
        "Another property tells of pages; both are fields."
    Paging [-] "flat" Changed Read Risky Major [("Paging", "flat")]
        "Other rows of the answer belong to the object that tells of pages: they stop or begin to be fields."
    Paging [-] "flat-idle" Changed Read Safe None [("Paging", "flat")]
        "The same rows belong to the object that tells of pages."
    Paging [-] "size" Changed Read Risky Patch [("Paging", "size")]
        "A full page has another number of rows, by which the last one is known."
    Paging [-] "sized-by" Changed Read Risky Patch [("Paging", "sized_by")]
        "Another parameter sets how many rows a full page has, by which the last one is known."
    Paging [-] "evidence" Changed Docs Safe None [("Paging", "evidence")]
        "How sure we are of a reading."

    Condition [-] "" Added Read Breaking Patch [("Operation", "conditions")]
        "Requests against the condition are refused before they are sent."
    Condition [-] "" Removed Read Safe Patch [("Operation", "conditions")]
        "Requests that were refused so far are sent."
    Condition [-] "" Moved Read Safe Patch [("Operation", "conditions")]
        "The condition stands elsewhere in the documentation."
    Condition [-] "" Changed Read Breaking Patch
        [("Condition", "require"), ("Condition", "fix"), ("Condition", "only"), ("Condition", "order"), ("Condition", "when")]
        "Some requests that were sent so far are refused before they are sent."

    Example [-] "" Added Docs Safe None [("Operation", "examples"), ("Example", "from")]
        "One more test."
    Example [-] "" Removed Docs Safe None [("Operation", "examples"), ("Example", "from")]
        "One test less."
    Example [-] "" Moved Docs Safe None [("Operation", "examples")]
        "The same tests in another order."
    Example [-] "" Changed Docs Safe None
        [("Example", "given"), ("Example", "lists"), ("Example", "times"), ("Example", "form"), ("Example", "answer"), ("Example", "reads")]
        "A test expects something else, or of something else."
};
