//! A folder holds one run: what of an earlier one is not made again goes, and is said; what is somebody's stays.

use std::fs;
use std::process::{Command, Stdio};

use crate::town::{TOWN, Town};

const OUT: [&str; 4] = ["run", "town.yaml", "--output", "out"];

impl Town {
    /// What a run that must succeed says on standard error.
    fn remarked(&self, arguments: &[&str]) -> String {
        let output = self.averted(arguments).assert().code(0).get_output().clone();
        String::from_utf8(output.stderr).unwrap()
    }
}

/// The files in the manifest, by name.
fn manifest(town: &Town) -> Vec<String> {
    let text = fs::read_to_string(town.path("out/manifest.sha256")).unwrap();
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line[66..].to_owned()).collect()
}

#[test]
fn papers_of_an_earlier_run_do_not_stay_beside_new_numbers() {
    let town = Town::new(TOWN);
    let first = [&OUT[..], &["--quiet", "--format", "json,csv,md,figures"]].concat();
    assert_eq!(town.remarked(&first), "");
    town.put("out/notes.txt", "mine");
    // The same run again, asked for less: all of it is still of this run.
    assert_eq!(town.remarked(&[&OUT[..], &["--format", "json"]].concat()).matches("Removed").count(), 0);
    assert!(town.path("out/report.md").exists());
    let said = town.remarked(&[&OUT[..], &["--format", "json,csv", "--seed", "2"]].concat());
    assert!(
        said.contains("Removed from out, of an earlier run: figures/ (") && said.contains(" files), report.md."),
        "{said}"
    );
    assert_eq!(town.names("out"), ["draws.csv", "manifest.sha256", "notes.txt", "results.json"]);
    assert_eq!(manifest(&town), ["draws.csv", "results.json"]);
    let text = fs::read_to_string(town.path("out/manifest.sha256")).unwrap();
    assert!(
        text.lines().nth(1).unwrap().starts_with("# run: town.yaml ") && text.contains(", seed 2, 200 draws, averted ")
    );
    if let Ok(checked) = Command::new("sha256sum")
        .args(["--check", "--strict", "manifest.sha256"])
        .current_dir(town.path("out"))
        .output()
    {
        assert!(checked.status.success(), "{checked:?}");
    }
}

#[test]
fn what_somebody_wrote_or_changed_is_kept() {
    let town = Town::new(TOWN);
    town.put("out/results.json", "{\"mine\": 1}");
    let said = town.remarked(&[&OUT[..], &["--quiet", "--format", "json,md"]].concat());
    assert!(said.contains("they are kept: kept-1/results.json."), "{said}");
    assert_eq!(fs::read_to_string(town.path("out/kept-1/results.json")).unwrap(), "{\"mine\": 1}");
    // A report to which somebody has added a word, where it is made again and where it is not.
    let add = || {
        let report = fs::read_to_string(town.path("out/report.md")).unwrap();
        town.put("out/report.md", &format!("{report}\nAgreed by the board.\n"));
    };
    add();
    let said = town.remarked(&[&OUT[..], &["--quiet", "--format", "json,md"]].concat());
    assert!(said.contains("they are kept: kept-2/report.md."), "{said}");
    assert!(fs::read_to_string(town.path("out/kept-2/report.md")).unwrap().ends_with("Agreed by the board.\n"));
    add();
    let said = town.remarked(&[&OUT[..], &["--quiet", "--format", "json", "--seed", "2"]].concat());
    assert!(said.contains("left in out though they are not of this run: report.md."), "{said}");
    assert!(fs::read_to_string(town.path("out/report.md")).unwrap().ends_with("Agreed by the board.\n"));
    assert_eq!(manifest(&town), ["results.json"]);
    // Names that this program uses while it writes are no licence either.
    town.put("out/.averted-mine", "mine");
    town.put("out/.averted-also/thesis.txt", "mine");
    town.put("out/.averted-new/begun", "averted begun 1\n[\"x\"]\n");
    town.put("out/.averted-new/new/thesis.txt", "mine");
    town.averted(&[&OUT[..], &["--quiet"]].concat()).assert().code(0);
    for name in [".averted-mine", ".averted-also/thesis.txt", ".averted-new/new/thesis.txt"] {
        assert_eq!(fs::read_to_string(town.path("out").join(name)).unwrap(), "mine", "{name}");
    }
    town.put("out/averted-unfinished/thesis.txt", "mine");
    let said = town.refused(&[&OUT[..], &["--quiet"]].concat(), 1);
    assert!(
        said.contains("out/averted-unfinished is not of averted") && said.contains("= help: move it away"),
        "{said}"
    );
    assert!(town.path("out/averted-unfinished/thesis.txt").exists());
}

