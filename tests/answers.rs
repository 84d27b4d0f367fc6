//! Holds the answers that programs get to what the command line prints: the same bytes, the same words of every refusal.

use std::path::Path;

use assert_cmd::Command;
use averted::cli::{Caller, Refusal, answer};

const TOWN: &str = "
title: A small town
horizon: 24 months
cohort: {people: 60, frailty: 0.6}
payers: {housing: {label: Council housing, groups: [council]}, nhs: {label: NHS}}
events:
  eviction: {probability: {observed: 3 of 8}, unit_cost: £12k, paid_by: {housing: 100%}, support: {prevents: 40%}}
  admission: {rate: 0.4 per year, unit_cost: {gamma: {mean: £4k, sd: £1k}}, paid_by: {nhs: 100%}, support: {prevents: 20%}}
targets: {budget: {amount: £20k, payers: [council]}}
simulation: {draws: 200}
";

/// A folder of its own with `town.yaml` and `village.yaml`.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("town.yaml"), TOWN).unwrap();
    std::fs::write(folder.path().join("village.yaml"), TOWN.replace("people: 60", "people: 9")).unwrap();
    folder
}

/// What the command prints, and its remarks.
fn printed(arguments: &[String]) -> (Vec<u8>, String, Option<i32>) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("averted"));
    let output = command.args(arguments).env("COLUMNS", "100").output().unwrap();
    (output.stdout, String::from_utf8(output.stderr).unwrap(), output.status.code())
}

fn refused(arguments: &[String], caller: &Caller) -> Refusal {
    answer(arguments, caller).err().unwrap_or_else(|| panic!("{arguments:?} was answered"))
}

fn words(arguments: &[&str], folder: &Path) -> Vec<String> {
    let file = |word: &&str| word.ends_with(".yaml") || word.ends_with(".draws");
    let whole = |word: &&str| if file(word) { folder.join(word).display().to_string() } else { (*word).to_owned() };
    arguments.iter().map(whole).collect()
}

#[test]
fn programs_get_the_bytes_that_the_command_prints() {
    let folder = folder();
    let asked: [(&[&str], bool); 12] = [
        (&["run", "town.yaml"], true),
        (&["run", "town.yaml", "--with", "stress", "--seed", "7", "--set=cohort.people=70"], true),
        (&["run", "town.yaml", "--precision", "5%"], true),
        (&["stress", "town.yaml", "--shock", "cohort.people=x1.5"], true),
        (&["drivers", "town.yaml"], true),
        (&["evidence", "town.yaml"], true),
        (&["compare", "town.yaml", "village.yaml"], true),
        (&["check", "town.yaml"], false),
        (&["costs", "eviction"], false),
        (&["explain", "prevents"], false),
        (&["dictionary", "--of", "draws", "--csv"], false),
        (&["schema", "--of", "stress"], false),
    ];
    for (arguments, json) in asked {
        let mut arguments = words(arguments, folder.path());
        let reply = answer(&arguments, &Caller::program()).unwrap_or_else(|refusal| panic!("{refusal}"));
        assert_eq!(reply.has_json(), json, "{arguments:?}");
        if json {
            arguments.push("--json".to_owned());
        }
        assert_eq!(String::from_utf8_lossy(&reply.bytes().unwrap()), String::from_utf8_lossy(&printed(&arguments).0));
        assert!(!std::env::current_dir().unwrap().join("output/town").exists(), "{arguments:?} wrote something");
    }
}

#[test]
fn programs_get_the_files_and_words_that_the_command_writes() {
    let folder = folder();
    let out = folder.path().join("out");
    let mut arguments = words(&["run", "town.yaml"], folder.path());
    let reply = answer(&arguments, &Caller::program()).unwrap();
    arguments.extend(["--format".to_owned(), "all".to_owned(), "--output".to_owned(), out.display().to_string()]);
    let (said, _, code) = printed(&arguments);
    assert_eq!(code, Some(0));
    let said = String::from_utf8(said).unwrap();
    assert!(said.starts_with(&reply.text(false, None)), "{said}\n{}", reply.text(false, None));
    for name in ["results.json", "draws.csv", "draws.parquet", "report.html", "report.md", "figures/chance.svg"] {
        let written = std::fs::read(out.join(name)).unwrap_or_else(|_| panic!("{name} was not written"));
        assert!(reply.file(name).unwrap() == written, "{name} differs");
    }
    let figures = reply.figures(Some(&["chance".to_owned()])).unwrap();
    assert!(figures.len() == 1 && figures[0].svg.starts_with("<svg"));
    let refusal = reply.file("report.doc").unwrap_err();
    assert!(refusal.code == 2 && refusal.message.contains("report.html"), "{refusal}");
}

