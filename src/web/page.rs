//! Puts the live page together from the report, the engine and the page's own script and style.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::estimate::{Inputs, Results};
use crate::render::answer::Companion;
use crate::render::document::Picture;
use crate::render::{Engine, empty_live_html, live_html};

/// The module, packed by gzip; `.ci/web` makes it from these sources.
const MODULE: &[u8] = include_bytes!("engine.wasm.gz");

/// The files of the page's script: functions alone, so that their order says nothing.
const SCRIPT: &[&str] = &[
    include_str!("page/amount.js"),
    include_str!("page/answer.js"),
    include_str!("page/answers.js"),
    include_str!("page/assumptions.js"),
    include_str!("page/case.js"),
    include_str!("page/changes.js"),
    include_str!("page/control.js"),
    include_str!("page/density.js"),
    include_str!("page/dom.js"),
    include_str!("page/download.js"),
    include_str!("page/engine.js"),
    include_str!("page/figures.js"),
    include_str!("page/fragment.js"),
    include_str!("page/kept.js"),
    include_str!("page/live.js"),
    include_str!("page/questions.js"),
    include_str!("page/scenario.js"),
    include_str!("page/session.js"),
    include_str!("page/swap.js"),
    include_str!("page/switches.js"),
    include_str!("page/track.js"),
    include_str!("page/turns.js"),
    include_str!("page/view.js"),
];

/// Why a page was not made.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// The results do not hold the files that they were made from.
    #[error("results.json of that run does not hold its scenario; run it again with this program")]
    NoInputs,
    /// A scenario that is a workbook could not be made into text.
    #[cfg(feature = "xlsx")]
    #[error("the workbook cannot be made into the text that a page needs: {0}")]
    Workbook(String),
    /// The template could not be filled.
    #[error(transparent)]
    Template(#[from] askama::Error),
    /// The inputs could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// The bytes of live.html: the report of a run, which its reader can change.
///
/// # Errors
///
/// When the results do not hold their inputs.
pub fn live(results: &Results, companions: &[&dyn Companion], pictures: &[Picture]) -> Result<Vec<u8>, PageError> {
    let inputs = results.inputs.clone().ok_or(PageError::NoInputs)?;
    #[cfg(feature = "xlsx")]
    let inputs = super::as_text::as_text(inputs).map_err(PageError::Workbook)?;
    // A page that is changed runs no stress test.
    let inputs = serde_json::to_string(&Inputs { with_stress: false, ..inputs })?;
    with_engine(&inputs, |engine| Ok(live_html(results, companions, pictures, engine)?))
}

/// The bytes of live.html without a scenario: the empty program.
///
/// # Errors
///
/// When the template cannot be filled, which does not happen to a string in memory.
pub fn empty() -> Result<Vec<u8>, PageError> {
    with_engine("null", |engine| Ok(empty_live_html(engine)?))
}

fn with_engine(
    inputs: &str,
    set: impl FnOnce(&Engine<'_>) -> Result<Vec<u8>, PageError>,
) -> Result<Vec<u8>, PageError> {
    let (module, script) = (STANDARD.encode(MODULE), SCRIPT.concat());
    let (worker, style) = (include_str!("page/worker.js"), include_str!("page/live.css"));
    set(&Engine { module: &module, inputs, worker, script: &script, style })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_script_is_part_of_it() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/web/page");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let scripts = files.filter(|name| name.ends_with(".js") && name != "worker.js").count();
        assert_eq!(scripts, SCRIPT.len());
    }
}
