//! Holds every figure of a run to what it promises in print: short captions, what was changed at its foot, marks that are of
//! their numbers, text that can be read on narrow paper, numbers under a pointer.

#![cfg(feature = "png")]

mod common;
#[path = "common/town.rs"]
mod town;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use averted::engine::{self, RunOf, Silent};
use averted::estimate::{self, Difference, Drivers, Evidence, Identity, Results, Stress, StressAsk, Watch};
use averted::render::answer::Companion;
use averted::render::caption;
use averted::render::figure::{Figure, Paper};
use averted::render::plot::{DRIVERS_FIGURES, EVIDENCE_FIGURES, FIGURES, STRESS_FIGURES, drawn_on};
use town::Town;

/// What a run with everything beside it says.
struct Answers {
    results: Results,
    stress: Stress,
    drivers: Drivers,
    evidence: Evidence,
}

impl Answers {
    /// Those of a shipped or a test scenario, of so few draws as a picture needs.
    fn of(scenario: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(scenario);
        let draws = ["simulation.draws=200".to_owned()];
        let plan = averted::run::plan(&path, &draws).unwrap_or_else(|faults| panic!("{}", faults.render(false)));
        let simulated = engine::simulate(&plan, RunOf::Headline, &Silent).unwrap();
        let identity = Identity { file: "town.yaml".to_owned(), sha256: "0".repeat(64), ..Identity::default() };
        let estimates = estimate::estimate(&plan, &identity, &simulated, &[]).unwrap();
        let watch = Watch { progress: &Silent, next: &|_| {} };
        let half = plan.clone();
        let shock = estimate::Shock { label: "Nothing else".to_owned(), together: false, plan: half };
        let ask = StressAsk { shocks: vec![shock], grid: None };
        Self {
            stress: estimate::stress(&plan, &identity, &simulated, &estimates, &ask, &watch).unwrap(),
            drivers: estimate::drivers(&plan, &identity, &estimate::Ask::default()).unwrap(),
            evidence: estimate::evidence(&plan, &identity, estimate::Options::default(), &watch).unwrap(),
            results: estimates.results,
        }
    }

    fn on(&self, cm: f64) -> Vec<Figure> {
        let paper = Paper::new(cm).unwrap();
        let mut all = drawn_on(paper, FIGURES, &self.results);
        all.extend(drawn_on(paper, STRESS_FIGURES, &self.stress));
        all.extend(drawn_on(paper, DRIVERS_FIGURES, &self.drivers));
        all.extend(drawn_on(paper, EVIDENCE_FIGURES, &self.evidence));
        all
    }

    fn figure(&self, id: &str) -> Option<Figure> {
        self.on(16.0).into_iter().find(|figure| figure.id == id)
    }
}

static HAVERING: LazyLock<Answers> = LazyLock::new(|| Answers::of("scenarios/havering.yaml"));
static MET: LazyLock<Answers> = LazyLock::new(|| Answers::of("tests/figures/met.yaml"));
static MISSED: LazyLock<Answers> = LazyLock::new(|| Answers::of("tests/figures/missed.yaml"));

fn all() -> [&'static Answers; 3] {
    [&HAVERING, &MET, &MISSED]
}

/// The words drawn on a figure.
fn words(figure: &Figure) -> Vec<String> {
    let document = roxmltree::Document::parse(&figure.svg).unwrap();
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts.filter_map(|node| node.text()).map(|text| text.trim().to_owned()).collect()
}

#[test]
fn captions_are_three_lines_of_print_and_repeat_no_provenance() {
    for answers in all() {
        for figure in answers.on(16.0) {
            let said = figure.caption.join(" ");
            assert!(figure.caption.len() <= 3, "{}: {:?}", figure.id, figure.caption);
            // At 9 points a line of 16 cm holds some 115 characters.
            assert!(said.chars().count() <= 345, "{}: {} characters\n{said}", figure.id, said.chars().count());
            for repeated in ["Source: ", "seed ", "highly unlikely 10%", "published evaluation rests on"] {
                assert!(!said.contains(repeated), "{}: {said}", figure.id);
            }
        }
    }
    let once = caption::provenance(&HAVERING.results).join(" ");
    for fact in
        ["200 draws of 850 people each, seed 1", "Source: town.yaml, by averted", "2021/22 prices", "rests on 8 people"]
    {
        assert!(once.contains(fact), "{once}");
    }
    assert!(caption::yardstick(&HAVERING.results).is_some_and(|scale| scale.contains("highly unlikely 10% to 20%")));
}

