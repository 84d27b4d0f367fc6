//! Says what drives the answer and what is worth knowing better, sentences before tables.

use super::{Block, Cell, Column, Document, Finding, Row, Section, Table, columns, firmness, warned, worth};
use crate::estimate::{Bar, Drivers, GradeRow, IndexRow, IndexValue};
use crate::render::number::{plain_share, share, whole};
use crate::render::words::{changes, part_of_variance, pounds, stated_range, to};

/// Rows of a table; the rest is summed up in a sentence.
const MOST_ROWS: usize = 12;

/// The document of the drivers.
#[must_use]
pub fn document(drivers: &Drivers) -> Document {
    let run = &drivers.run;
    let mut lead = vec![format!(
        "From {} exact expectations and {} draws of the evidence (seed {}); nobody is simulated, so no figure here has the \
         noise of a cohort. ± is one standard error.",
        whole(run.evaluations),
        whole(run.draws),
        run.seed
    )];
    lead.extend(changes(&drivers.scenario));
    if run.sampling.is_some() {
        lead.push(
            "The evidence is drawn by scrambled Sobol points. The errors of what it is worth to know come from how much \
             their independent randomisations differ; the intervals of shares of the variance treat draws as independent."
                .to_owned(),
        );
    }
    let mut sections = vec![worth::section(drivers), moves(drivers)];
    sections.extend(firmness::section(drivers));
    sections.extend([doubts(drivers), grades(drivers)]);
    sections.extend(warned(&drivers.warnings));
    Document {
        verdict: None,
        title: format!("{}: what drives the answer", drivers.scenario.title),
        topic: "What drives the answer, and what is worth knowing better?".to_owned(),
        lead,
        facts: Vec::new(),
        sections,
    }
}

fn moves(drivers: &Drivers) -> Section {
    let tornado = &drivers.tornado;
    let question = format!("What moves the {}?", tornado.label);
    let Some(widest) = tornado.bars.first().filter(|bar| bar.swing > 0.0) else {
        let nothing = "Nothing that is uncertain in the scenario as written moves it.";
        return Section::new("tornado", question, [Block::say(nothing)]);
    };
    let mut sentences = vec![format!(
        "With every value at its median it is {}. One value at a time moves from its 10th to its 90th percentile; this is \
         the scenario as written, without views.",
        pounds(tornado.at_medians)
    )];
    let explained = drivers.sobol.inputs.iter().filter_map(|row| Some((row, row.first_order?)));
    if let Some((row, index)) = explained.max_by(|(_, a), (_, b)| a.value.total_cmp(&b.value)) {
        sentences.push(format!(
            "{} by itself makes up {} of the uncertainty about the {} (share of its variance).",
            row.label,
            part_of_variance(index),
            drivers.sobol.label
        ));
    }
    sentences.extend(judgement(drivers));
    let headline = format!(
        "{} moves it most: from {} to {}.",
        widest.label,
        pounds(widest.at_p10.min(widest.at_p90)),
        pounds(widest.at_p10.max(widest.at_p90))
    );
    let finding = Finding::new(&question, headline, sentences);
    Section::new("tornado", question, [Block::Finding(finding), Block::Table(bars(drivers))])
}

fn bars(drivers: &Drivers) -> Table {
    let moving: Vec<&Bar> = drivers.tornado.bars.iter().filter(|bar| bar.swing > 0.0).collect();
    let left = moving.len().saturating_sub(MOST_ROWS);
    let others = if left == 1 { "One value".to_owned() } else { format!("{} values", whole(left)) };
    let next = moving.get(MOST_ROWS);
    Table::of(
        format!("One value at a time: the {} at its 10th and 90th percentile", drivers.tornado.label),
        moving.iter().take(MOST_ROWS),
        &[
            (Column::text("Value"), &|bar| Cell::text(&bar.label)),
            (Column::number("10th to 90th percentile"), &|bar| Cell::Text(stated_range(bar.kind, bar.p10, bar.p90))),
            (Column::number("At the 10th"), &|bar| Cell::Text(pounds(bar.at_p10))),
            (Column::number("At the 90th"), &|bar| Cell::Text(pounds(bar.at_p90))),
            (Column::number("Moves it by"), &|bar| Cell::Text(pounds(bar.swing))),
        ],
    )
    .notes(next.map(|next| format!("{others} more, which move it by {} at most.", pounds(next.swing))))
}

