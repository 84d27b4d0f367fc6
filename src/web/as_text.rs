//! Turns a scenario that is a workbook into text, which the page reads: its engine has no reader of workbooks.

use std::path::Path;

use super::files::Opened;
use crate::estimate::{InputFile, Inputs};
use crate::scenario::yaml_text;

/// The inputs with the scenario as text.
///
/// # Errors
///
/// What keeps the workbook from being read, which has been read for the run.
pub(super) fn as_text(inputs: Inputs) -> Result<Inputs, String> {
    let Some(scenario) = inputs.files.first().filter(|file| file.path.to_lowercase().ends_with(".xlsx")) else {
        return Ok(inputs);
    };
    let path = Path::new(&scenario.path);
    let files = Opened::new(&inputs)?;
    let text = yaml_text(path, &files).map_err(|faults| faults.render(false))?;
    let file = InputFile { path: path.with_extension("yaml").display().to_string(), text: Some(text), base64: None };
    let rest = inputs.files.iter().skip(1).cloned();
    Ok(Inputs { files: std::iter::once(file).chain(rest).collect(), ..inputs })
}
