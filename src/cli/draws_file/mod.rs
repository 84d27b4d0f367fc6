//! Keeps draws in files, whole or not at all: those of a checkpoint, and those of a part of a run.

mod format;
mod leftover;
mod origin;

pub(super) use format::{Found, Start, read, set_aside, start, write};
pub(super) use leftover::{PREFIX, at_work_on, sweep};
pub(super) use origin::Origin;
