//! A file's text as a tree that knows where every key and value stands, so that a fault can point at it.
//!
//! The model of [`super::parse`] stops at its first fault; this tree takes any YAML, keys that stand twice included.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_yaml::options::DuplicateKeyPolicy;
use serde_yaml::{Location, Spanned};

/// A value and the bytes of the text where it stands. A block's bytes are its first ones only.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub span: Range<usize>,
    pub data: Data,
}

/// What stands there.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    Scalar(Value),
    List(Vec<Node>),
    /// Entries as they stand, keys that stand twice included.
    Map(Vec<(Key, Node)>),
}

/// A key and the bytes of the text where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub span: Range<usize>,
    pub text: String,
}

/// Why a text is not YAML, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Broken {
    pub span: Range<usize>,
    pub message: String,
}

/// The tree of `text`.
pub fn tree(text: &str) -> Result<Node, Broken> {
    let options = serde_yaml::options! {
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(text, options).map_err(
        |fault: serde_yaml::Error| {
            let at = fault
                .location()
                .map_or(0, |location| offset(text, location.line(), location.column()));
            Broken { span: at..at, message: message(&fault) }
        },
    )
}

/// What the parser says, without the place: every fault names that in one way.
pub fn message(fault: &serde_yaml::Error) -> String {
    if let serde_yaml::Error::DuplicateMappingKey { key: Some(key), .. } =
        fault.without_snippet()
    {
        return format!(
            "`{key}` is another spelling of an earlier key; keep one of the two"
        );
    }
    let text = fault.without_snippet().to_string();
    let line = text.lines().next().unwrap_or_default();
    line.rsplit_once(" at line ")
        .map_or(line, |(message, _)| message)
        .trim_end_matches(',')
        .to_owned()
}

/// The byte at a line and a column of characters, both from 1. Faults of syntax know their place in no other way.
pub fn offset(text: &str, line: u64, column: u64) -> usize {
    let start = text
        .split_inclusive('\n')
        .take(number(line.saturating_sub(1)))
        .map(str::len)
        .sum::<usize>();
    let rest = text[start..].lines().next().unwrap_or_default();
    start
        + rest
            .char_indices()
            .nth(number(column.saturating_sub(1)))
            .map_or(rest.len(), |(at, _)| at)
}

/// The bytes a location of the parser names.
fn bytes(location: &Location) -> Range<usize> {
    let start = number(location.span().byte_offset().unwrap_or_default());
    start..start + number(location.span().byte_len().unwrap_or_default())
}

fn number(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Node {
    /// As JSON; the first of several equal keys counts.
    pub fn to_json(&self) -> Value {
        match &self.data {
            Data::Scalar(value) => value.clone(),
            Data::List(nodes) => nodes.iter().map(Self::to_json).collect(),
            Data::Map(entries) => {
                let mut map = serde_json::Map::new();
                for (key, node) in entries {
                    map.entry(key.text.as_str()).or_insert_with(|| node.to_json());
                }
                Value::Object(map)
            }
        }
    }

    /// The entry of a map or the item of a list that `step` names, with its key: an item has its index, a chapter its title.
    pub fn child(&self, step: &str) -> Option<(Option<&Key>, &Node)> {
        match &self.data {
            Data::Scalar(_) => None,
            Data::List(nodes) => {
                let title = Data::Scalar(step.into());
                let titled = |node: &&Self| {
                    node.child("title").is_some_and(|(_, node)| node.data == title)
                };
                let node = match step.parse::<usize>() {
                    Ok(index) => nodes.get(index),
                    Err(_) => nodes.iter().find(titled),
                };
                Some((None, node?))
            }
            Data::Map(entries) => entries
                .iter()
                .find(|(key, _)| key.text == step)
                .map(|(key, node)| (Some(key), node)),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = Spanned::<Data>::deserialize(deserializer)?;
        Ok(Self { span: bytes(&found.referenced), data: found.value })
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let found = Spanned::<String>::deserialize(deserializer)?;
        Ok(Self { span: bytes(&found.referenced), text: found.value })
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

struct Any;

/// Takes a scalar of a Rust type as it is.
macro_rules! scalar {
    ($visit:ident($ty:ty)) => {
        fn $visit<E>(self, value: $ty) -> Result<Data, E> {
            Ok(Data::Scalar(value.into()))
        }
    };
}

impl<'de> Visitor<'de> for Any {
    type Value = Data;

    scalar!(visit_bool(bool));
    scalar!(visit_i64(i64));
    scalar!(visit_u64(u64));
    scalar!(visit_f64(f64));
    scalar!(visit_str(&str));

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Scalar(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Data, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = seq.next_element()? {
            nodes.push(node);
        }
        Ok(Data::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Data::Map(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_value_knows_its_place() {
        let text = "# 注释\na: 甲乙 # c\nb: { x: 1, x: 'q r', 0xED: [true, ~] }\nc: |-\n  one\n  two\nd:\n  - e: 1.5\n  - on\n";
        let mut seen = String::new();
        walk(text, &tree(text).unwrap(), &mut seen, 0);
        expect_test::expect![[r#"
            map 9..9 ""
              a 9..10 "a": "甲乙" 12..18 "甲乙"
              b 23..24 "b": map 26..27 "{"
                x 28..29 "x": 1 31..32 "1"
                x 34..35 "x": "q r" 37..42 "'q r'"
                0xED 44..48 "0xED": list 50..51 "["
                  true 51..55 "true"
                  null 57..58 "~"
              c 62..63 "c": "one\ntwo" 70..80 "one\n  two\n"
              d 80..81 "d": list 85..85 ""
                map 87..87 ""
                  e 87..88 "e": 1.5 90..93 "1.5"
                "on" 98..100 "on"
        "#]]
        .assert_eq(&seen);
    }

    fn walk(text: &str, node: &Node, seen: &mut String, depth: usize) {
        let show = |span: &Range<usize>| format!("{span:?} {:?}", &text[span.clone()]);
        match &node.data {
            Data::Scalar(value) => {
                seen.push_str(&format!("{value} {}\n", show(&node.span)));
            }
            Data::List(nodes) => {
                seen.push_str(&format!("list {}\n", show(&node.span)));
                for node in nodes {
                    seen.push_str(&" ".repeat(depth + 2));
                    walk(text, node, seen, depth + 2);
                }
            }
            Data::Map(entries) => {
                seen.push_str(&format!("map {}\n", show(&node.span)));
                for (key, node) in entries {
                    seen.push_str(&format!(
                        "{}{} {}: ",
                        " ".repeat(depth + 2),
                        key.text,
                        show(&key.span)
                    ));
                    walk(text, node, seen, depth + 2);
                }
            }
        }
    }

    #[test]
    fn a_broken_text_says_where() {
        for (text, expected) in [
            (
                "a: [1, 2\nb: 3\n",
                expect_test::expect![[
                    r#"Err(Broken { span: 10..10, message: "illegal placement of ':' indicator" })"#
                ]],
            ),
            (
                "a: 'open\n",
                expect_test::expect![[
                    r#"Err(Broken { span: 3..3, message: "unclosed quote" })"#
                ]],
            ),
            (
                "a: b: c\n",
                expect_test::expect![[
                    r#"Err(Broken { span: 4..4, message: "mapping values are not allowed in this context" })"#
                ]],
            ),
            (
                "\tx: 1\n",
                expect_test::expect![[
                    r#"Ok(Node { span: 1..1, data: Map([(Key { span: 1..2, text: "x" }, Node { span: 4..5, data: Scalar(Number(1)) })]) })"#
                ]],
            ),
            (
                "a: *nowhere\n",
                expect_test::expect![[
                    r#"Err(Broken { span: 3..3, message: "alias references unknown anchor" })"#
                ]],
            ),
            (
                "a: 1\n---\nb: 2\n",
                expect_test::expect![[
                    r#"Err(Broken { span: 9..9, message: "multiple YAML documents detected; use from_str_multiple or from_str_multiple_with_options" })"#
                ]],
            ),
            ("", expect_test::expect!["Ok(Node { span: 0..0, data: Scalar(Null) })"]),
        ] {
            expected.assert_eq(&format!("{:?}", tree(text)));
        }
    }
}
