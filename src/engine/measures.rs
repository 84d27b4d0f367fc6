//! Closes the ledger of a draw into one row of measures: credit, payers, groups, years, targets.

use super::draw_values::DrawValues;
use super::ledger::Ledger;
use super::prepared::{LineKind, Prepared};
use crate::model::{BridgeStep, Counting, EventMeasure, Measures, Mechanism, Model, Part, Target, Total};

/// Scratch of [`close`]: credited money by payer and year.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    /// Avoided, by payer and year.
    avoided: Vec<f64>,
    /// The cash in it.
    cashable: Vec<f64>,
    /// Avoided without what only moves in time.
    averted: Vec<f64>,
    /// What leaves budgets of `cashable`; empty where no target asks for it.
    released: Vec<f64>,
    /// The cashable shares of those who bear one event.
    shares: Vec<f64>,
}

/// Fills `row`, every measure but the published one.
pub(super) fn close(
    prepared: &Prepared<'_>,
    drawn: &DrawValues,
    theta: &[f64],
    ledger: &Ledger,
    accounts: &mut Accounts,
    row: &mut [f64],
) {
    let measures = &prepared.plan.measures;
    row.fill(0.0);
    credit(prepared, drawn, ledger, measures, row);
    achieve(prepared, ledger, measures, row);
    accounts.fill(prepared, drawn, theta, ledger);
    accounts.gain(prepared, theta, ledger);
    ledger.saved.released(prepared, drawn, theta, &accounts.cashable, &mut accounts.released);
    accounts.report(prepared, measures, row);
    let follows = measures.following().is_some();
    for (index, target) in prepared.model.targets.iter().enumerate() {
        let following = if follows { following(prepared, ledger, |payer, year| target.nets(payer, year)) } else { 0.0 };
        row[measures.target(index)] = accounts.target(prepared.model, target, theta, ledger.years) - following;
    }
    fund(prepared, ledger, measures, row);
    if !prepared.model.cohort.segments[0].id.is_empty() {
        for (index, (&sum, &members)) in ledger.segments.iter().zip(&ledger.members).enumerate() {
            row[measures.segment(index)] = if members > 0.0 { sum / members } else { f64::NAN };
        }
    }
}

/// Programme cost that follows the people, of the payers and years that `counts` accepts.
fn following(prepared: &Prepared<'_>, ledger: &Ledger, counts: impl Fn(usize, usize) -> bool) -> f64 {
    let cells = (0..prepared.plan.payers.len()).flat_map(|payer| (0..ledger.years).map(move |year| (payer, year)));
    cells
        .filter(|&(payer, year)| counts(payer, year))
        .map(|(payer, year)| ledger.following[payer * ledger.years + year])
        .sum()
}

/// Programme cost that follows the people.
fn fund(prepared: &Prepared<'_>, ledger: &Ledger, measures: &Measures, row: &mut [f64]) {
    let Some(total) = measures.following() else { return };
    row[total] = following(prepared, ledger, |_, _| true);
    row[total + 1] = ledger.following_present;
    for payer in 0..prepared.plan.payers.len() {
        for year in 0..ledger.years {
            if let Some(measure) = measures.following_of(year, payer) {
                row[measure] = ledger.following[payer * ledger.years + year];
            }
        }
    }
}

/// What is achieved: social value, and what budgets gain.
fn achieve(prepared: &Prepared<'_>, ledger: &Ledger, measures: &Measures, row: &mut [f64]) {
    for (index, outcome) in prepared.model.outcomes.iter().enumerate() {
        let present = ledger.outcomes[index];
        row[measures.outcome(index)] = present;
        if !outcome.is_gain() {
            row[measures.total(Total::SocialValuePv)] += present;
            continue;
        }
        let gained: f64 = ledger.gained[index * ledger.years..][..ledger.years].iter().sum();
        row[measures.mechanism(Mechanism::Gained)] += gained;
        row[measures.total(Total::Avoided)] += gained;
        row[measures.total(Total::AvoidedPv)] += present;
    }
    if let Some(measure) = measures.past_horizon() {
        row[measure] += ledger.gained_past;
    }
}

