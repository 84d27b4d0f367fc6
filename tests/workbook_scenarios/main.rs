//! Holds scenarios in workbooks against the same in text files: nothing is lost on the way, cells mean what they show, and
//! what is wrong is said of its cell.

#![cfg(feature = "xlsx")]

mod book;
mod cells;
mod faults;
mod hostile;
mod round_trip;
