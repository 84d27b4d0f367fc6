//! Books what people come to be worth to others, what budgets gain by them, and what the programme costs, as the naive
//! simulator lives through it.

use chacha20::ChaCha12Rng;
use rand::RngExt as _;

use super::bill::{Bill, Part};
use super::books::{Row, Shares, averted, book, counting};
use super::naive::Person;
use super::setting::{Draw, Line, Outcome, Per, Town};

/// An outcome of one who engages and joined at `joined`, until leaving; what budgets gain by it.
pub(crate) fn enjoy(
    town: &Town,
    outcome: &Outcome,
    joined: f64,
    leaves: f64,
    row: &mut Row<'_>,
    random: &mut ChaCha12Rng,
) -> f64 {
    if !random.random_bool(outcome.achieved_by.abs()) {
        return 0.0;
    }
    let sign = if outcome.achieved_by < 0.0 { -1.0 } else { 1.0 };
    let mut until = leaves.min(outcome.starts_after + outcome.lasts);
    if outcome.gain.is_some() && town.cut {
        until = until.min(town.horizon);
    }
    let (mut from, mut monthly) = (outcome.starts_after, sign * outcome.yearly / 12.0);
    let mut parts = Vec::new();
    while from < until {
        let to = until.min(from + 12.0);
        parts.push(Part { from: joined + from, to: joined + to, amount: monthly * (to - from) });
        (from, monthly) = (from + 12.0, monthly * outcome.kept);
    }
    let bill = Bill { parts };
    let Some((paid, cash)) = outcome.gain else {
        let worth = bill.parts.iter().map(|part| part.amount * town.discounted(part.from, part.to)).sum();
        row.add(&format!("outcomes.{}.value_pv", outcome.id), worth);
        row.add("total.social_value_pv", worth);
        return 0.0;
    };
    let total = bill.total();
    row.add("mechanisms.gained", total);
    row.add("total.avoided", total);
    averted(town, paid, joined, &bill, 1.0, row);
    let worth = book(town, Shares { paid, cash }, joined, &bill, 1.0, row);
    row.add(&format!("outcomes.{}.value_pv", outcome.id), worth);
    total
}

impl Line {
    /// £ with optimism bias.
    fn uplifted(&self) -> f64 {
        if self.each > 0.0 { self.each * (1.0 + self.uplift) } else { self.each }
    }

    /// What is paid for a person.
    fn bill(&self, town: &Town, person: &Person) -> Bill {
        let (joined, each) = (person.joined, self.uplifted());
        let run = |months: Option<f64>| {
            let to = months.unwrap_or(town.horizon).min(person.account(town).until);
            Part { from: joined, to: joined + to, amount: each * to }
        };
        let part = match self.per {
            Per::Person => Some(Part { from: joined, to: joined, amount: each }),
            Per::EngagedPerson => person.engaged.then_some(Part { from: joined, to: joined, amount: each }),
            Per::Month(months) => Some(run(months)),
            Per::EngagedMonth(months) => person.engaged.then(|| run(months)),
            Per::Year(_) => None,
        };
        Bill { parts: part.into_iter().collect() }
    }
}

/// Books the programme lines that follow a person, and takes them off targets.
pub(crate) fn pay(town: &Town, draw: &Draw, person: &Person, row: &mut Row<'_>) {
    for line in &draw.programme {
        for Part { from, to, amount } in line.bill(town, person).pieces(town, person.joined) {
            let year = town.year(from);
            row.add("programme.following", amount);
            row.add("programme.following_pv", amount * town.discounted(from, to));
            row.add(&format!("programme.following.{year}.{}", town.payers[line.payer]), amount);
            cost(town, line.payer, year, amount, row);
        }
    }
}

/// Books the amounts by year, which are paid whoever joins.
pub(crate) fn fund(town: &Town, draw: &Draw, row: &mut Row<'_>) {
    for line in &draw.programme {
        if let Per::Year(year) = line.per {
            row.add("fixed cost", line.uplifted());
            cost(town, line.payer, year, line.uplifted(), row);
        }
    }
}

/// Takes programme cost off the targets that are net of it.
fn cost(town: &Town, payer: usize, year: &'static str, amount: f64, row: &mut Row<'_>) {
    for target in counting(town, payer, year).filter(|target| target.net) {
        row.add(&format!("targets.{}.value", target.id), -amount);
    }
}