#[test]
fn what_was_changed_stands_at_the_foot_of_every_figure() {
    let changed = |count: usize| {
        let changes: Vec<String> =
            (0..count).map(|index| format!("events.eviction.unit_cost_{index}=£12,345")).collect();
        let mut answers = Answers {
            results: MET.results.clone(),
            stress: MET.stress.clone(),
            drivers: MET.drivers.clone(),
            evidence: MET.evidence.clone(),
        };
        answers.results.scenario.changes.clone_from(&changes);
        answers.stress.scenario.changes.clone_from(&changes);
        answers.drivers.scenario.changes.clone_from(&changes);
        answers.evidence.scenario.as_mut().unwrap().changes.clone_from(&changes);
        answers.on(16.0).iter().map(|figure| (figure.id, words(figure).join(" "))).collect::<Vec<_>>()
    };
    for (id, said) in changed(3) {
        let foot = "Changed for this run: events.eviction.unit_cost_0=£12,345; events.eviction.unit_cost_1=£12,345; \
                    events.eviction.unit_cost_2=£12,345.";
        assert!(said.contains(foot), "{id}: {said}");
    }
    for (id, said) in changed(40) {
        let more = said.rsplit_once("; and ").and_then(|(shown, more)| {
            Some((shown.matches("unit_cost_").count(), more.strip_suffix(" more.")?.parse::<usize>().ok()?))
        });
        assert!(more.is_some_and(|(shown, more)| shown + more == 40), "{id} counts what it has no room for: {said}");
    }
    assert!(changed(0).iter().all(|(_, said)| !said.contains("Changed for this run")));
}

#[test]
fn nobody_gains_most_before_what_it_pays() {
    let title = |costs: [f64; 2]| {
        let mut results = MET.results.clone();
        for ((_, payer), cost) in results.payers.0.iter_mut().zip(costs) {
            payer.part.programme_cost = cost;
        }
        let programme = results.programme.as_mut().unwrap();
        programme.cost = costs.iter().sum();
        caption::payers(&results).unwrap().title
    };
    // Housing avoids four times as much as the NHS.
    assert!(title([0.0, 0.0]).starts_with("Most goes to Council housing"), "{}", title([0.0, 0.0]));
    assert!(title([1e6, 0.0]).starts_with("After what each pays, most goes to NHS"), "{}", title([1e6, 0.0]));
    assert!(title([1e6, 1e6]).starts_with("After what each pays, every payer is worse off"), "{}", title([1e6, 1e6]));
}

#[test]
fn what_rounds_to_nothing_is_called_so() {
    for figure in all().iter().flat_map(|answers| answers.on(16.0)) {
        for amount in ["avoids £0", "avoid £0", "avoided £0", "less than £0", "£0 is cash"] {
            let said = [figure.title.clone(), figure.caption.join(" ")].join(" ");
            let amounts =
                said.match_indices(amount).filter(|(at, _)| !said[at + amount.len()..].starts_with(['.', ',']));
            assert_eq!(amounts.count(), 0, "{}: {said}", figure.id);
        }
    }
}

#[test]
fn a_study_of_eight_is_of_today_only_where_somebody_published_eight() {
    let label = |answers: &Answers| words(&answers.figure("precision").unwrap()).join(" ");
    assert!(label(&HAVERING).contains("published: 8"));
    assert!(!label(&MET).contains("today") && label(&MET).contains("8 people"), "{}", label(&MET));
}

#[test]
fn low_and_high_are_told_apart_and_bars_that_are_cut_are_broken() {
    let tornado = words(&HAVERING.figure("tornado").unwrap()).join(" ");
    assert!(tornado.contains("10th percentile (low)") && tornado.contains("90th percentile (high)"), "{tornado}");
    let switching = words(&HAVERING.figure("switching").unwrap()).join(" ");
    assert!(
        switching.contains("a break marks bars beyond") && switching.contains("standard deviations from"),
        "{switching}"
    );
}

#[test]
fn a_figure_with_nothing_to_see_is_a_sentence() {
    // No council cash is left in Havering, with any confidence.
    assert_eq!(HAVERING.figure("budget"), None);
    let said = Companion::absences(&HAVERING.stress);
    assert!(said.iter().any(|sentence| sentence.starts_with("Nothing can be put in the budget")), "{said:?}");
    assert!(MET.figure("budget").is_some() && Companion::absences(&MET.stress).is_empty());
    for answers in all() {
        let absent = !Companion::absences(&answers.drivers).is_empty();
        assert_ne!(absent, answers.figure("information").is_some(), "either the figure or its sentence");
    }
}

