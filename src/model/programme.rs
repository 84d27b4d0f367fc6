//! Describes what support costs, who pays for it and when.

use super::Term;

/// The funding of the programme, at the price base.
#[derive(Clone, Debug, Default)]
pub struct Programme {
    /// One entry for each amount of each funding line.
    pub funding: Vec<Funding>,
    /// How many people the team can see, if stated; only people needed are held against it.
    pub capacity: Option<Capacity>,
}

/// One amount, spread evenly over `from`–`to`.
#[derive(Clone, Debug)]
pub struct Funding {
    /// The label of its funding line.
    pub label: String,
    /// Index of the payer that bears it.
    pub payer: usize,
    /// Index into [`super::Plan::years`].
    pub year: usize,
    /// Start of the (part-)year, months after the programme starts.
    pub from: f64,
    /// End of the (part-)year.
    pub to: f64,
    /// £ at the price base.
    pub amount: f64,
    /// The amount as written, in the prices that it was written in.
    pub written: f64,
}

/// What the team can take on.
#[derive(Clone, Debug)]
pub struct Capacity {
    /// Coordinators by year index.
    pub coordinators: Vec<(usize, f64)>,
    /// New people that each can take on in a year.
    pub new_people_each: Term,
    /// £ per coordinator and year, at the price base; never added to cost.
    pub cost_each: Option<Term>,
}

impl Programme {
    /// Cost at the price base, undiscounted, of the payers and years that `counts` accepts.
    pub fn cost(&self, mut counts: impl FnMut(&Funding) -> bool) -> f64 {
        self.funding.iter().filter(|funding| counts(funding)).map(|funding| funding.amount).sum()
    }
}
