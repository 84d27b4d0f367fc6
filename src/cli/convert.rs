//! Carries out `averted convert`: a scenario as a workbook or a text file, and nothing written that means anything else;
//! tables as workbooks.

use std::path::{Path, PathBuf};

use super::args::ConvertArgs;
use super::convert_table::{table_of_workbook, workbook_of_table};
use super::exit_code::Failure;
use super::files::Artifact;
use super::folder::{self, Of};
use super::output;
use super::stored::folder_of;
use crate::render::scenario_xlsx;
use crate::run::Disk;
use crate::scenario::{self, Files};

/// Writes the scenario in another form.
pub(super) fn convert(arguments: &ConvertArgs) -> Result<(), Failure> {
    let (from, to) = (&arguments.from, &arguments.to);
    if to.exists() && !arguments.force {
        let message = format!("{} is already there and stays as it is", to.display());
        return Err(wrong(&message, "choose another name, or add --force to write over it"));
    }
    let (bytes, said) = match (ending(&scenario::sheet_of(from).0).as_str(), ending(to).as_str()) {
        ("csv", "xlsx") => (workbook_of_table(from)?, "the table"),
        ("xlsx", "csv") => (table_of_workbook(from)?, "the sheet"),
        (_, "xlsx" | "yaml" | "yml") => (scenario_as(from, to)?, "the scenario"),
        _ => {
            let message = format!("{} ends neither in .xlsx nor in .yaml", to.display());
            let help = "write averted convert my_service.yaml my_service.xlsx, or the other way round; a table goes from .csv to \
                        .xlsx and back";
            return Err(wrong(&message, help));
        }
    };
    let name = to.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let file = Artifact::new(name, move |sink| Ok(sink.write_all(&bytes)?));
    folder::deliver(folder_of(to), &Of::Somebody, &[file], false)?;
    Ok(output::print(&format!("Wrote {}, which holds {said} of {}.\n", to.display(), from.display()))?)
}

/// The ending of a file in small letters.
fn ending(path: &Path) -> String {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// A scenario as the file `to`, which means the same.
fn scenario_as(from: &Path, to: &Path) -> Result<Vec<u8>, Failure> {
    let disk = Disk::beside(from);
    // All that is wrong is said before anything is made of it.
    scenario::read(from, &disk, &[])?;
    let bytes = if ending(to) == "xlsx" {
        workbook_of(from, &disk, false)?
    } else {
        scenario::yaml_text(from, &disk)?.into_bytes()
    };
    let written = One { path: to, bytes: &bytes, others: &Disk::beside(to) };
    if scenario::meaning_of(to, &written)? != scenario::meaning_of(from, &disk)? {
        let message = format!("{} would not mean what {} means, so nothing was written", to.display(), from.display());
        return Err(wrong(&message, "keep it as it is, and please report it: both should mean the same"));
    }
    scenario::read(to, &written, &[])?;
    Ok(bytes)
}

/// The workbook of a scenario; with `prompts` also rows for what it does not say.
pub(super) fn workbook_of(path: &Path, files: &dyn Files, prompts: bool) -> Result<Vec<u8>, Failure> {
    let outline = scenario::outline_of(path, files, prompts)?;
    let library = scenario::read_library(None, files)?.0;
    let ids: Vec<String> = library.ids().map(str::to_owned).collect();
    scenario_xlsx(&outline, &ids)
        .map_err(|error| wrong(&format!("the workbook cannot be made: {error}"), "keep the text file"))
}

/// One file that is not on the disk yet, among those that are.
pub(super) struct One<'f> {
    pub(super) path: &'f Path,
    pub(super) bytes: &'f [u8],
    pub(super) others: &'f dyn Files,
}

impl Files for One<'_> {
    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        if path == self.path { Ok(self.bytes.to_vec()) } else { self.others.read(path) }
    }

    fn near(&self, path: &Path) -> Option<PathBuf> {
        self.others.near(path)
    }

    fn allows(&self, path: &Path) -> bool {
        self.others.allows(path)
    }
}

fn wrong(message: &str, help: &str) -> Failure {
    Failure::wrong(format!("{message}\n  = help: {help}"))
}
