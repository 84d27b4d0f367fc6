//! What cannot be written leaves the earlier results untouched and ends with 1, the path and the reason.

use std::fs;

use crate::town::{TOWN, Town, names};

/// Runs once, so that there are earlier results, and returns them.
fn earlier(town: &Town) -> Vec<(String, Vec<u8>)> {
    town.averted(&["run", "town.yaml", "--quiet", "--output", "out", "--format", "json,csv"]).assert().code(0);
    let read = |name: String| {
        let bytes = fs::read(town.path("out").join(&name)).unwrap();
        (name, bytes)
    };
    town.names("out").into_iter().map(read).collect()
}

fn assert_untouched(town: &Town, earlier: &[(String, Vec<u8>)]) {
    for (name, bytes) in earlier {
        assert!(fs::read(town.path("out").join(name)).unwrap() == *bytes, "{name} was touched");
    }
    assert_eq!(town.names("out"), earlier.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
}

const AGAIN: [&str; 9] = ["run", "town.yaml", "--quiet", "--output", "out", "--format", "json,csv", "--seed", "2"];

/// Whether this user may write where nobody may, as the administrator does.
#[cfg(unix)]
fn may_do_anything(town: &Town) -> bool {
    fs::write(town.path("out/probe"), "").inspect(|()| fs::remove_file(town.path("out/probe")).unwrap()).is_ok()
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to() {
    use std::os::unix::fs::PermissionsExt as _;
    let town = Town::new(TOWN);
    let earlier = earlier(&town);
    let set = |mode| fs::set_permissions(town.path("out"), fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    if !may_do_anything(&town) {
        let said = town.refused(&AGAIN, 1);
        assert!(said.contains("cannot write into the folder out") && said.contains("ermission denied"), "{said}");
        assert!(said.contains("= help: close the file if another program, such as Excel, has it open"), "{said}");
        assert_untouched(&town, &earlier);
    }
    set(0o755);
    // A file system that nobody can write to, the administrator neither.
    let said = town.refused(&["run", "town.yaml", "--quiet", "--output", "/proc/averted"], 1);
    assert!(said.contains("/proc/averted"), "{said}");
}

/// A limit on the size of files stands for a full disk: writing fails in the middle of a file.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_in_the_middle_of_a_file() {
    let town = Town::new(TOWN);
    let earlier = earlier(&town);
    let program = assert_cmd::cargo::cargo_bin("averted");
    for (kilobytes, file) in [(1, "results.json"), (600, "draws.csv")] {
        // A program that does not listen is killed by the limit's signal; the shell makes it an error of writing.
        let shell = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" \"$@\"");
        let output = std::process::Command::new("bash")
            .args(["-c", &shell])
            .arg(&program)
            .args(AGAIN)
            .args(["--draws", "6000"])
            .current_dir(town.path(""))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(&format!("cannot write out/{file}")) && said.contains("File too large"), "{said}");
        assert!(said.contains("= help: make room on that disk"), "{said}");
        assert_untouched(&town, &earlier);
    }
    // Nothing is left of a folder that was made for it.
    let output = std::process::Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" run town.yaml --quiet --output new/folder"])
        .arg(&program)
        .current_dir(town.path(""))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(names(&town.path("")), ["out", "town.yaml"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_where_the_results_are_printed() {
    let town = Town::new(TOWN);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = std::process::Command::new(assert_cmd::cargo::cargo_bin("averted"))
        .args(["run", "town.yaml", "--json"])
        .current_dir(town.path(""))
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("cannot print to standard output") && said.contains("No space left"), "{said}");
}

#[test]
fn a_folder_where_a_file_should_be_and_a_file_where_a_folder_should_be() {
    let town = Town::new(TOWN);
    let mut earlier = earlier(&town);
    fs::remove_file(town.path("out/draws.csv")).unwrap();
    fs::create_dir(town.path("out/draws.csv")).unwrap();
    earlier.retain(|(name, _)| name != "draws.csv");
    let said = town.refused(&AGAIN, 1);
    assert!(
        said.contains("cannot write out/draws.csv: it is a folder") && said.contains("= help: move it away"),
        "{said}"
    );
    for (name, bytes) in &earlier {
        assert!(fs::read(town.path("out").join(name)).unwrap() == *bytes, "{name} was touched");
    }
    town.put("file", "");
    let said = town.refused(&["run", "town.yaml", "--quiet", "--output", "file/below"], 1);
    assert!(said.contains("file/below") && said.contains("= help: a file stands where a folder is needed"), "{said}");
    let said = town.refused(&["run", "town.yaml", "--quiet", "--output", "file"], 1);
    assert!(said.contains("file: File exists") && said.contains("= help: a file stands"), "{said}");
}

/// Makes something in the folder of results refuse to be replaced, as a file does that is open in Excel, after the files
/// before it were; `None` where this user and disk cannot.
#[cfg(target_os = "linux")]
fn refusing(town: &Town, path: &str) -> Option<Refusing> {
    let path = town.path(path);
    let change = |flag: &str| std::process::Command::new("chattr").arg(flag).arg(&path).output();
    if change("+i").is_ok_and(|done| done.status.success()) {
        return Some(Refusing(path));
    }
    println!("skipped: chattr +i takes an administrator and a disk that knows it");
    None
}

/// Lets a file be changed again when the test is over, however it ends.
#[cfg(target_os = "linux")]
struct Refusing(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Drop for Refusing {
    fn drop(&mut self) {
        let _ = std::process::Command::new("chattr").arg("-i").arg(&self.0).output();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_cannot_be_replaced_brings_back_those_before_it() {
    let town = Town::new(TOWN);
    let earlier = earlier(&town);
    assert_eq!(earlier[0].0, "draws.csv");
    // draws.csv is aside already when results.json turns out to be held.
    if let Some(held) = refusing(&town, "out/results.json") {
        let said = town.refused(&AGAIN, 1);
        assert!(said.contains("cannot write out/results.json: Operation not permitted"), "{said}");
        assert!(said.contains("= help: close the file if another program, such as Excel, has it open"), "{said}");
        assert!(said.ends_with("what was there before is untouched\n"), "{said}");
        assert_untouched(&town, &earlier);
        drop(held);
        town.averted(&AGAIN).assert().code(0);
        assert!(fs::read(town.path("out/draws.csv")).unwrap() != earlier[0].1, "replaced once it may be");
    }
}

/// The same for those who are no administrator: the folder of figures may not be written to, what comes before it may.
#[cfg(unix)]
#[test]
fn a_folder_below_that_may_not_be_written_to_brings_back_what_was_before() {
    use std::os::unix::fs::PermissionsExt as _;
    let town = Town::new(TOWN);
    let earlier = earlier(&town);
    fs::create_dir(town.path("out/figures")).unwrap();
    let set = |mode| fs::set_permissions(town.path("out/figures"), fs::Permissions::from_mode(mode)).unwrap();
    set(0o555);
    if !fs::write(town.path("out/figures/probe"), "")
        .is_ok_and(|()| fs::remove_file(town.path("out/figures/probe")).is_ok())
    {
        let said = town.refused(&[&AGAIN[..6], &["json,csv,figures", "--seed", "2"]].concat(), 1);
        assert!(said.contains("cannot write out/figures/") && said.contains("= help: close the file"), "{said}");
        fs::remove_dir(town.path("out/figures")).unwrap();
        assert_untouched(&town, &earlier);
    } else {
        set(0o755);
    }
}
