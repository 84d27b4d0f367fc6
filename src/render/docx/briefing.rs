//! Composes the briefing: purpose, headline, figures, who pays and who gains, caveats, main assumptions.

use super::element::{led, paragraph, picture, table};
use super::media::Media;
use crate::estimate::Results;
use crate::render::document::{self, Cell, Column, Finding, Picture, Table};
use crate::render::number::{months, plain_share, whole};
use crate::render::words::{capital, caveat, path_in_words};

/// Figures that a briefing has room for.
const ROOM: usize = 2;
/// Figures that serve a decision best, in this order; others follow as they come.
const FIRST: [&str; 2] = ["chance", "payers"];
/// Assumptions that are listed.
const ASSUMPTIONS: usize = 8;
/// What is said of the whole cohort begins with one of these: harm and cash; the rest is in the report.
const KEPT: [&str; 3] = ["Cost of events that support makes more frequent", "Chance that support makes", "Cashable"];
/// Warnings that are listed.
const WARNINGS: usize = 2;
/// Width of a figure in centimetres, two to two pages.
const WIDTH: f64 = 12.5;
/// Greatest height of a figure in centimetres.
const TALLEST: f64 = 10.9;

/// The figures that the briefing shows.
pub(super) fn chosen<'a>(pictures: &[Picture<'a>]) -> Vec<Media<'a>> {
    let rank = |picture: &&Picture| FIRST.iter().position(|id| picture.id == *id).unwrap_or(FIRST.len());
    let mut sorted: Vec<&Picture> = pictures.iter().collect();
    sorted.sort_by_key(rank);
    sorted.into_iter().filter_map(|picture| Media::new(*picture)).take(ROOM).collect()
}

/// The paragraphs and tables of the document.
pub(super) fn body(results: &Results, media: &[Media]) -> String {
    let mut out = paragraph("Title", &results.scenario.title);
    out.push_str(&paragraph("Subtitle", "Briefing on costs that may be avoided, and how sure that is"));
    purpose(&mut out, results);
    headline(&mut out, results);
    figure(&mut out, media, 0);
    if results.counts_money() {
        out.push_str(&paragraph("Heading1", "Who pays and who gains"));
        // The figure prints the numbers of the table beside its marks; both would not fit two pages.
        if !media.iter().any(|figure| figure.picture.id == "payers") {
            payers_table(&mut out, results);
        }
    }
    figure(&mut out, media, 1);
    caveats(&mut out, results);
    assumptions(&mut out, results);
    out
}

fn payers_table(out: &mut String, results: &Results) {
    let payers = payers(results);
    out.push_str(&table(&payers, &[30, 17, 15, 23, 15][..payers.columns.len().min(5)]));
    for note in payers.notes.iter().take(1) {
        out.push_str(&paragraph("Note", note));
    }
}

fn purpose(out: &mut String, results: &Results) {
    let scenario = &results.scenario;
    out.push_str(&paragraph("Heading1", "Purpose"));
    let prices = scenario.price_base.as_ref().map_or_else(String::new, |year| format!(", at {year} prices"));
    let description = scenario.description.as_ref().map_or_else(String::new, |text| {
        let stop = if text.trim_end().ends_with(['.', '!', '?']) { "" } else { "." };
        format!("{}{stop} ", text.trim_end())
    });
    out.push_str(&paragraph(
        "Normal",
        &format!(
            "{description}This briefing says what cost may be avoided by supporting {} people, each followed for {}{prices}, \
             who would gain, and how sure that is. Avoided cost is not money saved: only cashable savings can leave a budget.",
            whole(scenario.people),
            months(scenario.horizon_months)
        ),
    ));
}

fn headline(out: &mut String, results: &Results) {
    out.push_str(&paragraph("Heading1", "Headline"));
    for (index, (_, target)) in results.targets.iter().enumerate() {
        let answer = document::target_finding(target, results);
        out.push_str(&led("ListBullet", &format!("{}.", target.label), &answer.headline));
        // Two pages hold the whole answer for one target; the chances of the others must do.
        for sentence in answer.sentences.iter().filter(|_| index == 0) {
            out.push_str(&paragraph("ListBullet", sentence));
        }
    }
    let mut say = |lead: &str, answer: &Finding, sentences: &[usize]| {
        let mut text = answer.headline.clone();
        for sentence in sentences.iter().filter_map(|at| answer.sentences.get(*at)) {
            text.push(' ');
            text.push_str(sentence);
        }
        out.push_str(&led("ListBullet", lead, &text));
    };
    if results.counts_money() {
        say("Cost avoided:", &document::per_person(results), &[0, 1]);
        let total = document::total(results);
        let kept = |at: &usize| KEPT.iter().any(|start| total.sentences[*at].starts_with(start));
        say("Whole cohort:", &total, &(0..total.sentences.len()).filter(kept).collect::<Vec<_>>());
    }
    if let Some(value) = document::social_value(results) {
        say("Social value:", &value, &[0, 1]);
    }
    say("Cost:", &document::programme(results), &[0, 1]);
}

