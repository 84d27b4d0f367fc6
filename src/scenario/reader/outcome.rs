//! Reads outcomes, the social value of support.

use super::Reader;
use super::cursor::At;
use crate::quantity::Kind;
use crate::scenario::OutcomeWritten;
use crate::scenario::language::OUTCOME;

impl<'t> Reader<'_> {
    /// An entry of `outcomes`.
    pub(crate) fn outcome(&mut self, at: &At<'t>) -> Option<OutcomeWritten> {
        let at = self.block(at, OUTCOME)?;
        let label = self.maybe(&at, "label", Self::text);
        let beneficiary = self.maybe(&at, "beneficiary", Self::text);
        let achieved_by = self.required_value(&at, "achieved_by", Kind::Share);
        let distance = self.optional(&at, "distance", Kind::Share);
        let value = self.required_value(&at, "value", Kind::Money);
        let lasts = self.required(&at, "lasts", "3 years").and_then(|at| self.length(&at, false));
        let deadweight = self.optional(&at, "deadweight", Kind::Share);
        let attribution = self.optional(&at, "attribution", Kind::Share);
        let displacement = self.optional(&at, "displacement", Kind::Share);
        let drop_off = self.optional(&at, "drop_off", Kind::Share);
        Some(OutcomeWritten {
            label: label?,
            beneficiary: beneficiary?,
            achieved_by: achieved_by?,
            distance: distance?,
            value: value?,
            lasts: lasts?,
            deadweight: deadweight?,
            attribution: attribution?,
            displacement: displacement?,
            drop_off: drop_off?,
        })
    }
}
