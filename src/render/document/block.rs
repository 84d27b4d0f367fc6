//! Describes what an answer says as titled sections of plain blocks, so that every format says the same and differs in punctuation.

use super::table::Table;
use super::verdict::Verdict;

/// How much of a document is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What was asked, in sentences and small tables: a results file on the screen, a further answer within a report.
    Brief,
    /// Everything.
    Full,
    /// Everything, details apart from what they follow, so that a page can fold them.
    Foldable,
}

/// All that is said of one answer, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it is of.
    pub title: String,
    /// Its heading where it stands within the document of another answer.
    pub topic: String,
    /// The answer before everything else, where the document gives one.
    pub verdict: Option<Verdict>,
    /// What is said under the title.
    pub lead: Vec<String>,
    /// Facts beside the title of a paper: name and value.
    pub facts: Vec<(String, String)>,
    /// Sections in reading order.
    pub sections: Vec<Section>,
}

/// One section with a heading of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Anchor, unique in the document.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// What stands under it wherever it is set.
    pub blocks: Vec<Block>,
    /// What follows where everything is set.
    pub details: Vec<Block>,
}

impl Section {
    /// A section of `blocks`.
    #[must_use]
    pub fn new(id: &'static str, title: impl Into<String>, blocks: impl IntoIterator<Item = Block>) -> Self {
        Self { id, title: title.into(), blocks: blocks.into_iter().collect(), details: Vec::new() }
    }

    /// The same with `details` after them.
    #[must_use]
    pub fn with(mut self, details: impl IntoIterator<Item = Block>) -> Self {
        self.details.extend(details);
        self
    }

    /// The same without blocks that stand elsewhere in the paper, and without the heading over each.
    #[must_use]
    pub fn without_repeats(mut self, elsewhere: &[Block]) -> Self {
        while let Some(at) = self.blocks.iter().position(|block| elsewhere.contains(block)) {
            self.blocks.remove(at);
            if at > 0 && matches!(self.blocks[at - 1], Block::Heading(_)) {
                self.blocks.remove(at - 1);
            }
        }
        self
    }

    /// Whether its heading says more than the question of the first finding under it.
    #[must_use]
    pub fn headed(&self) -> bool {
        !matches!(self.blocks.first(), Some(Block::Finding(finding)) if !finding.question.is_empty())
    }

    /// A section that stands only where everything is set.
    #[must_use]
    pub fn detail(id: &'static str, title: impl Into<String>, details: impl IntoIterator<Item = Block>) -> Self {
        Self::new(id, title, []).with(details)
    }
}

/// One piece of a section. All text is plain: a format escapes it.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A heading within the section.
    Heading(String),
    /// A question with its answer.
    Finding(Finding),
    /// Points.
    List(Vec<String>),
    /// A table.
    Table(Table),
    /// The place of a figure, by its name.
    Figure(&'static str),
    /// A formula or other text set as it is.
    Formula(String),
    /// Terms with their meaning.
    Terms(Vec<(String, String)>),
    /// What a reader must not overlook.
    Caution(String),
}

impl Block {
    /// A paragraph.
    #[must_use]
    pub fn say(text: impl Into<String>) -> Self {
        Self::Paragraph(text.into())
    }
}

impl Finding {
    /// The answer to a question.
    #[must_use]
    pub fn new(question: impl Into<String>, headline: impl Into<String>, sentences: Vec<String>) -> Self {
        Self { question: question.into(), headline: headline.into(), sentences }
    }
}

/// A question with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The question; empty where the heading above it asks it.
    pub question: String,
    /// The answer in a few words.
    pub headline: String,
    /// Sentences that explain it.
    pub sentences: Vec<String>,
}

