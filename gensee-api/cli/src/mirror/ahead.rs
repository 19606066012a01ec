//! Lists that are asked for one after the other, with the first answers of the next ones on the way.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::Poll;

use gensee_api::Error;
use serde_json::Value;

use super::tables::{Items, Next};
use crate::failure::Outcome;

/// A list that was asked for.
pub struct Asked {
    items: Box<dyn Items>,
    /// An item that was there before its turn.
    first: Option<Result<Option<Value>, Error>>,
}

impl Asked {
    /// Sends the first request. The answer arrives while others are read, as far as it fits into a few hundred kilobytes.
    async fn ask(mut items: Box<dyn Items>) -> Self {
        let first = poll_fn(|context| {
            // A list loses no item when the waiting for it is given up.
            match items.next().as_mut().poll(context) {
                Poll::Ready(item) => Poll::Ready(Some(item)),
                Poll::Pending => Poll::Ready(None),
            }
        });
        let first = first.await;
        Self { items, first }
    }
}

impl Items for Asked {
    fn next(&mut self) -> Next<'_> {
        match self.first.take() {
            Some(item) => Box::pin(std::future::ready(item)),
            None => self.items.next(),
        }
    }
}

/// Jobs in their order, with what was asked for each.
pub struct Ahead<J, I> {
    jobs: I,
    asked: VecDeque<(J, Asked)>,
    concurrency: usize,
}

impl<J, I: Iterator<Item = J>> Ahead<J, I> {
    pub fn new(jobs: I, concurrency: usize) -> Self {
        Self { jobs, asked: VecDeque::new(), concurrency: concurrency.max(1) }
    }

    /// The next job with its list, after as many as may be on the way at one time were asked for.
    pub async fn next(
        &mut self,
        ask: impl Fn(&J) -> Outcome<Box<dyn Items>>,
    ) -> Outcome<Option<(J, Asked)>> {
        while self.asked.len() < self.concurrency {
            let Some(job) = self.jobs.next() else { break };
            let items = ask(&job)?;
            self.asked.push_back((job, Asked::ask(items).await));
        }
        Ok(self.asked.pop_front())
    }
}
