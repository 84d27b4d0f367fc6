//! Measures, wraps and cleans the words of a figure, so that no label is cut and none runs into another.

use crate::quantity::is_hidden;
use std::sync::LazyLock;

use ab_glyph::{Font as _, FontRef, ScaleFont as _};
use plotters::style::{FontStyle, RGBColor};

use super::theme;
use crate::estimate::float;
use crate::render::{font, markup};

/// A weight of the embedded face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Semibold,
}

impl Weight {
    /// The embedded face; a file that could not be read would show in the first test that measures.
    fn face(self) -> Option<&'static FontRef<'static>> {
        static REGULAR: LazyLock<Option<FontRef>> = LazyLock::new(|| FontRef::try_from_slice(font::REGULAR).ok());
        static SEMIBOLD: LazyLock<Option<FontRef>> = LazyLock::new(|| FontRef::try_from_slice(font::SEMIBOLD).ok());
        match self {
            Self::Regular => REGULAR.as_ref(),
            Self::Semibold => SEMIBOLD.as_ref(),
        }
    }

    /// plotters knows normal and bold; the semibold face stands for bold.
    pub(super) const fn style(self) -> FontStyle {
        match self {
            Self::Regular => FontStyle::Normal,
            Self::Semibold => FontStyle::Bold,
        }
    }
}

/// How a line of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) ink: RGBColor,
}

impl Type {
    pub(super) const LABEL: Self = Self { size: theme::LABEL, weight: Weight::Regular, ink: theme::INK };
    pub(super) const STRONG: Self = Self { size: theme::LABEL, weight: Weight::Semibold, ink: theme::INK };
    pub(super) const SMALL: Self = Self { size: theme::SMALL, weight: Weight::Regular, ink: theme::MUTED };

    pub(super) const fn ink(self, ink: RGBColor) -> Self {
        Self { ink, ..self }
    }

    pub(super) const fn bold(self) -> Self {
        Self { weight: Weight::Semibold, ..self }
    }

    /// From one line to the next.
    pub(super) fn leading(&self) -> f64 {
        self.size * theme::LEADING
    }

    /// The height of so many lines.
    pub(super) fn height(&self, lines: usize) -> f64 {
        self.leading() * float(lines)
    }

    /// How wide a text runs.
    pub(super) fn width(self, text: &str) -> f64 {
        /// Ascent and descent of Open Sans over its em: a face is scaled by that height, SVG by the em.
        const HEIGHT: f64 = 2789.0 / 2048.0;
        let Some(face) = self.weight.face() else { return 0.0 };
        #[expect(clippy::cast_possible_truncation, reason = "a size of type")]
        let face = face.as_scaled((self.size * HEIGHT) as f32);
        let mut width = 0.0_f32;
        let mut before = None;
        for c in clean(text).chars() {
            let glyph = face.glyph_id(c);
            width += face.h_advance(glyph);
            if let Some(before) = before.replace(glyph) {
                width += face.kern(before, glyph);
            }
        }
        f64::from(width).floor()
    }

    /// Text broken into lines no wider than `room`, at most `most` of them, the last ending in … when more was to come.
    pub(super) fn wrap(self, text: &str, room: f64, most: usize) -> Vec<String> {
        let fits = |line: &str| self.width(line) <= room;
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        // Nothing longer than this is ever shown whole, and measuring has a price.
        let text: String = clean(text).chars().take(2_000).collect();
        for word in glued(&text) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if fits(&longer) {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            // A single word wider than the room is cut where it must be.
            for c in word.chars() {
                line.push(c);
                if !fits(&line) && line.chars().count() > 1 {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
            if lines.len() > most {
                break;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        if lines.len() > most {
            lines.truncate(most.max(1));
            if let Some(last) = lines.last_mut() {
                while !last.is_empty() && !fits(&format!("{last}…")) {
                    last.pop();
                }
                last.truncate(last.trim_end().len());
                last.push('…');
            }
        }
        lines
    }

    /// Text broken into as few lines as [`Type::wrap`] needs, but of much the same length, so that no last word stands alone.
    pub(super) fn balanced(self, text: &str, room: f64, most: usize) -> Vec<String> {
        let lines = self.wrap(text, room, most);
        let (mut narrow, mut wide) = (0.4 * room, room);
        let mut best = lines.clone();
        // Half a dozen halvings find the narrowest room to within a percent.
        for _ in 0..6 {
            let middle = 0.5 * (narrow + wide);
            let tried = self.wrap(text, middle, most + 1);
            if tried.len() <= lines.len() && tried.concat().len() == lines.concat().len() {
                (wide, best) = (middle, tried);
            } else {
                narrow = middle;
            }
        }
        best
    }
}

/// What may stand in a figure: control characters and marks that turn the reading direction become spaces.
pub(super) fn clean(text: &str) -> String {
    text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect()
}

/// Text that can stand in XML.
pub(super) fn escaped(text: &str) -> String {
    markup::escaped(&clean(text)).replace('\'', "&apos;")
}

/// The words of a text, with odds such as `1 in 1,000` as one word, so that no line ends inside them.
fn glued(text: &str) -> Vec<String> {
    let digits = |word: &str, first: bool| {
        let mut chars = word.chars();
        (if first { chars.next() } else { chars.next_back() }).is_some_and(|c| c.is_ascii_digit())
    };
    let mut words: Vec<String> = Vec::new();
    let mut open = false;
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if open && digits(word, true) => *last = format!("{last} {word}"),
            Some(last) if word == "in" && digits(last, false) => {
                *last = format!("{last} in");
                open = true;
                continue;
            }
            _ => words.push(word.to_owned()),
        }
        open = false;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_as_wide_as_the_face_says() {
        // A digit of Open Sans is 1171/2048 em wide.
        assert!((Type { size: 1000.0, ..Type::LABEL }.width("0000000000") - 11_710.0 / 2.048).abs() < 3.0);
        assert!(Type::STRONG.width("Bold") > Type::LABEL.width("Bold"));
        assert_eq!(Type::LABEL.width(""), 0.0);
    }

    #[test]
    fn lines_fit_and_lose_no_word_until_they_must() {
        let text = "Housing associations, private landlords, courts and the Department for Work and Pensions";
        let lines = Type::LABEL.wrap(text, 1000.0, 9);
        assert!(lines.len() > 2);
        assert!(lines.iter().all(|line| Type::LABEL.width(line) <= 1000.0));
        assert_eq!(lines.join(" "), text);
        let odds = Type::LABEL.wrap("a chance of 1 in 1,000 or so", 700.0, 9);
        assert!(odds.iter().any(|line| line.contains("1 in 1,000")), "{odds:?}");
        assert_eq!(odds.join(" "), "a chance of 1 in 1,000 or so");
        let cut = Type::LABEL.wrap(text, 1000.0, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…'));
        let word = Type::LABEL.wrap(&"x".repeat(100), 500.0, 50);
        assert!(word.len() > 5 && word.concat() == "x".repeat(100));
        assert!(Type::LABEL.wrap("", 10.0, 3).is_empty());
    }

    #[test]
    fn nothing_that_breaks_xml_or_turns_the_text_gets_through() {
        assert_eq!(clean("a\u{0}b\u{202E}c\nd"), "a b c d");
    }
}
