//! Sets a document as the body of a Word document: headings, findings, lists, tables, figures, cautions and terms.

use super::caption::short;
use super::element::{Extra, Run, paragraph, picture};
use super::look::Look;
use super::media::Media;
use super::styles::TABLE;
use super::table::{self, Setting};
use super::text::lines;
use crate::render::document::{Block, Document, Finding, Section, Table, Verdict};
use crate::render::words::capital;

/// Widest figure, in points: beyond 16 cm its words grow larger than those of the text.
const WIDEST: f64 = 453.6;
/// Points of a list, up to which it is not torn from what announces it.
const BRIEF: usize = 8;

/// How figures are set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    /// Their greatest height, in points; none are set where it is 0.
    pub(super) tallest: f64,
    /// The width below which their words would be too small, in points: up to twice as high a figure is set for it.
    pub(super) narrowest: f64,
    /// Whether they are numbered.
    pub(super) numbered: bool,
}

/// A document that is being set.
struct Setter<'a> {
    look: &'a Look,
    media: &'a [Media<'a>],
    figures: Figures,
    out: String,
    /// What was set so far takes so much of a column of this width, in points.
    height: f64,
}

/// The body, and the height that it takes, in points.
pub(super) fn body(document: &Document, media: &[Media], look: &Look, figures: Figures) -> (String, f64) {
    let mut setter = Setter { look, media, figures, out: String::new(), height: 0.0 };
    setter.say("Title", &[Run::plain(&document.title)], KEPT);
    for sentence in &document.lead {
        setter.say("Subtitle", &[Run::plain(sentence)], Extra::default());
    }
    for (name, value) in &document.facts {
        setter.say("Normal", &[Run::bold(&format!("{name}: ")), Run::plain(value)], Extra::default());
    }
    if let Some(verdict) = &document.verdict {
        setter.verdict(verdict);
    }
    for section in &document.sections {
        setter.section(section);
    }
    (setter.out, setter.height)
}

/// Stays with what follows.
const KEPT: Extra = Extra { with_next: true, new_page: false, right: false, list: None };

