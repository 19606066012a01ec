//! Which id of the sandbox is which thing of the model. The first time an id is seen, it gets the name of the thing
//! that should stand there.

use gensee_api::{DocumentId, RecordId, ReturnCode, VodId, WebcastId};

use super::command::Pick;
use super::reference::{Row, Thing, Told};

/// What no id of the sandbox is.
const NONE: usize = usize::MAX;

/// A row of a real answer.
pub struct Seen {
    pub id: Option<Id>,
    pub facts: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Id {
    Webcast(WebcastId),
    Record(RecordId),
    Vod(VodId),
    Document(DocumentId),
}

/// The ids that were seen, in the order in which they were.
#[derive(Default)]
pub struct Names(Vec<(Thing, Id)>);

impl Names {
    /// The thing of an id.
    pub fn thing(&self, id: Id) -> Thing {
        let found = self.0.iter().find(|(_, known)| *known == id);
        found.map_or_else(|| unnamed(&id), |(thing, _)| *thing)
    }

    pub fn webcast(&self, pick: Pick) -> (Option<usize>, WebcastId) {
        self.pick(pick, "none".into(), |known| match known {
            (Thing::Webcast(place), Id::Webcast(id)) => Some((*place, id.clone())),
            _ => None,
        })
    }

    pub fn record(&self, pick: Pick) -> (Option<usize>, RecordId) {
        self.pick(pick, 1.into(), |known| match known {
            (Thing::Record(place), Id::Record(id)) => Some((*place, *id)),
            _ => None,
        })
    }

    pub fn vod(&self, pick: Pick) -> (Option<usize>, VodId) {
        self.pick(pick, "none".into(), |known| match known {
            (Thing::Vod(place), Id::Vod(id)) => Some((*place, id.clone())),
            _ => None,
        })
    }

    pub fn document(&self, pick: Pick) -> (Option<usize>, DocumentId) {
        self.pick(pick, 1.into(), |known| match known {
            (Thing::Document(place), Id::Document(id)) => Some((*place, *id)),
            _ => None,
        })
    }

    /// One of those whose ids are known, or else an id that nothing has.
    fn pick<T>(
        &self,
        pick: Pick,
        none: T,
        kind: impl FnMut(&(Thing, Id)) -> Option<(usize, T)>,
    ) -> (Option<usize>, T) {
        let mut known: Vec<_> = self.0.iter().filter_map(kind).collect();
        match pick.of(known.len()) {
            Some(index) => {
                let (place, id) = known.swap_remove(index);
                (Some(place), id)
            }
            None => (None, none),
        }
    }

    /// Whether the sandbox tells what the model does.
    pub fn agree(
        &mut self,
        expected: &Told,
        found: Result<Vec<Seen>, ReturnCode>,
    ) -> Result<(), String> {
        let found = found.map(|rows| {
            let expected = expected.as_deref().unwrap_or_default();
            let places = (0..).map(|place| expected.get(place));
            rows.into_iter()
                .zip(places)
                .map(|(seen, expected)| self.named(seen, expected))
                .collect()
        });
        if found == *expected {
            return Ok(());
        }
        Err(format!("expected {expected:?}\n   found {found:?}"))
    }

    fn named(&mut self, Seen { id, facts }: Seen, expected: Option<&Row>) -> Row {
        if let (Some(id), Some(Row { thing: Some(thing), .. })) = (&id, expected) {
            let kind =
                std::mem::discriminant(&unnamed(id)) == std::mem::discriminant(thing);
            let fresh =
                self.0.iter().all(|(known, other)| known != thing && other != id);
            if kind && fresh {
                self.0.push((*thing, id.clone()));
            }
        }
        Row { thing: id.map(|id| self.thing(id)), facts }
    }
}

fn unnamed(id: &Id) -> Thing {
    match id {
        Id::Webcast(_) => Thing::Webcast(NONE),
        Id::Record(_) => Thing::Record(NONE),
        Id::Vod(_) => Thing::Vod(NONE),
        Id::Document(_) => Thing::Document(NONE),
    }
}
