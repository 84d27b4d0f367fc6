//! Says whose cash it is: who pays, who gains, how much of it can leave a budget, and who gets the money back.

use super::layout::Page;
use super::summary::cell;
use crate::estimate::{CashPart, CashRow, Party, Stress};
use crate::render::number::exact_money;
use crate::render::report::{funder, pounds};

pub(super) fn say(page: &mut Page, stress: &Stress) {
    let level = stress.run.level;
    let cash = &stress.cash;
    let with_cost = !cash.per_pound.is_empty();
    let part = |label: String, part: &CashPart| {
        let mut row = vec![label];
        if with_cost {
            row.push(exact_money(part.pays));
        }
        row.extend([cell(&part.cashable, level), cell(&part.not_cashable, level)]);
        row
    };
    let mut head = vec!["", "Pays for support", "Can leave the budget", "Cannot leave it"];
    if !with_cost {
        head.remove(1);
    }
    let touched = |row: &&CashRow| row.total.pays != 0.0 || row.total.avoided.sd > 0.0 || row.total.avoided.mean != 0.0;
    let rows: Vec<Vec<String>> =
        cash.ledger.iter().filter(touched).map(|row| part(row.label.clone(), &row.total)).collect();
    page.table(&head, &rows);
    // Payers by year are many tables; groups and the whole say it in few, and stress.json has every payer.
    for row in cash.ledger.iter().filter(|row| row.kind != Party::Payer) {
        let years: Vec<Vec<String>> =
            row.years.iter().map(|year| part(year.year.clone().unwrap_or_default(), year)).collect();
        page.say(&format!("{}, by year:", row.label));
        page.table(&head, &years);
    }
    if let Some(sentence) = pounds(&stress.cash) {
        page.say(&sentence);
    }
    stress.cash.funders.iter().for_each(|one| page.point(&funder(one)));
}
