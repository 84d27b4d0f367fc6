//! Carries out `averted render`: draws figures and papers again from results.json, without simulating.

use super::args::RenderArgs;
use super::exit_code::Failure;
use super::figures::Figures;
use super::folder::{self, Of};
use super::format::Format;
use super::formats::{Wanted, artifacts};
use super::template::House;
use super::{answers, output, stored};

/// Draws again.
pub(super) fn render(arguments: &RenderArgs) -> Result<(), Failure> {
    let standing = stored::folder_of(&arguments.results);
    folder::mend(standing)?;
    let (results, _) = stored::read(&arguments.results)?;
    for strange in folder::audit(standing) {
        output::remark(&format!("warning: {strange}\n"));
    }
    let chosen = arguments.format.as_deref().unwrap_or(Format::OF_RESULTS);
    let formats = Format::asked(chosen, |format| !format.needs_draws() && format != Format::Json);
    #[cfg(feature = "docx")]
    let house = House::read(arguments.template.as_deref(), &formats)?;
    #[cfg(not(feature = "docx"))]
    let house = House::default();
    if let Some(format) = formats.iter().find(|format| format.needs_draws()) {
        let name = if *format == Format::Csv { "draws.csv" } else { "draws.parquet" };
        return Err(Failure::wrong(format!(
            "{name} needs the draws themselves, which results.json does not hold; use `averted run`"
        )));
    }
    let folder = arguments.output.clone().unwrap_or_else(|| standing.to_path_buf());
    let (standing, left_out) = answers::read(standing, &results)?;
    let companions = answers::all(&standing);
    let drawn = Figures::new(&results, &companions, &formats);
    let files = artifacts(&results, &companions, None, &drawn, Wanted { formats: &formats, house: &house });
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
