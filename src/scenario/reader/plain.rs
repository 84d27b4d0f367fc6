//! Reads values that are certain: words, switches, years and numbers of each kind, with what patches scale them by.

use super::Reader;
use super::cursor::At;
use crate::numeric::{float, whole_part};
use crate::quantity::{FinancialYear, Kind, LONGEST, grouped, listed};
use crate::scenario::Placed;
use crate::scenario::diagnostic::{Diagnostic, split};
use crate::scenario::language::is_spelling;
use crate::scenario::names::is_remark;
use crate::scenario::tree::Content;
use std::fmt::Display;

impl<'t> Reader<'_> {
    /// The text of a single value; a plain value with remarks may be written `{value: …, source: …}`.
    pub(crate) fn plain(&mut self, at: &At<'t>) -> Option<&'t str> {
        self.unwrapped(at).and_then(|at| at.text())
    }

    /// A single value, out of the braces that hold its remarks; says what is wrong if it is something else.
    pub(crate) fn unwrapped(&mut self, at: &At<'t>) -> Option<At<'t>> {
        let fault = match &at.node.content {
            Content::Text(_) => return Some(at.clone()),
            Content::Map(pairs) => {
                if let Some(inner) = at.get("value").filter(|inner| inner.text().is_some()) {
                    let stray = pairs.iter().find(|pair| pair.key != "value" && !is_remark(&pair.key));
                    let Some(stray) = stray else {
                        self.remarks(at);
                        return Some(inner);
                    };
                    let message = format!("`{}` does not belong beside `value`", stray.key);
                    Diagnostic::error(at.below_place(stray), message)
                        .help("beside `value` write only `source`, `note`, `grade`, `owner` and `review_by`")
                } else if pairs.iter().any(|pair| is_spelling(&pair.key)) {
                    Diagnostic::error(at.place(), format!("`{}` must be certain", at.key()))
                        .help("write one plain value")
                } else {
                    Diagnostic::error(at.place(), format!("`{}` needs one value, not keys of its own", at.key()))
                        .help(format!("write the value after the colon: `{}: …`", at.key()))
                }
            }
            Content::Empty { .. } => {
                Diagnostic::error(at.key_place(), format!("`{}` has nothing after its colon", at.key()))
                    .help("write the value after the colon, or take the line out")
            }
            Content::List(_) | Content::Removed => {
                Diagnostic::error(at.place(), format!("`{}` needs one value, not a list", at.key()))
                    .help("write one value, without brackets or dashes")
            }
        };
        self.faults.push(fault);
        None
    }

    /// Text, which cannot be scaled.
    pub(crate) fn text(&mut self, at: &At<'t>) -> Option<String> {
        let text = self.word(at)?;
        if text.trim().is_empty() {
            let message = format!("`{}` is empty", at.key());
            return self.faults.refuse(at.place(), message, "write some text, or take the line out");
        }
        Some(text.to_owned())
    }

    /// A single value that cannot be scaled.
    fn word(&mut self, at: &At<'t>) -> Option<&'t str> {
        let inner = self.unwrapped(at)?;
        for node in [at.node, inner.node] {
            if let Some(span) = node.scaled_at {
                let message = format!("`{}` is not a number and cannot be scaled", at.path);
                return self.faults.refuse(
                    span.at(&at.path),
                    message,
                    format!("name a number, or set it: `{}=…`", at.path),
                );
            }
        }
        inner.text()
    }

    /// Text with its place.
    pub(crate) fn placed_text(&mut self, at: &At<'t>) -> Option<Placed<String>> {
        Some(Placed { value: self.text(at)?, place: at.place() })
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(&mut self, at: &At<'t>, choices: &[(&str, T)]) -> Option<T> {
        let text = self.word(at)?;
        let found = choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let words = || choices.iter().map(|(word, _)| *word);
            let fault = Diagnostic::error(at.place(), format!("`{}` cannot be `{text}`", at.key()));
            self.faults.push(fault.meant(text, words(), || format!("write {}", listed(words(), "or"))));
        }
        found
    }

    /// `true` or `false`.
    pub(crate) fn switch(&mut self, at: &At<'t>) -> Option<bool> {
        self.choice(at, &[("true", true), ("false", false)])
    }

    /// Anything that is parsed from one value and cannot be scaled.
    pub(crate) fn parsed<T, E: Display>(&mut self, at: &At<'t>, parse: impl FnOnce(&str) -> Result<T, E>) -> Option<T> {
        let text = self.word(at)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(error) => self.misspelt(at, &error),
        }
    }

    /// A financial year; without `starts` it could not be placed in time.
    pub(crate) fn programme_year(&mut self, at: &At<'t>) -> Option<FinancialYear> {
        let year = self.parsed(at, str::parse)?;
        self.names_a_year(at.place());
        Some(year)
    }

    /// A certain number, scaled as patches ask; a share is clipped to 100%.
    pub(crate) fn number(&mut self, at: &At<'t>, kind: Kind) -> Option<f64> {
        let scaled = self.scaled(at, |text| kind.parse(text).map_err(|error| error.to_string()))?;
        if kind.held() == Kind::Share && scaled > 1.0 {
            self.warn_clipped(at, 1.0);
            return Some(1.0);
        }
        Some(scaled)
    }

    /// A share that is neither 0% nor 100%; `usual` says what is usual.
    pub(crate) fn inner_share(&mut self, at: &At<'t>, usual: &str) -> Option<f64> {
        let share = self.number(at, Kind::Share)?;
        if share <= 0.0 || share >= 1.0 {
            let message = format!("`{}` must lie between 0% and 100%", at.key());
            return self.faults.refuse(at.place(), message, usual);
        }
        Some(share)
    }

    /// A number times what patches scale it by.
    fn scaled(&mut self, at: &At<'t>, parse: impl Fn(&str) -> Result<f64, String>) -> Option<f64> {
        let inner = self.unwrapped(at)?;
        match parse(inner.text()?) {
            Ok(value) => Some(value * at.node.scaled * at.get("value").map_or(1.0, |inner| inner.node.scaled)),
            Err(error) => self.misspelt(&inner, &error),
        }
    }

    /// A length of time, at most a century; zero only where that means "at once".
    pub(crate) fn length(&mut self, at: &At<'t>, zero: bool) -> Option<f64> {
        let months = self.scaled(at, months)?;
        if months == 0.0 && !zero {
            let message = format!("`{}` must be longer than zero", at.key());
            return self.faults.refuse(at.place(), message, "write a length such as 12 months");
        }
        if months > LONGEST {
            let message = format!("`{}` is longer than 100 years", at.key());
            return self.faults.refuse(
                at.place(),
                message,
                "a bare number counts months; write years or days in so many words",
            );
        }
        Some(months)
    }

    /// A whole number within limits.
    pub(crate) fn whole(&mut self, at: &At<'t>, low: u64, high: u64) -> Option<u64> {
        let text = self.plain(at)?;
        let number = self.number(at, Kind::Factor)?;
        let spelled_as_share = text.trim_end().ends_with('%');
        // A scaled number of people is rounded; one that is written must be whole.
        let number = if at.node.scaled_at.is_some() { number.round() } else { number };
        let (low, high) = (float(low), float(high));
        let within = number >= low && number <= high;
        if spelled_as_share || number.fract() != 0.0 || !within {
            let range = format!("from {} to {}", grouped(low, 0), grouped(high, 0));
            let message = format!("`{}` must be a whole number {range}", at.key());
            let help = if within { "write it in digits, such as 200 or 4_000" } else { "write a number in this range" };
            return self.faults.refuse(at.place(), message, help);
        }
        Some(whole_part(number))
    }

    /// Says that a value cannot be read; what stands after the colon of the explanation is the remedy.
    pub(crate) fn misspelt<T>(&mut self, at: &At<'_>, explanation: &impl Display) -> Option<T> {
        self.faults.explain(at.place(), explanation, "check the number and its unit")
    }
}

/// The months that a text spells, or what is wrong with it.
fn months(text: &str) -> Result<f64, String> {
    crate::quantity::months(text).map_err(|error| {
        let explanation = error.to_string();
        let remedy = if split(&explanation).1.is_some() { "" } else { ": a bare number counts months" };
        explanation + remedy
    })
}
