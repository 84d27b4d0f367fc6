//! Lists every mean that the simulation and the exact expectation must agree on, under one index.
//!
//! Both readings of the model fill a row of `Measures::len()` numbers for each draw, each by its own arithmetic down
//! to payers, groups and years, so that the self-check would notice a swapped payer. All values are of the whole
//! cohort, cash at the price base, except [`Measures::segment`] and [`Measures::published`], which are per person.

use super::{Event, Group, Outcome, Payer, Segment, Target, Year};

/// The index of every measured mean.
#[derive(Clone, Debug)]
pub struct Measures {
    names: Vec<String>,
    /// The index of every mechanism that is measured.
    mechanisms: [Option<usize>; MECHANISMS.len()],
    first_bridge: usize,
    before_replaced: Option<usize>,
    past_horizon: Option<usize>,
    first_following: Option<usize>,
    payers: usize,
    groups: usize,
    first_event: usize,
    first_outcome: usize,
    first_payer: usize,
    first_group: usize,
    first_year: usize,
    first_segment: usize,
    first_target: usize,
    published: Option<usize>,
}

/// The parts of a plan that something is measured of.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'a> {
    /// Events of the base model.
    pub events: &'a [Event],
    /// Outcomes of the base model.
    pub outcomes: &'a [Outcome],
    /// Payers.
    pub payers: &'a [Payer],
    /// Groups of payers.
    pub groups: &'a [Group],
    /// Years.
    pub years: &'a [Year],
    /// Segments of the base model; empty when the scenario has none, although its cohort has an unnamed one.
    pub segments: &'a [Segment],
    /// Targets of the base model.
    pub targets: &'a [Target],
    /// Whether there are published figures with a mean or total.
    pub published: bool,
    /// Whether support may be harmful to some event of some view, so that there may be something caused.
    pub harmful: bool,
    /// Whether something comes instead of what is prevented in some view.
    pub replaced: bool,
    /// Whether budgets gain something in some view.
    pub gained: bool,
    /// Whether some cost or gain of some view runs on past the horizon and counts.
    pub past_horizon: bool,
    /// Whether some programme cost of some view follows the people.
    pub following: bool,
}

/// A sum over the whole cohort and followed span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Cost of all occurrences without support.
    WithoutSupport,
    /// Cost with support, whoever gets the credit: without, minus the four mechanisms before credit, plus caused, replaced
    /// and added.
    WithSupport,
    /// Avoided cost, credited, less caused, replaced and added, and what budgets gain.
    Avoided,
    /// Its present value.
    AvoidedPv,
    /// The cash in `Avoided`: the cashable part of what is saved, less the cash that what is added takes.
    Cashable,
    /// Present value of all outcomes that no budget gains.
    SocialValuePv,
}

/// How support avoids cost, and causes it; credited amounts, `Added` in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mechanism {
    /// Occurrences prevented by the event's own support.
    Prevented,
    /// Occurrences that did not happen because a parent was prevented, less those that follow what was caused.
    KnockOn,
    /// Cost cut off occurrences that still happen.
    Reduced,
    /// Cost of occurrences moved past the horizon.
    Deferred,
    /// Cost of extra occurrences caused by support.
    Added,
    /// Cost of further occurrences of an event that support makes more frequent; measured only where support may be
    /// harmful.
    Caused,
    /// Cost of what comes instead of what is prevented; measured only where something does.
    Replaced,
    /// What budgets gain; measured only where some do.
    Gained,
}

/// What is measured of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventMeasure {
    /// Number of occurrences without support.
    Occurrences,
    /// Number prevented, by the event's own support or through a parent, less those caused in either way and those that come
    /// instead of others.
    Averted,
    /// Avoided cost.
    Avoided,
    /// Its present value.
    AvoidedPv,
}

/// Avoided cost, or what can leave a budget of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Avoided,
    /// Its cash: the cashable part of what is saved, less the cash that what is added takes.
    Cashable,
}

/// Steps of the credit bridge, each what is left after it. After the last, taking `Added` off and putting `Gained` to it gives
/// `Total::Avoided`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BridgeStep {
    /// prevented + knock_on + reduced + deferred - caused - replaced, before credit adjustments.
    Gross,
    /// After attribution.
    Attributed,
    /// After displacement.
    NotDisplaced,
    /// After optimism bias: all of κ. Of what is caused, none is taken off here.
    Credited,
}

