//! Draws the figures of some results, all at once, and each as pixels when a paper first asks for them.

#[cfg(feature = "png")]
use std::sync::OnceLock;

use super::files::Artifact;
use super::format::Format;
use crate::engine;
use crate::estimate::Results;
#[cfg(feature = "png")]
use crate::render;
#[cfg(feature = "figures")]
use crate::render::answer;
use crate::render::answer::{Companion, PendingFigure};
use crate::render::document::Picture;
use crate::render::figure::{Figure, Paper};
use crate::render::words::list;
#[cfg(feature = "figures")]
use crate::scenario;

/// The figures of some answers, drawn.
pub(super) struct Figures {
    figures: Vec<Plate>,
}

/// A figure, and its pixels once somebody has asked for them.
struct Plate {
    figure: Figure,
    #[cfg(feature = "png")]
    pixels: OnceLock<Result<Vec<u8>, String>>,
}

/// Which figures are drawn, and how wide they are printed.
pub(super) struct Choice {
    /// By name; all of them where none is named.
    only: Option<Vec<String>>,
    paper: Paper,
}

impl Choice {
    /// Every figure, as wide as the text of an A4 page.
    pub(super) const ALL: Self = Self { only: None, paper: Paper::A4 };

    /// The figures of these names on paper of that width.
    ///
    /// # Errors
    ///
    /// When there is no figure of one of the names: which it may be meant for, and all that there are.
    #[cfg(feature = "figures")]
    pub(super) fn new(only: Option<&[String]>, paper: Option<Paper>) -> Result<Self, String> {
        let all: Vec<&str> = answer::files().into_iter().rev().flat_map(|(_, names)| names).collect();
        for name in only.into_iter().flatten() {
            if !all.contains(&name.as_str()) {
                let near = scenario::nearest(name, all.iter().copied());
                let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                return Err(format!("there is no figure `{name}`{near}\n  = help: there are {}", all.join(", ")));
            }
        }
        Ok(Self { only: only.map(<[String]>::to_vec), paper: paper.unwrap_or(Paper::A4) })
    }

    /// What is written unless formats are named: with figures by name, them alone.
    pub(super) const fn formats(&self) -> &'static [Format] {
        #[cfg(feature = "figures")]
        if self.only.is_some() {
            return &[Format::Figures];
        }
        Format::OF_RESULTS
    }

    fn holds(&self, id: &str) -> bool {
        self.only.as_ref().is_none_or(|only| only.iter().any(|name| name == id))
    }

    /// That figures which were named do not apply to this run; `None` where all do.
    pub(super) fn absent(&self, drawn: &Figures) -> Option<String> {
        let there = |name: &&String| drawn.figures.iter().any(|plate| plate.figure.id == name.as_str());
        let absent: Vec<String> = self.only.iter().flatten().filter(|name| !there(name)).cloned().collect();
        (!absent.is_empty()).then(|| format!("nothing to draw for {} in this run", list(&absent)))
    }
}

impl Figures {
    /// Draws the figures of `results`, and of the answers beside them, where any of `formats` shows them.
    pub(super) fn new(results: &Results, companions: &[&dyn Companion], formats: &[Format], choice: &Choice) -> Self {
        let shown = formats.iter().any(|format| format.shows_figures());
        let all = [results as &dyn Companion].into_iter().chain(companions.iter().copied()).filter(|_| shown);
        Self::of(&all.collect::<Vec<_>>(), choice)
    }

    /// Draws the figures of `answers` that apply and are chosen, in the order in which papers show them.
    pub(super) fn of(answers: &[&dyn Companion], choice: &Choice) -> Self {
        let all = answers.iter().flat_map(|answer| answer.figures().into_iter().zip(answer.drawings(choice.paper)));
        let all: Vec<PendingFigure<'_>> = all.filter(|(id, _)| choice.holds(id)).map(|(_, drawing)| drawing).collect();
        let plate = |figure| Plate {
            figure,
            #[cfg(feature = "png")]
            pixels: OnceLock::new(),
        };
        let figures = engine::in_chunks(all.len(), 1, |one| all[one.start]());
        Self { figures: figures.into_iter().flatten().map(plate).collect() }
    }

    /// The figures themselves.
    #[cfg(feature = "figures")]
    pub(super) fn into_figures(self) -> Vec<Figure> {
        self.figures.into_iter().map(|plate| plate.figure).collect()
    }

    /// How many there are.
    pub(super) const fn count(&self) -> usize {
        self.figures.len()
    }

    /// The figures for a paper that draws them itself.
    pub(super) fn pictures(&self) -> Vec<Picture<'_>> {
        self.figures.iter().map(|plate| Picture::new(&plate.figure, None)).collect()
    }

    /// The figures for a paper that shows pixels.
    #[cfg(feature = "docx")]
    pub(super) fn pictures_with_pixels(&self) -> anyhow::Result<Vec<Picture<'_>>> {
        self.figures.iter().map(|plate| Ok(Picture::new(&plate.figure, plate.pixels()?))).collect()
    }

    /// The files of the figures.
    pub(super) fn files(&self) -> impl Iterator<Item = Artifact<'_>> {
        self.figures.iter().flat_map(Plate::files)
    }
}

impl Plate {
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
