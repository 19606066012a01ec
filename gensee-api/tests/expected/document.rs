//! What the OpenAPI document says of the operations. It is made of the spec, so what the bindings have in common with it is
//! what they have in common with the spec.

use std::collections::HashMap;
use std::sync::LazyLock;

use gensee_api::schema::Kind;
use gensee_api::{Effect, ListFormat, Method, Operation};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::rows::{Bounds, Condition, Expected, Is, Row};

/// A part of the document. Its maps keep their order, whatever serde_json's do.
#[derive(Deserialize)]
#[serde(untagged)]
enum Node {
    Map(IndexMap<String, Node>),
    List(Vec<Node>),
    Scalar(Value),
}

static NOTHING: Node = Node::Scalar(Value::Null);

static DOCUMENT: LazyLock<Node> = LazyLock::new(|| {
    serde_json::from_str(gensee_sandbox::OPENAPI).expect("codegen writes JSON")
});

static OPERATIONS: LazyLock<HashMap<&str, Expected>> = LazyLock::new(|| {
    let paths = DOCUMENT.get("paths").entries();
    let operations = paths.map(|(path, item)| operation(path, item.get("post")));
    operations.map(|operation| (operation.name, operation)).collect()
});

/// What the document says of an operation.
pub fn expected<O: Operation>() -> &'static Expected {
    OPERATIONS.get(O::NAME).expect("every operation stands in the document")
}

fn operation(path: &'static str, node: &'static Node) -> Expected {
    let own = |key: &str| node.get(&format!("x-gensee-{key}"));
    let form = node.at(&["requestBody", "content", "application/x-www-form-urlencoded"]);
    let answer = node.at(&["responses", "200", "content", "application/json", "schema"]);
    let window = own("window");
    let window = window.get("start").text().map(|start| {
        let days = window.get("days").number().expect("a number of days");
        (start, window.get("end").expect_text(), u32::try_from(days).expect("some days"))
    });
    let later =
        own("later").entries().map(|(place, since)| (place, since.expect_text()));
    let removed = own("removed").items().iter().map(|row| {
        let revision = row.get("removed").expect_text();
        (row.get("place").expect_text(), row.get("since").text(), revision)
    });
    Expected {
        section: own("section").expect_text(),
        name: node.get("operationId").expect_text(),
        path,
        effect: match own("effect").expect_text() {
            "read" => Effect::Read,
            "create" => Effect::Create,
            "update" => Effect::Update,
            "delete" => Effect::Delete,
            other => panic!("`{other}` is not an effect"),
        },
        lists: match own("list-encoding").text() {
            Some("repeated") => ListFormat::Repeated,
            _ => ListFormat::Indexed,
        },
        methods: leaked(own("methods").texts().map(|method| match method {
            "POST" => Method::Post,
            "GET" => Method::Get,
            other => panic!("`{other}` is not a method"),
        })),
        request: rows(form.get("schema").target().get("allOf").item(1)),
        response: rows(answer.get("oneOf").item(0).target()),
        conditions: leaked(own("conditions").items().iter().map(condition)),
        window,
        since: own("since").text(),
        later: leaked(later),
        removed: leaked(removed),
    }
}

fn condition(node: &'static Node) -> Condition {
    let text = |key: &str| node.get(key).expect_text();
    let values = leaked(node.get("values").texts());
    match text("rule") {
        "require" => Condition::Require(text("name"), text("when"), values),
        "fix" => Condition::Fix(text("name"), text("value"), text("when"), values),
        "only" => Condition::Only(text("name"), text("when"), values),
        "order" => Condition::Order(text("less"), text("more")),
        other => panic!("`{other}` is not a condition"),
    }
}