fn figure(out: &mut String, media: &[Media], index: usize) {
    let Some(figure) = media.get(index) else {
        return;
    };
    let width = WIDTH.min(TALLEST * figure.width / figure.height);
    out.push_str(&picture(figure, index + 1, width));
    out.push_str(&led("Caption", &format!("Figure {}.", index + 1), &figure.picture.caption.join(" ")));
}

/// The table of payers without the interval of the cashable part, to fit the page.
fn payers(results: &Results) -> Table {
    let mut table = document::payers(results);
    let last = table.columns.len().saturating_sub(1);
    table.columns.remove(last);
    for row in &mut table.rows {
        row.cells.remove(last.min(row.cells.len().saturating_sub(1)));
    }
    table
}

fn caveats(out: &mut String, results: &Results) {
    out.push_str(&paragraph("Heading1", "Caveats"));
    if let Some(caution) = caveat(results) {
        out.push_str(&paragraph("ListBullet", &caution));
    }
    let sure = document::sureness(results);
    out.push_str(&paragraph("ListBullet", &format!("{} {}", sure.headline, sure.sentences.join(" "))));
    let open: Vec<_> = results.warnings.iter().filter(|warning| warning.silenced.is_none()).collect();
    for warning in open.iter().take(WARNINGS) {
        let stop = if warning.text.ends_with('.') { "" } else { "." };
        out.push_str(&paragraph("ListBullet", &format!("{}: {}{stop}", warning.id, capital(&warning.text))));
    }
    let further: Vec<&str> = open.iter().skip(WARNINGS).map(|warning| warning.id.as_str()).collect();
    if !further.is_empty() {
        out.push_str(&paragraph(
            "ListBullet",
            &format!("Further warnings, which the report explains: {}.", further.join(", ")),
        ));
    }
    let silenced = results
        .warnings
        .iter()
        .filter_map(|warning| Some(format!("{} (“{}”)", warning.id, warning.silenced.as_ref()?)));
    let silenced: Vec<String> = silenced.collect();
    if !silenced.is_empty() {
        out.push_str(&paragraph(
            "ListBullet",
            &format!("Warnings that the scenario silences: {}.", silenced.join("; ")),
        ));
    }
}

fn assumptions(out: &mut String, results: &Results) {
    if results.assumptions.is_empty() {
        return;
    }
    let mut table_of_values = document::assumptions(results);
    table_of_values.rows.retain(|row| matches!(row.cells.get(3), Some(Cell::WrittenRange(..))));
    let all = table_of_values.rows.len();
    // A warning takes the room of two rows.
    let warnings = results.warnings.iter().filter(|warning| warning.silenced.is_none()).count();
    table_of_values.rows.truncate(ASSUMPTIONS - 2 * warnings.min(WARNINGS));
    for row in &mut table_of_values.rows {
        row.cells = briefly(&row.cells);
    }
    table_of_values.columns.remove(1);
    table_of_values.columns.truncate(4);
    table_of_values.columns.push(Column::text("Source or note"));
    let shown = table_of_values.rows.len();
    table_of_values.caption = if shown < all {
        format!(
            "The first {shown} of {} uncertain values, in the order of the scenario, not of what matters most",
            whole(all)
        )
    } else {
        "All uncertain values, in the order of the scenario".to_owned()
    };
    out.push_str(&paragraph("Heading1", "Assumptions"));
    out.push_str(&table(&table_of_values, &[25, 9, 15, 8, 43]));
    out.push_str(&paragraph(
        "Note",
        &format!(
            "Grade: 1 (best) to 6 (judgement). The whole log, with sources and notes, is in report.html and results.xlsx. \
             Intervals are {} intervals.",
            plain_share(results.run.level)
        ),
    ));
}

/// Value in words, mean, range, grade, and the head of its source or note.
fn briefly(cells: &[Cell]) -> Vec<Cell> {
    let print = |at: usize| cells.get(at).map(Cell::print).unwrap_or_default();
    let at = |at: usize| cells.get(at).cloned().unwrap_or(Cell::Empty);
    let said = if print(5).is_empty() { print(6) } else { print(5) };
    vec![Cell::Text(path_in_words(&print(0))), at(2), at(3), at(4), Cell::Text(head(&said))]
}

/// The first words of a text, up to about a line and a half.
fn head(text: &str) -> String {
    const MOST: usize = 110;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':']))
}
