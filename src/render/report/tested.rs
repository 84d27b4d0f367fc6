//! Says in short what the stress test found: what can be budgeted, people needed, what must be true, shocks, whose cash.

use super::document::{Answer, Block, Cell, Column, Row, Section, Table};
use super::phrase::{list, missing, reaching};
use crate::estimate::{CashResults, FunderResults, ShockResults, Stress, TargetStress};
use crate::render::caption::{can_be_entered, ranked_switches};
use crate::render::number::{chance, count, exact_money, money, money_error, plain_share, share, whole};

/// Inputs named in a table.
const MOST: usize = 10;

/// The section.
pub(super) fn section(stress: &Stress) -> Section {
    let mut blocks: Vec<Block> =
        stress.targets.iter().map(|(_, target)| Block::Answer(target_answer(target, stress))).collect();
    blocks.extend(switches(stress));
    blocks.extend(shocks(stress).map(Block::Table));
    let cash: Vec<String> = pounds(&stress.cash).into_iter().chain(stress.cash.funders.iter().map(funder)).collect();
    if !cash.is_empty() {
        blocks.push(Block::Heading("Whose cash is it?".to_owned()));
        blocks.push(Block::List(cash));
    }
    Section { id: "stress", title: "What would it take, what if, and whose cash is it?".to_owned(), blocks }
}

fn target_answer(stressed: &TargetStress, stress: &Stress) -> Answer {
    let target = &stressed.target;
    let mut sentences =
        vec![format!("Chance of reaching it: {}. Chance of missing it: {}.", reaching(target), missing(target))];
    sentences.extend(shortfall(stressed));
    sentences.extend(people(stressed));
    Answer {
        question: format!("How sure is it, and what may be promised? {}", target.label),
        headline: entered(stressed, stress).unwrap_or_else(|| "There are too few draws to say.".to_owned()),
        sentences,
    }
}

/// What is missing when a target is missed.
pub(crate) fn shortfall(stressed: &TargetStress) -> Option<String> {
    let error = stressed.target.mean_shortfall_mcse.unwrap_or(f64::NAN);
    Some(format!(
        "When it is missed, {} (± {}) is missing on average.",
        money(stressed.target.mean_shortfall?, error),
        money_error(error)
    ))
}

/// What can be put in the budget at each confidence, in one sentence.
pub(crate) fn entered(stressed: &TargetStress, stress: &Stress) -> Option<String> {
    let widest = stressed.prudent.iter().filter_map(|prudent| prudent.mcse).reduce(f64::max)?;
    let target = &stressed.target;
    let outturn = target.prices == "outturn" && (target.written - target.amount).abs() > 0.5;
    let prices = stress.scenario.price_base.as_ref().filter(|_| outturn);
    let prices = prices.map_or_else(String::new, |year| format!(", at {year} prices"));
    let amounts: Vec<String> = stressed
        .prudent
        .iter()
        .map(|prudent| format!("{} at {} confidence", can_be_entered(prudent), plain_share(prudent.confidence)))
        .collect();
    Some(format!("What can be put in the budget{prices}: {} (each ± {} or less).", list(&amounts), money_error(widest)))
}

#[expect(clippy::cast_precision_loss, reason = "people stay far below 2^53")]
fn people(stressed: &TargetStress) -> Option<String> {
    let people = &stressed.people;
    let found: Vec<String> = people
        .needed
        .iter()
        .filter_map(|(_, needed)| {
            let error = needed.mcse.filter(|error| error.is_finite() && *error >= 0.5);
            let number = count(needed.people? as f64, error.unwrap_or(0.0));
            let error = error.map_or_else(String::new, |error| format!(" (± {})", leading(error)));
            Some(format!("{number}{error} for {} confidence", plain_share(needed.confidence)))
        })
        .collect();
    let never = people.needed.iter().find(|(_, needed)| needed.people.is_none()).map(|(_, needed)| {
        format!(
            "no number of people gives {} confidence: the chance never passes {}",
            plain_share(needed.confidence),
            share(people.best_chance, 0.005)
        )
    });
    let parts: Vec<String> = found.into_iter().chain(never).collect();
    (!parts.is_empty()).then(|| format!("People needed ({} now): {}.", whole(people.now), parts.join("; ")))
}

/// An error of a count, to its leading digit.
fn leading(error: f64) -> String {
    count(error, 10_f64.powf(error.log10().floor()))
}

