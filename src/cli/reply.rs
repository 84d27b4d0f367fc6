//! Holds what a command answers, for a program to take as JSON, as text, as figures or as files, before anything is written.

use std::path::{Path, PathBuf};

use anyhow::anyhow;

use super::exit_code::Failure;
use super::figures::{Choice, Figures};
use super::files::Artifact;
use super::folder::{self, Of};
use super::format::Format;
use super::formats::{Wanted, artifacts};
use super::refusal::Refusal;
use super::resources::Room;
use super::run::Done;
use super::template::House;
use super::{deliver, output};
use crate::estimate::{DrawColumn, DrawRows as _};
use crate::render::answer::{Answer as _, Companion};
use crate::render::document::{self, Depth, Document};
#[cfg(feature = "figures")]
use crate::render::figure::Figure;
use crate::render::{self, terminal};

/// What a command answers.
pub struct Reply(Said);

/// The kinds of answers.
pub(super) enum Said {
    /// A run, with its draws.
    Run(Box<Done>),
    /// A stress test, drivers, evidence or a comparison.
    Answer(Box<dyn Companion + Send>),
    /// Something to read, of which there is no JSON.
    Document(Box<Document>),
    /// What is printed as it is.
    Bytes(Vec<u8>),
}

impl Reply {
    pub(super) const fn new(said: Said) -> Self {
        Self(said)
    }

    /// Whether its [bytes](Self::bytes) are JSON; text otherwise.
    #[must_use]
    pub const fn has_json(&self) -> bool {
        matches!(self.0, Said::Run(_) | Said::Answer(_))
    }

    /// The bytes that the command prints with `--json`; of a command that has no such option, its [text](Self::text).
    ///
    /// # Errors
    ///
    /// When it cannot be put into JSON, which does not happen to numbers and text.
    pub fn bytes(&self) -> Result<Vec<u8>, Refusal> {
        let json = match &self.0 {
            Said::Run(done) => render::json(&done.estimates.results),
            Said::Answer(answer) => answer.json(),
            Said::Document(_) => return Ok(self.text(false, None).into_bytes()),
            Said::Bytes(bytes) => return Ok(bytes.clone()),
        };
        Ok(json.map_err(|error| Failure::Running(anyhow!("the answer cannot be put into JSON: {error}")))?)
    }

    /// What the command prints, without colours, in so many columns: of a run its verdict and what nobody should miss, or
    /// all sections where it is to be `full`.
    #[must_use]
    pub fn text(&self, full: bool, columns: Option<u16>) -> String {
        let (document, depth) = match &self.0 {
            Said::Run(done) if full => (done.estimates.results.document(), Depth::Brief),
            Said::Run(done) => (document::short(&done.estimates.results), Depth::Brief),
            Said::Answer(answer) => (answer.whole(), Depth::Full),
            Said::Document(document) => (Document::clone(document), Depth::Full),
            Said::Bytes(bytes) => return String::from_utf8_lossy(bytes).into_owned(),
        };
        output::plain(&terminal(document, depth, columns.unwrap_or(output::COLUMNS), &[]))
    }

    /// What the command prints, or unless it is to be `full` a shorter answer, where there is one.
    pub(super) fn words(&self, full: bool) -> String {
        match &self.0 {
            Said::Answer(answer) if !full => {
                output::plain(&terminal(answer.brief(), Depth::Full, output::COLUMNS, &[]))
            }
            _ => self.text(full, None),
        }
    }

    /// Writes into `folder` what the command writes unless told otherwise, and gives the paths of the files.
    pub(super) fn write(&self, folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
        let written = match &self.0 {
            Said::Run(done) => write_run(done, folder),
            Said::Answer(answer) => deliver::write(answer.as_ref(), folder, true).map_err(Failure::from),
            Said::Document(_) | Said::Bytes(_) => Ok(Vec::new()),
        };
        Ok(written?)
    }

