//! What a server reads and writes: its folder, and nothing without `--write`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::session::{Session, text};

/// Every file below a folder, with its bytes.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let mut session = Session::new(&["--write"]);
    let outside = session.path("").join("../secret.yaml");
    fs::copy(session.path("havering.yaml"), &outside).unwrap();
    fs::create_dir(session.path("below")).unwrap();
    let mut paths: Vec<String> =
        ["../secret.yaml", "below/../havering.yaml", "/etc/passwd", "/dev/stdin", "..", ""].map(str::to_owned).to_vec();
    paths.push(session.path("havering.yaml").to_str().unwrap().to_owned());
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&outside, session.path("link.yaml")).unwrap();
        std::os::unix::fs::symlink("..", session.path("up")).unwrap();
        paths.extend(["link.yaml", "up/secret.yaml", "up/nothing.yaml"].map(str::to_owned));
    }
    for path in &paths {
        for (tool, given) in [
            ("check", json!({"file": path})),
            ("compare", json!({"files": ["havering.yaml", path]})),
            ("costs", json!({"library": path})),
            ("costs", json!({"scenario": path})),
            ("run", json!({"file": "havering.yaml", "draws": 64, "output": path})),
        ] {
            let said = session.mistake(tool, given);
            assert!(said.contains("lies outside the folder that this server may"), "{tool} {path}: {said}");
        }
    }
    let said = session.mistake("check", json!({"file": "below"}));
    assert!(said.contains("no ordinary file"), "{said}");
}

#[test]
fn a_scenario_refers_to_files_of_the_folder_and_no_others() {
    let mut session = Session::new(&[]);
    fs::create_dir_all(session.path("far/below")).unwrap();
    fs::copy(session.path("havering.yaml"), session.path("../secret.yaml")).unwrap();
    fs::write(session.path("far/below/a.yaml"), "extends: ../../havering.yaml\ntitle: A\n").unwrap();
    let result = session.call("check", json!({"file": "far/below/a.yaml"}));
    assert!(text(&result).contains("has no mistakes"), "{result}");
    for (name, away) in [("b.yaml", "../secret.yaml"), ("far/below/c.yaml", "../../../secret.yaml")] {
        fs::write(session.path(name), format!("extends: {away}\ntitle: B\n")).unwrap();
        for tool in ["check", "run", "stress", "drivers"] {
            let said = session.mistake(tool, json!({"file": name}));
            assert!(said.contains(away) && !said.contains("Havering"), "{tool}: {said}");
        }
    }
    // A value that is set this time is as good as one that is written down.
    let said = session.mistake("run", json!({"file": "havering.yaml", "set": ["library=../secret.yaml"]}));
    assert!(said.contains("secret.yaml"), "{said}");
    let said = session.mistake("run", json!({"file": "havering.yaml", "allow_path": ["/"]}));
    assert!(said.contains("there is no argument `allow_path`"), "{said}");
    // No text is an option, whatever it begins with.
    let said = session.mistake("run", json!({"file": "--output=x"}));
    assert!(said.contains("--output=x"), "{said}");
}

#[test]
fn nothing_is_written_unless_the_server_may_write() {
    let mut session = Session::new(&[]);
    let before = files(&session.path(".."));
    for (tool, given) in [
        ("check", json!({"file": "havering.yaml"})),
        ("run", json!({"file": "havering.yaml", "draws": 64})),
        ("stress", json!({"file": "havering.yaml", "draws": 100})),
        ("drivers", json!({"file": "havering.yaml", "draws": 200})),
        ("compare", json!({"files": ["havering.yaml", "sceptical.yaml"], "draws": 64})),
        ("costs", json!({})),
        ("explain", json!({})),
    ] {
        let result = session.call(tool, given);
        assert_eq!(result.get("isError"), None, "{result}");
    }
    let said = session.mistake("run", json!({"file": "havering.yaml", "draws": 64, "output": "out"}));
    assert!(said.contains("there is no argument `output`"), "{said}");
    assert!(files(&session.path("..")) == before, "a server without --write wrote something");
}

#[test]
fn a_server_that_may_write_writes_what_the_command_writes() {
    let mut session = Session::new(&["--write"]);
    let before = files(&session.path(".."));
    for (tool, given, file) in [
        ("run", json!({"file": "havering.yaml", "draws": 200, "output": "answers/run"}), "results.json"),
        ("stress", json!({"file": "havering.yaml", "draws": 200, "output": "answers/stress"}), "stress.json"),
        ("drivers", json!({"file": "havering.yaml", "draws": 200, "output": "answers/drivers"}), "drivers.json"),
        (
            "compare",
            json!({"files": ["havering.yaml", "sceptical.yaml"], "draws": 200, "output": "answers/compare"}),
            "compare.xlsx",
        ),
    ] {
        let result = session.call(tool, given.clone());
        let written = result["structuredContent"]["written"].as_array().unwrap_or_else(|| panic!("{result}")).clone();
        let named = format!("answers/{tool}/{file}");
        assert!(written.iter().any(|path| path.as_str().unwrap().replace('\\', "/") == named), "{written:?}");
        let scenarios = given.get("files").cloned().unwrap_or_else(|| json!([given["file"]]));
        let scenarios: Vec<&str> = scenarios.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let command = [&[tool], &scenarios[..], &["--draws", "200", "--quiet", "--output", "again"]].concat();
        session.averted(&command);
        let (here, there) = (files(&session.path(&format!("answers/{tool}"))), files(&session.path("again")));
        assert!(here == there && here.contains_key(file), "{tool} writes other files than its command");
        fs::remove_dir_all(session.path("again")).unwrap();
    }
    fs::remove_dir_all(session.path("answers")).unwrap();
    assert!(files(&session.path("..")) == before, "something was written elsewhere");
}
