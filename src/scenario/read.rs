//! Reads a scenario file: its texts, its tree, the scenario as written and as each view and shock sees it.

use super::arguments::{self, Argument};
use super::builtin::{BUILTIN, builtin};
use super::cases::{CaseTable, case_table};
use super::diagnostic::{Diagnostic, Diagnostics, Severity};
use super::extends::Loading;
use super::lens::Looking;
use super::library::Library;
use super::library_csv::{ImportedCosts, library_of_table};
use super::patch::PatchOrigin;
use super::reader::{At, Known, Reader, library};
use super::samples::SampleTable;
use super::shock_arguments::{Further, ShockArguments, typed};
use super::source::{Files, Sources};
use super::tree::{Content, Node};
use super::views;
use super::warnings;
use super::{Place, Placed, Reading};
use std::path::{Path, PathBuf};

/// Reads the scenario at `path` with the `--set` arguments applied.
///
/// # Errors
/// Every mistake that can be found, with its place and remedy, and the texts that the places are in.
pub fn read(path: &Path, files: &dyn Files, sets: &[String]) -> Result<(Reading, Sources), Diagnostics> {
    read_with(path, files, sets, &ShockArguments::default())
}

/// As [`read`], with further shocks: after those of the scenario come the trials' shocks, then all of these together
/// if asked for, then the cells.
///
/// # Errors
/// As [`read`], a mistake in a trial like one in a shock.
pub fn read_with(
    path: &Path,
    files: &dyn Files,
    sets: &[String],
    trials: &ShockArguments,
) -> Result<(Reading, Sources), Diagnostics> {
    let mut loading = Loading::of(files);
    let reading = loading.reading(path, sets, trials);
    let Loading { sources, faults, .. } = loading;
    let failed = faults.has_errors();
    let (errors, warnings): (Vec<Diagnostic>, Vec<Diagnostic>) =
        faults.into_sorted().into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
    match reading {
        Some(reading) if !failed => Ok((Reading { warnings, ..reading }, sources)),
        _ => Err(Diagnostics { list: errors, sources }),
    }
}

/// Reads a table of people by itself, without a scenario: CSV, or a workbook with or without `#SHEET` after its name.
///
/// # Errors
/// Every mistake that can be found, with its place and remedy, and the text that the places are in.
pub fn read_cases(path: &Path, files: &dyn Files) -> Result<(CaseTable, Sources), Diagnostics> {
    let mut loading = Loading::of(files);
    let source = loading.table(path, None);
    let table = source.and_then(|source| case_table(source, &loading.sources, &mut loading.faults));
    loading.finished(table)
}

/// The text of a table: a CSV file as it is, a sheet of a workbook as CSV, a line a row.
///
/// # Errors
/// What keeps the file from being read, and the text that the place is in.
pub fn sheet_text(path: &Path, files: &dyn Files) -> Result<String, Diagnostics> {
    let mut loading = Loading::of(files);
    let source = loading.table(path, None);
    let text = source.and_then(|source| loading.sources.get(source)).map(|source| source.text().to_owned());
    loading.finished(text).map(|(text, _)| text)
}

/// Reads a library of unit costs by itself, without a scenario; the built-in one without a path.
///
/// # Errors
/// Every mistake that can be found, with its place and remedy, and the text that the places are in.
pub fn read_library(path: Option<&Path>, files: &dyn Files) -> Result<(Library, Sources), Diagnostics> {
    let mut loading = Loading::of(files);
    let library = match path {
        None => Some(loading.builtin()),
        Some(path) => loading.file(path, None).and_then(|source| loading.library_in(path, source)),
    };
    loading.finished(library)
}

/// Reads a council's own unit costs from a table: CSV, or a workbook with or without `#SHEET` after its name.
///
/// # Errors
/// As [`read_library`].
pub fn read_costs(path: &Path, files: &dyn Files) -> Result<(ImportedCosts, Sources), Diagnostics> {
    let mut loading = Loading::of(files);
    let source = loading.table(path, None);
    let library = source.and_then(|source| library_of_table(source, &loading.sources, &mut loading.faults));
    loading.finished(library)
}

