use std::path::Path;

use expect_test::expect;

use super::*;
use crate::samples::{edited, real, small};
use crate::spec::kind;
use crate::testing::Repository;

/// A repository of its own with a commit for each of `states` of `spec/`; the last one is left on disk.
fn repository(states: &[Files]) -> Repository {
    let home = Repository::new();
    for files in states {
        write(&home, files);
        home.commit();
    }
    home
}

fn write(home: &Repository, files: &Files) {
    for (path, text) in files {
        home.write(&format!("spec/{path}"), text);
    }
}

fn fails(old: Option<&str>, new: Option<&str>, spec_dir: &Path) -> String {
    match sides(spec_dir, old, new) {
        Ok(_) => "nothing is wrong".to_owned(),
        Err(fault) => {
            format!("{fault:#}").replace(&spec_dir.display().to_string(), "ROOT")
        }
    }
}

#[test]
fn head_and_the_work_tree_are_the_default() {
    let changed =
        edited(small(), &[("operations/created.yaml", "title: 创建直播", "title: 改")]);
    let home = repository(&[small()]);
    write(&home, &changed);
    let (old, new) = sides(&home.path().join("spec"), None, None).unwrap();
    assert_eq!(old.spec, spec::load(&small()).unwrap());
    assert_eq!(new.spec, spec::load(&changed).unwrap());
    let place = |side: &Side| side.place_of("created#request.telconf").unwrap();
    assert_eq!(
        [place(&old), place(&new)].map(|place| (place.file, place.line, place.column)),
        ["HEAD:spec/operations/created.yaml", "spec/operations/created.yaml"]
            .map(|file| (file.to_owned(), 24, 3))
    );
}

#[test]
fn a_commit_is_read_whatever_it_is_called() {
    let changed =
        edited(small(), &[("operations/created.yaml", "title: 创建直播", "title: 改")]);
    let home = repository(&[small(), changed.clone()]);
    home.git(&["tag", "sent"]);
    let spec_dir = home.path().join("spec");
    for (name, files) in
        [("HEAD~1", small()), ("sent", changed.clone()), ("main", changed)]
    {
        let side = Side::commit(&spec_dir, name).unwrap();
        assert_eq!(side.snapshot.files, files, "{name}");
        assert_eq!(side.snapshot.prefix, format!("{name}:spec/"));
    }
}

/// A commit from before the spec said what types mean is read with what the work tree says.
#[test]
fn a_commit_without_types_takes_those_of_the_work_tree() {
    let mut older = small();
    let document = older.get_mut("document.yaml").unwrap();
    let (head, rest) = document.split_once("types:\n").unwrap();
    *document = format!("{head}{}", rest.split_once("\n\n").unwrap().1);
    let home = repository(&[older, small()]);
    let side = Side::commit(&home.path().join("spec"), "HEAD~1").unwrap();
    let shape = |spec: &Spec| kind::shape(&spec.shared.response["message"]);
    assert_eq!(shape(&side.spec), shape(&spec::load(&small()).unwrap()));
    assert!(shape(&side.spec).is_some());
}

/// `main` goes on after the branch has left it; what came there is not what the branch does.
#[test]
fn a_branch_is_compared_with_the_commit_in_which_it_left() {
    let title =
        |to| edited(small(), &[("operations/created.yaml", "title: 创建直播", to)]);
    let (theirs, ours) = (title("title: 他"), title("title: 我"));
    let home = repository(&[small()]);
    home.git(&["checkout", "--quiet", "-b", "ours"]);
    write(&home, &ours);
    home.commit();
    home.git(&["checkout", "--quiet", "main"]);
    write(&home, &theirs);
    home.commit();
    home.git(&["checkout", "--quiet", "ours"]);
    let spec_dir = home.path().join("spec");
    for (old, new, label, expected) in [
        (Some("main"), None, "main...HEAD", [small(), ours.clone()]),
        (Some("main...HEAD"), None, "main...HEAD", [small(), ours.clone()]),
        (Some("main..."), None, "main...HEAD", [small(), ours.clone()]),
        (Some("ours...main"), None, "ours...main", [small(), theirs.clone()]),
        (Some("main"), Some("ours"), "main", [theirs, ours.clone()]),
        (Some("HEAD~1"), None, "HEAD~1", [small(), ours]),
    ] {
        let (older, newer) = sides(&spec_dir, old, new).unwrap();
        let files = [&older.snapshot.files, &newer.snapshot.files];
        assert_eq!(files, expected.each_ref(), "{old:?} {new:?}");
        assert_eq!(older.info.label, label);
    }
    home.git(&["checkout", "--quiet", "--orphan", "alone"]);
    home.commit();
    expect!["`main` and `HEAD` have no commit in common; fetch their history, or name a commit of `HEAD`"]
        .assert_eq(&fails(Some("main"), None, &spec_dir));
}

