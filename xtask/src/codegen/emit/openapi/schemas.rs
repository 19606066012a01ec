//! The schemas of requests, answers, and the rows below them.

use serde_json::{Map, Value as Json, json};

use super::{REFUSED, map, object, reference};
use crate::codegen::emit::index::Index;
use crate::codegen::model::{
    Definition, Docs, Enum, Field, Presence, PrintedKind, Struct, Value, Variant,
};
use crate::codegen::names;
use crate::spec::{Bounds, Direction};

/// The schemas so far. A type that several operations have stands as the first of them describes it.
pub struct Schemas<'b> {
    pub index: &'b Index<'b>,
    pub done: Map<String, Json>,
}

/// Our line and the vendor's text below it: a reader of either language finds it by the empty line.
pub fn text(english: &str, chinese: Option<&str>) -> String {
    let chinese = chinese.map(|chinese| format!("\n\n{chinese}"));
    format!("{english}{}", chinese.unwrap_or_default())
}

impl<'b> Schemas<'b> {
    pub fn new(index: &'b Index<'b>) -> Self {
        Self { index, done: Map::new() }
    }

    /// What every request and every answer repeats.
    pub fn shared(&mut self) {
        let bindings = self.index.bindings;
        let login = self.rows(&bindings.login);
        self.add(&bindings.login.name, login);
        let mut refused = self.rows(&bindings.envelope);
        refused["required"] = json!(["code"]);
        refused["properties"]["code"]["not"] = json!({ "const": self.success() });
        refused["description"] = text(
            "The call was refused: `code` tells why.",
            Some("调用失败，原因见 `code`。"),
        )
        .into();
        self.add(REFUSED, refused);
        let page = self.rows(&bindings.page);
        self.add(&bindings.page.name, page);
    }

    pub fn request(&mut self, item: &Struct) {
        self.nested(item);
        let mut parts = vec![reference(&self.index.bindings.login.name)];
        if !item.fields.is_empty() {
            parts.push(self.rows(item));
        }
        self.add(&item.name, json!({ "allOf": parts }));
    }

    pub fn answer(&mut self, item: &Struct) {
        self.nested(item);
        let mut schema = self.rows(item);
        let mut properties = Map::new();
        let code = json!({ "type": "string", "const": self.success(), "description": text("The call succeeded.", Some("成功")) });
        properties.insert("code".to_owned(), code);
        if let Some(Json::Object(own)) = schema.get_mut("properties") {
            properties.append(own);
        }
        schema["properties"] = properties.into();
        let mut required = vec![json!("code")];
        required.extend(schema["required"].as_array().into_iter().flatten().cloned());
        schema["required"] = required.into();
        self.add(&item.name, schema);
    }

    /// The schemas of the types below `item`.
    fn nested(&mut self, item: &Struct) {
        for field in &item.fields {
            let Some(below) = self.index.rows(&field.value) else { continue };
            if !self.done.contains_key(&below.name) {
                let schema = self.rows(below);
                self.add(&below.name, schema);
                self.nested(below);
            }
        }
    }

    fn add(&mut self, name: &str, schema: Json) {
        self.done.insert(name.to_owned(), schema);
    }

    /// The code of a call that succeeded.
    fn success(&self) -> &str {
        let codes = Value::Named(names::RETURN_CODE.to_owned());
        let success = match self.index.definition(&codes) {
            Some(Definition::Enum(codes)) => {
                codes.variants.iter().find(|it| it.name == "Success")
            }
            _ => None,
        };
        success.map_or("0", |it| &it.code)
    }

    /// A table.
    pub fn rows(&self, item: &Struct) -> Json {
        let mut properties = Map::new();
        for field in &item.fields {
            let mut property = self.property(field, item.direction);
            let own = &field.wire[0];
            // In some languages a case makes no other name.
            let is_other = |name: &&String| {
                item.direction == Direction::Answer && !name.eq_ignore_ascii_case(own)
            };
            for name in field.wire.iter().skip(1).filter(is_other) {
                let mut other = property.clone();
                other["description"] = format!("`{own}` under another name.").into();
                other["x-gensee-name-of"] = own.as_str().into();
                properties.insert(name.clone(), other);
            }
            if field.wire.len() > 1 {
                property["x-gensee-names"] = json!(field.wire[1..]);
            }
            properties.insert(own.clone(), property);
        }
        // A list of an answer is empty when it is absent.
        let is_required = |field: &&Field| match field.presence {
            Presence::Needed => true,
            Presence::List => item.direction == Direction::Request,
            Presence::Optional | Presence::OptionalList => false,
        };
        let required = item.fields.iter().filter(is_required);
        let required: Vec<_> = required.map(|field| &field.wire[0]).collect();
        object(json!({
            "type": "object",
            "required": required,
            "properties": properties,
        }))
    }

