//! Holds whole reports against populations whose answers are known by other means.

use super::{Evidence, EvidenceFailed, GroupMeasure, Method, Options, Verdict, evidence, evidence_of_cases};
use crate::distribution::{Gamma, Law as _};
use crate::engine::{RunOf, Silent, simulate};
use crate::estimate::fixture::identity;
use crate::estimate::{Watch, estimate};
use crate::model::example::plan;
use crate::model::{CaseStudies, Plan};
use crate::scenario::{Amount, CaseRow, CaseTable, Groups};

fn unwatched() -> Watch<'static> {
    Watch { progress: &Silent, next: &|_| {} }
}

fn weigh(plan: &Plan) -> Evidence {
    evidence(plan, &identity(), Options::default(), &unwatched()).unwrap()
}

/// One event that befalls everyone and is prevented always; `event` says how often and at what cost.
fn town(event: &str, rest: &str) -> Plan {
    plan(&format!(
        "title: Town\nhorizon: 12 months\ncohort: {{people: 100}}\npayers: {{nhs: {{label: NHS}}}}\nevents:\n  \
         a: {{{event}, paid_by: {{nhs: 100%}}, support: {{prevents: 100%}}}}\n{rest}"
    ))
}

#[test]
fn a_normal_population_is_covered_and_a_skewed_one_is_not() {
    // 60 occurrences of £100 each on average: as good as normal (skewness 0.13), sd £775. Standard error of 95% among 2,000 studies: 0.0049.
    let normal = weigh(&town("rate: 60 per year, unit_cost: £100", "simulation: {draws: 2000}\n"));
    let sample = normal.small_sample.unwrap();
    assert_eq!((sample.today, sample.draws, sample.left_out), (8, 2_000, 0.0));
    assert!((sample.truth - 6_000.0).abs() < 1e-6);
    let t = |row: usize| sample.rows[row].intervals.methods.get("t").unwrap().coverage;
    assert!((t(0) - 0.95).abs() < 3.0 * 0.0049, "{}", t(0));
    // The width of a t interval at n = 8: 2 · 2.365 · 775/√8, less 3.5% because the median of s is below σ.
    let width = sample.rows[0].intervals.methods.get("t").unwrap().median_width.unwrap();
    assert!((width / (2.0 * 2.364_6 * 774.6 / 8.0_f64.sqrt()) - 0.952).abs() < 0.03, "{width}");
    // A lognormal of CV 1.5: by 2·10⁶ studies in NumPy t covers 0.811, and study means run from 0.376 to 2.320.
    let skewed = weigh(&town(
        "probability: 100%, unit_cost: £1k, varies: {lognormal: {cv: 150%}}",
        "simulation: {draws: 2000}\n",
    ));
    let sample = skewed.small_sample.unwrap();
    let coverage = sample.rows[0].intervals.methods.get("t").unwrap();
    assert!((coverage.coverage - 0.811).abs() < 3.5 * coverage.mcse, "{coverage:?}");
    let relative = sample.rows[0].relative.interval(0.95).unwrap();
    for (end, exact) in relative.iter().zip([0.376, 2.320]) {
        assert!((end.value - exact).abs() < 4.0 * end.mcse, "{end:?} {exact}");
    }
    // By 100,000 studies of each size in NumPy: within 20% at n = 210 in 94.9%, at 220 in 95.4% of studies.
    let needed = &sample.needed[0];
    assert!((190..=250).contains(&needed.people.unwrap()) && !needed.by_normal_law, "{needed:?}");
    assert!(needed.low <= needed.people && needed.people <= needed.high);
    // Four times as many for half the distance, by the normal law of so many.
    assert!((760..=960).contains(&sample.needed[1].people.unwrap()), "{:?}", sample.needed[1]);
    // The top tenth of a lognormal bring Φ(σ - 1.2816) of the total, σ² = ln 3.25: 0.4221.
    let outliers = skewed.outliers.unwrap();
    let top = *outliers.top_share.as_ref().unwrap().get("10%").unwrap();
    assert!((top - 0.422).abs() < 0.01, "{top}");
    assert!((outliers.person.median - 1_000.0 / 3.25_f64.sqrt()).abs() < 10.0, "{:?}", outliers.person);
}