#[test]
fn a_manifest_of_a_stranger_reaches_nothing_outside_of_its_folder() {
    let town = Town::new(TOWN);
    town.put("thesis.txt", "");
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    town.averted(&[&OUT[..], &["--quiet", "--format", "json"]].concat()).assert().code(0);
    let text = fs::read_to_string(town.path("out/manifest.sha256")).unwrap();
    for name in ["../thesis.txt", "elsewhere/thesis.txt"] {
        #[cfg(unix)]
        let _ = std::os::unix::fs::symlink("..", town.path("out/elsewhere"));
        town.put("out/manifest.sha256", &format!("{text}{empty}  {name}\n"));
        town.averted(&[&OUT[..], &["--quiet", "--format", "json", "--seed", "3"]].concat()).assert().code(0);
        assert!(town.path("thesis.txt").exists(), "{name}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("..", town.path("out/figures")).unwrap();
        let said = town.refused(&[&OUT[..], &["--quiet"]].concat(), 1);
        assert!(said.contains("out/figures is a link to another folder"), "{said}");
    }
}

#[test]
fn an_answer_of_another_run_takes_the_place_of_the_earlier_run() {
    let town = Town::new(TOWN);
    town.averted(&[&OUT[..], &["--quiet", "--format", "json,csv"]].concat()).assert().code(0);
    // Of the same run it is added.
    assert_eq!(town.remarked(&["stress", "town.yaml", "--quiet", "--output", "out"]), "");
    assert!(manifest(&town).contains(&"stress.json".to_owned()) && town.path("out/results.json").exists());
    // Of the same run, but with other shocks, its figures go where they are not drawn again.
    let shocked = ["stress", "town.yaml", "--quiet", "--output", "out", "--shock", "cohort.people=x0.5"];
    assert_eq!(town.remarked(&shocked), "");
    assert!(town.path("out/figures/shocks.svg").exists());
    assert_eq!(town.remarked(&["stress", "town.yaml", "--quiet", "--output", "out"]), "");
    assert!(!town.path("out/figures/shocks.svg").exists() && town.path("out/results.json").exists());
    let said = town.remarked(&["stress", "town.yaml", "--output", "out", "--seed", "2"]);
    assert!(said.contains("Removed from out, of an earlier run: draws.csv, "), "{said}");
    assert!(!town.path("out/results.json").exists());
}

#[test]
fn what_is_not_of_the_run_is_named() {
    let town = Town::new(TOWN);
    town.averted(&[&OUT[..], &["--quiet", "--format", "json,csv,md"]].concat()).assert().code(0);
    town.put("out/notes.txt", "mine");
    fs::remove_file(town.path("out/draws.csv")).unwrap();
    assert!(
        String::from_utf8(town.printed(&["run", "--verify", "out/results.json"])).unwrap().starts_with("identical: ")
    );
    town.put("out/report.md", "£5m avoided");
    town.put("out/results.xlsx", "of last month");
    let output = town.averted(&["run", "--verify", "out/results.json"]).assert().code(1).get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("out/report.md was changed since the run wrote it."), "{said}");
    assert!(said.contains("out/results.xlsx is not of this run."), "{said}");
    assert!(!said.contains("notes.txt") && !said.contains("draws.csv"), "{said}");
    let said = town.remarked(&["render", "out/results.json", "--quiet", "--output", "drawn", "--format", "md"]);
    assert!(
        said.contains("warning: out/report.md was changed") && said.contains("out/results.xlsx is not of"),
        "{said}"
    );
}

