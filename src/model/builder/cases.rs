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
    if studies.groups.is_some() {
        return Err(Refused {
            message: format!("{} compares two groups, which says nothing about `{name}` by itself", studies.name),
            help: "write what the two groups had: {compared: {with: 12 of 100, without: 20 of 100}}".to_owned(),
        });
    }
    if studies.events().next().is_none() {
        return Err(Refused {
            message: format!("{} names no events, so it says nothing about `{name}`", studies.name),
            help: "add columns `event` and `occurrences` to the table, or write the value here".to_owned(),
        });
    }
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

/// The Bayesian bootstrap of the avoided cost of one occurrence, over the people of whom it is told. Costs of people who
/// avoided no occurrence count too; the ratio of a draw that gives most weight to them is then one of little to divide by.
fn unit_cost(studies: &CaseStudies, view: Option<&str>, name: &str) -> Result<Found, Refused> {
    let had = studies.had(name, view);
    let pairs: Option<Vec<(f64, f64)>> =
        had.iter().map(|event| Some((event.avoided_cost, event.occurrences?))).collect();
    let pairs = pairs.ok_or_else(|| Refused {
        message: format!(
            "{} does not say how many occurrences of `{name}` there were, so none has a cost",
            studies.name
        ),
        help: "add a column `occurrences` to the table, or write a unit cost of its own".to_owned(),
    })?;
    let law = bayesian_bootstrap(&pairs).map_err(|error| Refused {
        message: format!("the cost of `{name}` cannot be taken from {}: {error}", studies.name),
        help: "write a unit cost of its own, or one from the library".to_owned(),
    })?;
    let spelling = format!("Bayesian bootstrap of {} people in {}", pairs.len(), studies.name);
    Ok(Found { law, spelling, bootstrapped: true })
}

/// What the log of assumptions adds where the ratio of a unit cost may have little to divide by.
pub(super) fn bare(studies: &CaseStudies, view: Option<&str>, name: &str) -> String {
    let had = studies.had(name, view);
    let bare = had.iter().filter(|event| event.occurrences == Some(0.0) && event.avoided_cost != 0.0).count();
    match bare {
        0 => String::new(),
        1 => format!("; 1 of {} people has a cost and no occurrence, so that some draws divide by little", had.len()),
        _ => format!(
            "; {bare} of {} people have a cost and no occurrence, so that some draws divide by little",
            had.len()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::super::example::{TOP, mistakes, plan, with};
    use crate::model::EvidenceGroup;
    use crate::scenario::example::reading_of;

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
    fn costs_that_rose_are_not_cut_off_at_nothing() {
        let table = "person,event,occurrences,avoided_cost\nA,fall,1,500\nB,fall,1,-1500\nC,fall,1,-800\n";
        let shared = "shared: {each: {cases: fall}}\n";
        for (shared, cost, times) in
            [("", "{cases: fall}", 1.0), (shared, "{shared: each}", 1.0), (shared, "{shared: each, times: 2}", 2.0)]
        {
            let text = format!(
                "{TOP}cases: rose.csv\ncohort: {{people: 9}}\n{shared}events:\n  \
                 fall: {{probability: 30%, unit_cost: {cost}, paid_by: {{nhs: 100%}}}}\n"
            );
            let plan = build(&reading_of(&[("s.yaml", &text), ("rose.csv", table)], &[])).unwrap();
            let term = &plan.base.events[0].unit_cost;
            let values = (term.value(&[-1_500.0]), term.value(&[500.0]));
            assert_eq!(values, (-1_500.0 * times, 500.0 * times), "{cost}");
            // The log says what is drawn, of the value and of the shared one.
            for row in plan.assumptions().iter().filter(|row| row.spelling.contains("rose.csv")) {
                let times = if row.path == "shared.each" { 1.0 } else { times };
                assert!((row.mean / times + 600.0).abs() < 1.0 && row.p2_5 < -1_000.0 * times, "{cost}: {row:?}");
            }
            // -1,800 of three.
            assert!((plan.base.laws[0].mean() + 600.0).abs() < 1.0, "{}", plan.base.laws[0].mean());
        }
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
