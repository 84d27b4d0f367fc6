//! Keeps draws in files, whole or not at all: those of a checkpoint, and those of a part of a run.

mod format;
mod origin;

pub(super) use format::{Found, MAGIC, Start, range, read, set_aside, start, write};
pub(super) use origin::Origin;
