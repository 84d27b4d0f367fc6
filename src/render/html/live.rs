//! Sets the live page: the static report, the engine and the scenario, in one file.

use super::page::{Assets, SCRIPT, page, style};
use super::policy::live_policy;
use crate::estimate::Results;
use crate::render::answer::{Companion, report};
use crate::render::document::{Depth, Document, Picture};

/// What makes a page live.
#[derive(Clone, Copy, Debug)]
pub struct Engine<'a> {
    /// The compiled module, packed by gzip, in Base64.
    pub module: &'a str,
    /// What the page runs at first, as JSON: the `inputs` of results.json, or `null`.
    pub inputs: &'a str,
    /// The text of the worker that runs the module.
    pub worker: &'a str,
    /// The script of the page, beside that of a report.
    pub script: &'a str,
    /// The style of what the script adds.
    pub style: &'a str,
}

/// The bytes of live.html: the report of a run, with its `companions` in short, and the engine.
///
/// # Errors
///
/// When the template cannot be written, which does not happen to a string in memory.
pub fn live_html(
    results: &Results,
    companions: &[&dyn Companion],
    pictures: &[Picture],
    engine: &Engine<'_>,
) -> Result<Vec<u8>, askama::Error> {
    let figures: Vec<&str> = pictures.iter().map(|picture| picture.id).collect();
    live_page(&report(results, companions, &figures, Depth::Foldable), Some(results), pictures, engine)
}

/// The bytes of the page without a scenario, which says in a few words what it is for.
///
/// # Errors
///
/// As [`live_html`].
pub fn empty_live_html(engine: &Engine<'_>) -> Result<Vec<u8>, askama::Error> {
    let document = Document {
        title: "averted".to_owned(),
        lead: vec![
            "What would have happened without this service, what would it have cost, and how sure can we be?"
                .to_owned(),
            "This page is the whole program: nothing is installed, and nothing leaves this computer.".to_owned(),
            "It needs JavaScript, which this browser does not run, or has not run yet.".to_owned(),
        ],
        ..Document::default()
    };
    live_page(&document, None, &[], engine)
}

fn live_page(
    document: &Document,
    results: Option<&Results>,
    pictures: &[Picture],
    engine: &Engine<'_>,
) -> Result<Vec<u8>, askama::Error> {
    let style = format!("{}{}", style(), engine.style);
    let worker = quoted(engine.worker);
    let script = format!("(() => {{\n\"use strict\";\nconst WORKER = {worker};\n{SCRIPT}{}}})();\n", engine.script);
    let policy = live_policy(&style, &script);
    // Data before the script that reads them; a browser runs neither, whatever is in them.
    let Engine { module, inputs, .. } = engine;
    let data = format!(
        "<script type=\"application/json\" id=\"averted-inputs\">{}</script>\n<script type=\"text/plain\" \
         id=\"averted-engine\">{module}</script>\n",
        harmless(inputs)
    );
    page(document, results, pictures, &Assets { style: &style, script: &script, policy: &policy, data: &data })
}

/// A text as a script spells it.
fn quoted(text: &str) -> String {
    harmless(&serde_json::Value::from(text).to_string())
}

/// JSON in which nothing can end an element or begin one.
fn harmless(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_scenario_ends_its_element() {
        let json = serde_json::to_string("a </script><!-- b").unwrap();
        assert_eq!(harmless(&json), r#""a \u003c/script>\u003c!-- b""#);
        assert_eq!(serde_json::from_str::<String>(&harmless(&json)).unwrap(), "a </script><!-- b");
    }
}
