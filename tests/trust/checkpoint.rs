//! A run that is killed goes on where it was and ends with the same bytes; one that is stopped stops at once.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rand::{RngExt as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::town::{TOWN, Town, names};

/// A run of a known number of draws.
const PLAIN: [&str; 4] = ["run", "town.yaml", "--draws", "12000"];

/// One that takes as many as it needs, in three or more goes; the most draws allowed keep it short.
const PRECISE: [&str; 8] = ["run", "town.yaml", "--draws", "700", "--precision", "0.1%", "--max-draws", "12000"];

const KEPT: [&str; 6] = ["--format", "json,csv", "--output", "out", "--checkpoint", "--checkpoint-every=0.02"];

/// Starts the program without waiting for it.
fn start(town: &Town, arguments: &[&str]) -> Child {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("averted"));
    command.current_dir(town.path("")).args(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    // A program that has ended meanwhile cannot be signalled.
    let _ = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).stderr(Stdio::null()).status();
}

fn said(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// What stands in the folder is what a run that never stopped writes, or is not there.
fn assert_whole(folder: &Path, reference: &[(String, Vec<u8>)]) {
    for (name, bytes) in reference {
        if let Ok(found) = fs::read(folder.join(name)) {
            assert!(found == *bytes, "{name} is not whole");
        }
    }
}

/// Kills runs at random moments, `kills` times in all, and starts them again until they are done.
fn survives(run: &[&str], kills: usize, seed: u64) {
    let town = Town::new(TOWN);
    let started = Instant::now();
    town.averted(&[run, &KEPT[..3], &["reference", "--quiet"]].concat()).assert().code(0);
    let whole_run = started.elapsed();
    let reference: Vec<(String, Vec<u8>)> = ["results.json", "draws.csv"]
        .map(|name| (name.to_owned(), fs::read(town.path("reference").join(name)).unwrap()))
        .to_vec();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let (mut killed, mut resumed, mut finished) = (0, 0, 0);
    while killed < kills || finished == 0 {
        let mut child = start(&town, &[run, &KEPT].concat());
        let doomed = killed < kills;
        if doomed {
            let moment = random.random_range(0.0..0.7);
            sleep(whole_run.mul_f64(moment));
            let name = ["KILL", "KILL", "KILL", "TERM", "INT"][random.random_range(0..5)];
            if child.try_wait().unwrap().is_none() {
                signal(&child, name);
                killed += 1;
            }
        }
        let (code, error) = said(child);
        resumed += usize::from(error.contains("Going on after"));
        assert!(!error.contains("damaged"), "{error}");
        assert_whole(&town.path("out"), &reference);
        if code == Some(0) {
            finished += 1;
            assert_eq!(town.names("out"), ["draws.csv", "manifest.sha256", "results.json"], "nothing else is left");
            fs::remove_dir_all(town.path("out")).unwrap();
        } else {
            assert!(doomed && matches!(code, None | Some(130)), "{code:?} {error}");
        }
    }
    println!("{killed} kills, {resumed} times resumed, {finished} runs finished, all with the same bytes");
    assert!(resumed > 0, "no run was resumed");
}

#[test]
fn a_run_that_is_killed_ends_with_the_same_bytes() {
    survives(&PLAIN, 6, 1);
}

#[test]
fn a_run_of_a_precision_that_is_killed_ends_with_the_same_bytes() {
    survives(&PRECISE, 6, 3);
}

#[test]
#[ignore = "a minute; the release of a version runs it"]
fn a_run_that_is_killed_many_times_ends_with_the_same_bytes() {
    survives(&PLAIN, 60, 2);
    survives(&PRECISE, 60, 4);
}

#[test]
fn a_stop_is_clean_and_quick_and_says_what_was_done() {
    for name in ["INT", "TERM"] {
        let town = Town::new(TOWN);
        let child = start(&town, &["run", "town.yaml", "--draws", "1000000"]);
        sleep(Duration::from_millis(400));
        let asked = Instant::now();
        signal(&child, name);
        let (code, error) = said(child);
        let took = asked.elapsed();
        assert_eq!(code, Some(130), "{error}");
        assert!(took < Duration::from_secs(1), "{took:?}");
        assert!(
            error.starts_with("Stopped after ") && error.contains(" of 3,000,000 draws. Nothing was written."),
            "{error}"
        );
        assert_eq!(names(&town.path("")), ["town.yaml"]);
    }
}

#[test]
fn a_stop_while_no_draws_are_made_is_quick_too() {
    // A great many values to learn the worth of: minutes without a draw in between.
    let town = Town::new(TOWN);
    let child = start(&town, &["drivers", "town.yaml", "--draws", "1000000", "--pick-freeze", "500000"]);
    sleep(Duration::from_millis(400));
    let asked = Instant::now();
    signal(&child, "INT");
    let (code, error) = said(child);
    assert!(asked.elapsed() < Duration::from_secs(1), "{:?}", asked.elapsed());
    assert_eq!((code, error.as_str()), (Some(130), "Stopped. Nothing was written.\n"));
    assert_eq!(names(&town.path("")), ["town.yaml"]);
}

#[test]
fn a_checkpoint_of_another_run_is_refused_and_a_damaged_one_not_used() {
    let town = Town::new(TOWN);
    let again = ["run", "town.yaml", "--checkpoint", "--checkpoint-every=0", "--output", "out", "--format", "json"];
    let long = [&again[..], &["--draws=100000"]].concat();
    let child = start(&town, &long);
    let begun = Instant::now();
    while !town.path("out/averted.checkpoint").exists() && begun.elapsed() < Duration::from_secs(30) {
        sleep(Duration::from_millis(5));
    }
    signal(&child, "INT");
    let (code, error) = said(child);
    assert_eq!(code, Some(130), "{error}");
    assert!(
        error.contains("What is done is kept in out/averted.checkpoint: the same command goes on from there."),
        "{error}"
    );
    for other in
        [&["--draws", "100"][..], &["--draws=100000", "--seed=2"], &["--draws=100000", "--set=cohort.people=61"]]
    {
        let said = town.refused(&[&again[..], other].concat(), 2);
        assert!(said.contains("out/averted.checkpoint is of another run"), "{said}");
    }
    let path = town.path("out/averted.checkpoint");
    let bytes = fs::read(&path).unwrap();
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 4;
    let cut = bytes[..bytes.len() - 7].to_vec();
    for (number, damaged) in [flipped, cut, b"\x89averted draws 1\n".to_vec()].into_iter().enumerate() {
        fs::write(&path, &damaged).unwrap();
        let output = town.averted(&again).assert().code(0).get_output().clone();
        let said = String::from_utf8(output.stderr).unwrap();
        let moved = format!("out/averted.checkpoint.damaged-{}", number + 1);
        let sentence = format!("is damaged and cannot be used: it is moved to {moved}, and the run starts again.");
        assert!(said.contains(&sentence), "{said}");
        assert!(!path.exists(), "a run that is done leaves no checkpoint");
        assert!(fs::read(town.path(&moved)).unwrap() == damaged, "what was damaged is kept");
    }
    // A file with nothing in it, as `mktemp` makes one, holds nothing that could be lost.
    fs::write(&path, "").unwrap();
    town.averted(&again).assert().code(0);
}

#[test]
fn a_checkpoint_never_takes_the_place_of_what_it_did_not_write() {
    let town = Town::new(TOWN);
    let run = ["run", "town.yaml", "--quiet", "--output", "out", "--format", "json", "--checkpoint-every=0"];
    town.averted(&run[..7]).assert().code(0);
    town.put("notes.txt", "averted draws are on my list\n");
    for name in ["town.yaml", "notes.txt", "out/results.json"] {
        let before = fs::read(town.path(name)).unwrap();
        let said = town.refused(&[&run[..], &[&format!("--checkpoint={name}")]].concat(), 2);
        let sentence = format!("error: {name} is there already and is no checkpoint of averted: it stays as it is");
        assert!(said.starts_with(&sentence) && said.contains("= help: name a file"), "{said}");
        assert!(fs::read(town.path(name)).unwrap() == before, "{name} was touched");
    }
    #[cfg(unix)]
    {
        let said = town.refused(&[&run[..], &["--checkpoint=/dev/null"]].concat(), 2);
        assert!(said.contains("/dev/null is there already"), "{said}");
        // A link stays a link, and what it leads to is judged.
        std::os::unix::fs::symlink("notes.txt", town.path("link")).unwrap();
        town.refused(&[&run[..], &["--checkpoint=link"]].concat(), 2);
        assert!(town.path("link").is_symlink() && town.path("notes.txt").exists());
    }
}

/// A limit on the size of files stands for a disk that fills up while a long run grows.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_keeps_the_last_whole_checkpoint_and_the_run_goes_on() {
    let town = Town::new(TOWN);
    town.averted(&[&PLAIN[..], &KEPT[..3], &["reference", "--quiet"]].concat()).assert().code(0);
    let reference = fs::read(town.path("reference/results.json")).unwrap();
    let (mut resumed, mut largest) = (0, 0);
    // Room in kilobytes: for nothing, for some of the draws, at last for all. What does not fit in the end are the draws.
    for room in ["1", "2000", "unlimited"] {
        let output = Command::new("bash")
            .args(["-c", &format!("ulimit -f {room}; exec \"$0\" \"$@\"")])
            .arg(assert_cmd::cargo::cargo_bin("averted"))
            .args(PLAIN)
            .args(KEPT)
            .current_dir(town.path(""))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        resumed += usize::from(said.contains("Going on after"));
        if room == "unlimited" {
            assert_eq!(output.status.code(), Some(0), "{said}");
            continue;
        }
        assert_eq!(output.status.code(), Some(1), "{room}: {said}");
        let reason = "warning: cannot write the checkpoint out/averted.checkpoint: File too large";
        assert_eq!(said.matches(reason).count(), 1, "{room}: {said}");
        assert!(said.contains("= help: make room on that disk") && said.contains("; the run goes on"), "{said}");
        assert!(said.contains("error: cannot write out/"), "{room}: {said}");
        let kept = fs::metadata(town.path("out/averted.checkpoint")).map_or(0, |file| file.len());
        assert!(kept == 0 || town.names("out") == ["averted.checkpoint"], "{:?}", town.names("out"));
        assert!(kept >= largest, "an earlier checkpoint is lost");
        largest = kept;
    }
    // How many draws the last whole one holds depends on how often there was time to keep them; more than fit in 1 KB.
    assert!(largest > 1024 && resumed > 0, "{largest} bytes, resumed {resumed} times");
    assert!(fs::read(town.path("out/results.json")).unwrap() == reference);
    assert_eq!(town.names("out"), ["draws.csv", "manifest.sha256", "results.json"]);
}

#[test]
fn a_checkpoint_that_cannot_be_read_ends_the_run_and_one_that_cannot_be_written_does_not() {
    let town = Town::new(TOWN);
    town.put("in_the_way", "");
    let said = town.refused(&["run", "town.yaml", "--checkpoint=in_the_way/state"], 1);
    assert!(said.contains("cannot read the checkpoint in_the_way/state") && said.contains("= help: move it"), "{said}");
    // Nobody may make a folder there, the administrator neither.
    #[cfg(target_os = "linux")]
    {
        let run = ["run", "town.yaml", "--quiet", "--format", "json", "--checkpoint=/proc/averted/state"];
        let output = town.averted(&run).assert().code(0).get_output().clone();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("warning: cannot write the checkpoint /proc/averted/state: No such file"), "{said}");
        assert!(said.ends_with("untouched; the run goes on without it\n"), "{said}");
        assert!(town.path("output/town/results.json").exists());
    }
}
