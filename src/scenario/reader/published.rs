//! Reads published figures, and correlations between values.

use super::Reader;
use super::cursor::At;
use crate::quantity::Kind;
use crate::scenario::language::{PUBLISHED, Written};
use crate::scenario::{Placed, PublishedWritten};

impl<'t> Reader<'_> {
    /// `published`.
    pub(crate) fn published(&mut self, at: &At<'t>) -> Option<PublishedWritten> {
        let at = self.block(at, PUBLISHED)?;
        let about_people = ["mean_avoided", "total_avoided", "low", "high"].iter().any(|key| at.get(key).is_some());
        let read = PublishedWritten::keys(self, &at);
        if about_people {
            self.required(&at, "people", "8")?;
        }
        let [low, high] = ["low", "high"].map(|key| self.maybe(&at, key, |reader, at| reader.number(at, Kind::Money)));
        if let (Some(Some(low)), Some(Some(high))) = (low, high)
            && low > high
        {
            let place = at.get("high").map(|high| high.place());
            return self.faults.refuse(place, "the published `high` is below the published `low`", "exchange the two");
        }
        read
    }

    /// `between`: exactly two paths.
    pub(crate) fn pair(&mut self, at: &At<'t>) -> Option<[Placed<String>; 2]> {
        let pair = <[Placed<String>; 2]>::try_from(self.words(at)?).ok();
        if pair.is_none() {
            let message = "`between` needs exactly two paths";
            self.faults.fault(at.place(), message, "write between: [events.a.probability, events.b.probability]");
        }
        pair
    }

    /// A correlation from -1 to 1, the only number of the language that may be negative.
    pub(crate) fn rho(&mut self, at: &At<'t>) -> Option<f64> {
        let text = self.plain(at)?.trim();
        let (negative, size) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(size) => (true, size),
            None => (false, text),
        };
        let size = Kind::Factor.parse(size).ok().filter(|size| *size <= 1.0);
        let Some(size) = size else {
            let message = format!("`{text}` is not a correlation");
            return self.faults.refuse(at.place(), message, "write a number from -1 to 1, such as 0.5");
        };
        let value = (if negative { -size } else { size }) * at.node.scaled;
        Some(value.clamp(-1.0, 1.0))
    }
}
