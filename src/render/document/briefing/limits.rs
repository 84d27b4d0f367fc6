//! Says how good the evidence is and what it cannot tell: published figures, views, sureness, and whether the sums are right.

use super::super::beside::Beside;
use super::super::evidence::promise_of_study;
use super::super::{Block, Section, Table, breakdown, published, summary};
use crate::estimate::Results;
use crate::render::number::whole;
use crate::render::words::caveat;

/// Sentences of what was published that are kept: the figure, and what the model says of it.
const PUBLISHED: usize = 2;

/// The evidence and its limits.
pub(super) fn section(results: &Results, beside: &Beside<'_>) -> Section {
    let mut blocks = Vec::new();
    if let Some(mut finding) = published::finding(results) {
        finding.sentences.truncate(PUBLISHED);
        finding.sentences.extend(beside.evidence.and_then(promise_of_study));
        blocks.push(Block::Finding(finding));
    }
    blocks.extend(caveat(results).map(Block::Caution));
    blocks.extend(published::if_all_were_alike(results).map(Block::Paragraph));
    blocks.extend(views(results).map(Block::Table));
    if results.counts_money() {
        let mut sure = summary::sureness(results);
        sure.question = String::new();
        blocks.push(Block::Finding(sure));
    }
    blocks.extend(grades(results).map(Block::Paragraph));
    blocks.push(Block::Paragraph(checked(results)));
    Section::new("limits", "Evidence and its limits", blocks)
}

/// Views of life without support, in what each says of a person.
fn views(results: &Results) -> Option<Table> {
    let mut table = breakdown::views(results).filter(|_| results.counts_money())?;
    let weighted = usize::from(results.views.iter().any(|(_, view)| view.weight.is_some()));
    let kept = 3 + weighted;
    table.columns.truncate(kept);
    table.rows.iter_mut().for_each(|row| row.cells.truncate(kept));
    table.notes.clear();
    Some(table)
}

/// How many values rest on judgement, or on nobody knows what.
fn grades(results: &Results) -> Option<String> {
    let uncertain = || results.assumptions.iter().filter(|value| !value.certain);
    let all = uncertain().count();
    let graded = |grade| uncertain().filter(|value| value.remarks.grade == grade).count();
    let (judged, ungraded) = (graded(Some(6)), graded(None));
    let counted = |number: usize| if number == 0 { "none".to_owned() } else { whole(number) };
    let verb = |number: usize, [one, many]: [&'static str; 2]| if number == 1 { one } else { many };
    Some(match (all, judged, ungraded) {
        (0, ..) => return None,
        (1, 1, _) => "The one uncertain value is judgement (grade 6); the appendix shows it.".to_owned(),
        (1, _, 1) => "The one uncertain value has no grade of evidence; the appendix shows it.".to_owned(),
        (1, ..) => "The appendix shows the one uncertain value with its grade of evidence.".to_owned(),
        _ => format!(
            "Of the {} uncertain values, {} {} judgement (grade 6) and {} {} no grade of evidence; the appendix lists them.",
            whole(all),
            counted(judged),
            verb(judged, ["is", "are"]),
            counted(ungraded),
            verb(ungraded, ["has", "have"])
        ),
    })
}

/// Whether the simulation agrees with another calculation, in words.
fn checked(results: &Results) -> String {
    let check = &results.run.self_check;
    if !check.judged {
        return "The draws are too few to hold the simulation against an exact calculation.".to_owned();
    }
    let found = if check.passed { "and all agree within the error of simulation" } else { "and they do NOT agree" };
    format!(
        "The arithmetic was checked: {} simulated means were held against an exact calculation that was written separately, {found}. \
         That says nothing of whether the scenario is right.",
        whole(check.checks)
    )
}
