//! What a target names, and where that stands.

use crate::spec::{Chapter, Place, Rows, Spec, operation_path, revision_names};

/// A target taken apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Target<'a> {
    /// `document`: what is said of the document as a whole.
    Document,
    /// `document#访问说明.时间规则`: the titles from the outermost chapter inwards.
    Chapter(Vec<&'a str>),
    /// `changelog#2018-05-04.2`.
    Revision(&'a str),
    /// `shared#return_codes.500`.
    ReturnCode(&'a str),
    /// `vod/vodview`.
    Operation(&'a str),
    /// `page#response.list.creator`, or `shared#request.sec`.
    Row { owner: &'a str, table: Table, path: Vec<&'a str> },
}

/// The two tables of an operation, and of the rows that all share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Request,
    Response,
}

impl Table {
    /// Its key in the files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

impl<'a> Target<'a> {
    /// What `target` says, if it says anything.
    pub fn of(target: &'a str) -> Option<Self> {
        let Some((owner, path)) = target.split_once('#') else {
            return match target {
                "document" => Some(Self::Document),
                "changelog" | "shared" | "" => None,
                key => Some(Self::Operation(key)),
            };
        };
        match owner {
            "document" => Some(Self::Chapter(path.split('.').collect())),
            "changelog" => Some(Self::Revision(path)),
            _ => {
                let (table, rest) = path.split_once('.')?;
                let path = rest.split('.').collect();
                match table {
                    "request" => Some(Self::Row { owner, table: Table::Request, path }),
                    "response" => {
                        Some(Self::Row { owner, table: Table::Response, path })
                    }
                    "return_codes" if owner == "shared" => Some(Self::ReturnCode(rest)),
                    _ => None,
                }
            }
        }
    }
}

/// Where `target` stands in `spec`, if it is there.
pub fn place(target: &str, spec: &Spec) -> Option<Place> {
    match Target::of(target)? {
        Target::Document => Some(Place::file("document.yaml")),
        Target::Chapter(titles) => chapter(&titles, &spec.document.chapters),
        Target::Revision(name) => {
            let at = revision_names(&spec.changelog)
                .iter()
                .position(|known| known == name)?;
            Some(Place::file("changelog.yaml").to(at))
        }
        Target::ReturnCode(code) => spec
            .shared
            .return_codes
            .contains_key(code)
            .then(|| Place::file("shared.yaml").to("return_codes").to(code).key()),
        Target::Operation(key) => {
            spec.operations.contains_key(key).then(|| Place::file(operation_path(key)))
        }
        Target::Row { owner, table, path } => {
            let (mut rows, file) = (rows(spec, owner, table)?, file(owner));
            let mut place = Place::file(file).to(table.key());
            for (depth, name) in path.iter().enumerate() {
                let row = rows.get(*name)?;
                if depth > 0 {
                    place = place.to("fields");
                }
                place = place.to(name).key();
                rows = &row.fields;
            }
            Some(place)
        }
    }
}

/// The same, or where it would stand: the innermost part around it that is there.
pub fn nearest(target: &str, spec: &Spec) -> Place {
    let mut shorter = target;
    loop {
        if let Some(place) = place(shorter, spec) {
            return place;
        }
        match shorter.rfind(['.', '#']) {
            Some(end) => shorter = &shorter[..end],
            None => break,
        }
    }
    match shorter {
        "changelog" => Place::file("changelog.yaml"),
        "shared" => Place::file("shared.yaml"),
        _ => Place::file("document.yaml").to("operations"),
    }
}

/// The rows of a table, if its owner is there.
pub fn rows<'a>(spec: &'a Spec, owner: &str, table: Table) -> Option<&'a Rows> {
    let (request, response) = match owner {
        "shared" => (&spec.shared.request, &spec.shared.response),
        key => {
            let operation = spec.operations.get(key)?;
            (&operation.request, &operation.response)
        }
    };
    Some(match table {
        Table::Request => request,
        Table::Response => response,
    })
}

/// The same, to be changed.
pub fn rows_mut<'a>(
    spec: &'a mut Spec,
    owner: &str,
    table: Table,
) -> Option<&'a mut Rows> {
    let (request, response) = match owner {
        "shared" => (&mut spec.shared.request, &mut spec.shared.response),
        key => {
            let operation = spec.operations.get_mut(key)?;
            (&mut operation.request, &mut operation.response)
        }
    };
    Some(match table {
        Table::Request => request,
        Table::Response => response,
    })
}

fn file(owner: &str) -> String {
    if owner == "shared" { "shared.yaml".to_owned() } else { operation_path(owner) }
}

fn chapter(titles: &[&str], mut chapters: &[Chapter]) -> Option<Place> {
    let mut place = Place::file("document.yaml").to("chapters");
    for (depth, title) in titles.iter().enumerate() {
        let at = chapters.iter().position(|chapter| chapter.title == *title)?;
        if depth > 0 {
            place = place.to("sections");
        }
        place = place.to(at);
        chapters = &chapters[at].sections;
    }
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::small;
    use crate::spec::{self, line_and_column, source};

    #[test]
    fn a_target_leads_to_its_place_or_to_what_is_around_it() {
        let files = small();
        let spec = spec::load(&files).unwrap();
        let mut seen = String::new();
        for target in [
            "document",
            "document#访问说明.时间规则",
            "document#访问说明.没有",
            "changelog#2020-01-22",
            "changelog#2020-01-23",
            "shared#return_codes.500",
            "shared#return_codes.501",
            "shared#request.sec",
            "created",
            "created#request.telconf",
            "created#request.hasVideo",
            "export/vote#response.voteList.questions",
            "export/nothing#request.a.b",
        ] {
            let place = nearest(target, &spec);
            let text = &files[&place.file];
            let tree = source::tree(text).unwrap();
            let (line, column) = line_and_column(text, place.span(&tree).start);
            let there =
                if super::place(target, &spec).is_some() { "at" } else { "near" };
            seen.push_str(&format!(
                "{target}: {there} {}:{line}:{column}\n",
                place.file
            ));
        }
        expect_test::expect![[r#"
            document: at document.yaml:2:1
            document#访问说明.时间规则: at document.yaml:13:9
            document#访问说明.没有: near document.yaml:11:5
            changelog#2020-01-22: at changelog.yaml:7:3
            changelog#2020-01-23: near changelog.yaml:2:3
            shared#return_codes.500: at shared.yaml:14:3
            shared#return_codes.501: near shared.yaml:3:1
            shared#request.sec: at shared.yaml:4:3
            created: at operations/created.yaml:2:1
            created#request.telconf: at operations/created.yaml:24:3
            created#request.hasVideo: near operations/created.yaml:2:1
            export/vote#response.voteList.questions: near operations/export/vote.yaml:2:1
            export/nothing#request.a.b: near document.yaml:18:1
        "#]]
        .assert_eq(&seen);
    }
}
