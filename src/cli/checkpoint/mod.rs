//! Keeps the draws of a long run in a file, whole or not at all, so that a run that was killed goes on where it was.

mod state;

pub(super) use state::{Checkpoint, FILE, identity};
