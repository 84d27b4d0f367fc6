//! Assembles the exact expectation of every measure from what was integrated once for all draws.

use super::cell::{self, Calendar, Cell};
use super::effect::{CREDITED, Effects, Layout};
use super::harm::Chain;
use super::intensity::{self, Line};
use super::ledger::{Account, Entry, Ledger, less};
use super::social::Social;
use super::sum::Sum;
use super::tally::{self, Fated, Tally, Yearly};
use crate::model::{Model, Origin, Plan, PublishedCounting, Total};
use crate::numeric::float;

/// Everything about a model that does not depend on the draw, ready for [`Expectation::at`].
#[derive(Clone, Debug)]
pub struct Expectation {
    model: Model,
    ledger: Ledger,
    layout: Layout,
    /// Every line with its cells, by the event at its end.
    lines: Vec<Vec<(Line, Vec<Cell>)>>,
    /// An occurrence a month from `adds`.
    added: Cell,
    social: Vec<Social>,
    months: usize,
    /// N.
    people: f64,
    /// Index of the measure of each segment, where it has one.
    segments: Vec<Option<usize>>,
    published: Option<Published>,
}

/// What a published figure is held against.
#[derive(Clone, Copy, Debug)]
struct Published {
    measure: usize,
    segment: Option<usize>,
    over: f64,
    /// The step of the credit bridge at which it counts.
    counting: usize,
}

/// The exact expectation of one draw; keep one and hand it to [`Expectation::at`] again and again.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// `E[measure | θ]`, by index of [`crate::model::Measures`]: £ of the whole cohort (per person for segments and
    /// published figures) or numbers of occurrences. NaN for a target that counts what is released.
    pub mean: Vec<f64>,
    /// `E[Σ contributions² | θ]`, by the same index, for one person of the segment or study where the measure is per
    /// person; 0 where it is certain. One occurrence makes one contribution to a measure; with it go those of its event
    /// that harmful support causes beside it or beside its ancestors.
    pub second: Vec<f64>,
    /// The variance, at least, that people's different risks add to it, by the same index and for as many people: those of
    /// great risk are few, and a run may meet none of them.
    ///
    /// ```text
    /// Z has mean 1 and variance w:  Var(Σ_i Z_i m_i) = w Σ_i m_i² ≥ w (Σ_i m_i)²/N
    /// ```
    /// with m the part of the mean that rates bring; a probability is the same for everybody on average and at most once.
    pub through_risk: Vec<f64>,
    /// What is to be taken off `second` of a target for the variance, because some events happen at most once to a person:
    /// 0 for every other measure.
    ///
    /// ```text
    /// X is C with chance p, else 0:  Var(X) = E[X²] - E[X]²,  so that N people take off Σ_e (Σ_i E[X_ie])²/N
    /// ```
    pub at_most_once: Vec<f64>,
    /// The cohort's expected avoided cost of all payers in cash (credited, less added, delays moved), £ by month
    /// since the programme starts.
    pub months: Vec<f64>,
    work: Work,
}

/// What one draw needs on the way; kept so that nothing is allocated twice.
#[derive(Clone, Debug, Default)]
struct Work {
    effects: Effects,
    shares: Vec<f64>,
    /// Amplitude of event e in segment s, at `s · events + e`.
    amplitudes: Vec<f64>,
    /// Amplitude by event of an average person of the cohort.
    average: Vec<f64>,
    yearly: Yearly,
    /// The chances of the links of a line.
    links: Vec<f64>,
}

