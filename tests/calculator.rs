//! Holds the formulas of results.xlsx against the run that they are of, and against a spreadsheet program that works them out.

#![cfg(feature = "xlsx")]

use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use averted::estimate::Results;
use averted::run::{self, Run};
use calamine::{Data, Reader as _, Xlsx};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SCENARIO: &str = "scenarios/homelessness_prevention.yaml";

fn run_of(set: &[&str]) -> Run {
    let set: Vec<String> = set.iter().map(|&set| set.to_owned()).collect();
    let request = run::Request { set, draws: Some(1_000), seed: None };
    let disk = run::Disk::beside(Path::new(SCENARIO));
    run::run_of(Path::new(SCENARIO), &disk, &request).expect("a run")
}

fn workbook(run: &Run) -> Vec<u8> {
    let table = run.estimates.table(&run.plan, &run.headline);
    averted::render::xlsx(&run.estimates.results, &[], Some(&table)).expect("a workbook")
}

/// Every cell of the calculator that holds a number, by what stands at the left of its row and the number of its column.
fn calculated(bytes: &[u8]) -> Vec<(String, usize, f64)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("Calculator").expect("a sheet");
    let mut found = Vec::new();
    for row in sheet.rows() {
        let label = row.first().map(ToString::to_string).unwrap_or_default();
        for (column, cell) in row.iter().enumerate().skip(1) {
            if let Data::Float(number) = cell {
                found.push((label.clone(), column, *number));
            }
        }
    }
    found
}

fn at(cells: &[(String, usize, f64)], label: &str, column: usize) -> f64 {
    let found = cells.iter().find(|(own, place, _)| own == label && *place == column);
    found.unwrap_or_else(|| panic!("{label} {column}: {cells:?}")).2
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(1.0)
}

#[test]
fn cached_values_are_those_of_the_run() {
    let run = run_of(&[]);
    let results = &run.estimates.results;
    let cells = calculated(&workbook(&run));
    let (_, target) = results.targets.iter().next().expect("a target");
    assert!(close(at(&cells, &target.label, 1), target.written));
    assert!(close(at(&cells, &target.label, 2), target.chance.probability));
    assert!(close(at(&cells, &target.label, 6) * target.amount / target.written, target.mean_shortfall.unwrap()));
    let reached = target.value.quantile(0.2).map(|quantile| quantile.value);
    if let Some(reached) = reached {
        assert!(close(at(&cells, &target.label, 5) * target.amount / target.written, reached));
    }
    let avoided = &results.total.avoided;
    assert!(close(at(&cells, "Avoided cost: mean", 1), avoided.mean));
    for (p, label) in [(0.025, "2.5%"), (0.5, "50%"), (0.975, "97.5%")] {
        let label = format!("Avoided cost: {label} of draws are below");
        assert!(close(at(&cells, &label, 1), avoided.quantile(p).unwrap().value), "{label}");
        // The number beside it that does not move.
        assert!(close(at(&cells, &label, 1), at(&cells, &label, 3)));
    }
    let programme = results.programme.as_ref().expect("a programme");
    assert!(close(at(&cells, "Net of programme cost, present value: mean", 1), programme.net_pv.mean));
    assert!(close(at(&cells, "Cashable: mean", 1), results.total.cashable.mean));
    assert!(close(at(&cells, "Programme cost, present value", 1), programme.cost_pv));
}

/// LibreOffice, where it is installed.
fn office() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join("soffice")).find(|path| path.is_file())
}

/// The workbook as a spreadsheet program saves it after working everything out.
fn recalculated(bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("book.xlsx"), bytes).unwrap();
    let converted = Command::new(office().expect("LibreOffice"))
        .arg(format!("-env:UserInstallation=file://{}", folder.path().join("office").display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .args([folder.path().join("out"), folder.path().join("book.xlsx")])
        .output()
        .unwrap();
    assert!(converted.status.success(), "{}", String::from_utf8_lossy(&converted.stderr));
    fs::read(folder.path().join("out/book.xlsx")).unwrap()
}

/// The calculator with other texts in its sheet, and no cached value that could be mistaken for one worked out anew.
fn changed(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        // The second sheet is the calculator.
        if name == "xl/worksheets/sheet2.xml" {
            let text = change(&String::from_utf8(content).unwrap());
            let mut kept = String::new();
            for (place, piece) in text.split("</f><v>").enumerate() {
                kept.push_str(if place == 0 { piece } else { &piece[piece.find("</v>").unwrap() + 4..] });
                kept.push_str("</f>");
            }
            content = kept.strip_suffix("</f>").unwrap().as_bytes().to_vec();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
#[ignore = "needs LibreOffice: cargo test --release --test calculator -- --ignored"]
fn a_spreadsheet_program_works_out_the_same() {
    let bytes = workbook(&run_of(&[]));
    let ours = calculated(&bytes);
    let theirs = calculated(&recalculated(&changed(&bytes, str::to_owned)));
    assert!(ours.len() > 40 && ours.len() == theirs.len(), "{} {}", ours.len(), theirs.len());
    for ((label, column, one), (_, _, other)) in ours.iter().zip(&theirs) {
        assert!(close(*one, *other), "{label} {column}: {one} {other}");
    }
}

#[test]
#[ignore = "needs LibreOffice: cargo test --release --test calculator -- --ignored"]
fn a_changed_target_has_the_chance_that_a_run_gives_it() {
    let run = run_of(&[]);
    let (id, label, value) = {
        let (id, target) = run.estimates.results.targets.iter().next().unwrap();
        // An amount near the middle of what counts, so that the chance is a number and not an end.
        (id.to_owned(), target.label.clone(), (target.value.mean * target.written / target.amount).round())
    };
    let bytes = changed(&workbook(&run), |text| {
        let cell = text.find("<v>75000</v>").expect("the amount of the target");
        format!("{}<v>{value}</v>{}", &text[..cell], &text[cell + "<v>75000</v>".len()..])
    });
    let cells = calculated(&recalculated(&bytes));
    let set = format!("targets.{id}.amount={value}");
    let again: Results = run_of(&[&set]).estimates.results;
    let (_, target) = again.targets.iter().next().unwrap();
    assert!(target.chance.probability > 0.1 && target.chance.probability < 0.9);
    assert!(
        close(at(&cells, &label, 2), target.chance.probability),
        "{} {}",
        at(&cells, &label, 2),
        target.chance.probability
    );
    assert!(close(at(&cells, &label, 6) * target.amount / target.written, target.mean_shortfall.unwrap()));
}
