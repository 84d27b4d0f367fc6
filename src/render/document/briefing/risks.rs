//! Draws up the register of risks: what may be otherwise, what it rests on, how much it moves the answer, what to do.

use super::super::assumptions::in_words;
use super::super::beside::{Beside, first_drawn};
use super::super::stress_tables::moved_clearly;
use super::super::verdict::claims_social_value;
use super::super::{Block, Cell, Column, Row, Section, Table};
use super::plain;
use crate::estimate::{Assumption, Bar, Drivers, Results, ShockResults, Stress};
use crate::render::number::money;
use crate::render::words::{
    RankedSwitch, capital, chance, cost_avoided, in_some_draws, mean, mean_with_error, pounds, ranked_switches,
    stated_range,
};

/// Values, shocks and warnings that the register names, each at most.
const NAMED: usize = 4;
/// Figures that show what moves the answer.
const FIGURES: [&str; 2] = ["tornado", "switching"];
/// From this grade of evidence on, a value is to be replaced by a better one.
const WEAK: u8 = 5;

/// One row of the register.
struct Risk {
    what: String,
    rests: String,
    moves: String,
    action: String,
}

/// The register.
pub(super) fn section(results: &Results, beside: &Beside<'_>, figures: &[&str]) -> Section {
    let mut risks: Vec<Risk> = Vec::new();
    risks.extend(harm(results));
    risks.extend(not_cash(results));
    let drivers = beside.drivers.filter(|drivers| drivers.tornado.bars.iter().any(|bar| bar.swing > 0.0));
    match (drivers, beside.stress.and_then(ranked_switches)) {
        (Some(drivers), switches) => {
            let switches = switches.as_ref().map_or(&[][..], |ranked| &ranked.rows);
            risks.extend(of_drivers(drivers, switches, results));
        }
        (None, Some(ranked)) => risks.extend(of_switches(&ranked.rows, results)),
        (None, None) => risks.extend(of_assumptions(results, "")),
    }
    if beside.drivers.is_some() && claims_social_value(results) {
        // Drivers are of cost alone.
        risks.extend(of_assumptions(results, "outcomes."));
    }
    risks.extend(beside.stress.into_iter().flat_map(shocks));
    risks.extend(warnings(results));
    let mut blocks = Vec::new();
    if risks.is_empty() {
        blocks
            .push(Block::say("Nothing that the scenario holds uncertain moves the answer, and it raised no warning."));
    } else {
        blocks.push(Block::Table(register(risks, drivers, beside.stress)));
    }
    let other = results.warnings.iter().filter(|warning| warning.silenced.is_none()).count().saturating_sub(NAMED);
    if other > 0 {
        blocks.push(Block::Paragraph(format!("The report holds {other} more of what the scenario was warned of.")));
    }
    blocks.extend(first_drawn(&FIGURES, figures).map(Block::Figure));
    Section::new("risks", "Risks", blocks)
}

fn register(risks: Vec<Risk>, drivers: Option<&Drivers>, stress: Option<&Stress>) -> Table {
    let columns = ["Risk", "What it rests on", "How much it moves the answer", "What to do"].map(Column::text);
    let rows =
        risks.into_iter().map(|risk| Row::body([risk.what, risk.rests, risk.moves, risk.action].map(Cell::Text)));
    let mut table = Table::new("Register of risks", columns, rows);
    if let Some(drivers) = drivers {
        table.notes.push(format!(
            "“From … to …”: the {} with the value at its 10th and at its 90th percentile, all others at their medians.",
            drivers.tornado.label
        ));
    }
    if let Some(ranked) = stress.and_then(ranked_switches) {
        table.notes.push(format!("Switching value: that at which {}, all others as drawn.", ranked.question));
    }
    table
}

fn harm(results: &Results) -> Option<Risk> {
    let of = results.total.probability_harm.as_ref()?;
    let caused = results.mechanisms.caused.as_ref().filter(|caused| caused.mean > 0.0);
    let caused = caused.map(|cost| {
        format!(
            "; cost of events that it makes more frequent{}, already taken off: {}",
            in_some_draws(results),
            mean_with_error(cost)
        )
    });
    Some(Risk {
        what: "Support makes things worse, so that cost goes up on average".to_owned(),
        rests: "What is believed of the effect of support, which leaves room for harm".to_owned(),
        moves: format!("Chance: {}{}", chance(of), caused.unwrap_or_default()),
        action: "Compare with people who get no support, and stop if cost rises".to_owned(),
    })
}

fn not_cash(results: &Results) -> Option<Risk> {
    let total = &results.total;
    let money = results.counts_money() && total.avoided.mean > 0.0 && total.cashable.mean < total.avoided.mean;
    money.then(|| Risk {
        what: "What is avoided does not leave a budget".to_owned(),
        rests: "The share of each cost that is cashable".to_owned(),
        moves: format!(
            "Cashable savings: {}; {}: {}",
            mean(&total.cashable),
            cost_avoided(results),
            mean(&total.avoided)
        ),
        action: "Agree with each budget holder what would be cut, by how much and when".to_owned(),
    })
}

