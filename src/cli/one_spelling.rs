//! Holds every number of every answer to one spelling, over the terminal, all papers, captions and the labels of figures.

use std::path::{Path, PathBuf};

use super::args::{Changes, ScenarioArgs};
use super::caller::Caller;
use super::progress::Meter;
use super::{drivers, evidence, scenario, simulate, stress};
use crate::estimate::{self, Ask, Options};
use crate::render::answer::{Answer, Companion};
use crate::render::document::{Depth, Picture};
use crate::render::figure::Paper;
use crate::render::words::spellings;
use crate::render::{self, terminal};
use crate::run::Loaded;

/// Every shipped scenario, and two small ones whose numbers tie or come in groups.
fn scenarios() -> Vec<PathBuf> {
    let folder = |name: &str| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let files = std::fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry").path());
        files.filter(|path| path.extension().is_some_and(|ending| ending == "yaml")).collect::<Vec<_>>()
    };
    let mut all = folder("scenarios");
    all.retain(|path| !path.ends_with("unit_costs.yaml"));
    all.extend(folder("tests/words"));
    assert!(all.len() >= 7, "{all:?}");
    all
}

/// Sets an answer for the terminal, and draws its figures with their captions.
fn say<A: Answer>(answer: &A) {
    assert!(!terminal(answer.document(), Depth::Full, 100, &[]).is_empty());
    let drawn = answer.drawings(Paper::A4).iter().filter_map(|draw| draw()).count();
    assert!(drawn <= A::FIGURES.len());
}

fn spelled_twice(path: &Path) -> Vec<String> {
    let changes = Changes { draws: Some(500), ..Changes::default() };
    let arguments = ScenarioArgs { file: path.to_path_buf(), changes };
    let caller = Caller::program();
    let disk = scenario::disk(&arguments, &caller).unwrap_or_else(|_| panic!("{}", path.display()));
    let tried = stress::load(&arguments, &disk).unwrap_or_else(|_| panic!("{}", path.display()));
    let Loaded { plan, identity, .. } = tried.loaded.clone();
    let (headline, views) = simulate::simulate(&plan, &caller).unwrap_or_else(|_| panic!("{}", path.display()));
    let estimates = estimate::estimate(&plan, &identity, &headline, &views).expect("an honest run");
    let results = &estimates.results;
    let stress =
        stress::of_run(tried, &headline, &estimates, None, &caller).unwrap_or_else(|_| panic!("a stress test"));
    let drivers = drivers::of_plan(&plan, &identity, &Ask::default()).unwrap_or_else(|_| panic!("drivers"));
    let meter = Meter::new(estimate::evidence_draws(&plan), &caller);
    // Not every published figure can be learnt from so few draws.
    let of = |update| evidence::of_plan(&plan, &identity, Options { update }, &meter);
    let evidence = of(true).or_else(|_| of(false)).unwrap_or_else(|_| panic!("evidence"));
    let spelled = spellings::during(|| {
        say(results);
        say(&stress);
        say(&drivers);
        say(&evidence);
        let companions: [&dyn Companion; 3] = [&stress, &drivers, &evidence];
        let pictures: [Picture<'_>; 0] = [];
        assert!(!render::markdown(results, &companions, &pictures).is_empty());
        assert!(!render::html(results, &companions, &pictures).expect("a page").is_empty());
        #[cfg(feature = "docx")]
        {
            assert!(!render::briefing_docx(results, &companions, &pictures, None).expect("a briefing").is_empty());
            assert!(!render::onepage_docx(results, &companions, &pictures, None).expect("a page").is_empty());
        }
        #[cfg(feature = "xlsx")]
        assert!(!render::xlsx(results, &[], None).expect("a workbook").is_empty());
    });
    assert!(spelled.len() > 30, "{}: {} numbers", path.display(), spelled.len());
    let twice = spelled.iter().filter(|(_, spellings)| spellings.len() > 1);
    twice.map(|((_, bits, _), ways)| format!("{}: {}: {ways:?}", path.display(), f64::from_bits(*bits))).collect()
}

#[test]
fn one_number_has_one_spelling() {
    let twice: Vec<String> = scenarios().iter().flat_map(|path| spelled_twice(path)).collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}
