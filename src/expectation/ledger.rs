//! Enters what each event brings into every measure that it touches: totals, payers, groups, years, targets.

use super::effect::CREDITED;
use super::sum::Sum;
use super::tally::{Tally, Yearly};
use crate::model::{
    BridgeStep, Counting, Event, EventMeasure, Measures, Mechanism, Model, Part, Plan, Programme, Target, Total,
};
use crate::numeric::powi;

/// The steps of the credit bridge in order.
pub(super) const STEPS: [BridgeStep; 4] =
    [BridgeStep::Gross, BridgeStep::Attributed, BridgeStep::NotDisplaced, BridgeStep::Credited];

/// Where the payers' shares go, and what is taken off for good.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    pub(super) measures: Measures,
    pub(super) columns: Vec<Column>,
    pub(super) targets: Vec<Goal>,
    years: usize,
    /// For each event the payers that bear some of it, and the columns that any of them is in: of two hundred payers an
    /// event has a few, and the others would be asked in every draw.
    pub(super) events: Vec<Touched>,
}

/// What an event touches.
#[derive(Clone, Debug)]
pub(super) struct Touched {
    pub(super) payers: Vec<usize>,
    pub(super) columns: Vec<usize>,
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
pub(super) struct Column {
    /// `None`: all, whatever the shares.
    pub(super) payers: Option<Vec<usize>>,
    /// Measures of the whole span: avoided, cashable.
    pub(super) whole: [usize; 2],
    /// The same by year.
    pub(super) years: Vec<[usize; 2]>,
}

#[derive(Clone, Debug)]
pub(super) struct Goal {
    pub(super) payers: Vec<usize>,
    pub(super) year: Option<usize>,
    pub(super) counting: Counting,
    pub(super) measure: usize,
    /// The target itself, for the programme cost that is taken off.
    pub(super) target: Target,
}

/// What one event brings in one draw, in £, for the whole cohort.
#[derive(Clone, Copy, Debug)]
pub(super) struct Account<'a> {
    /// Of everybody's occurrences for `occurrences` and `without`; of people who engage for the rest. In units of X.
    pub(super) tally: &'a Tally,
    /// Credited, averted and added by year, in units of X.
    pub(super) yearly: &'a Yearly,
    /// g.
    pub(super) engagement: f64,
    /// m, the mean of X.
    pub(super) cost: f64,
    /// `E[X²] = m²·(1 + CV²)`.
    pub(super) cost_squared: f64,
    /// `E[W³]/E[W²]²`.
    pub(super) skew: f64,
    /// Extra occurrences caused by support, their present value, and what of their cost runs on past the horizon.
    pub(super) added: Sum,
    pub(super) added_present: Sum,
    pub(super) added_past: Sum,
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
            let (payers, measure) = (target.payers.clone(), measures.target(index));
            Goal { payers, year: target.year, counting: target.counting, measure, target: target.clone() }
        });
        let targets = targets.collect();
        let events = model.events.iter().map(|event| Touched::new(event, &columns)).collect();
        Self { measures, columns, targets, years, events }
    }

    /// The same without payers and groups, and without years where no target is of one.
    pub(super) fn narrowed(&self) -> Self {
        let mut narrow = self.clone();
        narrow.columns.truncate(1);
        narrow.columns.iter_mut().for_each(|all| all.years.clear());
        narrow.events.iter_mut().for_each(|touched| touched.columns = vec![0]);
        if self.targets.iter().all(|goal| goal.year.is_none()) {
            narrow.years = 0;
        }
        narrow
    }

    /// How many years there are.
    pub(super) fn years(&self) -> usize {
        self.years
    }

    /// Whether a target counts what is averted in one year.
    pub(super) fn counts_averted(&self) -> bool {
        self.targets.iter().any(|goal| goal.counting == Counting::Averted && goal.year.is_some())
    }

    /// The index of every measure.
    pub(super) fn measures(&self) -> &Measures {
        &self.measures
    }

    /// Takes off what is certain; of what has no expectation there is no number.
    pub(super) fn open(&self, programme: Option<&Programme>, theta: &[f64], mean: &mut [f64]) {
        for goal in &self.targets {
            mean[goal.measure] =
                if goal.counting.has_expectation() { -goal.target.fixed_cost(programme, theta) } else { f64::NAN };
        }
    }

    /// Enters one event.
    pub(super) fn enter(&self, index: usize, event: &Event, theta: &[f64], account: &Account, out: &mut Entry) {
        let avoided = self.enter_totals(index, account, out);
        out.enter_shape(self.measures.total(Total::Avoided), avoided, account);
        let adds_cash = event.support.adds_cash.value(theta);
        let borne = |payers: &[usize]| payers.iter().map(|&payer| event.paid_by[payer]).sum::<f64>();
        let cashable = |payer: usize| event.paid_by[payer] * event.cashable[payer].value(theta);
        let Touched { payers: bearing, columns } = &self.events[index];
        for column in columns.iter().map(|column| &self.columns[*column]) {
            let (share, cash): (f64, f64) = match &column.payers {
                None => (1.0, bearing.iter().copied().map(cashable).sum()),
                Some(payers) => (borne(payers), payers.iter().copied().map(cashable).sum()),
            };
            if share == 0.0 {
                continue;
            }
            // Of avoided cost, and of the cash in it: the shares of what is saved and of what is added.
            let parts = [(share, share), (cash, adds_cash * share)];
            for (measure, (saved, added)) in column.whole.into_iter().zip(parts) {
                out.enter_net(measure, avoided.shared(saved, added));
            }
            for (year, measures) in column.years.iter().enumerate() {
                let avoided = account.avoided_in(year);
                for (&measure, (saved, added)) in measures.iter().zip(parts) {
                    out.enter_net(measure, avoided.shared(saved, added));
                }
            }
        }
        for goal in &self.targets {
            let share = borne(&goal.payers);
            let (saved, added) = match goal.counting {
                Counting::Avoided | Counting::Averted => (share, share),
                Counting::Cashable => (goal.payers.iter().copied().map(cashable).sum(), adds_cash * share),
                Counting::Released => continue,
            };
            let net = match (goal.counting == Counting::Averted, goal.year) {
                (false, None) => avoided,
                (false, Some(year)) => account.avoided_in(year),
                (true, None) => account.averted(),
                (true, Some(year)) => account.averted_in(year),
            };
            let net = net.shared(saved, added);
            out.enter_net(goal.measure, net);
            out.enter_shape(goal.measure, net, account);
        }
    }

    /// Totals, mechanisms, the credit bridge and the event's own measures; gives back what is avoided.
    fn enter_totals(&self, index: usize, account: &Account, out: &mut Entry) -> Net {
        let (tally, g, measures) = (account.tally, account.engagement, &self.measures);
        let price = |sum: Sum| account.price(sum);
        let engaged = |sum: Sum| price(sum.priced(g, g));
        let everybody = Sum { mean: tally.occurrences, second: tally.occurrences };
        let added = price(account.added);
        out.enter(measures.total(Total::WithoutSupport), price(tally.without));
        let mut with_support = tally.without.priced(1.0 - g, 1.0 - g);
        with_support.add_sum(g, tally.paid);
        out.enter(measures.total(Total::WithSupport), price(with_support));
        for (mechanism, sum) in [
            (Mechanism::Prevented, tally.prevented),
            (Mechanism::KnockOn, tally.knock_on),
            (Mechanism::Reduced, tally.reduced),
            (Mechanism::Deferred, tally.deferred),
        ] {
            out.enter(measures.mechanism(mechanism), engaged(sum));
        }
        if measures.has_caused() {
            out.enter(measures.mechanism(Mechanism::Caused), engaged(tally.caused));
        }
        out.enter_added(measures.mechanism(Mechanism::Added), added);
        out.enter_added(measures.total(Total::WithSupport), added);
        for (step, sum) in STEPS.into_iter().zip(tally.bridge) {
            out.enter(measures.bridge(step), engaged(sum));
        }
        if let Some(before) = measures.before_replaced() {
            out.enter(before, engaged(tally.bridge[0]));
        }
        let avoided = Net { saved: engaged(tally.bridge[CREDITED]), added };
        let present = Net { saved: engaged(tally.present), added: price(account.added_present) };
        out.enter_net(measures.total(Total::AvoidedPv), present);
        if let Some(measure) = measures.past_horizon() {
            out.enter_net(measure, Net { saved: engaged(tally.past), added: price(account.added_past) });
        }
        out.enter(measures.event(index, EventMeasure::Occurrences), everybody);
        out.enter(measures.event(index, EventMeasure::Averted), tally.averted.priced(g, g));
        out.enter_net(measures.event(index, EventMeasure::Avoided), avoided);
        out.enter_net(measures.event(index, EventMeasure::AvoidedPv), present);
        avoided
    }
}

