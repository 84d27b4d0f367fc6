//! Captions the chance of avoiding at least so much, and of reaching the targets.

use super::facts::{Caption, directed, interval, level, predicted};
use crate::estimate::{Results, Summary, TargetResults};
use crate::render::number;
use crate::render::words::{certain, likelihood, missing, quantile, reaching};

/// Targets that have a panel of their own.
pub const SHOWN: usize = 2;

/// The caption of the exceedance curves; `None` when nothing can be avoided.
#[must_use]
pub fn chance(results: &Results) -> Option<Caption> {
    if !results.counts_money() {
        return None;
    }
    let all = results.targets.len();
    let reaches = results.targets.iter().take(SHOWN).map(|(_, target)| target_line(target, all > 1));
    let mut lines = vec![reaches.collect::<Vec<_>>().join(" ")];
    if all > SHOWN {
        lines.push(format!(
            "The tables have {} more.",
            if all == SHOWN + 1 { "one".to_owned() } else { number::whole(all - SHOWN) }
        ));
    }
    let total = &results.total.avoided;
    let title = match results.targets.iter().next() {
        Some((_, target)) => target_title(target, all > 1),
        None => avoided_title(total, adds(results)),
    };
    let average = directed(total, ["avoid", "add"]);
    lines.push(if certain(total) {
        format!("All payers together {average}.")
    } else {
        let range = interval(results, total);
        let level = level(results);
        format!(
            "All payers together {average} on average ({level} prediction interval {range}: {}).",
            predicted(results)
        )
    });
    Some(Caption::new(
        results,
        title,
        lines,
        "Falling curves of the chance that this cohort comes to at least each amount.",
    ))
}

/// Whether support may cost more than it avoids.
fn adds(results: &Results) -> bool {
    let mechanisms = &results.mechanisms;
    mechanisms.added.mean > 0.0 || mechanisms.caused.is_some() || mechanisms.replaced.is_some()
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

/// How likely a target is, and what is missing where it is missed.
fn target_line(target: &TargetResults, by_name: bool) -> String {
    let what = if by_name { format!("“{}”", target.label) } else { "it".to_owned() };
    let shortfall = target.shortfall().map_or_else(String::new, |(missing, error)| {
        format!("; where it is missed, {} is missing on average", number::money(missing, error))
    });
    format!("Reaching {what} is {} on the UK probability yardstick{shortfall}.", likelihood(&target.chance))
}

/// The message without a target; `adds` where support may cost more than it avoids.
fn avoided_title(avoided: &Summary, adds: bool) -> String {
    if certain(avoided) {
        return format!("On these assumptions support {}", directed(avoided, ["avoids", "adds"]));
    }
    let nothing = if adds { "avoids nothing or adds cost" } else { "avoids nothing" };
    // Draws that tie at a quantile leave more than their share at or above it, and less below it.
    let tied = |p: f64| avoided.quantile(p).is_some_and(|quantile| quantile.mcse == 0.0);
    let lost = |p: f64| avoided.quantile(p).filter(|at| at.value < 0.0).map(|at| number::money(-at.value, at.mcse));
    let (median, low) = (quantile(avoided, 0.5), quantile(avoided, 0.05));
    let half = if tied(0.5) { "at least an even" } else { "an even" };
    if !avoided.sd.is_finite() {
        return format!("In the one draw that was made support {}", directed(avoided, ["avoids", "adds"]));
    }
    // What only rounds to nothing is not nothing.
    let rounded = |p: f64, said: &str| said == "£0" && avoided.quantile(p).is_some_and(|at| at.value > 0.0);
    let average = directed(avoided, ["avoids", "adds"]);
    if rounded(0.5, &median) {
        return format!("On this evidence support {average} on average; these draws tell no more");
    }
    if median == "£0" {
        return format!("On this evidence there is {half} chance that this cohort {nothing}; on average it {average}");
    }
    let median = match lost(0.5) {
        Some(cost) => format!("there is {half} chance that this cohort adds {cost} of cost or less"),
        None => format!("there is {half} chance that this cohort avoids {median} or more"),
    };
    if rounded(0.05, &low) {
        return format!("On this evidence {median}");
    }
    let least = if low == "£0" {
        let chance = if tied(0.05) { "at least 1 in 20" } else { "about 1 in 20" };
        format!("a chance of {chance} that it {nothing}")
    } else {
        let chance = if tied(0.05) { "a chance of at most 1 in 20" } else { "a 1 in 20 chance" };
        match lost(0.05) {
            Some(cost) => format!("{chance} that it adds more than {cost} of cost"),
            None => format!("{chance} that it avoids less than {low}"),
        }
    };
    format!("On this evidence {median}, and {least}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Quantile;

    fn of(low: (f64, f64), median: (f64, f64)) -> Summary {
        let quantile = |p, (value, mcse)| Quantile { p, value, mcse };
        Summary { mean: 90.0, mcse: 1.0, sd: 50.0, quantiles: vec![quantile(0.05, low), quantile(0.5, median)] }
    }

    #[test]
    fn a_chance_of_less_is_true_where_draws_tie() {
        let title = |low, median| avoided_title(&of(low, median), false);
        assert!(
            title((0.0, 0.0), (80.0, 1.0))
                .ends_with("£80 or more, and a chance of at least 1 in 20 that it avoids nothing")
        );
        assert!(
            title((20.0, 0.0), (80.0, 1.0)).ends_with("and a chance of at most 1 in 20 that it avoids less than £20")
        );
        assert!(title((20.0, 1.0), (80.0, 1.0)).ends_with("and a 1 in 20 chance that it avoids less than £20"));
    }

    #[test]
    fn nothing_and_less_are_never_amounts_that_are_avoided() {
        let title = |low, median| avoided_title(&of(low, median), true);
        assert_eq!(
            title((-20.0, 1.0), (-5.0, 1.0)),
            "On this evidence there is an even chance that this cohort adds £5 of cost or less, and a 1 in 20 chance that \
             it adds more than £20 of cost"
        );
        assert_eq!(
            title((0.0, 0.0), (0.0, 0.0)),
            "On this evidence there is at least an even chance that this cohort avoids nothing or adds cost; on average it \
             avoids £90"
        );
    }
}
