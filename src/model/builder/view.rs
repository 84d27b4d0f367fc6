//! Checks that views are views of one scenario and that their weights make a whole.

use super::{Mistakes, spelled_share, within_a_billionth};
use crate::scenario::{Entry, Scenario, ViewWritten};

/// A view, and the scenario as it is seen there: its own, or that after a shock.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    /// Its name, label and weight.
    pub(super) view: &'a Entry<ViewWritten>,
    /// The scenario.
    pub(super) scenario: &'a Scenario,
}

/// Whether the views have weights: all have and sum to 100%, or none has.
pub(super) fn weighted(seen: &[Seen<'_>], mistakes: &mut Mistakes) -> bool {
    let views: Vec<&Entry<ViewWritten>> = seen.iter().map(|seen| seen.view).collect();
    let without = views.iter().find(|view| view.value.weight.is_none());
    let with = views.iter().find(|view| view.value.weight.is_some());
    match (with, without) {
        (None, _) => false,
        (Some(_), Some(without)) => {
            let message = format!("the view `{}` has no weight, but another has", without.id);
            let help = "give every view a weight so that they sum to 100%, or none: each view is then run on its own \
                        with all draws, and the headline is the scenario as written";
            mistakes.add(&without.place, message, help);
            true
        }
        (Some(_), None) => {
            let mut weights = views.iter().filter_map(|view| view.value.weight.as_ref());
            let sum: f64 = weights.clone().map(|weight| weight.value).sum();
            if let (false, Some(last)) = (within_a_billionth(sum, 1.0), weights.next_back()) {
                let message = format!("the weights of the views sum to {}, not 100%", spelled_share(sum));
                mistakes.add(
                    &last.place,
                    message,
                    "a weight is how far you believe in a view; together they make 100%",
                );
            }
            true
        }
    }
}

/// Whether a view has the same parts as the scenario as written, in the same order.
pub(super) fn comparable(base: &Scenario, Seen { view, scenario: seen }: Seen<'_>, mistakes: &mut Mistakes) -> bool {
    let differing = [
        ("payers", same(&base.payers, &seen.payers)),
        ("events", same(&base.events, &seen.events)),
        ("outcomes", same(&base.outcomes, &seen.outcomes)),
        ("segments", same(&base.cohort.segments, &seen.cohort.segments)),
        ("targets", same(&base.targets, &seen.targets)),
        ("starts", value(base.starts.as_ref()) == value(seen.starts.as_ref())),
        ("price_base", value(base.price_base.as_ref()) == value(seen.price_base.as_ref())),
        ("library", value(base.library.as_ref()) == value(seen.library.as_ref())),
        ("allow_unverified", base.allow_unverified == seen.allow_unverified),
        ("simulation", base.simulation == seen.simulation),
        ("groups of payers", base.payers.iter().zip(&seen.payers).all(|(a, b)| groups(a) == groups(b))),
        (
            "what payers release",
            base.payers.iter().zip(&seen.payers).all(|(a, b)| a.value.releases == b.value.releases),
        ),
        ("correlations", correlations(base) == correlations(seen)),
    ];
    let mut comparable = true;
    for (what, _) in differing.iter().filter(|(_, same)| !same) {
        let message = format!("the view `{}` changes {what}, which all views must have in common", view.id);
        mistakes.add(
            &view.place,
            message,
            "change only values in a view; write another scenario for another programme",
        );
        comparable = false;
    }
    comparable
}

fn same<T>(base: &[Entry<T>], view: &[Entry<T>]) -> bool {
    base.iter().map(|entry| &entry.id).eq(view.iter().map(|entry| &entry.id))
}

fn value<T: PartialEq>(placed: Option<&crate::scenario::Placed<T>>) -> Option<&T> {
    placed.map(|placed| &placed.value)
}

fn groups(payer: &Entry<crate::scenario::PayerWritten>) -> Vec<&str> {
    payer.value.groups.iter().map(|name| name.value.as_str()).collect()
}

fn correlations(scenario: &Scenario) -> Vec<(&str, &str, f64)> {
    let row = |entry: &'_ crate::scenario::CorrelationWritten| entry.rho.value;
    let pairs = scenario.correlations.iter();
    pairs.map(|entry| (entry.between[0].value.as_str(), entry.between[1].value.as_str(), row(entry))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::example::{mistakes, plan, with};

    #[test]
    fn weighted_views_share_one_table_of_parameters() {
        let plan = plan(&with(
            "views:
  low: {weight: 25%, set: {events: {eviction: {probability: 10%}}}}
  high: {weight: 75%, label: Worse, set: {events: {eviction: {probability: {beta: {mean: 60%, sd: 10%}}}}}}
",
        ));
        assert!(plan.weighted);
        assert_eq!(plan.parameters.len(), 1);
        let laws: Vec<f64> = plan.models().map(|model| model.laws[0].mean()).collect();
        assert!(laws.iter().zip([0.4, 0.1, 0.6]).all(|(mean, expected)| (mean - expected).abs() < 1e-12), "{laws:?}");
        assert_eq!((plan.views[0].label.as_str(), plan.views[1].label.as_str()), ("Low", "Worse"));
    }

    #[test]
    fn weights_sum_to_the_whole_or_are_left_out() {
        let said = mistakes(&with("views: {a: {weight: 25%}, b: {weight: 70%}}\n"));
        assert!(said[0].contains("the weights of the views sum to 95%, not 100%"), "{said:?}");
        let said = mistakes(&with("views: {a: {weight: 25%}, b: {}}\n"));
        assert!(said[0].starts_with("views.b: the view `b` has no weight, but another has"), "{said:?}");
        assert!(!plan(&with("views: {a: {set: {discount_rate: 0%}}, b: {set: {horizon: 12 months}}}\n")).weighted);
    }
}
