//! Holds the draws file to what it says of itself: names without quotes, means of results.json, metadata in Parquet.

use std::path::Path;

use averted::estimate::{DrawColumn, DrawRows, Results};
use averted::run::{Disk, Request};
use averted::{Run, run_of};
use serde_json::Value;

/// Runs a scenario of the repository with so many draws.
fn run(name: &str, draws: u64) -> Run {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    // The scenario of every key names the library beside the shipped ones.
    let allowed = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let disk = Disk::new(&path, &[allowed]);
    run_of(&path, &disk.unwrap(), &Request { draws: Some(draws), ..Request::default() }).unwrap()
}

fn shipped() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names
        .filter(|name| name.ends_with(".yaml") && name != "unit_costs.yaml")
        .map(|name| format!("scenarios/{name}"))
        .chain(["tests/scenarios/every_key.yaml".to_owned()])
        .collect();
    names.sort();
    names
}

/// What stands at a place of results.json, such as `years[0].avoided`.
fn at<'a>(results: &'a Value, place: &str) -> &'a Value {
    let mut rest = results;
    for part in place.split('.') {
        let (key, index) = part.strip_suffix(']').and_then(|part| part.split_once('[')).unwrap_or((part, ""));
        rest = &rest[key];
        if let Ok(index) = index.parse::<usize>() {
            rest = &rest[index];
        }
    }
    rest
}

/// The column at `index` as numbers, one a row.
fn values(table: &dyn DrawRows, index: usize) -> Vec<f64> {
    let mut numbers = Vec::new();
    (0..table.rows())
        .map(|row| {
            table.numbers(row, &mut numbers);
            numbers[index - 2]
        })
        .collect()
}

#[test]
fn every_column_reproduces_the_mean_of_its_place() {
    for name in shipped() {
        let run = run(&name, 200);
        let table = run.estimates.table(&run.plan, &run.headline);
        let results = serde_json::to_value(&run.estimates.results).unwrap();
        let mut numbers = Vec::new();
        table.numbers(0, &mut numbers);
        assert_eq!(numbers.len() + 2, table.columns().len(), "{name}");
        let mut compared = 0;
        for (index, column) in table.columns().iter().enumerate().skip(2) {
            let place = column.place.as_deref().unwrap();
            if column.name.starts_with("input_") {
                assert!(run.plan.parameters.iter().any(|parameter| parameter.path == place), "{name}: {place}");
                continue;
            }
            // With weighted views the headline pools them as the draws do; a ratio that some draw does not have is not given.
            let Some(mean) = at(&results, place)["mean"].as_f64() else { continue };
            let values = values(&table, index);
            let count = f64::from(u32::try_from(values.len()).unwrap());
            let found = values.iter().sum::<f64>() / count;
            let size = values.iter().fold(1.0_f64, |most, value| most.max(value.abs()));
            assert!((found - mean).abs() <= 1e-9 * size, "{name}: {} has {found}, {place} says {mean}", column.name);
            compared += 1;
        }
        assert!(compared >= 8, "{name}: {compared} columns were compared");
    }
}

#[test]
fn names_need_no_quotes_and_none_comes_twice() {
    for name in shipped() {
        let run = run(&name, 2);
        let table = run.estimates.table(&run.plan, &run.headline);
        let mut names: Vec<&str> = table.columns().iter().map(|column| column.name.as_str()).collect();
        let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
        assert!(
            names
                .iter()
                .all(|name| name.starts_with(|first: char| first.is_ascii_lowercase()) && name.chars().all(plain)),
            "{name}: {names:?}"
        );
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "{name}");
        for column in table.columns().iter().skip(2) {
            assert!(column.unit.is_some() && column.covers.is_some() && !column.label.is_empty(), "{column:?}");
        }
    }
    let run = run("scenarios/havering.yaml", 2);
    let table = run.estimates.table(&run.plan, &run.headline);
    for wanted in [
        "event_eviction_avoided",
        "event_eviction_occurrences",
        "event_eviction_averted",
        "payer_nhs_avoided",
        "year_2020_21_avoided",
        "target_mtfs_2022_23_value",
        "input_events_eviction_probability",
    ] {
        assert!(table.columns().iter().any(|column| column.name == wanted), "{wanted}");
    }
}