/// The published mean is a gamma of known shape around an unknown mean m, whose prior is an inverse gamma: so is its
/// posterior.
#[test]
fn an_update_recovers_a_conjugate_answer() {
    let (alpha, scale, n, cv, seen) = (6.0, 10_000.0, 8.0, 0.8_f64, 3_500.0);
    let inverse =
        |shape: f64, scale: f64, p: f64| scale / Gamma::from_shape_rate(shape, 1.0).unwrap().quantile(1.0 - p);
    let points: Vec<String> = (1..=95)
        .map(|step| f64::from(step) / 96.0)
        .chain([0.0005, 0.9995, 0.9999])
        .map(|p| format!("{:.6}%: {:.4}", p * 100.0, inverse(alpha, scale, p)))
        .collect();
    let event = format!(
        "probability: 100%, unit_cost: {{quantiles: {{{}}}}}, varies: {{gamma: {{cv: {cv}}}}}",
        points.join(", ")
    );
    let rest = format!("published: {{people: 8, mean_avoided: £{seen}}}\nsimulation: {{draws: 4000}}\n");
    let plan = town(&event, &rest);
    let update = evidence(&plan, &identity(), Options { update: true }, &unwatched()).unwrap().update.unwrap();
    let (shape, rate) = (alpha + n / (cv * cv), scale + n / (cv * cv) * seen);
    let cost = update.assumptions.get("events.a.unit_cost").unwrap();
    let sd = rate / (shape - 1.0) / (shape - 2.0_f64).sqrt();
    // Four Monte Carlo errors, and a twentieth of an sd for the straight lines of the prior and the simulated variance.
    let allowed = 4.0 * cost.mcse.unwrap() + 0.05 * sd;
    assert!((cost.posterior_mean - rate / (shape - 1.0)).abs() < allowed, "{cost:?} {}", rate / (shape - 1.0));
    for (end, p) in cost.posterior.iter().zip([0.025, 0.975]) {
        assert!((end - inverse(shape, rate, p)).abs() < 0.15 * sd, "{cost:?} {}", inverse(shape, rate, p));
    }
    assert!((update.per_person.posterior_mean - cost.posterior_mean).abs() < 1e-6);
    assert!((update.total.posterior_mean - 100.0 * cost.posterior_mean).abs() < 1e-4);
    assert_eq!(update.per_person.prior_curve.len(), update.per_person.posterior_curve.len());
    assert!(update.effective_draws > 500.0, "{}", update.effective_draws);
}

#[test]
fn that_nobody_avoided_anything_is_learnt_from_too() {
    // p ~ Beta(2, 6); none of 8 had it: Beta(2, 14), of mean 1/8 and sd 0.080.
    let plan = town(
        "probability: {beta: {mean: 25%, sd: 14.43376%}}, unit_cost: £1k",
        "published: {people: 8, mean_avoided: £0}\nsimulation: {draws: 4000}\n",
    );
    let update = evidence(&plan, &identity(), Options { update: true }, &unwatched()).unwrap().update.unwrap();
    let chance = update.assumptions.get("events.a.probability").unwrap();
    // Four Monte Carlo errors, and a twentieth of an sd for chances that are simulated with 256 people each.
    let allowed = 4.0 * chance.mcse.unwrap() + 0.05 * 0.08;
    assert!((chance.posterior_mean - 0.125).abs() < allowed, "{chance:?}");
    assert!(update.effective_draws > 500.0, "{}", update.effective_draws);
}

#[test]
fn an_update_is_refused_where_the_model_hardly_goes() {
    let learn = |published: &str| {
        let plan = town("probability: 30%, unit_cost: {gamma: {mean: £1k, sd: £100}}", published);
        evidence(&plan, &identity(), Options { update: true }, &unwatched()).unwrap_err()
    };
    assert_eq!(learn(""), EvidenceFailed::NothingPublished);
    let far = learn("published: {people: 8, mean_avoided: £6k}\nsimulation: {draws: 300}\n");
    assert!(matches!(far, EvidenceFailed::TooFew { draws: 300, .. } | EvidenceFailed::Impossible), "{far:?}");
    assert!(far.to_string().contains("model"), "{far}");
}

const VIEWS: &str = "
title: Town
horizon: 24 months
cohort: {people: 200, segments: {crisis: {share: 25%}, others: {share: rest, relative_risk: 0.2}}}
payers: {nhs: {label: NHS}}
events:
  a: {probability: {uniform: {low: 30%, high: 60%}}, unit_cost: £6k, paid_by: {nhs: 100%}, varies: {gamma: {cv: 70%}},
      support: {prevents: 50%, attribution: 80%}}
views:
  low: {weight: 40%, set: {events: {a: {probability: 10%}}}}
  high: {weight: 60%}
