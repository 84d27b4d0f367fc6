//! Lists the cells of the calculator that may be changed.

use super::columns::Columns;
use super::formula::{PERCENT, POUNDS};
use crate::estimate::{Results, float};

/// How surely an amount is to be reached, unless somebody says otherwise.
pub(super) const CONFIDENCE: f64 = 0.8;

/// A cell to be changed.
pub(super) struct Input {
    pub(super) label: &'static str,
    /// The name by which formulas know it.
    pub(super) name: &'static str,
    pub(super) value: f64,
    /// The least and the most that it may hold.
    pub(super) range: (f64, f64),
    pub(super) format: &'static str,
    pub(super) says: &'static str,
}

pub(super) fn inputs(results: &Results, columns: &Columns) -> Vec<Input> {
    let mut inputs = vec![
        Input {
            label: "Confidence",
            name: "confidence",
            value: CONFIDENCE,
            range: (0.01, 0.99),
            format: "0%",
            says: "How surely an amount is to be reached, from 1% to 99%.",
        },
        Input {
            label: "People",
            name: "people",
            value: people(results),
            range: (1.0, 1e7),
            format: "#,##0",
            says: "How many people are supported. Everything below is scaled by it.",
        },
    ];
    if let Some(cost) = cost_of_one(results) {
        inputs.push(Input {
            label: "Programme cost of one person, present value",
            name: "programme_cost",
            value: cost,
            range: (0.0, 1e9),
            format: POUNDS,
            says: "What support costs for each person, discounted; for all of them it stands below.",
        });
    }
    if let Some(share) = cashable_share(columns) {
        inputs.push(Input {
            label: "Cashable share of avoided cost",
            name: "cashable_share",
            value: share,
            range: (0.0, 1.0),
            format: PERCENT,
            says: "What part of avoided cost can leave a budget: all payers, events and draws together. It moves targets that count cash too.",
        });
    }
    inputs
}

/// The people of the run.
pub(super) fn people(results: &Results) -> f64 {
    float(usize::try_from(results.scenario.people).unwrap_or(usize::MAX))
}

/// What the programme costs for one person at present value, where it costs anything.
pub(super) fn cost_of_one(results: &Results) -> Option<f64> {
    let cost = results.programme.as_ref()?.cost_pv / people(results);
    (cost.is_finite() && cost > 0.0).then_some(cost)
}

/// What of avoided cost is cashable, over all draws together.
pub(super) fn cashable_share(columns: &Columns) -> Option<f64> {
    let (_, cashable) = columns.get("cashable")?;
    let (_, avoided) = columns.get("avoided")?;
    let share = cashable.sum() / avoided.sum();
    (share.is_finite() && share > 0.0 && share <= 1.0).then_some(share)
}