/// Two rows of one number, the second of which does not exist.
#[cfg(feature = "parquet")]
struct Two(Vec<DrawColumn>);

#[cfg(feature = "parquet")]
impl DrawRows for Two {
    fn columns(&self) -> &[DrawColumn] {
        &self.0
    }

    fn rows(&self) -> usize {
        2
    }

    fn view(&self, row: usize) -> &str {
        if row == 0 { "=1+1" } else { "central" }
    }

    fn numbers(&self, row: usize, numbers: &mut Vec<f64>) {
        numbers.clear();
        numbers.push(if row == 0 { 0.1 } else { f64::NAN });
    }
}

#[cfg(feature = "parquet")]
fn parquet(results: &Results, table: &dyn DrawRows) -> parquet::file::reader::SerializedFileReader<bytes::Bytes> {
    let [first, second] = [0, 1].map(|_| {
        let mut bytes = Vec::new();
        averted::render::draws_parquet(results, table, &mut bytes).unwrap();
        bytes
    });
    assert!(first == second, "same draws, same bytes");
    parquet::file::reader::SerializedFileReader::new(bytes::Bytes::from(first)).unwrap()
}

#[test]
#[cfg(feature = "parquet")]
fn parquet_is_read_again_and_nan_is_null() {
    use parquet::file::reader::FileReader as _;
    use parquet::record::RowAccessor as _;
    let run = run("scenarios/havering.yaml", 2);
    let columns = run.estimates.table(&run.plan, &run.headline).columns()[..3].to_vec();
    let reader = parquet(&run.estimates.results, &Two(columns));
    let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].get_long(0).unwrap(), 1);
    assert_eq!(rows[0].get_string(1).unwrap(), "=1+1");
    assert_eq!(rows[0].get_double(2).unwrap(), 0.1);
    assert!(rows[1].get_double(2).is_err(), "NaN is null");
}

#[test]
#[cfg(feature = "parquet")]
fn parquet_says_what_it_is_of_and_what_its_columns_are() {
    use parquet::file::reader::FileReader as _;
    let run = run("scenarios/havering.yaml", 3);
    let results = &run.estimates.results;
    let table = run.estimates.table(&run.plan, &run.headline);
    let reader = parquet(results, &table);
    let metadata = reader.metadata().file_metadata();
    let said = |key: &str| {
        let mut found = metadata.key_value_metadata().unwrap().iter().filter(|entry| entry.key == key);
        let value = found.next().and_then(|entry| entry.value.clone()).unwrap_or_else(|| panic!("no {key}"));
        assert!(found.next().is_none(), "{key} stands once");
        value
    };
    for (key, value) in [
        ("averted.title", results.scenario.title.as_str()),
        ("averted.file", "havering.yaml"),
        ("averted.sha256", &results.scenario.sha256),
        ("averted.fingerprint", &results.scenario.fingerprint),
        ("averted.seed", &results.run.seed.to_string()),
        ("averted.draws", "3"),
        ("averted.version", env!("CARGO_PKG_VERSION")),
        ("averted.price_base", "2021/22"),
    ] {
        assert_eq!(said(key), value, "{key}");
    }
    let columns: Value = serde_json::from_str(&said("averted.columns")).unwrap();
    let names: Vec<&str> = metadata.schema().get_fields().iter().map(|field| field.name()).collect();
    assert_eq!(columns.as_object().unwrap().keys().collect::<Vec<_>>(), names, "every column, in order");
    let eviction = &columns["event_eviction_averted"];
    assert_eq!(
        [&eviction["unit"], &eviction["kind"], &eviction["covers"], &eviction["place"]],
        ["occurrences", "event", "evidence and chance", "events.eviction.averted"]
    );
    assert_eq!(columns["input_events_eviction_probability"]["unit"], "share");
    assert!(eviction["label"].as_str().unwrap().ends_with(": occurrences averted"), "{eviction}");
    let attributes: Value = serde_json::from_str(&said("PANDAS_ATTRS")).unwrap();
    assert_eq!((&attributes["seed"], &attributes["columns"]), (&Value::from(results.run.seed.to_string()), &columns));
}
