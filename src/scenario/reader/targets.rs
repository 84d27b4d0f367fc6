//! Reads what the results are held against: targets, published figures, and correlations between values.

use super::Reader;
use super::cursor::At;
use crate::quantity::Kind;
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{CORRELATION, PUBLISHED, TARGET};
use crate::scenario::limits::MOST_PEOPLE;
use crate::scenario::{CorrelationWritten, Counting, Placed, PublishedCounting, PublishedWritten, TargetWritten};

impl<'t> Reader<'_> {
    /// An entry of `targets`.
    pub(crate) fn target(&mut self, at: &At<'t>) -> Option<TargetWritten> {
        let at = self.block(at, TARGET)?;
        let label = self.maybe(&at, "label", Self::text);
        let amount = self.required(&at, "amount", "£500k").and_then(|at| self.number(&at, Kind::Money));
        let payers = self.maybe(&at, "payers", Self::words);
        let year = self.maybe(&at, "year", Self::financial_year);
        let countings = [
            ("cashable", Counting::Cashable),
            ("released", Counting::Released),
            ("averted", Counting::Averted),
            ("avoided", Counting::Avoided),
        ];
        let counting = self.maybe(&at, "counting", |reader, at| reader.choice(at, &countings));
        let place = at.get("counting").map_or_else(|| at.key_place(), |at| at.place());
        let prices = self.maybe(&at, "prices", Self::prices);
        let net = self.maybe(&at, "net_of_programme", Self::switch);
        Some(TargetWritten {
            label: label?,
            amount: amount?,
            payers: payers?.unwrap_or_default(),
            year: year?,
            counting: Placed { value: counting?.unwrap_or(Counting::Avoided), place },
            prices: prices?,
            net_of_programme: net?.unwrap_or(false),
        })
    }

    /// `published`.
    pub(crate) fn published(&mut self, at: &At<'t>) -> Option<PublishedWritten> {
        let at = self.block(at, PUBLISHED)?;
        let about_people = ["mean_avoided", "total_avoided", "low", "high"].iter().any(|key| at.get(key).is_some());
        let people = if about_people || at.get("people").is_some() {
            let people = self.required(&at, "people", "8");
            people.and_then(|at| self.whole(&at, 1, MOST_PEOPLE)).map(Some)
        } else {
            Some(None)
        };
        let of = self.maybe(&at, "of", Self::placed_text);
        let over = self.maybe(&at, "over", Self::placed_length);
        let counting = self.maybe(&at, "counting", |reader, at| {
            reader.choice(at, &[("gross", PublishedCounting::Gross), ("credited", PublishedCounting::Credited)])
        });
        let overstates = self.optional(&at, "overstates", Kind::Share);
        let mut amount = |key: &str| self.maybe(&at, key, |reader, at| reader.number(at, Kind::Money));
        let (mean, total) = (amount("mean_avoided"), amount("total_avoided"));
        let (low, high, social) = (amount("low"), amount("high"), amount("social_value"));
        let ratio = self.maybe(&at, "sroi_ratio", |reader, at| reader.number(at, Kind::Factor));
        if let (Some(Some(low)), Some(Some(high))) = (low, high)
            && low > high
        {
            let place = at.get("high").map(|high| high.place());
            let fault = Diagnostic::error(place, "the published `high` is below the published `low`");
            self.push(fault.help("exchange the two"));
            return None;
        }
        Some(PublishedWritten {
            people: people?,
            of: of?,
            over: over?,
            counting: counting?.unwrap_or(PublishedCounting::Credited),
            overstates: overstates?,
            mean_avoided: mean?,
            total_avoided: total?,
            low: low?,
            high: high?,
            social_value: social?,
            sroi_ratio: ratio?,
        })
    }

    /// `correlations`.
    pub(crate) fn correlations(&mut self, at: &At<'t>) -> Option<Vec<CorrelationWritten>> {
        self.list(at, "{between: [events.a.probability, events.b.probability], rho: 0.5}", Self::correlation)
    }

    /// One pair with its rank correlation.
    fn correlation(&mut self, at: &At<'t>) -> Option<CorrelationWritten> {
        let at = self.block(at, CORRELATION)?;
        let between = self.required(&at, "between", "[events.a.probability, events.b.probability]");
        let between = between.and_then(|between| {
            let words = self.words(&between)?;
            let pair = <[Placed<String>; 2]>::try_from(words).ok();
            if pair.is_none() {
                let fault = Diagnostic::error(between.place(), "`between` needs exactly two paths");
                self.push(fault.help("write between: [events.a.probability, events.b.probability]"));
            }
            pair
        });
        let rho = self.required(&at, "rho", "0.5").and_then(|rho| self.rho(&rho));
        Some(CorrelationWritten { between: between?, rho: rho? })
    }

    /// A correlation from -1 to 1, the only number of the language that may be negative.
    fn rho(&mut self, at: &At<'t>) -> Option<Placed<f64>> {
        let text = self.plain(at)?.trim();
        let (negative, size) = match text.strip_prefix(['-', '\u{2212}']) {
            Some(size) => (true, size),
            None => (false, text),
        };
        let size = Kind::Factor.parse(size).ok().filter(|size| *size <= 1.0);
        let Some(size) = size else {
            let message = format!("`{text}` is not a correlation");
            self.push(Diagnostic::error(at.place(), message).help("write a number from -1 to 1, such as 0.5"));
            return None;
        };
        let value = (if negative { -size } else { size }) * at.node.scaled;
        Some(Placed { value: value.clamp(-1.0, 1.0), place: at.place() })
    }
}
