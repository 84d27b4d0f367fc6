//! Holds values from another model's draws to its rows: means, correlation, and runs that begin alike.

#[path = "common/town.rs"]
mod town;

use serde_json::Value;
use town::Town;

/// 2,000 rows in which who is likelier evicted costs more: cost = £20,000 · p.
fn table() -> String {
    let row = |row: u32| {
        let p = 0.1 + 0.4 * f64::from(row % 2_000) / 2_000.0;
        // In no order.
        (f64::from(row * 977 % 2_000), format!("{p};{};{}\n", 20_000.0 * p, 1.2 - p))
    };
    let mut rows: Vec<(f64, String)> = (0..2_000).map(row).collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    format!("p;cost;ratio\n{}", rows.into_iter().map(|(_, row)| row).collect::<String>())
}

fn town(event: &str, rest: &str) -> Town {
    let town = Town::new(&format!(
        "title: Town\nhorizon: 12 months\ndiscount_rate: 0%\nsamples: psa.csv\ncohort: {{people: 5}}\npayers: {{nhs: {{label: NHS}}}}\n\
         events:\n  a: {{{event}, paid_by: {{nhs: 100%}}, support: {{prevents: 50%}}}}\n{rest}"
    ));
    std::fs::write(town.path("psa.csv"), table()).expect("a table");
    town
}

fn results(town: &Town, more: &[&str]) -> Value {
    let arguments = [&["run", "town.yaml", "--json", "--quiet"], more].concat();
    let output = town.averted(&arguments).assert().code(0).get_output().clone();
    serde_json::from_slice(&output.stdout).expect("results")
}

#[test]
fn columns_are_drawn_by_the_same_row() {
    let town = town("probability: {sampled: p}, unit_cost: {sampled: cost}", "");
    let expected = |more: &[&str]| {
        let results = results(&town, more);
        let expected = &results["per_person"]["expected"];
        (expected["mean"].as_f64().unwrap(), expected["mcse"].as_f64().unwrap())
    };
    // ½ · £20,000 · E[p²], p even on 10% to 50%: E[p²] = (0.5³ - 0.1³)/(3 · 0.4), less what the steps of the table leave
    // out, below £1; drawn apart it would be £900.
    let exact = 10_000.0 * (0.125 - 0.001) / 1.2;
    for sampling in ["random", "sobol"] {
        let (mean, error) = expected(&["--draws", "8192", "--set", &format!("simulation.sampling={sampling}")]);
        assert!((mean - exact).abs() < 4.0 * error + 1.0, "{sampling}: {mean} ± {error}, exactly {exact}");
        assert!(error < 10.0, "{error}");
    }
}

#[test]
fn a_column_is_multiplied_by_the_same_row() {
    let cost = |unit_cost: &str| {
        let town = town(&format!("probability: {{sampled: p}}, unit_cost: {unit_cost}"), "");
        results(&town, &["--draws", "256"])["per_person"]["expected"]["mean"].as_f64().unwrap()
    };
    // cost = £20,000 · p in every row.
    let (column, multiplied) = (cost("{sampled: cost}"), cost("{sampled: p, times: 20_000}"));
    assert!((column - multiplied).abs() < 1e-9 * column, "{column} and {multiplied}");
    assert!((cost("{sampled: p, times: 10_000}") - column / 2.0).abs() < 1e-9 * column);
    let log = town("probability: {sampled: p}, unit_cost: {sampled: p, times: 20_000}", "");
    let said = log.averted(&["check", "town.yaml"]).assert().code(0).get_output().stdout.clone();
    let said = String::from_utf8_lossy(&said).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("draws of another model, column p, times 20000"), "{said}");
}

#[test]
fn a_longer_run_begins_with_the_shorter() {
    let town = town("probability: {sampled: p}, unit_cost: {sampled: cost}", "");
    let draws = |count: &str| {
        let out = format!("out{count}");
        town.averted(&["run", "town.yaml", "--quiet", "--format", "csv", "--draws", count, "--output", &out])
            .assert()
            .code(0);
        std::fs::read_to_string(town.path(&out).join("draws.csv")).expect("draws")
    };
    let (short, long) = (draws("50"), draws("80"));
    assert!(long.starts_with(short.trim_end()), "{short}");
}

