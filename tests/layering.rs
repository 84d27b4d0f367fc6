//! Proves that data flows one way: no layer imports one above it, and crates stay in the layers that own them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[path = "layering/imports.rs"]
mod imports;
#[path = "layering/syntax.rs"]
mod syntax;

/// Each layer with the layers that it may import.
const LAYERS: &[(&str, &[&str])] = &[
    ("dictionary", &[]),
    ("quantity", &["dictionary"]),
    ("numeric", &[]),
    ("distribution", &["quantity", "numeric"]),
    ("statistics", &["numeric"]),
    ("scenario", &["dictionary", "quantity", "distribution", "numeric"]),
    ("model", &["dictionary", "scenario", "quantity", "distribution", "numeric"]),
    ("engine", &["model", "quantity", "distribution", "statistics", "numeric"]),
    ("expectation", &["model", "quantity", "distribution", "statistics", "numeric"]),
    ("estimate", &["dictionary", "engine", "expectation", "model", "quantity", "statistics", "numeric"]),
    ("render", &["dictionary", "estimate", "quantity", "numeric", "scenario"]),
    ("run", &["scenario", "model", "engine", "estimate", "render"]),
    ("web", &["numeric", "quantity", "scenario", "model", "estimate", "render", "run"]),
    (
        "cli",
        &[
            "dictionary",
            "numeric",
            "quantity",
            "distribution",
            "statistics",
            "scenario",
            "model",
            "engine",
            "expectation",
            "estimate",
            "render",
            "run",
            "web",
        ],
    ),
    ("python", &["cli"]),
];