fn switches(stress: &Stress) -> Vec<Block> {
    let Some(ranked) = ranked_switches(stress) else {
        return vec![Block::Paragraph(
            "What would have to be true: no single input, whatever its value, turns the expected net benefit or the chance \
             of a target by itself."
                .to_owned(),
        )];
    };
    let rows = ranked.rows.iter().take(MOST).map(|row| {
        let sign = if row.shift < 0.0 { "−" } else { "+" };
        Row::body(vec![
            Cell::text(&row.label),
            Cell::text(&row.believed),
            Cell::text(&row.value),
            Cell::text(format!("{sign}{}", count(row.shift.abs(), 0.1))),
        ])
    });
    let mut notes =
        vec!["One input at a time, all others as drawn; the distance is in its own standard deviations.".to_owned()];
    if !ranked.never.is_empty() {
        notes.push(format!("Cannot be reached by one input alone: {}.", ranked.never.join("; ")));
    }
    vec![Block::Table(Table {
        caption: format!("What would have to be true: the value at which {}", ranked.question),
        columns: vec![
            Column::text("Input"),
            Column::number("Believed (mean)"),
            Column::number("Switching value"),
            Column::number("Distance, sd"),
        ],
        rows: rows.collect(),
        notes,
    })]
}

fn shocks(stress: &Stress) -> Option<Table> {
    let first = stress.shocks.first()?;
    let mut columns = vec![
        Column::text("Shock"),
        Column::number("Change in cost avoided"),
        Column::number("Its error"),
        Column::number("Change in cashable savings"),
        Column::number("Its error"),
    ];
    for (id, _) in first.targets.iter() {
        let label = stress.targets.get(id).map_or(id, |target| target.target.label.as_str());
        columns.push(Column::number(&format!("Chance of {label}")));
    }
    let row = |shock: &ShockResults| {
        let (avoided, cashable) = (&shock.avoided.difference, &shock.cashable.difference);
        let mut cells = vec![
            Cell::text(&shock.label),
            Cell::Money(avoided.mean, avoided.mcse),
            Cell::MoneyError(avoided.mcse),
            Cell::Money(cashable.mean, cashable.mcse),
            Cell::MoneyError(cashable.mcse),
        ];
        cells.extend(shock.targets.iter().map(|(_, target)| Cell::Share(target.after.probability, target.after.mcse)));
        if shock.together { Row::total(cells) } else { Row::body(cells) }
    };
    Some(Table {
        caption: "What if? Each shock against the base, on the same random numbers".to_owned(),
        columns,
        rows: stress.shocks.iter().map(row).collect(),
        notes: Vec::new(),
    })
}

/// Who gains of each £1 that the programme costs; `None` without a programme, or where nobody gains.
pub(crate) fn pounds(cash: &CashResults) -> Option<String> {
    let parts: Vec<String> = cash
        .per_pound
        .iter()
        // Less than half a penny is nothing to speak of.
        .filter(|part| part.kind == "payer" && part.avoided.mean.abs() >= 0.005)
        .map(|part| format!("{} to {}", money(part.avoided.mean, part.avoided.mcse), part.label))
        .collect();
    (!parts.is_empty())
        .then(|| format!("For each £1 that the programme costs, whoever pays it, cost avoided falls {}.", list(&parts)))
}

/// What one funder pays beside what it gains.
pub(crate) fn funder(funder: &FunderResults) -> String {
    let (pays, part) = (exact_money(funder.pays), share(funder.share_of_cost, 0.01));
    if funder.avoided_per_pound.mean == 0.0 && funder.avoided_per_pound.sd == 0.0 {
        return format!("{} pays {pays} ({part} of the cost) and gains nothing of what is avoided.", funder.label);
    }
    let gains = funder.share_of_avoided.map_or_else(String::new, |part| {
        let part = if part > 0.0 { share(part, 0.01) } else { "nothing".to_owned() };
        format!(" and gains {part} of what is avoided")
    });
    let (back, cashable) = (&funder.money_back, &funder.money_back_cashable);
    let cash = if funder.cashable_per_pound.mean == 0.0 && funder.cashable_per_pound.sd == 0.0 {
        ", none of it cashable".to_owned()
    } else if funder.cashable_per_pound.mean < 0.0 {
        format!(
            ", but {} of cashable savings, as what support adds is paid in cash",
            pence(funder.cashable_per_pound.mean, funder.cashable_per_pound.mcse)
        )
    } else {
        format!(", {} of it cashable", pence(funder.cashable_per_pound.mean, funder.cashable_per_pound.mcse))
    };
    format!(
        "{} pays {pays} ({part} of the cost){gains}: {} of cost avoided{cash}, for each £1 that it pays itself. Chance that \
         it alone gets its money back: {}; in cashable savings: {}.",
        funder.label,
        pence(funder.avoided_per_pound.mean, funder.avoided_per_pound.mcse),
        chance(back.probability, back.mcse, back.low, back.high),
        chance(cashable.probability, cashable.mcse, cashable.low, cashable.high)
    )
}

/// Pounds and pence; less than half a penny is said in words.
fn pence(value: f64, error: f64) -> String {
    if value != 0.0 && value.abs() < 0.005 { "less than 1p".to_owned() } else { money(value, error) }
}
