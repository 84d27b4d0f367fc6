//! Reads outcomes, the social value of support.

use super::Reader;
use super::cursor::At;
use crate::scenario::language::OUTCOME;
use crate::scenario::{OutcomeWritten, ValueKind};

impl<'t> Reader<'_> {
    /// An entry of `outcomes`.
    pub(crate) fn outcome(&mut self, at: &At<'t>) -> Option<OutcomeWritten> {
        let at = self.block(at, OUTCOME)?;
        let label = self.maybe(&at, "label", Self::text);
        let beneficiary = self.maybe(&at, "beneficiary", Self::text);
        let achieved_by = self.required_value(&at, "achieved_by", ValueKind::Share);
        let distance = self.optional(&at, "distance", ValueKind::Share);
        let value = self.required_value(&at, "value", ValueKind::Money);
        let lasts = self.required(&at, "lasts", "3 years").and_then(|at| self.length(&at, false));
        let deadweight = self.optional(&at, "deadweight", ValueKind::Share);
        let attribution = self.optional(&at, "attribution", ValueKind::Share);
        let displacement = self.optional(&at, "displacement", ValueKind::Share);
        let drop_off = self.optional(&at, "drop_off", ValueKind::Share);
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
