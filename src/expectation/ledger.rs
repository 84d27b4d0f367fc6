//! Enters what each event brings into every measure that it touches: totals, payers, groups, years, targets.

use super::sum::Sum;
use super::tally::{CREDITED, Tally, Yearly};
use crate::model::{BridgeStep, Counting, Event, EventMeasure, Measures, Mechanism, Model, Part, Plan, Total};

const STEPS: [BridgeStep; 4] =
    [BridgeStep::Gross, BridgeStep::Attributed, BridgeStep::NotDisplaced, BridgeStep::Credited];

/// Where the payers' shares go, and what is taken off for good.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    measures: Measures,
    columns: Vec<Column>,
    targets: Vec<Goal>,
    years: usize,
    /// For each event the payers that bear some of it, and the columns that any of them is in: of two hundred payers an
    /// event has a few, and the others would be asked in every draw.
    events: Vec<Touched>,
}

/// What an event touches.
#[derive(Clone, Debug)]
struct Touched {
    payers: Vec<usize>,
    columns: Vec<usize>,
}

impl Touched {
    fn new(event: &Event, columns: &[Column]) -> Self {
        let bears = |payer: &usize| event.paid_by[*payer] != 0.0;
        let touched = |column: &Column| column.payers.as_ref().is_none_or(|payers| payers.iter().any(bears));
        Self {
            payers: (0..event.paid_by.len()).filter(bears).collect(),
            columns: (0..columns.len()).filter(|column| touched(&columns[*column])).collect(),
        }
    }
}

/// A set of payers and the measures of what they avoid.
#[derive(Clone, Debug)]
struct Column {
    /// `None`: all, whatever the shares.
    payers: Option<Vec<usize>>,
    /// Measures of the whole span: avoided, cashable.
    whole: [usize; 2],
    /// The same by year.
    years: Vec<[usize; 2]>,
}

#[derive(Clone, Debug)]
struct Goal {
    payers: Vec<usize>,
    year: Option<usize>,
    counting: Counting,
    measure: usize,
    /// Programme cost that is taken off.
    cost: f64,
}

/// What one event brings in one draw, in £, for the whole cohort.
#[derive(Clone, Copy, Debug)]
pub(super) struct Account<'a> {
    /// Of everybody's occurrences for `occurrences`; of people who engage for the rest. In units of X.
    pub(super) tally: &'a Tally,
    /// Credited and averted by year, in units of X.
    pub(super) yearly: &'a Yearly,
    /// g.
    pub(super) engagement: f64,
    /// m, the mean of X.
    pub(super) cost: f64,
    /// `E[X²] = m²·(1 + CV²)`.
    pub(super) cost_squared: f64,
    /// Extra occurrences caused by support, and their discounted numbers for means and squares.
    pub(super) added: f64,
    pub(super) added_present: Sum,
}

impl Ledger {
    pub(super) fn new(plan: &Plan, model: &Model) -> Self {
        let measures = plan.measures.clone();
        let years = plan.years.len();
        let parts = [Part::Avoided, Part::Cashable];
        let mut columns = vec![Column {
            payers: None,
            whole: [Total::Avoided, Total::Cashable].map(|total| measures.total(total)),
            years: (0..years).map(|year| parts.map(|part| measures.year(year, part))).collect(),
        }];
        columns.extend((0..plan.payers.len()).map(|payer| Column {
            payers: Some(vec![payer]),
            whole: parts.map(|part| measures.payer(payer, part)),
            years: (0..years).map(|year| parts.map(|part| measures.year_payer(year, payer, part))).collect(),
        }));
        columns.extend(plan.groups.iter().enumerate().map(|(group, gathering)| Column {
            payers: Some(gathering.payers.clone()),
            whole: parts.map(|part| measures.group(group, part)),
            years: (0..years).map(|year| parts.map(|part| measures.year_group(year, group, part))).collect(),
        }));
        let targets = model.targets.iter().enumerate().map(|(index, target)| {
            let programme = model.programme.as_ref().filter(|_| target.net_of_programme);
            let cost = programme.map_or(0.0, |programme| {
                programme.cost(|funding| {
                    target.payers.contains(&funding.payer) && target.year.is_none_or(|year| funding.year == year)
                })
            });
            let (payers, measure) = (target.payers.clone(), measures.target(index));
            Goal { payers, year: target.year, counting: target.counting, measure, cost }
        });
        let targets = targets.collect();
        let events = model.events.iter().map(|event| Touched::new(event, &columns)).collect();
        Self { measures, columns, targets, years, events }
    }

    /// How many years there are.
    pub(super) fn years(&self) -> usize {
        self.years
    }

    /// The index of every measure.
    pub(super) fn measures(&self) -> &Measures {
        &self.measures
    }

    /// Takes off what is certain.
    pub(super) fn open(&self, mean: &mut [f64]) {
        for goal in &self.targets {
            mean[goal.measure] -= goal.cost;
        }
    }