#[test]
fn a_folder_is_named_as_it_was_called() {
    let home = repository(&[small()]);
    let folder = home.path().join("spec");
    let name = format!("{}/", folder.display());
    let (old, _) = sides(&folder, Some(&name), None).unwrap();
    assert_eq!(
        old.place_of("created").unwrap().file,
        format!("{}/operations/created.yaml", folder.display())
    );
}

#[test]
fn what_is_no_state_is_told_with_a_cure() {
    let broken = edited(
        small(),
        &[("operations/created.yaml", "effect: create", "retry: never")],
    );
    let home = repository(&[broken, small()]);
    let spec_dir = home.path().join("spec");
    let elsewhere = tempfile::tempdir().unwrap();
    let outside = elsewhere.path().join("spec");
    for (path, text) in small() {
        let path = outside.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    home.git(&["rm", "-r", "--quiet", "--cached", "spec"]);
    home.git(&["commit", "--quiet", "--message=No spec"]);
    let told = [
        fails(Some("nowhere"), None, &spec_dir),
        fails(Some("HEAD"), None, &spec_dir),
        fails(Some("HEAD~2"), None, &spec_dir),
        fails(None, None, &outside),
        fails(Some("2021-05-20"), None, &spec_dir),
        fails(Some("2019-01-01"), None, &spec_dir),
        fails(Some("2020-01-22.1"), None, &spec_dir),
    ];
    expect![[r#"
        `nowhere` is not a git revision, and no folder with a `document.yaml`; name a commit, a branch, a tag or a folder
        `HEAD` has no spec at `spec/`; name a later revision
        the spec of `HEAD~2` is of another format: `spec/operations/created.yaml`: error: line 8 column 1: unknown field `retry`, expected one of name, title, purpose, path, printed_path, methods, without, en, roles, effect, window, paging, list_encoding, conditions, description, misprints, unread, red, request, response, examples
        `ROOT` is in no git repository (not a git repository (or any of the parent directories): .git); name a folder
        `2021-05-20` is not a row of the changelog; name one of `2021-05-19`, `2021-06-01`, `2021-06-01.2`
        `2019-01-01` is not a row of the changelog; name one of `2021-05-19`, `2020-01-22`, `2021-06-01`, `2021-06-01.2`
        `2020-01-22.1` is not a row of the changelog; name one of `2020-01-22`"#]].assert_eq(&told.join("\n"));
}

#[test]
fn a_date_is_the_first_of_its_rows() {
    let base = Side::of("base", "", real()).unwrap();
    let told = |name: &str| match base.as_of_revision(name) {
        Ok(side) => format!("{name}: {} rows", side.spec.changelog.len()),
        Err(fault) => fault.to_string(),
    };
    let names = ["2018-05-04", "2018-05-04.2", "2018-05-04.3", "2020-09-14.1"];
    expect![[r#"
        2018-05-04: 8 rows
        2018-05-04.2: 9 rows
        `2018-05-04.3` is not a row of the changelog; name one of `2018-05-04`, `2018-05-04.2`
        `2020-09-14.1` is not a row of the changelog; name one of `2020-09-14`"#]].assert_eq(&names.map(told).join("\n"));
}

#[test]
fn a_name_of_a_revision_is_a_date() {
    for (name, expected) in [
        ("2018-05-04", true),
        ("2018-05-04.2", true),
        ("2018-05-04.", false),
        ("2018-5-4", false),
        ("v2018-05-04", false),
        ("2018-05-04.2.1", false),
        ("2018-05-04-rc", false),
        ("二〇一八-〇五-〇四", false),
    ] {
        assert_eq!(is_revision_name(name), expected, "{name}");
    }
}

/// What the changelog says, and the state after a row of it, side by side.
#[test]
fn a_state_has_what_was_added_so_far_and_what_was_not_removed_yet() {
    let base = Side::of("base", "", real()).unwrap();
    let names = spec::revision_names(&base.spec.changelog);
    for (row, name) in names.iter().enumerate() {
        let side = base.as_of_revision(name).unwrap();
        let (past, future) = base.spec.changelog.split_at(row + 1);
        assert_eq!(side.spec.changelog, past);
        let is_there = |target: &String| side.place_of(target).is_some();
        // What a later row adds, or what it is a part of, cannot be there yet.
        let comes = |target: &&String| {
            let mut adds = future.iter().flat_map(|row| &row.adds);
            adds.any(|added| is_below(target, added))
        };
        let removed = future.iter().flat_map(|row| &row.removes);
        for target in removed.filter(|target| !comes(target)) {
            assert!(is_there(target), "{name}: {target}");
        }
        for target in future.iter().flat_map(|row| &row.adds) {
            assert!(!is_there(target), "{name}: {target}");
        }
        for target in past.iter().flat_map(|row| &row.adds) {
            assert!(is_there(target), "{name}: {target}");
        }
    }
    let last = base.as_of_revision(names.last().unwrap()).unwrap();
    assert_eq!(last.spec, base.spec);
}

#[test]
fn a_state_rebuilt_from_a_rebuilt_one_is_the_same() {
    let base = Side::of("base", "", real()).unwrap();
    let later = base.as_of_revision("2019-01-11").unwrap();
    let twice = later.as_of_revision("2014-04-30").unwrap();
    assert_eq!(twice.spec, base.as_of_revision("2014-04-30").unwrap().spec);
}

#[test]
fn what_came_back_stands_where_the_changelog_took_it_away() {
    let base = Side::of("base", "base/", real()).unwrap();
    let side = base.as_of_revision("2014-05-07").unwrap();
    let row = &side.spec.operations["created"].request["hasVideo"];
    assert_eq!(*row, spec::Row::default());
    for (target, file, text) in [
        ("created#request.hasVideo", "changelog.yaml", "created#request.hasVideo"),
        ("created#request.subject", "operations/created.yaml", "subject: {"),
    ] {
        let at = side.place_of(target).unwrap();
        assert_eq!(at.file, format!("base/{file}"));
        let line = real()[file].lines().nth(at.line - 1).unwrap().to_owned();
        assert!(line[at.column - 1..].contains(text), "{target}: {line}");
    }
}

#[test]
fn whole_operations_return_codes_and_chapters_come_and_go() {
    let text = "- date: 2020-01-01\n  author: a\n  text: a\n\n\
                - date: 2020-01-02\n  author: a\n  text: b\n  \
                adds: [file/detach, shared#return_codes.500, document#访问说明.返回格式]\n  \
                removes: [file/gone#request.list.a, shared#return_codes.7, document#附录.A, \
                shared#request.old]\n\n\
                - date: 2020-01-03\n  author: a\n  text: c\n  adds: [created#response.Id]\n";
    let mut files = small();
    files.insert("changelog.yaml".to_owned(), text.to_owned());
    let base = Side::of("base", "", files).unwrap();
    let side = base.as_of_revision("2020-01-01").unwrap();
    let spec = &side.spec;
    let operations = ["created", "export/vote", "vod/history", "file/gone"];
    assert_eq!(spec.document.operations, operations);
    assert_eq!(spec.operations.keys().collect::<Vec<_>>(), operations);
    assert!(spec.operations["file/gone"].request["list"].fields.contains_key("a"));
    assert!(!spec.operations["created"].response.contains_key("Id"));
    assert_eq!(spec.shared.return_codes.keys().collect::<Vec<_>>(), ["0", "7"]);
    assert!(spec.shared.request.contains_key("old"));
    let titles = |chapters: &[spec::Chapter]| -> Vec<String> {
        chapters.iter().map(|chapter| chapter.title.clone()).collect()
    };
    assert_eq!(titles(&spec.document.chapters), ["访问说明", "附录"]);
    assert_eq!(titles(&spec.document.chapters[0].sections), ["时间规则", "术语"]);
    assert_eq!(titles(&spec.document.chapters[1].sections), ["A"]);
}