published: {people: 8, of: crisis, counting: gross, mean_avoided: £900, low: £500, high: £2_000}
simulation: {draws: 600}
";

#[test]
fn the_published_figure_is_placed_as_the_run_places_it() {
    for text in [VIEWS.to_owned(), VIEWS.replace("weight: 40%, ", "").replace("{weight: 60%}", "{}")] {
        let plan = plan(&text);
        let found = weigh(&plan).published.unwrap();
        let headline = simulate(&plan, RunOf::Headline, &Silent).unwrap();
        let views: Vec<_> = if plan.weighted {
            Vec::new()
        } else {
            (0..2).map(|view| simulate(&plan, RunOf::View(view), &Silent).unwrap()).collect()
        };
        let run = estimate(&plan, &identity(), &headline, &views).unwrap().results.published.unwrap();
        let error = found.placed.mcse.hypot(run.mcse.unwrap());
        assert!((found.placed.percentile - run.percentile.unwrap()).abs() < 4.0 * error, "{:?} {run:?}", found.placed);
        let model = run.model.unwrap();
        assert!((found.model.mean - model.mean).abs() < 4.0 * found.model.mcse.hypot(model.mcse));
        // Of crisis people of whom 5% avoid £6k each, 8 seldom reach £900; of the others half do.
        let [low, high] = ["low", "high"].map(|view| found.views.get(view).unwrap());
        assert!(low.placed.percentile > high.placed.percentile + 0.2, "{low:?} {high:?}");
        assert_eq!((low.spanned, high.spanned), (Some(false), Some(true)), "{low:?} {high:?}");
    }
}

#[test]
fn the_headline_of_a_caseload_like_the_cases_is_that_of_their_segment() {
    let found = weigh(&plan(VIEWS)).selection.unwrap();
    assert_eq!((found.segment.as_str(), found.share), ("crisis", 0.25));
    // 200 people, 50% prevented, 80% credited, £6k; the chance is 10% in 40% of draws, else 45% on average.
    let exact = 200.0 * 0.5 * 0.8 * 6_000.0 * (0.4 * 0.1 + 0.6 * 0.45);
    assert!((found.if_all_were.mean - exact).abs() < 4.0 * found.if_all_were.mcse, "{:?} {exact}", found.if_all_were);
    assert!(found.as_described.mean < found.if_all_were.mean * 0.5);
}

#[test]
fn draws_without_a_benefit_are_set_apart() {
    let nothing = weigh(&plan(&VIEWS.replace(
        "prevents: 50%",
        "prevents: {mixture: [{weight: 30%, value: 0%}, {weight: 70%, value: {uniform: {low: 40%, high: 60%}}}]}",
    )));
    let sample = nothing.small_sample.unwrap();
    // Standard error of 30% among 600: 0.019.
    assert!((sample.left_out - 0.3).abs() < 4.0 * 0.0187, "{}", sample.left_out);
    assert_eq!(sample.rows[0].intervals.studies, sample.draws);
    let never = weigh(&plan(&VIEWS.replace("prevents: 50%", "prevents: 0%")));
    let sample = never.small_sample.unwrap();
    assert_eq!((sample.draws, sample.left_out, sample.needed[0].people), (0, 1.0, None));
    assert_eq!(never.outliers.unwrap().top_share, None);
    assert_eq!(never.published.unwrap().verdict, Verdict::Incompatible);
}

fn table(amounts: &[(&str, f64)]) -> CaseStudies {
    let rows = amounts.iter().map(|&(person, avoided_cost)| CaseRow {
        person: person.to_owned(),
        event: (avoided_cost != 0.0).then(|| "eviction".to_owned()),
        occurrences: Some(u32::from(avoided_cost > 0.0)),
        avoided_cost,
        ..CaseRow::default()
    });
    CaseStudies::from(&CaseTable { name: "cases.csv".to_owned(), rows: rows.collect(), ..CaseTable::default() })
}