impl Account<'_> {
    fn price(&self, sum: Sum) -> Sum {
        sum.priced(self.cost, self.cost_squared)
    }

    /// Avoided cash of a year; of one that no occurrence falls in, nothing.
    fn avoided_in(&self, year: usize) -> Net {
        self.net_in(&self.yearly.saved, year)
    }

    fn averted_in(&self, year: usize) -> Net {
        self.net_in(&self.yearly.averted, year)
    }

    fn net_in(&self, saved: &[Sum], year: usize) -> Net {
        let of = |sums: &[Sum]| sums.get(year).map_or_else(Sum::default, |sum| self.price(*sum));
        Net { saved: of(saved), added: of(&self.yearly.added) }
    }

    /// What is averted over the whole span.
    fn averted(&self) -> Net {
        let g = self.engagement;
        Net { saved: self.price(self.tally.averted_cost.priced(g, g)), added: self.price(self.added) }
    }
}

/// What support saves and what it adds, in £.
#[derive(Clone, Copy, Debug)]
struct Net {
    saved: Sum,
    added: Sum,
}

impl Net {
    /// The parts of both that somebody bears, or finds in cash.
    fn shared(self, saved: f64, added: f64) -> Self {
        Self { saved: self.saved.priced(saved, saved * saved), added: self.added.priced(added, added * added) }
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
    pub(super) third: &'a mut [f64],
    pub(super) absolute_third: &'a mut [f64],
    /// Avoided cash of all payers by programme month.
    pub(super) months: &'a mut [f64],
    /// The share of what is being entered that is so.
    pub(super) proportional: f64,
    /// N.
    pub(super) people: f64,
    /// w, the variance of a person's risk.
    pub(super) risk_variance: f64,
}

impl Entry<'_> {
    #[inline]
    pub(super) fn enter(&mut self, measure: usize, sum: Sum) {
        self.enter_added(measure, sum);
        self.risked[measure] += self.proportional * sum.mean;
    }

