//! Reads report.html as its readers do: without script, and in a browser by pointer, by key and in print.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

#[path = "common/town.rs"]
mod town;
use town::Town;

const TOWN: &str = r"
title: A town
description: A chance of evidence
starts: 2024-04
horizon: 24 months
cohort: {people: 60}
payers:
  housing: {label: Housing, groups: [council]}
  nhs: {label: Draw & view team, groups: [partners]}
  police: {label: Police}
programme: {funding: [{label: Grant, payer: housing, amounts: {2024/25: £20k}}]}
events:
  eviction:
    probability: {observed: 3 of 8, grade: 2}
    unit_cost: £12k
    paid_by: {housing: 70%, police: 30%}
    cashable: 20%
    support: {prevents: {beta: {mean: 40%, sd: 10%}}}
  admission:
    rate: 0.4 per year
    unit_cost: {gamma: {mean: £4_000, sd: £1_000}}
    paid_by: {nhs: 100%}
    support: {prevents: 20%}
targets:
  budget: {label: A target, amount: £20k, payers: [council], year: 2024/25, counting: cashable}
simulation: {draws: 200}
";

/// The report of the town.
static PAGE: LazyLock<String> = LazyLock::new(|| {
    let town = Town::new(TOWN);
    town.averted(&["run", "town.yaml", "-o", "out", "--format", "html"]).assert().success();
    fs::read_to_string(town.path("out/report.html")).unwrap()
});

/// What stands between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).unwrap_or_else(|| panic!("{from} … {to}")).0
}

#[test]
fn its_policy_allows_its_own_style_and_script_by_their_hashes_and_nothing_else() {
    let policy = between(&PAGE, "Content-Security-Policy\" content=\"", "\"");
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let (style, script) = (between(&PAGE, "<style>", "</style>"), between(&PAGE, "<script>", "</script>"));
    assert_eq!(
        policy,
        format!(
            "default-src 'none'; style-src {}; script-src {}; font-src data:; base-uri 'none'; form-action 'none'",
            hash(style),
            hash(script)
        )
    );
    assert_eq!((PAGE.matches("<style").count(), PAGE.matches("<script").count()), (1, 1));
    assert!(!PAGE.contains(" style=\""), "an attribute that the policy would refuse");
}

#[test]
fn the_answer_and_a_figure_come_before_everything_else() {
    let at = |what: &str| PAGE.find(what).unwrap_or_else(|| panic!("no {what}"));
    let order = ["<h1>", "class=\"verdict\"", "class=\"sentence\"", "class=\"caveat\"", "<main", "id=\"h-summary\""];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])));
    if cfg!(feature = "figures") {
        assert!(at("<main") < at("<figure") && at("<figure") < at("class=\"lead\""));
        let figures: Vec<&str> =
            PAGE.split("<figure id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(figures.iter().all(|id| figures.iter().filter(|other| other == &id).count() == 1), "{figures:?}");
    }
}

#[test]
fn what_only_a_full_paper_holds_is_folded_and_the_rest_is_open() {
    let open = |id: &str| {
        let section = between(&PAGE, &format!("<section aria-labelledby=\"h-{id}\">"), "<summary>");
        section.trim() == "<details open>"
    };
    for id in ["summary", "years", "breakdown", "sureness", "trust"] {
        assert!(open(id), "{id}");
    }
    for id in ["key-figures", "targets", "assumptions", "method", "glossary", "reproduce"] {
        assert!(!open(id), "{id}");
        assert!(PAGE.contains(&format!("<a href=\"#{id}\">")), "the contents lead to {id}");
    }
}

#[test]
fn terms_are_linked_where_a_section_first_uses_them_and_in_no_name_or_heading() {
    let section = |id: &str| between(&PAGE, &format!("<section aria-labelledby=\"h-{id}\">"), "</section>");
    let summary = section("summary");
    assert_eq!(summary.matches("href=\"#term-credible-interval\"").count(), 1);
    assert_eq!(section("method").matches("href=\"#term-credible-interval\"").count(), 1);
    assert!(PAGE.contains("<dt id=\"term-credible-interval\">Credible interval</dt>"));
    assert!(!between(&PAGE, "class=\"lead\">", "</p>").contains("<a "), "the scenario's own words");
    for tag in ["h1", "h2", "h3", "caption", "th", "dt"] {
        for piece in PAGE.split(&format!("<{tag}")).skip(1) {
            let text = piece.split(&format!("</{tag}>")).next().unwrap();
            assert!(tag == "th" && text.starts_with("ead") || !text.contains("class=\"term\""), "<{tag}{text}");
        }
    }
}

#[test]
fn numbers_of_tables_carry_their_value() {
    let payers = between(&PAGE, "Who pays and who gains", "</table>");
    let row = between(payers, "Draw &#38; view team</th>", "</tr>");
    let values: Vec<f64> =
        row.split("data-v=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
    assert!(values.len() >= 4, "{row}");
    assert!(values.iter().any(|value| *value != 0.0));
}

fn chromium() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let mut files = std::env::split_paths(&paths).flat_map(|folder| names.map(|name| folder.join(name)));
    files.find(|path| path.is_file())
}

