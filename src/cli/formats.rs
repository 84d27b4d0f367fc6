//! Chooses the files of a run and makes them: results, draws, figures, report, workbook, briefing.

#[cfg(feature = "png")]
use anyhow::Context as _;
use clap::ValueEnum;

use super::files::Artifact;
#[cfg(feature = "png")]
use crate::engine;
use crate::estimate::{DrawsTable, Results};
use crate::render;
use crate::render::plot::{DRIVERS_FIGURES, EVIDENCE_FIGURES, FIGURES, Figure, STRESS_FIGURES, Sketch, drawn};
#[cfg(feature = "xlsx")]
use crate::render::report::DrawRows;
use crate::render::report::{Beside, Picture};

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
    const fn shows_figures(self) -> bool {
        self.shows_pixels() || matches!(self, Self::Html | Self::Md)
    }

    /// Whether it shows them as PNG.
    const fn shows_pixels(self) -> bool {
        match self {
            Self::Figures => true,
            #[cfg(feature = "docx")]
            Self::Docx => true,
            _ => false,
        }
    }
}

/// The figures of some results, drawn, and their pixels where a format needs them.
pub(super) struct Drawn {
    figures: Vec<Figure>,
    pixels: Vec<Option<Vec<u8>>>,
}

impl Drawn {
    /// Draws what `formats` need, of what stands `beside` the results too.
    pub(super) fn new(results: &Results, beside: &Beside, formats: &[Format]) -> anyhow::Result<Self> {
        let wanted = |shows: fn(Format) -> bool| formats.iter().any(|&format| shows(format));
        let mut figures = Vec::new();
        if wanted(Format::shows_figures) {
            figures = drawn(FIGURES, results);
            figures.extend(beside.figures());
        }
        let pixels = if wanted(Format::shows_pixels) { pixels(&figures)? } else { vec![None; figures.len()] };
        Ok(Self { figures, pixels })
    }

    /// Figures that are written by themselves, as SVG and PNG.
    pub(super) fn of(figures: Vec<Figure>) -> anyhow::Result<Self> {
        let pixels = pixels(&figures)?;
        Ok(Self { figures, pixels })
    }

    fn pictures(&self) -> Vec<Picture<'_>> {
        self.figures.iter().zip(&self.pixels).map(|(figure, pixels)| Picture::new(figure, pixels.as_deref())).collect()
    }

    /// Names of figure files that an earlier run may have left and that do not apply to these results, nor to what stands
    /// `beside` them.
    pub(super) fn stale(&self, beside: &Beside) -> Vec<String> {
        let mut stale = self.stale_among(FIGURES);
        stale.extend(beside.evidence.iter().flat_map(|_| self.stale_among(EVIDENCE_FIGURES)));
        stale.extend(beside.stress.iter().flat_map(|_| self.stale_among(STRESS_FIGURES)));
        stale.extend(beside.drivers.iter().flat_map(|_| self.stale_among(DRIVERS_FIGURES)));
        stale
    }

    /// The same of the figures of one list.
    pub(super) fn stale_among<T>(&self, known: &[Sketch<T>]) -> Vec<String> {
        let absent = known.iter().filter(|sketch| self.figures.iter().all(|figure| figure.id != sketch.id));
        absent.flat_map(|sketch| ["svg", "png"].map(|ending| format!("figures/{}.{ending}", sketch.id))).collect()
    }

    /// The files of the figures.
    pub(super) fn files(&self) -> impl Iterator<Item = Artifact<'_>> {
        self.figures.iter().zip(&self.pixels).flat_map(|(figure, pixels)| {
            let svg = Artifact::new(format!("figures/{}.svg", figure.id), move |sink| {
                Ok(sink.write_all(figure.svg.as_bytes())?)
            });
            let png = pixels.as_ref().map(|pixels| {
                Artifact::new(format!("figures/{}.png", figure.id), move |sink| Ok(sink.write_all(pixels)?))
            });
            std::iter::once(svg).chain(png)
        })
    }
}

/// Every figure as PNG, in parallel.
#[cfg(feature = "png")]
fn pixels(figures: &[Figure]) -> anyhow::Result<Vec<Option<Vec<u8>>>> {
    let made = engine::in_chunks(figures.len(), 1, |one| render::png::png(&figures[one.start].svg));
    made.into_iter().map(|pixels| pixels.map(Some)).collect::<Result<_, _>>().context("cannot draw a figure as PNG")
}

/// None: this build draws SVG alone.
#[cfg(not(feature = "png"))]
fn pixels(figures: &[Figure]) -> anyhow::Result<Vec<Option<Vec<u8>>>> {
    Ok(vec![None; figures.len()])
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
            Format::Docx => {
                files.push(Artifact::bytes("briefing.docx", move || render::docx(results, &drawn.pictures())))
            }
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