#[test]
fn refusals_have_the_words_and_the_code_of_the_command() {
    let folder = folder();
    std::fs::write(folder.path().join("wrong.yaml"), TOWN.replace("horizon: 24 months", "horizn: 24 months")).unwrap();
    for arguments in [
        &["check", "wrong.yaml"][..],
        &["run", "wrong.yaml"],
        &["run", "nowhere.yaml"],
        &["run", "town.yaml", "--draws", "none"],
        &["run", "town.yaml", "--output", "somewhere", "--json"],
        &["drivers", "town.yaml", "--of", "target:none"],
        &["sing", "town.yaml"],
    ] {
        let arguments = words(arguments, folder.path());
        let refusal = refused(&arguments, &Caller::program());
        let (_, said, code) = printed(&arguments);
        assert_eq!((refusal.message, Some(refusal.code)), (said, code), "{arguments:?}");
    }
    // With --json as the front door takes it, what would be written has no place.
    let refusal = refused(&words(&["run", "town.yaml", "--output", "o"], folder.path()), &Caller::program());
    assert!(refusal.message.contains("'--json' cannot be used with '--output <DIR>'"), "{refusal}");
    for command in ["new", "render", "man"] {
        assert_eq!(refused(&words(&[command, "town.yaml"], folder.path()), &Caller::program()).code, 2);
    }
}

#[test]
fn parts_are_written_for_those_alone_who_may_write() {
    let folder = folder();
    let part = words(&["run", "town.yaml", "--part=1/2", "--output"], folder.path());
    let part = [part, vec![folder.path().join("parts").display().to_string()]].concat();
    let refusal = refused(&part, &Caller::program());
    assert!(refusal.message.contains("nothing may be written"), "{refusal}");
    assert!(!folder.path().join("parts").exists());
    for number in ["1/2", "2/2"] {
        let part: Vec<String> = part.iter().map(|word| word.replace("1/2", number)).collect();
        assert!(answer(&part, &Caller::program().writing()).unwrap().text(false, None).contains("is written"));
    }
    let merge = words(&["merge", "town.yaml", "parts/part-1-of-2.draws", "parts/part-2-of-2.draws"], folder.path());
    let merged = answer(&merge, &Caller::program()).unwrap().bytes().unwrap();
    assert!(
        merged == answer(words(&["run", "town.yaml"], folder.path()), &Caller::program()).unwrap().bytes().unwrap()
    );
}

#[test]
fn nothing_outside_of_the_folder_of_a_caller_is_read() {
    let (folder, other) = (folder(), folder());
    let caller = Caller::program().within(folder.path()).unwrap();
    assert!(answer(words(&["check", "town.yaml"], folder.path()), &caller).is_ok());
    let outside = other.path().display().to_string();
    let mut refusals = vec![
        refused(&words(&["check", "town.yaml"], other.path()), &caller),
        // Whether a file is there is not told either.
        refused(&words(&["check", "nowhere.yaml"], other.path()), &caller),
        refused(&words(&["costs", "--library", "town.yaml"], other.path()), &caller),
        refused(&words(&["costs", "--scenario", "town.yaml"], other.path()), &caller),
        refused(&words(&["evidence", "--cases", "town.yaml"], other.path()), &caller),
    ];
    let both = [words(&["compare", "town.yaml"], folder.path()), words(&["town.yaml"], other.path())].concat();
    refusals.push(refused(&both, &caller));
    let merge = [words(&["merge", "town.yaml"], folder.path()), words(&["p.draws"], other.path())].concat();
    refusals.push(refused(&merge, &caller));
    std::fs::write(folder.path().join("child.yaml"), format!("extends: {outside}/town.yaml\n")).unwrap();
    let allowed = [words(&["check", "child.yaml", "--allow-path"], folder.path()), vec![outside]].concat();
    assert!(answer(&allowed, &Caller::program()).is_ok());
    assert_eq!(refused(&allowed, &caller).code, 2);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(other.path().join("town.yaml"), folder.path().join("link.yaml")).unwrap();
        refusals.push(refused(&words(&["check", "link.yaml"], folder.path()), &caller));
    }
    for refusal in refusals {
        assert!(refusal.message.contains("nothing else may be read"), "{refusal}");
    }
}

#[test]
fn a_caller_who_has_gone_is_answered_no_more() {
    let folder = folder();
    let caller = Caller::program();
    caller.clone().stop();
    let refusal = refused(&words(&["run", "town.yaml"], folder.path()), &caller);
    assert!(refusal.code == 130 && refusal.message.starts_with("Stopped after 0 of 200 draws."), "{refusal}");
    assert!(answer(words(&["run", "town.yaml"], folder.path()), &Caller::program()).is_ok(), "others are answered");
}