    /// Enters what an event takes off the variance because it comes at most once, and its third cumulant.
    fn enter_shape(&mut self, measure: usize, net: Net, account: &Account) {
        let third = |sum: Sum| if sum.mean == 0.0 { 0.0 } else { account.skew * sum.second * sum.second / sum.mean };
        let (saved, added) = (third(net.saved), third(net.added));
        self.absolute_third[measure] += saved.abs() + added.abs();
        let mut cumulant = saved - added;
        if account.tally.occurrences > 0.0 {
            let (once, risked) = (1.0 - self.proportional, self.proportional);
            let (mean, second) = (net.saved.mean / self.people, net.saved.second / self.people);
            self.once[measure] += powi(once * net.saved.mean, 2);
            let of_one = |share: f64, weight: f64| {
                let (mean, second) = (share * mean, share * second);
                self.people * (3.0 * weight * second * mean + 2.0 * weight * weight * mean * mean * mean)
            };
            // Of what comes at most once, 2 m³ is added: the same with the weight -1.
            cumulant += of_one(once, -1.0) + of_one(risked, self.risk_variance);
        }
        self.third[measure] += cumulant;
    }

    /// Takes off what is in the same proportion to risk.
    pub(super) fn take(&mut self, measure: usize, sum: Sum) {
        self.enter(measure, less(Sum::default(), sum));
        if sum.mean != 0.0 {
            let third = sum.second * sum.second / sum.mean;
            self.third[measure] -= third;
            self.absolute_third[measure] += third.abs();
        }
    }

    /// What support adds is scaled by nobody's risk.
    #[inline]
    pub(super) fn enter_added(&mut self, measure: usize, sum: Sum) {
        self.mean[measure] += sum.mean;
        self.second[measure] += sum.second;
    }

    #[inline]
    fn enter_net(&mut self, measure: usize, net: Net) {
        self.enter(measure, net.saved);
        // Few events are added to, and nothing is not worth a place.
        if net.added.mean != 0.0 || net.added.second != 0.0 {
            self.enter_added(measure, less(Sum::default(), net.added));
        }
    }
}
