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
    assert!(said.contains("cannot write out/draws.csv: it is a folder"), "{said}");
    assert!(fs::read(town.path("out/results.json")).unwrap() == earlier[0].1);
    town.put("file", "");
    let said = town.refused(&["run", "town.yaml", "--quiet", "--output", "file/below"], 1);
    assert!(said.contains("file/below"), "{said}");
    let said = town.refused(&["run", "town.yaml", "--quiet", "--output", "file"], 1);
    assert!(said.contains("file"), "{said}");
}