/// Totals, mechanisms, bridge and events.
fn credit(prepared: &Prepared<'_>, drawn: &DrawValues, ledger: &Ledger, measures: &Measures, row: &mut [f64]) {
    let years = ledger.years;
    let mut gross_total = 0.0;
    let mut added_total = 0.0;
    for (line, entry) in prepared.lines.list.iter().enumerate() {
        let (event, values, credit) = (entry.event, &drawn.events[entry.by], drawn.credit(entry));
        let sums = &ledger.events[event];
        let mut gross = ledger.prevented[line];
        if entry.kind == LineKind::Replaced {
            row[measures.mechanism(Mechanism::Replaced)] -= credit * gross;
        } else if entry.kind == LineKind::Caused {
            if event == entry.by {
                row[measures.mechanism(Mechanism::Caused)] -= credit * gross;
            } else {
                row[measures.mechanism(Mechanism::KnockOn)] += credit * gross;
            }
            row[measures.mechanism(Mechanism::Deferred)] += credit * ledger.given_back[line];
            gross += ledger.given_back[line];
        } else if event == entry.by {
            row[measures.mechanism(Mechanism::Prevented)] += credit * gross;
            row[measures.mechanism(Mechanism::Reduced)] += credit * sums.reduced;
            row[measures.mechanism(Mechanism::Deferred)] += credit * sums.deferred;
            gross += sums.reduced + sums.deferred;
        } else {
            row[measures.mechanism(Mechanism::KnockOn)] += credit * gross;
        }
        gross_total += gross;
        if let Some(measure) = measures.before_replaced().filter(|_| entry.kind != LineKind::Replaced) {
            row[measure] += gross;
        }
        row[measures.bridge(BridgeStep::Gross)] += gross;
        row[measures.bridge(BridgeStep::Attributed)] += gross * values.attribution;
        row[measures.bridge(BridgeStep::NotDisplaced)] += gross * values.attribution * values.not_displaced;
        row[measures.bridge(BridgeStep::Credited)] += gross * credit;
        row[measures.event(event, EventMeasure::Avoided)] += gross * credit;
        row[measures.event(event, EventMeasure::AvoidedPv)] += ledger.present[line] * credit;
        if let Some(measure) = measures.past_horizon() {
            row[measure] += ledger.past[line] * credit;
        }
    }
    for (event, sums) in ledger.events.iter().enumerate() {
        let added: f64 = ledger.added[event * years..][..years].iter().sum();
        added_total += added;
        row[measures.event(event, EventMeasure::Occurrences)] = sums.occurrences;
        row[measures.event(event, EventMeasure::Averted)] = sums.averted;
        row[measures.event(event, EventMeasure::Avoided)] -= added;
        row[measures.event(event, EventMeasure::AvoidedPv)] -= ledger.added_present[event];
        row[measures.total(Total::WithoutSupport)] += sums.without;
        row[measures.total(Total::Avoided)] += row[measures.event(event, EventMeasure::Avoided)];
        row[measures.total(Total::AvoidedPv)] += row[measures.event(event, EventMeasure::AvoidedPv)];
    }
    row[measures.mechanism(Mechanism::Added)] = added_total;
    if let Some(measure) = measures.past_horizon() {
        row[measure] -= ledger.added_past;
    }
    row[measures.total(Total::WithSupport)] = row[measures.total(Total::WithoutSupport)] - gross_total + added_total;
}