#[test]
fn a_table_is_read_by_itself() {
    let hours = [3.0, 5.0, 7.0, 18.0, 43.0, 85.0, 91.0, 98.0, 100.0, 130.0, 230.0, 487.0];
    let names: Vec<String> = (1..=12).map(|number| format!("P{number}")).collect();
    let amounts: Vec<(&str, f64)> = names.iter().map(String::as_str).zip(hours).collect();
    let found = evidence_of_cases(&table(&amounts), 0.95, 1);
    let [told] = &found.cases[..] else { panic!() };
    assert_eq!((told.people, told.total, told.headline, &told.caution), (12, 1_297.0, Method::Studentised, &None));
    // SciPy on the same data (see the bootstrap's own tests); errors of quantiles at 9,999 resamples.
    let expected = [
        ("t", [21.5256, 194.6411], [1e-3, 1e-3]),
        ("percentile", [46.81, 191.21], [0.5, 1.4]),
        ("bca", [56.98, 225.91], [0.7, 4.0]),
        ("studentised", [47.01, 291.98], [1.0, 5.0]),
        ("bayesian", [54.31, 195.67], [0.6, 2.5]),
    ];
    for (name, ends, errors) in expected {
        for ((found, exact), error) in told.intervals.get(name).unwrap().iter().zip(ends).zip(errors) {
            assert!((found.unwrap() - exact).abs() < 4.0 * error, "{name}: {found:?} {exact}");
        }
    }
    assert_eq!((told.influence[0].person.as_str(), told.influence[0].mean_without), ("P12", Some(810.0 / 11.0)));
    assert!(told.flags.is_empty());
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Evidence>(&text).unwrap(), found);
}

#[test]
fn large_studies_are_tried_too_and_can_be_read_back() {
    let rest = "simulation: {draws: 70}\npublished: {people: 70000, mean_avoided: £200}\n";
    let found = weigh(&town("rate: 2 per year, unit_cost: £100", rest));
    let tried = &found.published.as_ref().unwrap().study.intervals;
    assert_eq!(tried.studies, 64);
    let t = tried.methods.get("t").unwrap();
    // A normal law: standard error of 95% among 64 studies, 0.027.
    assert!((t.coverage - 0.95).abs() < 4.0 * 0.027 && t.flagged == 0.0, "{t:?}");
    let text = serde_json::to_string(&found).unwrap();
    assert_eq!(serde_json::from_str::<Evidence>(&text).unwrap(), found);
}

#[test]
fn tables_that_tell_nothing_are_flagged() {
    let one = evidence_of_cases(&table(&[("A", 500.0)]), 0.95, 1);
    let one = &one.cases[0];
    assert!(one.intervals.is_empty() && one.flags.is_empty(), "one person gives no interval");
    assert!(one.caution.as_ref().unwrap().starts_with("one person shows nothing"));
    assert_eq!((one.influence[0].mean_without, one.averages.mean, one.largest_share), (None, 500.0, Some(1.0)));
    let alike = evidence_of_cases(&table(&[("A", 500.0), ("B", 500.0)]), 0.95, 1);
    assert_eq!(alike.cases[0].intervals.get("bca"), Some(&[Some(500.0), Some(500.0)]));
    assert!(alike.cases[0].caution.as_ref().unwrap().starts_with("nothing varies"));
    assert_eq!((alike.cases[0].flags.len(), alike.cases[0].varies()), (5, false));
    let rare = evidence_of_cases(&table(&[("A", 0.0), ("B", 0.0), ("C", 0.0), ("D", 9_000.0)]), 0.95, 1);
    let rare = &rare.cases[0];
    assert_eq!((rare.headline, rare.intervals.get("studentised").unwrap()[1]), (Method::T, None));
    assert!(rare.caution.as_ref().unwrap().starts_with("4 people are too few"));
    assert!(serde_json::to_string(&rare).unwrap().contains("null"));
}

#[test]
fn costs_that_rose_are_counted() {
    // 18,000 + 11,000 + 41,000 - 2,000 + 0 of five people.
    let people = [("1", 18_000.0), ("2", 11_000.0), ("3", 41_000.0), ("4", -2_000.0), ("5", 0.0)];
    let found = evidence_of_cases(&table(&people), 0.95, 1);
    let told = &found.cases[0];
    assert_eq!((told.people, told.total, told.averages.mean, told.averages.median), (5, 68_000.0, 13_600.0, 11_000.0));
    assert_eq!(told.rose, super::Rose { people: 1, cost: 2_000.0 });
    // Of the 70,000 that is avoided by those who avoid something.
    assert!((told.largest_share.unwrap() - 41.0 / 70.0).abs() < 1e-12);
    let last = told.influence.last().unwrap();
    assert_eq!((last.person.as_str(), last.mean_without), ("4", Some(17_500.0)));
    // s² = (4.4² + 2.6² + 27.4² + 15.6² + 13.6²)/4 million = 301.3 million; t of 4 degrees of freedom 2.776445.
    let half = 2.776_445_105 * (301.3e6_f64 / 5.0).sqrt();
    let t = told.intervals.get("t").unwrap();
    assert!(
        (t[0].unwrap() - (13_600.0 - half)).abs() < 1e-3 && (t[1].unwrap() - (13_600.0 + half)).abs() < 1e-3,
        "{t:?}"
    );
    // More cost than savings: nobody brings a share of a loss.
    let loss = evidence_of_cases(&table(&[("1", -500.0), ("2", -1_500.0)]), 0.95, 1);
    assert_eq!((loss.cases[0].total, loss.cases[0].largest_share), (-2_000.0, None));
    assert_eq!(loss.cases[0].rose, super::Rose { people: 2, cost: 2_000.0 });
}

