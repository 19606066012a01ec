//! Rules of what the document says around the operations, and of the books we keep about it.

use super::table::rules;
use crate::diff::model::Rule;

pub(super) const RULES: &[Rule] = rules! {
    Document [-] "title" Changed Docs Safe None [("Document", "title")]
        "Our title of the document."
    Document [-] "base-path" Changed Read Breaking Patch [("Document", "base_path")]
        "Callers of the old addresses reach nothing; `BASE_PATH` has another value."
    Document [-] "methods" Narrowed Printed Breaking None [("Document", "methods")]
        "A method by which operations could be called is not there any more."
    Document [-] "methods" Widened Printed Safe None [("Document", "methods")]
        "There is one more method by which operations can be called."
    Document [-] "methods" Changed Printed Safe None [("Document", "methods")]
        "The same methods, printed otherwise."

    Fact [-] "" Added Read Safe Minor [("Document", "site")]
        "One thing more is told of every site; a constant comes."
    Fact [-] "" Removed Read Safe Major [("Document", "site")]
        "One thing less is told of every site; its constant goes."
    Fact [-] "" Moved Read Safe Patch [("Document", "site")]
        "The constants stand in another order."
    Fact [-] "value" Changed Read Breaking Patch [("Fact", "path"), ("Fact", "entry"), ("Fact", "number")]
        "Whoever goes by the old value reaches nothing or mistakes ids; the constant has another one."
    Fact [-] "type" Changed Read Breaking Major [("Fact", "path"), ("Fact", "entry"), ("Fact", "number")]
        "An address has become a number, or the reverse, and so has the constant."
    Fact [-] "evidence" Changed Docs Safe None [("Fact", "evidence")]
        "How sure we are of a fact."
    Fact [-] "en" Changed Docs Safe Patch [("Fact", "en")]
        "Our line in the documentation."

    Chapter [-] "" Added Printed Risky None [("Document", "chapters"), ("Chapter", "sections")]
        "The document says something more about all calls; no generated code has it."
    Chapter [-] "" Removed Printed Risky None [("Document", "chapters"), ("Chapter", "sections")]
        "The document says something less about all calls; no generated code has it."
    Chapter [-] "" Moved Printed Safe None [("Document", "chapters"), ("Chapter", "sections")]
        "The chapter stands elsewhere."
    Chapter [-] "text" Changed Printed Risky None [("Chapter", "title"), ("Chapter", "text")]
        "The chapter is in other words, which may mean something else; no generated code has it."
    Chapter [-] "table" Changed Printed Risky None [("Chapter", "table")]
        "The chapter's table is printed otherwise; no generated code has it."
    Chapter [-] "" Revised Printed Risky None []
        "The changelog says that it changed; what it was before is not known."

    Revision [-] "" Added Printed Safe Patch [("Revision", "date")]
        "The changelog has one more row; its targets tell since when something is there."
    Revision [-] "" Removed Printed Safe Patch [("Revision", "date")]
        "The changelog has one row less; its targets are as old as what came before it."
    Revision [-] "" Moved Printed Safe None []
        "The rows of the changelog stand in another order."
    Revision [-] "printed-date" Changed Printed Safe None [("Revision", "printed_date")]
        "The date is printed otherwise."
    Revision [-] "version" Changed Printed Safe None [("Revision", "version")]
        "The row names another version."
    Revision [-] "author" Changed Printed Safe None [("Revision", "author")]
        "The row names another author."
    Revision [-] "text" Changed Printed Safe None [("Revision", "text")]
        "The row describes its changes in other words."
    Revision [-] "adds" Changed Read Safe Patch [("Revision", "adds")]
        "The documentation tells another date since which something is there."
    Revision [-] "removes" Changed Read Safe Patch [("Revision", "removes")]
        "The documentation tells another date at which something went."
    Revision [-] "changes" Changed Read Safe None [("Revision", "changes")]
        "The row is read as having changed other things."
    Revision [-] "disagrees" Changed Docs Safe None
        [("Revision", "disagrees"), ("Disagreement", "words"), ("Disagreement", "about"), ("Disagreement", "tables")]
        "What we say about words of the row that the tables contradict."

    Amendment [-] "" Added Docs Safe None [("Amendment", "date")]
        "A change that the changelog does not explain is explained."
    Amendment [-] "" Removed Docs Safe None [("Amendment", "date")]
        "An explanation of a change goes."
    Amendment [-] "" Moved Docs Safe None []
        "The explanations stand in another order."
    Amendment [-] "" Changed Docs Safe None [("Amendment", "because"), ("Amendment", "why"), ("Amendment", "targets")]
        "A change is explained otherwise."
    Accepted [-] "" Added Docs Safe None [("AcceptedBreak", "fingerprint")]
        "A break is accepted."
    Accepted [-] "" Removed Docs Safe None [("AcceptedBreak", "fingerprint")]
        "A break is no longer accepted."
    Accepted [-] "" Moved Docs Safe None []
        "The accepted breaks stand in another order."
    Accepted [-] "" Changed Docs Safe None [("AcceptedBreak", "rule"), ("AcceptedBreak", "target"), ("AcceptedBreak", "reason")]
        "A break is accepted for another reason."
};
