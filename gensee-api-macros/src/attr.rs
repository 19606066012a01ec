//! Reads the attributes into plain data, with the spans of their tokens.

use proc_macro2::{Span, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{
    Attribute, Error, Ident, LitInt, LitStr, Result, Token, bracketed, parenthesized,
};

use crate::fault::Faults;

/// `#[param(…)]` or `#[answer(…)]` of a field.
#[derive(Default)]
pub(crate) struct FieldAttrs {
    /// The wire names that the attribute gives; if empty, the name is the camelCase of the field.
    pub(crate) names: Vec<LitStr>,
    pub(crate) printed: Option<LitStr>,
    pub(crate) printed_as: Option<LitStr>,
    pub(crate) unprinted: Option<Span>,
    pub(crate) length: Option<Range>,
    pub(crate) range: Option<Range>,
    pub(crate) clamp: Option<Range>,
    pub(crate) default: Option<LitStr>,
    pub(crate) always: Option<Span>,
    pub(crate) flat: Option<Span>,
    /// The field with the list whose rows may have the property instead.
    pub(crate) also_on: Option<Ident>,
    /// The field is not a property: it collects the unknown ones.
    pub(crate) extra: Option<Span>,
}

/// `6..=15`, `..=160` or `6..`.
pub(crate) struct Range {
    pub(crate) span: Span,
    pub(crate) min: Option<i64>,
    pub(crate) max: Option<i64>,
}

/// `#[condition(…)]` of a struct.
pub(crate) enum Condition {
    /// What must hold when another field has a certain value.
    When(Vec<Clause>, When),
    Order(Ident, Ident),
}

/// What a condition demands.
pub(crate) enum Clause {
    Require(Vec<Ident>),
    Only(Vec<Ident>),
    Fix(Vec<(Ident, LitStr)>),
}

/// `when(field = "value")` or `when(field = ["one", "other"])`.
pub(crate) struct When {
    pub(crate) field: Ident,
    pub(crate) values: Vec<LitStr>,
}

/// `#[window(start..end, days = 7)]` of a struct.
pub(crate) struct Window {
    pub(crate) start: Ident,
    pub(crate) end: Ident,
    pub(crate) days: u32,
}

/// The keys that the attribute of a derive may have.
pub(crate) struct Keys {
    pub(crate) attribute: &'static str,
    pub(crate) known: &'static [&'static str],
}

pub(crate) const PARAM: Keys = Keys {
    attribute: "param",
    known: &["name", "names", "printed", "length", "range", "clamp", "default"],
};

pub(crate) const ANSWER: Keys = Keys {
    attribute: "answer",
    known: &[
        "name",
        "names",
        "printed",
        "printed_as",
        "unprinted",
        "always",
        "flat",
        "also_on",
        "extra",
    ],
};

/// Reads the attributes of a field that belong to a derive.
pub(crate) fn field(
    attrs: &[Attribute],
    keys: &Keys,
    faults: &mut Faults,
) -> FieldAttrs {
    let mut found = FieldAttrs::default();
    let mut seen = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident(keys.attribute)) {
        let read = attr.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                let key = input.call(Ident::parse_any)?;
                let entry = known(&key, keys)
                    .and_then(|()| once(&key, &mut seen))
                    .and_then(|()| found.entry(&key, input));
                if faults.keep(entry).is_none() {
                    skip_to_comma(input)?;
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        });
        faults.keep(read);
    }
    found
}

fn known(key: &Ident, keys: &Keys) -> Result<()> {
    if keys.known.iter().any(|known| key == known) {
        return Ok(());
    }
    let list: Vec<String> =
        keys.known.iter().map(|known| format!("`{known}`")).collect();
    let message = format!(
        "unknown key `{key}` of `{}`; known are {}",
        keys.attribute,
        list.join(", ")
    );
    Err(Error::new(key.span(), message))
}