fn browse(chromium: &Path, page: &str, arguments: &[String]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    fs::write(&file, page).unwrap();
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", "--window-size=1280,800"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .args(arguments)
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A figure with two values.
const FIGURE: &str = "<div class=\"drawing\" id=\"trial\" role=\"group\" tabindex=\"0\" aria-label=\"Trial\"><svg viewBox=\"0 0 9 9\">\
    <g class=\"value\"><title>NHS: £9</title><rect width=\"4\" height=\"4\"/></g>\
    <g class=\"value\"><title>Police: £5</title><rect x=\"5\" width=\"4\" height=\"4\"/></g></svg></div>";

/// What the page does, each step with what comes of it.
const READER: &str = r##"
const found = [];
const say = (what, value) => found.push(what + "=" + value);
const details = id => document.getElementById(id).closest("details");
say("contents", document.querySelector("nav details").open);
say("folded", details("assumptions").open);
document.querySelector("nav a[href='#assumptions']").click();
say("linked", details("assumptions").open);
const button = document.querySelector("nav button");
button.click();
say("all", document.querySelectorAll("main details:not([open])").length);
const table = document.querySelector("#summary table");
const names = () => [...table.tBodies[0].rows].map(row => row.cells[0].textContent).join();
const head = table.tHead.rows[0].cells[2];
const states = [names()];
for (let turn = 0; turn < 3; turn++) {
  head.querySelector("button").click();
  states.push(head.getAttribute("aria-sort") + ":" + names());
}
say("sorted", states.join(" / "));
const tip = document.querySelector(".tip");
const drawing = document.getElementById("trial");
const hover = at => at.dispatchEvent(new PointerEvent("pointerover", {bubbles: true, clientX: 9}));
const press = key => drawing.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
hover(drawing.querySelectorAll("rect")[1]);
say("hover", tip.textContent);
hover(tip);
say("onto", tip.textContent);
press("Escape");
say("escape", tip.textContent);
press("ArrowRight");
say("right", tip.textContent);
press("End");
say("end", tip.textContent);
hover(document.body);
say("away", tip.textContent);
say("titles", drawing.querySelectorAll("title").length);
const out = document.createElement("pre");
out.textContent = "FOUND " + found.join("\n") + " END";
document.body.append(out);
"##;

#[test]
fn links_open_folds_heads_sort_rows_and_figures_show_their_values() {
    let Some(chromium) = chromium() else {
        eprintln!("skipped: what the page does is not tried, for there is no Chromium");
        return;
    };
    // The policy of the page would refuse this reader.
    let policy = format!("<meta http-equiv{}>", between(&PAGE, "<meta http-equiv", ">"));
    let page = PAGE.replace(&policy, "").replacen("<main id=\"main\">", &format!("<main id=\"main\">{FIGURE}"), 1);
    let page = page.replace("</body>", &format!("<script>{READER}</script></body>"));
    let dom = browse(&chromium, &page, &["--dump-dom".to_owned()]);
    let found = dom.rfind("FOUND ").map(|at| between(&dom[at..], "FOUND ", " END")).unwrap_or_else(|| panic!("{dom}"));
    let said = |what: &str| {
        let line = found.lines().find_map(|line| line.strip_prefix(&format!("{what}=")));
        line.unwrap_or_else(|| panic!("{what}: {found}")).to_owned()
    };
    assert_eq!(said("contents"), "true", "a wide screen shows the contents");
    assert_eq!((said("folded"), said("linked")), ("false".to_owned(), "true".to_owned()));
    assert_eq!(said("all"), "0");
    let sums = "All of the council,All of the partners,The whole system";
    let [written, down, up, back] =
        said("sorted").split(" / ").map(str::to_owned).collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(written, format!("Housing,Draw &amp; view team,Police,{sums}"));
    let of = |state: &str, way: &str| {
        let names = state.strip_prefix(way).unwrap_or_else(|| panic!("{state}")).strip_suffix(sums).unwrap();
        names.split_terminator(',').map(str::to_owned).collect::<Vec<_>>()
    };
    let mut turned = of(&up, "ascending:");
    turned.reverse();
    assert_eq!(of(&down, "descending:"), turned);
    assert_ne!(down.split_once(':').unwrap().1, up.split_once(':').unwrap().1);
    assert_eq!(back, format!("null:{written}"), "a third time puts rows back");
    assert_eq!(
        (said("hover"), said("onto"), said("escape")),
        ("Police: £5".to_owned(), "Police: £5".to_owned(), String::new())
    );
    assert_eq!(
        (said("right"), said("end"), said("away")),
        ("NHS: £9".to_owned(), "Police: £5".to_owned(), String::new())
    );
    assert_eq!(said("titles"), "0", "the browser shows no second one");
}
