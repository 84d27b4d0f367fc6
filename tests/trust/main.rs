//! Holds the promises that a decision rests on: the same answer everywhere, nothing lost, nothing let in.

#[cfg(unix)]
mod checkpoint;
#[path = "../common/town.rs"]
mod common;
mod doubled;
mod edges;
#[cfg(target_os = "linux")]
mod faults;
mod folder;
mod hidden;
mod hostile;
#[path = "../common/readers.rs"]
mod readers;
mod reproducible;
#[cfg(unix)]
mod signals;
mod town;
mod writing;
