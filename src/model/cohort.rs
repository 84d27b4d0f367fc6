//! Describes the people supported: how many, when they join, who engages, how their risks differ.

use super::Term;
use super::apportion::apportion;
use crate::numeric::{float, ln_1p};

/// The people of the programme.
#[derive(Clone, Debug)]
pub struct Cohort {
    /// N, the sum over `joining`.
    pub people: u64,
    /// Windows in which people join; a whole number of people joins uniformly within each.
    /// `intake` gives one window from 0 to I; with I = 0 all join at time 0.
    pub joining: Vec<Joining>,
    /// Chance g that a person engages; one who does not gets no effect of support.
    pub engagement: Term,
    /// Share of people who leave in a year, by death or removal; neither life of theirs is followed further.
    pub leaves: Term,
    /// Coefficient of variation c of personal risk Z ~ Gamma with mean 1; 0: everyone alike.
    pub frailty: f64,
    /// At least one; without `segments` in the scenario there is one, unnamed (`id` empty), of share 1.
    pub segments: Vec<Segment>,
}

/// `people` people join uniformly between `from` and `to` months after the programme starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joining {
    /// Start of the window, months after the start.
    pub from: f64,
    /// End of the window; equal to `from` when all join at once.
    pub to: f64,
    /// How many join in it.
    pub people: u64,
}

/// A part of the cohort with risks of its own.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Its key in the scenario; empty when the scenario has no segments.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The chance that a person belongs to it.
    pub share: SegmentShare,
    /// Relative risk ρ by event index; acts on spontaneous occurrences only.
    pub relative_risk: Vec<Term>,
}

/// A segment's share of the cohort.
#[derive(Clone, Debug)]
pub enum SegmentShare {
    /// A stated share.
    Stated(Term),
    /// One minus all the others, not below 0.
    Rest,
}

impl Cohort {
    /// The same people in another number, who join in the same proportions at the same times.
    #[must_use]
    pub fn resized(&self, people: u64) -> Self {
        let weights: Vec<f64> = self.joining.iter().map(|window| float(window.people)).collect();
        let shares = apportion(people, &weights).unwrap_or_default();
        let joining = self.joining.iter().zip(shares).map(|(window, people)| Joining { people, ..*window });
        Self { people, joining: joining.collect(), ..self.clone() }
    }

    /// What everybody's part in it is read from: engagement, leaving, and the shares that segments state.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        let mut terms = vec![&self.engagement, &self.leaves];
        terms.extend(self.segments.iter().filter_map(|segment| match &segment.share {
            SegmentShare::Stated(term) => Some(term),
            SegmentShare::Rest => None,
        }));
        terms
    }

    /// Whether people may leave in some draw.
    #[must_use]
    pub fn may_leave(&self) -> bool {
        self.leaves.certain() != Some(0.0)
    }

    /// The hazard of leaving, per month, in the draw `theta`.
    ///
    /// ```text
    /// λ = -ln(1 - share)/12
    /// ```
    #[must_use]
    pub fn hazard_of_leaving(&self, theta: &[f64]) -> f64 {
        -ln_1p(-self.leaves.value(theta)) / 12.0
    }

    /// The share of every segment in the draw `theta`; they sum to 1.
    ///
    /// An uncertain share is clipped so that the others' certain shares fit beside it.
    pub fn shares(&self, theta: &[f64], shares: &mut Vec<f64>) {
        shares.clear();
        shares.extend(self.segments.iter().map(|segment| match &segment.share {
            SegmentShare::Stated(term) => term.value(theta),
            SegmentShare::Rest => f64::NAN,
        }));
        let stated: f64 = shares.iter().filter(|share| !share.is_nan()).sum();
        for share in shares.iter_mut().filter(|share| share.is_nan()) {
            *share = (1.0 - stated).max(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resized_cohort_joins_in_the_same_proportions() {
        let window = |from: f64, people: u64| Joining { from, to: from + 12.0, people };
        let cohort = Cohort {
            people: 40,
            joining: vec![window(0.0, 10), window(12.0, 30)],
            engagement: Term::Certain(1.0),
            leaves: Term::Certain(0.0),
            frailty: 0.0,
            segments: Vec::new(),
        };
        let people = |cohort: &Cohort| cohort.joining.iter().map(|window| window.people).collect::<Vec<_>>();
        assert_eq!(people(&cohort.resized(80)), [20, 60]);
        // Quotas 0.75 and 2.25: the larger remainder is rounded up.
        assert_eq!(people(&cohort.resized(3)), [1, 2]);
        assert_eq!(cohort.resized(3).people, 3);
    }
}
