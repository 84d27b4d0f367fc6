//! Keeps the ledger of whose cash it is: payer by year, cashable or not, beside what each funder pays.

use super::super::sample::simulated;
use super::super::{Chance, Strata, Summary};
use super::{CashPart, CashResults, CashRow, FunderResults, Party, PoundResults};
use crate::engine::{Draws, RunOf};
use crate::model::{Part, Plan, Total};
use crate::quantity::group_name;
use crate::statistics::mean_and_sd;

/// The ledger of the headline.
pub(super) fn cash(plan: &Plan, draws: &Draws) -> CashResults {
    let book = CashBook { plan, draws };
    let mut holders: Vec<Holder> = (0..plan.payers.len()).map(Holder::Payer).collect();
    holders.extend((0..plan.groups.len()).map(Holder::Group));
    let costs = book.pays(Holder::System, None);
    let has_cost = costs.iter().all(|cost| *cost > 0.0);
    CashResults {
        ledger: holders.iter().copied().chain([Holder::System]).map(|holder| book.row(holder)).collect(),
        per_pound: holders.iter().filter(|_| has_cost).map(|&holder| book.per_pound(holder, &costs)).collect(),
        funders: holders.iter().filter_map(|&holder| book.funder(holder, &costs)).collect(),
    }
}

/// Whose account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    Payer(usize),
    Group(usize),
    System,
}

struct CashBook<'a> {
    plan: &'a Plan,
    draws: &'a Draws,
}

impl CashBook<'_> {
    /// Id, label and what it is.
    fn names(&self, holder: Holder) -> (String, String, Party) {
        match holder {
            Holder::Payer(index) => {
                let payer = &self.plan.payers[index];
                (payer.id.clone(), payer.label.clone(), Party::Payer)
            }
            Holder::Group(index) => {
                let id = &self.plan.groups[index].id;
                (id.clone(), format!("All of {}", group_name(id)), Party::Group)
            }
            Holder::System => ("total".to_owned(), "The whole system".to_owned(), Party::System),
        }
    }

    fn bears(&self, holder: Holder, payer: usize) -> bool {
        match holder {
            Holder::Payer(index) => index == payer,
            Holder::Group(index) => self.plan.groups[index].payers.contains(&payer),
            Holder::System => true,
        }
    }

    fn column(&self, holder: Holder, year: Option<usize>, part: Part) -> &[f64] {
        let measures = &self.plan.measures;
        let measure = match (holder, year) {
            (Holder::Payer(payer), None) => measures.payer(payer, part),
            (Holder::Payer(payer), Some(year)) => measures.year_payer(year, payer, part),
            (Holder::Group(group), None) => measures.group(group, part),
            (Holder::Group(group), Some(year)) => measures.year_group(year, group, part),
            (Holder::System, None) => {
                measures.total(if part == Part::Avoided { Total::Avoided } else { Total::Cashable })
            }
            (Holder::System, Some(year)) => measures.year(year, part),
        };
        &self.draws.columns[measure]
    }

    fn pays(&self, holder: Holder, year: Option<usize>) -> Vec<f64> {
        let cost = |draw| simulated(self.plan, self.draws, RunOf::Headline, draw);
        (0..self.draws.count).map(|draw| cost(draw).of(year, |payer| self.bears(holder, payer))).collect()
    }

    fn summary(&self, values: &[f64]) -> Summary {
        Summary::of(values, &Strata::of(self.draws), self.plan.simulation.level)
    }

    /// The Monte Carlo standard error of the mean; nothing of a single draw, which says nothing of one.
    fn error(&self, values: &[f64]) -> f64 {
        let error = self.summary(values).mcse;
        if error.is_finite() { error } else { 0.0 }
    }

    fn part(&self, holder: Holder, year: Option<usize>) -> CashPart {
        let (avoided, cashable) = (self.column(holder, year, Part::Avoided), self.column(holder, year, Part::Cashable));
        let rest: Vec<f64> = avoided.iter().zip(cashable).map(|(avoided, cashable)| avoided - cashable).collect();
        let pays = self.pays(holder, year);
        CashPart {
            year: year.map(|year| self.plan.years[year].label.clone()),
            pays: mean(&pays),
            pays_mcse: self.error(&pays),
            avoided: self.summary(avoided),
            cashable: self.summary(cashable),
            not_cashable: self.summary(&rest),
        }
    }

    fn row(&self, holder: Holder) -> CashRow {
        let (id, label, kind) = self.names(holder);
        let years = (0..self.plan.years.len()).map(|year| self.part(holder, Some(year))).collect();
        CashRow { id, label, kind, years, total: self.part(holder, None) }
    }

    fn ratio(&self, holder: Holder, part: Part, costs: &[f64]) -> Summary {
        let gains = self.column(holder, None, part);
        self.summary(&gains.iter().zip(costs).map(|(gain, cost)| gain / cost).collect::<Vec<_>>())
    }

    fn per_pound(&self, holder: Holder, costs: &[f64]) -> PoundResults {
        let (id, label, kind) = self.names(holder);
        let (avoided, cashable) = (self.ratio(holder, Part::Avoided, costs), self.ratio(holder, Part::Cashable, costs));
        PoundResults { id, label, kind, avoided, cashable }
    }

    /// What a holder pays and gains; `None` for one that pays nothing in some draw.
    fn funder(&self, holder: Holder, costs: &[f64]) -> Option<FunderResults> {
        let pays = self.pays(holder, None);
        if pays.iter().any(|pays| *pays <= 0.0) {
            return None;
        }
        let (id, label, kind) = self.names(holder);
        let back = |part: Part| {
            let gains = self.column(holder, None, part).iter().zip(&pays);
            let back: Vec<f64> = gains.map(|(gain, pays)| f64::from(u8::from(gain >= pays))).collect();
            Chance::of(&back, &Strata::of(self.draws))
        };
        let whole = mean(self.column(Holder::System, None, Part::Avoided));
        Some(FunderResults {
            id,
            label,
            kind,
            pays: mean(&pays),
            pays_mcse: self.error(&pays),
            share_of_cost: mean(&pays) / mean(costs),
            share_of_avoided: (whole > 0.0).then(|| mean(self.column(holder, None, Part::Avoided)) / whole),
            avoided_per_pound: self.ratio(holder, Part::Avoided, &pays),
            cashable_per_pound: self.ratio(holder, Part::Cashable, &pays),
            money_back: back(Part::Avoided),
            money_back_cashable: back(Part::Cashable),
        })
    }
}

/// The mean; exactly the value where all are alike.
fn mean(values: &[f64]) -> f64 {
    match values.split_first() {
        Some((first, rest)) if rest.iter().all(|value| value == first) => *first,
        _ => mean_and_sd(values).0,
    }
}
