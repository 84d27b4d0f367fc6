//! Lists the answers that the program gives: each with the file that holds it, its figures and its document.

use std::any::Any;

use serde::Serialize;

use super::document::{self, Beside, Block, Depth, Document, Section};
use super::figure::{Chart, Figure, Paper};
use super::json::json;
use crate::estimate::{Comparison, Drivers, Evidence, Results, Stress};

/// Something that can be said: everything the program says is a document.
pub trait Answer: Serialize + Sync + Sized + 'static {
    /// The file that holds it.
    const FILE: &'static str;
    /// Anchor of its section within a report.
    const ID: &'static str;
    /// Its figures, in the order in which papers show them.
    const FIGURES: &'static [Chart<Self>];

    /// What it says.
    fn document(&self) -> Document;
}

/// Every answer: the file that holds it, its anchor, its figures and what it says.
macro_rules! answers {
    ($($answer:ident $file:literal $id:literal $figures:ident $document:expr;)+) => {
        $(impl Answer for $answer {
            const FILE: &'static str = $file;
            const ID: &'static str = $id;
            #[cfg(feature = "figures")]
            const FIGURES: &'static [Chart<Self>] = super::plot::$figures;
            #[cfg(not(feature = "figures"))]
            const FIGURES: &'static [Chart<Self>] = &[];

            fn document(&self) -> Document {
                $document(self)
            }
        })+

        /// The files of all answers, that of a run last, each with the names of its figures.
        #[must_use]
        pub fn files() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$(($file, names($answer::FIGURES))),+]
        }
    };
}

answers! {
    Evidence "evidence.json" "small-sample" EVIDENCE_FIGURES document::evidence;
    Stress "stress.json" "stress" STRESS_FIGURES document::stress;
    Drivers "drivers.json" "drivers" DRIVERS_FIGURES document::drivers;
    Comparison "compare.json" "comparison" COMPARISON_FIGURES document::comparison;
    Results "results.json" "results" FIGURES |results| document::results(results, &names(Results::FIGURES));
}

/// The names of the figures of a list.
fn names<T>(sketches: &[Chart<T>]) -> Vec<&'static str> {
    sketches.iter().map(|sketch| sketch.id).collect()
}

/// A figure that is still to be drawn; `None` where it does not apply.
pub type PendingFigure<'a> = Box<dyn Fn() -> Option<Figure> + Sync + 'a>;

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
    /// What it says in few words.
    fn brief(&self) -> Document;
    /// All that it says.
    fn whole(&self) -> Document;
    /// The names of all its figures.
    fn figures(&self) -> Vec<&'static str>;
    /// Its figures, to be drawn on paper of some width.
    fn drawings(&self, paper: Paper) -> Vec<PendingFigure<'_>>;
    /// What stands in the place of figures that would show nothing, a sentence each.
    fn absences(&self) -> Vec<String>;
    /// Itself, for papers that ask which answer it is.
    fn itself(&self) -> &dyn Any;
}

impl<A: Answer> Companion for A {
    fn file(&self) -> &'static str {
        A::FILE
    }

    fn json(&self) -> serde_json::Result<Vec<u8>> {
        json(self)
    }

    fn section(&self) -> Section {
        let mut section = self.brief().section(A::ID, names(A::FIGURES));
        section.blocks.extend(self.absences().into_iter().map(Block::Paragraph));
        section
    }

    fn brief(&self) -> Document {
        self.document().at(Depth::Brief, &[])
    }

    fn whole(&self) -> Document {
        self.document().at(Depth::Full, &[])
    }

    fn figures(&self) -> Vec<&'static str> {
        names(A::FIGURES)
    }

    fn drawings(&self, paper: Paper) -> Vec<PendingFigure<'_>> {
        A::FIGURES.iter().map(|chart| Box::new(move || (chart.draw)(self, paper)) as PendingFigure<'_>).collect()
    }

    fn absences(&self) -> Vec<String> {
        A::FIGURES.iter().filter_map(|chart| (chart.absence)(self)).collect()
    }

    fn itself(&self) -> &dyn Any {
        self
    }
}

/// Which answers the companions are.
#[must_use]
pub fn beside<'a>(companions: &[&'a dyn Companion]) -> Beside<'a> {
    fn found<'a, A: 'static>(companions: &[&'a dyn Companion]) -> Option<&'a A> {
        companions.iter().find_map(|companion| companion.itself().downcast_ref())
    }
    Beside { stress: found(companions), drivers: found(companions), evidence: found(companions) }
}

/// The document of a report: that of the results, with the `companions` in short before what it all rests on, and the
/// places of those of `figures` that were drawn.
#[must_use]
pub fn report(results: &Results, companions: &[&dyn Companion], figures: &[&str], depth: Depth) -> Document {
    let mut document = results.document();
    let rest =
        document.sections.iter().position(|section| section.id == "published").unwrap_or(document.sections.len());
    let warnings: Vec<Block> =
        document.sections.iter().filter(|section| section.id == "warnings").flat_map(|of| of.blocks.clone()).collect();
    let sections = companions.iter().map(|companion| companion.section().without_repeats(&warnings));
    document.sections.splice(rest..rest, sections);
    document.at(depth, figures)
}
