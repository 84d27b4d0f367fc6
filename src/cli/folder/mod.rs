//! Keeps a folder that holds the files of one run, whole: old or new, whatever happens to the program or the computer.
//!
//! ```text
//! lock ▶ stage: write all of it into a hidden folder inside, through to the disk
//!      ▶ commit: one renaming makes it `averted-unfinished`, with a journal of what is to be moved where
//!      ▶ swap: earlier files aside, new ones into place, results.json and the manifest last
//!      ▶ done: one renaming hides it again; what is in it may go
//! ```
//! Before the commit nothing in the folder has changed; after it every command that meets the folder ends the swap first.
//! A file is only removed when its checksum is the one that the manifest of the earlier run gives it. Anything else in the
//! way is moved into a folder `kept-1`, and said.

mod audit;
mod deliver;
mod disk;
mod journal;
mod lock;
mod manifest;
mod mend;
mod stage;
mod swap;

pub(super) use audit::audit;
pub(super) use deliver::{Of, deliver};
pub(super) use mend::mend;
