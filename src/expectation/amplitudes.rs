//! Says how often events come of themselves in a draw: by segment, and by year of joining where hazards grow.

use super::expected::{Expectation, Work};
use super::intake::Intake;
use super::intensity::{self, Line};
use crate::model::Origin;
use crate::numeric::powf;

impl Expectation {
    /// Works out all amplitudes.
    pub(super) fn fill_amplitudes(&self, theta: &[f64], work: &mut Work) {
        let events = &self.model.events;
        self.model.cohort.shares(theta, &mut work.shares);
        work.amplitudes.clear();
        work.average.clear();
        work.average.resize(self.ground.intakes.years.len() * events.len(), 0.0);
        for (&years, averages) in self.ground.intakes.years.iter().zip(work.average.chunks_mut(events.len().max(1))) {
            for (segment, &share) in self.model.cohort.segments.iter().zip(&work.shares) {
                for ((event, risk), average) in events.iter().zip(&segment.relative_risk).zip(&mut *averages) {
                    let grown = if years == 0.0 { 1.0 } else { powf(1.0 + event.trend.value(theta), years) };
                    let amplitude = intensity::amplitude(&event.origin, risk.value(theta) * grown, theta);
                    work.amplitudes.push(amplitude);
                    *average += share * amplitude;
                }
            }
        }
    }

    /// The place of an amplitude: of a segment's people of an intake, of the event that begins a line.
    pub(super) fn amplitude(&self, intake: &Intake, segment: usize, line: &Line) -> usize {
        let segments = self.model.cohort.segments.len();
        (intake.year * segments + segment) * self.model.events.len() + line.source()
    }

    /// That of the mean amplitude.
    pub(super) fn average(&self, intake: &Intake, line: &Line) -> usize {
        intake.year * self.model.events.len() + line.source()
    }

    /// Whether what comes of an event is in proportion to its person's risk: 1 if so.
    pub(super) fn proportional(&self, source: usize) -> f64 {
        match self.model.events[source].origin {
            Origin::Rate(_) => 1.0,
            Origin::Probability(_) | Origin::None => 0.0,
        }
    }
}