    /// Its figures, or those called `only`, as far as they apply, in the order in which papers show them.
    ///
    /// # Errors
    ///
    /// When there is no figure of a name, with the names that there are.
    #[cfg(feature = "figures")]
    pub fn figures(&self, only: Option<&[String]>) -> Result<Vec<Figure>, Refusal> {
        let choice = Choice::new(only, None).map_err(Failure::wrong)?;
        Ok(Figures::of(&self.companions(), &choice).into_figures())
    }

    /// What each column of the draws of a run says: its label, its unit, where results.json sums it up; none of other
    /// answers.
    #[must_use]
    pub fn columns(&self) -> Vec<DrawColumn> {
        let Said::Run(done) = &self.0 else { return Vec::new() };
        done.estimates.table(&done.plan, &done.headline).columns().to_vec()
    }

    /// The bytes of a file by the name that it has where the command writes it: `report.html`, `draws.parquet`,
    /// `figures/chance.png`.
    ///
    /// # Errors
    ///
    /// When there is no such file, with the names of those that there are, or when it cannot be made.
    pub fn file(&self, name: &str) -> Result<Vec<u8>, Refusal> {
        let made = match (&self.0, name.starts_with("figures/")) {
            (Said::Run(done), false) => of_run(done, name),
            _ => self.drawn(name),
        };
        Ok(made?)
    }

    /// A file of a figure.
    fn drawn(&self, name: &str) -> Result<Vec<u8>, Failure> {
        let drawn = Figures::of(&self.companions(), &Choice::ALL);
        let found = drawn.files().find(|file| file.name() == name);
        found.map_or_else(|| Err(absent(name, &names(drawn.files()))), |file| content(&file))
    }

    fn companions(&self) -> Vec<&dyn Companion> {
        match &self.0 {
            Said::Run(done) => vec![&done.estimates.results],
            Said::Answer(answer) => vec![answer.as_ref()],
            Said::Document(_) | Said::Bytes(_) => Vec::new(),
        }
    }
}

/// The files of a run.
fn write_run(done: &Done, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let (results, formats, house) = (&done.estimates.results, Format::OF_A_RUN, House::default());
    let draws = formats.iter().any(|format| format.needs_draws());
    Room { folder: Some(folder), draws }.check(&done.plan)?;
    let table = done.estimates.table(&done.plan, &done.headline);
    let drawn = Figures::new(results, &[], formats, &Choice::ALL);
    let files = artifacts(results, &[], Some(&table), &drawn, Wanted { formats, house: &house });
    Ok(folder::deliver(folder, &Of::results(results), &files, true)?)
}

/// A file of a run.
fn of_run(done: &Done, name: &str) -> Result<Vec<u8>, Failure> {
    let results = &done.estimates.results;
    let table = done.estimates.table(&done.plan, &done.headline);
    let house = House::default();
    let mut all = Vec::new();
    for format in Format::asked(&[Format::All], |_| true) {
        let formats = [format];
        let wanted = Wanted { formats: &formats, house: &house };
        // Names are known without drawing a figure, which takes longest.
        let undrawn = Figures::new(results, &[], &[], &Choice::ALL);
        let named = names(artifacts(results, &[], Some(&table), &undrawn, wanted).into_iter());
        if named.iter().any(|one| one == name) {
            let drawn = Figures::new(results, &[], &formats, &Choice::ALL);
            let files = artifacts(results, &[], Some(&table), &drawn, wanted);
            return files.iter().find(|file| file.name() == name).map_or_else(|| Err(absent(name, &named)), content);
        }
        all.extend(named);
    }
    Err(absent(name, &all))
}

fn names<'a>(files: impl Iterator<Item = Artifact<'a>>) -> Vec<String> {
    files.map(|file| file.name().to_owned()).collect()
}

fn content(file: &Artifact<'_>) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    file.write(&mut bytes)?;
    Ok(bytes)
}

fn absent(name: &str, there: &[String]) -> Failure {
    let help = if there.is_empty() { "there is none".to_owned() } else { format!("there are {}", there.join(", ")) };
    Failure::wrong(format!("there is no file `{name}` of this answer\n  = help: {help}"))
}
