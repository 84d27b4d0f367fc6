//! Describes what support costs, who pays for it and when.

use super::Term;
use crate::scenario::FundingUnit;

/// The funding of the programme, at the price base.
#[derive(Clone, Debug, Default)]
pub struct Programme {
    /// One entry for each amount by year, and one for each line that follows the people.
    pub funding: Vec<Funding>,
    /// How many people the team can see, if stated; only people needed are held against it.
    pub capacity: Option<Capacity>,
}

/// One amount, or so much for each person or month.
#[derive(Clone, Debug)]
pub struct Funding {
    /// The place of its line in the scenario, from 1.
    pub line: usize,
    /// The label of that line.
    pub label: String,
    /// Index of the payer that bears it.
    pub payer: usize,
    /// How much, and when.
    pub cost: FundingCost,
    /// Optimism bias: the share that is added to it where it is above zero.
    pub uplift: Term,
}

/// How much a funding line is, £ at the price base; below zero where it is income.
#[derive(Clone, Debug)]
pub enum FundingCost {
    /// An amount of one year, whoever joins.
    Amount(YearFunding),
    /// So much for each person who joins, in the month of joining.
    Person {
        /// £ a person.
        each: Term,
        /// Whether it is paid for those alone who engage.
        engaged: bool,
    },
    /// So much a month for each person from joining on, paid as it runs, until the person leaves.
    Month {
        /// £ a month.
        each: Term,
        /// For how long, months; `None`: while the person is followed.
        length: Option<Term>,
        /// Whether it is paid for those alone who engage.
        engaged: bool,
    },
}

/// One amount, spread evenly over `from`–`to`.
#[derive(Clone, Debug)]
pub struct YearFunding {
    /// Index into [`super::Plan::years`].
    pub year: usize,
    /// Start of the (part-)year, months after the programme starts.
    pub from: f64,
    /// End of the (part-)year.
    pub to: f64,
    /// £ at the price base.
    pub amount: Term,
    /// The amount as written, in the prices that it was written in.
    pub written: Term,
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

impl Funding {
    /// What `amount` of this line comes to with its uplift in the draw `theta`: optimism about what a thing costs says
    /// nothing about income, or about what is no longer spent.
    ///
    /// ```text
    /// amount · (1 + uplift) where amount > 0, else amount
    /// ```
    #[must_use]
    pub fn uplifted(&self, amount: f64, theta: &[f64]) -> f64 {
        if amount > 0.0 { amount * (1.0 + self.uplift.value(theta)) } else { amount }
    }

    /// The amount of one year, £ at the price base with its uplift, in the draw `theta`, and when it falls; `None` of what
    /// follows the people.
    #[must_use]
    pub fn amount(&self, theta: &[f64]) -> Option<(f64, &YearFunding)> {
        match &self.cost {
            FundingCost::Amount(year) => Some((self.uplifted(year.amount.value(theta), theta), year)),
            FundingCost::Person { .. } | FundingCost::Month { .. } => None,
        }
    }

    /// Whether it is so much for each person or month.
    #[must_use]
    pub const fn follows_people(&self) -> bool {
        !matches!(self.cost, FundingCost::Amount(_))
    }

    /// What each is paid for, and how much that is; `None` of an amount by year.
    #[must_use]
    pub const fn following(&self) -> Option<(FundingUnit, &Term)> {
        match &self.cost {
            FundingCost::Amount(_) => None,
            FundingCost::Person { each, engaged: false } => Some((FundingUnit::Person, each)),
            FundingCost::Person { each, engaged: true } => Some((FundingUnit::EngagedPerson, each)),
            FundingCost::Month { each, engaged: false, .. } => Some((FundingUnit::Month, each)),
            FundingCost::Month { each, engaged: true, .. } => Some((FundingUnit::EngagedMonth, each)),
        }
    }
}

impl Programme {
    /// What is paid whoever joins, at the price base, undiscounted, in the draw `theta`: the amounts of the payers and years
    /// that `counts` accepts.
    pub fn fixed_cost(&self, theta: &[f64], mut counts: impl FnMut(usize, usize) -> bool) -> f64 {
        let amounts = self.funding.iter().filter_map(|line| line.amount(theta).map(|(amount, of)| (line, amount, of)));
        // The empty sum of floats is -0, which would be printed as such.
        0.0 + amounts.filter(|(line, _, of)| counts(line.payer, of.year)).map(|(_, amount, _)| amount).sum::<f64>()
    }

    /// Whether any of it is so much for each person or month.
    #[must_use]
    pub fn follows_people(&self) -> bool {
        self.funding.iter().any(Funding::follows_people)
    }

    /// Whether what it costs is the same in every draw.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.funding.iter().all(|line| match &line.cost {
            FundingCost::Amount(year) => {
                year.amount.certain().is_some_and(|amount| amount <= 0.0 || line.uplift.certain().is_some())
            }
            FundingCost::Person { .. } | FundingCost::Month { .. } => false,
        })
    }
}
