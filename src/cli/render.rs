//! Carries out `averted render`: draws figures and papers again from results.json, without simulating.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, anyhow};

use super::args::RenderArgs;
use super::exit_code::Failure;
use super::figures::Drawn;
use super::folder::{self, Of};
use super::formats::{Format, artifacts};
use super::{beside, json, output};
use crate::estimate::{Results, VERSION};

/// Draws again.
pub(super) fn render(arguments: &RenderArgs) -> Result<(), Failure> {
    let standing = folder_of(&arguments.results);
    folder::mend(standing)?;
    let (results, _) = read(&arguments.results)?;
    for strange in folder::audit(standing) {
        output::remark(&format!("warning: {strange}\n"));
    }
    let formats = arguments.format.clone().unwrap_or_else(|| Format::OF_RESULTS.to_vec());
    if let Some(format) = formats.iter().find(|format| format.needs_draws()) {
        let name = if *format == Format::Csv { "draws.csv" } else { "draws.parquet" };
        let message =
            format!("error: {name} needs the draws themselves, which results.json does not hold; use `averted run`\n");
        return Err(Failure::Scenario(message));
    }
    let folder = arguments.output.clone().unwrap_or_else(|| standing.to_path_buf());
    let (beside, left_out) = beside::read(standing, &results)?;
    let drawn = Drawn::new(&results, &beside, &formats);
    let files = artifacts(&results, &beside, None, &drawn, &formats);
    let written = folder::deliver(&folder, &Of::results(&results), &files, arguments.quiet)?;
    if !arguments.quiet {
        let mut list: String = written.iter().map(|path| format!("{}\n", path.display())).collect();
        for name in left_out {
            list.push_str(&format!("{name} is of another run than these results and was left out.\n"));
        }
        output::print(&list)?;
    }
    Ok(())
}

/// The folder in which a file stands.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Largest results.json, in bytes: far more than any run writes.
const LARGEST: u64 = 256 << 20;

/// Reads results and their bytes.
///
/// # Errors
///
/// When the file is not one that this program can read, or its run did not pass its self-check.
pub(super) fn read(path: &Path) -> Result<(Results, Vec<u8>), Failure> {
    let wrong = |reason: String| Failure::Scenario(format!("error: {}: {reason}\n", path.display()));
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read {}", path.display()))
        .map_err(|error| Failure::Scenario(format!("error: {error:#}\n")))?;
    let results: Results = json::read(&bytes).map_err(|error| {
        wrong(format!("this is not a results.json of averted ({error}); name the one that `averted run` wrote"))
    })?;
    if results.version != VERSION {
        return Err(wrong(format!(
            "version {} of results.json; this program reads version {VERSION}",
            results.version
        )));
    }
    if !results.run.self_check.passed {
        return Err(anyhow!("{}: the self-check of this run did not pass", path.display()).into());
    }
    Ok((results, bytes))
}
