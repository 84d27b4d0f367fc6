//! Holds the further answers of the same run that a report may show, and sees to their figures.

use super::document::Section;
use super::{driven, studied, tested};
use crate::estimate::{Drivers, Evidence, Stress};
use crate::render::plot::{DRIVERS_FIGURES, EVIDENCE_FIGURES, STRESS_FIGURES};

/// Answers beside the results, each of the same run; none unless asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// evidence.json.
    pub evidence: Option<Evidence>,
    /// stress.json.
    pub stress: Option<Stress>,
    /// drivers.json.
    pub drivers: Option<Drivers>,
}

impl Beside {
    /// Their sections, short words first; `place` gives the places of those figures among all that were handed in.
    pub(super) fn sections(&self, place: &dyn Fn(&str) -> Option<usize>) -> Vec<Section> {
        let stress = self.stress.as_ref().map(|stress| (tested::section(stress), ids(STRESS_FIGURES)));
        let drivers = self.drivers.as_ref().map(|drivers| (driven::section(drivers), ids(DRIVERS_FIGURES)));
        let evidence = self.evidence.as_ref().map(|evidence| (studied::section(evidence), ids(EVIDENCE_FIGURES)));
        let with_figures = |(mut section, ids): (Section, Vec<&'static str>)| {
            section.blocks.extend(ids.into_iter().filter_map(place).map(super::document::Block::Figure));
            section
        };
        [stress, drivers, evidence].into_iter().flatten().map(with_figures).collect()
    }

    /// Whether the figure of that name stands in one of these sections.
    pub(super) fn shows(&self, id: &str) -> bool {
        (self.stress.is_some() && ids(STRESS_FIGURES).contains(&id))
            || (self.drivers.is_some() && ids(DRIVERS_FIGURES).contains(&id))
            || (self.evidence.is_some() && ids(EVIDENCE_FIGURES).contains(&id))
    }
}

fn ids<T>(sketches: &[crate::render::plot::Sketch<T>]) -> Vec<&'static str> {
    sketches.iter().map(|sketch| sketch.id).collect()
}
