//! Holds each scenario against the first, draw by draw.

use super::super::assemble::facts;
use super::super::stress::{Pair, net_pv};
use super::super::{AnswerRun, Chance, Generator, Ordered, Strata, Summary};
use super::best::{acceptability, best_of_all, wins};
use super::common::shared_evidence;
use super::differing::differing;
use super::sharing::{same_view_places, same_views};
use super::{Acceptability, BestOfAll, Compared, Comparison, ScenarioCompared, Versus, VersusMeasure};
use crate::engine::RunOf;
use crate::model::{Part, Plan, Total};

use super::super::sample::model_of;
use crate::statistics::float;

/// Compares the scenarios; `None` of an empty list.
#[must_use]
pub fn compare(scenarios: &[Compared<'_>]) -> Option<Comparison> {
    let (first, others) = scenarios.split_first()?;
    let simulation = &first.plan.simulation;
    Some(Comparison {
        version: 1,
        generator: Generator::default(),
        run: AnswerRun { seed: simulation.seed, draws: simulation.draws, level: simulation.level },
        scenarios: scenarios.iter().map(scenario).collect(),
        against_first: others.iter().map(|other| versus(first, other)).collect(),
        best: best(scenarios),
        acceptability: curves(scenarios),
        differing: differing(scenarios),
        notes: notes(scenarios),
    })
}

fn scenario(compared: &Compared<'_>) -> ScenarioCompared {
    let results = &compared.estimates.results;
    let level = compared.plan.simulation.level;
    let programme = results.programme.as_ref();
    ScenarioCompared {
        name: compared.name.clone(),
        scenario: facts(compared.plan, compared.identity),
        avoided: results.total.avoided.clone(),
        avoided_per_person: Summary::of(&per_person(compared), &Strata::of(compared.draws), level),
        cashable: results.total.cashable.clone(),
        payers: compared.plan.payers.iter().map(|payer| (payer.id.clone(), payer.label.clone())).collect(),
        cost: programme.map(|programme| programme.cost),
        cost_mcse: programme.filter(|programme| programme.cost_varies).map(|programme| programme.cost_summary.mcse),
        net_pv: programme.map(|programme| programme.net_pv.clone()),
        targets: results.targets.clone(),
        self_check: results.run.self_check.clone(),
        warnings: results.warnings.clone(),
    }
}

fn total<'a>(compared: &Compared<'a>, total: Total) -> &'a [f64] {
    &compared.draws.columns[compared.plan.measures.total(total)]
}

fn per_person(compared: &Compared<'_>) -> Vec<f64> {
    let people = |draw| model_of(compared.plan, compared.draws, RunOf::Headline, draw).cohort.people;
    total(compared, Total::Avoided).iter().enumerate().map(|(draw, avoided)| avoided / float(people(draw))).collect()
}

