//! Holds published figures against means of as many simulated people, chosen and counted alike.

use super::beliefs::{Beliefs, beliefs};
use super::report::{Placed, PublishedEvidence, Verdict, ViewEvidence};
use super::small_sample::{median, row};
use super::trial::{Design, Size, Trial};
use crate::engine::{RunOf, Singles, Whose};
use crate::estimate::chance::{Chance, beyond};
use crate::estimate::{Ordered, Strata, Summary, Watch, summarise};
use crate::model::{Plan, Published};

/// Fewest people simulated in each draw, for the spread of single people.
const FEWEST: usize = 256;
/// Draws in which intervals are tried: the most, and of large studies the fewest.
const STUDIES: [usize; 2] = [2_000, 64];
/// People in all studies in which intervals are tried, while these are more than the fewest.
const TRIED: usize = 1 << 22;

/// Studies like the published one, in every draw of a run.
pub(super) struct Studies {
    pub(super) trial: Trial,
    people: usize,
}

/// Tries studies like the published one in every draw of `which` run.
pub(super) fn studies(plan: &Plan, which: RunOf, published: &Published, truths: &[f64], watch: &Watch<'_>) -> Studies {
    let people = usize::try_from(published.people).unwrap_or(usize::MAX);
    let (level, seed) = (plan.simulation.level, plan.simulation.seed);
    let [most, fewest] = STUDIES;
    let tried = (TRIED / people.max(1)).clamp(fewest, most);
    (watch.next)("people as published");
    let design = Design {
        singles: &Singles::new(plan, which),
        whose: Whose::Published,
        sizes: vec![Size::new(people, tried, level, seed)],
        people: people.max(FEWEST),
        level,
        progress: watch.progress,
    };
    Studies { trial: design.trial(truths), people }
}

/// The published figures against `studies` of the headline, and against each view.
pub(super) fn published(
    plan: &Plan,
    published: &Published,
    figure: f64,
    headline: &Beliefs,
    studies: &Studies,
    watch: &Watch<'_>,
) -> PublishedEvidence {
    let level = plan.simulation.level;
    let strata = &Strata::of(&headline.draws);
    let means: Vec<f64> = studies.trial.draws.iter().map(|studied| studied.means[0]).collect();
    let placed = place(&means, figure, strata);
    PublishedEvidence {
        people: published.people,
        of: published.segment.map(|segment| plan.base.cohort.segments[segment].id.clone()),
        counting: published.counting,
        over_months: published.over,
        mean_avoided: figure,
        low: published.low,
        high: published.high,
        model: Summary::of(&means, strata, level),
        verdict: Verdict::of(placed.percentile),
        rule: Verdict::RULE.to_owned(),
        placed,
        placed_low: published.low.map(|low| place(&means, low, strata)),
        placed_high: published.high.map(|high| place(&means, high, strata)),
        study: row(&studies.trial, 0, studies.people, strata, level),
        left_out: studies.trial.left_out(),
        views: views(plan, published, figure, headline, &means, watch),
    }
}

fn views(
    plan: &Plan,
    published: &Published,
    figure: f64,
    headline: &Beliefs,
    means: &[f64],
    watch: &Watch<'_>,
) -> Ordered<ViewEvidence> {
    let each = plan.views.iter().enumerate().filter_map(|(index, view)| {
        let (means, strata): (Vec<f64>, Strata) = if plan.weighted {
            let own: Vec<usize> = (0..means.len()).filter(|&draw| headline.draws.view[draw] == index).collect();
            (own.iter().map(|&draw| means[draw]).collect(), Strata::of(&headline.draws).at(&own).without_views())
        } else {
            let which = RunOf::View(index);
            let own = view.model.published.as_ref().unwrap_or(published);
            let believed = beliefs(plan, which, None, plan.simulation.draws);
            let studies = studies(plan, which, own, &believed.published, watch);
            (studies.trial.draws.iter().map(|studied| studied.means[0]).collect(), Strata::of(&believed.draws))
        };
        let model = summarise(&means, &strata, plan.simulation.level)?;
        let placed = place(&means, figure, &strata);
        let typical = median(means);
        let range = published.low.zip(published.high);
        let spanned = range.zip(typical).map(|((low, high), typical)| low <= typical && typical <= high);
        let verdict = Verdict::of(placed.percentile);
        Some((view.id.clone(), ViewEvidence { label: view.label.clone(), model, placed, verdict, spanned }))
    });
    each.collect()
}

/// Where `figure` falls among `means`, a tie counting half.
fn place(means: &[f64], figure: f64, strata: &Strata) -> Placed {
    let below: Vec<f64> = means.iter().map(|mean| beyond(figure, *mean)).collect();
    let chance = Chance::of(&below, strata);
    Placed { percentile: chance.probability, mcse: chance.mcse }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_follow_their_rule() {
        let verdicts = [0.004, 0.006, 0.049, 0.051, 0.5, 0.94, 0.96, 0.996].map(Verdict::of);
        assert_eq!(verdicts[..3], [Verdict::Incompatible, Verdict::Surprising, Verdict::Surprising]);
        assert_eq!(verdicts[3..6], [Verdict::Consistent; 3]);
        assert_eq!(verdicts[6..], [Verdict::Surprising, Verdict::Incompatible]);
        assert!(Verdict::RULE.contains("5% and 95%") && Verdict::RULE.contains("0.5%"));
    }

    #[test]
    fn ties_count_half() {
        let placed = place(&[1.0, 2.0, 2.0, 3.0], 2.0, &Strata::default());
        assert_eq!((placed.percentile, placed.mcse), (0.5, 0.25));
    }
}
