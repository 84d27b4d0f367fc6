//! Holds the expectation against closed forms worked out by hand and against the words of method.md on a fine grid.

mod closed_forms;
mod time;
mod town;
