//! Carries out `averted render`: draws figures and papers again from results.json, without simulating.

use super::args::RenderArgs;
use super::exit_code::Failure;
use super::figures::{Choice, Figures};
use super::folder::{self, Of};
use super::format::Format;
use super::formats::{Wanted, artifacts};
use super::template::House;
use super::{answers, output, stored};

/// Draws again.
pub(super) fn render(arguments: &RenderArgs) -> Result<(), Failure> {
    let file = stored::results_in(&arguments.results);
    let standing = stored::folder_of(&file);
    folder::mend(standing)?;
    let (results, _) = stored::read(&file)?;
    for strange in folder::audit(standing) {
        output::remark(&format!("warning: {strange}\n"));
    }
    let choice = choice(arguments)?;
    let chosen = arguments.format.as_deref().unwrap_or(choice.formats());
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
    let drawn = Figures::new(&results, &companions, &formats, &choice);
    if let Some(absent) = choice.absent(&drawn) {
        output::remark(&format!("note: {absent}\n"));
    }
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

/// Which figures are asked for, and how wide they are.
#[cfg(feature = "figures")]
fn choice(arguments: &RenderArgs) -> Result<Choice, Failure> {
    Choice::new(arguments.only.as_deref(), arguments.width).map_err(Failure::wrong)
}

/// None: this build draws no figures.
#[cfg(not(feature = "figures"))]
fn choice(_: &RenderArgs) -> Result<Choice, Failure> {
    Ok(Choice::ALL)
}
