//! Assembles the exact expectation of every measure from what was integrated once for all draws.

use std::sync::Arc;

use super::effect::{CREDITED, Effects};
use super::ground::Ground;
use super::harm::Chain;
use super::leaving::{self, Hazards};
use super::ledger::{Account, Entry, Ledger};
use super::part::Part;
use super::personal::Brought;
use super::prices::Prices;
use super::reading::Reading;
use super::replaced::Replaced;
use super::running::{Priced, Running};
use super::setting::Setting;
use super::social::Social;
use super::tally::{self, Fated, Tally, Yearly};
use crate::model::{Model, Outcome, Plan, PublishedCounting};
use crate::numeric::float;

/// Everything about a model that does not depend on the draw, ready for [`Expectation::at`].
#[derive(Clone, Debug)]
pub struct Expectation {
    pub(super) model: Model,
    pub(super) ledger: Ledger,
    pub(super) ground: Ground,
    hazards: Hazards,
    /// All integrals, one at each of the hazards.
    settings: Arc<Vec<Setting>>,
    /// Social value in closed form, by outcome.
    pub(super) social: Vec<Option<Social>>,
    /// Whether there is more than occurrences to a measure of money.
    pub(super) personal: bool,
    pub(super) months: usize,
    /// N.
    pub(super) people: f64,
    /// Index of the measure of each segment, where it has one.
    pub(super) segments: Vec<Option<usize>>,
    pub(super) published: Option<Published>,
}

/// What a published figure is held against.
#[derive(Clone, Copy, Debug)]
pub(super) struct Published {
    pub(super) measure: usize,
    pub(super) segment: Option<usize>,
    pub(super) over: f64,
    /// The step of the credit bridge at which it counts.
    pub(super) counting: usize,
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
    /// The part of the mean that is in proportion to people's risks, likewise.
    pub risked: Vec<f64>,
    /// The variance, at least, that people's different risks add to it, by the same index and for as many people: those of
    /// great risk are few, and a run may meet none of them.
    ///
    /// ```text
    /// Z has mean 1 and variance w:  Var(Σ_i Z_i m_i) = w Σ_i m_i² ≥ w (Σ_i m_i)²/N
    /// ```
    /// with m the part of the mean that rates bring; a probability is the same for everybody on average and at most once.
    pub through_risk: Vec<f64>,
    /// What is to be taken off `second` of the cohort's avoided cost or of a target for the variance, because some events
    /// happen at most once to a person: 0 for every other measure.
    ///
    /// ```text
    /// X is C with chance p, else 0:  Var(X) = E[X²] - E[X]²,  so that N people take off Σ_e (Σ_i E[X_ie])²/N
    /// ```
    pub at_most_once: Vec<f64>,
    /// The third cumulant of the same measures, at least, as their largest amounts make it, and 0 for every other: of each
    /// event as if all its occurrences were worth the same but for W.
    ///
    /// ```text
    /// E[Σ C³] ≥ E[Σ C²]²/E[Σ C] · E[W³]/E[W²]²       (Cauchy & Schwarz)
    /// at most once        less 3 E[Σ C²] m/N - 2 m³/N²,    m = E[Σ C]
    /// people's risks      and 3 w E[Σ C²] m/N + 2 w² m³/N², of what rates bring
    /// ```
    pub third: Vec<f64>,
    /// The same sum without signs and without what follows from "at most once" or risk: over `second` it is the size of a
    /// contribution, £, as far as its square weighs.
    pub absolute_third: Vec<f64>,
    /// The cohort's expected avoided cost of all payers in cash (credited, less added, delays moved), £ by month
    /// since the programme starts.
    pub months: Vec<f64>,
    /// The cohort's expected programme cost that follows the people, £ by month since the programme starts; empty where none
    /// does.
    pub following_months: Vec<f64>,
    work: Work,
}

/// What one draw needs on the way; kept so that nothing is allocated twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Work {
    pub(super) effects: Effects,
    pub(super) shares: Vec<f64>,
    /// Amplitude of event e in segment s at `s · events + e`, for each of the whole years to joining in turn.
    pub(super) amplitudes: Vec<f64>,
    /// Amplitude by event of an average person of the cohort, likewise.
    pub(super) average: Vec<f64>,
    /// By how much the event's costs have grown, by year of the table; empty where they do not.
    pub(super) grown: Vec<f64>,
    pub(super) yearly: Yearly,
    /// The chances of the links of a line.
    pub(super) links: Vec<f64>,
    /// What stays of the event bring by year, before their spread.
    pub(super) running_years: Yearly,
    pub(super) running: Running,
    pub(super) replaced: Replaced,
    /// The stays of the event.
    pub(super) priced: Vec<Priced>,
    /// The weights of the hazards of leaving.
    weights: Vec<f64>,
    /// Cells mixed by these weights, and of which settings.
    mixed: Option<(Arc<Vec<Setting>>, Setting)>,
    pub(super) spare: Vec<f64>,
    /// What comes to every person beside their occurrences, by measure.
    pub(super) brought: Vec<Brought>,
}