impl Expectation {
    /// Does all the integrals of `model`, a model of `plan`.
    #[must_use]
    pub fn new(plan: &Plan, model: &Model) -> Self {
        let calendar = Calendar::new(model, plan.months_before, plan.years.len());
        let layout = Layout::new(model);
        let lines = intensity::lines(model).into_iter().map(|lines| {
            let with_cells = lines.into_iter().map(|line| {
                let cells = cell::cells(&line, model, &layout, &calendar);
                (line, cells)
            });
            with_cells.collect()
        });
        let segments = model.cohort.segments.iter().enumerate().map(|(index, segment)| {
            // Without `segments` in the scenario there is one, unnamed, that is not measured.
            (!segment.id.is_empty()).then(|| plan.measures.segment(index))
        });
        let published = plan.measures.published().zip(model.published.as_ref()).map(|(measure, published)| Published {
            measure,
            segment: published.segment,
            over: published.over.min(model.horizon),
            counting: match published.counting {
                PublishedCounting::Gross => 0,
                PublishedCounting::Credited => CREDITED,
            },
        });
        Self {
            ledger: Ledger::new(plan, model),
            lines: lines.collect(),
            added: Cell::added(model, &calendar),
            social: model.outcomes.iter().map(|outcome| Social::new(outcome, &calendar)).collect(),
            months: calendar.months.len() - 1,
            people: float(model.cohort.people),
            segments: segments.collect(),
            published,
            layout,
            model: model.clone(),
        }
    }

    /// Fills `out` with the expectation of every measure in the draw `theta`.
    ///
    /// Neither allocates, once `out` has been used, nor integrates: it adds up products of what was integrated before.
    pub fn at(&self, theta: &[f64], out: &mut Expected) {
        let Expected { mean, second, through_risk, at_most_once, months, work } = out;
        for (numbers, length) in [
            (&mut *mean, self.ledger.measures().len()),
            (&mut *second, self.ledger.measures().len()),
            (&mut *through_risk, self.ledger.measures().len()),
            (&mut *at_most_once, self.ledger.measures().len()),
            (&mut *months, self.months),
        ] {
            numbers.clear();
            numbers.resize(length, 0.0);
        }
        let engagement = self.model.cohort.engagement.value(theta);
        work.effects.fill(&self.layout, &self.model, theta);
        self.fill_amplitudes(theta, work);
        self.ledger.open(mean);
        let mut entry = Entry { mean, second, risked: through_risk, once: at_most_once, proportional: 0.0 };
        for event in 0..self.model.events.len() {
            self.enter_event(event, theta, engagement, work, &mut entry, months);
        }
        self.enter_outcomes(theta, engagement, &mut entry);
        self.square_risked(through_risk);
        at_most_once.iter_mut().for_each(|squares| *squares /= self.people);
    }

    /// Makes of the means that are in proportion to risk the variance that it brings.
    fn square_risked(&self, risked: &mut [f64]) {
        let variance = self.model.cohort.frailty * self.model.cohort.frailty;
        let each = self.segments.iter().flatten().copied().chain(self.published.map(|published| published.measure));
        each.for_each(|measure| risked[measure] *= self.people.sqrt());
        risked.iter_mut().for_each(|mean| *mean *= *mean * variance / self.people);
    }

    fn fill_amplitudes(&self, theta: &[f64], work: &mut Work) {
        let events = &self.model.events;
        self.model.cohort.shares(theta, &mut work.shares);
        work.amplitudes.clear();
        work.average.clear();
        work.average.resize(events.len(), 0.0);
        for (segment, &share) in self.model.cohort.segments.iter().zip(&work.shares) {
            for ((event, risk), average) in events.iter().zip(&segment.relative_risk).zip(&mut work.average) {
                let amplitude = intensity::amplitude(&event.origin, risk.value(theta), theta);
                work.amplitudes.push(amplitude);
                *average += share * amplitude;
            }
        }
    }

