//! The parts of a Word file: a zip archive of XML.
//!
//! Whoever made the file chose its sizes, so every one of them has a bound.

use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event as Xml;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::transcribe::diagnostic::{Diagnostic, refuse};
use crate::transcribe::position::Position;

/// The most bytes that a part may have when it is unpacked; the vendor's text has 0.6 MB.
const PART: u64 = 32 << 20;
/// The most elements that may stand within each other; Word itself needs about 20.
const DEPTH: usize = 256;
/// The most elements and texts in one paragraph or row; the vendor's longest row has a few hundred.
const INSIDE: usize = 100_000;
const DAMAGED: &str = "the file is cut short or damaged; open it in a word processor and save it as .docx again";

/// The file.
pub(super) struct Package<'b>(ZipArchive<Cursor<&'b [u8]>>);

/// A part of it as a stream of tags and texts.
pub(super) struct Part<R> {
    name: &'static str,
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
    /// How much has been kept of the element that is read as a whole.
    inside: usize,
}

pub(super) enum Event {
    Open(Element),
    Close(String),
    Text(String),
    End,
}

/// An element without the prefixes of its names, and what stands in it as far as that was read.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    inside: Vec<Inside>,
}

enum Inside {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The attribute that most elements of Word have alone.
    pub(super) fn value(&self) -> Option<&str> {
        self.get("val")
    }

    /// The value as a number.
    pub(super) fn number(&self) -> Option<usize> {
        self.value()?.parse().ok()
    }

    /// Whether a property that is there without a value is on.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value(), Some("0" | "false" | "off" | "none"))
    }

    /// The elements right below it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.inside.iter().filter_map(|inside| match inside {
            Inside::Element(element) => Some(element),
            Inside::Text(_) => None,
        })
    }

    /// The first element of this name right below it.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.elements().find(|element| element.name == name)
    }

    /// The first element of this name anywhere in it.
    pub(super) fn find(&self, name: &str) -> Option<&Self> {
        self.child(name).or_else(|| self.elements().find_map(|below| below.find(name)))
    }

    /// All text in it.
    pub(super) fn text(&self) -> String {
        let text = self.inside.iter().map(|inside| match inside {
            Inside::Element(element) => element.text(),
            Inside::Text(text) => text.clone(),
        });
        text.collect()
    }
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Diagnostic> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self(archive)),
            Err(error) => {
                let what = format!("the archive cannot be read ({error})");
                refuse(Position::None, what, DAMAGED)
            }
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// The part of this name; none if the file has no such part.
    pub(super) fn part(
        &mut self,
        name: &'static str,
    ) -> Result<Option<Part<impl BufRead>>, Diagnostic> {
        let file = match self.0.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => {
                let what =
                    format!("the part `{name}` of the archive cannot be read ({error})");
                return refuse(Position::None, what, DAMAGED);
            }
        };
        let mut reader = Reader::from_reader(BufReader::new(file.take(PART)));
        reader.config_mut().expand_empty_elements = true;
        Ok(Some(Part { name, reader, buffer: Vec::new(), depth: 0, inside: 0 }))
    }
}

impl<R: BufRead> Part<R> {
    pub(super) fn next(&mut self) -> Result<Event, Diagnostic> {
        loop {
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return self.invalid(&error.to_string()),
            };
            return Ok(match event {
                Xml::Start(tag) => {
                    let mut attributes = Vec::new();
                    for attribute in tag.attributes().with_checks(false) {
                        let Ok(attribute) = attribute else {
                            return self.invalid("an attribute without a value");
                        };
                        let Ok(value) = attribute
                            .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        else {
                            return self
                                .invalid("an attribute with an unknown reference");
                        };
                        let name = attribute.key.local_name().as_ref().to_owned();
                        attributes.push((name, value.into_owned()));
                    }
                    let name = tag.local_name().as_ref().to_owned();
                    self.depth += 1;
                    if self.depth > DEPTH {
                        let what = format!(
                            "the part `{}` has more than {DEPTH} elements within each other",
                            self.name
                        );
                        return refuse(Position::None, what, DAMAGED);
                    }
                    Event::Open(Element { name, attributes, inside: Vec::new() })
                }
                Xml::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::Close(tag.local_name().as_ref().to_owned())
                }
                Xml::Text(text) => Event::Text(text.xml10_content().into_owned()),
                Xml::CData(text) => Event::Text(text.xml10_content().into_owned()),
                Xml::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(character)) => Event::Text(character.to_string()),
                    _ => match quick_xml::escape::resolve_xml_entity(&name.into_inner())
                    {
                        Some(text) => Event::Text(text.to_owned()),
                        None => return self.invalid("an unknown reference"),
                    },
                },
                Xml::Eof if self.depth > 0 => return self.ends_early(),
                Xml::Eof => Event::End,
                Xml::Empty(_)
                | Xml::Decl(_)
                | Xml::PI(_)
                | Xml::Comment(_)
                | Xml::DocType(_) => continue,
            });
        }
    }

    /// The element that was opened last, with all that stands in it.
    pub(super) fn whole(&mut self, element: Element) -> Result<Element, Diagnostic> {
        self.inside = 0;
        self.tree(element)
    }

    fn tree(&mut self, mut element: Element) -> Result<Element, Diagnostic> {
        loop {
            let inside = match self.next()? {
                Event::Open(below) => Inside::Element(self.tree(below)?),
                Event::Text(text) => Inside::Text(text),
                Event::Close(_) | Event::End => return Ok(element),
            };
            element.inside.push(inside);
            self.inside += 1;
            if self.inside > INSIDE {
                let (part, name) = (self.name, element.name);
                let what = format!(
                    "one `{name}` of the part `{part}` has more than {INSIDE} elements and texts"
                );
                return refuse(Position::None, what, DAMAGED);
            }
        }
    }

    /// The next element of one of these names, with all that stands in it.
    pub(super) fn next_of(
        &mut self,
        names: &[&str],
    ) -> Result<Option<Element>, Diagnostic> {
        loop {
            match self.next()? {
                Event::Open(element) if names.contains(&element.name.as_str()) => {
                    return self.whole(element).map(Some);
                }
                Event::End => return Ok(None),
                Event::Open(_) | Event::Close(_) | Event::Text(_) => {}
            }
        }
    }

    /// Passes over the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Diagnostic> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    fn invalid<T>(&self, why: &str) -> Result<T, Diagnostic> {
        let (name, at) = (self.name, self.reader.buffer_position());
        if at >= PART {
            return self.ends_early();
        }
        let what = format!("byte {at} of the part `{name}` is not valid XML ({why})");
        refuse(Position::None, what, DAMAGED)
    }

    fn ends_early<T>(&self) -> Result<T, Diagnostic> {
        let name = self.name;
        if self.reader.buffer_position() >= PART {
            let what = format!("the part `{name}` has more than {} MiB", PART >> 20);
            let help = "name the vendor's interface document, which has less than 1 MiB";
            return refuse(Position::None, what, help);
        }
        refuse(Position::None, format!("the part `{name}` ends early"), DAMAGED)
    }
}
