//! Holds the oldest compiler that Cargo.toml names against what the dependencies themselves ask for.

use std::process::Command;

use serde_json::Value;

/// A version as three numbers; parts that are left out are 0.
fn version(text: &str) -> [u64; 3] {
    let mut parts = text.split('.').map(|part| part.parse().expect("a number"));
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

fn output(program: &str, arguments: &[&str]) -> Vec<u8> {
    let output =
        Command::new(program).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("it starts");
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// Cargo's own description of the packages that are built on this system.
fn packages() -> Vec<Value> {
    let said = String::from_utf8(output("rustc", &["-vV"])).unwrap();
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).expect("the compiler names its system");
    let arguments = ["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host];
    let metadata: Value = serde_json::from_slice(&output(env!("CARGO"), &arguments)).unwrap();
    metadata["packages"].as_array().expect("packages").clone()
}

#[test]
fn nothing_asks_for_a_newer_compiler_than_cargo_toml_promises() {
    let promised = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = packages();
    assert!(packages.len() > 100, "only {} packages were looked at", packages.len());
    let newer: Vec<String> = packages
        .iter()
        .filter_map(|package| Some((package, package["rust_version"].as_str()?)))
        .filter(|(_, asked)| version(asked) > promised)
        .map(|(package, asked)| format!("{} {} asks for Rust {asked}", package["name"], package["version"]))
        .collect();
    assert!(newer.is_empty(), "Cargo.toml promises {promised:?}, but {}", newer.join("; "));
}

#[test]
fn the_bare_engine_asks_for_at_most_65_crates() {
    let arguments = ["tree", "--locked", "--offline", "--no-default-features", "-e", "normal", "--prefix", "none"];
    let tree = String::from_utf8(output(env!("CARGO"), &arguments)).unwrap();
    // "name v1.2.3", then where it comes from or a mark that it was listed before.
    let crates: std::collections::BTreeSet<Vec<&str>> =
        tree.lines().map(|line| line.split(' ').take(2).collect()).collect();
    assert!((20..=65).contains(&crates.len()), "{} crates: {crates:?}", crates.len());
    assert!(!crates.iter().any(|name| ["clap", "plotters", "rand_distr", "statrs"].contains(&name[0])), "{crates:?}");
}
