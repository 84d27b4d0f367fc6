//! Turns case studies into the laws of values: counts into a chance, costs into the cost of one occurrence.

use crate::distribution::{Beta, Distribution, bayesian_bootstrap};
use crate::model::CaseStudies;
use crate::numeric::float;
use crate::quantity::Kind;

/// Jeffreys' prior of a chance, Beta(½, ½).
const JEFFREYS: f64 = 0.5;

/// A law from case studies.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) law: Distribution,
    /// For the assumptions log.
    pub(super) spelling: String,
    /// Whether it is a bootstrap, which cannot be correlated.
    pub(super) bootstrapped: bool,
}

/// Why there is none, and what to do.
#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub(super) message: String,
    pub(super) help: String,
}

/// A scenario without a table.
pub(super) fn no_table() -> Refused {
    Refused {
        message: "a value comes from case studies, but the scenario names none".to_owned(),
        help: "add `cases: FILE.csv` at the top".to_owned(),
    }
}

/// What `studies` say about the event `name` under a view.
pub(super) fn law(studies: &CaseStudies, view: Option<&str>, name: &str, kind: Kind) -> Result<Found, Refused> {
    if !studies.events().any(|event| event == name) {
        let known = studies.events().map(|event| format!("`{event}`")).collect::<Vec<_>>().join(", ");
        return Err(Refused {
            message: format!("nobody in {} had `{name}`", studies.name),
            help: format!("its events are {known}; if none of the people had it, write {{observed: 0 of …}}"),
        });
    }
    if kind == Kind::Share { chance(studies, view, name) } else { unit_cost(studies, view, name) }
}

/// The posterior of the chance that a person has it.
///
/// ```text
/// Beta(k + ½, n - k + ½),  k of n people had it
/// ```
fn chance(studies: &CaseStudies, view: Option<&str>, name: &str) -> Result<Found, Refused> {
    let n = float(studies.count(view));
    let k: f64 = studies.had(name, view).iter().map(|event| event.had).sum();
    let law = Beta::new(k + JEFFREYS, (n - k).max(0.0) + JEFFREYS).map(Distribution::Beta).map_err(|error| {
        Refused { message: error.to_string(), help: "write the counts instead, such as {observed: 3 of 8}".to_owned() }
    })?;
    let spelling = format!("{} of {n} in {} (Jeffreys)", (k * 100.0).round() / 100.0, studies.name);
    Ok(Found { law, spelling, bootstrapped: false })
}

/// The Bayesian bootstrap of the avoided cost of one occurrence, over the people who had it.
fn unit_cost(studies: &CaseStudies, view: Option<&str>, name: &str) -> Result<Found, Refused> {
    let had = studies.had(name, view);
    let pairs: Vec<(f64, f64)> = had.iter().map(|event| (event.avoided_cost, event.occurrences)).collect();
    let law = bayesian_bootstrap(&pairs).map_err(|error| Refused {
        message: format!("the cost of `{name}` cannot be taken from {}: {error}", studies.name),
        help: "write a unit cost of its own, or one from the library".to_owned(),
    })?;
    let spelling = format!("Bayesian bootstrap of {} people in {}", pairs.len(), studies.name);
    Ok(Found { law, spelling, bootstrapped: true })
}

#[cfg(test)]
mod tests {
    use super::super::example::{TOP, mistakes, plan, with};
    use crate::model::EvidenceGroup;

    fn scenario(event: &str, rest: &str) -> String {
        format!(
            "{TOP}cases: cases.csv\ncohort: {{people: 9}}\nevents:\n  eviction: {{{event}, paid_by: {{nhs: 100%}}}}\n{rest}"
        )
    }

    const BOTH: &str = "probability: {cases: eviction}, unit_cost: {cases: eviction}";

    #[test]
    fn counts_become_a_posterior_and_costs_a_bootstrap() {
        let plan = plan(&scenario(BOTH, "views: {hopeful: {}, gloomy: {}}\n"));
        let [chance, cost] = &plan.parameters[..] else { panic!("{:?}", plan.parameters) };
        assert_eq!((chance.group, cost.group), (EvidenceGroup::CaseStudies, EvidenceGroup::CaseStudies));
        // As written A and D had it, and B in one account of two: Beta(3, 2); in the views 2 and 3 of 4 had it.
        let means: Vec<f64> = plan.models().map(|model| model.laws[0].mean()).collect();
        for (mean, expected) in means.iter().zip([3.0 / 5.0, 2.5 / 5.0, 3.5 / 5.0]) {
            assert!((mean - expected).abs() < 1e-12, "{means:?}");
        }
        assert_eq!(chance.spelling, "2.5 of 4 in cases.csv (Jeffreys)");
        // £6,000 and £9,000 once, £15,000 for two, which one account of two leaves out: ratios 6,000, 7,500, 9,000.
        let law = &plan.base.laws[1];
        assert!((law.quantile(1e-12) - 6_000.0).abs() < 10.0 && (law.quantile(1.0 - 1e-12) - 9_000.0).abs() < 10.0);
        assert!((law.mean() - 7_500.0).abs() < 1.0, "{}", law.mean());
        assert!(plan.cases.is_some());
        assert!(plan.assumptions().iter().any(|row| row.path == "events.eviction.unit_cost" && !row.certain));
    }

    #[test]
    fn one_person_or_nobody_is_too_few() {
        let said = mistakes(&scenario("probability: {cases: evicton}, unit_cost: {cases: admission}", ""));
        assert_eq!(
            said,
            [
                "events.eviction.probability: nobody in cases.csv had `evicton`; its events are `admission`, `eviction`; \
                 if none of the people had it, write {observed: 0 of …}",
                "events.eviction.unit_cost: the cost of `admission` cannot be taken from cases.csv: a Bayesian bootstrap \
                 needs at least two people who had it, and there is one; write a unit cost of its own, or one from the library",
            ]
        );
    }

    #[test]
    fn a_scenario_without_a_table_cannot_use_one() {
        let said = mistakes(&with("").replace("probability: 40%", "probability: {cases: eviction}"));
        assert_eq!(
            said,
            ["events.eviction.probability: a value comes from case studies, but the scenario names none; \
              add `cases: FILE.csv` at the top"]
        );
    }

    #[test]
    fn a_bootstrap_is_not_correlated() {
        let pair = "correlations: [{between: [events.eviction.probability, events.eviction.unit_cost], rho: 0.5}]\n";
        let said = mistakes(&scenario(BOTH, pair));
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(said[0].contains("`events.eviction.unit_cost` is bootstrapped from case studies"), "{said:?}");
    }
}
