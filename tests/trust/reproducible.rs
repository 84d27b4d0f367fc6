//! The same scenario, seed and version give the same bytes, and results.json alone is enough to make itself again.

use std::fs;

use crate::town::{TOWN, Town};

#[test]
fn threads_silence_folder_and_formats_change_no_byte() {
    let town = Town::new(TOWN);
    town.put("cases.csv", "person,event,occurrences,avoided_cost\nA,eviction,1,6000\nB,,,\nC,eviction,2,9000\n");
    town.put(
        "far/away/town.yaml",
        &TOWN.replace("{observed: 3 of 8}", "{cases: eviction}").replace("views:", "cases: cases.csv\nviews:"),
    );
    fs::copy(town.path("cases.csv"), town.path("far/away/cases.csv")).unwrap();
    let file = "far/away/town.yaml";
    let whole = town.printed(&["run", file, "--json"]);
    for threads in ["1", "2", "7"] {
        assert!(town.printed(&["run", file, "--json", "--threads", threads]) == whole, "{threads} threads");
    }
    assert!(town.printed(&["run", file, "--json", "--quiet"]) == whole, "--quiet");
    town.averted(&["run", file, "--format", "json,md", "--output", "out"]).assert().code(0);
    assert!(fs::read(town.path("out/results.json")).unwrap() == whole, "a file");
    let mut nearby = town.averted(&["run", "town.yaml", "--json"]);
    let nearby = nearby.current_dir(town.path("far/away")).assert().code(0).get_output().clone();
    assert!(nearby.stdout == whole, "from another folder");
    assert!(!String::from_utf8(whole).unwrap().contains("far"), "the folder is nobody's business");
}

/// A terminal that shows the progress bar; `script` makes one where it is installed.
#[cfg(target_os = "linux")]
#[test]
fn the_progress_bar_changes_no_byte() {
    let town = Town::new(TOWN);
    let program = assert_cmd::cargo::cargo_bin("averted");
    // Long enough for a bar.
    let long = "run town.yaml --draws 20000 --set cohort.people=3000 --format json --output";
    let run = format!("stty cols 100 rows 40; {} {long} seen", program.display());
    let watched = std::process::Command::new("script")
        .args(["-qec", &run, "/dev/null"])
        .current_dir(town.path(""))
        .stdin(std::process::Stdio::null())
        .output();
    let Ok(watched) = watched else { return };
    assert!(watched.status.success(), "{}", String::from_utf8_lossy(&watched.stdout));
    assert!(String::from_utf8_lossy(&watched.stdout).contains("avoided per person"), "the bar was not shown");
    let words: Vec<&str> = long.split(' ').chain(["unseen", "--quiet"]).collect();
    town.averted(&words).assert().code(0);
    let read = |folder: &str| fs::read(town.path(folder).join("results.json")).unwrap();
    assert!(read("seen") == read("unseen"));
}

/// What the C library does on an older processor must not matter: without fused multiply-add and wide vectors it has
/// other functions, of which 1,684 numbers of Havering's results once took the last digit.
#[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
#[test]
fn processors_without_fused_multiply_add_give_the_same_bytes() {
    const OLD: (&str, &str) = ("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let town = Town::new(TOWN);
    for scenario in ["scenarios/havering.yaml", "scenarios/thurrock.yaml", "tests/words/general.yaml"] {
        let scenario = root.join(scenario);
        for answer in ["run", "stress", "drivers", "evidence"] {
            let arguments = [answer, scenario.to_str().unwrap(), "--draws", "120", "--json", "--quiet"];
            let printed = |name: &str, value: &str| {
                town.averted(&arguments).env(name, value).assert().code(0).get_output().stdout.clone()
            };
            assert!(printed(OLD.0, OLD.1) == printed("UNUSED", ""), "{answer} {}", scenario.display());
        }
    }
    town.averted(&["run", "town.yaml", "--format", "json", "--output", "new", "--quiet"]).assert().code(0);
    town.averted(&["run", "--verify", "new/results.json"]).env(OLD.0, OLD.1).assert().code(0);
}

/// Run in the debug and in the release profile, and on every system, it holds all to the same bytes. Accept a deliberate
/// change of values with `ACCEPT_MESSAGES=1`.
#[test]
fn debug_and_release_give_the_same_bytes() {
    let town = Town::new(TOWN);
    let printed = town.printed(&["run", "town.yaml", "--json"]);
    let found =
        <sha2::Sha256 as sha2::Digest>::digest(&printed).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/town.results.sha256");
    if std::env::var_os("ACCEPT_MESSAGES").is_some() {
        fs::write(&path, format!("{found}\n")).unwrap();
    }
    assert_eq!(found, fs::read_to_string(path).unwrap().trim(), "results.json of a small scenario has other bytes");
}

/// Holds this build against another one, such as that of another profile, by the shipped scenarios:
/// `cargo build && OTHER_BUILD=target/debug/averted cargo test --release --test trust -- --ignored another_build`.
#[test]
#[ignore = "needs another build"]
fn another_build_gives_the_same_bytes() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let other = root.join(std::env::var_os("OTHER_BUILD").expect("OTHER_BUILD names the other program"));
    let mut compared = 0;
    for path in fs::read_dir(root.join("scenarios")).unwrap().map(|entry| entry.unwrap().path()) {
        let text = fs::read_to_string(&path).unwrap();
        if !text.lines().any(|line| line.starts_with("horizon:") || line.starts_with("extends:")) {
            continue;
        }
        let results = |program: &std::path::Path| {
            let output = std::process::Command::new(program)
                .args(["run", "--json", "--quiet", "--draws", "400"])
                .arg(&path)
                .output()
                .unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            output.stdout
        };
        assert!(results(&other) == results(&assert_cmd::cargo::cargo_bin("averted")), "{}", path.display());
        compared += 1;
    }
    assert!(compared >= 5, "only {compared} scenarios were compared");
}

