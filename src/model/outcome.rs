//! Describes one outcome for people, valued by a financial proxy (social return on investment).

use super::Term;

/// Social value; never added to costs avoided, except in the SROI ratio.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Its key in the scenario; also names its random streams.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Who benefits; groups the value map.
    pub beneficiary: Option<String>,
    /// Chance that a person who engages achieves it.
    pub achieved_by: Term,
    /// Distance travelled on the scale.
    pub distance: Term,
    /// Financial proxy, £ per person and **year** at full distance.
    pub value: Term,
    /// How long it lasts, in months, beyond the horizon too.
    pub lasts: f64,
    /// Share that would have happened anyway.
    pub deadweight: Term,
    /// Share credited to the programme.
    pub attribution: Term,
    /// Share that only moved elsewhere.
    pub displacement: Term,
    /// Share lost per year after the first.
    pub drop_off: Term,
}
