//! Says what compared scenarios share of their uncertainty, and which of them is best.

use super::{Block, Cell, Column, Row, Section, Table, columns};
use crate::estimate::{Acceptability, BestOfAll, Comparison, NamedValue, SharedEvidence, ViewDrawing};
use crate::quantity::Kind;
use crate::render::words::{estimated, list};

/// Values that are named; compare.json has all.
const NAMED: usize = 8;

/// What two scenarios share, a sentence each.
pub(super) fn shared(evidence: &SharedEvidence) -> Vec<String> {
    let kinds = [
        ("Drawn once for both, as the same evidence", &evidence.common),
        ("Drawn by common quantiles, as two opinions of the same thing", &evidence.opinions),
        ("Drawn independently, as other evidence", &evidence.own),
    ];
    let mut said: Vec<String> = kinds
        .into_iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(how, values)| format!("{how}: {}.", named(values)))
        .collect();
    if said.is_empty() {
        said.push("No value of either is uncertain.".to_owned());
    }
    said.extend(evidence.views.map(|views| {
        let said = match views {
            ViewDrawing::Same => "A draw sees the same view in both.",
            ViewDrawing::CommonQuantiles => "Views are drawn by common quantiles of their weights.",
            ViewDrawing::Independent => {
                "Views are drawn independently: a draw may see a hopeful view of one and a gloomy view of the other. \
                 `--common=views` draws them together where they are the same people's opinions."
            }
        };
        said.to_owned()
    }));
    let lives = if evidence.lives {
        "People's lives follow the same random numbers in both."
    } else {
        "People's lives are drawn independently too."
    };
    said.push(lives.to_owned());
    if let (Some(value), Some(error)) = (evidence.correlation, evidence.correlation_mcse) {
        said.push(format!(
            "Correlation of the cost that the two avoid, which tells how much of their uncertainty they share: {}.",
            estimated(Kind::Factor, value, error)
        ));
    }
    said
}

fn named(values: &[NamedValue]) -> String {
    let mut labels: Vec<String> = values.iter().take(NAMED).map(|value| value.label.clone()).collect();
    match values.len() - labels.len() {
        0 => {}
        1 => labels.push("one more value".to_owned()),
        more => labels.push(format!("{more} more values")),
    }
    list(&labels)
}

/// Which is best of all, and at what willingness to pay for social value; `None` of two scenarios without outcomes.
pub(super) fn best(comparison: &Comparison) -> Option<Section> {
    let names: Vec<&str> = comparison.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    let mut blocks = Vec::new();
    if !comparison.best.is_empty() {
        blocks.push(Block::Table(best_table(&comparison.best, &names)));
    }
    if !comparison.acceptability.is_empty() {
        blocks.push(Block::Table(acceptability(&comparison.acceptability, &names)));
    }
    (!blocks.is_empty()).then(|| Section::new("best", "Which is best of all?", blocks))
}

fn best_table(best: &[BestOfAll], names: &[&str]) -> Table {
    let head = |measure: &str| match measure {
        "avoided" => "Cost avoided",
        "avoided_per_person" => "Cost avoided per person",
        "cashable" => "Cashable savings",
        _ => "Net present value",
    };
    let chances = |index: usize| best.iter().map(move |best| Cell::Chance(best.chances[index]));
    let each = names.iter().enumerate().map(|(index, name)| Row::named(*name, chances(index)));
    let tied = |best: &BestOfAll| best.tie.probability > 0.0;
    let ties = best.iter().map(|best| if tied(best) { Cell::Chance(best.tie) } else { Cell::text("never") });
    let alike = best.iter().any(tied).then(|| Row::named("several alike", ties));
    Table::new(
        "Chance that each has more than every other",
        columns("Scenario", best.iter().map(|best| head(&best.measure))),
        each.chain(alike),
    )
}

fn acceptability(curve: &[Acceptability], names: &[&str]) -> Table {
    let row = |point: &Acceptability| {
        let chances = point.chances.iter().map(|chance| Cell::Chance(*chance));
        Row::body([Cell::Money(point.willingness_to_pay, 0.0)].into_iter().chain(chances))
    };
    let heads = ["Willingness to pay for £1 of social value"].into_iter().chain(names.iter().copied());
    Table::new(
        "Cost-effectiveness acceptability: chance that each has the highest net present value, once £1 of social value is \
         worth so much",
        heads.map(Column::number),
        curve.iter().map(row),
    )
}
