//! Builds the live page as a user does, weighs it, and has a browser use it as its reader would.

#![cfg(all(feature = "cli", feature = "live"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The most that may be sent round, which a mailbox takes.
const LARGEST: u64 = 2_500_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The page of a scenario, written into `folder`; without one the empty program.
fn live(scenario: Option<&Path>, folder: &Path) -> PathBuf {
    let mut command = Command::new(env!("CARGO_BIN_EXE_averted"));
    command.arg("live").args(scenario).arg("--quiet").arg("-o").arg(folder);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder.join("live.html")
}

#[test]
fn every_page_can_be_sent_round() {
    let folder = tempfile::tempdir().unwrap();
    let entries = fs::read_dir(root().join("scenarios")).unwrap().map(|entry| entry.unwrap().path());
    let shipped = entries
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "unit_costs"))
        .map(Some);
    let pages: Vec<Option<PathBuf>> = shipped.chain([None]).collect();
    assert!(pages.len() >= 7);
    for scenario in pages {
        let page = live(scenario.as_deref(), folder.path());
        let size = fs::metadata(page).unwrap().len();
        assert!(size <= LARGEST, "the page of {scenario:?} has {size} bytes");
    }
}

fn runs(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// Whether there are a browser, node, playwright-core in the folder that `PLAYWRIGHT` names, and axe-core as the file that
/// `AXE_CORE` names; `.ci/run` installs them.
fn there_is_a_reader() -> bool {
    let browser = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let library =
        std::env::var_os("PLAYWRIGHT").map(|folder| PathBuf::from(folder).join("node_modules/playwright-core"));
    let axe = std::env::var_os("AXE_CORE").map(PathBuf::from);
    library.is_some_and(|library| library.is_dir())
        && axe.is_some_and(|axe| axe.is_file())
        && runs(Command::new("node").arg("--version"))
        && browser.iter().any(|name| runs(Command::new(name).arg("--version")))
}

#[test]
fn a_reader_changes_the_page_and_keeps_what_comes_of_it() {
    if !there_is_a_reader() {
        eprintln!("skipped: nobody uses the live page, for node, Chromium, PLAYWRIGHT or AXE_CORE is missing");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let page = live(Some(&root().join("scenarios/havering.yaml")), folder.path());
    let output = Command::new("node")
        .arg(root().join("tests/live/run.mjs"))
        .args([&page, Path::new(env!("CARGO_BIN_EXE_averted")), &folder.path().join("used")])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}
