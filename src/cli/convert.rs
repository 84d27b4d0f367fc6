//! Carries out `averted convert`: a scenario as a workbook or a text file, and nothing written that means anything else.

use std::path::{Path, PathBuf};

use super::args::ConvertArgs;
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
    let ending = to.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !matches!(ending.as_str(), "xlsx" | "yaml" | "yml") {
        let message = format!("{} ends neither in .xlsx nor in .yaml", to.display());
        return Err(wrong(&message, "write averted convert my_service.yaml my_service.xlsx, or the other way round"));
    }
    if to.exists() && !arguments.force {
        let message = format!("{} is already there and stays as it is", to.display());
        return Err(wrong(&message, "choose another name, or add --force to write over it"));
    }
    let disk = Disk::beside(from);
    // All that is wrong is said before anything is made of it.
    scenario::read(from, &disk, &[])?;
    let bytes = if ending == "xlsx" {
        workbook_of(from, &disk, false)?
    } else {
        scenario::yaml_text(from, &disk)?.into_bytes()
    };
    let written = One { path: to, bytes: &bytes, others: &Disk::beside(to) };
    let means = scenario::meaning_of(to, &written)?;
    if means != scenario::meaning_of(from, &disk)? {
        let help = "keep it as it is, and please report it: both should mean the same";
        return Err(wrong(
            &format!("{} would not mean what {} means, so nothing was written", to.display(), from.display()),
            help,
        ));
    }
    scenario::read(to, &written, &[])?;
    let name = to.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let file = Artifact::new(name, move |sink| Ok(sink.write_all(&bytes)?));
    folder::deliver(folder_of(to), &Of::Somebody, &[file], false)?;
    Ok(output::print(&format!("Wrote {}. It means the same as {}.\n", to.display(), from.display()))?)
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
