//! Describes one kind of event: how often it comes, what it costs and whom, and what support changes.

use super::Term;
use crate::quantity::TimeUnit;

/// A kind of event that support may avert.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its key in the scenario; also names its random streams.
    pub id: String,
    /// Its label.
    pub label: String,
    /// How it arises of itself, without support.
    pub origin: Origin,
    /// τ of `timing: {decays: τ}` in months; `None`: even over the horizon.
    pub decays: Option<f64>,
    /// Events that lead to this one.
    pub follows: Vec<Follow>,
    /// Events of which each occurrence of this one leads to one at most.
    pub leads_to: Vec<Branch>,
    /// m, the mean cost of one occurrence that is paid at its moment, £ at the price base.
    pub unit_cost: Term,
    /// What one occurrence costs as it runs.
    pub stays: Vec<Stay>,
    /// The law of W, the factor of mean 1 on all that an occurrence costs, fresh for each.
    pub varies: Spread,
    /// The law of the factor of mean 1 on how long its stays last, fresh for each occurrence and the same for all its stays.
    pub stay_varies: Spread,
    /// g, by which its costs grow beyond prices in general, per year.
    pub real_growth: Term,
    /// By which its hazard grows with each whole year to joining; never that of what follows.
    pub trend: Term,
    /// Share of the cost by payer index; sums to 1.
    pub paid_by: Vec<f64>,
    /// Cashable share of what support saves by payer index; what it adds is cash by [`Support::adds_cash`]. One value for all payers in the scenario is one
    /// parameter here too, read by every entry.
    pub cashable: Vec<Term>,
    /// What changes with support.
    pub support: Support,
}

impl Event {
    /// What its cost, its chance and the effect of support are read from; how these change with time, and what is cash, apart.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        let support = &self.support;
        let mut terms = vec![
            &self.unit_cost,
            &support.prevents,
            &support.reduces,
            &support.shortens,
            &support.adds,
            &support.drop_off,
            &support.attribution,
            &support.displacement,
            &support.optimism_bias,
        ];
        terms.extend(self.follows.iter().map(|follow| &follow.probability));
        terms.extend(self.leads_to.iter().chain(&support.instead).map(|branch| &branch.probability));
        terms.extend(self.stays.iter().flat_map(|stay| [&stay.rate, &stay.length]));
        if let Origin::Probability(term) | Origin::Rate(term) = &self.origin {
            terms.push(term);
        }
        terms
    }
}

/// How an event arises of itself.
#[derive(Clone, Debug)]
pub enum Origin {
    /// Only by following another event.
    None,
    /// At most once within the horizon, with this probability for relative risk 1.
    Probability(Term),
    /// A Poisson process with this rate per **month** at joining, for relative risk 1.
    Rate(Term),
}

/// `parent` leads to the event that holds this, `after` months later, with `probability`.
#[derive(Clone, Debug)]
pub struct Follow {
    /// Index of the parent event.
    pub parent: usize,
    /// The chance that an occurrence of the parent leads to one of this.
    pub probability: Term,
    /// The delay in months; may be 0.
    pub after: f64,
}

/// One of several events of which an occurrence of another leads to one at most; what is left leads nowhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch<T = Term> {
    /// Index of the event that comes.
    pub event: usize,
    /// The chance of this one; those of all branches of one occurrence sum to 1 at most in every draw.
    pub probability: T,
    /// How many months after the occurrence that leads to it; may be 0.
    pub after: f64,
}

impl<T> Branch<T> {
    /// The same with what `of` makes of its chance.
    pub fn map<U>(&self, of: impl Fn(&T) -> U) -> Branch<U> {
        Branch { event: self.event, probability: of(&self.probability), after: self.after }
    }
}

/// A cost that is paid as it runs: a tenancy, a placement, a length of care.
#[derive(Clone, Debug)]
pub struct Stay {
    /// What it costs a month, £ at the price base.
    pub rate: Term,
    /// Its mean length, months, before the spread between occurrences.
    pub length: Term,
    /// The unit of time that its price is of, as written.
    pub unit: TimeUnit,
}

