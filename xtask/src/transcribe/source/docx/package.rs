//! The parts of a Word file: a zip archive of XML.
//!
//! Whoever made the file chose its sizes, so every one of them has a bound.

use std::io::{Cursor, Read};

use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::transcribe::diagnostic::{Diagnostics, refuse};
use crate::transcribe::position::Position;

/// The most bytes that a part may have when it is unpacked; the vendor's text has 0.6 MB.
const PART: u64 = 32 << 20;
/// The most elements and texts in it; the vendor's text has 35,000.
const NODES: u32 = 1 << 19;
/// The most elements that may stand within each other; Word itself needs about 20.
const DEPTH: usize = 256;
const DAMAGED: &str = "the file is cut short or damaged; open it in a word processor and save it as .docx again";

/// The file.
pub(super) struct Package<'b>(ZipArchive<Cursor<&'b [u8]>>);

/// An element without the prefixes of its names.
#[derive(Clone, Copy)]
pub(super) struct Element<'x>(Node<'x, 'x>);

impl<'x> Element<'x> {
    pub(super) fn name(self) -> &'x str {
        self.0.tag_name().name()
    }

    pub(super) fn get(self, name: &str) -> Option<&'x str> {
        let found = self.0.attributes().find(|attribute| attribute.name() == name);
        found.map(|attribute| attribute.value())
    }

    /// The attribute that most elements of Word have alone.
    pub(super) fn value(self) -> Option<&'x str> {
        self.get("val")
    }

    /// The value as a number.
    pub(super) fn number(self) -> Option<usize> {
        self.value()?.parse().ok()
    }

    /// The elements right below it.
    pub(super) fn elements(self) -> impl Iterator<Item = Self> {
        self.0.children().filter(Node::is_element).map(Self)
    }

    /// The first element of this name right below it.
    pub(super) fn child(self, name: &str) -> Option<Self> {
        self.elements().find(|element| element.name() == name)
    }

    /// The first element of this name anywhere in it.
    pub(super) fn find(self, name: &str) -> Option<Self> {
        self.0.descendants().map(Self).find(|element| element.name() == name)
    }

    /// All text in it.
    pub(super) fn text(self) -> String {
        let texts = self.0.descendants().filter(Node::is_text);
        texts.filter_map(|node| node.text()).collect()
    }
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, Diagnostics> {
        match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => Ok(Self(archive)),
            Err(error) => damaged(format!("the archive cannot be read ({error})")),
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    /// What `read` makes of the part of this name; none if the file has no such part.
    pub(super) fn read<T>(
        &mut self,
        name: &str,
        read: impl FnOnce(Element<'_>) -> T,
    ) -> Result<Option<T>, Diagnostics> {
        let part = match self.0.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => {
                return damaged(format!(
                    "the part `{name}` of the archive cannot be read ({error})"
                ));
            }
        };
        let mut text = String::new();
        if let Err(error) = part.take(PART + 1).read_to_string(&mut text) {
            return damaged(format!("the part `{name}` cannot be read ({error})"));
        }
        if text.len() as u64 > PART {
            let what = format!("the part `{name}` has more than {} MiB", PART >> 20);
            let help = "name the vendor's interface document, which has less than 1 MiB";
            return refuse(Position::None, what, help);
        }
        let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
        let is_deep = |tree: &Document<'_>| {
            tree.descendants().any(|node| node.ancestors().nth(DEPTH).is_some())
        };
        match Document::parse_with_options(&text, options) {
            Ok(tree) if is_deep(&tree) => damaged(format!(
                "the part `{name}` has more than {DEPTH} elements within each other"
            )),
            Ok(tree) => Ok(Some(read(Element(tree.root_element())))),
            Err(roxmltree::Error::NodesLimitReached) => damaged(format!(
                "the part `{name}` has more than {NODES} elements and texts"
            )),
            Err(error) => {
                damaged(format!("the part `{name}` is not valid XML ({error})"))
            }
        }
    }
}

fn damaged<T>(what: String) -> Result<T, Diagnostics> {
    refuse(Position::None, what, DAMAGED)
}
