//! Reads off one draw what the programme is charged for each person or month.

use crate::model::{Funding, FundingCost, Model};

/// One line of funding that follows the people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Charge {
    /// Index of the payer.
    pub(super) payer: usize,
    /// £ with its uplift: a person, or a month.
    pub(super) each: f64,
    /// For how many months at most; `None`: at joining, at once.
    pub(super) months: Option<f64>,
    /// Whether it is paid for those alone who engage.
    pub(super) engaged: bool,
}

impl Charge {
    /// Reads every such line of a draw into `charges`.
    pub(super) fn read(charges: &mut Vec<Self>, model: &Model, theta: &[f64]) {
        charges.clear();
        charges.extend(
            model
                .programme
                .iter()
                .flat_map(|programme| &programme.funding)
                .filter_map(|line| Self::of(line, model, theta)),
        );
    }

    fn of(line: &Funding, model: &Model, theta: &[f64]) -> Option<Self> {
        let (each, months, engaged) = match &line.cost {
            FundingCost::Amount(_) => return None,
            FundingCost::Person { each, engaged } => (each, None, *engaged),
            FundingCost::Month { each, length, engaged } => {
                let length = length.as_ref().map_or(model.horizon, |length| length.value(theta));
                (each, Some(length.min(model.end_of_money())), *engaged)
            }
        };
        let each = line.uplifted(each.value(theta), theta);
        Some(Self { payer: line.payer, each, months, engaged })
    }
}