#[test]
fn results_alone_are_enough_to_make_them_again() {
    let town = Town::new(TOWN);
    town.put(
        "in/parts/costs.yaml",
        "night: {label: Night, value: £700, price_year: 2021/22, source: a list, licence: OGL, status: read}\n",
    );
    town.put(
        "in/parts/table.csv",
        "person,event,occurrences,avoided_cost\nA,eviction,1,6000\nB,,,\nC,eviction,2,9000\n",
    );
    // A table as Windows saves it, and a parent whose library lies beside it.
    let utf16: Vec<u8> = fs::read_to_string(town.path("in/parts/table.csv"))
        .unwrap()
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(town.path("in/parts/table.csv"), [&[0xff, 0xfe], utf16.as_slice()].concat()).unwrap();
    let parent = TOWN
        .replace("{gamma: {mean: £4_000, sd: £1_000}}", "{library: night}")
        .replace("{observed: 3 of 8}", "{cases: eviction}");
    town.put("in/parts/base.yaml", &parent);
    town.put(
        "in/town.yaml",
        "extends: parts/base.yaml\nlibrary: parts/costs.yaml\ncases: parts/table.csv\nprice_base: 2021/22\nscale: {events.*.unit_cost: 110%}\n",
    );
    let run = [
        "run",
        "in/town.yaml",
        "--set",
        "cohort.people=x2",
        "--draws",
        "300",
        "--seed",
        "9",
        "--with",
        "stress",
        "--format",
        "json",
        "--output",
        "out",
    ];
    town.averted(&run).assert().code(0);
    fs::rename(town.path("out/results.json"), town.path("kept.json")).unwrap();
    fs::remove_dir_all(town.path("in")).unwrap();
    let said = String::from_utf8(town.printed(&["run", "--verify", "kept.json", "--threads", "2"])).unwrap();
    assert!(said.starts_with("identical: kept.json (300 draws, seed 9, averted "), "{said}");
    assert!(town.printed(&["run", "--verify", "kept.json", "--quiet"]).is_empty());
}

#[test]
fn what_differs_is_listed_with_both_values() {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "--format", "json", "--output", "out"]).assert().code(0);
    let text = fs::read_to_string(town.path("out/results.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    town.put("spaced.json", &value.to_string());
    let said = String::from_utf8(town.printed(&["run", "--verify", "spaced.json"])).unwrap();
    assert!(said.starts_with("identical in every value, though written otherwise"), "{said}");
    town.put("title.json", &text.replacen("\"title\": \"A small town\"", "\"title\": \"A large town\"", 1));
    let said = town.refused(&["run", "--verify", "title.json", "--quiet"], 1);
    assert_eq!(
        said,
        "title.json: 1 value differs when it is run again:\n  scenario.title: \"A large town\" in the file, \"A small town\" now\n"
    );
    // The scenario inside was changed, so everything else is wrong.
    town.put("cost.json", &text.replace("unit_cost: £12k", "unit_cost: £13k"));
    let said = town.refused(&["run", "--verify", "cost.json", "--quiet"], 1);
    assert!(said.contains("scenario.sha256") && said.contains(" more\n"), "{said}");
    town.put("none.json", &text.replacen("\"inputs\": {", "\"other\": {", 1));
    let said = town.refused(&["run", "--verify", "none.json"], 2);
    assert!(said.contains("does not hold what it was made from"), "{said}");
    town.refused(&["run", "--verify", "town.yaml"], 2);
    town.refused(&["run", "--verify", "out/results.json", "--seed", "2"], 2);
}