    /// A row.
    fn property(&self, field: &Field, direction: Direction) -> Json {
        let Field { value, printed, docs, .. } = field;
        let Docs { summary, note, misprints, codes, evidence, .. } = docs;
        let mut schema = self.value(value, direction, codes);
        let ty = schema["type"].clone();
        if field.presence.is_list() {
            schema = json!({ "type": "array", "items": schema });
        }
        let [min, max] = ends(field.range);
        let [shortest, longest] = ends(field.length);
        let default = field.default.as_deref().map(|default| typed(&ty, default));
        let is_code = matches!(self.index.definition(value), Some(Definition::Enum(_)));
        let is_named = is_code || value.is_of_wire();
        let said = object(json!({
            "minLength": shortest,
            "maxLength": longest,
            "minimum": min,
            "maximum": max,
            "default": default,
            "description": text(summary, note.as_deref()),
            "x-gensee-type": is_named.then(|| names::value(value).0),
            "x-gensee-secret": value.is_secret().then_some(true),
            "x-gensee-clamp": field.clamp.map(|Bounds { min, max }| {
                object(json!({ "minimum": min, "maximum": max }))
            }),
            "x-gensee-evidence": evidence,
            "x-gensee-printed": (printed.name > 0).then(|| &field.wire[printed.name]),
            "x-gensee-printed-type": printed.kind.map(printed_type),
            "x-gensee-unprinted": printed.nowhere.then_some(true),
            "x-gensee-also-on": field.also_on.as_ref().map(|(_, list)| list),
            "x-gensee-flat": field.flat.then_some(true),
            "x-gensee-misprints": map(misprints),
        }));
        if let (Json::Object(schema), Json::Object(said)) = (&mut schema, said) {
            schema.extend(said);
        }
        schema
    }

    /// One value. What an answer holds is never refused, so its codes and forms are told and not demanded.
    fn value(
        &self,
        value: &Value,
        direction: Direction,
        said: &[(String, String)],
    ) -> Json {
        let is_answer = direction == Direction::Answer;
        match (self.index.definition(value), names::value(value).1) {
            (Some(Definition::Struct(item)), _) => reference(&item.name),
            (Some(Definition::Enum(codes)), _) if is_answer => {
                let ty = if codes.number { "integer" } else { "string" };
                json!({ "type": ty, "x-gensee-codes": told(&codes.variants, said) })
            }
            (Some(Definition::Enum(codes)), _) => self.codes(codes, said),
            (None, "integer" | "time" | "numberId") => {
                json!({ "type": "integer", "format": "int64" })
            }
            (None, "decimal") => json!({ "type": "number" }),
            (None, "boolean") => json!({ "type": "boolean" }),
            (None, "date") => json!({ "type": "string", "format": "date" }),
            (None, "url") if !is_answer => json!({ "type": "string", "format": "uri" }),
            (None, "secret") if !is_answer => {
                json!({ "type": "string", "format": "password" })
            }
            (None, "page") => reference(&self.index.bindings.page.name),
            (None, _) => json!({ "type": "string" }),
        }
    }

    /// A code that is sent: one of those that the document has.
    pub fn codes(&self, codes: &Enum, said: &[(String, String)]) -> Json {
        let variants = &codes.variants;
        json!({
            "type": "string",
            "enum": variants.iter().map(|it| it.code.as_str()).collect::<Json>(),
            "x-enum-varnames": variants.iter().map(|it| it.name.as_str()).collect::<Json>(),
            "x-gensee-codes": told(variants, said),
        })
    }

    /// Whether the values of `field` are of the type `name`.
    pub fn is(&self, field: &Field, name: &str) -> bool {
        self.index.definition(&field.value).is_some_and(|ty| ty.name() == name)
    }
}

/// Codes with their names and what each means.
fn told(variants: &[Variant], said: &[(String, String)]) -> Json {
    let code = |variant: &Variant| {
        let Variant { code, name, docs } = variant;
        let words = said.iter().find(|(said, _)| said == code).map(|(_, words)| words);
        let words = words.or(docs.note.as_ref()).map(String::as_str);
        let code = code.clone();
        (code, json!({ "name": name, "description": text(&docs.summary, words) }))
    };
    Json::Object(variants.iter().map(code).collect())
}

/// A value that the spec has as text, as JSON of the type `ty`.
pub fn typed(ty: &Json, text: &str) -> Json {
    let number = || text.parse::<i64>().map(Json::from).ok();
    let typed = match ty.as_str() {
        Some("integer") => number(),
        Some("number") => number().or_else(|| text.parse::<f64>().map(Json::from).ok()),
        Some("boolean") => Some((text == "true").into()),
        _ => None,
    };
    typed.unwrap_or_else(|| text.into())
}

fn ends(bounds: Option<Bounds>) -> [Option<i64>; 2] {
    bounds.map_or([None, None], |Bounds { min, max }| [min, max])
}

fn printed_type(kind: PrintedKind) -> &'static str {
    match kind {
        PrintedKind::Text => "string",
        PrintedKind::Integer => "integer",
        PrintedKind::List => "array",
    }
}
