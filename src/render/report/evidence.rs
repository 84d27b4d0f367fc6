//! Lays out what the results rest on: published figures, the assumptions log and the warnings.

use super::document::{Block, Cell, Column, Row, Table};
use super::phrase::{interval_cell, interval_head, mean, mean_cell};
use crate::estimate::{Assumption, Chance, PublishedCounting, PublishedResults, Results, Summary};
use crate::render::chance;
use crate::render::number::{count, exact_money, money, months, trimmed, whole};

/// What was published beside what the model says; `None` where nothing was.
#[must_use]
pub fn published(results: &Results) -> Option<Table> {
    let published = results.published.as_ref()?;
    let level = results.run.level;
    let mut rows = Vec::new();
    let mut row = |label: &str, figure: f64, range: Option<(f64, f64)>, model: Option<&Summary>| {
        let range = range.map_or(Cell::Empty, |(low, high)| Cell::MoneyRange([(low, 0.0), (high, 0.0)]));
        let (mean, interval) =
            model.map_or((Cell::Empty, Cell::Empty), |model| (mean_cell(model), interval_cell(model, level)));
        rows.push(Row::body(vec![Cell::text(label), Cell::Money(figure, 0.0), range, mean, interval]));
    };
    if let Some(mean) = published.mean_avoided {
        row("Avoided cost per person", mean, published.low.zip(published.high), published.model.as_ref());
        for (_, view) in results.views.iter() {
            if let Some(model) = view.published.as_ref().and_then(|published| published.model.as_ref()) {
                row(&format!("The same, view “{}”", view.label), mean, None, Some(model));
            }
        }
    }
    if let Some(value) = published.social_value {
        row("Social value, present value", value, None, results.total.social_value_pv.as_ref());
    }
    if let Some(ratio) = published.sroi_ratio {
        row(
            "SROI ratio: £ of value per £1",
            ratio,
            None,
            results.programme.as_ref().and_then(|programme| programme.sroi.as_ref()),
        );
    }
    Some(Table {
        caption: "Published figures and the model".to_owned(),
        columns: vec![
            Column::text("Figure"),
            Column::number("Published"),
            Column::number("Published range"),
            Column::number("The model"),
            Column::number(&interval_head(results)),
        ],
        rows,
        notes: published_notes(published, results),
    })
}

fn published_notes(published: &PublishedResults, results: &Results) -> Vec<String> {
    let of = published.of.as_ref().map_or_else(String::new, |id| {
        let label = results.segments.get(id).map_or(id.as_str(), |segment| segment.label.as_str());
        format!(" of the segment “{label}”")
    });
    let counting = if published.counting == PublishedCounting::Gross {
        "gross, before attribution, displacement and optimism bias"
    } else {
        "after attribution, displacement and optimism bias"
    };
    let mut notes = Vec::new();
    if published.mean_avoided.is_some() {
        notes.push(format!(
        "Published: {} people{of}, {} from joining, counted {counting}. The model: averages of as many simulated people, \
         counted in the same way.",
        whole(published.people),
        months(published.over_months)
    ));
    }
    if let (Some(percentile), Some(error)) = (published.percentile, published.mcse) {
        notes.push(format!(
            "{} of the simulated averages lie below the published figure.",
            chance::percent(&Chance::with_error(percentile, error))
        ));
    }
    for (figure, of) in [
        (published.social_value.map(exact_money), published.social_value_reached),
        (published.sroi_ratio.map(|ratio| format!("£{} for each £1", trimmed(ratio))), published.sroi_reached),
    ] {
        if let (Some(figure), Some(of)) = (figure, of) {
            notes.push(format!(
                "The chance that this cohort comes to at least {figure} ({}): {}.",
                chance::BOTH,
                chance::words(&of)
            ));
        }
    }
    notes.push("Published figures are never fed into the draws: the model is held against them.".to_owned());
    notes
}

/// What the headline would be if the whole caseload were like the people of the publication; `None` where nothing says
/// what they are like.
pub(crate) fn if_all_were_alike(results: &Results) -> Option<String> {
    let of = results.published.as_ref()?.of.as_ref()?;
    let segment = results.segments.get(of)?;
    let each = segment.avoided_per_person.as_ref()?;
    let people = results.run.people;
    Some(format!(
        "Case studies are chosen, not drawn. If all {} people were like those of the publication (the segment “{}”), {} would \
         be avoided; as the caseload is described, {}. The first is what multiplying the mean of case studies by the \
         caseload assumes.",
        count(people, 1.0),
        segment.label,
        money(each.mean * people, each.mcse * people),
        mean(&results.total.avoided)
    ))
}

/// The assumptions log: every value with its law, source, grade and note.
#[must_use]
pub fn assumptions(results: &Results) -> Table {
    let rows = results.assumptions.iter().map(|each| {
        Row::body(vec![
            Cell::Path(each.path.clone()),
            Cell::text(&each.spelling),
            Cell::Written(each.mean, each.kind),
            if each.certain { Cell::text("certain") } else { Cell::WrittenRange(each.p2_5, each.p97_5, each.kind) },
            each.grade.map_or(Cell::Empty, |grade| Cell::Plain(f64::from(grade))),
            Cell::optional(each.source.as_deref()),
            Cell::Text(remarks(each)),
        ])
    });
    Table {
        caption: "Every value of the scenario".to_owned(),
        columns: vec![
            Column::text("Value"),
            Column::text("As written"),
            Column::number("Mean"),
            Column::number("95% range"),
            Column::number("Grade"),
            Column::text("Source"),
            Column::text("Note"),
        ],
        rows: rows.collect(),
        notes: vec![
            "Names are paths in the scenario file. Rates are per year. Grade: 1 (best) to 6 (judgement).".to_owned(),
            "An uncertain value is drawn once per draw and shared by the whole cohort in that draw.".to_owned(),
        ],
    }
}

fn remarks(assumption: &Assumption) -> String {
    let owner = assumption.owner.as_ref().map(|owner| format!("Owner: {owner}."));
    let review = assumption.review_by.as_ref().map(|month| format!("Review by {month}."));
    let average = assumption
        .cohort_average
        .map(|average| format!("Average over the cohort: {}.", Cell::Written(average, assumption.kind).print()));
    let parts: Vec<String> = [average, assumption.note.clone(), owner, review].into_iter().flatten().collect();
    parts.join(" ")
}

/// Every warning in one line with its id, those silenced with the reason.
pub(crate) fn warning_lines(results: &Results) -> Vec<String> {
    results
        .warnings
        .iter()
        .map(|warning| match &warning.silenced {
            Some(reason) => format!("{}, silenced by the scenario (“{reason}”): {}", warning.id, warning.text),
            None => format!("{}: {}", warning.id, warning.text),
        })
        .collect()
}

/// Warnings, those silenced with the reason.
pub(crate) fn warnings(results: &Results) -> Vec<Block> {
    let text = warning_lines(results);
    if text.is_empty() {
        vec![Block::Paragraph("The scenario raised no warnings.".to_owned())]
    } else {
        vec![Block::List(text)]
    }
}
