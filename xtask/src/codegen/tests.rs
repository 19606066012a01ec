//! The whole way from `spec/` to the tree.

use serde_json::json;

use super::{generate, lower, openapi};
use crate::generated::{Generated, compare, write};
use crate::samples::{edited, small};
use crate::spec::{self, ListEncoding, Revision, Spec};

fn small_spec() -> Spec {
    spec::load(&small()).expect("the small spec is sound")
}

fn generated(spec: &Spec) -> Generated {
    generate(spec).expect("the spec can be generated")
}

#[test]
fn the_same_spec_gives_the_same_bytes() {
    assert_eq!(generated(&small_spec()), generated(&small_spec()));
}

#[test]
fn what_differs_is_written_and_orphans_go() {
    let generated = generated(&small_spec());
    let folder = tempfile::tempdir().expect("a folder for the test");
    let folder = folder.path();
    let first = write(folder, &generated).expect("an empty folder can be written");
    assert_eq!(first.missing.len(), generated.len());

    let webcast = folder.join("gensee-api/src/webcast");
    std::fs::create_dir_all(webcast.join("gone")).expect("a folder");
    std::fs::write(webcast.join("gone/old.rs"), "").expect("an orphan");
    std::fs::write(webcast.join("created.rs"), "// by hand\n").expect("a stale file");
    let seen = compare(folder, &generated).expect("the folder can be read");
    let place = "gensee-api/src/webcast";
    assert_eq!(seen.stale, [format!("{place}/created.rs")]);
    assert_eq!(seen.orphans, [format!("{place}/gone/old.rs")]);

    write(folder, &generated).expect("the folder can be written");
    assert!(compare(folder, &generated).expect("the folder can be read").is_fresh());
    assert!(!webcast.join("gone").exists(), "an empty folder is left behind");
}

