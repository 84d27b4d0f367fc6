//! Holds whole reports against known answers.
