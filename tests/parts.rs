//! Draws runs in parts, as schedulers would, and holds what is merged against one run, byte for byte; names every fault.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

fn averted(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("averted").unwrap();
    for name in [
        "AVERTED_PART",
        "SLURM_ARRAY_TASK_ID",
        "SLURM_ARRAY_TASK_COUNT",
        "SLURM_ARRAY_TASK_MIN",
        "SLURM_ARRAY_TASK_MAX",
    ] {
        command.env_remove(name);
    }
    command.current_dir(folder).args(arguments);
    command
}

/// A folder with the shipped scenarios, and some that draw in other ways.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    put("sobol.yaml", "extends: havering.yaml\nsimulation: {sampling: sobol}\n");
    // Views with weights are drawn together, those without each by itself.
    put(
        "apart.yaml",
        "extends: havering.yaml\nviews: {optimistic: {weight: null}, central: {weight: null}, pessimistic: {weight: null}}\n",
    );
    folder
}

fn parts_of(folder: &Path) -> Vec<PathBuf> {
    let mut parts: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.retain(|path| path.extension().is_some_and(|ending| ending == "draws"));
    parts.sort();
    parts
}

/// Draws `scenario` in `count` parts and returns them.
fn drawn(folder: &Path, scenario: &str, draws: &str, count: usize) -> Vec<PathBuf> {
    let out = format!("parts-{scenario}");
    for number in (1..=count).rev() {
        let part = format!("{number}/{count}");
        averted(folder, &["run", scenario, "--draws", draws, "--part", &part, "--output", &out, "--quiet"])
            .assert()
            .code(0);
    }
    parts_of(&folder.join(out))
}

fn merged(folder: &Path, scenario: &str, draws: &str, parts: &[PathBuf], more: &[&str]) -> assert_cmd::assert::Assert {
    let parts: Vec<&str> = parts.iter().map(|path| path.to_str().unwrap()).collect();
    let command = [&["merge", scenario], parts.as_slice(), &["--draws", draws], more].concat();
    averted(folder, &command).assert()
}

#[test]
fn parts_together_are_the_run_to_the_last_byte() {
    let folder = folder();
    let names = [
        "havering",
        "thurrock",
        "homelessness_prevention",
        "supported_employment",
        "sceptical",
        "havering_case_studies",
        "sobol",
        "apart",
    ];
    for (name, count) in names.into_iter().zip([5, 2, 7, 3, 4, 1, 3, 4]) {
        let scenario = format!("{name}.yaml");
        let parts = drawn(folder.path(), &scenario, "240", count);
        assert_eq!(parts.len(), count);
        let formats = ["--format", "json,csv,html,md", "--quiet"];
        merged(folder.path(), &scenario, "240", &parts, &[&formats[..], &["--output", "merged"]].concat()).code(0);
        let whole = [&["run", scenario.as_str(), "--draws", "240", "--output", "whole"], &formats[..]].concat();
        averted(folder.path(), &whole).assert().code(0);
        for file in ["results.json", "draws.csv", "report.html", "report.md"] {
            let [one, other] = ["merged", "whole"].map(|out| fs::read(folder.path().join(out).join(file)).unwrap());
            assert!(one == other, "{name}: {file}");
        }
    }
}

#[test]
fn a_part_that_is_there_is_not_drawn_again_and_a_run_can_be_given_more() {
    let folder = folder();
    let one = ["run", "sobol.yaml", "--draws", "200", "--part", "1/1", "--output", "parts"];
    averted(folder.path(), &one).assert().code(0);
    let first = parts_of(&folder.path().join("parts"));
    let written = fs::metadata(&first[0]).unwrap().modified().unwrap();
    let again = averted(folder.path(), &one).assert().code(0);
    assert!(
        String::from_utf8_lossy(&again.get_output().stdout).contains("is there already: part 1 of 1, draws 1 to 200")
    );
    assert_eq!(fs::metadata(&first[0]).unwrap().modified().unwrap(), written);
    // The second half of twice as many.
    averted(folder.path(), &["run", "sobol.yaml", "--draws", "400", "--part", "2/2", "--output", "parts", "-q"])
        .assert()
        .code(0);
    let json = |assert: assert_cmd::assert::Assert| assert.code(0).get_output().stdout.clone();
    let both = json(merged(folder.path(), "sobol.yaml", "400", &parts_of(&folder.path().join("parts")), &["--json"]));
    let whole = json(averted(folder.path(), &["run", "sobol.yaml", "--draws", "400", "--json"]).assert());
    assert!(both == whole);
}