#[test]
fn a_target_far_from_the_curve_leaves_the_curve_its_axis() {
    // £500,000 beside a saving of some hundred pounds.
    let said = words(&MISSED.figure("chance").unwrap());
    assert!(said.iter().any(|text| text.starts_with("Target £500,000")), "{said:?}");
    assert!(!said.iter().any(|text| text == "£400k" || text == "£0.4m" || text == "£500k"), "{said:?}");
}

#[test]
fn shocks_are_of_social_value_where_it_is_the_headline() {
    let mut stress = HAVERING.stress.clone();
    let shocked = Difference { before: 9e6, after: 4e6, ..stress.shocks[0].avoided.clone() };
    stress.shocks[0].social_value_pv = Some(shocked);
    let figure = drawn_on(Paper::A4, STRESS_FIGURES, &stress).into_iter().find(|figure| figure.id == "shocks").unwrap();
    assert!(words(&figure).join(" ").contains("Change in social value"));
    assert!(words(&HAVERING.figure("shocks").unwrap()).join(" ").contains("Change in cost avoided"));
}

#[test]
fn text_can_be_read_on_every_paper() {
    for (cm, least) in [(16.0, 7.0), (12.0, 6.5), (13.5, 6.5), (24.0, 7.0)] {
        for figure in all().iter().flat_map(|answers| answers.on(cm)) {
            common::assert_readable(&figure);
            let document = roxmltree::Document::parse(&figure.svg).unwrap();
            let root = document.root_element();
            assert_eq!(root.attribute("width"), Some(format!("{cm}cm").as_str()));
            let units: f64 = root.attribute("viewBox").unwrap().split(' ').nth(2).unwrap().parse().unwrap();
            let sizes = document.descendants().filter_map(|node| node.attribute("font-size")?.parse::<f64>().ok());
            let smallest = sizes.fold(f64::INFINITY, f64::min) / units * cm / 2.54 * 72.0;
            assert!(smallest >= least, "{}: {smallest} points on {cm} cm", figure.id);
            assert!(!words(&figure).iter().any(|text| text.ends_with('…')), "{} cuts a label on {cm} cm", figure.id);
        }
    }
}

#[test]
fn every_figure_shows_its_numbers_to_a_pointer() {
    for figure in all().iter().flat_map(|answers| answers.on(16.0)) {
        let document = roxmltree::Document::parse(&figure.svg).unwrap();
        let values: Vec<_> = document.descendants().filter(|node| node.attribute("class") == Some("value")).collect();
        assert!(!values.is_empty(), "{}", figure.id);
        for value in &values {
            let child = |name: &str| value.children().find(|child| child.tag_name().name() == name);
            let title = child("title").and_then(|title| title.text()).expect("words");
            // No change and nothing that can be promised are numbers in words.
            let counts =
                title.chars().any(|c| c.is_ascii_digit()) || title.ends_with("no change") || title.ends_with("nothing");
            assert!(counts, "{}: {title}", figure.id);
            assert_eq!(child("rect").unwrap().attribute("fill"), Some("none"), "nothing of it is painted");
        }
        assert!(figure.svg.len() < 120_000, "{}: {} bytes", figure.id, figure.svg.len());
    }
    let payers = MET.figure("payers").unwrap().svg;
    assert!(payers.contains("avoided, 95% prediction interval £"), "{payers}");
}

#[test]
fn figures_are_drawn_again_by_name_from_the_folder_of_a_run() {
    let town =
        Town::new(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures/met.yaml")).unwrap());
    town.averted(&["run", "town.yaml", "--draws", "60", "--format", "json", "-o", "ran", "-q"]).assert().success();
    let narrow = ["render", "ran", "--only", "payers,chance", "--width", "12cm", "-o", "slides"];
    town.averted(&narrow).assert().success();
    let mut names: Vec<String> = fs::read_dir(town.path("slides/figures"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["chance.png", "chance.svg", "payers.png", "payers.svg"]);
    assert!(!town.path("slides/report.html").exists());
    assert!(fs::read_to_string(town.path("slides/figures/payers.svg")).unwrap().contains("width=\"12cm\""));
    let pixels = fs::read(town.path("slides/figures/payers.png")).unwrap();
    assert_eq!(u32::from_be_bytes(pixels[16..20].try_into().unwrap()), 1417, "12 cm at 300 dots per inch");
    let refused = |arguments: &[&str]| {
        let output = town.averted(arguments).assert().code(2).get_output().stderr.clone();
        String::from_utf8(output).unwrap()
    };
    let unknown = refused(&["render", "ran", "--only", "payer"]);
    assert!(unknown.contains("did you mean `payers`?") && unknown.contains("convergence"), "{unknown}");
    assert!(refused(&["render", "ran", "--width", "5cm"]).contains("12 to 59.4 cm"));
}
