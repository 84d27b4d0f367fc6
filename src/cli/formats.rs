//! Chooses the files of a run and makes them: results, draws, figures, report, workbook, briefing, one page.

use super::figures::Figures;
use super::files::Artifact;
use super::format::Format;
use super::template::House;
use crate::estimate::{DrawRows, Results};
use crate::render;
use crate::render::answer::Companion;
#[cfg(feature = "live")]
use crate::web;

/// What is to be written, and the house document that Word papers are set in.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    pub(super) formats: &'a [Format],
    #[cfg_attr(not(feature = "docx"), expect(dead_code, reason = "without Word papers nothing is set in it"))]
    pub(super) house: &'a House,
}

/// The files that are `wanted`, in their order. `table` is at hand after a run only.
pub(super) fn artifacts<'a>(
    results: &'a Results,
    companions: &'a [&'a dyn Companion],
    table: Option<&'a dyn DrawRows>,
    drawn: &'a Figures,
    wanted: Wanted<'a>,
) -> Vec<Artifact<'a>> {
    let mut files: Vec<Artifact<'a>> = Vec::new();
    for format in wanted.formats {
        match format {
            Format::Json => files.push(Artifact::bytes("results.json", move || render::json(results))),
            Format::Csv => files
                .extend(table.map(|table| Artifact::new("draws.csv", move |sink| Ok(render::draws_csv(table, sink)?)))),
            Format::Html => {
                files.push(Artifact::bytes("report.html", move || render::html(results, companions, &drawn.pictures())))
            }
            #[cfg(feature = "figures")]
            Format::Figures => files.extend(drawn.files()),
            Format::Md => files.push(Artifact::new("report.md", move |sink| {
                Ok(sink.write_all(render::markdown(results, companions, &drawn.pictures()).as_bytes())?)
            })),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => {
                files.push(Artifact::bytes("results.xlsx", move || render::xlsx(results, companions, table)))
            }
            #[cfg(feature = "docx")]
            Format::Docx => files.push(Artifact::new("briefing.docx", move |sink| {
                let pictures = drawn.pictures_with_pixels()?;
                Ok(sink.write_all(&render::briefing_docx(results, companions, &pictures, wanted.house.template())?)?)
            })),
            Format::Onepage => {
                files.push(Artifact::bytes("onepage.html", move || {
                    render::onepage_html(results, companions, &drawn.pictures())
                }));
                #[cfg(feature = "docx")]
                files.push(Artifact::new("onepage.docx", move |sink| {
                    let pictures = drawn.pictures_with_pixels()?;
                    Ok(sink.write_all(&render::onepage_docx(
                        results,
                        companions,
                        &pictures,
                        wanted.house.template(),
                    )?)?)
                }));
            }
            #[cfg(feature = "live")]
            Format::Live => {
                files.push(Artifact::bytes("live.html", move || web::live(results, companions, &drawn.pictures())));
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => files.extend(table.map(|table| {
                Artifact::new("draws.parquet", move |sink| {
                    let mut bytes = Vec::new();
                    render::draws_parquet(results, table, &mut bytes)?;
                    Ok(sink.write_all(&bytes)?)
                })
            })),
            // Every format that it stands for is asked for by itself.
            Format::All => {}
        }
    }
    files
}