#[test]
fn a_what_if_gets_a_folder_of_its_own() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--quiet", "--format", "json"]).assert().code(0);
    town.averted(&["run", "town.yaml", "--quiet", "--format", "json", "--set", "cohort.people=120"]).assert().code(0);
    town.averted(&["stress", "town.yaml", "--quiet", "--set", "cohort.people=120"]).assert().code(0);
    assert_eq!(town.names("output"), ["town", "town--people-120"]);
    assert!(town.path("output/town--people-120/stress.json").exists());
    let kept = ["run", "town.yaml", "--quiet", "--format", "json", "--precision", "20%"];
    town.averted(&kept).assert().code(0);
    assert_eq!(town.names("output"), ["town", "town--people-120"], "a precision is no what-if");
}

#[test]
fn a_what_if_says_what_was_changed_wherever_its_numbers_stand() {
    let town = Town::new(TOWN);
    let set = ["--set", "cohort.people=120", "--set", "simulation.draws=100"];
    let run = [
        "run",
        "town.yaml",
        "--output",
        "out",
        "--format",
        "json,md,html,figures",
        "--with",
        "stress,drivers,evidence",
    ];
    let said = "Changed for this run, not as town.yaml says: cohort.people=120.";
    let printed = |arguments: &[&str]| {
        String::from_utf8(town.printed(&[arguments, &set].concat()))
            .unwrap()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    for command in [
        &run[..],
        &["check", "town.yaml"],
        &["stress", "town.yaml"],
        &["drivers", "town.yaml"],
        &["evidence", "town.yaml"],
    ] {
        assert!(printed(command).contains(said), "{command:?}");
    }
    for (name, words) in [
        ("report.md", said),
        ("report.html", said),
        ("report.md", "Source: town.yaml with cohort.people=120, by averted"),
        ("figures/chance.svg", "town.yaml, changed"),
        ("stress.json", "\"changes\": [\n"),
    ] {
        let text = fs::read_to_string(town.path("out").join(name)).unwrap();
        assert!(text.contains(words), "{name}: {words}");
    }
    // Of a scenario as it is nothing is said, and nothing is in the file.
    let plain = town.printed(&["run", "town.yaml", "--output", "plain", "--set", "simulation.draws=100"]);
    assert!(!String::from_utf8(plain).unwrap().contains("Changed for this run"));
    assert!(!fs::read_to_string(town.path("plain/results.json")).unwrap().contains("\"changes\""));
    assert!(
        town.averted(&["run", "--verify", "out/results.json"])
            .assert()
            .code(0)
            .get_output()
            .stdout
            .starts_with(b"identical")
    );
}

/// Two runs at once, one of which takes its time with every renaming: each of them is done, and one is there as a whole.
#[cfg(target_os = "linux")]
#[test]
fn two_runs_into_one_folder_leave_one_of_them_whole() {
    let town = Town::new(TOWN);
    let slow = Command::new("strace").arg("-V").output().is_ok();
    if !slow {
        println!("strace cannot be had here: renamings are not delayed");
    }
    let program = assert_cmd::cargo::cargo_bin("averted");
    let run = |seed: &str, output: &str, slow: bool| {
        let mut command = if slow { Command::new("strace") } else { Command::new(&program) };
        if slow {
            let delay = "inject=rename,renameat,renameat2:delay_exit=40000";
            command
                .args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2", "-e", delay])
                .arg(&program);
        }
        command.args(["run", "town.yaml", "--quiet", "--format", "json,csv,md", "--seed", seed, "--output", output]);
        command.current_dir(town.path("")).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let read = |folder: &str| {
        let one = |name: String| (name.clone(), fs::read(town.path(folder).join(name)).unwrap());
        town.names(folder).into_iter().map(one).collect::<Vec<_>>()
    };
    for seed in ["1", "2"] {
        assert!(run(seed, &format!("alone{seed}"), false).wait().unwrap().success());
    }
    let (first, second) = (read("alone1"), read("alone2"));
    let mut waited = 0;
    for round in 0..6 {
        let children = [run("1", "shared", slow), run("2", "shared", slow && round % 2 == 0)];
        for child in children {
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success(), "{said}");
            waited += usize::from(said.contains("Waiting for another averted that writes into shared"));
        }
        let now = read("shared");
        assert!(now == first || now == second, "neither: {:?}", town.names("shared"));
    }
    println!("{waited} of 6 waited");
    assert!(!slow || waited > 0);
}
