//! Captions the chance of avoiding at least so much, and of reaching the targets.

use super::facts::{Caption, counted, interval, prediction, target_amount};
use crate::estimate::{Results, Summary, TargetResults};
use crate::render::number;
use crate::render::words::{SCALE, certain, directed, likelihood, missing, of_target, quantile, reaching};

/// The caption of the exceedance curves; `None` when nothing can be avoided.
#[must_use]
pub fn chance(results: &Results) -> Option<Caption> {
    if !results.counts_money() {
        return None;
    }
    let mut lines = Vec::new();
    for (_, target) in results.targets.iter() {
        lines.push(target_line(results, target));
    }
    let title = match results.targets.iter().next() {
        Some((_, target)) => {
            lines.push(format!("{SCALE}."));
            target_title(target, results.targets.len() > 1)
        }
        None => avoided_title(&results.total.avoided),
    };
    lines.push(format!(
        "All payers together {} on average (avoided: {}). {}",
        directed(&results.total.avoided, ["avoid", "add"]),
        interval(results, &results.total.avoided),
        prediction(results)
    ));
    Some(Caption::new(
        results,
        title,
        lines,
        "Falling curves of the chance that this cohort comes to at least each amount.",
    ))
}

/// The message about the first target, by name where there are more.
fn target_title(target: &TargetResults, by_name: bool) -> String {
    let (reached, missed) = (reaching(target), missing(target));
    let amount = number::exact_money(target.written);
    let name = if by_name { format!(" ({})", target.label) } else { String::new() };
    let otherwise =
        if target.chance.probability >= 0.5 { format!("; that it misses it, {missed}") } else { String::new() };
    format!("On this evidence the chance that this cohort reaches the {amount} target{name} is {reached}{otherwise}")
}

/// What a reader should know of one target: what it is, both chances, and what is missing.
fn target_line(results: &Results, target: &TargetResults) -> String {
    let shortfall = target.shortfall().map_or_else(String::new, |(missing, error)| {
        format!(" Where it is missed, {} is missing on average.", number::money(missing, error))
    });
    format!(
        "{}: {} in {}. {} Reaching it is {}.{shortfall}",
        target.label,
        target_amount(results, target),
        counted(results, target),
        of_target(&target.chance, &number::count(results.run.people.round(), 0.0)),
        likelihood(&target.chance),
    )
}

fn avoided_title(avoided: &Summary) -> String {
    if certain(avoided) {
        if avoided.mean == 0.0 {
            return "On these assumptions no cost is avoided".to_owned();
        }
        return format!("On these assumptions support {}", directed(avoided, ["avoids", "adds"]));
    }
    // Draws that tie at a quantile leave more than their share at or above it, and less below it.
    let tied = |p: f64| avoided.quantile(p).is_some_and(|quantile| quantile.mcse == 0.0);
    let least = if tied(0.5) { "at least an even" } else { "an even" };
    let most = if tied(0.05) { "a chance of at most 1 in 20" } else { "a 1 in 20 chance" };
    format!(
        "On this evidence there is {least} chance that this cohort avoids {} or more, and {most} that it avoids less than {}",
        quantile(avoided, 0.5),
        quantile(avoided, 0.05)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Quantile;

    #[test]
    fn a_chance_of_less_is_true_where_draws_tie() {
        let of = |mcse: f64| Summary {
            mean: 90.0,
            mcse: 1.0,
            sd: 50.0,
            quantiles: vec![Quantile { p: 0.05, value: 0.0, mcse }, Quantile { p: 0.5, value: 80.0, mcse: 1.0 }],
        };
        assert!(avoided_title(&of(0.0)).ends_with("and a chance of at most 1 in 20 that it avoids less than £0"));
        assert!(avoided_title(&of(1.0)).ends_with("and a 1 in 20 chance that it avoids less than £0"));
    }
}
