//! Reads counts from case studies and turns them into the posterior of a share or rate.

use super::Reader;
use super::cursor::At;
use super::law::Law;
use crate::distribution::{Beta, Distribution, Gamma};
use crate::numeric::float;
use crate::quantity::{Counts, Exposure, Kind};
use crate::scenario::tree::Content;

/// Jeffreys' prior of a probability, Beta(½, ½), and of a rate, the improper Gamma(½, 0).
const JEFFREYS: f64 = 0.5;

/// More people than this are not counted one by one.
const MOST_PEOPLE: u64 = 1_000_000_000;

impl<'t> Reader<'_> {
    /// `{observed: …}` as one line or in the long form.
    pub(crate) fn observed(&mut self, at: &At<'t>, kind: Kind) -> Option<Law> {
        match (&at.node.content, kind) {
            (Content::Text(_), Kind::Rate) => self.observed_rate(at),
            (Content::Text(_), _) => self.observed_share(at),
            (Content::Map(_), Kind::Rate) => self.observed_rate_in_full(at),
            (Content::Map(_), _) => self.observed_share_in_full(at),
            _ => {
                let help = if kind == Kind::Rate { "write 12 in 8 person-years" } else { "write 3 of 8" };
                self.faults.refuse(at.key_place(), "`observed` needs counts", help)
            }
        }
    }

    /// `3 of 8`.
    fn observed_share(&mut self, at: &At<'t>) -> Option<Law> {
        if at.text().is_some_and(|text| text.contains("person")) {
            let message = "person-years give a rate, but this is a share";
            return self.faults.refuse(at.place(), message, "write how many of the people had it: 3 of 8");
        }
        if let Some((with, without)) = at.text().and_then(|text| text.split_once(" vs ")) {
            let message = "`observed` holds the counts of one group";
            let help = format!("write compared: {{with: {}, without: {}}}", with.trim(), without.trim());
            return self.faults.refuse(at.place(), message, help);
        }
        let counts = self.parsed(at, Counts::parse)?;
        let (events, people) = (f64::from(counts.events()), f64::from(counts.people()));
        let beta =
            self.posterior(at, Beta::new(events + JEFFREYS, people - events + JEFFREYS).map(Distribution::Beta))?;
        Some(law(beta, format!("{events} of {people} (Jeffreys)"), events, None))
    }

    /// `12 in 8 person-years`.
    fn observed_rate(&mut self, at: &At<'t>) -> Option<Law> {
        if at.text().is_some_and(|text| text.contains(" of ") && !text.contains("person")) {
            let message = "`k of n` gives a share, but this is a rate";
            let help = "write the time that the people were watched: 12 in 8 person-years";
            return self.faults.refuse(at.place(), message, help);
        }
        let exposure = self.parsed(at, Exposure::parse)?;
        let (events, years) = (f64::from(exposure.events()), exposure.person_years());
        let gamma = self.posterior(at, Gamma::from_shape_rate(events + JEFFREYS, years).map(Distribution::Gamma))?;
        Some(law(gamma, format!("{events} in {years} person-years (Jeffreys)"), events, None))
    }

    /// `{events: 3, of: 8, over: 12 months, prior: {alpha: 1, beta: 1}}`.
    fn observed_share_in_full(&mut self, at: &At<'t>) -> Option<Law> {
        let clean = self.only(at, &["events", "of", "over", "prior"]);
        let events = self.required(at, "events", "3").and_then(|at| self.whole(&at, 0, MOST_PEOPLE));
        let people = self.required(at, "of", "8").and_then(|at| self.whole(&at, 1, MOST_PEOPLE));
        let over = self.maybe(at, "over", |reader, at| reader.length(at, false));
        let prior = self.prior(at, ["alpha", "beta"]);
        let (events, people, over, prior) = (events?, people?, over?, prior?);
        if !clean {
            return None;
        }
        if events > people {
            let place = at.place_of("events");
            let message = format!("{events} of {people} is more events than people");
            return self.faults.refuse(place, message, "count each person at most once, or write a `rate` instead");
        }
        let [a, b] = prior.unwrap_or([JEFFREYS, JEFFREYS]);
        let (k, n) = (float(events), float(people));
        let beta = self.posterior(at, Beta::new(k + a, n - k + b).map(Distribution::Beta))?;
        let prior = prior.map_or_else(|| "Jeffreys".to_owned(), |[a, b]| format!("prior Beta({a}, {b})"));
        let period = at.get("over").and_then(|over| over.text()).map_or(String::new(), |over| format!(" over {over}"));
        Some(law(beta, format!("{events} of {people}{period} ({prior})"), k, over))
    }

    /// `{events: 12, of: 8 person-years, prior: {shape: 1, rate: 1}}`.
    fn observed_rate_in_full(&mut self, at: &At<'t>) -> Option<Law> {
        if let Some(over) = at.get("over") {
            let message = "`over` does not belong here: person-years already say how long people were watched";
            return self.faults.refuse(over.key_place(), message, "take `over` out");
        }
        let clean = self.only(at, &["events", "of", "prior"]);
        let events = self.required(at, "events", "12").and_then(|at| self.whole(&at, 0, MOST_PEOPLE));
        let of = self.required(at, "of", "8 person-years");
        let prior = self.prior(at, ["shape", "rate"]);
        let (events, of, prior) = (events?, of?, prior?);
        let text = of.text().unwrap_or("").trim();
        let exposure = self.parsed(&of, |_| Exposure::parse(&format!("{events} in {text}")))?;
        if !clean {
            return None;
        }
        let [shape, rate] = prior.unwrap_or([JEFFREYS, 0.0]);
        let years = exposure.person_years();
        let gamma = Gamma::from_shape_rate(f64::from(exposure.events()) + shape, years + rate);
        let gamma = self.posterior(at, gamma.map(Distribution::Gamma))?;
        let prior = prior.map_or_else(|| "Jeffreys".to_owned(), |[a, b]| format!("prior Gamma({a}, {b})"));
        Some(law(gamma, format!("{events} in {years} person-years ({prior})"), float(events), None))
    }

    /// A stated prior, both numbers above zero.
    fn prior(&mut self, at: &At<'t>, names: [&str; 2]) -> Option<Option<[f64; 2]>> {
        let Some(prior) = at.get("prior") else { return Some(None) };
        let form = format!("write prior: {{{}: 1, {}: 1}}", names[0], names[1]);
        if !prior.node.is_map() {
            return self.faults.refuse(prior.place(), format!("`prior` needs `{}` and `{}`", names[0], names[1]), form);
        }
        let clean = self.only(&prior, &names);
        let mut numbers = [0.0; 2];
        for (slot, name) in numbers.iter_mut().zip(names) {
            let below = self.required(&prior, name, "1")?;
            *slot = self.number(&below, Kind::Factor)?;
            if *slot == 0.0 {
                return self.faults.refuse(below.place(), format!("`{name}` must be above zero"), form);
            }
        }
        clean.then_some(Some(numbers))
    }

    /// A posterior that could be built; otherwise says why it could not.
    fn posterior<E: std::fmt::Display>(&mut self, at: &At<'t>, built: Result<Distribution, E>) -> Option<Distribution> {
        built.map_or_else(|error| self.misspelt(at, &error), Some)
    }
}

/// A law from so many counted events.
const fn law(distribution: Distribution, spelling: String, events: f64, over: Option<f64>) -> Law {
    Law { distribution, spelling, observed: true, events: Some(events), over }
}
