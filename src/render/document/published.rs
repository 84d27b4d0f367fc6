//! Says how the model stands against what was published, per person and in social value.

use super::{Cell, Column, Finding, Row, Table, estimate_cells, interval_column};
use crate::estimate::{Chance, PublishedResults, Results, Summary, Verdict};
use crate::render::number::{exact_money, months, trimmed};
use crate::render::words::{
    NOT_USED, between, capital, chance, counted_as, interval, level, mean_with_error, people, people_count, percent,
    with_error,
};

/// How the model stands against what was published; `None` where nothing was.
pub(super) fn finding(results: &Results) -> Option<Finding> {
    let published = results.published.as_ref()?;
    let at = level(results.run.level);
    let mut sentences = Vec::new();
    let headline = match (published.mean_avoided, published.percentile, published.mcse) {
        (Some(figure), Some(percentile), Some(error)) => {
            let verdict = Verdict::of(percentile);
            sentences.push(format!(
                "Published: {} avoided per person{}.",
                exact_money(figure),
                counted(published, results)
            ));
            let below = percent(&Chance::with_error(percentile, error));
            format!("{}: {below} of the model's averages lie below it.", capital(&verdict.to_string()))
        }
        _ => NOT_USED.to_owned(),
    };
    if let Some(model) = &published.model {
        let range = between(model, results.run.level).map(|range| format!(", {at} of them {range}"));
        sentences.push(format!(
            "The model, for the average of {} like these counted alike: {}{}.",
            people(published.people),
            mean_with_error(model),
            range.unwrap_or_default()
        ));
    }
    if published.percentile.is_some() {
        sentences.push(format!("The rule: {}.", Verdict::RULE));
    }
    for (_, view) in results.views.iter() {
        if let Some(model) = view.published.as_ref().and_then(|published| published.model.as_ref()) {
            let range = between(model, results.run.level).map(|range| format!(", {range}"));
            sentences.push(format!("View “{}”: {}{}.", view.label, mean_with_error(model), range.unwrap_or_default()));
        }
    }
    sentences.extend(social(published, results));
    Some(Finding::new("How does this compare with what was published?", headline, sentences))
}

/// Range, people, time and counting of a published mean.
fn counted(published: &PublishedResults, results: &Results) -> String {
    let range = match (published.low, published.high) {
        (Some(low), Some(high)) => format!(", range {} to {}", exact_money(low), exact_money(high)),
        _ => String::new(),
    };
    let of = published.of.as_ref().map_or_else(String::new, |id| {
        let label = results.segments.get(id).map_or(id.as_str(), |segment| segment.label.as_str());
        format!(" of the segment “{label}”")
    });
    format!(
        "{range}, from {}{of} over {}, counted {}",
        people(published.people),
        months(published.over_months),
        counted_as(published.counting)
    )
}

/// Published social value and SROI ratio, each with the model's chance of at least that.
fn social(published: &PublishedResults, results: &Results) -> Vec<String> {
    let sroi = results.sroi();
    let each = [
        (
            "social value",
            published.social_value.map(exact_money),
            &results.total.social_value_pv,
            published.social_value_reached,
        ),
        ("SROI ratio", published.sroi_ratio.map(for_each_pound), &sroi.cloned(), published.sroi_reached),
    ];
    let sentence = |(what, figure, model, reached): (&str, Option<String>, &Option<Summary>, Option<Chance>)| {
        let (figure, model) = (figure?, model.as_ref()?);
        let chance =
            reached.map_or_else(String::new, |of| format!(" The chance of at least {figure}: {}.", chance(&of)));
        Some(format!(
            "Published {what}: {figure}. The model: {}, {} prediction interval {}.{chance}",
            mean_with_error(model),
            level(results.run.level),
            interval(model, results.run.level)
        ))
    };
    each.into_iter().filter_map(sentence).collect()
}

/// `£4 for each £1`.
fn for_each_pound(ratio: f64) -> String {
    format!("£{} for each £1", trimmed(ratio))
}

/// What was published beside what the model says; `None` where nothing was.
#[must_use]
pub fn table(results: &Results) -> Option<Table> {
    let published = results.published.as_ref()?;
    let mut rows = Vec::new();
    let mut row = |label: &str, figure: f64, range: Option<(f64, f64)>, model: Option<&Summary>| {
        let range = range.map_or(Cell::Empty, |(low, high)| Cell::MoneyRange([(low, 0.0), (high, 0.0)]));
        let model = model.map_or([Cell::Empty, Cell::Empty], |model| estimate_cells(model, results.run.level));
        rows.push(Row::named(label, [Cell::Money(figure, 0.0), range].into_iter().chain(model)));
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
        let sroi = results.sroi();
        row("SROI ratio: £ of value per £1", ratio, None, sroi);
    }
    Some(
        Table::new(
            "Published figures and the model",
            [
                Column::text("Figure"),
                Column::number("Published"),
                Column::beside("Published range"),
                Column::number("The model"),
                interval_column(results.run.level),
            ],
            rows,
        )
        .note("The model: averages of as many simulated people, counted in the same way.")
        .note(NOT_USED),
    )
}

/// What the headline would be if the whole caseload were like the people of the publication; `None` where nothing says
/// what they are like.
pub(super) fn if_all_were_alike(results: &Results) -> Option<String> {
    let of = results.published.as_ref()?.of.as_ref()?;
    let segment = results.segments.get(of)?;
    let each = segment.avoided_per_person.as_ref()?;
    let all = results.run.people;
    // Where everybody is of that segment, both are the same.
    if (each.mean * all - results.total.avoided.mean).abs() <= 1e-9 * results.total.avoided.mean.abs() {
        return Some(format!(
            "Case studies are chosen, not drawn, and in this scenario everybody is like those of the publication (the segment \
             “{}”): {} avoided is what multiplying their mean by the caseload assumes.",
            segment.label,
            mean_with_error(&results.total.avoided)
        ));
    }
    Some(format!(
        "Case studies are chosen, not drawn. If all {} were like those of the publication (the segment “{}”), {} would \
         be avoided; as the caseload is described, {}. The first is what multiplying the mean of case studies by the \
         caseload assumes.",
        people_count(all),
        segment.label,
        with_error(each.mean * all, each.mcse * all),
        mean_with_error(&results.total.avoided)
    ))
}
