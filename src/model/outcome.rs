//! Describes one outcome for people, valued by a financial proxy (social return on investment).

use super::Term;

/// Social value; never added to costs avoided, except in the SROI ratio.
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
    /// Financial proxy, £ per person and **year** at full distance.
    pub value: T,
    /// How long it lasts, in months, beyond the horizon too.
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
    /// The same with what `of` makes of every uncertain value.
    pub fn map<U>(&self, of: impl Fn(&T) -> U) -> Outcome<U> {
        Outcome {
            id: self.id.clone(),
            label: self.label.clone(),
            beneficiary: self.beneficiary.clone(),
            achieved_by: of(&self.achieved_by),
            distance: of(&self.distance),
            value: of(&self.value),
            lasts: self.lasts,
            deadweight: of(&self.deadweight),
            attribution: of(&self.attribution),
            displacement: of(&self.displacement),
            drop_off: of(&self.drop_off),
        }
    }
}