/// Each crate with the only layers that may name it.
const CRATES: &[(&str, &[&str])] = &[
    ("rand", &["distribution", "engine"]),
    ("libm", &["numeric"]),
    ("rand_xoshiro", &["engine"]),
    ("fearless_simd", &["engine", "numeric"]),
    ("rayon", &["engine", "cli"]),
    ("granit_parser", &["scenario"]),
    ("annotate_snippets", &["scenario"]),
    ("strsim", &["scenario"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("anyhow", &["cli"]),
    ("indicatif", &["cli"]),
    ("ctrlc", &["cli"]),
    ("signal_hook", &["cli"]),
    ("fs4", &["cli"]),
    ("postcard", &["cli"]),
    ("nix", &["cli"]),
    ("pyo3", &["python"]),
    ("sysinfo", &["cli"]),
    ("ab_glyph", &["render"]),
    ("plotters", &["render"]),
    ("comfy_table", &["render"]),
    ("askama", &["render", "web"]),
    ("base64", &["render", "run", "web"]),
    ("rust_xlsxwriter", &["render"]),
    ("zip", &["render", "scenario"]),
    ("roxmltree", &["render", "scenario"]),
    ("snap", &["scenario"]),
];

/// Files that may import each other in a circle: a distribution may be made of distributions, a recursive type.
const RECURSIVE: &[&str] = &["distribution/law.rs", "distribution/mixture.rs", "distribution/rescaled.rs"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every file of a layer with its lines of code, tests and comments left out.
fn files_of(layer: &str) -> Vec<(PathBuf, Vec<String>)> {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer), &mut found);
    found
        .into_iter()
        .filter(|path| !path.components().any(|part| part.as_os_str() == "tests" || part.as_os_str() == "tests.rs"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a source file");
            let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
            let lines = code.lines().map(str::trim_start).filter(|line| !line.starts_with("//")).map(str::to_owned);
            let lines = lines.collect();
            (path, lines)
        })
        .collect()
}

#[test]
fn no_layer_imports_one_above_it() {
    let mut wrong = Vec::new();
    for (layer, allowed) in LAYERS {
        let files = files_of(layer);
        assert!(!files.is_empty(), "the layer {layer} has no files");
        for (path, lines) in files {
            for line in lines {
                for (other, _) in LAYERS {
                    let named =
                        line.contains(&format!("crate::{other}::")) || line.contains(&format!("crate::{other};"));
                    if named && other != layer && !allowed.contains(other) {
                        wrong.push(format!("{}: {line}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these lines reach into a layer that theirs may not import:\n{}", wrong.join("\n"));
}

#[test]
fn the_architecture_says_what_each_layer_may_import() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/doc/architecture.md");
    let text = fs::read_to_string(path).expect("the architecture");
    for (layer, allowed) in LAYERS {
        let allowed = match allowed.len() {
            0 => "nothing".to_owned(),
            // But for itself, and the package that is built on it.
            count if count + 2 == LAYERS.len() => "all".to_owned(),
            _ => allowed.join(", "),
        };
        let row = text.lines().find(|line| line.starts_with(&format!("| `{layer}` |"))).expect("a row for each layer");
        assert!(row.ends_with(&format!("| {allowed} |")), "{row}");
    }
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    let name = |path: &Path| {
        let parts = path.strip_prefix(&root).expect("a file of the source").iter();
        parts.map(|part| part.to_str().expect("a readable name")).collect::<Vec<_>>().join("/")
    };
    let files: BTreeMap<String, String> =
        found.iter().map(|path| (name(path), fs::read_to_string(path).expect("a source file"))).collect();
    let imports = imports::imports(&files);
    if let Some(circle) = imports::circle(&imports, &[RECURSIVE]) {
        panic!(
            "these files import each other in a circle: what they share wants a file of its own:\n{}",
            circle.join("\n→ ")
        );
    }
    assert!(
        imports::circle(&imports, &[]).is_some_and(|circle| circle.iter().all(|file| RECURSIVE.contains(&&**file))),
        "distributions are no circle any more and need no exception"
    );
}

/// Functions of the standard library whose last digit is that of the system's C library, or of the processor.
const PLATFORM: [&str; 31] = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "erf", "erfc", "exp", "exp2",
    "exp_m1", "gamma", "hypot", "ln", "ln_1p", "ln_gamma", "log", "log10", "log2", "mul_add", "powf", "powi",
    "sin_cos", "sin", "sinh", "tan", "tanh",
];

#[test]
fn no_number_passes_through_the_mathematics_of_the_system() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    let mut wrong = Vec::new();
    for path in found {
        let name = path.to_string_lossy();
        if path.components().any(|part| part.as_os_str() == "tests") || name.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source file");
        for words in syntax::code(&text).windows(4) {
            let [before, name, open, after] = words else { continue };
            // `log` with a base; the crate's own has none.
            let called = *before == "." && *open == "(" && PLATFORM.contains(name) && (*name, *after) != ("log", ")");
            if called || (*before == "f64" && *name == "::" && PLATFORM.contains(open)) {
                wrong.push(format!("{}: {}", path.display(), words.concat()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "these differ in the last digit between systems; crate::numeric has the like:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn crates_stay_in_the_layers_that_own_them() {
    let mut wrong = Vec::new();
    for (layer, _) in LAYERS {
        for (path, lines) in files_of(layer) {
            for line in lines {
                for (name, owners) in CRATES {
                    let named = line
                        .split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')
                        .any(|word| word.starts_with(&format!("{name}::")));
                    if named && !owners.contains(layer) {
                        wrong.push(format!("{}: {line}", path.display()));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these lines use a crate that belongs to another layer:\n{}", wrong.join("\n"));
}

#[test]
fn the_top_level_holds_what_was_agreed_and_nothing_else() {
    let agreed = [
        "Cargo.toml",
        "Cargo.lock",
        "pyproject.toml",
        "src",
        "scenarios",
        "benches",
        "tests",
        "output",
        "README.md",
        "SECURITY.md",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "CHANGELOG.md",
        "CITATION.cff",
    ];
    // `target` is the builder's own folder, never committed.
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the project's folder") {
        let name = entry.expect("an entry").file_name().into_string().expect("a readable name");
        assert!(
            name.starts_with('.') || name == "target" || agreed.contains(&name.as_str()),
            "`{name}` does not belong at the top level"
        );
    }
    for name in agreed {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(name).exists(), "`{name}` is missing");
    }
}

#[test]
fn every_file_opens_with_a_sentence_and_can_be_read_in_one_sitting() {
    let mut found = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    for path in found {
        let text = fs::read_to_string(&path).expect("a source file");
        assert!(text.starts_with("//! "), "{} does not open with a sentence that says why it exists", path.display());
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines and wants to be two", path.display());
    }
}