impl Accounts {
    /// What is avoided by payer and year, and the cash in it.
    ///
    /// ```text
    /// avoided = saved - extra,   cashable = cashable share · saved - adds_cash · extra
    /// ```
    /// with `saved` the credited cost that support takes away, and `extra` what is added and what comes instead.
    fn fill(&mut self, prepared: &Prepared<'_>, drawn: &DrawValues, theta: &[f64], ledger: &Ledger) {
        let years = ledger.years;
        let cells = prepared.plan.payers.len() * years;
        for account in [&mut self.avoided, &mut self.cashable, &mut self.averted] {
            account.clear();
            account.resize(cells, 0.0);
        }
        for (event, described) in prepared.model.events.iter().enumerate() {
            let bearing = &prepared.events[event].bearing;
            self.shares.clear();
            self.shares.extend(bearing.iter().map(|&(payer, _)| described.cashable[payer].value(theta)));
            let adds_cash = described.support.adds_cash.value(theta);
            for year in 0..years {
                let mut extra = ledger.added[event * years + year];
                let (mut saved, mut averted) = (0.0, -extra);
                for (line, entry) in prepared.lines.of_event(event) {
                    let credit = drawn.credit(entry);
                    let cash = credit * ledger.cash[line * years + year];
                    if entry.kind == LineKind::Replaced {
                        extra -= cash;
                    } else {
                        saved += cash;
                    }
                    averted += credit * ledger.averted[line * years + year];
                }
                for (&(payer, share), cashable) in bearing.iter().zip(&self.shares) {
                    self.avoided[payer * years + year] += share * (saved - extra);
                    self.cashable[payer * years + year] += share * (cashable * saved - adds_cash * extra);
                    self.averted[payer * years + year] += share * averted;
                }
            }
        }
    }

    /// What budgets gain.
    ///
    /// ```text
    /// cashable = cashable share · gain
    /// ```
    fn gain(&mut self, prepared: &Prepared<'_>, theta: &[f64], ledger: &Ledger) {
        let years = ledger.years;
        for (index, outcome) in prepared.model.outcomes.iter().enumerate() {
            for (payer, &share) in outcome.paid_to.iter().enumerate().filter(|(_, share)| **share != 0.0) {
                let cashable = outcome.cashable[payer].value(theta);
                for (year, gained) in ledger.gained[index * years..][..years].iter().enumerate() {
                    self.avoided[payer * years + year] += share * gained;
                    self.cashable[payer * years + year] += cashable * share * gained;
                    self.averted[payer * years + year] += share * gained;
                }
            }
        }
    }

    /// Payers, groups and years.
    fn report(&self, prepared: &Prepared<'_>, measures: &Measures, row: &mut [f64]) {
        let years = prepared.plan.years.len();
        for (part, account) in [(Part::Avoided, &self.avoided), (Part::Cashable, &self.cashable)] {
            for (payer, described) in prepared.plan.payers.iter().enumerate() {
                for (year, &value) in account[payer * years..][..years].iter().enumerate() {
                    row[measures.payer(payer, part)] += value;
                    row[measures.year(year, part)] += value;
                    row[measures.year_payer(year, payer, part)] += value;
                    for &group in &described.groups {
                        row[measures.group(group, part)] += value;
                        row[measures.year_group(year, group, part)] += value;
                    }
                    if part == Part::Cashable {
                        row[measures.total(Total::Cashable)] += value;
                    }
                }
            }
        }
    }

    /// What counts towards a target, in cash of the price base.
    fn target(&self, model: &Model, target: &Target, theta: &[f64], years: usize) -> f64 {
        let account = match target.counting {
            Counting::Avoided => &self.avoided,
            Counting::Averted => &self.averted,
            Counting::Cashable => &self.cashable,
            Counting::Released => &self.released,
        };
        let gained: f64 = target
            .payers
            .iter()
            .map(|&payer| {
                let by_year = &account[payer * years..][..years];
                target.year.map_or_else(|| by_year.iter().sum(), |year| by_year[year])
            })
            .sum();
        gained - target.fixed_cost(model.programme.as_ref(), theta)
    }
}
