//! Writes the changes of a page as a scenario that extends the one that it was opened with.

use std::path::Path;

use super::files::{Opened, asked};
use crate::estimate::Inputs;
use crate::scenario::changes_yaml;

/// The text of a scenario file that lays the changes on the first.
///
/// # Errors
///
/// What is wrong with a change, as the program prints it; or that there are none.
pub(super) fn patch(inputs: &Inputs) -> Result<String, String> {
    let (path, request) = asked(inputs)?;
    if request.set.is_empty() {
        return Err("nothing is changed, so there is nothing to write".to_owned());
    }
    let files = Opened::new(inputs)?;
    let body = changes_yaml(&path, &files, &request.set).map_err(|faults| faults.render(false))?;
    let name = path.file_name().map_or_else(String::new, |name| Path::new(name).display().to_string());
    Ok(format!(
        "# Changed by the reader on the live page of averted {}. Keep this file beside {name} and run it in its place.\n{body}",
        env!("CARGO_PKG_VERSION"),
    ))
}
