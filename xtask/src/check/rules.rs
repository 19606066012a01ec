//! The table of the rules.

mod callbacks;
mod changelog;
mod examples;
mod files;
mod history;
mod names;
mod notes;
mod printed;
mod readings;
mod rows;
mod tables;
mod texts;
mod wording;

pub use notes::read_notes;

use super::Diagnostics;
use super::context::{Context, ExampleAt, History, OperationAt};
use crate::spec::RowAt;

/// A rule: what it is called, what it says, and the function that finds what breaks it.
pub struct Rule {
    pub id: &'static str,
    pub statement: &'static str,
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// The text of every file that is there: reading it finds what breaks the rule.
    Text,
    /// The files that no rule of the text has a word against.
    Model(fn(&Context, &mut Diagnostics)),
    /// Every operation of these.
    Operation(fn(&OperationAt, &mut Diagnostics)),
    /// Every wire vector of these.
    Example(fn(&ExampleAt, &mut Diagnostics)),
    /// Every row of these but those of page objects.
    Row(fn(&RowAt, &mut Diagnostics)),
    /// What has changed since another state, where there is one.
    History(fn(&History, &mut Diagnostics)),
}

macro_rules! rules {
    (
        text { $($text:literal $form:literal)* }
        $($module:ident: $check:ident { $($id:literal $function:ident $statement:literal)* })*
    ) => {
        /// Every rule, in the order in which the catalogue shows them.
        pub const RULES: &[Rule] = &[
            $(Rule { id: $text, statement: $form, check: Check::Text },)*
            $($(Rule {
                id: $id,
                statement: $statement,
                check: Check::$check($module::$function),
            },)*)*
        ];
    };
}

