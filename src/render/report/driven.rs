//! Says in short what drives the answer, and what is worth knowing better before deciding.

use super::document::{Answer, Block, Cell, Column, Row, Section, Table};
use super::phrase::list;
use crate::estimate::{Decision, Drivers, WorthValue};
use crate::render::chance;
use crate::render::number::{figures, money, money_error, share};

/// Values named in a table.
const MOST: usize = 10;
/// The study that is spoken of.
const SPOKEN: u32 = 64;

/// The section.
pub(super) fn section(drivers: &Drivers) -> Section {
    let mut blocks: Vec<Block> = moves(drivers).map(Block::Answer).into_iter().collect();
    blocks.extend(drivers.decisions.iter().map(|(id, decision)| Block::Answer(decided(id, decision))));
    blocks.extend(tornado(drivers).map(Block::Table));
    Section { id: "drivers", title: "What drives the answer, and what is worth knowing better?".to_owned(), blocks }
}

fn moves(drivers: &Drivers) -> Option<Answer> {
    let widest = drivers.tornado.bars.first().filter(|bar| bar.swing > 0.0)?;
    let mut sentences = Vec::new();
    let explained = drivers.sobol.inputs.iter().filter_map(|row| Some((row, row.first_order?)));
    if let Some((row, index)) = explained.max_by(|(_, a), (_, b)| a.value.total_cmp(&b.value)) {
        sentences.push(format!(
            "{} by itself makes up {} of the uncertainty about the {} (share of its variance).",
            row.label,
            share(index.value.clamp(0.0, 1.0), index.mcse),
            drivers.sobol.label
        ));
    }
    let weakest = drivers.evidence.grades.iter().find(|row| row.grade == Some(6)).and_then(|row| row.saving_share);
    sentences.extend(weakest.filter(|part| *part > 0.0).map(|part| {
        let part = if part > 0.9995 { "All".to_owned() } else { share(part, 0.01) };
        format!("{part} of the expected saving rests on at least one value that is judgement (grade 6).")
    }));
    Some(Answer {
        question: format!("What moves the {}?", drivers.tornado.label),
        headline: format!(
            "{} moves it most: from {} to {}.",
            widest.label,
            figures(widest.at_p10.min(widest.at_p90)),
            figures(widest.at_p10.max(widest.at_p90))
        ),
        sentences,
    })
}

fn decided(id: &str, decision: &Decision) -> Answer {
    let mut sentences = vec![format!(
        "As things stand it leaves {} (± {}) on average; {}.",
        money(decision.payoff, decision.payoff_mcse),
        money_error(decision.payoff_mcse),
        chance::pays(id, decision)
    )];
    let worth = |worth: WorthValue| {
        let text = money(worth.value, worth.mcse);
        if text == "£0" { "nothing to speak of".to_owned() } else { format!("about {text}") }
    };
    let groups: Vec<String> =
        decision.groups.iter().map(|group| format!("{} {}", group.label, worth(group.worth))).collect();
    if decision.evpi.value >= 0.5 && !groups.is_empty() {
        sentences.push(format!("Knowing all values of one kind exactly would be worth: {}.", list(&groups)));
    }
    let points = decision.evsi.as_ref().map(|evsi| &evsi.together.points);
    if let Some(point) = points.and_then(|points| points.iter().find(|point| point.people == SPOKEN)) {
        let value = worth(WorthValue { value: point.value, mcse: point.mcse });
        sentences.push(format!("{SPOKEN} further case studies would be worth {value}."));
    }
    Answer {
        question: format!("What is it worth to know more before deciding {}?", decision.label),
        headline: format!("Knowing everything exactly would be worth {}.", worth(decision.evpi)),
        sentences,
    }
}

fn tornado(drivers: &Drivers) -> Option<Table> {
    let bars: Vec<_> = drivers.tornado.bars.iter().filter(|bar| bar.swing > 0.0).take(MOST).collect();
    if bars.is_empty() {
        return None;
    }
    let row = |bar: &&crate::estimate::Bar| {
        let cells = [bar.at_p10, bar.at_p90, bar.swing].map(|value| Cell::text(figures(value)));
        Row::body(std::iter::once(Cell::text(&bar.label)).chain(cells).collect())
    };
    Some(Table {
        caption: format!("One value at a time: the {} at its 10th and 90th percentile", drivers.tornado.label),
        columns: vec![
            Column::text("Value"),
            Column::number("At the 10th"),
            Column::number("At the 90th"),
            Column::number("Moves it by"),
        ],
        rows: bars.iter().map(row).collect(),
        notes: vec![
            "All others at their medians; the scenario as written, without views; exact expectations.".to_owned(),
        ],
    })
}
