//! Says of each decision what knowing more is worth: everything, a group of values, one value, or further case studies.

use super::{Block, Cell, Finding, Row, Section, Table, columns};
use crate::estimate::{Decision, Drivers, Evsi, EvsiCurve, WorthRow};
use crate::render::number::{exact_money, money, whole};
use crate::render::words::{list, pays, with_error};

/// Values named in a table.
const MOST_ROWS: usize = 8;
/// The study that is spoken of when no cost was given.
const SPOKEN: u32 = 64;
/// What is said of a worth that neither value nor error lifts to £1.
const NOTHING: &str = "nothing that shows";

/// What it is worth to know more, decision by decision.
pub(super) fn section(drivers: &Drivers) -> Section {
    let title = "What is it worth to know more before deciding?";
    if drivers.decisions.is_empty() {
        let none = "There is nothing to decide: the scenario gives neither what support costs (`programme`) nor a target. \
                    Knowing more has a price only where it may change a decision.";
        return Section::new("worth", title, [Block::say(none)]);
    }
    let mut section = Section::new("worth", title, []);
    for (id, decision) in drivers.decisions.iter() {
        section.blocks.push(Block::Finding(finding(id, decision)));
        if worth(decision.evpi.value, decision.evpi.mcse) != NOTHING {
            section.details.extend(values(decision).into_iter().chain(studies(decision)));
        }
    }
    section.with([Block::say(
        "What knowing is worth is the money that better decisions would bring on average, for this programme alone. A value \
         of nothing does not mean that the figure is sure, but that no likely finding would change what to do.",
    )])
}

/// `£12,300 (± £400)`, or that there is nothing where neither value nor error reaches £1.
fn worth(value: f64, error: f64) -> String {
    match (value, error) {
        (value, error) if value < 0.5 && error < 0.5 => NOTHING.to_owned(),
        (value, error) if error < 0.5 => exact_money(value),
        (value, error) => with_error(value, error),
    }
}

/// What knowing everything is worth before a decision, in a sentence or two.
pub(super) fn worth_knowing(decision: &Decision) -> String {
    let everything = worth(decision.evpi.value, decision.evpi.mcse);
    let value = if everything == NOTHING {
        "knowing everything exactly would be worth nothing that shows: no finding is likely to change the decision"
            .to_owned()
    } else {
        format!("knowing everything exactly would be worth {everything}, and no study can be worth more")
    };
    format!("Before deciding {}, {value}.", decision.label)
}

fn finding(id: &str, decision: &Decision) -> Finding {
    let does = if decision.payoff > 0.0 { "yes" } else { "no" };
    let mut sentences = vec![format!(
        "As things stand: {does}. It leaves {} on average; {}.",
        with_error(decision.payoff, decision.payoff_mcse),
        pays(id, decision)
    )];
    let everything = worth(decision.evpi.value, decision.evpi.mcse);
    if everything != NOTHING {
        let groups: Vec<String> = decision
            .groups
            .iter()
            .map(|group| format!("{} {}", group.label, worth(group.worth.value, group.worth.mcse)))
            .collect();
        if !groups.is_empty() {
            sentences.push(format!("Knowing all values of one kind exactly would be worth: {}.", list(&groups)));
        }
        let points = decision.evsi.as_ref().map(|evsi| &evsi.together.points);
        if let Some(point) = points.and_then(|points| points.iter().find(|point| point.people == SPOKEN)) {
            let value = worth(point.value, point.mcse);
            sentences.push(format!("{SPOKEN} further case studies would be worth {value}."));
        }
        sentences.extend(
            decision.view.map(|view| format!("Knowing which view is right: {}.", worth(view.value, view.mcse))),
        );
    }
    Finding::new(
        format!("What is it worth to know more before deciding {}?", decision.label),
        if everything == NOTHING {
            "Knowing everything exactly would be worth nothing that shows: no finding is likely to change the decision."
                .to_owned()
        } else {
            format!("Knowing everything exactly would be worth {everything}.")
        },
        sentences,
    )
}

/// What each value is worth by itself.
fn values(decision: &Decision) -> Option<Block> {
    let worthwhile = |row: &&WorthRow| row.worth.value >= 0.5 || row.worth.mcse >= 0.5;
    let row = |row: &WorthRow| Row::named(&row.label, [Cell::Text(worth(row.worth.value, row.worth.mcse))]);
    let rows: Vec<Row> = decision.inputs.iter().filter(worthwhile).take(MOST_ROWS).map(row).collect();
    if rows.is_empty() {
        return (!decision.inputs.is_empty())
            .then(|| Block::say("No value, known exactly by itself, would change the decision."));
    }
    Some(Block::Table(Table::new(
        format!("What knowing one value exactly is worth before deciding {}", decision.label),
        columns("Known exactly", ["Worth"]),
        rows,
    )))
}

/// What further case studies are worth.
fn studies(decision: &Decision) -> Option<Block> {
    let Some(evsi) = &decision.evsi else {
        return Some(Block::say(
            "No value rests on counted cases (`observed: 3 of 8`), so what further case studies are worth cannot be said.",
        ));
    };
    let priced = evsi.together.points.iter().any(|point| point.cost.is_some());
    let heads = ["Worth"].into_iter().chain(priced.then_some(["Cost", "Left"]).into_iter().flatten());
    let rows = evsi.together.points.iter().map(|point| {
        let mut row = vec![whole(u64::from(point.people)), worth(point.value, point.mcse)];
        if let (Some(cost), Some(net)) = (point.cost, point.net_gain) {
            row.extend([exact_money(cost), money(net, point.mcse)]);
        }
        Row::body(row.into_iter().map(Cell::Text))
    });
    Some(Block::Table(
        Table::new(
            format!("What further case studies are worth before deciding {}", decision.label),
            columns("Further case studies", heads),
            rows,
        )
        .notes(best(&evsi.together).into_iter().chain(each(evsi))),
    ))
}

/// What case studies are worth that count one thing only.
fn each(evsi: &Evsi) -> Option<String> {
    let spoken = |curve: &EvsiCurve| {
        let point = curve.points.iter().find(|point| point.people == SPOKEN)?;
        Some(format!("{} {}", curve.label, worth(point.value, point.mcse)))
    };
    let parts: Vec<String> = evsi.values.iter().filter_map(spoken).collect();
    (evsi.values.len() > 1).then(|| format!("{SPOKEN} case studies that count one thing only: {}.", list(&parts)))
}

/// The size of study that is worth most after its cost; `None` where no cost was said.
pub(super) fn best(curve: &EvsiCurve) -> Option<String> {
    let best = curve.best?;
    Some(if best.people == 0 {
        "No study of these sizes is worth what it costs.".to_owned()
    } else {
        format!(
            "The best of these sizes is {} further case studies: {} is left on average after their cost.",
            whole(u64::from(best.people)),
            worth(best.net_gain, best.mcse)
        )
    })
}