const TOTALS: [&str; 6] = [
    "total.without_support",
    "total.with_support",
    "total.avoided",
    "total.avoided_pv",
    "total.cashable",
    "total.social_value_pv",
];
const MECHANISMS: [&str; 8] = [
    "mechanisms.prevented",
    "mechanisms.knock_on",
    "mechanisms.reduced",
    "mechanisms.deferred",
    "mechanisms.added",
    "mechanisms.caused",
    "mechanisms.replaced",
    "mechanisms.gained",
];
const BRIDGE: [&str; 4] = ["bridge.gross", "bridge.attributed", "bridge.not_displaced", "bridge.credited"];
const EVENT: [&str; 4] = ["occurrences", "averted", "avoided", "avoided_pv"];
const FOLLOWING: [&str; 2] = ["programme.following", "programme.following_pv"];
const PARTS: [&str; 2] = ["avoided", "cashable"];

impl Measures {
    /// The list for a plan with these parts.
    #[must_use]
    pub fn new(scope: &Scope<'_>) -> Self {
        let Scope { events, outcomes, payers, groups, years, segments, targets, published, .. } = *scope;
        let mut names: Vec<String> = TOTALS.map(str::to_owned).to_vec();
        let mut mechanisms = [None; MECHANISMS.len()];
        let measured = [true, true, true, true, true, scope.harmful, scope.replaced, scope.gained];
        for ((index, name), _) in mechanisms.iter_mut().zip(MECHANISMS).zip(measured).filter(|(_, measured)| *measured)
        {
            *index = Some(names.len());
            names.push(name.to_owned());
        }
        let first_bridge = names.len();
        names.extend(BRIDGE.map(str::to_owned));
        let before_replaced = scope.replaced.then(|| {
            names.push("bridge.before_replaced".to_owned());
            names.len() - 1
        });
        let past_horizon = scope.past_horizon.then(|| {
            names.push("total.past_horizon".to_owned());
            names.len() - 1
        });
        let first_following = scope.following.then(|| {
            let first = names.len();
            names.extend(FOLLOWING.map(str::to_owned));
            for year in years {
                names.extend(payers.iter().map(|payer| format!("programme.following.{}.{}", year.id, payer.id)));
            }
            first
        });
        let first_event = names.len();
        for event in events {
            names.extend(EVENT.iter().map(|what| format!("events.{}.{what}", event.id)));
        }
        let first_outcome = names.len();
        names.extend(outcomes.iter().map(|outcome| format!("outcomes.{}.value_pv", outcome.id)));
        let first_payer = names.len();
        for payer in payers {
            names.extend(PARTS.iter().map(|part| format!("payers.{}.{part}", payer.id)));
        }
        let first_group = names.len();
        for group in groups {
            names.extend(PARTS.iter().map(|part| format!("groups.{}.{part}", group.id)));
        }
        let first_year = names.len();
        for year in years {
            names.extend(PARTS.iter().map(|part| format!("years.{}.{part}", year.id)));
            for payer in payers {
                names.extend(PARTS.iter().map(|part| format!("years.{}.payers.{}.{part}", year.id, payer.id)));
            }
            for group in groups {
                names.extend(PARTS.iter().map(|part| format!("years.{}.groups.{}.{part}", year.id, group.id)));
            }
        }
        let first_segment = names.len();
        names.extend(segments.iter().map(|segment| format!("segments.{}.avoided_per_person", segment.id)));
        let first_target = names.len();
        names.extend(targets.iter().map(|target| format!("targets.{}.value", target.id)));
        let published = published.then(|| {
            names.push("published.model".to_owned());
            names.len() - 1
        });
        Self {
            names,
            mechanisms,
            first_bridge,
            before_replaced,
            past_horizon,
            first_following,
            payers: payers.len(),
            groups: groups.len(),
            first_event,
            first_outcome,
            first_payer,
            first_group,
            first_year,
            first_segment,
            first_target,
            published,
        }
    }

    /// How many there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "never empty: the totals are always there")]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// The name of a measure, as in results.json.
    #[must_use]
    pub fn name(&self, index: usize) -> &str {
        &self.names[index]
    }

