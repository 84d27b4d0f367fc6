//! What the naive simulator is told of a town: its calendar, payers and targets, and its numbers in one draw.

use std::collections::HashMap;

use chacha20::ChaCha12Rng;

/// What is certain of a town.
#[derive(Clone, Copy)]
pub(crate) struct Town {
    /// From, to, how many.
    pub(crate) joining: &'static [(f64, f64, usize)],
    /// Coefficient of variation of risk.
    pub(crate) frailty: f64,
    /// H, months.
    pub(crate) horizon: f64,
    /// Whether cost past the horizon counts not.
    pub(crate) cut: bool,
    /// When the last followed month ends, where cost may run on past it.
    pub(crate) later: Option<f64>,
    /// Months from April to the start.
    pub(crate) before: f64,
    /// Whole years from the price base to the first year, where costs grow.
    pub(crate) from_base: f64,
    pub(crate) discounting: Discounting,
    pub(crate) segments: [&'static str; 2],
    pub(crate) payers: [&'static str; 3],
    /// Which payers are in which group.
    pub(crate) groups: &'static [(&'static str, &'static [usize])],
    /// Financial years from the first.
    pub(crate) years: &'static [&'static str],
    /// What leaves a payer's budget together, and how long after it is saved; `None`: as it is saved.
    pub(crate) releases: [Option<(f64, f64)>; 3],
    pub(crate) targets: &'static [Target],
    pub(crate) study: Study,
    /// Draws what is uncertain, by other means than the program's.
    pub(crate) draw: fn(&mut ChaCha12Rng) -> Draw,
}

/// How later money counts for less.
#[derive(Clone, Copy)]
pub(crate) struct Discounting {
    /// From how many years after the start on, and by how much a year.
    pub(crate) rates: &'static [(f64, f64)],
    /// The same for all that is paid in one year of the table.
    pub(crate) whole_years: bool,
}

impl Discounting {
    /// At one rate as money runs.
    pub(crate) const fn at(rates: &'static [(f64, f64); 1]) -> Self {
        Self { rates, whole_years: false }
    }
}

/// What a target is of.
#[derive(Clone, Copy)]
pub(crate) struct Target {
    pub(crate) id: &'static str,
    pub(crate) payers: &'static [usize],
    /// `None`: all years.
    pub(crate) year: Option<&'static str>,
    pub(crate) counting: Counting,
    /// Whether programme cost is taken off.
    pub(crate) net: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Counting {
    Avoided,
    Cashable,
    Averted,
    Released,
}

/// A published study of people of the first segment.
#[derive(Clone, Copy)]
pub(crate) struct Study {
    pub(crate) people: usize,
    /// Months after joining.
    pub(crate) over: f64,
    /// Counts before credit, and before what is added.
    pub(crate) gross: bool,
}

/// An outcome in one draw: what it is worth a year before its drop-off, from when, for how long, and what is left after a
/// year.
#[derive(Clone)]
pub(crate) struct Outcome {
    pub(crate) id: &'static str,
    /// Below zero: the share of those who lose by it.
    pub(crate) achieved_by: f64,
    pub(crate) yearly: f64,
    pub(crate) starts_after: f64,
    pub(crate) lasts: f64,
    pub(crate) kept: f64,
    /// Whose budgets gain it, and each one's share of that which it can spend; `None`: social value.
    pub(crate) gain: Option<([f64; 3], [f64; 3])>,
}

/// A funding line in one draw.
#[derive(Clone)]
pub(crate) struct Line {
    pub(crate) payer: usize,
    /// £, below zero for income.
    pub(crate) each: f64,
    /// What is added to it where it is above zero, as a share.
    pub(crate) uplift: f64,
    pub(crate) per: Per,
}

/// What a funding line is so much for.
#[derive(Clone, Copy)]
pub(crate) enum Per {
    Year(&'static str),
    Person,
    EngagedPerson,
    /// From joining on, so many months; `None`: while followed.
    Month(Option<f64>),
    EngagedMonth(Option<f64>),
}

/// How an event arises of itself.
#[derive(Clone, Copy)]
pub(crate) enum Origin {
    Never,
    Once(f64),
    /// A year.
    Rate(f64),
}

/// The law of a factor around its mean of 1.
#[derive(Clone, Copy)]
pub(crate) enum Varies {
    Not,
    Gamma(f64),
    Lognormal(f64),
}

/// Another event that an occurrence is linked with: that it follows, or that comes of it.
#[derive(Clone, Copy)]
pub(crate) struct Link {
    pub(crate) event: usize,
    pub(crate) chance: f64,
    /// Months.
    pub(crate) after: f64,
}

/// An event in one draw.
#[derive(Clone)]
pub(crate) struct Event {
    pub(crate) id: &'static str,
    pub(crate) origin: Origin,
    pub(crate) decays: Option<f64>,
    /// Parents, each for itself.
    pub(crate) follows: Vec<Link>,
    /// What comes of it, one at most; the chances may come to more than 1.
    pub(crate) leads_to: Vec<Link>,
    /// What is paid at once.
    pub(crate) cost: f64,
    /// What is paid as it runs: a month, and for how many.
    pub(crate) stays: Vec<(f64, f64)>,
    /// How much faster it grows than prices, a year.
    pub(crate) growth: f64,
    /// By how much likelier it is for who joins a year later.
    pub(crate) trend: f64,
    /// Of all that is paid.
    pub(crate) varies: Varies,
    /// Of how long stays last.
    pub(crate) stay_varies: Varies,
    pub(crate) paid_by: [f64; 3],
    pub(crate) cashable: [f64; 3],
    pub(crate) prevents: f64,
    pub(crate) reduces: f64,
    pub(crate) shortens: f64,
    pub(crate) delays: f64,
    /// A year.
    pub(crate) adds: f64,
    /// Share of what is added, or comes instead, that is cash.
    pub(crate) adds_cash: f64,
    /// What comes in place of one that its support prevents, one at most.
    pub(crate) instead: Vec<Link>,
    /// From, to.
    pub(crate) window: (f64, f64),
    /// Months from the start of the window to the whole effect.
    pub(crate) builds_up: f64,
    pub(crate) drop_off: f64,
    pub(crate) attribution: f64,
    pub(crate) displacement: f64,
    pub(crate) optimism_bias: f64,
}

impl Event {
    /// One that never comes of itself, costs nothing and is not changed by support.
    pub(crate) fn plain(id: &'static str) -> Self {
        Self {
            id,
            origin: Origin::Never,
            decays: None,
            follows: Vec::new(),
            leads_to: Vec::new(),
            cost: 0.0,
            stays: Vec::new(),
            growth: 0.0,
            trend: 0.0,
            varies: Varies::Not,
            stay_varies: Varies::Not,
            paid_by: [0.0; 3],
            cashable: [0.0; 3],
            prevents: 0.0,
            reduces: 0.0,
            shortens: 0.0,
            delays: 0.0,
            adds: 0.0,
            adds_cash: 1.0,
            instead: Vec::new(),
            window: (0.0, f64::INFINITY),
            builds_up: 0.0,
            drop_off: 0.0,
            attribution: 1.0,
            displacement: 0.0,
            optimism_bias: 0.0,
        }
    }
}

/// Everything uncertain, drawn once.
pub(crate) struct Draw {
    pub(crate) engagement: f64,
    /// Share of the first segment.
    pub(crate) first: f64,
    /// Relative risk by segment and event.
    pub(crate) risk: [[f64; 6]; 2],
    pub(crate) events: Vec<Event>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) programme: Vec<Line>,
    /// Share of people who leave in a year.
    pub(crate) leaves: f64,
    /// Every uncertain value by its path in the scenario.
    pub(crate) theta: HashMap<&'static str, f64>,
}
