//! A signal that the program was started to ignore is ignored; a limit on the size of files is an error, not an end.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::town::{TOWN, Town};

/// Starts a long run whose starter ignores what `trapped` names.
fn start(town: &Town, trapped: &str) -> std::process::Child {
    let shell = format!("trap '' {trapped}; exec \"$0\" run town.yaml --quiet --draws 1000000 --format json");
    Command::new("bash")
        .args(["-c", &shell])
        .arg(assert_cmd::cargo::cargo_bin("averted"))
        .current_dir(town.path(""))
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn signal(child: &std::process::Child, name: &str) {
    let done = Command::new("kill").args([&format!("-{name}"), &child.id().to_string()]).status().unwrap();
    assert!(done.success(), "the program has ended");
}

#[cfg(target_os = "linux")]
#[test]
fn signals_that_were_ignored_stay_ignored() {
    for (trapped, others) in [("HUP", &["INT", "TERM"][..]), ("INT", &["TERM", "HUP"]), ("INT HUP TERM", &[])] {
        let town = Town::new(TOWN);
        let mut child = start(&town, trapped);
        sleep(Duration::from_millis(400));
        for name in trapped.split(' ') {
            signal(&child, name);
        }
        // It would end within a second.
        sleep(Duration::from_millis(1200));
        assert!(child.try_wait().unwrap().is_none(), "{trapped}: it has ended");
        if let Some(name) = others.first() {
            let asked = Instant::now();
            signal(&child, name);
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(asked.elapsed() < Duration::from_secs(2));
            assert_eq!(output.status.code(), Some(130), "{trapped} {name}: {said}");
            assert!(said.starts_with("Stopped after "), "{said}");
        } else {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_may_not_grow_is_an_error_and_no_signal() {
    let town = Town::new(TOWN);
    let output = Command::new("bash")
        .args(["-c", "ulimit -f 1; exec \"$0\" run town.yaml --quiet --output out"])
        .arg(assert_cmd::cargo::cargo_bin("averted"))
        .current_dir(town.path(""))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("File too large") && said.contains("= help: make room on that disk"), "{said}");
    assert_eq!(town.names(""), ["town.yaml"]);
}

/// The user may start no more threads: the run is done on the one that there is, with the same bytes.
#[cfg(target_os = "linux")]
#[test]
fn threads_that_cannot_start_are_done_without() {
    let town = Town::new(TOWN);
    let run = ["run", "town.yaml", "--quiet", "--format", "json"];
    town.averted(&[&run[..], &["--output", "reference"]].concat()).assert().code(0);
    if Command::new("strace").arg("-V").output().is_err() {
        println!("skipped: strace cannot be had here");
        return;
    }
    for (more, code) in [(&[][..], 0), (&["--threads", "2"], 1)] {
        let output = Command::new("strace")
            .args([
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                "trace=clone,clone3",
                "-e",
                "inject=clone,clone3:error=EAGAIN",
            ])
            .arg(assert_cmd::cargo::cargo_bin("averted"))
            .args(run)
            .args(["--output", "out"])
            .args(more)
            .current_dir(town.path(""))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{said}");
        assert!(code == 0 || said.starts_with("error: ") && said.contains("temporarily unavailable"), "{said}");
    }
    let read = |folder: &str| std::fs::read(town.path(folder).join("results.json")).unwrap();
    assert!(read("out") == read("reference"));
}