    /// Every name, in order of index.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Index of a total.
    #[must_use]
    pub const fn total(&self, total: Total) -> usize {
        total as usize
    }

    /// Whether [`Mechanism::Caused`] is measured: where support may be harmful.
    #[must_use]
    pub const fn has_caused(&self) -> bool {
        self.mechanisms[Mechanism::Caused as usize].is_some()
    }

    /// Whether [`Mechanism::Replaced`] is measured: where something comes instead of what is prevented.
    #[must_use]
    pub const fn has_replaced(&self) -> bool {
        self.mechanisms[Mechanism::Replaced as usize].is_some()
    }

    /// Index of a mechanism, which must be measured.
    ///
    /// # Panics
    ///
    /// Where it is not.
    #[must_use]
    pub const fn mechanism(&self, mechanism: Mechanism) -> usize {
        self.mechanisms[mechanism as usize].expect("asked for where it is measured")
    }

    /// Index of the part of avoided cost that runs on past the horizon, in cash: credited, less what is added and replaced,
    /// where delays have moved it; `None` where none can.
    #[must_use]
    pub const fn past_horizon(&self) -> Option<usize> {
        self.past_horizon
    }

    /// Whether [`Mechanism::Gained`] is measured: where budgets gain something.
    #[must_use]
    pub const fn has_gained(&self) -> bool {
        self.mechanisms[Mechanism::Gained as usize].is_some()
    }

    /// Index of the programme cost that follows the people, cash over all payers and years; `None` where none does. The next
    /// index is that of its present value.
    #[must_use]
    pub const fn following(&self) -> Option<usize> {
        self.first_following
    }

    /// Index of the part of it that a payer bears in a year.
    #[must_use]
    pub fn following_of(&self, year: usize, payer: usize) -> Option<usize> {
        self.first_following.map(|first| first + FOLLOWING.len() + year * self.payers + payer)
    }

    /// Index of gross avoided cost before what comes instead is taken off it; `None` where nothing comes instead.
    #[must_use]
    pub const fn before_replaced(&self) -> Option<usize> {
        self.before_replaced
    }

    /// Index of a step of the credit bridge.
    #[must_use]
    pub const fn bridge(&self, step: BridgeStep) -> usize {
        self.first_bridge + step as usize
    }

    /// Index of a measure of an event.
    #[must_use]
    pub const fn event(&self, event: usize, what: EventMeasure) -> usize {
        self.first_event + event * EVENT.len() + what as usize
    }

    /// Index of an outcome's present value.
    #[must_use]
    pub const fn outcome(&self, outcome: usize) -> usize {
        self.first_outcome + outcome
    }

    /// Index of a payer's part over the whole span.
    #[must_use]
    pub const fn payer(&self, payer: usize, part: Part) -> usize {
        self.first_payer + payer * PARTS.len() + part as usize
    }

    /// Index of a group's part over the whole span.
    #[must_use]
    pub const fn group(&self, group: usize, part: Part) -> usize {
        self.first_group + group * PARTS.len() + part as usize
    }

    /// Index of a year's part, all payers.
    #[must_use]
    pub const fn year(&self, year: usize, part: Part) -> usize {
        self.first_year + year * self.per_year() + part as usize
    }

    /// Index of a payer's part in a year.
    #[must_use]
    pub const fn year_payer(&self, year: usize, payer: usize, part: Part) -> usize {
        self.year(year, part) + (1 + payer) * PARTS.len()
    }

    /// Index of a group's part in a year.
    #[must_use]
    pub const fn year_group(&self, year: usize, group: usize, part: Part) -> usize {
        self.year(year, part) + (1 + self.payers + group) * PARTS.len()
    }

    /// Index of a segment's avoided cost per person. In a simulated draw with nobody in the segment its value is
    /// NaN, and that draw is left out of the segment's figures.
    #[must_use]
    pub const fn segment(&self, segment: usize) -> usize {
        self.first_segment + segment
    }

    /// Index of a target's value.
    #[must_use]
    pub const fn target(&self, target: usize) -> usize {
        self.first_target + target
    }

    /// Index of the mean of `published.people` fresh people, counted as the publication counts.
    #[must_use]
    pub const fn published(&self) -> Option<usize> {
        self.published
    }

    const fn per_year(&self) -> usize {
        (1 + self.payers + self.groups) * PARTS.len()
    }
}