#[test]
fn a_callback_is_read_and_gives_its_ids() {
    let generated = generated(&small_spec());
    let shared = &generated["gensee-api/src/webcast/shared.rs"];
    for item in [
        "The document does not have it: programs that receive it show it.",
        "impl Callback for TranscodeCallback {}",
        "impl Callback for Entered {}",
        "pub fn webcast_id(&self) -> Option<WebcastId> {
        match self.action {
            EnteredAction::Entered => Some(self.room.as_str().into()),",
        "pub fn vod_id(&self) -> Option<VodId> {
        match self.action {
            EnteredAction::Watched => Some(self.room.as_str().into()),",
        "pub enum EnteredAnswer {",
    ] {
        assert!(shared.contains(item), "no `{item}`:\n{shared}");
    }
    let exported = &generated["gensee-api/src/webcast.rs"];
    assert!(exported.contains("EnteredAnswer"), "{exported}");
    let surface = &generated["gensee-api/surface.txt"];
    for line in
        ["impl Callback for Entered", "fn Entered::vod_id(&self) -> Option<VodId>"]
    {
        assert!(surface.lines().any(|it| it == line), "no `{line}`:\n{surface}");
    }
}

#[test]
fn a_code_list_has_the_codes_of_all_its_rows() {
    let other = |codes| {
        let from = "rust_type: Status\n    values: { 0: waiting, 2: running }";
        let to = format!("rust_type: Telconf\n    values: {codes}");
        let edit = ("operations/created.yaml", from, to.as_str());
        spec::load(&edited(small(), &[edit])).expect("the edited spec can be read")
    };
    let generated = generated(&other("{ 1: enabled, 2: dial_out }"));
    let surface = &generated["gensee-api/surface.txt"];
    for variant in ["Disabled", "Enabled", "DialOut"] {
        let line = format!("enum Telconf::{variant}\n");
        assert!(surface.contains(&line), "no {line}{surface}");
    }
    for codes in ["{ 1: running }", "{ 2: enabled }"] {
        assert!(lower(&other(codes)).is_err(), "{codes}");
    }
}

#[test]
fn an_operation_carries_its_methods_and_its_list_encoding() {
    let mut spec = small_spec();
    // Without blanks, so that it does not matter where lines break.
    for (methods, lists, wanted, told) in [
        (None, ListEncoding::Indexed, "", json!([["POST", "GET"], "indexed"])),
        (
            Some("Post"),
            ListEncoding::Repeated,
            "constLISTS:ListFormat=ListFormat::Repeated;constMETHODS:&'static[Method]=&[Method::Post];",
            json!([["POST"], "repeated"]),
        ),
        (
            Some("PUT / GET"),
            ListEncoding::Indexed,
            "constMETHODS:&'static[Method]=&[Method::Get];",
            json!([["GET"], "indexed"]),
        ),
    ] {
        let detach = &mut spec.operations["file/detach"];
        detach.methods = methods.map(str::to_owned);
        detach.list_encoding = Some(lists);
        let generated = generated(&spec);
        let file = &generated["gensee-api/src/webcast/file/detach.rs"];
        let file = file.replace([' ', '\n'], "");
        let is_said = |word: &str| file.contains(word) == wanted.contains(word);
        assert!(
            file.contains(wanted) && is_said("constLISTS") && is_said("constMETHODS"),
            "{file}"
        );
        let document = openapi(&spec).unwrap();
        let call = &document["paths"]["/webcast/file/detach"]["post"];
        let said =
            ["methods", "list-encoding"].map(|it| &call[format!("x-gensee-{it}")]);
        assert_eq!(json!(said), told);
    }
}

#[test]
fn a_method_that_the_client_does_not_know() {
    let mut spec = small_spec();
    spec.operations["created"].methods = Some("PUT".to_owned());
    let error = format!("{:#}", generate(&spec).expect_err("there is no PUT"));
    assert_eq!(
        error,
        "`operations/created.yaml` cannot be generated: `methods` is `PUT`, but the client knows POST and GET only; teach it the other in `gensee-api/src/operation.rs`"
    );
}

/// The vendor moves an operation: its file moves with its `name`, the targets are spelled by the new key, and the row of
/// the changelog that says so has it among its `changes`.
#[test]
fn an_operation_keeps_its_age_when_its_path_changes() {
    let mut old = small_spec();
    old.changelog[0].adds.push("export/vote".to_owned());
    let mut new = old.clone();
    let (index, key, mut moved) =
        new.operations.shift_remove_full("export/vote").expect("the small spec has it");
    moved.path = "/webcast/export/poll".to_owned();
    new.operations.shift_insert(index, "export/poll".to_owned(), moved);
    for row in &mut new.changelog {
        let Revision { adds, removes, changes, .. } = row;
        for targets in [adds, removes, changes] {
            for target in targets {
                *target = target.replace(&key, "export/poll");
            }
        }
    }
    let changes = vec!["export/poll".to_owned()];
    let date = "2022-01-01".to_owned();
    new.changelog.push(Revision { date, changes, ..Revision::default() });

    let [old, new] = [old, new].map(|spec| lower(&spec).expect("it can be lowered"));
    let [old, new] = [&old.operations[index], &new.operations[index]];
    assert_eq!((&new.name, &new.later), (&old.name, &old.later));
    assert_eq!(new.since.as_deref(), Some("2021-05-19"));
    assert_eq!(new.since, old.since);
    let [old, new] = [old, new].map(|it| it.history.iter().map(|it| &it.revision));
    assert!(new.eq(old.chain([&"2022-01-01".to_owned()])));
}

#[test]
fn a_shared_row_brings_its_type() {
    let mut spec = small_spec();
    let text = "{ type: String, optional: true, note: '0: a, 1: b', en: A word., rust_type: NAME, values: { '0': one, '1': two } }";
    for (rows, name) in [
        (&mut spec.shared.request, "SentWord"),
        (&mut spec.shared.response, "AnsweredWord"),
    ] {
        let row = spec::parse(&text.replace("NAME", name)).expect("a row");
        rows.insert("word".to_owned(), row);
    }
    spec.resolve();
    let generated = generated(&spec);
    let shared = &generated["gensee-api/src/webcast/shared.rs"];
    for name in ["SentWord", "AnsweredWord"] {
        assert!(shared.contains(&format!("pub word: Option<{name}>,")), "{shared}");
        assert!(shared.contains(&format!("pub enum {name} {{")), "{shared}");
    }
}

mod live_spec {
    use std::sync::LazyLock;

    use super::*;
    use crate::codegen::HELP;
    use crate::samples::{real, real_spec, workspace};

    static GENERATED: LazyLock<Generated> = LazyLock::new(|| generated(real_spec()));

    #[test]
    fn the_tree_is_fresh() {
        let outcome = compare(&workspace(), &GENERATED).expect("the tree can be read");
        assert!(outcome.is_fresh(), "{outcome}\n{HELP}");
    }

    #[test]
    fn as_many_operations_as_files() {
        let listed = real_spec().document.operations.len();
        let files = real().keys().filter(|path| path.starts_with("operations/")).count();
        let texts = GENERATED.values();
        let emitted = texts.filter(|text| text.contains("impl Operation for")).count();
        assert_eq!((listed, files, emitted), (listed, listed, listed));
    }
}
