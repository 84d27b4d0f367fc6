//! Describes one outcome for people: social value by a financial proxy, or what budgets gain.

use super::Term;

/// Social value, never added to costs avoided except in the SROI ratio; or, where it is paid to somebody, a fiscal gain, which
/// is counted beside costs avoided and never as social value.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome<T = Term> {
    /// Its key in the scenario; also names its random streams.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Who benefits; groups the value map.
    pub beneficiary: Option<String>,
    /// Chance that a person who engages achieves it.
    pub achieved_by: T,
    /// Distance travelled on the scale.
    pub distance: T,
    /// Financial proxy, or what budgets gain, £ per person and **year** at full distance; below zero for what is lost.
    pub value: T,
    /// Share of it by payer index, which sums to 1; empty where it is social value.
    pub paid_to: Vec<f64>,
    /// Cashable share of a gain by payer index; empty where it is social value.
    pub cashable: Vec<T>,
    /// Months from joining to its beginning; its years count from there.
    pub starts_after: f64,
    /// How long it lasts from then on, in months, beyond the horizon too.
    pub lasts: f64,
    /// Share that would have happened anyway.
    pub deadweight: T,
    /// Share credited to the programme.
    pub attribution: T,
    /// Share that only moved elsewhere.
    pub displacement: T,
    /// Share lost per year after the first.
    pub drop_off: T,
}

impl<T> Outcome<T> {
    /// Whether budgets gain it.
    #[must_use]
    pub const fn is_gain(&self) -> bool {
        !self.paid_to.is_empty()
    }

    /// When it ends, months after joining.
    #[must_use]
    pub const fn end(&self) -> f64 {
        self.starts_after + self.lasts
    }

    /// The same with what `of` makes of every uncertain value.
    pub fn map<U>(&self, of: impl Fn(&T) -> U) -> Outcome<U> {
        Outcome {
            id: self.id.clone(),
            label: self.label.clone(),
            beneficiary: self.beneficiary.clone(),
            achieved_by: of(&self.achieved_by),
            distance: of(&self.distance),
            value: of(&self.value),
            paid_to: self.paid_to.clone(),
            cashable: self.cashable.iter().map(&of).collect(),
            starts_after: self.starts_after,
            lasts: self.lasts,
            deadweight: of(&self.deadweight),
            attribution: of(&self.attribution),
            displacement: of(&self.displacement),
            drop_off: of(&self.drop_off),
        }
    }
}
