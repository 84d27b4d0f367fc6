//! Fails every call to the system in turn, and kills the program at every one: the folder of the results is old or new as
//! a whole, or says that it is unfinished and is made whole by the next command.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::town::{TOWN, Town};

/// Calls that change what is on the disk, in the gate.
const CHANGING: [&str; 8] = ["mkdir", "rename", "unlink", "unlinkat", "rmdir", "fsync", "fdatasync", "flock"];

/// A run into `o`, which held a report of an earlier one too.
const RUN: [&str; 12] = [
    "run",
    "town.yaml",
    "--quiet",
    "--seed",
    "2",
    "--draws",
    "60",
    "--threads",
    "1",
    "--output",
    "o",
    "--format=json,csv",
];

/// The names and contents of all files in a folder and below, but for hidden ones.
type Tree = BTreeMap<String, Vec<u8>>;

fn tree(folder: &Path) -> Tree {
    let mut found = Tree::new();
    walk(folder, "", &mut found);
    found
}

fn walk(folder: &Path, above: &str, found: &mut Tree) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if name.starts_with(".averted-") {
            continue;
        }
        let below = format!("{above}{name}");
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{below}/"), found);
        } else {
            found.insert(below, fs::read(entry.path()).unwrap());
        }
    }
}

fn copy(from: &Path, to: &Path) {
    let _ = fs::remove_dir_all(to);
    for (name, bytes) in tree(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

/// A town with an earlier run in `old` and what comes of a later one in `new`, each with notes of somebody.
fn prepared() -> (Town, Tree, Tree) {
    let town = Town::new(TOWN);
    let earlier = ["run", "town.yaml", "--quiet", "--draws", "60", "--output", "old", "--format", "json,csv,md"];
    town.averted(&earlier).assert().code(0);
    town.put("old/notes.txt", "mine");
    town.put("old/.unfinished-thesis", "mine too");
    copy(&town.path("old"), &town.path("o"));
    town.averted(&RUN).assert().code(0);
    let (old, new) = (tree(&town.path("old")), tree(&town.path("o")));
    assert!(old.contains_key("report.md") && !new.contains_key("report.md") && new.contains_key(".unfinished-thesis"));
    assert!(old["results.json"] != new["results.json"]);
    (town, old, new)
}

/// How often each call is made by one thread, the busiest, in a run.
fn calls(town: &Town, which: &str) -> BTreeMap<String, usize> {
    copy(&town.path("old"), &town.path("o"));
    let trace = format!("trace={which}");
    let log = town.path("log");
    let done = strace(town, &["-o", log.to_str().unwrap(), "-e", &trace], &RUN);
    assert_eq!(done, Some(0));
    let mut counted: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in fs::read_to_string(log).unwrap().lines() {
        let mut words = line.split_whitespace();
        let thread = words.next().unwrap_or_default().to_owned();
        let Some((call, _)) = words.next().and_then(|call| call.split_once('(')) else { continue };
        *counted.entry((thread, call.to_owned())).or_default() += 1;
    }
    let mut most: BTreeMap<String, usize> = BTreeMap::new();
    for ((_, call), count) in counted {
        let entry = most.entry(call).or_default();
        *entry = count.max(*entry);
    }
    most
}

/// Runs the program under strace; its exit code, `None` when it was killed or took too long.
fn strace(town: &Town, options: &[&str], arguments: &[&str]) -> Option<i32> {
    let program = assert_cmd::cargo::cargo_bin("averted");
    Command::new("timeout")
        .args(["-s", "KILL", "60", "strace", "-f", "-qq"])
        .args(options)
        .arg(program)
        .args(arguments)
        .current_dir(town.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .code()
        .filter(|code| *code != 137)
}

/// Whether calls can be failed here; says so where not.
fn can_trace(town: &Town) -> bool {
    let log = town.path("log");
    let options = ["-o", log.to_str().unwrap(), "-e", "trace=mkdir", "-e", "inject=mkdir:error=EIO:when=99"];
    let can = Command::new("strace").arg("-V").output().is_ok() && strace(town, &options, &["--version"]) == Some(0);
    if !can {
        println!("skipped: strace cannot be had here");
    }
    can
}

/// What was found.
#[derive(Debug, Default)]
struct Count {
    failed: usize,
    killed: usize,
    old: usize,
    new: usize,
    mended: usize,
}

/// One run in which the call of `name` number `number` meets `fate`.
fn try_one(town: &Town, (old, new): (&Tree, &Tree), name: &str, number: usize, fate: &str, count: &mut Count) {
    let folder = town.path("o");
    copy(&town.path("old"), &folder);
    let inject = format!("inject={name}:{fate}:when={number}");
    let what = format!("{name} {number} {fate}");
    let code = strace(town, &["-o", "/dev/null", "-e", &format!("trace={name}"), "-e", &inject], &RUN);
    if fate.starts_with("signal") {
        count.killed += 1
    } else {
        count.failed += 1
    }
    let mut now = tree(&folder);
    if folder.join("averted-unfinished").exists() {
        assert_ne!(code, Some(0), "{what}: unfinished, and nothing said");
        count.mended += 1;
        // Any command that meets the folder makes it whole.
        town.averted(&["render", "o/results.json", "--quiet", "--format", "md", "--output", "elsewhere"])
            .assert()
            .code(0);
        now = tree(&folder);
    }
    let (is_old, is_new) = (now == *old, now == *new);
    let names = || now.keys().cloned().collect::<Vec<_>>();
    assert!(is_old || is_new, "{what}: neither old nor new: {:?}, {code:?}", names());
    assert!(is_new || code != Some(0), "{what}: done, it says, and is not");
    count.old += usize::from(is_old);
    count.new += usize::from(is_new);
    // And nothing is in the way of the next run, which leaves nothing behind.
    town.averted(&RUN).assert().code(0);
    assert!(tree(&folder) == *new, "{what}: the next run");
    let hidden = town.names("o").into_iter().filter(|name| name.starts_with(".averted-")).collect::<Vec<_>>();
    assert!(hidden.is_empty(), "{what}: {hidden:?} is left");
}

fn try_all(
    calls: &BTreeMap<String, usize>,
    town: &Town,
    trees: (&Tree, &Tree),
    fates: &[&str],
    sparse: usize,
) -> Count {
    let mut count = Count::default();
    for (name, most) in calls {
        for number in (1..=*most).step_by(sparse) {
            for fate in fates {
                try_one(town, trees, name, number, fate, &mut count);
            }
        }
    }
    count
}

#[test]
fn every_call_that_changes_the_disk_may_fail_or_be_the_last() {
    let (town, old, new) = prepared();
    if !can_trace(&town) {
        return;
    }
    // Some processors do not have the older of these calls.
    let which = CHANGING.map(|name| format!("?{name}")).join(",");
    let calls = calls(&town, &which);
    assert!(calls.values().sum::<usize>() > 20, "{calls:?}");
    let count = try_all(&calls, &town, (&old, &new), &["error=EIO", "signal=SIGKILL"], 1);
    println!("{calls:?}: {count:?}");
    assert!(count.old > 0 && count.new > 0 && count.mended > 0, "{count:?}");
}

#[test]
#[ignore = "half an hour; the release of a version runs it"]
fn every_call_to_the_system_may_fail_or_be_the_last() {
    let (town, old, new) = prepared();
    if !can_trace(&town) {
        return;
    }
    let mut calls = calls(&town, "all");
    // Without these there is no program, or it never hears that it waited long enough.
    for loader in ["execve", "exit_group", "exit", "futex", "rt_sigreturn", "restart_syscall", "clone3", "arch_prctl"] {
        calls.remove(loader);
    }
    let count = try_all(&calls, &town, (&old, &new), &["error=EIO", "error=ENOSPC", "signal=SIGKILL"], 1);
    println!("{calls:?}: {count:?}");
    assert!(count.old > 0 && count.new > 0 && count.mended > 0, "{count:?}");
}
