//! Builds the events of which an occurrence leads to one at most: what it leads to, and what comes in its place.

use super::{Draft, key};
use crate::model::{Branch, Expression, Term};
use crate::scenario::{Entry, FollowWritten};
use std::collections::HashMap;

/// Every event's index by its id.
pub(super) type Index<'a> = HashMap<&'a str, usize>;

/// The branches that are written under `path`, such as `events.eviction.leads_to`.
pub(super) fn branches(
    draft: &mut Draft<'_>,
    path: &str,
    written: &[Entry<FollowWritten>],
    index: &Index<'_>,
) -> Vec<Branch> {
    let found: Vec<Branch> = written.iter().filter_map(|link| branch(draft, path, link, index)).collect();
    let chances: Vec<Term> = found.iter().map(|branch| branch.probability.clone()).collect();
    let crowded = draft.values.share_outside(&sum(&chances), f64::NEG_INFINITY, 1.0);
    for link in written.iter().filter(|_| crowded > 0.0) {
        draft.values.statements.clip(&format!("{path}.{}.probability", link.id), crowded);
    }
    found
        .into_iter()
        .map(|branch| Branch { probability: within_whole(branch.probability, &chances), ..branch })
        .collect()
}

fn branch(draft: &mut Draft<'_>, path: &str, link: &Entry<FollowWritten>, index: &Index<'_>) -> Option<Branch> {
    let probability = draft.term(&format!("{path}.{}.probability", link.id), &link.value.probability);
    let Some(&event) = index.get(link.id.as_str()) else {
        let known = draft.scenario.events.iter().map(|event| event.id.as_str());
        draft.mistakes.unknown("event", &key(link), known);
        return None;
    };
    Some(Branch { event, probability, after: link.value.after })
}

/// All of them together.
fn sum(chances: &[Term]) -> Term {
    match chances.iter().map(Term::certain).sum() {
        Some(sum) => Term::Certain(sum),
        None => Term::unlimited(Expression::Sum(chances.iter().map(Expression::from).collect())),
    }
}

/// One of several chances of which one at most comes true, scaled down in draws in which they come to more than the whole.
///
/// ```text
/// p_i / max(1, Σ p)
/// ```
fn within_whole(chance: Term, all: &[Term]) -> Term {
    if all.len() < 2 {
        return chance;
    }
    let certain: Option<f64> = all.iter().map(Term::certain).sum();
    if certain.is_some_and(|sum| sum <= 1.0) {
        return chance;
    }
    let whole = sum(all).within(1.0, f64::INFINITY);
    let share = Expression::from(&chance).over(Expression::from(&whole));
    match certain {
        Some(_) => Term::Certain(share.value(&[])),
        None => Term::unlimited(share).within(0.0, 1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{TOP, mistakes, plan};

    fn discharge(leads_to: &str) -> String {
        format!(
            "{TOP}cohort: {{people: 9}}
events:
  discharge: {{probability: 80%, unit_cost: £0, paid_by: {{nhs: 100%}}, leads_to: {leads_to}}}
  care_home: {{unit_cost: £800, paid_by: {{nhs: 100%}}, support: {{prevents: 40%, instead: {{home_care: {{probability: 80%, after: 2 weeks}}}}}}}}
  home_care: {{unit_cost: £300, paid_by: {{nhs: 100%}}}}
"
        )
    }

    #[test]
    fn a_destination_needs_no_chance_of_its_own() {
        let plan = plan(&discharge("{care_home: 50%, home_care: 30%}"));
        let [discharge, care_home, _] = &plan.base.events[..] else { panic!() };
        let chances: Vec<_> =
            discharge.leads_to.iter().map(|branch| (branch.event, branch.probability.certain())).collect();
        assert_eq!(chances, [(1, Some(0.5)), (2, Some(0.3))]);
        let instead = &care_home.support.instead[0];
        assert_eq!((instead.event, instead.probability.certain()), (2, Some(0.8)));
        assert!((instead.after - 14.0 / 30.4375).abs() < 1e-12);
        assert_eq!(plan.base.order, [0, 1, 2]);
    }

    #[test]
    fn chances_above_the_whole_are_scaled_down() {
        let sure = plan(&discharge("{care_home: 90%, home_care: 60%}"));
        let chances = sure.base.events[0].leads_to.iter().map(|branch| branch.probability.certain().unwrap());
        assert!(chances.zip([0.6, 0.4]).all(|(chance, scaled)| (chance - scaled).abs() < 1e-15));
        let plan = plan(&discharge("{care_home: {uniform: {low: 10%, high: 90%}}, home_care: 50%}"));
        let [care_home, home_care] = &plan.base.events[0].leads_to[..] else { panic!() };
        let at = |theta: f64| [care_home, home_care].map(|branch| branch.probability.value(&[theta]));
        assert_eq!(at(0.3), [0.3, 0.5]);
        assert!((at(0.75)[0] - 0.6).abs() < 1e-15 && (at(0.75)[1] - 0.4).abs() < 1e-15);
    }

    #[test]
    fn links_that_lead_nowhere_or_in_a_circle_are_refused() {
        let said = mistakes(&discharge("{care_home: 10%, care_hom: 50%}"));
        assert_eq!(
            said,
            ["events.discharge.leads_to.care_hom: there is no event `care_hom`; did you mean `care_home`?"]
        );
        let text = discharge("{care_home: 50%}").replace(
            "£300, paid_by: {nhs: 100%}",
            "£300, paid_by: {nhs: 100%}, follows: {care_home: 10%}, leads_to: {discharge: 10%}",
        );
        let circle = "discharge → care_home → home_care → discharge";
        let said =
            format!("events.discharge: events follow each other in a circle: {circle}; take one of these links out");
        assert_eq!(mistakes(&text), [said]);
    }
}