/// Which is best of all, where there are more than two: of two it is who beats whom.
fn best(scenarios: &[Compared<'_>]) -> Vec<BestOfAll> {
    if scenarios.len() < 3 {
        return Vec::new();
    }
    let of = |which: Total| scenarios.iter().map(|compared| total(compared, which).to_vec()).collect::<Vec<_>>();
    let mut columns = vec![
        ("avoided", of(Total::Avoided)),
        ("avoided_per_person", scenarios.iter().map(per_person).collect()),
        ("cashable", of(Total::Cashable)),
    ];
    if scenarios.iter().all(|compared| compared.plan.base.programme.is_some()) {
        columns.push(("net_pv", net_present(scenarios)));
    }
    let strata = joint_strata(scenarios);
    columns.iter().map(|(measure, columns)| best_of_all(measure, columns, &strata)).collect()
}

fn curves(scenarios: &[Compared<'_>]) -> Vec<Acceptability> {
    let valued = |compared: &Compared<'_>| {
        compared.plan.base.programme.is_some() && compared.plan.models().any(|model| !model.outcomes.is_empty())
    };
    if !scenarios.iter().all(valued) {
        return Vec::new();
    }
    let social: Vec<Vec<f64>> =
        scenarios.iter().map(|compared| total(compared, Total::SocialValuePv).to_vec()).collect();
    acceptability(&net_present(scenarios), &social, &joint_strata(scenarios))
}

fn net_present(scenarios: &[Compared<'_>]) -> Vec<Vec<f64>> {
    scenarios.iter().map(|compared| net_pv(compared.plan, compared.draws)).collect()
}

/// Strata of all scenarios together.
fn joint_strata(scenarios: &[Compared<'_>]) -> Strata {
    let each = scenarios.iter().map(|compared| Strata::of(compared.draws));
    each.reduce(|all, next| all.crossed(&next)).unwrap_or_default()
}

fn versus(first: &Compared<'_>, other: &Compared<'_>) -> Versus {
    let pair = Pair::new((first.plan, first.draws), (other.plan, other.draws));
    let measure = |first: &[f64], other: &[f64]| measure(&pair, first, other);
    let payer = |plan: &Plan, payer| plan.measures.payer(payer, Part::Avoided);
    let payers = |at, to| pair.measures(payer(first.plan, at), payer(other.plan, to));
    let both = first.plan.base.programme.is_some() && other.plan.base.programme.is_some();
    Versus {
        name: other.name.clone(),
        evidence: shared_evidence(first, other, &pair.strata),
        avoided: measure(total(first, Total::Avoided), total(other, Total::Avoided)),
        avoided_per_person: measure(&per_person(first), &per_person(other)),
        cashable: measure(total(first, Total::Cashable), total(other, Total::Cashable)),
        net_pv: both.then(|| measure(&net_pv(first.plan, first.draws), &net_pv(other.plan, other.draws))),
        payers: of_both(&first.plan.payers, &other.plan.payers, |payer| &payer.id, payers),
        targets: of_both(
            &first.plan.base.targets,
            &other.plan.base.targets,
            |target| &target.id,
            |at, to| pair.target(at, to),
        ),
    }
}

/// One measure of two runs.
fn measure(pair: &Pair<'_>, first: &[f64], other: &[f64]) -> VersusMeasure {
    let (beats, beaten) = (wins(first, other), wins(other, first));
    let even: Vec<f64> = beats.iter().zip(&beaten).map(|(first, other)| 1.0 - first - other).collect();
    VersusMeasure {
        difference: pair.difference(first, other),
        first_beats: Chance::of(&beats, &pair.strata),
        other_beats: Chance::of(&beaten, &pair.strata),
        tie: Chance::of(&even, &pair.strata),
        alike: even.iter().all(|even| *even == 1.0),
    }
}

/// What `of` makes of the places of those that both have, by id.
fn of_both<S, T>(first: &[S], other: &[S], id: impl Fn(&S) -> &String, of: impl Fn(usize, usize) -> T) -> Ordered<T> {
    let place = |id_of_first: &String| other.iter().position(|other| id(other) == id_of_first);
    let both = first.iter().enumerate().filter_map(|(at, each)| Some((id(each), at, place(id(each))?)));
    both.map(|(id, at, to)| (id.clone(), of(at, to))).collect()
}

/// What makes the comparison less than fair.
fn notes(scenarios: &[Compared<'_>]) -> Vec<String> {
    let mut notes = Vec::new();
    let Some((first, others)) = scenarios.split_first() else { return notes };
    let differs = |what: &dyn Fn(&Plan) -> String| {
        let one = what(first.plan);
        others
            .iter()
            .map(|other| (other.name.clone(), what(other.plan)))
            .find(|(_, two)| *two != one)
            .map(|it| (one, it))
    };
    let year = |plan: &Plan| plan.price_base.map_or_else(|| "no stated year".to_owned(), |year| year.to_string());
    if let Some((one, (name, two))) = differs(&year) {
        notes.push(format!(
            "“{}” is at prices of {one} and “{name}” at prices of {two}: their pounds are not the same pounds. Set \
             price_base alike (--set price_base=…) before you compare.",
            first.name
        ));
    }
    // Of views that are drawn apart is said so.
    let apart = |plan: &Plan| plan.weighted && first.plan.weighted && !same_view_places(first.plan, plan);
    if let Some(other) = others.iter().find(|other| !same_views(first.plan, other.plan) && !apart(other.plan)) {
        notes.push(other_views((&first.name, first.plan.weighted), (&other.name, other.plan.weighted)));
    }
    notes
}

/// What other views make of a comparison: of views without weights no draw sees any.
fn other_views((first, first_weighted): (&str, bool), (other, other_weighted): (&str, bool)) -> String {
    let (with, without) = match (first_weighted, other_weighted) {
        (true, false) => (first, other),
        (false, true) => (other, first),
        _ => {
            return format!(
                "“{first}” and “{other}” have other views or weights, so a draw may see another view in each: the differences \
                 vary more."
            );
        }
    };
    format!(
        "“{with}” has weighted views and “{without}” has none, so every draw of “{with}” sees one of them, and “{without}” is \
         as written: the differences hold what the views change."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_without_weighted_views_sees_none() {
        let note = other_views(("a", true), ("b", false));
        assert!(note.starts_with("“a” has weighted views and “b” has none"), "{note}");
        assert!(note.starts_with(&other_views(("b", false), ("a", true))), "whichever comes first");
        assert!(other_views(("a", true), ("b", true)).contains("another view in each"));
    }
}
