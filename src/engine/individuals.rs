//! Simulates single people, draw by draw, for what looks at one person at a time: small studies, outliers, likelihoods.
//!
//! They are fresh people, like those of the run but not the same: a block holds its people in order of segment and
//! engagement, so its first n would be no fair sample. Nothing is kept but what the caller keeps.

use super::draw_values::DrawValues;
use super::ledger::{Booking, Ledger};
use super::occurrence_list::Scratch;
use super::occurrences;
use super::people::{People, Roll};
use super::prepared::Prepared;
use super::sampling::Parameters;
use super::stream::{Address, Block, StreamName};
use super::{BLOCK, RunOf, study};
use crate::model::{Model, Plan};
use crate::statistics::Resampler as _;

/// Whose avoided cost is wanted, and how it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// People like the cohort's: of each segment by its share, engaged or not; credited, less added, over the horizon.
    Cohort,
    /// People like those of the publication: of its segment, engaged; counted as it counts, over its period. Nobody when
    /// the scenario holds no published figures.
    Published,
}

/// Simulates single people of a run.
#[derive(Debug)]
pub struct Singles<'a> {
    plan: &'a Plan,
    which: RunOf,
    evidence: Parameters<'a>,
    /// In the order of [`RunOf::models`].
    prepared: Vec<Prepared<'a>>,
    order: StreamName,
}

/// Scratch that one thread reuses from draw to draw, with the outcome of the last.
#[derive(Debug, Default)]
pub struct Person {
    theta: Vec<f64>,
    avoided: Vec<f64>,
    drawn: DrawValues,
    people: People,
    scratch: Scratch,
    ledger: Ledger,
}

impl Person {
    /// θ of the draw.
    #[must_use]
    pub fn theta(&self) -> &[f64] {
        &self.theta
    }

    /// The avoided cost of each person, £, in an order that says nothing about them.
    #[must_use]
    pub fn avoided(&self) -> &[f64] {
        &self.avoided
    }
}

impl<'a> Singles<'a> {
    /// Ready to simulate people of `which` run of `plan`.
    #[must_use]
    pub fn new(plan: &'a Plan, which: RunOf) -> Self {
        Self {
            plan,
            which,
            evidence: Parameters::new(plan, which, plan.simulation.draws),
            prepared: which.models(plan).into_iter().map(|model| Prepared::new(plan, model)).collect(),
            order: StreamName::new("singles.order"),
        }
    }

    /// The model that draw `draw` is simulated from.
    #[must_use]
    pub fn model(&self, draw: usize) -> &'a Model {
        self.prepared(draw).model
    }

    /// The same, ready for simulation.
    fn prepared(&self, draw: usize) -> &Prepared<'a> {
        &self.prepared[self.which.model_of_draw(self.plan, draw)]
    }

    /// Simulates `count` people of draw `draw` of the evidence; the same θ as [`super::simulate`] draws.
    pub fn draw(&self, draw: usize, whose: Whose, count: usize, person: &mut Person) {
        let prepared = self.prepared(draw);
        let address = Address::new(self.plan.simulation.seed, draw as u64);
        person.theta.resize(self.plan.parameters.len(), 0.0);
        self.evidence.draw(draw, address, &mut person.theta);
        person.drawn.read(prepared, &person.theta);
        person.ledger.open(prepared);
        person.avoided.clear();
        for (index, start) in (0..count).step_by(BLOCK).enumerate() {
            let block = Block::singles(index as u64);
            let count = BLOCK.min(count - start);
            match whose {
                Whose::Cohort => person.of_cohort(prepared, block, count, address),
                Whose::Published => person.as_published(prepared, block, count, address),
            }
        }
        let mut order = super::Resampling::at(address, self.order);
        for last in (1..person.avoided.len()).rev() {
            #[expect(clippy::cast_possible_truncation, reason = "people of one study")]
            let chosen = order.index(last as u32 + 1) as usize;
            person.avoided.swap(last, chosen);
        }
    }
}

impl Person {
    fn of_cohort(&mut self, prepared: &Prepared<'_>, block: Block, count: usize, address: Address) {
        let roll = Roll { block, count, joining: (0.0, 0.0), segment: None, all_engage: false };
        self.people.gather(prepared, &self.drawn, &roll, address);
        self.ledger.open_block(&self.people);
        let Self { drawn, people, scratch, ledger, .. } = self;
        let mut booking = Booking { prepared, drawn, people, ledger };
        occurrences::simulate(prepared, drawn, people, block, address, scratch, &mut booking);
        ledger.close_block(prepared, drawn, people, block, address);
        self.avoided.extend_from_slice(&self.ledger.person);
    }