    /// Enters one event; the occurrences that support adds are in `yearly` already, with their sign.
    pub(super) fn enter(&self, index: usize, event: &Event, theta: &[f64], account: &Account, out: &mut Entry) {
        let avoided = self.enter_totals(index, account, out);
        let price = |sum: Sum| sum.priced(account.cost, account.cost_squared);
        let cashable = |payer: usize| event.paid_by[payer] * event.cashable[payer].value(theta);
        let Touched { payers: bearing, columns } = &self.events[index];
        for column in columns.iter().map(|column| &self.columns[*column]) {
            let shares = match &column.payers {
                None => [1.0, bearing.iter().copied().map(cashable).sum()],
                Some(payers) => {
                    [payers.iter().map(|&payer| event.paid_by[payer]).sum(), payers.iter().copied().map(cashable).sum()]
                }
            };
            if shares == [0.0; 2] {
                continue;
            }
            for (measure, share) in column.whole.into_iter().zip(shares) {
                out.enter(measure, avoided.priced(share, share * share));
            }
            for (sum, measures) in account.yearly.avoided.iter().zip(&column.years) {
                let sum = price(*sum);
                for (&measure, share) in measures.iter().zip(shares) {
                    out.enter(measure, sum.priced(share, share * share));
                }
            }
        }
        let averted = self.averted_cost(account);
        for goal in &self.targets {
            let (whole, years) = match goal.counting {
                Counting::Avoided | Counting::Cashable => (avoided, &account.yearly.avoided),
                Counting::Averted => (averted, &account.yearly.averted),
            };
            let payers = goal.payers.iter().copied();
            let share: f64 = match goal.counting {
                Counting::Avoided | Counting::Averted => payers.map(|payer| event.paid_by[payer]).sum(),
                Counting::Cashable => payers.map(cashable).sum(),
            };
            let sum = goal.year.map_or(whole, |year| years.get(year).copied().map_or_else(Sum::default, price));
            let sum = sum.priced(share, share * share);
            out.enter(goal.measure, sum);
            if account.tally.occurrences > 0.0 {
                out.enter_once(goal.measure, sum);
            }
        }
    }

    /// Totals, mechanisms, the credit bridge and the event's own measures; gives back what is avoided.
    fn enter_totals(&self, index: usize, account: &Account, out: &mut Entry) -> Sum {
        let (tally, g, measures) = (account.tally, account.engagement, &self.measures);
        let price = |sum: Sum| sum.priced(account.cost, account.cost_squared);
        let engaged = |sum: Sum| price(sum.priced(g, g));
        let everybody = Sum { mean: tally.occurrences, second: tally.occurrences };
        let added = Sum { mean: account.added, second: account.added };
        out.enter(measures.total(Total::WithoutSupport), price(everybody));
        let mut with_support = everybody.priced(1.0 - g, 1.0 - g);
        with_support.add_sum(g, tally.paid);
        with_support.add_sum(1.0, added);
        out.enter(measures.total(Total::WithSupport), price(with_support));
        for (mechanism, sum) in [
            (Mechanism::Prevented, tally.prevented),
            (Mechanism::KnockOn, tally.knock_on),
            (Mechanism::Reduced, tally.reduced),
            (Mechanism::Deferred, tally.deferred),
        ] {
            out.enter(measures.mechanism(mechanism), engaged(sum));
        }
        out.enter(measures.mechanism(Mechanism::Added), price(added));
        for (step, sum) in STEPS.into_iter().zip(tally.bridge) {
            out.enter(measures.bridge(step), engaged(sum));
        }
        let avoided = less(engaged(tally.bridge[CREDITED]), price(added));
        let present = less(engaged(tally.present), price(account.added_present));
        out.enter(measures.total(Total::AvoidedPv), present);
        out.enter(measures.event(index, EventMeasure::Occurrences), everybody);
        let averted = g * tally.averted;
        out.enter(measures.event(index, EventMeasure::Averted), Sum { mean: averted, second: averted });
        out.enter(measures.event(index, EventMeasure::Avoided), avoided);
        out.enter(measures.event(index, EventMeasure::AvoidedPv), present);
        avoided
    }

    fn averted_cost(&self, account: &Account) -> Sum {
        let g = account.engagement;
        let added = Sum { mean: account.added, second: account.added };
        less(account.tally.averted_cost.priced(g, g), added).priced(account.cost, account.cost_squared)
    }
}

/// Contributions of which the second kind counts negative.
pub(super) fn less(gain: Sum, loss: Sum) -> Sum {
    Sum { mean: gain.mean - loss.mean, second: gain.second + loss.second }
}

/// The columns of every measure that entries are made in.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) mean: &'a mut [f64],
    pub(super) second: &'a mut [f64],
    /// The part of the mean that is in proportion to a person's risk Z.
    pub(super) risked: &'a mut [f64],
    /// The squares of what comes at most once to a person, N times too large.
    pub(super) once: &'a mut [f64],
    /// The share of what is being entered that is so.
    pub(super) proportional: f64,
}

impl Entry<'_> {
    #[inline]
    pub(super) fn enter(&mut self, measure: usize, sum: Sum) {
        self.mean[measure] += sum.mean;
        self.second[measure] += sum.second;
        self.risked[measure] += self.proportional * sum.mean;
    }

    /// Squares the part of an event's mean that does not come by a rate.
    #[inline]
    pub(super) fn enter_once(&mut self, measure: usize, sum: Sum) {
        let once = (1.0 - self.proportional) * sum.mean;
        self.once[measure] += once * once;
    }
}