impl Loading<'_> {
    /// What was read, unless anything is wrong with it.
    fn finished<T>(self, read: Option<T>) -> Result<(T, Sources), Diagnostics> {
        let Loading { sources, faults, .. } = self;
        match read {
            Some(read) if !faults.has_errors() => Ok((read, sources)),
            _ => Err(Diagnostics { list: faults.into_sorted(), sources }),
        }
    }

    /// The library that comes with the program.
    fn builtin(&mut self) -> Library {
        let name = "the built-in library".to_owned();
        let source = self.sources.add_argument(name.clone(), PathBuf::new(), BUILTIN.to_owned());
        builtin(name, source)
    }

    /// The library in a source that was read from `path`.
    fn library_in(&mut self, path: &Path, source: usize) -> Option<Library> {
        let name = format!("`{}`", path.display());
        if self.sources.get(source)?.text() == BUILTIN {
            return Some(builtin(name, source));
        }
        let tree = self.tree(source)?;
        library(&tree, &mut self.faults).map(|entries| Library::new(name, entries))
    }

    /// Everything that can be read, `None` if too little is left to go on with.
    fn reading(&mut self, path: &Path, sets: &[String], trials: &ShockArguments) -> Option<Reading> {
        let (tree, files_read) = self.with_sets(path, sets);
        let tree = tree?;
        let library = self.library(&tree);
        let cases = self.cases(&tree);
        let samples = self.samples(&tree);
        if self.faults.has_errors() && library.is_none() && tree.get("library").is_some() {
            // What else is wrong is still worth saying, but not that every unit cost is missing.
            return None;
        }
        let directory = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let further = Further {
            shocks: typed(&trials.shocks, &directory, &mut self.sources),
            together: trials.together,
            cells: typed(&trials.cells, &directory, &mut self.sources),
        };
        let mut known = Known::default();
        let mut reader = Reader::new(&mut self.faults, library.as_ref());
        if views::copies(&tree, &further) > 1 {
            reader = reader.knowing(&mut known);
        }
        let base = reader.scenario(&At::root(&tree));
        let mut looking = Looking {
            tree: &tree,
            base: base.scenario.as_ref(),
            library: library.as_ref(),
            known: &mut known,
            faults: &mut self.faults,
            shared: base.shared.into_iter().collect(),
        };
        let seen = views::read(&mut looking, &further)?;
        let shared = looking.shared;
        warnings::unused_shared(&tree, &shared, &mut self.faults);
        let base = base.scenario?;
        if let Some(after) = tree.get("horizon") {
            // What the same file, or any `--set`, says of a probability is said with the new horizon in mind.
            let changed_in = after.scaled_at.unwrap_or(after.span).source;
            let is_old = |place: &Place| place.source != changed_in && place.source < files_read;
            warnings::changed_horizon(&base, self.first_horizon.as_ref(), Some(after), is_old, &mut self.faults);
        }
        Some(Reading { base, views: seen.views?, shocks: seen.shocks?, library, cases, samples, warnings: Vec::new() })
    }

    /// The tree with the `--set` arguments applied, and how many sources had been read before them.
    pub(super) fn with_sets(&mut self, path: &Path, sets: &[String]) -> (Option<Node>, usize) {
        let mut tree = self.scenario(path);
        let files_read = self.sources.iter().count();
        let directory = path.parent().map(Path::to_path_buf).unwrap_or_default();
        for (index, text) in sets.iter().enumerate() {
            let name = format!("--set argument {}", index + 1);
            let source = self.sources.add_argument(name, directory.clone(), text.clone());
            if let Some(tree) = &mut tree {
                let argument = Argument { text, source, option: "--set", origin: PatchOrigin::Argument };
                arguments::apply(tree, argument, &mut self.faults);
            }
        }
        (tree, files_read)
    }

    /// The library that the scenario names.
    fn library(&mut self, tree: &Node) -> Option<Library> {
        let pair = tree.pair("library")?;
        if matches!(&pair.node.content, Content::Text(text) if text == "builtin") {
            return Some(self.builtin());
        }
        let (path, place) = self.relative(pair, "library")?;
        let source = self.file(&path, Some((place, "library")))?;
        self.library_in(&path, source)
    }

    /// The draws of another model that the scenario names.
    fn samples(&mut self, tree: &Node) -> Option<Placed<SampleTable>> {
        let pair = tree.pair("samples")?;
        let (path, span) = self.relative(pair, "samples")?;
        let (table, place) = (self.sampled_in(&path, span)?, span.at("samples"));
        Some(Placed { value: table, place })
    }

    /// The table of case studies that the scenario names.
    fn cases(&mut self, tree: &Node) -> Option<Placed<CaseTable>> {
        let pair = tree.pair("cases")?;
        let (path, place) = self.relative(pair, "cases")?;
        let source = self.table(&path, Some((place, "cases")))?;
        let table = case_table(source, &self.sources, &mut self.faults)?;
        Some(Placed { value: table, place: place.at("cases") })
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::example::{outcome, reading, reading_of, scenario};
    use crate::scenario::{DiscountRateWritten, Entry, Reading, Scenario, Value, WrittenLaw, YearAmount};

    const TWO: [&str; 2] = [
        "a: {probability: 30%, unit_cost: £1k, paid_by: {nhs: 100%}}",
        "b: {rate: 2, unit_cost: £3k, paid_by: {nhs: 100%}, support: {prevents: 20%}}",
    ];

    fn certain(value: Option<&Value>) -> f64 {
        match value.map(|value| &value.law) {
            Some(WrittenLaw::Certain(value)) => *value,
            other => panic!("{other:?} is not certain"),
        }
    }

    fn prevents(scenario: &Scenario, event: usize) -> &Value {
        scenario.events[event].value.support.prevents.as_ref().unwrap()
    }

    #[test]
    fn defaults_of_support_are_copied_and_remembered() {
        let read = reading(&scenario(&TWO, "support: {prevents: 50%, delays: 3 months}"), &[]);
        assert_eq!(prevents(&read.base, 0).identity, "support.prevents");
        assert_eq!(prevents(&read.base, 1).identity, "events.b.support.prevents");
        assert_eq!(prevents(&read.base, 0).place.path, "events.a.support.prevents");
        assert_eq!(read.base.events[1].value.support.delays, 3.0);
    }

    #[test]
    fn a_patch_of_the_default_changes_its_copies_alone() {
        let more = "support: {prevents: 50%}\nviews:\n  low: {set: {support: {prevents: 10%}}}\n  \
                    half: {scale: {events.a.support.prevents: 50%}}\n  all: {scale: {support.prevents: 10%}}\n  \
                    own: {set: {events: {a: {support: {prevents: 5%}}}}}";
        let read = reading(&scenario(&TWO, more), &[]);
        let seen = |view: usize, event: usize| {
            let value = prevents(&read.views[view].value.scenario, event);
            (certain(Some(value)), value.scaled, value.identity.clone())
        };
        let default = "support.prevents".to_owned();
        let own = |event: &str| format!("events.{event}.support.prevents");
        assert_eq!(seen(0, 0), (0.1, 1.0, default.clone()));
        assert_eq!(seen(0, 1), (0.2, 1.0, own("b")));
        assert_eq!(seen(1, 0), (0.5, 0.5, default.clone()));
        assert_eq!(seen(2, 0), (0.5, 0.1, default));
        assert_eq!(seen(2, 1), (0.2, 1.0, own("b")));
        assert_eq!(seen(3, 0), (0.05, 1.0, own("a")));
    }

    #[test]
    fn one_event_keeps_its_factor_when_the_default_changes() {
        let text = scenario(&TWO, "support: {prevents: 50%}");
        let read = reading(&text, &["events.a.support.prevents=x0.5", "support.prevents=40%", "support.prevents=x0.5"]);
        let value = prevents(&read.base, 0);
        assert_eq!((certain(Some(value)), value.scaled), (0.4, 0.25));
    }

    #[test]
    fn values_are_replaced_whole_with_their_remarks() {
        let event = "a: {probability: {value: 30%, source: report}, unit_cost: £1k, paid_by: {nhs: 100%}}";
        let more = "views: {v: {set: {events: {a: {probability: {beta: {mean: 20%, sd: 5%}}, label: A}}}}}";
        let view = &reading(&scenario(&[event], more), &[]).views[0].value.scenario.events[0].value;
        let probability = view.probability.as_ref().unwrap();
        assert!(matches!(probability.law, WrittenLaw::Uncertain { .. }) && probability.remarks.source.is_none());
        assert_eq!((view.label.as_deref(), certain(Some(&view.unit_cost))), (Some("A"), 1000.0));
    }

    #[test]
    fn set_reaches_keys_lists_and_wildcards() {
        let more = "programme: {funding: [{payer: nhs, amounts: [1k, 2k]}]}";
        let sets = [
            "simulation.draws=10",
            "events.*.unit_cost=£5k",
            "programme.funding.1.amounts.2=£9k",
            "programme.funding.*.amounts.1=x1.5",
            "discount_rate=x2",
        ];
        let text = scenario(&TWO, more) + "discount_rate: 2%\n";
        let base = reading(&text, &sets).base;
        assert_eq!(base.simulation.draws, Some(10));
        assert!(base.events.iter().all(|event| certain(Some(&event.value.unit_cost)) == 5000.0));
        let amounts = &base.programme.unwrap().funding[0].amounts;
        let worth = |entry: &Entry<YearAmount<Value>>| certain(Some(&entry.value.amount)) * entry.value.amount.scaled;
        assert_eq!(amounts.iter().map(worth).collect::<Vec<_>>(), [1500.0, 9000.0]);
        assert_eq!(base.discount_rate, DiscountRateWritten::Rate(0.04));
    }

    #[test]
    fn scaling_the_people_of_a_cohort_by_year_scales_all_years() {
        let text = scenario(&TWO, "").replace("{people: 100}", "{joining: [10, 25]}");
        let joining = reading(&text, &["cohort.people=x1.5"]).base.cohort.joining.clone();
        assert_eq!(joining.iter().map(|entry| entry.value.amount).collect::<Vec<_>>(), [15.0, 37.5]);
        assert_eq!(reading(&text, &["cohort.people=70"]).base.cohort.people.as_ref().unwrap().value, 70);
    }

    #[test]
    fn one_relative_risk_becomes_the_default_beside_a_patch_by_event() {
        let segments = "{people: 100, segments: {s: {share: 100%, relative_risk: 3}}}";
        let text = scenario(&TWO, "").replace("{people: 100}", segments);
        let base = reading(&text, &["cohort.segments.s.relative_risk.a=2", "cohort.segments.s.relative_risk=x2"]).base;
        let risk = &base.cohort.segments[0].value.relative_risk;
        let default = risk.default.as_ref();
        assert_eq!((certain(default), default.unwrap().scaled), (3.0, 2.0));
        assert_eq!((certain(Some(&risk.events[0].value)), risk.events[0].value.scaled), (2.0, 2.0));
    }

    #[test]
    fn a_file_that_extends_another_may_add_remove_and_scale() {
        let parent = scenario(&TWO, "support: {prevents: 50%}\nlibrary: costs.yaml");
        let child = "extends: parts/parent.yaml\ntitle: Child\nevents:\n  a: null\n  \
                     c: {probability: 10%, unit_cost: {library: bed}, paid_by: {nhs: 100%}}\nscale: {events.*.support.prevents: 50%}\n";
        let library =
            "bed: {label: Bed day, value: £719, price_year: 2024/25, source: a book, licence: OGL, status: read}";
        let files = [("child.yaml", child), ("parts/parent.yaml", parent.as_str()), ("parts/costs.yaml", library)];
        let read = reading_of(&files, &[]);
        let ids: Vec<&str> = read.base.events.iter().map(|event| event.id.as_str()).collect();
        assert_eq!((read.base.title.value.as_str(), ids), ("Child", vec!["b", "c"]));
        assert_eq!(prevents(&read.base, 0).scaled, 0.5);
        let copied = prevents(&read.base, 1);
        assert_eq!((copied.identity.as_str(), copied.scaled), ("support.prevents", 0.5));
        assert_eq!(read.library.unwrap().get("bed").unwrap().value, 719.0);
    }

    #[test]
    fn shocks_are_applied_to_every_view_after_its_own_patch() {
        let more =
            "views: {v: {set: {events: {a: {unit_cost: £2k}}}}}\nshocks: {dear: {scale: {events.*.unit_cost: 120%}}}";
        let read = reading(&scenario(&TWO, more), &[]);
        let cost = |scenario: &Scenario| {
            let value = &scenario.events[0].value.unit_cost;
            certain(Some(value)) * value.scaled
        };
        let shock = &read.shocks[0].value;
        assert_eq!((cost(&read.base), cost(&shock.scenario), cost(&shock.views[0])), (1000.0, 1200.0, 2400.0));
    }

    #[test]
    fn the_horizon_changes_with_a_warning_unless_counts_name_their_period() {
        let over =
            "a: {probability: {observed: {events: 3, of: 8, over: 12 months}}, unit_cost: £1k, paid_by: {nhs: 100%}}";
        assert!(reading(&scenario(&[over], ""), &["horizon=12 months"]).warnings.is_empty());
        let ids = |read: Reading| read.warnings.iter().filter_map(|warning| warning.id).collect::<Vec<_>>();
        assert_eq!(ids(reading(&scenario(&TWO, ""), &["horizon=x0.5"])), ["W04"]);
        assert!(ids(reading(&scenario(&TWO, ""), &["horizon=x0.5", "events.a.probability=16%"])).is_empty());
        let view = |set: &str| scenario(&TWO, &format!("views: {{v: {{set: {{horizon: 12 months{set}}}}}}}"));
        assert_eq!(ids(reading(&view(""), &[])), ["W04"]);
        assert!(ids(reading(&view(", events: {a: {probability: 16%}}"), &[])).is_empty());
        let parent = scenario(&TWO, "");
        let child = |more: &str| format!("extends: p.yaml\nhorizon: 12 months\n{more}");
        assert_eq!(ids(reading_of(&[("c.yaml", &child("")), ("p.yaml", &parent)], &[])), ["W04"]);
        let both = child("events: {a: {probability: 16%}}");
        assert!(ids(reading_of(&[("c.yaml", &both), ("p.yaml", &parent)], &[])).is_empty());
    }

    #[test]
    fn every_line_ending_and_the_byte_order_mark_are_read() {
        let text = scenario(&TWO, "");
        let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(reading(&windows, &[]).base.events.len(), 2);
    }

    #[test]
    fn built_in_costs_are_there() {
        let event = "a: {probability: 30%, unit_cost: {library: mh_bedday_adult, times: 30}, paid_by: {nhs: 100%}}";
        let read = reading(&scenario(&[event], "library: builtin\nprice_base: 2021/22"), &[]);
        assert!(read.library.unwrap().get("mh_bedday_adult").is_some());
        let unknown = outcome(
            &[("s.yaml", &scenario(&[&event.replace("mh_bedday_adult", "mh_bedday")], "library: builtin"))],
            &[],
        );
        assert!(unknown.unwrap_err().contains("did you mean `mh_bedday_"));
    }
}
