//! The windows of a list that are still to be asked for.

use std::collections::VecDeque;

use crate::window::{Span, Spans};

/// The windows of a list, in order: the one in hand, and those after it.
#[derive(Clone, Debug)]
pub(super) struct Windows {
    current: Option<Span>,
    /// The next windows, as far as they have been cut off `spans`.
    next: VecDeque<Span>,
    spans: Spans,
}

impl Windows {
    pub(super) fn new(spans: Spans) -> Self {
        Windows { current: None, next: VecDeque::new(), spans }
    }

    /// The window in hand, or the one with which the list goes on.
    pub(super) fn at(&self) -> Option<Span> {
        self.current.or_else(|| self.next.front().copied())
    }

    /// Takes the next window in hand.
    pub(super) fn advance(&mut self) -> Option<Span> {
        self.current = self.next.pop_front().or_else(|| self.spans.next());
        self.current
    }

    /// The window that comes so many windows after the next one.
    #[cfg(feature = "client")]
    pub(super) fn ahead(&mut self, after_next: usize) -> Option<Span> {
        while self.next.len() <= after_next {
            self.next.push_back(self.spans.next()?);
        }
        self.next.get(after_next).copied()
    }

    /// Cuts the window in hand in two, and takes the first half in hand. Windows that were not cut off yet will not be
    /// longer. `None` when the window cannot be cut.
    pub(super) fn halve(&mut self) -> Option<Span> {
        let (first, second) = self.spans.halve(self.current?)?;
        self.next.push_front(second);
        self.current = Some(first);
        self.current
    }

    /// Goes on from this window, which belongs to the range. `false` when it does not.
    pub(super) fn resume(&mut self, span: Span) -> bool {
        let Some(span) = self.spans.resume(span) else { return false };
        self.next = VecDeque::from([span]);
        true
    }
}
