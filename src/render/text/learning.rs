//! Says how a published figure stands against the model, and what would be believed after it.

use super::layout::Page;
use super::summary::{between, mean};
use crate::estimate::{EvidenceRun, Placed, Posterior, PublishedEvidence, UpdateEvidence};
use crate::render::number::{exact_money, money, months, plain_share, share, trimmed, whole};
use crate::render::report::{approximation, people, promise, taken};

/// The published figures against the model.
pub(super) fn published(page: &mut Page, found: &PublishedEvidence, run: &EvidenceRun) {
    let of = found.of.as_ref().map_or_else(String::new, |segment| format!(" of the segment `{segment}`"));
    let counting = if found.counting == "gross" {
        "gross (before attribution, displacement and optimism bias)"
    } else {
        "with credit adjustments"
    };
    page.say(&format!(
        "Published: {} avoided per person, from {}{of} over {}, counted {counting}.",
        exact_money(found.mean_avoided),
        people(usize::try_from(found.people).unwrap_or(usize::MAX)),
        months(found.over_months)
    ));
    page.point(&format!(
        "{} among the studies that the model expects: {} of them report less. They report {} on average, {} of them \
         between {}.",
        capital(&found.verdict),
        placed(found.placed),
        mean(&found.model),
        plain_share(run.level),
        between(&found.model, run.level, "and")
    ));
    page.point(&format!("The rule: {}.", found.rule));
    if let (Some(low), Some(high), Some(at_low), Some(at_high)) =
        (found.low, found.high, found.placed_low, found.placed_high)
    {
        page.point(&format!(
            "The published range, {} to {}, runs from the point that {} of the model's studies stay below to the one that \
             {} stay below.",
            exact_money(low),
            exact_money(high),
            placed(at_low),
            placed(at_high)
        ));
    }
    let promise = promise(&found.study, run.level);
    if !promise.is_empty() {
        page.point(&format!("Even if the model were exact, such a study would promise too much. {promise}"));
    }
    views(page, found, run);
}

fn views(page: &mut Page, found: &PublishedEvidence, run: &EvidenceRun) {
    if found.views.is_empty() {
        return;
    }
    let rows: Vec<Vec<String>> = found
        .views
        .iter()
        .map(|(_, view)| {
            vec![
                view.label.clone(),
                mean(&view.model),
                between(&view.model, run.level, "to"),
                placed(view.placed),
                view.verdict.clone(),
                match view.spanned {
                    Some(true) => "yes",
                    Some(false) => "no",
                    None => "no range published",
                }
                .to_owned(),
            ]
        })
        .collect();
    let head = ["View", "Its studies report", "Range", "Below the mean", "Published mean is", "In published range"];
    page.table(&head, &rows);
    page.say(
        "“Below the mean”: the share of the view's studies that report less than the published mean. “In published range”: \
         whether its typical study lies in the published range.",
    );
}

fn placed(placed: Placed) -> String {
    share(placed.percentile, placed.mcse)
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Prior against posterior.
pub(super) fn update(page: &mut Page, found: &UpdateEvidence, run: &EvidenceRun) {
    page.say(&format!(
        "Each draw is weighed by how likely it would have produced the published mean. {} draws are worth {} equal ones after \
         that. {} {}",
        whole(found.draws as u64),
        trimmed(found.effective_draws.round()),
        taken(found),
        approximation(found)
    ));
    let named = [
        ("Expected cost avoided per person", &found.per_person),
        ("Expected cost avoided in total", &found.total),
        ("One more study like the published one", &found.published_mean),
    ];
    let mut rows: Vec<Vec<String>> = named.into_iter().map(|(name, number)| row(name, number)).collect();
    if let Some(without) = &found.at_its_word {
        rows.push(row("Per person, were nothing overstated", &without.per_person));
        rows.push(row("In total, were nothing overstated", &without.total));
    }
    let level = plain_share(run.level);
    let head = [
        "".to_owned(),
        "Before".to_owned(),
        format!("{level} interval"),
        "After".to_owned(),
        format!("{level} interval"),
    ];
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    page.table(&head, &rows);
    if !found.views.is_empty() {
        let parts: Vec<String> = found
            .views
            .iter()
            .map(|(id, [before, after])| format!("{id} from {} to {}", percent(*before), percent(*after)))
            .collect();
        page.say(&format!("Probability of the views: {}.", parts.join(", ")));
    }
    let mut moved: Vec<(&str, &Posterior)> = found.assumptions.iter().collect();
    moved.sort_by(|a, b| size(b.1).total_cmp(&size(a.1)));
    if !moved.is_empty() {
        page.say("Every assumption, those that move most (in their own standard deviations) first:");
        let rows: Vec<Vec<String>> = moved
            .into_iter()
            .map(|(path, number)| {
                let mut cells = row(path, number);
                cells.push(number.shift.map_or_else(String::new, trimmed));
                cells
            })
            .collect();
        let mut head = head;
        head.push("Moved by");
        page.table(&head, &rows);
    }
}

fn size(number: &Posterior) -> f64 {
    number.shift.map_or(0.0, f64::abs)
}

fn row(name: &str, number: &Posterior) -> Vec<String> {
    let spelled = |value: f64, error: f64| match number.kind.as_str() {
        "money" => money(value, error),
        "share" => percent(value),
        "rate" => format!("{} a year", three_figures(value)),
        _ => three_figures(value),
    };
    // The error of an end is at least that of the mean.
    let error = number.mcse.unwrap_or(f64::NAN);
    let range = |ends: [f64; 2]| format!("{} to {}", spelled(ends[0], error), spelled(ends[1], error));
    vec![
        name.to_owned(),
        spelled(number.prior_mean, error),
        range(number.prior),
        spelled(number.posterior_mean, error),
        range(number.posterior),
    ]
}

/// To whole per cent, or a tenth below 10%.
fn percent(value: f64) -> String {
    let step = if value < 0.1 { 1_000.0 } else { 100.0 };
    plain_share((value * step).round() / step)
}

fn three_figures(value: f64) -> String {
    if value.abs() >= 100.0 { trimmed(value.round()) } else { trimmed(value) }
}
