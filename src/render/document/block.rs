//! Describes what an answer says as titled sections of plain blocks, so that every format says the same and differs in punctuation.

use super::table::Table;

/// How much of a document is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What was asked, in sentences and small tables: a results file on the screen, a further answer within a report.
    Brief,
    /// Everything.
    Full,
}

/// All that is said of one answer, in reading order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// What it is of.
    pub title: String,
    /// Its heading where it stands within the document of another answer.
    pub topic: String,
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
    pub fn new(id: &'static str, title: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { id, title: title.into(), blocks, details: Vec::new() }
    }

    /// The same with `details` after them.
    #[must_use]
    pub fn with(mut self, details: impl IntoIterator<Item = Block>) -> Self {
        self.details.extend(details);
        self
    }

    /// A section that stands only where everything is set.
    #[must_use]
    pub fn detail(id: &'static str, title: impl Into<String>, details: Vec<Block>) -> Self {
        Self { id, title: title.into(), blocks: Vec::new(), details }
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

/// A question with its answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The question.
    pub question: String,
    /// The answer in a few words.
    pub headline: String,
    /// Sentences that explain it.
    pub sentences: Vec<String>,
}

impl Document {
    /// What is left of it at `depth` where `figures` are at hand: details merged into their sections or left out, figures
    /// that were not drawn left out, sections that then hold nothing left out.
    #[must_use]
    pub fn at(mut self, depth: Depth, figures: &[&str]) -> Self {
        for section in &mut self.sections {
            let details = std::mem::take(&mut section.details);
            match depth {
                Depth::Full => section.blocks.extend(details),
                Depth::Brief => section.blocks.iter_mut().for_each(Block::shorten),
            }
            section.blocks.retain(|block| !matches!(block, Block::Figure(id) if !figures.contains(id)));
        }
        self.sections.retain(|section| !section.blocks.is_empty());
        self
    }

    /// The whole document as one section of another, `figures` after it.
    #[must_use]
    pub fn section(self, id: &'static str, figures: impl IntoIterator<Item = &'static str>) -> Section {
        let mut blocks = Vec::new();
        for section in self.sections {
            if !matches!(section.blocks.first(), None | Some(Block::Finding(_))) {
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
