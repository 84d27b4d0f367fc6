//! Holds the promises that a decision rests on: the same answer everywhere, nothing lost, nothing let in.

#[cfg(unix)]
mod checkpoint;
mod edges;
mod hostile;
mod reproducible;
mod town;
mod writing;
