//! Lists the answers that the program gives: each with the file that holds it, its figures and its document.

use serde::Serialize;

use super::document::{self, Document, Section};
use super::json::json;
use super::plot::{COMPARISON_FIGURES, DRIVERS_FIGURES, EVIDENCE_FIGURES, FIGURES, Figure, STRESS_FIGURES, Sketch};
use crate::estimate::{Comparison, Drivers, Evidence, Results, Stress};

/// Something that can be said: everything the program says is a document.
pub trait Answer: Serialize + Sync + Sized + 'static {
    /// The file that holds it.
    const FILE: &'static str;
    /// Anchor of its section within a report.
    const ID: &'static str;
    /// Its figures, in the order in which papers show them.
    const FIGURES: &'static [Sketch<Self>];

    /// What it says.
    fn document(&self) -> Document;
}

impl Answer for Results {
    const FILE: &'static str = "results.json";
    const ID: &'static str = "results";
    const FIGURES: &'static [Sketch<Self>] = FIGURES;

    fn document(&self) -> Document {
        document::results(self, &names(FIGURES))
    }
}

impl Answer for Evidence {
    const FILE: &'static str = "evidence.json";
    const ID: &'static str = "small-sample";
    const FIGURES: &'static [Sketch<Self>] = EVIDENCE_FIGURES;

    fn document(&self) -> Document {
        document::evidence(self)
    }
}

impl Answer for Stress {
    const FILE: &'static str = "stress.json";
    const ID: &'static str = "stress";
    const FIGURES: &'static [Sketch<Self>] = STRESS_FIGURES;

    fn document(&self) -> Document {
        document::stress(self)
    }
}

impl Answer for Drivers {
    const FILE: &'static str = "drivers.json";
    const ID: &'static str = "drivers";
    const FIGURES: &'static [Sketch<Self>] = DRIVERS_FIGURES;

    fn document(&self) -> Document {
        document::drivers(self)
    }
}

impl Answer for Comparison {
    const FILE: &'static str = "compare.json";
    const ID: &'static str = "comparison";
    const FIGURES: &'static [Sketch<Self>] = COMPARISON_FIGURES;

    fn document(&self) -> Document {
        document::comparison(self)
    }
}

/// The names of the figures of a list.
fn names<T>(sketches: &[Sketch<T>]) -> Vec<&'static str> {
    sketches.iter().map(|sketch| sketch.id).collect()
}

/// A figure that is still to be drawn; `None` where it does not apply.
pub type Drawing<'a> = Box<dyn Fn() -> Option<Figure> + Sync + 'a>;

/// An answer whatever its type: what a report shows beside the results, and what is written beside results.json.
pub trait Companion: Sync {
    /// The file that holds it.
    fn file(&self) -> &'static str;
    /// The bytes of that file.
    ///
    /// # Errors
    ///
    /// When it cannot be put into JSON, which does not happen to numbers and text.
    fn json(&self) -> serde_json::Result<Vec<u8>>;
    /// Its section within a report.
    fn section(&self) -> Section;
    /// The names of all its figures.
    fn figures(&self) -> Vec<&'static str>;
    /// Its figures, to be drawn.
    fn drawings(&self) -> Vec<Drawing<'_>>;
}

impl<A: Answer> Companion for A {
    fn file(&self) -> &'static str {
        A::FILE
    }

    fn json(&self) -> serde_json::Result<Vec<u8>> {
        json(self)
    }

    fn section(&self) -> Section {
        self.document().at(document::Depth::Brief, &[]).section(A::ID, names(A::FIGURES))
    }

    fn figures(&self) -> Vec<&'static str> {
        names(A::FIGURES)
    }

    fn drawings(&self) -> Vec<Drawing<'_>> {
        A::FIGURES.iter().map(|sketch| Box::new(move || (sketch.draw)(self)) as Drawing<'_>).collect()
    }
}

/// The document of a report: that of the results, with the `companions` in short before what it all rests on, and the
/// places of those of `figures` that were drawn.
#[must_use]
pub fn report(results: &Results, companions: &[&dyn Companion], figures: &[&str]) -> Document {
    let mut document = results.document();
    let rest =
        document.sections.iter().position(|section| section.id == "published").unwrap_or(document.sections.len());
    document.sections.splice(rest..rest, companions.iter().map(|companion| companion.section()));
    document.at(document::Depth::Full, figures)
}
