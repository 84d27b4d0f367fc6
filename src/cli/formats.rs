//! Chooses the files of a run and makes them: results, draws, figures, report, workbook, briefing.

use clap::ValueEnum;

use super::figures::Drawn;
use super::files::Artifact;
use crate::estimate::{DrawsTable, Results};
use crate::render;
use crate::render::report::Beside;
#[cfg(feature = "xlsx")]
use crate::render::report::DrawRows;

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// results.json: every number with its error, for programs
    Json,
    /// draws.csv: one row a draw
    Csv,
    /// report.html: one page with everything, to read or print
    Html,
    /// figures/: every figure as SVG and PNG
    Figures,
    /// report.md: the report for repositories
    Md,
    #[cfg(feature = "xlsx")]
    /// results.xlsx: the workbook for finance
    Xlsx,
    #[cfg(feature = "docx")]
    /// briefing.docx: two pages for cabinet, to be edited in Word
    Docx,
    #[cfg(feature = "parquet")]
    /// draws.parquet: one row a draw, for researchers
    Parquet,
}

impl Format {
    /// What a run writes unless told otherwise.
    pub(super) const OF_A_RUN: [Self; 4] = [Self::Json, Self::Csv, Self::Html, Self::Figures];
    /// What is drawn again from results.json unless told otherwise.
    pub(super) const OF_RESULTS: [Self; 2] = [Self::Html, Self::Figures];

    /// Whether it needs the draws themselves, which results.json does not hold.
    pub(super) const fn needs_draws(self) -> bool {
        match self {
            Self::Csv => true,
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
            _ => false,
        }
    }

    /// Whether it shows figures.
    pub(super) const fn shows_figures(self) -> bool {
        match self {
            Self::Html | Self::Figures | Self::Md => true,
            #[cfg(feature = "docx")]
            Self::Docx => true,
            _ => false,
        }
    }
}

/// The files of `formats`, in their order. `table` is at hand after a run only.
pub(super) fn artifacts<'a>(
    results: &'a Results,
    beside: &'a Beside,
    table: Option<&'a DrawsTable<'a>>,
    drawn: &'a Drawn,
    formats: &[Format],
) -> Vec<Artifact<'a>> {
    let mut files: Vec<Artifact<'a>> = Vec::new();
    for format in formats {
        match format {
            Format::Json => files.push(Artifact::bytes("results.json", move || render::json(results))),
            Format::Csv => files
                .extend(table.map(|table| Artifact::new("draws.csv", move |sink| Ok(render::draws_csv(table, sink)?)))),
            Format::Html => {
                files.push(Artifact::bytes("report.html", move || render::html(results, beside, &drawn.pictures())))
            }
            Format::Figures => files.extend(drawn.files()),
            Format::Md => files.push(Artifact::new("report.md", move |sink| {
                Ok(sink.write_all(render::markdown(results, beside, &drawn.pictures()).as_bytes())?)
            })),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => files.push(Artifact::bytes("results.xlsx", move || {
                render::xlsx(results, table.map(|table| table as &dyn DrawRows))
            })),
            #[cfg(feature = "docx")]
            Format::Docx => files.push(Artifact::new("briefing.docx", move |sink| {
                Ok(sink.write_all(&render::docx(results, &drawn.pictures_with_pixels()?)?)?)
            })),
            #[cfg(feature = "parquet")]
            Format::Parquet => files.extend(table.map(|table| {
                Artifact::new("draws.parquet", move |sink| {
                    let mut bytes = Vec::new();
                    render::draws_parquet(table, &mut bytes)?;
                    Ok(sink.write_all(&bytes)?)
                })
            })),
        }
    }
    files
}
