//! The table of the rules.

mod amendments;
mod changelog;
mod disagreements;
mod examples;
mod facts;
mod files;
mod history;
mod idle;
mod layout;
mod misprints;
mod names;
mod printed;
mod prose;
mod rows;
pub mod structure;
mod tables;
mod wire;
mod wording;

use super::Faults;
use super::context::Context;
use super::history::History;
use super::sources::Sources;

/// A rule: what it is called, what it says, and the function that finds what breaks it.
pub struct Rule {
    pub id: &'static str,
    /// The text of its module: the statement is the sentence above the function.
    source: &'static str,
    function: &'static str,
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy)]
pub enum Check {
    /// Every file that is there.
    Text(fn(&Sources, &mut Faults)),
    /// The files that no rule of the text has a word against.
    Model(fn(&Context, &mut Faults)),
    /// What has changed since another state, where there is one.
    History(fn(&History, &mut Faults)),
}

macro_rules! rules {
    ($($module:ident: $check:ident { $($id:literal $function:ident,)* })*) => {
        /// Every rule, in the order in which the catalogue shows them.
        pub const RULES: &[Rule] = &[$($(Rule {
            id: $id,
            source: include_str!(concat!("rules/", stringify!($module), ".rs")),
            function: stringify!($function),
            check: Check::$check($module::$function),
        },)*)*];
    };
}

rules! {
    structure: Text {
        "broken-yaml" broken_yaml,
        "duplicate-key" duplicate_key,
        "unknown-key" unknown_key,
        "missing-key" missing_key,
        "wrong-kind" wrong_kind,
        "unknown-word" unknown_word,
        "wrong-form" wrong_form,
        "unreadable" unreadable,
    }
    layout: Model {
        "layout" layout,
        "white-space" white_space,
    }
    files: Model {
        "stray-file" stray_file,
        "missing-file" missing_file,
        "unlisted-file" unlisted_file,
        "listed-twice" listed_twice,
        "path-place" path_place,
        "printed-path" printed_path,
        "chapter-twice" chapter_twice,
    }
    names: Model {
        "incomplete-operation" incomplete_operation,
        "operation-name" operation_name,
        "module-name" module_name,
        "field-name" field_name,
        "field-clash" field_clash,
        "type-name" type_name,
        "type-clash" type_clash,
        "variant-name" variant_name,
        "variant-clash" variant_clash,
    }
    idle: Model {
        "idle-reading" idle_reading,
        "idle-bounds" idle_bounds,
        "idle-example" idle_example,
    }
    rows: Model {
        "unknown-type" unknown_type,
        "impossible-as" impossible_as,
        "page-object" page_object,
        "type-without-content" type_without_content,
        "content-without-type" content_without_type,
        "impossible-code" impossible_code,
        "wrong-bounds" wrong_bounds,
        "wrong-side" wrong_side,
        "always-list" always_list,
        "default-value" default_value,
        "secret-kind" secret_kind,
        "secret-name" secret_name,
        "id-meaning" id_meaning,
        "id-note" id_note,
    }
    wire: Model {
        "wire-evidence" wire_evidence,
        "paging-evidence" paging_evidence,
        "wire-clash" wire_clash,
    }
    tables: Model {
        "window-rows" window_rows,
        "window-list" window_list,
        "paging-rows" paging_rows,
        "page-parameter" page_parameter,
        "condition-form" condition_form,
        "condition-rows" condition_rows,
        "condition-value" condition_value,
        "list-encoding" list_encoding,
        "shared-repeated" shared_repeated,
        "shared-without" shared_without,
        "shared-reading" shared_reading,
    }
    printed: Model {
        "printed-roles" printed_roles,
        "printed-effect" printed_effect,
        "printed-window" printed_window,
        "printed-page-size" printed_page_size,
        "printed-length" printed_length,
        "printed-default" printed_default,
    }
    misprints: Model {
        "misprint-words" misprint_words,
        "misprint-meaning" misprint_meaning,
        "chapter-reference" chapter_reference,
    }
    prose: Model {
        "english-missing" english_missing,
        "english-form" english_form,
        "glossary-unused" glossary_unused,
        "return-codes" return_codes,
    }
    facts: Model {
        "fact-name" fact_name,
        "fact-value" fact_value,
        "fact-evidence" fact_evidence,
    }
    changelog: Model {
        "revision-date" revision_date,
        "revision-target" revision_target,
        "revision-twice" revision_twice,
        "callback-source" callback_source,
    }
    wording: Model {
        "revision-line" revision_line,
        "revision-order" revision_order,
        "revision-operation" revision_operation,
        "revision-name" revision_name,
        "revision-verb" revision_verb,
    }
    disagreements: Model {
        "disagreement-words" disagreement_words,
        "disagreement-tables" disagreement_tables,
        "disagreement-idle" disagreement_idle,
    }
    amendments: Model {
        "amendment-date" amendment_date,
        "amendment-target" amendment_target,
    }
    history: History {
        "unexplained-change" unexplained_change,
        "idle-amendment" idle_amendment,
    }
    examples: Model {
        "example-form" example_form,
        "example-given" example_given,
        "example-request" example_request,
        "example-answer" example_answer,
        "example-reads" example_reads,
        "example-missing" example_missing,
        "example-host" example_host,
    }
}

impl Rule {
    /// The sentence above the function.
    pub fn statement(&self) -> String {
        let head = format!("\npub fn {}(", self.function);
        let above = self.source.split_once(&head).map_or("", |(above, _)| above);
        let mut lines: Vec<_> =
            above.lines().rev().map_while(|line| line.strip_prefix("/// ")).collect();
        lines.reverse();
        lines.join(" ")
    }
}

/// Every rule with its statement.
pub fn catalogue() -> String {
    let width = RULES.iter().map(|rule| rule.id.len()).max().unwrap_or_default();
    RULES
        .iter()
        .map(|rule| format!("{:width$}  {}\n", rule.id, rule.statement()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_sentence_and_a_name_of_its_own() {
        for (index, rule) in RULES.iter().enumerate() {
            let statement = rule.statement();
            assert!(
                statement.ends_with('.') && !statement.contains(". "),
                "{}: {statement:?}",
                rule.id
            );
            assert!(
                RULES[..index].iter().all(|other| other.id != rule.id),
                "{} stands twice",
                rule.id
            );
        }
    }
}