/// The law of W, the cost of one occurrence relative to its mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Spread {
    /// Always 1.
    None,
    /// Gamma with mean 1 and this coefficient of variation.
    Gamma(f64),
    /// Lognormal with mean 1 and this coefficient of variation.
    Lognormal(f64),
}

impl Spread {
    /// The coefficient of variation of W.
    #[must_use]
    pub const fn cv(self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Gamma(cv) | Self::Lognormal(cv) => cv,
        }
    }

    /// `E[W³]`.
    ///
    /// ```text
    /// gamma (1 + CV²)(1 + 2 CV²),   lognormal (1 + CV²)³
    /// ```
    #[must_use]
    pub const fn third_moment(self) -> f64 {
        let square = self.cv() * self.cv();
        match self {
            Self::None => 1.0,
            Self::Gamma(_) => (1.0 + square) * (1.0 + 2.0 * square),
            Self::Lognormal(_) => (1.0 + square) * (1.0 + square) * (1.0 + square),
        }
    }
}

/// What support changes; [the method](crate::doc::method), "One journey", 3 and 4.
#[derive(Clone, Debug, PartialEq)]
pub struct Support<T = Term> {
    /// a: with support an occurrence comes (1 - a) times as often. The chance that one does not happen or, below zero, how
    /// many further ones it is accompanied by; within -9 and 1.
    pub prevents: T,
    /// Share cut off the cost of one that still happens.
    pub reduces: T,
    /// Share cut off the length of its stays.
    pub shortens: T,
    /// Months by which one that still happens comes later.
    pub delays: f64,
    /// Extra occurrences caused by support, per **month**.
    pub adds: T,
    /// Share of the cost of these that a budget has to find in cash, whatever `cashable` says of what is avoided.
    pub adds_cash: T,
    /// `prevents`, `reduces` and `shortens` act from this many months after joining …
    pub starts_after: f64,
    /// … growing evenly from nothing to the whole over this many more …
    pub builds_up: T,
    /// … until this many after joining; infinite when the scenario gives none.
    pub lasts: f64,
    /// Share by which these three shrink per full year since joining.
    pub drop_off: T,
    /// Share credited to the programme.
    pub attribution: T,
    /// Share that only moved elsewhere.
    pub displacement: T,
    /// Cut applied to the benefit.
    pub optimism_bias: T,
    /// What comes in place of an occurrence that this support prevents.
    pub instead: Vec<Branch<T>>,
}

impl<T> Support<T> {
    /// The same with what `of` makes of every uncertain value.
    pub fn map<U>(&self, of: impl Fn(&T) -> U) -> Support<U> {
        Support {
            prevents: of(&self.prevents),
            reduces: of(&self.reduces),
            shortens: of(&self.shortens),
            delays: self.delays,
            adds: of(&self.adds),
            adds_cash: of(&self.adds_cash),
            starts_after: self.starts_after,
            builds_up: of(&self.builds_up),
            lasts: self.lasts,
            drop_off: of(&self.drop_off),
            attribution: of(&self.attribution),
            displacement: of(&self.displacement),
            optimism_bias: of(&self.optimism_bias),
            instead: self.instead.iter().map(|branch| branch.map(&of)).collect(),
        }
    }
}

impl Support {
    /// Whether it may be harmful in some draw.
    #[must_use]
    pub fn may_harm(&self) -> bool {
        self.prevents.may_be_negative()
    }

    /// κ, the share of the benefit that is credited, in the draw `theta`.
    ///
    /// ```text
    /// κ = attribution · (1 - displacement) · (1 - optimism_bias)
    /// ```
    #[must_use]
    pub fn credit(&self, theta: &[f64]) -> f64 {
        self.attribution.value(theta) * (1.0 - self.displacement.value(theta)) * (1.0 - self.optimism_bias.value(theta))
    }
}