rules! {
    text {
        "broken-yaml" "A file is YAML."
        "duplicate-key" "A key stands once in its map."
        "unknown-key" "A key is one of the format's."
        "missing-key" "A key that the format asks for is there."
        "wrong-kind" "A value is of its key's kind: a text, a number, a list, a map."
        "unknown-word" "A word of a closed list is on the list."
        "wrong-form" "A text with a form has it: `1..250`, `7d`, `2021-05-19`."
        "unreadable" "What the schema lets pass can be read as well."
    }
    texts: Model {
        "layout" layout "A file is laid out as the writer would lay it out."
        "white-space" white_space
            "A printed text has no white space around its lines and no empty lines: white space is layout."
    }
    files: Model {
        "stray-file" stray_file "Every file is one of the format's."
        "missing-file" missing_file
            "An operation that `document.yaml` lists has a file, and the three other files are there."
        "unlisted-file" unlisted_file "An operation with a file is listed in `document.yaml`."
        "listed-twice" listed_twice "`operations`, `without` and `wire` list a name once."
        "chapter-twice" chapter_twice
            "Chapters with the same parent have titles of their own, since `transcribe` finds them by title."
    }
    files: Operation {
        "path-place" path_place
            "The file tree is the HTTP path: `/webcast/export/vote` is written in `operations/export/vote.yaml`."
        "printed-path" printed_path "`printed_path` is `path` with stray blanks."
    }
    readings: Model {
        "missing-reading" missing_reading
            "What the bindings need to know of an operation, a row, a fact or a return code is there."
        "misplaced-reading" misplaced_reading "A reading stands only where it can mean something."
    }
    names: Model {
        "wrong-name" wrong_name "A name has the form of its kind, and no other item has it."
        "name-clash" name_clash "Two operations, facts, rows of a table or codes of a list make two names."
        "wrong-type" wrong_type
            "A type is named in words with a capital each; where the name recurs, so do the codes or rows."
    }
    readings: Model {
        "idle-reading" idle_reading
            "A reading says something else than the print, and a printed key something else than the key beside it."
    }
    rows: Row {
        "unknown-type" unknown_type "A printed type is in `types` of `document.yaml`, or a reading says what it means."
        "impossible-as" impossible_as "`as` is something that a value of the printed type can be."
        "impossible-code" impossible_code "The printed type can hold every code of `values`."
        "idle-bounds" idle_bounds "A text can be as long as `length` says, and its bounds refuse something: no text is shorter than 0."
        "default-value" default_value "`default` is a value of the row, which can be left out."
        "id-note" id_note "A row whose note is nothing but the name of an id is that id."
        "list-beside" list_beside "`also_on` names a list of rows of the same table."
    }
    rows: Model {
        "page-object" page_object "The rows of a page object need no readings."
        "id-meaning" id_meaning
            "An id has one meaning under its name everywhere, except under plain `id`."
    }
    tables: Operation {
        "row-reference" row_reference
            "What an operation says of rows names rows that are there and that it can be true of."
        "row-pair" row_pair "A window and an order are of two rows of one kind."
        "window-list" window_list "A window without `paging` cuts an answer with one list."
        "page-name" page_name "A page object that is not printed has a name of its own."
        "condition-form" condition_form
            "A condition is one of `require`, `fix`, `only` and `order`, the first three `when` one other row has a value."
        "condition-value" condition_value "The values in `fix` and `when` are values of their rows."
        "shared-row" shared_row
            "A shared row stands in a table only where a cell differs, and its readings in `shared.yaml` alone."
        "shared-without" shared_without "`without` names shared rows that the tables really leave out."
    }
    printed: Operation {
        "printed-reading" printed_reading
            "`roles`, `effect` and `size` are what the document prints in plain words."
        "printed-change" printed_change
            "An operation that changes something by its title does not have `effect: read`."
    }
    notes: Model {
        "note-reading" note_reading
            "The codes, the default, the bounds and the kind of value that a note prints are read, or `unread` says why not."
        "idle-unread" idle_unread
            "`unread` gives a reason in English for what is printed and not read, and for nothing else."
    }
    notes: Operation {
        "note-window" note_window
            "The longest span that an operation prints is its `window`, or `unread` says why not."
    }
    notes: History {
        "code-meaning" code_meaning "Codes whose meanings change places in a note change their names."
    }
    texts: Model {
        "misprint" misprint
            "The words of a misprint stand in the text beside it and in no other misprint, and mean something else."
        "chapter-reference" chapter_reference
            "A text refers to chapters that are there, a time's note to 时间规则, a return code's to 返回码定义."
    }
    texts: Model {
        "english-form" english_form "An English line is one line of English that ends with a period."
        "glossary-unused" glossary_unused "A name of the glossary gives a row its English line."
    }
    changelog: Model {
        "calendar-date" calendar_date "A date is a day of the calendar, and the one that is printed."
        "revision-order" revision_order
            "A row of the changelog is in the order of the dates, or says in `disagrees` of which other it is not."
        "revision-target" revision_target
            "What a revision adds or changes is there, and what it removes is not, unless a row below or an amendment undoes it."
        "revision-twice" revision_twice
            "A target is added once, since its row tells when it came, unless a row in between removes it."
        "fact-value" fact_value "A fact has exactly one of `path`, `entry`, `parameter` and `number`."
        "return-code" return_code "A return code is a whole number."
        "amendment-target" amendment_target
            "What an amendment names is there, or has gone from something that is."
    }
    callbacks: Model {
        "callback-source" callback_source "The rows whose notes describe a callback are there."
        "callback-ids" callback_ids
            "`ids` goes by a row of the callback with codes, and names each of them once at most."
    }
    wording: Model {
        "revision-words" revision_words
            "What a changelog row says is what its targets say, or stands in `disagrees`, where each entry bites."
    }
    history: History {
        "unexplained-change" unexplained_change
            "What is printed changes only where a row of the changelog or an amendment says so."
        "idle-amendment" idle_amendment
            "An amendment explains a change of what is printed, when it is new."
        "stale-english" stale_english
            "A number that the document no longer prints leaves the English line beside it, too."
    }
    examples: Operation {
        "example-missing" example_missing
            "An operation with parameters has a request among its examples, one with response rows an answer."
    }
    examples: Example {
        "example-form" example_form
            "An example is a request (`given` and `form`) or an answer (`answer` and `reads`), and says where it comes from."
        "example-given" example_given
            "An example gives parameters that there are, with values that may be sent, and all that must be."
        "example-body" example_body
            "A form, an answer and what it reads as can be parsed, and name rows of the operation."
        "idle-example" idle_example
            "An example says how lists and times are written only where that differs and shows."
        "example-host" example_host
            "An address in an example lies at `test.gensee.com` or `example.com`: no customer's site is published."
    }
}

/// Every rule with its statement.
pub fn catalogue() -> String {
    let width = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    RULES
        .iter()
        .map(|rule| format!("{:width$}  {}\n", rule.id, rule.statement))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_sentence_and_a_name_of_its_own() {
        for (index, Rule { id, statement, .. }) in RULES.iter().enumerate() {
            let is_sentence = statement.ends_with('.') && !statement.contains(". ");
            assert!(is_sentence, "{id}: {statement:?}");
            assert!(
                RULES[..index].iter().all(|other| other.id != *id),
                "{id} stands twice"
            );
        }
    }
}
