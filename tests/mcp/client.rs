//! Lets a client that nobody here wrote, the official one of the protocol for Python, speak with the server.

use std::path::Path;
use std::process::{Command, Stdio};

use assert_cmd::cargo::cargo_bin;

/// A Python that has the package `mcp`: the one that `MCP_PYTHON` names, which `.ci/run` installs, or the system's.
fn python() -> Option<String> {
    let named = std::env::var("MCP_PYTHON").ok();
    named.into_iter().chain(["python3".to_owned()]).find(|python| {
        let tried = Command::new(python).args(["-c", "import mcp"]).stderr(Stdio::null()).status();
        tried.is_ok_and(|status| status.success())
    })
}

#[test]
fn the_official_client_speaks_with_it() {
    let Some(python) = python() else {
        eprintln!("skipped: Python's mcp is missing, for MCP_PYTHON names no Python that has it");
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(python)
        .arg(root.join("tests/mcp/client.py"))
        .args([cargo_bin("averted"), root.join("scenarios")])
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    assert!(output.status.success(), "{said}");
    print!("{said}");
}
