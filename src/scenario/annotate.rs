//! Draws diagnostics under the lines that they are about, so that the reader sees what to mend.

use super::Place;
use super::diagnostic::{Diagnostic, Diagnostics, Severity};
use super::source::{Source, Sources};
use annotate_snippets::renderer::Style;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};

/// More than this many are counted rather than drawn: nobody mends them in one sitting.
const DRAWN: usize = 200;

/// A line longer than this many characters is shown in part.
const LONGEST_LINE: usize = 240;

/// All of them as text: file, line, column, the text underlined, the path, and what to do.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, colour: bool) -> String {
    // On Windows emphasis would be white as well, which white screens hide: no colour that does passes to the screen.
    let renderer = if colour { Renderer::styled().emphasis(Style::new().bold()) } else { Renderer::plain() };
    let mut drawn: Vec<String> =
        diagnostics.iter().take(DRAWN).map(|diagnostic| draw(diagnostic, sources, &renderer)).collect();
    if diagnostics.len() > DRAWN {
        drawn.push(format!("… and {} more", diagnostics.len() - DRAWN));
    }
    let mut text = drawn.join("\n\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}

impl Diagnostics {
    /// All of them as text for a person, with ANSI colours if asked for.
    #[must_use]
    pub fn render(&self, colour: bool) -> String {
        render(&self.list, &self.sources, colour)
    }
}

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.render(false).trim_end())
    }
}

impl std::error::Error for Diagnostics {}

/// One of them.
fn draw(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = normalize_untrusted_str(&diagnostic.message);
    let mut title = level.primary_title(message);
    if let Some(id) = diagnostic.id {
        title = title.id(id);
    }
    let source = diagnostic.place.as_ref().and_then(|place| Some((place, sources.get(place.source)?)));
    let label = diagnostic.label.as_deref().map(normalize_untrusted_str);
    let cell = source.and_then(|(place, source)| source.cell(place.start));
    let path = source.map(|(place, _)| place.path.as_str()).filter(|path| !path.is_empty());
    let path = match (cell, path) {
        (Some(cell), Some(path)) => Some(format!("{}, {path}", cell.name())),
        (Some(cell), None) => Some(cell.name()),
        (None, path) => path.map(str::to_owned),
    };
    let path = path.map(|path| Level::NOTE.with_name("at").message(normalize_untrusted_str(&path)));
    let help = diagnostic.help.as_deref().map(|help| Level::HELP.message(normalize_untrusted_str(help)));
    let window = source.map(|(place, source)| Window::around(place, source));
    let group = match (&window, source) {
        (Some(window), Some((_, source))) => {
            let mark = AnnotationKind::Primary.span(window.start..window.end).label(label);
            // The lines of a workbook's text are its cells; what people count are rows.
            let line = cell.map_or(window.line, |cell| cell.row + 1);
            let name =
                cell.map_or_else(|| source.name().to_owned(), |cell| format!("{}#{}", source.name(), cell.sheet));
            title.element(Snippet::source(window.text.as_str()).path(name).line_start(line).annotation(mark))
        }
        _ => Group::with_title(title),
    };
    renderer.render(&[group.elements(path).elements(help)])
}

/// The line that a place starts on, with the marked bytes counted within it.
struct Window {
    text: String,
    line: usize,
    start: usize,
    end: usize,
}

impl Window {
    /// Cuts the line out; what runs on to further lines is marked to the end of the first.
    fn around(place: &Place, source: &Source) -> Self {
        let text = source.text();
        let mut start = floor_char_boundary(text, place.start);
        if start == text.len() && start > 0 {
            // The end of the file is shown at the end of its last line with anything on it.
            start = text.trim_end().len();
        }
        let before = &text[..start];
        let first = before.rfind('\n').map_or(0, |newline| newline + 1);
        let last = text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
        let end = floor_char_boundary(text, place.end.max(start)).clamp(start, last);
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        Self { text: text[first..last].to_owned(), line, start: start - first, end: end - first }.shortened()
    }

    /// Keeps only the neighbourhood of the mark where the line is too long to print.
    fn shortened(self) -> Self {
        if self.text.len() <= LONGEST_LINE {
            return self;
        }
        let from = floor_char_boundary(&self.text, self.start.saturating_sub(LONGEST_LINE / 3));
        let to = floor_char_boundary(&self.text, from + LONGEST_LINE);
        let end = self.end.min(to);
        Self { text: self.text[from..to].to_owned(), line: self.line, start: self.start - from, end: end - from }
    }
}

/// The last place where a character starts, at or before `index`.
fn floor_char_boundary(text: &str, index: usize) -> usize {
    let index = index.min(text.len());
    (0..=index).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
