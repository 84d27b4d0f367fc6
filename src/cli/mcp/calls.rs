//! Keeps the calls that wait for their turn, one at a time since each takes every processor, and gives up those that nobody
//! wants any more.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::message::Id;
use crate::cli::caller::Caller;

/// Calls that may wait at most.
const MOST: usize = 64;

/// The calls of a client.
pub(super) struct Calls<C> {
    state: Mutex<State<C>>,
    changed: Condvar,
}

struct State<C> {
    waiting: VecDeque<Turn<C>>,
    current: Option<Current>,
    /// Whether no further call will come.
    closed: bool,
}

/// A call whose turn comes or has come.
pub(super) struct Turn<C> {
    /// Of the request that it is to answer.
    pub(super) id: Id,
    /// For whom it is carried out.
    pub(super) caller: Caller,
    /// What is called.
    pub(super) call: C,
}

/// The call under way.
struct Current {
    id: Id,
    caller: Caller,
    /// Whether its answer is still wanted.
    wanted: bool,
}

impl<C> Calls<C> {
    /// None yet.
    pub(super) fn new() -> Self {
        let state = State { waiting: VecDeque::new(), current: None, closed: false };
        Self { state: Mutex::new(state), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State<C>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a call.
    ///
    /// # Errors
    ///
    /// When too many wait, or one of the same id does.
    pub(super) fn add(&self, turn: Turn<C>) -> Result<(), String> {
        let mut state = self.state();
        let mut known = state.waiting.iter().map(|waiting| &waiting.id).chain(state.current.iter().map(|now| &now.id));
        if known.any(|known| *known == turn.id) {
            return Err("a request of this id is not answered yet".to_owned());
        }
        if state.waiting.len() >= MOST {
            return Err(format!("{MOST} calls wait already; wait for the answer of one"));
        }
        state.waiting.push_back(turn);
        self.changed.notify_all();
        Ok(())
    }

    /// Waits for the next call, which is then under way; none when no further will come.
    pub(super) fn next(&self) -> Option<Turn<C>> {
        let mut state = self.state();
        loop {
            if let Some(turn) = state.waiting.pop_front() {
                state.current = Some(Current { id: turn.id.clone(), caller: turn.caller.clone(), wanted: true });
                return Some(turn);
            }
            if state.closed {
                return None;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether the answer of the call under way is still wanted.
    pub(super) fn is_wanted(&self) -> bool {
        self.state().current.as_ref().is_some_and(|current| current.wanted)
    }

    /// Ends the call under way.
    pub(super) fn end(&self) {
        self.state().current = None;
        self.changed.notify_all();
    }

    /// Gives up the call of this id, if it waits or is under way.
    pub(super) fn cancel(&self, id: &Id) {
        let mut state = self.state();
        state.waiting.retain(|waiting| waiting.id != *id);
        if let Some(current) = state.current.as_mut().filter(|current| current.id == *id) {
            current.wanted = false;
            current.caller.stop();
        }
    }

    /// Takes no further call, and gives those that are there until `patience` is over; then what is left is given up. Says
    /// whether nothing was.
    pub(super) fn close(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let mut state = self.state();
        state.closed = true;
        self.changed.notify_all();
        while state.current.is_some() || !state.waiting.is_empty() {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                state.waiting.clear();
                if let Some(current) = &mut state.current {
                    current.wanted = false;
                    current.caller.stop();
                }
                return false;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn id(number: u64) -> Id {
        Id::of(&json!(number)).unwrap()
    }

    fn turn(number: u64) -> Turn<()> {
        Turn { id: id(number), caller: Caller::program(), call: () }
    }

    #[test]
    fn calls_come_in_turn_and_what_is_given_up_is_not_answered() {
        let calls = Calls::new();
        for number in 1..=4 {
            calls.add(turn(number)).unwrap();
        }
        assert!(calls.add(turn(2)).is_err(), "an id stands for one request");
        let first = calls.next().unwrap();
        assert!(first.id == id(1) && calls.add(turn(1)).is_err());
        // One that waits, one that nobody knows, the one under way.
        calls.cancel(&id(2));
        calls.cancel(&id(9));
        assert!(calls.is_wanted() && !first.caller.has_stopped());
        calls.cancel(&id(1));
        assert!(!calls.is_wanted() && first.caller.has_stopped());
        calls.end();
        let third = calls.next().unwrap();
        assert!(third.id == id(3) && calls.is_wanted() && !third.caller.has_stopped());
        // What was asked for before the end is done while there is time.
        assert!(!calls.close(Duration::ZERO));
        assert!(third.caller.has_stopped() && !calls.is_wanted());
        calls.end();
        assert!(calls.next().is_none() && calls.close(Duration::ZERO));
    }

    #[test]
    fn no_more_wait_than_can_be_kept() {
        let calls = Calls::new();
        let added = (0..100).filter(|number| calls.add(turn(*number)).is_ok()).count();
        assert_eq!(added, MOST);
    }
}