#[test]
fn schedulers_say_which_part_is_meant() {
    let folder = folder();
    let mut command =
        averted(folder.path(), &["run", "havering.yaml", "--draws", "64", "--output", "parts", "--part", "--quiet"]);
    for (name, value) in [("ID", "0"), ("MIN", "0"), ("MAX", "3"), ("COUNT", "4")] {
        command.env(format!("SLURM_ARRAY_TASK_{name}"), value);
    }
    command.assert().code(0);
    let mut command =
        averted(folder.path(), &["run", "havering.yaml", "--draws", "64", "--output", "parts", "--part", "--quiet"]);
    command.env("AVERTED_PART", "2/4").assert().code(0);
    let names: Vec<String> = parts_of(&folder.path().join("parts"))
        .iter()
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, ["part-1-of-4.draws", "part-2-of-4.draws"]);
    let nothing = averted(folder.path(), &["run", "havering.yaml", "--part"]).assert().code(2);
    assert!(String::from_utf8_lossy(&nothing.get_output().stderr).contains("set AVERTED_PART=3/64"));
}

#[test]
fn every_fault_of_a_merge_is_named() {
    let folder = folder();
    let at = folder.path();
    let parts = drawn(at, "havering.yaml", "80", 4);
    let refused = |parts: &[PathBuf], more: &[&str], said: &[&str]| {
        let assert =
            merged(at, "havering.yaml", "80", parts, &[more, &["--output", "out", "--quiet"]].concat()).code(1);
        let error = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
        for said in said {
            assert!(error.contains(said), "{said:?} is not in {error}");
        }
        assert!(!at.join("out").exists(), "{error}");
    };
    refused(&[parts[0].clone(), parts[3].clone()], &[], &["draws 21 to 60 are missing", "--array=2,3 of 4"]);
    refused(&parts, &["--seed", "7"], &["part-1-of-4.draws is of seed 1"]);
    refused(&parts, &["--set", "cohort.people=7"], &["is of another scenario, other files or other changes"]);
    // Damaged, cut short, of nobody, of another version.
    let bytes = fs::read(&parts[1]).unwrap();
    let with = |name: &str, bytes: &[u8]| {
        let path = at.join(name);
        fs::write(&path, bytes).unwrap();
        vec![parts[0].clone(), path, parts[2].clone(), parts[3].clone()]
    };
    let mut flipped = bytes.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    refused(&with("flipped.draws", &flipped), &[], &["flipped.draws is damaged, or was cut short"]);
    refused(&with("cut.draws", &bytes[..bytes.len() - 9]), &[], &["cut.draws is damaged"]);
    refused(&with("notes.draws", b"not a part"), &[], &["notes.draws is no part of a run"]);
    refused(&with("empty.draws", b""), &[], &["empty.draws is not there, or is empty"]);
    let cut = drawn(at, "havering.yaml", "80", 3);
    let mut twofold = parts.clone();
    twofold.extend(cut);
    refused(&twofold, &[], &["holds draws that another part holds too"]);
    // The same part twice is taken once, and said.
    let copy = at.join("copy.draws");
    fs::copy(&parts[2], &copy).unwrap();
    let mut twice = parts.clone();
    twice.push(copy);
    let assert = merged(at, "havering.yaml", "80", &twice, &["--output", "out", "--quiet"]).code(0);
    assert!(String::from_utf8_lossy(&assert.get_output().stderr).contains("is the same part as"));
    // A precision is not known to a part, and told of all of them.
    let asked = averted(at, &["run", "havering.yaml", "--part", "1/2", "--precision", "1%"]).assert().code(2);
    assert!(String::from_utf8_lossy(&asked.get_output().stderr).contains("`averted merge` says how precise they are"));
    let assert = merged(at, "havering.yaml", "80", &parts, &["--precision", "1%", "--output", "precise"]);
    let told = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(told.contains("further parts like these would reach it"), "{told}");
}

#[test]
fn a_part_in_a_folder_that_holds_others_is_whole_or_not_there() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("parts")).unwrap();
    fs::write(at.join("parts/part-1-of-2.draws"), "notes of mine").unwrap();
    let run = ["run", "havering.yaml", "--draws", "40", "--part", "1/2", "--output", "parts"];
    let refused = averted(at, &run).assert().code(2);
    assert!(String::from_utf8_lossy(&refused.get_output().stderr).contains("is there already and is no part of a run"));
    assert_eq!(fs::read_to_string(at.join("parts/part-1-of-2.draws")).unwrap(), "notes of mine");
    fs::remove_file(at.join("parts/part-1-of-2.draws")).unwrap();
    averted(at, &run).assert().code(0);
    let path = at.join("parts/part-1-of-2.draws");
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let again = averted(at, &run).assert().code(0);
    assert!(String::from_utf8_lossy(&again.get_output().stderr).contains("is damaged and is drawn again"));
    assert!(fs::read(&path).unwrap() == whole);
    assert_eq!(fs::read_dir(at.join("parts")).unwrap().count(), 1);
}
