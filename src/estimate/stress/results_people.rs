//! Mirrors the part of stress.json that says how many people a target would take.

use crate::dictionary::dictionary;
use crate::statistics::float;
use serde::{Deserialize, Serialize};

use super::super::chance::{Chance, without_bounds};
use super::super::{Ordered, Summary};

dictionary! {
    /// How many people a target would take.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PeopleNeeded {
        /// People in the scenario now.
        #[unit(People)]
        pub now: u64,
        /// For each confidence, `50%` to `95%`; empty for a target that counts what is released, which has no exact
        /// expectation to look with.
        pub needed: Ordered<Needed>,
        /// The largest chance at any number of people that was looked at.
        #[unit(Share)]
        pub best_chance: f64,
        /// The most people that were looked at.
        #[unit(People)]
        pub looked_up_to: u64,
        /// Confidence against people, ascending.
        pub curve: Vec<CurvePoint>,
        /// What the team can see; null without `programme.capacity`.
        pub team: Option<CapacityResults>,
        /// What stays as it is for any number of people; null in older files.
        pub held_fixed: Option<HeldFixed>,
    }
}

dictionary! {
    /// What stays as it is while people are added.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct HeldFixed {
        /// Whether there is a programme whose cost is not asked about.
        pub programme: bool,
        /// The programme cost that is taken off what counts however many they are, £; null of a target that is not net
        /// of it.
        #[unit(Pounds)]
        pub programme_cost: Option<f64>,
        /// Monte Carlo standard error of that cost; left out where it is the same in every draw.
        #[unit(Pounds)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub programme_cost_mcse: Option<f64>,
        /// Whether some of the cost that is taken off follows the people.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub follows: bool,
        /// Whether there is a team whose capacity sets no limit.
        pub capacity: bool,
    }
}

impl PeopleNeeded {
    /// No other number of people was looked at than that of now, with its chance.
    pub(super) fn of_now(now: u64, best_chance: f64) -> Self {
        let needed = Ordered(Vec::new());
        Self { now, needed, best_chance, looked_up_to: now, curve: Vec::new(), team: None, held_fixed: None }
    }
}

dictionary! {
    /// The number of people for one confidence.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Needed {
        /// The chance of reaching the target that is asked for.
        #[unit(Share)]
        pub confidence: f64,
        /// The fewest people that give that chance; null where no number does.
        #[unit(People)]
        pub people: Option<u64>,
        /// Monte Carlo standard error of the people needed: that of the chance there over its slope, and half of what
        /// was not looked at below.
        #[unit(People)]
        pub mcse: Option<f64>,
        /// The engine run with that number of people; null where that is too many to simulate.
        pub simulated: Option<SimulatedChance>,
        /// What the team would need; null without `programme.capacity`.
        pub capacity: Option<NeededCapacity>,
    }
}

dictionary! {
    /// The confirmation by a run on common random numbers.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SimulatedChance {
        /// Draws of that run: the first of the base.
        #[unit(Draws)]
        pub draws: usize,
        /// Chance of reaching the target in it.
        #[written_as(without_bounds::Kept)]
        #[serde(flatten, with = "without_bounds")]
        pub chance: Chance,
        /// The chance that was computed for the same draws.
        #[unit(Share)]
        pub computed: f64,
        /// The standard error of simulated less computed on the same draws.
        #[unit(Share)]
        pub difference_mcse: f64,
    }
}

dictionary! {
    /// A point of the curve.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct CurvePoint {
        /// People in the cohort.
        #[unit(People)]
        pub people: u64,
        /// Chance of reaching the target.
        #[unit(Share)]
        pub probability: f64,
        /// Monte Carlo standard error of that chance.
        #[unit(Share)]
        pub mcse: f64,
    }
}

impl CurvePoint {
    /// The chance, which averages those of `draws` draws.
    #[must_use]
    pub fn chance(&self, draws: usize) -> Chance {
        Chance::averaged(self.probability, self.mcse, float(draws))
    }
}

impl PeopleNeeded {
    /// The largest chance at any number of people that was looked at, averaged over `draws` draws.
    #[must_use]
    pub fn best(&self, draws: usize) -> Chance {
        let found = self.curve.iter().find(|point| point.probability == self.best_chance);
        // Where the curve was cut before it, the spread of hits and misses is an error that is not too small.
        found.map_or_else(|| Chance::in_draws(self.best_chance, float(draws)), |point| point.chance(draws))
    }
}

dictionary! {
    /// What the team can see.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct CapacityResults {
        /// Coordinator-years while people join.
        #[unit(CoordinatorYears)]
        pub coordinator_years: f64,
        /// People that those coordinators can take on.
        #[unit(People)]
        #[covers(Evidence)]
        pub people: Summary,
    }
}

dictionary! {
    /// What a number of people asks of the team.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct NeededCapacity {
        /// Coordinator-years that so many people take.
        #[unit(CoordinatorYears)]
        #[covers(Evidence)]
        pub coordinator_years: Summary,
        /// What those coordinators cost; null where no cost of a coordinator is stated.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub cost: Option<Summary>,
        /// Expected avoided cost of that many people less what those coordinators cost.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub net: Option<Summary>,
        /// The chance that it is more than the team can see.
        #[unit(Share)]
        pub beyond_team: f64,
        /// Whether it is more than the team can see on average.
        pub more_than_the_team_can_see: bool,
    }
}