#[test]
fn the_order_of_rows_decides_nothing() {
    let people = [("1", 18_000.1), ("2", 11_000.2), ("3", 41_000.3), ("4", -2_000.4), ("5", 0.0), ("6", 7_000.7)];
    let told = evidence_of_cases(&table(&people), 0.95, 1);
    for shift in 1..6 {
        let mut shuffled = people;
        shuffled.rotate_left(shift);
        shuffled.swap(0, 3);
        assert_eq!(evidence_of_cases(&table(&shuffled), 0.95, 1), told);
    }
    // Nor do names.
    let mut renamed = people;
    renamed.iter_mut().zip(["f", "e", "d", "c", "b", "a"]).for_each(|(one, name)| one.0 = name);
    assert_eq!(evidence_of_cases(&table(&renamed), 0.95, 1).cases[0].intervals, told.cases[0].intervals);
}

/// Two groups of costs, in the order of `rows`: person, whether supported, cost.
fn groups(rows: &[(&str, bool, f64)]) -> CaseStudies {
    let row = |&(person, supported, cost): &(&str, bool, f64)| CaseRow {
        person: person.to_owned(),
        avoided_cost: 0.0 - cost,
        supported: Some(supported),
        ..CaseRow::default()
    };
    CaseStudies::from(&CaseTable {
        name: "groups.csv".to_owned(),
        rows: rows.iter().map(row).collect(),
        amount: Amount::Cost,
        groups: Some(Groups { supported: "With".to_owned(), comparison: "Without".to_owned() }),
        ..CaseTable::default()
    })
}

#[test]
fn two_groups_are_compared() {
    // Means 4,000 and 10,000; s²/n 4/3 and 4 million; degrees 32/7 (see the statistics).
    let rows = [
        ("a", true, 2_000.0),
        ("b", true, 4_000.0),
        ("c", true, 6_000.0),
        ("d", false, 10_000.0 - 1e3 * 24.0_f64.sqrt()),
        ("e", false, 10_000.0),
        ("f", false, 10_000.0),
        ("g", false, 10_000.0 + 1e3 * 24.0_f64.sqrt()),
    ];
    let evidence = evidence_of_cases(&groups(&rows), 0.95, 1);
    assert!(evidence.cases.is_empty());
    let found = evidence.groups.clone().unwrap();
    assert_eq!((found.measure, found.supported.people, found.comparison.people), (GroupMeasure::Cost, 3, 4));
    assert!((found.supported.mean - 4_000.0).abs() < 1e-9 && (found.comparison.mean - 10_000.0).abs() < 1e-9);
    assert!((found.avoided - 6_000.0).abs() < 1e-9 && (found.degrees.unwrap() - 32.0 / 7.0).abs() < 1e-9);
    let half = crate::statistics::student_quantile(0.95, 32.0 / 7.0) * (16e6_f64 / 3.0).sqrt();
    let welch = found.intervals.get("welch").unwrap();
    assert!((welch[0].unwrap() - (6_000.0 - half)).abs() < 1e-6 && (welch[1].unwrap() - (6_000.0 + half)).abs() < 1e-6);
    assert!(found.caution.as_ref().unwrap().starts_with("3 people in a group are too few"));
    let mut shuffled = rows;
    shuffled.reverse();
    assert_eq!(evidence_of_cases(&groups(&shuffled), 0.95, 1), evidence);
    let text = serde_json::to_string(&evidence).unwrap();
    assert_eq!(serde_json::from_str::<Evidence>(&text).unwrap(), evidence);
    let alone = evidence_of_cases(&groups(&rows[2..]), 0.95, 1).groups.unwrap();
    assert!(alone.intervals.is_empty() && alone.caution.unwrap().contains("no interval"));
    assert_eq!((alone.supported.mean, alone.degrees), (6_000.0, None));
}
