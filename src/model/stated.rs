//! Holds a value that the scenario states, with how each model spells it and what it is worth there.

use super::Term;
use crate::quantity::{Kind, Remarks};

/// A value that the scenario states, certain or not.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its path in the scenario; that of a shared value or default where the value is drawn once for many uses.
    pub path: String,
    /// What it measures.
    pub kind: Kind,
    /// What one is of which this is the number or the price, such as a bed day.
    pub unit: Option<String>,
    /// Source, note, grade, owner, review date.
    pub remarks: Remarks,
    /// How each of [`super::Plan::models`] spells it; empty where the model does not state it.
    pub spellings: Vec<String>,
    /// What it is in each of [`super::Plan::models`], in the unit as written: rates per **year**.
    pub terms: Vec<Option<Term>>,
    /// The largest share of draws, over models, in which it is clipped to its legal range.
    pub clipped: f64,
}
