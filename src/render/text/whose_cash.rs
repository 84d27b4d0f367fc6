//! Says whose cash it is: who pays, who gains, how much of it can leave a budget, and who gets the money back.

use super::layout::{Page, list};
use super::summary::cell;
use crate::estimate::{CashPart, CashRow, Stress};
use crate::render::number::{chance, exact_money, money, share};

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
    for row in cash.ledger.iter().filter(|row| row.kind != "payer") {
        let years: Vec<Vec<String>> =
            row.years.iter().map(|year| part(year.year.clone().unwrap_or_default(), year)).collect();
        page.say(&format!("{}, by year:", row.label));
        page.table(&head, &years);
    }
    pounds(page, stress);
    funders(page, stress);
}

fn pounds(page: &mut Page, stress: &Stress) {
    let parts: Vec<String> = stress
        .cash
        .per_pound
        .iter()
        // Less than half a penny is nothing to speak of.
        .filter(|part| part.kind == "payer" && part.avoided.mean.abs() >= 0.005)
        .map(|part| format!("{} to {}", money(part.avoided.mean, part.avoided.mcse), part.label))
        .collect();
    if !parts.is_empty() {
        page.say(&format!(
            "For each £1 that the programme costs, whoever pays it, cost avoided falls {}.",
            list(&parts)
        ));
    }
}

fn funders(page: &mut Page, stress: &Stress) {
    for funder in &stress.cash.funders {
        let gains = funder.share_of_avoided.map_or_else(String::new, |part| {
            let part = if part > 0.0 { share(part, 0.01) } else { "nothing".to_owned() };
            format!(" and gains {part} of what is avoided")
        });
        let back = &funder.money_back;
        let cashable = &funder.money_back_cashable;
        page.point(&format!(
            "{} pays {} ({} of the cost){gains}: {} of cost avoided, {} of it cashable, for each £1 that it pays itself. \
             Chance that it alone gets its money back: {}; in cashable savings: {}.",
            funder.label,
            exact_money(funder.pays),
            share(funder.share_of_cost, 0.01),
            money(funder.avoided_per_pound.mean, funder.avoided_per_pound.mcse),
            money(funder.cashable_per_pound.mean, funder.cashable_per_pound.mcse),
            chance(back.probability, back.mcse, back.low, back.high),
            chance(cashable.probability, cashable.mcse, cashable.low, cashable.high)
        ));
    }
}
