//! Captions forest plots: the effect on each event as a ratio, and the studies behind it.

use super::facts::Caption;
use crate::estimate::{MetaAnalysisSeries, Results};
use crate::render::words::known_share;

/// A ratio to two decimals: `0.60`; `10` and more to one.
#[must_use]
pub fn ratio(ratio: f64) -> String {
    if ratio >= 9.95 { format!("{ratio:.1}") } else { format!("{ratio:.2}") }
}

fn with_interval([low, middle, high]: [f64; 3]) -> String {
    format!("{} (95% interval {} to {})", ratio(middle), ratio(low), ratio(high))
}

/// The caption of the effects; `None` where none may be harm.
#[must_use]
pub fn effects(results: &Results) -> Option<Caption> {
    let effects = &results.series.effects;
    let worst = effects.iter().max_by(|one, other| one.harm.total_cmp(&other.harm))?;
    let title = match effects.as_slice() {
        [only] => format!(
            "With support “{}” comes {} times as often as without; it is made worse with a chance of {}",
            only.label,
            ratio(only.ratio[1]),
            known_share(only.harm)
        ),
        all if all.iter().all(|effect| known_share(effect.harm) == known_share(worst.harm)) => format!(
            "Support may make any of {} events more frequent, each with a chance of {}",
            effects.len(),
            known_share(worst.harm)
        ),
        _ => format!(
            "Support may make {} of {} events more frequent; the chance of that is highest for “{}”: {}",
            effects.iter().filter(|effect| effect.harm > 0.0).count(),
            effects.len(),
            worst.label,
            known_share(worst.harm)
        ),
    };
    let lines = vec![
        "Left of 1 support makes it rarer, right of 1 more frequent; at 1 it changes nothing. The dot is the median of what is \
         believed, which the mean may differ from."
            .to_owned(),
    ];
    Some(Caption::new(results, title, lines, "Dots with intervals on a scale of ratios, a row for each event."))
}

/// The caption of the meta-analyses; `None` without one.
#[must_use]
pub fn meta(results: &Results) -> Option<Caption> {
    let all = &results.series.meta_analyses;
    let first = all.first()?;
    let title = format!(
        "{} studies together: {} times as often with support on average, and {} in one more place",
        told(first),
        with_interval(first.average),
        with_interval(first.new_place)
    );
    let used = |one: &MetaAnalysisSeries| {
        let used = if one.predicts_new_place { "what one more place should expect" } else { "the average" };
        format!("The run uses {used} (random-effects meta-analysis).")
    };
    let alike = all.iter().all(|one| one.predicts_new_place == first.predicts_new_place);
    let lines = vec![
        "Squares are studies, larger where they weigh more; the diamond is their average; the dotted line is what one more \
         place like theirs should expect, wider because places differ. Left of 1 support makes it rarer."
            .to_owned(),
        if alike { used(first) } else { "Which of the two the run uses stands beside it.".to_owned() },
    ];
    Some(Caption::new(
        results,
        title,
        lines,
        "Squares and diamonds with intervals on a scale of ratios, a row for each study.",
    ))
}

/// How many of the studies say anything.
fn told(of: &MetaAnalysisSeries) -> usize {
    of.studies.iter().filter(|study| study.weight.is_some()).count()
}
