//! Draws the figures of some results, all at once, and each as pixels when a paper first asks for them.

#[cfg(feature = "png")]
use std::sync::OnceLock;

use super::files::Artifact;
use super::formats::Format;
use crate::engine;
use crate::estimate::Results;
#[cfg(feature = "png")]
use crate::render;
use crate::render::plot::{DRIVERS_FIGURES, EVIDENCE_FIGURES, FIGURES, Figure, STRESS_FIGURES, Sketch};
use crate::render::report::{Beside, Picture};

/// The figures of some results, drawn.
pub(super) struct Drawn {
    figures: Vec<Drawing>,
}

/// A figure, and its pixels once somebody has asked for them.
struct Drawing {
    figure: Figure,
    #[cfg(feature = "png")]
    pixels: OnceLock<Result<Vec<u8>, String>>,
}

/// A figure that is still to be drawn.
type Job<'a> = Box<dyn Fn() -> Option<Figure> + Sync + 'a>;

impl Drawn {
    /// Draws what `formats` need, of what stands `beside` the results too.
    pub(super) fn new(results: &Results, beside: &Beside, formats: &[Format]) -> Self {
        if !formats.iter().any(|format| format.shows_figures()) {
            return Self { figures: Vec::new() };
        }
        // The order in which papers show them.
        let mut all: Vec<Job<'_>> = jobs(FIGURES, results).collect();
        all.extend(beside.stress.iter().flat_map(|stress| jobs(STRESS_FIGURES, stress)));
        all.extend(beside.drivers.iter().flat_map(|drivers| jobs(DRIVERS_FIGURES, drivers)));
        all.extend(beside.evidence.iter().flat_map(|evidence| jobs(EVIDENCE_FIGURES, evidence)));
        Self::done(&all)
    }

    /// Draws the figures of one list that apply.
    pub(super) fn of<T: Sync>(sketches: &'static [Sketch<T>], of: &T) -> Self {
        Self::done(&jobs(sketches, of).collect::<Vec<_>>())
    }

    fn done(jobs: &[Job<'_>]) -> Self {
        let drawing = |figure| Drawing {
            figure,
            #[cfg(feature = "png")]
            pixels: OnceLock::new(),
        };
        let figures = engine::in_chunks(jobs.len(), 1, |one| jobs[one.start]());
        Self { figures: figures.into_iter().flatten().map(drawing).collect() }
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.figures.len()
    }

    /// The figures for a paper that draws them itself.
    pub(super) fn pictures(&self) -> Vec<Picture<'_>> {
        self.figures.iter().map(|drawing| Picture::new(&drawing.figure, None)).collect()
    }

    /// The figures for a paper that shows pixels.
    #[cfg(feature = "docx")]
    pub(super) fn pictures_with_pixels(&self) -> anyhow::Result<Vec<Picture<'_>>> {
        self.figures.iter().map(|drawing| Ok(Picture::new(&drawing.figure, drawing.pixels()?))).collect()
    }

    /// The files of the figures.
    pub(super) fn files(&self) -> impl Iterator<Item = Artifact<'_>> {
        self.figures.iter().flat_map(Drawing::files)
    }
}

impl Drawing {
    fn files(&self) -> impl Iterator<Item = Artifact<'_>> {
        let id = self.figure.id;
        let svg = Artifact::new(format!("figures/{id}.svg"), |sink| Ok(sink.write_all(self.figure.svg.as_bytes())?));
        let svg = svg.among("figures as SVG");
        #[cfg(feature = "png")]
        let files = [svg, self.png()];
        #[cfg(not(feature = "png"))]
        let files = [svg];
        files.into_iter()
    }

    #[cfg(feature = "png")]
    fn png(&self) -> Artifact<'_> {
        let write = Artifact::new(format!("figures/{}.png", self.figure.id), |sink| {
            Ok(self.pixels()?.map_or(Ok(()), |pixels| sink.write_all(pixels))?)
        });
        write.among("figures as PNG")
    }

    /// Its pixels, made by whoever asks first.
    #[cfg(feature = "png")]
    fn pixels(&self) -> anyhow::Result<Option<&[u8]>> {
        let made = self.pixels.get_or_init(|| render::png::png(&self.figure.svg).map_err(|error| error.to_string()));
        match made {
            Ok(pixels) => Ok(Some(pixels)),
            Err(reason) => Err(anyhow::anyhow!("cannot draw a figure as PNG: {reason}")),
        }
    }

    /// None: this build draws SVG alone.
    #[cfg(all(feature = "docx", not(feature = "png")))]
    fn pixels(&self) -> anyhow::Result<Option<&[u8]>> {
        Ok(None)
    }
}

/// The figures of one list that are to be drawn.
fn jobs<'a, T: Sync>(sketches: &'static [Sketch<T>], of: &'a T) -> impl Iterator<Item = Job<'a>> {
    sketches.iter().map(move |sketch| Box::new(move || (sketch.draw)(of)) as Job<'a>)
}