    fn as_published(&mut self, prepared: &Prepared<'_>, block: Block, count: usize, address: Address) {
        let Some(published) = &prepared.model.published else { return };
        let roll = Roll { block, count, joining: (0.0, 0.0), segment: published.segment, all_engage: true };
        let start = self.avoided.len();
        self.avoided.resize(start + count, 0.0);
        let Self { drawn, people, scratch, avoided, .. } = self;
        let block = &mut avoided[start..];
        study::block_of(prepared, drawn, published, &roll, address, people, scratch, |person, amount| {
            block[person] += amount;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Silent, simulate};
    use crate::expectation::{Expectation, Expected};
    use crate::model::Total;
    use crate::model::example::plan;
    use crate::statistics::mean_and_sd;

    const TOWN: &str = "
title: Town
horizon: 24 months
cohort: {people: 400, engagement: 70%, frailty: 0.7, segments: {crisis: {share: 30%, relative_risk: 2}, others: {share: rest}}}
payers: {nhs: {label: NHS}}
events:
  eviction: {probability: {uniform: {low: 20%, high: 40%}}, unit_cost: £9k, paid_by: {nhs: 100%}, varies: {gamma: {cv: 60%}},
             support: {prevents: 40%, attribution: 80%, adds: 0.1 per year}}
  admission: {rate: 0.5 per year, unit_cost: £3k, paid_by: {nhs: 100%}, support: {prevents: 20%, reduces: 10%, delays: 3 months}}
views:
  low: {weight: 40%, set: {events: {eviction: {probability: 10%}}}}
  high: {weight: 60%}
published: {people: 8, of: crisis, over: 12 months, mean_avoided: £3k, counting: COUNTING}
simulation: {draws: 300}
";

    fn town(counting: &str) -> Plan {
        plan(&TOWN.replace("COUNTING", counting))
    }

    /// The mean over draws of what people avoid, less what is expected, in standard errors.
    fn z(plan: &Plan, whose: Whose, measure: usize, per: f64) -> f64 {
        let singles = Singles::new(plan, RunOf::Headline);
        let (mut person, mut expected) = (Person::default(), Expected::default());
        let differences: Vec<f64> = (0..300)
            .map(|draw| {
                singles.draw(draw, whose, 2500, &mut person);
                Expectation::new(plan, singles.model(draw)).at(person.theta(), &mut expected);
                person.avoided().iter().sum::<f64>() / 2500.0 - expected.mean[measure] / per
            })
            .collect();
        let (mean, sd) = mean_and_sd(&differences);
        mean / (sd / 300.0_f64.sqrt())
    }

    #[test]
    fn single_people_avoid_on_average_what_is_expected() {
        for counting in ["gross", "credited"] {
            let plan = town(counting);
            let total = plan.measures.total(Total::Avoided);
            assert!(z(&plan, Whose::Cohort, total, 400.0).abs() < 4.0);
            assert!(z(&plan, Whose::Published, plan.measures.published().unwrap(), 1.0).abs() < 4.0, "{counting}");
        }
    }

    #[test]
    fn the_evidence_is_that_of_the_run() {
        let plan = town("gross");
        let draws = simulate(&plan, RunOf::Headline, &Silent).unwrap();
        let singles = Singles::new(&plan, RunOf::Headline);
        let mut person = Person::default();
        for draw in [0, 7, 299] {
            singles.draw(draw, Whose::Cohort, 8, &mut person);
            assert_eq!(person.theta(), draws.theta(draw));
            assert_eq!(person.avoided().len(), 8);
        }
    }

    #[test]
    fn any_first_few_are_a_fair_sample() {
        // The mean of the first eight of 1,024 must be that of all, not of the first segment.
        let plan = town("gross");
        let singles = Singles::new(&plan, RunOf::View(0));
        let mut person = Person::default();
        let gaps: Vec<f64> = (0..4000)
            .map(|draw| {
                singles.draw(draw, Whose::Cohort, 64, &mut person);
                let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
                mean(&person.avoided()[..8]) - mean(person.avoided())
            })
            .collect();
        let (mean, sd) = mean_and_sd(&gaps);
        assert!((mean / (sd / 4000.0_f64.sqrt())).abs() < 4.0, "{mean} {sd}");
    }
}