impl<'a> Setter<'a> {
    /// A paragraph in one of our styles.
    fn say(&mut self, style: &str, runs: &[Run<'_>], extra: Extra) {
        let room = self.look.styles.room(style);
        let text: String = runs.iter().map(|run| run.text).collect();
        // Bold runs a little wider.
        let column = (self.look.sheet.width - room.indent) / (room.em * 1.03);
        self.height += room.before + room.after + f64::from(lines(&text, column)) * room.leading;
        self.out.push_str(&paragraph(self.look.styles.id(style), runs, extra));
    }

    fn verdict(&mut self, verdict: &Verdict) {
        if let Some(change) = &verdict.changes {
            self.say("Caution", &[Run::plain(change)], Extra::default());
        }
        if !verdict.question.is_empty() {
            self.say("Normal", &[Run::bold(&verdict.question)], KEPT);
        }
        self.say("Answer", &[Run::plain(&verdict.sentence)], KEPT);
        let labels: Vec<String> = verdict.numbers.iter().map(|number| capital(&number.label)).collect();
        let numbers: Vec<[&str; 3]> =
            labels.iter().zip(&verdict.numbers).map(|(label, of)| [&**label, &*of.value, &*of.note]).collect();
        if !numbers.is_empty() {
            self.tiles(&numbers, &verdict.question);
        }
        if !verdict.caveat.is_empty() {
            self.caution(&verdict.caveat);
        }
    }

    /// The numbers of a verdict beside each other.
    fn tiles(&mut self, numbers: &[[&str; 3]], about: &str) {
        let set = self.setting();
        let styles = ["TileLabel", "TileValue", "TileNote"];
        let ids = styles.map(|style| self.look.styles.id(style));
        self.out.push_str(&table::tiles(numbers, &set, ids, about));
        let column = set.width / f64::from(u32::try_from(numbers.len()).unwrap_or(1)) - 2.0 * set.gap;
        for (at, style) in styles.iter().enumerate() {
            let room = self.look.styles.room(style);
            let tallest = numbers.iter().map(|number| lines(number[at], column / (room.em * 1.08))).max().unwrap_or(1);
            self.height += room.before + room.after + f64::from(tallest) * room.leading + 1.0;
        }
        self.gap();
    }

    /// Room after a table, which has none of its own.
    fn gap(&mut self) {
        self.say("TableGap", &[], Extra::default());
    }

    fn section(&mut self, section: &Section) {
        let extra = Extra { new_page: section.id.starts_with("appendix"), ..KEPT };
        self.say("Heading1", &[Run::plain(&section.title)], extra);
        for (at, block) in section.blocks.iter().enumerate() {
            let next = section.blocks.get(at + 1);
            self.block(block, next);
        }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match block {
            Block::Paragraph(text) => {
                let announces = matches!(next, Some(Block::List(_) | Block::Table(_) | Block::Terms(_)));
                self.say("Normal", &[Run::plain(text)], Extra { with_next: announces, ..Extra::default() });
            }
            Block::Heading(title) => self.say("Heading2", &[Run::plain(title)], KEPT),
            Block::Finding(finding) => self.finding(finding),
            Block::List(points) => self.list(points),
            Block::Table(table) => self.table(table),
            Block::Figure(id) => self.figure(id),
            Block::Formula(text) => self.say("Note", &[Run::plain(text)], Extra::default()),
            Block::Terms(terms) => {
                for (term, meaning) in terms {
                    let lead = format!("{term}: ");
                    self.say("Normal", &[Run::bold(&lead), Run::plain(meaning)], Extra::default());
                }
            }
            Block::Caution(text) => self.caution(text),
        }
    }

    fn caution(&mut self, text: &str) {
        self.say("Caution", &[Run::bold("Caution. "), Run::plain(text)], Extra::default());
    }

    fn finding(&mut self, finding: &Finding) {
        if !finding.question.is_empty() {
            self.say("Heading2", &[Run::plain(&finding.question)], KEPT);
        }
        let extra = Extra { with_next: !finding.sentences.is_empty(), ..Extra::default() };
        self.say("Normal", &[Run::bold(&finding.headline)], extra);
        self.list(&finding.sentences);
    }

    fn list(&mut self, points: &[String]) {
        let last = points.len().saturating_sub(1);
        for (at, point) in points.iter().enumerate() {
            // Neither the first nor the last stands alone on a page.
            let with_next = at < last && (at == 0 || at + 1 == last || points.len() <= BRIEF / 2);
            let extra = Extra { with_next, list: self.look.bullets, ..Extra::default() };
            self.say("ListBullet", &[Run::plain(point)], extra);
        }
    }

    fn setting(&self) -> Setting<'a> {
        let styles = &self.look.styles;
        let text = styles.room("TableText");
        let house = styles.id(TABLE) != TABLE;
        Setting {
            style: styles.id(TABLE),
            text: styles.id("TableText"),
            width: self.look.sheet.width,
            em: text.em,
            gap: if house { 5.4 } else { 3.5 },
        }
    }

    fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.say("TableCaption", &[Run::plain(&table.caption)], KEPT);
        }
        let set = self.setting();
        let room = self.look.styles.room("TableText");
        let rows = table::lines_of_rows(table, &set);
        self.out.push_str(&table::table(table, &set));
        for lines in rows {
            self.height += room.before + room.after + f64::from(lines) * room.leading + 0.5;
        }
        if table.notes.is_empty() {
            self.gap();
        }
        for note in &table.notes {
            self.say("Note", &[Run::plain(note)], Extra::default());
        }
    }

    fn figure(&mut self, id: &str) {
        let Some(at) = self.media.iter().position(|media| media.picture.id == id) else { return };
        let (media, number) = (&self.media[at], at + 1);
        let ratio = media.height / media.width;
        let Figures { tallest, narrowest, .. } = self.figures;
        let width = (tallest / ratio).max(narrowest).min(2.0 * tallest / ratio).min(self.look.sheet.width).min(WIDEST);
        if tallest <= 0.0 {
            return;
        }
        let room = self.look.styles.room("Figure");
        self.height += room.before + room.after + width * ratio;
        self.out.push_str(&picture(self.look.styles.id("Figure"), media, number, [width, width * ratio]));
        let caption = self.look.styles.room("Caption");
        let text = short(media.picture.caption, self.look.sheet.width / caption.em);
        let lead = if self.figures.numbered { format!("Figure {number}. ") } else { String::new() };
        self.say("Caption", &[Run::bold(&lead), Run::plain(&text)], Extra::default());
    }
}