/// One draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Draw<'a> {
    pub(super) theta: &'a [f64],
    /// g.
    pub(super) engagement: f64,
    pub(super) reading: Reading<'a>,
}

impl Expectation {
    /// Does all the integrals of `model`, a model of `plan`.
    #[must_use]
    pub fn new(plan: &Plan, model: &Model) -> Self {
        let ground = Ground::new(plan, model);
        let hazards = Hazards::new(model, &ground);
        let settings = hazards.points().iter().map(|λ| Setting::new(&ground, model, *λ, true)).collect();
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
            social: model.outcomes.iter().map(|outcome| Social::new(outcome, model, &ground.calendar)).collect(),
            personal: !ground.following.is_empty() || model.outcomes.iter().any(Outcome::is_gain),
            months: ground.calendar.months.len() - 1,
            people: float(model.cohort.people),
            segments: segments.collect(),
            published,
            settings: Arc::new(settings),
            ground,
            hazards,
            model: model.clone(),
        }
    }

    /// Fills `out` with the expectation of every measure in the draw `theta`.
    ///
    /// Neither allocates, once `out` has been used, nor integrates: it adds up products of what was integrated before, unless
    /// the draw says how long an effect takes to build up.
    pub fn at(&self, theta: &[f64], out: &mut Expected) {
        self.at_part(theta, Part::Whole, out);
    }

    /// The same of some of what there is; means, second moments, [`Expected::risked`], what comes at most once and third
    /// cumulants of a part and of its rest add up to those of the whole.
    pub fn at_part(&self, theta: &[f64], part: Part<'_>, out: &mut Expected) {
        let Expected {
            mean,
            second,
            risked,
            through_risk,
            at_most_once,
            third,
            absolute_third,
            months,
            following_months,
            work,
        } = out;
        following_months.clear();
        for (numbers, length) in [
            (&mut *mean, self.ledger.measures().len()),
            (&mut *second, self.ledger.measures().len()),
            (&mut *risked, self.ledger.measures().len()),
            (&mut *at_most_once, self.ledger.measures().len()),
            (&mut *third, self.ledger.measures().len()),
            (&mut *absolute_third, self.ledger.measures().len()),
            (&mut *months, self.months),
        ] {
            numbers.clear();
            numbers.resize(length, 0.0);
        }
        let engagement = self.model.cohort.engagement.value(theta);
        work.effects.fill(&self.ground.layout, &self.model, theta);
        self.fill_amplitudes(theta, work);
        if part.has_people() {
            self.ledger.open(self.model.programme.as_ref(), theta, mean);
        }
        let frailty = self.model.cohort.frailty;
        let mut entry = Entry {
            mean,
            second,
            risked,
            once: at_most_once,
            third,
            absolute_third,
            months,
            proportional: 0.0,
            people: self.people,
            risk_variance: frailty * frailty,
        };
        let λ = leaving::hazard(&self.model, theta);
        self.read((λ, theta), work, |reading, work| {
            for event in (0..self.model.events.len()).filter(|event| part.has(*event)) {
                self.enter_event(event, Draw { theta, engagement, reading }, work, &mut entry);
            }
            if part.has_people() {
                self.enter_people(Draw { theta, engagement, reading }, work, &mut entry, following_months);
            }
        });
        self.square_risked(risked, through_risk);
        at_most_once.iter_mut().for_each(|squares| *squares /= self.people);
    }

    /// Finds the integrals at the hazard λ, which is certain, between others, or beyond them.
    fn read(&self, (λ, theta): (f64, &[f64]), work: &mut Work, then: impl FnOnce(Reading<'_>, &mut Work)) {
        let settings = &self.settings;
        let mut weights = std::mem::take(&mut work.weights);
        let varies = self.ground.varies;
        if !self.hazards.weights(λ, &mut weights) {
            let mut anew = Setting::new(&self.ground, &self.model, λ, false);
            if varies {
                anew.cut(&self.ground, &self.model, λ, theta);
            }
            work.effects.extend(&anew.ramps);
            let tables = std::slice::from_ref(&anew);
            then(Reading { numbers: &anew, tables, weights: &[1.0], λ }, work);
        } else if let ([only], false) = (settings.as_slice(), varies) {
            work.effects.extend(&only.ramps);
            then(Reading { numbers: only, tables: settings, weights: &weights, λ }, work);
        } else {
            let known = work.mixed.take().filter(|(of, _)| Arc::ptr_eq(of, settings));
            let mut mixed = known.map_or_else(|| settings[0].numbers(), |(_, mixed)| mixed);
            if settings.len() > 1 {
                mixed.mix(settings, &weights);
            }
            if varies {
                mixed.cut(&self.ground, &self.model, λ, theta);
            }
            work.effects.extend(&mixed.ramps);
            then(Reading { numbers: &mixed, tables: settings, weights: &weights, λ }, work);
            work.mixed = Some((Arc::clone(settings), mixed));
        }
        work.weights = weights;
    }

    /// Makes of the means that are in proportion to risk the variance that it brings.
    fn square_risked(&self, risked: &[f64], variance: &mut Vec<f64>) {
        let frailty = self.model.cohort.frailty;
        let each = frailty * frailty / self.people;
        variance.clear();
        variance.extend(risked.iter().map(|mean| mean * mean * each));
        let of_one = self.segments.iter().flatten().copied().chain(self.published.map(|published| published.measure));
        of_one.for_each(|measure| variance[measure] *= self.people);
    }

    /// Counts every line of an event, and enters the event into all measures.
    fn enter_event(&self, index: usize, draw: Draw<'_>, work: &mut Work, entry: &mut Entry) {
        let Draw { theta, engagement, reading } = draw;
        let event = &self.model.events[index];
        let prices = Prices::new(event, theta);
        let Prices { cost, spread, runs, .. } = prices;
        let counting = self.published.map_or(CREDITED, |published| published.counting);
        work.grow(event, &self.model, self.ledger.years().max(self.ground.prices), theta);
        work.yearly.clear(self.ledger.years(), self.ledger.counts_averted());
        if runs {
            work.price_stays(event, theta);
            work.running_years.clear(self.ledger.years(), self.ledger.counts_averted());
        }
        let mut total = Tally::default();
        let mut by_rate = 0.0;
        for (place, (line, cells)) in reading.numbers.lines[index].iter().enumerate() {
            entry.proportional = self.proportional(line.source());
            work.links.clear();
            work.links.extend(line.links.iter().map(|link| link.value(theta)));
            let links: f64 = work.links.iter().product();
            let intake = &self.ground.intakes.list[line.intake];
            let number = self.people * intake.share * work.average[self.average(intake, line)] * links;
            let engaged = number * engagement;
            let Work { effects, yearly, links: chances, grown, .. } = &mut *work;
            let months = &mut *entry.months;
            let chain = Chain { links: chances, alike: 1.0 / spread };
            let mut unit =
                tally::of_line(line, cells, effects, chain, (counting, grown), |cell, fated, price| match fated {
                    Fated::Spared(fate) => {
                        yearly.add(engaged, cell, &fate, price);
                        tally::add_months(months, engaged * cost * price, cell, &fate);
                    }
                    Fated::Harmed(harm) => {
                        yearly.add_harmed(engaged, cell, &harm, price);
                        tally::add_harmed_months(months, engaged * cost * price, cell, &harm);
                    }
                });
            if runs {
                let stays = self.stays_of_line((index, place), draw, engaged, work, months);
                unit = unit.priced(cost, prices.cost_squared);
                unit.join(stays.priced(1.0, spread));
            }
            total.add_tally(number, &unit);
            by_rate += entry.proportional * number * unit.occurrences;
            for (segment, measure) in self.segments.iter().enumerate() {
                if let Some(measure) = *measure {
                    let amplitude = work.amplitudes[self.amplitude(intake, segment, line)];
                    let number = amplitude * intake.share * links * engagement;
                    entry.enter(measure, prices.of(unit.bridge[CREDITED].priced(number, number)));
                }
            }
            if let Some(published) = self.published.filter(|_| intake.published) {
                let of = |segment: usize| work.amplitudes[self.amplitude(intake, segment, line)];
                let number = published.segment.map_or(work.average[self.average(intake, line)], of) * links;
                entry.enter(published.measure, prices.of(unit.published.priced(number, number)));
            }
        }
        entry.proportional = 0.0;
        let added = self.enter_added(index, draw, prices, work, entry);
        if runs {
            work.yearly.join((cost, prices.cost_squared), &work.running_years, (1.0, spread));
        }
        let (unit, unit_squared) = prices.units();
        let account = Account {
            tally: &total,
            yearly: &work.yearly,
            engagement,
            cost: unit,
            cost_squared: unit_squared,
            skew: event.varies.third_moment() / (spread * spread),
            added: added.all,
            added_present: added.present,
            added_past: added.past,
        };
        // What is only added comes any number of times, as rates do, but in no proportion to risk: nothing is taken off.
        entry.proportional = if total.occurrences > 0.0 { by_rate / total.occurrences } else { 0.0 };
        self.ledger.enter(index, event, theta, &account, entry);
        self.enter_instead(index, draw, prices, work, entry);
        entry.proportional = 0.0;
    }
}