/// The assumption of a path.
fn assumption<'a>(results: &'a Results, path: &str) -> Option<&'a Assumption> {
    results.assumptions.iter().find(|value| value.path == path)
}

fn otherwise(label: &str) -> String {
    format!("“{label}” is not as believed")
}

/// What to do about a value of this grade.
fn action(grade: Option<u8>) -> String {
    match grade {
        Some(grade) if grade < WEAK => "Watch it, and hold it against local counts".to_owned(),
        Some(_) => "Replace judgement by local counts or a published source".to_owned(),
        None => "Find out how good its source is; count it locally".to_owned(),
    }
}

fn of_drivers(drivers: &Drivers, switches: &[RankedSwitch], results: &Results) -> Vec<Risk> {
    let risk = |bar: &Bar| {
        let switch = switches.iter().find(|switch| switch.label == bar.label);
        let (low, high) = (bar.at_p10.min(bar.at_p90), bar.at_p10.max(bar.at_p90));
        let range = || format!("{}{}", stated_range(bar.kind, bar.p10, bar.p90), plain::graded(bar.grade));
        Risk {
            what: otherwise(&bar.label),
            rests: assumption(results, &bar.path).map_or_else(range, plain::believed),
            moves: format!(
                "From {} to {}{}",
                pounds(low),
                pounds(high),
                switch.map_or_else(String::new, |switch| format!("; switching value {}", switch.value))
            ),
            action: action(bar.grade),
        }
    };
    drivers.tornado.bars.iter().filter(|bar| bar.swing > 0.0).take(NAMED).map(risk).collect()
}

fn of_switches(switches: &[RankedSwitch], results: &Results) -> Vec<Risk> {
    let risk = |switch: &RankedSwitch| {
        let known = assumption(results, &switch.path);
        Risk {
            what: otherwise(&switch.label),
            rests: known.map_or_else(|| switch.believed.clone(), plain::believed),
            moves: format!("Switching value {}", switch.value),
            action: action(known.and_then(|value| value.remarks.grade)),
        }
    };
    switches.iter().take(NAMED).map(risk).collect()
}

/// The values that are known worst beside their mean, where nothing says how much each moves.
fn of_assumptions(results: &Results, under: &str) -> Vec<Risk> {
    let doubt = |value: &Assumption| (value.p97_5 - value.p2_5) / value.mean.abs().max(f64::MIN_POSITIVE);
    let weak = |value: &&Assumption| {
        !value.certain && value.path.starts_with(under) && value.remarks.grade.is_none_or(|grade| grade >= WEAK)
    };
    let mut values: Vec<&Assumption> = results.assumptions.iter().filter(weak).collect();
    values.sort_by(|a, b| doubt(b).total_cmp(&doubt(a)));
    let risk = |value: &Assumption| Risk {
        what: otherwise(&in_words(value)),
        rests: plain::believed(value),
        moves: "Not worked out in this paper".to_owned(),
        action: action(value.remarks.grade),
    };
    values.into_iter().take(NAMED).map(risk).collect()
}

fn shocks(stress: &Stress) -> Vec<Risk> {
    let size = |shock: &&ShockResults| shock.avoided.difference.mean;
    let mut shocks: Vec<&ShockResults> =
        stress.shocks.iter().filter(|shock| !shock.together && size(shock) < 0.0).collect();
    shocks.sort_by(|a, b| size(a).total_cmp(&size(b)));
    let risk = |shock: &ShockResults| {
        let change = &shock.avoided.difference;
        let target = shock.targets.iter().next().and_then(|(id, target)| {
            let before = &stress.targets.get(id)?.target;
            let which =
                if stress.targets.len() == 1 { "the target".to_owned() } else { format!("“{}”", before.label) };
            Some(format!("; chance of {which} {}", moved_clearly(target, &before.chance)?))
        });
        Risk {
            what: format!("What if: {}", shock.label),
            rests: "Tried on the same random numbers".to_owned(),
            moves: format!("{} of cost avoided{}", money(change.mean, change.mcse), target.unwrap_or_default()),
            action: "Agree beforehand who would see it coming, and what is then done".to_owned(),
        }
    };
    shocks.into_iter().take(NAMED - 1).map(risk).collect()
}

fn warnings(results: &Results) -> Vec<Risk> {
    let open = results.warnings.iter().filter(|warning| warning.silenced.is_none());
    let risk = |warning: &crate::estimate::Warning| Risk {
        what: capital(&plain::warning(&warning.text, results)),
        rests: "How the scenario is built".to_owned(),
        moves: "Not worked out in this paper".to_owned(),
        action: "Settle it in the scenario before the figures are relied upon".to_owned(),
    };
    open.take(NAMED).map(risk).collect()
}