fn doubts(drivers: &Drivers) -> Section {
    let sobol = &drivers.sobol;
    let title = "Which doubts make up the uncertainty?";
    if sobol.sd.is_nan() || sobol.sd <= 0.0 {
        return Section::detail("variance", title, [Block::say("None: the output does not vary.")]);
    }
    let method = sobol.pick_freeze.map_or_else(
        || {
            "estimated from the draws by splines; `--pick-freeze 4096` adds the share that a value has a hand in together \
             with others"
                .to_owned()
        },
        |points| format!("estimated by pick-freeze on {} points", whole(points)),
    );
    let mut details = vec![Block::Paragraph(format!(
        "Its standard deviation over the evidence is {}. Below is the share of its variance that would go if a value were \
         known exactly, with its {} interval, {method}.",
        pounds(sobol.sd),
        plain_share(drivers.run.level)
    ))];
    let given =
        |rows: &[IndexRow]| -> Vec<IndexRow> { rows.iter().filter(|row| row.refused.is_none()).cloned().collect() };
    let mut single: Vec<IndexRow> = given(&sobol.inputs);
    single.truncate(MOST_ROWS);
    single.extend(sobol.correlated.iter().cloned());
    let both = sobol.pick_freeze.is_some();
    details.push(Block::Table(indices("Value", &single, both)));
    let groups = given(&sobol.groups);
    if !groups.is_empty() {
        details.push(Block::Table(indices("All values of", &groups, both)));
    }
    let refused = sobol.inputs.iter().chain(&sobol.groups);
    let refused =
        refused.filter_map(|row| Some(format!("{}: {}.", row.label, row.refused.as_ref()?))).collect::<Vec<_>>();
    if !refused.is_empty() {
        details.push(Block::List(refused));
    }
    Section::detail("variance", title, details)
}

fn indices(first: &str, rows: &[IndexRow], both: bool) -> Table {
    let heads = ["By itself"].into_iter().chain(both.then_some("With interactions"));
    let row = |row: &IndexRow| {
        let indices = [Some(row.first_order), both.then_some(row.total)].into_iter().flatten();
        Row::named(&row.label, indices.map(|of| Cell::Text(index(of))))
    };
    Table::new("", columns(first, heads), rows.iter().map(row))
}

/// `34% (31% to 37%)`.
fn index(index: Option<IndexValue>) -> String {
    index.map_or_else(
        || "not given".to_owned(),
        |index| {
            let of = |value: f64| share(value.max(0.0), index.mcse);
            let (value, range) = (part_of_variance(index), to(&of(index.low), &of(index.high)));
            if index.low == index.high { value } else { format!("{value} ({range})") }
        },
    )
}

/// How much of the saving rests on judgement; `None` where nothing does.
fn judgement(drivers: &Drivers) -> Option<String> {
    let row = drivers.evidence.grades.iter().find(|row| row.grade == Some(6))?;
    row.saving_share.filter(|part| *part > 0.0)?;
    let part = if row.saving_share == Some(1.0) { "All".to_owned() } else { saving(row) };
    Some(format!("{part} of the expected saving rests on at least one value of grade 6, judgement."))
}

fn saving(row: &GradeRow) -> String {
    match row.saving_share {
        Some(part) if part == 0.0 || part == 1.0 => plain_share(part),
        Some(part) => share(part, row.saving_share_mcse.unwrap_or(f64::NAN)),
        None => "nothing is saved".to_owned(),
    }
}

fn grades(drivers: &Drivers) -> Section {
    let evidence = &drivers.evidence;
    let grade = |row: &GradeRow| row.grade.map_or_else(|| "ungraded".to_owned(), |grade| grade.to_string());
    let mut notes = vec![
        "Each event’s saving counts under the worst grade among the values that it is computed from. A value without a grade \
         may be anything: it counts as worse than 1 to 5."
            .to_owned(),
    ];
    notes.extend(evidence.variance_together.filter(|together| *together > 0.005).map(|together| {
        format!(
            "The remaining {} of the variance comes from values of different grades acting together, or from more than two \
             acting together.",
            plain_share((together * 100.0).round() / 100.0)
        )
    }));
    let table = Table::of(
        "What the saving rests on, by grade of evidence",
        &evidence.grades,
        &[
            (Column::text("Grade"), &|row| Cell::Text(grade(row))),
            (Column::number("Uncertain values"), &|row| Cell::Text(row.values.to_string())),
            (Column::number("Of the expected saving"), &|row| Cell::Text(saving(row))),
            (Column::number("Of its variance"), &|row| Cell::Text(index(row.variance_share))),
        ],
    )
    .notes(notes);
    Section::detail("grades", "How good is the evidence?", [Block::Table(table)])
}