/// Refuses a key that is given twice; `name` and `names` count as the same key.
fn once(key: &Ident, seen: &mut Vec<String>) -> Result<()> {
    let meant = match key.to_string() {
        key if key == "names" => "name".to_owned(),
        key => key,
    };
    if seen.contains(&meant) {
        return Err(Error::new(
            key.span(),
            format!("`{meant}` is given twice; keep one"),
        ));
    }
    seen.push(meant);
    Ok(())
}

fn skip_to_comma(input: ParseStream<'_>) -> Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

impl FieldAttrs {
    fn entry(&mut self, key: &Ident, input: ParseStream<'_>) -> Result<()> {
        match key.to_string().as_str() {
            "name" => self.names = vec![value(input)?],
            "names" => {
                let content;
                parenthesized!(content in input);
                let names = Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?;
                self.names = names.into_iter().collect();
                if self.names.is_empty() {
                    return Err(Error::new(key.span(), "`names` needs a name"));
                }
            }
            "printed" => self.printed = Some(value(input)?),
            "printed_as" => self.printed_as = Some(value(input)?),
            "unprinted" => self.unprinted = Some(key.span()),
            "length" => self.length = Some(value(input)?),
            "range" => self.range = Some(value(input)?),
            "clamp" => self.clamp = Some(value(input)?),
            "default" => self.default = Some(value(input)?),
            "always" => self.always = Some(key.span()),
            "flat" => self.flat = Some(key.span()),
            "also_on" => self.also_on = Some(value(input)?),
            _ => self.extra = Some(key.span()),
        }
        Ok(())
    }
}

/// Parses `= value`.
fn value<T: Parse>(input: ParseStream<'_>) -> Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

impl Parse for Range {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let start = input.span();
        let min = if input.peek(Token![..]) { None } else { Some(integer(input)?) };
        if input.peek(Token![..=]) {
            input.parse::<Token![..=]>()?;
            let (max, end) = integer(input)?;
            return Ok(Range {
                span: start.join(end).unwrap_or(end),
                min: min.map(|(min, _)| min),
                max: Some(max),
            });
        }
        let dots = input.parse::<Token![..]>()?;
        match min {
            Some((min, span)) if input.is_empty() || input.peek(Token![,]) => {
                Ok(Range { span, min: Some(min), max: None })
            }
            _ => Err(Error::new(dots.span(), "bounds include their end; write `..=`")),
        }
    }
}

fn integer(input: ParseStream<'_>) -> Result<(i64, Span)> {
    let minus = input.parse::<Option<Token![-]>>()?.map_or("", |_| "-");
    let literal = input.parse::<LitInt>()?;
    let number = format!("{minus}{}", literal.base10_digits()).parse();
    let number = number
        .map_err(|_| Error::new(literal.span(), "a bound is an integer of 64 bits"))?;
    Ok((number, literal.span()))
}

/// Reads the conditions of a struct.
pub(crate) fn conditions(attrs: &[Attribute], faults: &mut Faults) -> Vec<Condition> {
    let conditions = attrs.iter().filter(|attr| attr.path().is_ident("condition"));
    conditions.filter_map(|attr| faults.keep(attr.parse_args_with(condition))).collect()
}

fn condition(input: ParseStream<'_>) -> Result<Condition> {
    let mut clauses = Vec::new();
    loop {
        let kind: Ident = match input.is_empty() {
            true => return Err(input.error("add `when(field = \"value\")`")),
            false => input.parse()?,
        };
        let content;
        parenthesized!(content in input);
        let done = match kind.to_string().as_str() {
            "order" if clauses.is_empty() => Some(order(&content)?),
            "when" if !clauses.is_empty() => {
                Some(Condition::When(std::mem::take(&mut clauses), when(&content)?))
            }
            _ => {
                clauses.push(clause(&kind, &content)?);
                None
            }
        };
        if !content.is_empty() {
            return Err(content.error("nothing more is expected here"));
        }
        match done {
            Some(condition) if input.is_empty() => return Ok(condition),
            Some(_) => {
                return Err(input.error("nothing more is expected in this condition"));
            }
            None if input.is_empty() => {}
            None => drop(input.parse::<Token![,]>()?),
        }
    }
}

fn order(content: ParseStream<'_>) -> Result<Condition> {
    let start = content.call(Ident::parse_any)?;
    content.parse::<Token![,]>()?;
    Ok(Condition::Order(start, content.call(Ident::parse_any)?))
}

fn clause(kind: &Ident, content: ParseStream<'_>) -> Result<Clause> {
    match kind.to_string().as_str() {
        "require" => Ok(Clause::Require(fields(content)?)),
        "only" => Ok(Clause::Only(fields(content)?)),
        "fix" => {
            let pair =
                |pair: ParseStream<'_>| Ok((pair.call(Ident::parse_any)?, value(pair)?));
            let pairs = content.parse_terminated(pair, Token![,])?;
            Ok(Clause::Fix(pairs.into_iter().collect()))
        }
        _ => {
            let message = format!(
                "unknown condition `{kind}`; known are `require`, `fix`, `only`, `order`"
            );
            Err(Error::new(kind.span(), message))
        }
    }
}

fn fields(content: ParseStream<'_>) -> Result<Vec<Ident>> {
    let fields = content.parse_terminated(Ident::parse_any, Token![,])?;
    match fields.is_empty() {
        true => Err(content.error("a condition needs a field")),
        false => Ok(fields.into_iter().collect()),
    }
}

fn when(content: ParseStream<'_>) -> Result<When> {
    let field = content.call(Ident::parse_any)?;
    content.parse::<Token![=]>()?;
    let values = if content.peek(syn::token::Bracket) {
        let list;
        bracketed!(list in content);
        let values = Punctuated::<LitStr, Token![,]>::parse_terminated(&list)?;
        values.into_iter().collect()
    } else {
        vec![content.parse()?]
    };
    Ok(When { field, values })
}

/// Reads the window of a struct.
pub(crate) fn window(attrs: &[Attribute], faults: &mut Faults) -> Option<Window> {
    let mut windows = attrs.iter().filter(|attr| attr.path().is_ident("window"));
    let first = windows.next()?;
    if let Some(second) = windows.next() {
        faults.push(Error::new(
            second.span(),
            "a request has one window; remove this one",
        ));
    }
    faults.keep(first.parse_args())
}

impl Parse for Window {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let start = input.call(Ident::parse_any)?;
        input.parse::<Token![..]>()?;
        let end = input.call(Ident::parse_any)?;
        input.parse::<Token![,]>()?;
        let key: Ident = input.parse()?;
        if key != "days" {
            return Err(Error::new(key.span(), "expected `days = …`"));
        }
        let days: LitInt = value(input)?;
        match days.base10_parse() {
            Ok(number @ 1..) => Ok(Window { start, end, days: number }),
            _ => Err(Error::new(days.span(), "a window has at least one day")),
        }
    }
}

/// Reads `#[code("0")]` of a variant: the first code is written, all are read.
pub(crate) fn codes(attrs: &[Attribute], faults: &mut Faults) -> Vec<LitStr> {
    let mut codes = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("code")) {
        let read =
            attr.parse_args_with(Punctuated::<LitStr, Token![,]>::parse_terminated);
        codes.extend(faults.keep(read).into_iter().flatten());
    }
    codes
}

/// Whether the enum has `#[open_enum(number)]`.
pub(crate) fn is_number(attrs: &[Attribute], faults: &mut Faults) -> bool {
    let mut number = false;
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("open_enum")) {
        if let Some(key) = faults.keep(attr.parse_args::<Ident>()) {
            if key == "number" {
                number = true;
            } else {
                let message =
                    format!("unknown key `{key}` of `open_enum`; known is `number`");
                faults.push(Error::new(key.span(), message));
            }
        }
    }
    number
}
