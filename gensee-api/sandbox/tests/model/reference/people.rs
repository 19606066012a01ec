//! What people do in the reference model: they start, come, talk, go, watch and finish.

use super::{Done, Life, Model, SECOND, Session, Stay};

impl Model {
    pub fn start(&mut self, id: Option<usize>) -> Done {
        let id = self.held(id)?;
        if self.webcasts[id].life != Life::Live {
            self.webcasts[id].life = Life::Live;
            let subject = self.webcasts[id].subject.clone();
            let (started, ended) = (self.now, None);
            self.sessions.push(Session { webcast: id, subject, started, ended });
        }
        Ok(())
    }

    pub fn finish(&mut self, id: Option<usize>) -> Done {
        let live = match self.held(id) {
            Err("Ended") => None,
            held => Some(held?),
        };
        let live = live.filter(|id| self.webcasts[*id].life == Life::Live);
        live.and_then(|id| self.end(id, Life::NotStarted)).map(drop).ok_or("NotLive")
    }

    pub fn join(&mut self, id: Option<usize>, name: &str) -> Done {
        let id = self.held(id)?;
        let webcast = &self.webcasts[id];
        let inside = i64::try_from(self.inside(id)).unwrap_or(i64::MAX);
        if webcast.most.is_some_and(|most| inside >= most) {
            return Err("Full");
        }
        if webcast.life == Life::NotStarted {
            self.webcasts[id].life = Life::Joined;
        }
        let (name, joined) = (name.to_owned(), self.now);
        self.visits.push(Stay { at: id, name, joined, left: None });
        Ok(())
    }

    pub fn leave(&mut self, visit: usize) -> Done {
        self.is_inside(visit)?;
        self.visits[visit].left = Some(self.now);
        let id = self.visits[visit].at;
        if self.inside(id) == 0 && self.webcasts[id].life == Life::Joined {
            self.webcasts[id].life = Life::NotStarted;
        }
        Ok(())
    }

    pub fn chat(&mut self, visit: usize, words: &str) -> Done {
        self.is_inside(visit)?;
        let Stay { at, name, .. } = &self.visits[visit];
        self.chat.push((*at, name.clone(), self.now, words.to_owned()));
        Ok(())
    }

    pub fn watch(&mut self, vod: Option<usize>, seconds: u64) -> Done {
        let vod = vod.filter(|vod| self.there(*vod)).ok_or("UnknownVod")?;
        self.vods[vod].published.ok_or("Unpublished")?;
        let joined = self.now - seconds.cast_signed() * SECOND;
        let (name, left) = ("somebody".to_owned(), Some(self.now));
        self.watches.push(Stay { at: vod, name, joined, left });
        Ok(())
    }

    pub fn inside(&self, id: usize) -> usize {
        self.visits.iter().filter(|visit| visit.at == id && visit.left.is_none()).count()
    }

    fn is_inside(&self, visit: usize) -> Done {
        if self.visits[visit].left.is_some() { Err("Left") } else { Ok(()) }
    }

    /// A webcast that people can come to.
    fn held(&self, id: Option<usize>) -> Result<usize, &'static str> {
        let id = id.filter(|id| !self.webcasts[*id].deleted).ok_or("UnknownWebcast")?;
        if self.webcasts[id].life == Life::Ended { Err("Ended") } else { Ok(id) }
    }
}
