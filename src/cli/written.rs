//! Gives the dictionary of each answer that the program writes, with the title of its schema.

use super::args::Written;
use crate::dictionary::{Dictionary as _, Form};
use crate::estimate::{Comparison, Drivers, Evidence, Results, Stress, draws_form};

/// The file, and what stands in it.
pub(super) fn described(of: Written) -> (&'static str, Form) {
    match of {
        Written::Results => ("results.json", Results::form()),
        Written::Draws => ("draws.csv and draws.parquet", draws_form()),
        Written::Stress => ("stress.json", Stress::form()),
        Written::Drivers => ("drivers.json", Drivers::form()),
        Written::Evidence => ("evidence.json", Evidence::form()),
        Written::Compare => ("compare.json", Comparison::form()),
    }
}