    /// Counts every line of an event, and enters the event into all measures.
    fn enter_event(
        &self,
        index: usize,
        theta: &[f64],
        engagement: f64,
        work: &mut Work,
        entry: &mut Entry,
        months: &mut [f64],
    ) {
        let event = &self.model.events[index];
        let cost = event.unit_cost.value(theta);
        let cv = event.varies.cv();
        let cost_squared = cost * cost * (1.0 + cv * cv);
        let adds = event.support.adds.value(theta);
        let price = |sum: Sum| sum.priced(cost, cost_squared);
        let Work { effects, amplitudes, average, yearly, links: chances, .. } = work;
        let alike = 1.0 / (1.0 + cv * cv);
        let counting = self.published.map_or(CREDITED, |published| published.counting);
        let events = self.model.events.len();
        yearly.clear(self.ledger.years());
        let mut total = Tally::default();
        let mut by_rate = 0.0;
        for (line, cells) in &self.lines[index] {
            entry.proportional = match self.model.events[line.source()].origin {
                Origin::Rate(_) => 1.0,
                Origin::Probability(_) | Origin::None => 0.0,
            };
            chances.clear();
            chances.extend(line.links.iter().map(|link| link.value(theta)));
            let links: f64 = chances.iter().product();
            let number = self.people * average[line.source()] * links;
            let engaged = number * engagement;
            let chain = Chain { links: chances, alike };
            let unit = tally::of_line(line, cells, effects, chain, counting, |cell, fated| match fated {
                Fated::Spared(fate) => {
                    yearly.add(engaged, cell, &fate);
                    tally::add_months(months, engaged * cost, cell, &fate);
                }
                Fated::Harmed(harm) => {
                    yearly.add_harmed(engaged, cell, &harm);
                    tally::add_harmed_months(months, engaged * cost, cell, &harm);
                }
            });
            total.add_tally(number, &unit);
            by_rate += entry.proportional * number * unit.occurrences;
            for (segment, measure) in self.segments.iter().enumerate() {
                if let Some(measure) = *measure {
                    let number = amplitudes[segment * events + line.source()] * links * engagement;
                    entry.enter(measure, price(unit.bridge[CREDITED].priced(number, number)));
                }
            }
            if let Some(published) = self.published {
                let of = |segment: usize| amplitudes[segment * events + line.source()];
                let number = published.segment.map_or(average[line.source()], of) * links;
                entry.enter(published.measure, price(unit.published.priced(number, number)));
            }
        }
        let added = engagement * adds;
        entry.proportional = 0.0;
        self.enter_added(adds, added, price, entry);
        for (year, count) in self.added.years.entries() {
            if let Some(sum) = yearly.added.get_mut(year) {
                sum.add(self.people * added * count, 1.0);
            }
        }
        self.added.months.add_to(-self.people * added * cost, months);
        let added = self.people * added;
        let added_present = Sum { mean: added * self.added.discounted, second: added * self.added.discounted_twice };
        let added = added * self.added.count;
        let account = Account { tally: &total, yearly, engagement, cost, cost_squared, added, added_present };
        // What is only added comes any number of times, as rates do, but in no proportion to risk: nothing is taken off.
        entry.proportional = if total.occurrences > 0.0 { by_rate / total.occurrences } else { 0.0 };
        self.ledger.enter(index, event, theta, &account, entry);
        entry.proportional = 0.0;
    }

    /// Takes what support adds off the measures that are per person.
    fn enter_added(&self, adds: f64, added: f64, price: impl Fn(Sum) -> Sum, entry: &mut Entry) {
        let loss = |count: f64| less(Sum::default(), price(Sum { mean: count, second: count }));
        for measure in self.segments.iter().flatten() {
            entry.enter(*measure, loss(added * self.added.count));
        }
        if let Some(published) = self.published.filter(|published| published.counting == CREDITED) {
            // Every person of a published study engages.
            entry.enter(published.measure, loss(adds * published.over));
        }
    }

    fn enter_outcomes(&self, theta: &[f64], engagement: f64, entry: &mut Entry) {
        let measures = self.ledger.measures();
        for (index, social) in self.social.iter().enumerate() {
            let value = social.at(theta, engagement).priced(self.people, self.people);
            entry.enter(measures.outcome(index), value);
            entry.enter(measures.total(Total::SocialValuePv), value);
        }
    }
}