/// The rows of a table, each under the name that is sent or served; what every answer has is not among them.
fn rows(table: &'static Node) -> &'static [Row] {
    let properties = table.get("properties").entries();
    let own = properties.filter(|(name, row)| {
        let is_envelope = *name == "code" && row.get("const").text().is_some();
        !is_envelope && row.get("x-gensee-name-of").text().is_none()
    });
    leaked(own.map(|(name, node)| row(name, node, table)))
}

fn row(name: &'static str, node: &'static Node, table: &'static Node) -> Row {
    let own = |key: &str| node.get(&format!("x-gensee-{key}"));
    let list = node.get("type").text() == Some("array");
    let printed_as = own("printed-type").text().map(|printed| match printed {
        "string" => Kind::Text,
        "integer" => Kind::Integer,
        "array" => Kind::List(&Kind::Object),
        other => panic!("`{other}` is not a printed type"),
    });
    Row {
        name,
        also: leaked(own("names").texts()),
        printed: own("printed").text(),
        printed_as,
        also_on: own("also-on").text(),
        unprinted: own("unprinted").holds(),
        is: is(if list { node.get("items") } else { node }, own("type").text()),
        needed: table.get("required").texts().any(|needed| needed == name),
        list,
        length: bounds(node.get("minLength"), node.get("maxLength")),
        range: bounds(node.get("minimum"), node.get("maximum")),
        clamp: bounds(own("clamp").get("minimum"), own("clamp").get("maximum")),
        default: match node.get("default") {
            Node::Scalar(Value::Null) => None,
            Node::Scalar(Value::String(text)) => Some(text),
            Node::Scalar(other) => Some(other.to_string().leak()),
            Node::Map(_) | Node::List(_) => panic!("the default of `{name}` is a value"),
        },
        secret: own("secret").holds(),
        flat: own("flat").holds(),
    }
}

/// What a value is, whose type the bindings call `wire` if it is one of theirs.
fn is(value: &'static Node, wire: Option<&str>) -> Is {
    let codes: Vec<_> = value.get("x-gensee-codes").entries().collect();
    let form = value.get("format").text();
    match value.target().get("type").expect_text() {
        "object" => Is::Object(rows(value.target())),
        ty if !codes.is_empty() => Is::Code {
            codes: leaked(codes.into_iter().map(|(code, _)| code)),
            number: ty == "integer",
        },
        "integer" if wire == Some("Time") => Is::Time,
        "integer" => Is::Int,
        "number" => Is::Decimal,
        "boolean" => Is::Boolean,
        _ if form == Some("date") => Is::Date,
        _ if form == Some("uri") => Is::Url,
        _ if wire.is_some_and(|wire| wire.ends_with("Id")) => Is::Id,
        _ => Is::Text,
    }
}

fn bounds(min: &Node, max: &Node) -> Option<Bounds> {
    let bounds = (min.number(), max.number());
    (bounds != (None, None)).then_some(bounds)
}

fn leaked<T>(items: impl Iterator<Item = T>) -> &'static [T] {
    Vec::from_iter(items).leak()
}

impl Node {
    /// What stands under a key, or nothing.
    fn get(&self, key: &str) -> &Self {
        match self {
            Self::Map(map) => map.get(key).unwrap_or(&NOTHING),
            _ => &NOTHING,
        }
    }

    fn at(&self, keys: &[&str]) -> &Self {
        keys.iter().fold(self, |node, key| node.get(key))
    }

    fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    fn item(&self, index: usize) -> &Self {
        self.items().get(index).unwrap_or(&NOTHING)
    }

    fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let map = match self {
            Self::Map(map) => Some(map),
            _ => None,
        };
        map.into_iter().flatten().map(|(key, node)| (key.as_str(), node))
    }

    fn text(&self) -> Option<&str> {
        match self {
            Self::Scalar(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    fn expect_text(&self) -> &str {
        self.text().expect("a text of the document")
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        self.items().iter().filter_map(Self::text)
    }

    fn number(&self) -> Option<i64> {
        match self {
            Self::Scalar(number) => number.as_i64(),
            _ => None,
        }
    }

    fn holds(&self) -> bool {
        matches!(self, Self::Scalar(Value::Bool(true)))
    }

    /// The schema itself, or the one that it refers to.
    fn target(&'static self) -> &'static Self {
        let name = self.get("$ref").text();
        let name = name.and_then(|link| link.strip_prefix("#/components/schemas/"));
        name.map_or(self, |name| DOCUMENT.at(&["components", "schemas", name]))
    }
}