impl Document {
    /// What is left of it at `depth` where `figures` are at hand: details merged into their sections, left out or kept apart,
    /// figures that were not drawn left out, sections that then hold nothing left out.
    #[must_use]
    pub fn at(mut self, depth: Depth, figures: &[&str]) -> Self {
        for section in &mut self.sections {
            let mut details = std::mem::take(&mut section.details);
            let drawn = |block: &Block| !matches!(block, Block::Figure(id) if !figures.contains(id));
            match depth {
                Depth::Full => section.blocks.extend(details),
                Depth::Brief => section.blocks.iter_mut().for_each(Block::shorten),
                Depth::Foldable => {
                    details.retain(drawn);
                    section.details = details;
                }
            }
            section.blocks.retain(drawn);
            // A heading that asks the question of what stands under it asks it once.
            for block in &mut section.blocks {
                if let Block::Finding(finding) = block
                    && finding.question == section.title
                {
                    finding.question.clear();
                }
            }
        }
        self.sections.retain(|section| !section.blocks.is_empty() || !section.details.is_empty());
        self
    }

    /// The whole document as one section of another, `figures` after it.
    #[must_use]
    pub fn section(self, id: &'static str, figures: impl IntoIterator<Item = &'static str>) -> Section {
        let mut blocks = Vec::new();
        for section in self.sections {
            if section.headed() {
                blocks.push(Block::Heading(section.title));
            }
            blocks.extend(section.blocks);
        }
        blocks.extend(figures.into_iter().map(Block::Figure));
        Section::new(id, self.topic, blocks)
    }
}

impl Block {
    /// Leaves out what only a full table holds.
    fn shorten(&mut self) {
        if let Self::Table(table) = self {
            table.shorten();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(question: &str) -> Block {
        Block::Finding(Finding::new(question, "Yes.", Vec::new()))
    }

    fn document() -> Document {
        let sections = vec![
            Section::new("one", "Is it?", vec![finding("Is it?")]),
            Section::new("two", "Will they?", vec![finding("Will this one?"), Block::Figure("drawn")])
                .with([Block::Figure("missing"), Block::say("More.")]),
            Section::detail("three", "In full", vec![Block::say("All of it.")]),
        ];
        Document { sections, ..Document::default() }
    }

    #[test]
    fn a_question_that_the_heading_asks_is_asked_once() {
        let found = document().at(Depth::Full, &[]);
        assert_eq!(found.sections[0].blocks, [finding("")]);
        assert!(found.sections[0].headed() && !found.sections[1].headed());
    }

    #[test]
    fn details_figures_that_were_not_drawn_and_empty_sections_are_left_out() {
        let brief = document().at(Depth::Brief, &["drawn"]);
        assert_eq!(brief.sections.len(), 2);
        assert_eq!(brief.sections[1].blocks, [finding("Will this one?"), Block::Figure("drawn")]);
        let full = document().at(Depth::Full, &[]);
        assert_eq!(full.sections[1].blocks, [finding("Will this one?"), Block::say("More.")]);
        assert_eq!(full.sections[2].blocks, [Block::say("All of it.")]);
    }

    #[test]
    fn details_that_can_be_folded_stay_apart() {
        let page = document().at(Depth::Foldable, &["drawn"]);
        assert_eq!(page.sections[1].blocks, [finding("Will this one?"), Block::Figure("drawn")]);
        assert_eq!(page.sections[1].details, [Block::say("More.")]);
        assert!(page.sections[2].blocks.is_empty() && page.sections[2].details.len() == 1);
    }

    #[test]
    fn what_stands_elsewhere_goes_with_its_heading() {
        let heading = |text: &str| Block::Heading(text.to_owned());
        let blocks = vec![Block::say("One."), heading("Warnings"), Block::say("Twice."), Block::Figure("drawn")];
        let left = Section::new("inner", "Inner", blocks).without_repeats(&[Block::say("Twice.")]);
        assert_eq!(left.blocks, [Block::say("One."), Block::Figure("drawn")]);
    }

    #[test]
    fn a_document_within_another_keeps_its_headings_and_shows_its_figures_last() {
        let section = document().at(Depth::Full, &[]).section("inner", ["drawn"]);
        assert_eq!(section.blocks[0], Block::Heading("Is it?".to_owned()));
        assert_eq!(section.blocks.last(), Some(&Block::Figure("drawn")));
    }
}