#[test]
fn what_no_column_holds_is_said_with_its_row() {
    for (event, said) in [
        ("probability: {sampled: cost}, unit_cost: £1k", "is not a share, and 1999 more rows"),
        ("probability: {sampled: p, times: 3}, unit_cost: £1k", "times 3 is not a share"),
        ("probability: {sampled: chance}, unit_cost: £1k", "there is no column of draws `chance`"),
        (
            "probability: {sampled: p}, unit_cost: {mixture: [{weight: 100%, value: {sampled: cost}}]}",
            "cannot stand inside a `mixture`",
        ),
    ] {
        let output = town(event, "").averted(&["check", "town.yaml"]).assert().code(2).get_output().clone();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(text.contains(said), "{text}");
    }
    let correlated = "correlations: [{between: [events.a.probability, events.a.unit_cost], rho: 0.4}]\n";
    let output = town("probability: {sampled: p}, unit_cost: {gamma: {mean: £1k, sd: £200}}", correlated)
        .averted(&["check", "town.yaml"])
        .assert()
        .code(2)
        .get_output()
        .clone();
    assert!(String::from_utf8_lossy(&output.stderr).contains("is drawn with its table"));
}

#[cfg(feature = "parquet")]
mod stored {
    use super::{results, table, town};
    use crate::town::Town;
    use parquet::basic::Compression;
    use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::sync::Arc;

    const EVENT: &str = "probability: {sampled: p}, unit_cost: {sampled: cost}";

    /// The table as Parquet: `p` as given, `cost` of the CSV, and a column of words.
    fn written(p: &[Option<f64>]) -> Vec<u8> {
        let schema = "message draws { OPTIONAL DOUBLE p; REQUIRED DOUBLE cost; REQUIRED BYTE_ARRAY words (STRING); }";
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
        let mut group = writer.next_row_group().unwrap();
        let levels: Vec<i16> = p.iter().map(|value| i16::from(value.is_some())).collect();
        let known: Vec<f64> = p.iter().flatten().copied().collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&known, Some(&levels), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<DoubleType>().write_batch(&numbers(1), None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&vec![ByteArray::from("x"); p.len()], None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
        writer.into_inner().unwrap()
    }

    /// A column of the CSV.
    fn numbers(column: usize) -> Vec<f64> {
        table().lines().skip(1).map(|line| line.split(';').nth(column).unwrap().parse().unwrap()).collect()
    }

    fn known() -> Vec<Option<f64>> {
        numbers(0).into_iter().map(Some).collect()
    }

    /// The town with its table as Parquet.
    fn stored(event: &str, bytes: &[u8]) -> Town {
        let town = town(event, "");
        let text = std::fs::read_to_string(town.path("town.yaml")).unwrap().replace("psa.csv", "psa.parquet");
        std::fs::write(town.path("town.yaml"), text).unwrap();
        std::fs::write(town.path("psa.parquet"), bytes).unwrap();
        town
    }

    #[test]
    fn a_stored_table_gives_the_numbers_of_the_text() {
        let of = |town: &Town| {
            let mut results = results(town, &["--draws", "500"]);
            let object = results.as_object_mut().unwrap();
            // The files themselves, and the hash of one that names the other.
            object.remove("inputs").expect("inputs");
            object["scenario"].as_object_mut().unwrap().remove("sha256").expect("a hash");
            object["scenario"].as_object_mut().unwrap().remove("fingerprint").expect("a hash");
            results.to_string().replace("psa.parquet", "psa.csv")
        };
        let town = stored(EVENT, &written(&known()));
        assert_eq!(of(&super::town(EVENT, "")), of(&town));
        // The file itself is kept in the results, so that they can be verified anywhere.
        town.averted(&["run", "town.yaml", "--quiet", "--draws", "50", "--output", "out"]).assert().code(0);
        std::fs::remove_file(town.path("psa.parquet")).unwrap();
        town.averted(&["run", "--verify", "out/results.json"]).assert().code(0);
    }

    #[test]
    fn what_a_stored_table_lacks_is_said() {
        let mut holed = known();
        (holed[6], holed[8]) = (None, None);
        let (whole, holed) = (written(&known()), written(&holed));
        for (event, bytes, said) in [
            (EVENT, &holed[..], "row 7 of psa.parquet, column `p`: there is no number, and 1 more row"),
            ("probability: {sampled: words}, unit_cost: 5", &whole, "`words` of psa.parquet holds text, not numbers"),
            ("probability: {sampled: q}, unit_cost: 5", &whole, "there is no column of draws `q`"),
            (EVENT, &whole[..whole.len() - 1], "psa.parquet`: the Parquet file is damaged or cut off"),
            (EVENT, b"", "psa.parquet`: the Parquet file is damaged or cut off"),
        ] {
            let output = stored(event, bytes).averted(&["check", "town.yaml"]).assert().code(2).get_output().clone();
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(text.contains(said), "{said}: {text}");
        }
        // A hole in a column that nothing names is nobody's business.
        stored("probability: 30%, unit_cost: {sampled: cost}", &holed)
            .averted(&["check", "town.yaml"])
            .assert()
            .code(0);
        let town = stored(EVENT, &whole);
        let output = town.averted(&["evidence", "--cases", "psa.parquet"]).assert().code(2).get_output().clone();
        assert!(String::from_utf8_lossy(&output.stderr).contains("is a Parquet file, which only `samples` reads"));
    }
}
