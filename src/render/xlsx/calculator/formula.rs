//! Holds formulas as a spreadsheet program knows them, each with the value that it gives, and the formats of what they give.

use crate::estimate::{Chance, float};
use crate::render::words::percent;

pub(super) const POUNDS: &str = "[$£-809]#,##0;[Red]-[$£-809]#,##0";
pub(super) const PERCENT: &str = "0.0%";
pub(super) const RATIO: &str = "[$£-809]0.00";
/// That of the error of a chance.
pub(super) const ERROR: &str = "0.00%";

/// A formula and its value.
#[derive(Clone)]
pub(super) struct Formula {
    pub(super) text: String,
    /// `None` where there is nothing to be worked out, such as what is missing when nothing ever is.
    pub(super) value: Option<f64>,
    pub(super) format: String,
    /// What it does.
    pub(super) says: &'static str,
}

impl Formula {
    pub(super) fn new(text: String, value: f64, format: &str, says: &'static str) -> Self {
        Self { text, value: Some(value).filter(|value| value.is_finite()), format: format.to_owned(), says }
    }
}

/// The text of the Monte Carlo error of a share of the draws, of the count of hits as a spreadsheet program has it.
pub(super) fn error_of_share(hits: &str, name: &str) -> String {
    let share = format!("({hits}+2)/(COUNT({name})+4)");
    format!("=SQRT({share}*(1-{share})/(COUNT({name})+4))")
}

/// What that text does.
pub(super) const OF_SHARE: &str = "Monte Carlo error of that chance: more draws would make it smaller. Two draws that reach it and two that do not are added, so that \
     the error of a chance that no draw has is not nothing.";
/// What the text of an error of a mean does.
pub(super) const OF_MEAN: &str = "Monte Carlo error of the mean: the spread of draws over the root of their number.";

/// A format in which no share of so many draws is printed as 0% or 100%: what the run itself says stands there.
pub(super) fn chance_format(draws: usize) -> String {
    let draws = float(draws.max(1));
    let [none, all] = [0.0, 1.0].map(|share| percent(&Chance::in_draws(share, draws)));
    let least = 0.5 / draws;
    format!("[<{least}]\"{none}\";[>{}]\"{all}\";0.0%", 1.0 - least)
}
