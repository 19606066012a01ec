//! Bounds how many requests of a client are sent, and how fast.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until};

/// Lets requests pass one by one; shared by the clones of a client.
#[derive(Debug, Default)]
pub(super) struct Limiter {
    slots: Option<Arc<Semaphore>>,
    /// The least time between two requests.
    gap: Duration,
    /// Held by the request that passes next.
    turn: tokio::sync::Mutex<()>,
    /// When the next request may pass.
    next: Mutex<Option<Instant>>,
}

/// The right to have one request on the way; dropping it gives the right to another one.
pub(super) struct Permit {
    _slot: Option<OwnedSemaphorePermit>,
}

impl Limiter {
    pub(super) fn new(slots: Option<usize>, gap: Duration) -> Self {
        // A client that may have no request on the way could send none.
        let slots = slots.map(|slots| slots.clamp(1, Semaphore::MAX_PERMITS));
        Limiter {
            slots: slots.map(|slots| Arc::new(Semaphore::new(slots))),
            gap,
            turn: tokio::sync::Mutex::default(),
            next: Mutex::new(None),
        }
    }

    /// Waits until a request may be sent.
    pub(super) async fn admit(&self) -> Permit {
        let slot = match &self.slots {
            // It fails only when it is closed, which nothing does.
            Some(slots) => Arc::clone(slots).acquire_owned().await.ok(),
            None => None,
        };
        // Requests pass in the order in which they came: the first waits for its time, the others for the first.
        let _turn = self.turn.lock().await;
        // A pause may begin while this waits.
        while let Some(until) = self.reserve() {
            sleep_until(until).await;
        }
        Permit { _slot: slot }
    }

    /// Lets no request pass for this time.
    pub(super) fn pause(&self, time: Duration) {
        let Some(until) = Instant::now().checked_add(time) else { return };
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        *next = (*next).max(Some(until));
    }

    /// Takes the turn of a request; the time to wait until, if it is not its turn yet.
    fn reserve(&self) -> Option<Instant> {
        let now = Instant::now();
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = next.filter(|until| *until > now) {
            return Some(until);
        }
        *next = now.checked_add(self.gap);
        None
    }
}

/// The waits of one call for a server that answers with the code by which it says that it is too much.
#[derive(Debug, Default)]
pub(super) struct Waits {
    number: u32,
    waited: Duration,
}

impl Waits {
    /// The next wait: a second at first, then twice as long each time, up to about a minute. `None` when all of them
    /// would be longer than `total`.
    pub(super) fn next(&mut self, total: Duration) -> Option<Duration> {
        let wait = Duration::from_secs(1 << self.number.min(6));
        self.number += 1;
        self.waited += wait;
        (self.waited < total).then_some(wait)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use tokio::time::Instant;

    use super::Limiter;

    #[tokio::test(start_paused = true)]
    async fn requests_pass_one_gap_apart_and_not_during_a_pause() {
        let limiter = Arc::new(Limiter::new(None, Duration::from_millis(100)));
        let start = Instant::now();
        let tasks = (0..5).map(|_| {
            let limiter = Arc::clone(&limiter);
            tokio::spawn(async move {
                drop(limiter.admit().await);
                start.elapsed().as_millis()
            })
        });
        let tasks: Vec<_> = tasks.collect();
        tokio::time::sleep(Duration::from_millis(150)).await;
        limiter.pause(Duration::from_secs(1));
        let mut passed = Vec::new();
        for task in tasks {
            passed.push(task.await.unwrap());
        }
        passed.sort_unstable();
        // The clock of tokio counts whole milliseconds, and a sleep ends behind its time.
        let rounded: Vec<_> = passed.iter().map(|it| it / 10 * 10).collect();
        assert_eq!(rounded, [0, 100, 1150, 1250, 1350]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_request_that_comes_when_another_one_may_pass_does_not_overtake_it() {
        const GAP: Duration = Duration::from_millis(100);

        let limiter = Arc::new(Limiter::new(None, GAP));
        limiter.admit().await;
        let (sender, mut passed) = tokio::sync::mpsc::unbounded_channel();
        // The timer of the late one is the first of those that end at this time.
        for (name, comes_after) in [("late", GAP), ("early", Duration::ZERO)] {
            let (limiter, sender) = (Arc::clone(&limiter), sender.clone());
            tokio::spawn(async move {
                tokio::time::sleep(comes_after).await;
                limiter.admit().await;
                sender.send(name).unwrap();
            });
        }
        assert_eq!(
            [passed.recv().await, passed.recv().await],
            [Some("early"), Some("late")]
        );
    }

    #[tokio::test(start_paused = true)]
    async fn no_more_requests_than_allowed_are_on_the_way() {
        let limiter = Limiter::new(Some(2), Duration::ZERO);
        let (first, _second) = (limiter.admit().await, limiter.admit().await);
        let third = tokio::time::timeout(Duration::from_secs(9), limiter.admit());
        assert!(third.await.is_err());
        drop(first);
        limiter.admit().await;
    }
}
