//! Mirrors the part of evidence.json that says what a table of people says by itself: one list, or two groups.

use serde::{Deserialize, Serialize};

use super::Method;
use super::sums::Averages;
use crate::dictionary::dictionary;
use crate::estimate::Ordered;

dictionary! {
    /// A table of people, as a whole or as one view tells it.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct CasesEvidence {
        /// Name of the table.
        pub name: String,
        /// The view; null: everyone once, by the average over their accounts.
        pub view: Option<String>,
        /// Whether an amount is the cost of a person before support less that after, compared with nobody else.
        #[serde(default)]
        pub before_less_after: bool,
        /// n, people in the table.
        #[unit(People)]
        pub people: usize,
        /// Avoided in all; below zero where costs rose by more than was avoided.
        #[unit(Pounds)]
        pub total: f64,
        /// Those whose costs rose.
        #[serde(default)]
        pub rose: Rose,
        /// Mean, median, trimmed and winsorised mean.
        pub averages: Averages,
        /// Standard deviation of the amounts, divisor n - 1; 0 of one person.
        #[unit(PoundsPerPerson)]
        pub sd: f64,
        /// Low and high of the interval of the mean by method (t, percentile, bca, studentised, bayesian), null when
        /// infinite; none of one person.
        #[unit(PoundsPerPerson)]
        #[covers(People)]
        pub intervals: Ordered<[Option<f64>; 2]>,
        /// Methods whose interval is not what it claims, with the reason.
        pub flags: Ordered<String>,
        /// Method of the interval to quote.
        pub headline: Method,
        /// Why to be wary of that interval.
        pub caution: Option<String>,
        /// The share of all that is avoided by those who avoid something that the person with most brings; null when
        /// nobody does.
        #[unit(Share)]
        pub largest_share: Option<f64>,
        /// Leave one out, by descending amount.
        pub influence: Vec<Influence>,
        /// Heads of columns that were not read.
        #[serde(default)]
        pub unread: Vec<String>,
    }
}

dictionary! {
    /// Those of a table whose costs rose.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct Rose {
        /// How many people's costs rose.
        #[unit(People)]
        pub people: usize,
        /// By how much costs rose in all, not negative; it is taken off the total.
        #[unit(Pounds)]
        pub cost: f64,
    }
}

dictionary! {
    /// One person's weight in the mean.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Influence {
        /// The person, as the table names them.
        pub person: String,
        /// Avoided by the person; below zero where costs rose.
        #[unit(Pounds)]
        pub avoided: f64,
        /// The mean of the others; null when there are none.
        #[unit(PoundsPerPerson)]
        pub mean_without: Option<f64>,
    }
}

impl CasesEvidence {
    /// The people whose absence moves the mean most, at most so many, by descending amount.
    #[must_use]
    pub fn most_influential(&self, most: usize) -> Vec<&Influence> {
        let moved = |one: &Influence| (one.avoided - self.averages.mean).abs();
        let mut places: Vec<usize> = (0..self.influence.len()).collect();
        places.sort_by(|a, b| moved(&self.influence[*b]).total_cmp(&moved(&self.influence[*a])));
        places.truncate(most);
        places.sort_unstable();
        places.into_iter().map(|place| &self.influence[place]).collect()
    }

    /// Whether amounts differ, so that an interval says something.
    #[must_use]
    pub fn varies(&self) -> bool {
        self.influence.windows(2).any(|pair| pair[0].avoided != pair[1].avoided)
    }
}

dictionary! {
    /// A table of two groups.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct GroupsEvidence {
        /// Name of the table.
        pub name: String,
        /// What the means of the groups are.
        pub measure: GroupMeasure,
        /// Those who had support.
        pub supported: GroupSide,
        /// Those they are compared with.
        pub comparison: GroupSide,
        /// Avoided a person: by how much less the supported group cost, or by how much more it avoided or fell.
        #[unit(PoundsPerPerson)]
        pub avoided: f64,
        /// Degrees of freedom by Welch and Satterthwaite; null where a group has one person, or nothing varies.
        #[unit(Number)]
        pub degrees: Option<f64>,
        /// Low and high of the interval of the difference by method (welch, studentised), null when infinite; none
        /// where a group has one person.
        #[unit(PoundsPerPerson)]
        #[covers(People)]
        pub intervals: Ordered<[Option<f64>; 2]>,
        /// Methods whose interval is not what it claims, with the reason.
        pub flags: Ordered<String>,
        /// Method of the interval to quote: studentised, or welch where that has no end.
        pub headline: String,
        /// Why to be wary of that interval.
        pub caution: Option<String>,
        /// Heads of columns that were not read.
        pub unread: Vec<String>,
    }
}

dictionary! {
    /// What is compared between two groups.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum GroupMeasure {
        /// The cost of a person: less is better.
        Cost,
        /// Cost avoided of a person.
        Avoided,
        /// Cost before less cost after of a person.
        BeforeLessAfter,
    }
}

dictionary! {
    /// One of two groups.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct GroupSide {
        /// What the table calls the group.
        pub label: String,
        /// n, people in the group.
        #[unit(People)]
        pub people: usize,
        /// Mean of the measure.
        #[unit(PoundsPerPerson)]
        pub mean: f64,
        /// Standard deviation of the measure, divisor n - 1; 0 of one person.
        #[unit(PoundsPerPerson)]
        pub sd: f64,
    }
}
