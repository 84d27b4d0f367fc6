//! Reads values that may be uncertain, in every spelling of the language.

use super::Reader;
use super::cursor::At;
use super::law::Law;
use crate::quantity::{Kind, listed};
use crate::scenario::diagnostic::Diagnostic;
use crate::scenario::language::{CONTRASTS, Inside, advised, beside, blanks, contrast, family, is_spelling, spellings};
use crate::scenario::names::{REMARKS, is_remark, nearest};
use crate::scenario::tree::{Content, Pair};
use crate::scenario::{Value, WrittenLaw};

impl<'t> Reader<'_> {
    /// A value of one kind, certain or uncertain.
    pub(crate) fn value(&mut self, at: &At<'t>, kind: Kind) -> Option<Value> {
        self.known_or(at, kind, |reader| reader.value_anew(at, kind))
    }

    fn value_anew(&mut self, at: &At<'t>, kind: Kind) -> Option<Value> {
        let law = self.law(at, kind)?;
        let inner = at.get("value").map_or(1.0, |inner| inner.node.scaled);
        let value = Value {
            law,
            scaled: at.node.scaled * inner,
            kind: kind.held(),
            identity: at.identity(),
            place: at.place(),
            remarks: self.remarks(at),
        };
        self.check_clipping(at, &value);
        Some(value)
    }

    /// What stands for the value.
    fn law(&mut self, at: &At<'t>, kind: Kind) -> Option<WrittenLaw> {
        match &at.node.content {
            Content::Text(text) => match kind.parse(text) {
                Ok(value) => Some(WrittenLaw::Certain(value)),
                Err(error) => self.misspelt(at, &error),
            },
            Content::Map(pairs) => {
                let spelling = self.spelling(at, pairs, kind)?;
                self.spelled(at, &spelling, kind)
            }
            Content::Empty { .. } => {
                let message = format!("`{}` has nothing after its colon", at.key());
                self.faults.refuse(at.key_place(), message, format!("write {}", example(kind)))
            }
            Content::List(_) | Content::Removed => {
                let message = format!("`{}` needs one value, not a list", at.key());
                self.faults.refuse(at.place(), message, format!("write {}", example(kind)))
            }
        }
    }

    /// The one key of a block in braces that says what the value is.
    pub(crate) fn spelling(&mut self, at: &At<'t>, pairs: &'t [Pair], kind: Kind) -> Option<At<'t>> {
        let pairs: Vec<&'t Pair> = pairs.iter().filter(|pair| !pair.node.is_removed()).collect();
        let spellings: Vec<&'t Pair> = pairs.iter().copied().filter(|pair| is_spelling(&pair.key)).collect();
        let (first, second) = match spellings.as_slice() {
            [] => {
                self.no_spelling(at, &pairs, kind);
                return None;
            }
            [first] => (*first, None),
            [first, second, ..] => (*first, Some(*second)),
        };
        if let Some(second) = second {
            let message = format!("`{}` is spelled twice, by `{}` and by `{}`", at.key(), first.key, second.key);
            return self.faults.refuse(at.below_place(second), message, "keep one of the two");
        }
        let beside = beside(&first.key);
        let mut clean = true;
        for pair in pairs {
            let known = pair.key == first.key || is_remark(&pair.key) || beside == Some(pair.key.as_str());
            if !known {
                clean = false;
                let message = format!("`{}` does not belong beside `{}`", pair.key, first.key);
                let fault = Diagnostic::error(at.below_place(pair), message);
                let known = REMARKS.into_iter().chain(beside);
                self.faults.push(fault.meant(&pair.key, known, || match pair.key.as_str() {
                    "times" => "only `shared`, `library` and `sampled` take `times`".to_owned(),
                    "as" => "only `rate_ratio` and `hazard_ratio` take `as: risk_ratio`".to_owned(),
                    _ => format!("if it is part of `{0}`, move it into the braces of `{0}`", first.key),
                }));
            }
        }
        clean.then(|| at.below(first))
    }

    /// Says that a block in braces names no value, and what was probably meant.
    fn no_spelling(&mut self, at: &At<'t>, pairs: &[&Pair], kind: Kind) {
        let named = |key: &str| pairs.iter().any(|pair| pair.key == key);
        let is_whole = |inside: &Inside| !inside.names().is_empty() && inside.names().iter().all(|name| named(name));
        let meant = advised(kind).find_map(|family| {
            let inside = family.inside.first().filter(|inside| is_whole(inside))?;
            Some(format!("{}: {}", family.key, blanks(inside.names())))
        });
        let near = pairs.iter().find_map(|pair| {
            nearest(&pair.key, spellings().chain(CONTRASTS.iter().map(|contrast| contrast.key)))
                .map(|near| (at.below_place(pair), &pair.key, near))
        });
        // No word is near it, but it is what one expects such values to be called.
        if let Some(pair) = pairs.iter().find(|pair| pair.key == "draws") {
            let message = "`draws` is not a way to spell a value";
            let help = "write {sampled: COLUMN}, a column of the table that `samples: FILE` names at the top level";
            return self.faults.fault(at.below_place(pair), message, help);
        }
        let fault = match (meant, near) {
            (Some(meant), _) => {
                Diagnostic::error(at.place(), format!("`{}` does not say which distribution it is", at.key()))
                    .help(format!("write {{{meant}}}"))
            }
            (None, Some((place, key, near))) => {
                Diagnostic::error(place, format!("`{key}` is not a way to spell a value"))
                    .help(format!("did you mean `{near}`?"))
            }
            (None, None) => Diagnostic::error(at.place(), format!("`{}` holds no value", at.key())).help(format!(
                "write {}, or in braces one of {}",
                example(kind),
                listed(spellings(), "or")
            )),
        };
        self.faults.push(fault);
    }

    /// Reads the value that `spelling` stands for.
    pub(super) fn spelled(&mut self, at: &At<'t>, spelling: &At<'t>, kind: Kind) -> Option<WrittenLaw> {
        match spelling.key() {
            "value" => match &spelling.node.content {
                Content::Map(pairs) => {
                    let inner = self.spelling(spelling, pairs, kind)?;
                    self.remarks(spelling);
                    self.spelled(spelling, &inner, kind)
                }
                _ => self.law(spelling, kind),
            },
            "shared" => self.shared_use(at, spelling, kind),
            "library" => self.library_use(at, spelling, kind),
            "cases" => self.cases_use(at, spelling, kind),
            "sampled" => self.sampled_use(at, spelling, kind),
            key => match contrast(key) {
                Some(contrast) => self.contrast(at, spelling, contrast, kind).map(Box::new).map(WrittenLaw::Contrast),
                None => {
                    let law = family(key).and_then(|family| self.distribution(spelling, family, kind))?;
                    let Law { distribution, spelling, observed, events, over } = law;
                    Some(WrittenLaw::Uncertain { distribution, spelling, observed, events, over })
                }
            },
        }
    }

    /// `achieved_by` of an outcome: a share, or the difference of two groups.
    pub(crate) fn achieved_by(&mut self, at: &At<'t>) -> Option<Value> {
        self.value(at, Kind::Share)
    }

    /// `optimism_bias`: a share, or a grade that stands for one.
    pub(crate) fn optimism_bias(&mut self, at: &At<'t>) -> Option<Value> {
        self.graded_share(at)
    }

    /// `{grade: 3}`, or a value.
    pub(super) fn graded_share(&mut self, at: &At<'t>) -> Option<Value> {
        let graded = at.get("grade").filter(|_| at.node.pairs().iter().all(|pair| is_remark(&pair.key)));
        let Some(graded) = graded else { return self.value(at, Kind::Share) };
        let grade = self.grade(&graded)?;
        let mut remarks = self.remarks(at);
        remarks.grade = None;
        Some(Value {
            law: WrittenLaw::Grade(grade),
            scaled: at.node.scaled,
            kind: Kind::Share,
            identity: at.identity(),
            place: at.place(),
            remarks,
        })
    }

    /// Warns where scaling takes a share above 100%.
    fn check_clipping(&mut self, at: &At<'t>, value: &Value) {
        if value.kind == Kind::Share && value.scaled > 1.0 {
            self.warn_clipped(at, value.law.clipped(value.scaled));
        }
    }
}

/// What may be written for a value of this kind.
pub(crate) fn example(kind: Kind) -> String {
    format!("one value such as {}", kind.example())
}

#[cfg(test)]
mod tests {
    use crate::scenario::example::{outcome, reading, scenario};
    use crate::scenario::{Reading, Value, WrittenLaw};

    fn with_event(event: &str) -> Reading {
        reading(&scenario(&[event], ""), &[])
    }

    fn probability(spelling: &str) -> Value {
        let event = format!("a: {{probability: {spelling}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}");
        with_event(&event).base.events[0].value.probability.clone().unwrap()
    }

    fn unit_cost(spelling: &str) -> Value {
        let event = format!("a: {{probability: 30%, unit_cost: {spelling}, paid_by: {{nhs: 100%}}}}");
        with_event(&event).base.events[0].value.unit_cost.clone()
    }

    fn rate(spelling: &str) -> Value {
        let event = format!("a: {{rate: {spelling}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}");
        with_event(&event).base.events[0].value.rate.clone().unwrap()
    }

    fn certain(value: &Value) -> f64 {
        match value.law {
            WrittenLaw::Certain(value) => value,
            _ => panic!("{value:?} is not certain"),
        }
    }

    /// Mean, sd and the spelling of the assumptions log.
    fn uncertain(value: &Value) -> (f64, f64, &str) {
        match &value.law {
            WrittenLaw::Uncertain { distribution, spelling, .. } => (distribution.mean(), distribution.sd(), spelling),
            _ => panic!("{value:?} is not uncertain"),
        }
    }

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-9 * b.abs().max(1.0)
    }

    #[test]
    fn plain_values_in_every_spelling() {
        for spelling in ["0.35", "35%", "{value: 35%, source: a report}", "'35%'"] {
            assert_eq!(certain(&probability(spelling)), 0.35, "{spelling}");
        }
        for spelling in ["1200", "1_200", "£1,200", "£1.2k", "{value: £1.2k, note: guessed}"] {
            let spelling = if spelling.contains(',') && !spelling.starts_with('{') {
                format!("\"{spelling}\"")
            } else {
                spelling.to_owned()
            };
            assert_eq!(certain(&unit_cost(&spelling)), 1200.0, "{spelling}");
        }
        for (spelling, per_year) in [("10 per year", 10.0), ("0.5 per month", 6.0), ("3", 3.0)] {
            assert_eq!(certain(&rate(spelling)), per_year, "{spelling}");
        }
    }

    #[test]
    fn distributions_have_the_moments_that_they_state() {
        let (mean, sd, spelling) = (0.35, 0.1, "beta, mean 35%, sd 10%");
        let value = probability("{beta: {mean: 35%, sd: 10%}}");
        let found = uncertain(&value);
        assert!(near(found.0, mean) && near(found.1, sd) && found.2 == spelling, "{found:?}");
        // Beta(a, b) has mean a/(a + b).
        assert!(near(uncertain(&probability("{beta: {alpha: 3.5, beta: 5.5}}")).0, 3.5 / 9.0));
        for law in ["gamma", "lognormal"] {
            let value = unit_cost(&format!("{{{law}: {{mean: £11_000, sd: £3_000}}}}"));
            let found = uncertain(&value);
            assert!(near(found.0, 11_000.0) && near(found.1, 3_000.0), "{law}: {found:?}");
        }
        // PERT: (low + 4 mode + high)/6.
        assert!(near(uncertain(&probability("{pert: {low: 30%, mode: 55%, high: 80%}}")).0, 0.55));
        assert!(near(uncertain(&unit_cost("{triangular: {low: £1k, mode: £2k, high: £6k}}")).0, 3_000.0));
        assert!(near(uncertain(&rate("{uniform: {low: 1 per year, high: 0.25 per month}}")).0, 2.0));
        // The quantile function is straight between (0%, 1000) and (100%, 3000).
        assert!(near(uncertain(&unit_cost("{quantiles: {25%: 1500, 75%: 2500}}")).0, 2_000.0));
    }

    #[test]
    fn counts_give_jeffreys_posteriors() {
        // Beta(3 + ½, 5 + ½) has mean 3.5/9; Gamma(12 + ½, 8) has mean 12.5/8 and variance 12.5/64.
        let share = probability("{observed: 3 of 8, source: case studies}");
        assert!(near(uncertain(&share).0, 3.5 / 9.0));
        assert_eq!(uncertain(&share).2, "3 of 8 (Jeffreys)");
        assert_eq!(share.remarks.source.as_deref(), Some("case studies"));
        let found = rate("{observed: 12 in 8 person-years}");
        assert!(near(uncertain(&found).0, 12.5 / 8.0) && near(uncertain(&found).1, 12.5_f64.sqrt() / 8.0));
        let stated = probability("{observed: {events: 3, of: 8, over: 12 months, prior: {alpha: 1, beta: 1}}}");
        assert!(near(uncertain(&stated).0, 0.4));
        let WrittenLaw::Uncertain { over, observed, .. } = stated.law else { panic!("{stated:?}") };
        assert_eq!((over, observed), (Some(12.0), true));
    }

    #[test]
    fn mixtures_pool_their_parts_over_the_horizon() {
        let value = probability(
            "{mixture: [{weight: 25%, value: 0%}, {weight: 75%, value: {uniform: {low: 20%, high: 40%}}}]}",
        );
        assert!(near(uncertain(&value).0, 0.225));
        // Certain counts of one in two over 12 months are three in four over the horizon of 24.
        let counts = "{observed: {events: 500_000_000, of: 1_000_000_000, over: 12 months}}";
        let value =
            probability(&format!("{{mixture: [{{weight: 50%, value: 0%}}, {{weight: 50%, value: {counts}}}]}}"));
        assert!((uncertain(&value).0 - 0.375).abs() < 1e-4, "{:?}", uncertain(&value));
    }

    #[test]
    fn shared_values_take_the_kind_of_their_uses() {
        let events = ["a: {probability: 30%, unit_cost: {shared: cost, times: 80%}, paid_by: {nhs: 100%}}"];
        let reading = reading(&scenario(&events, "shared: {cost: £35, idle: 10%}"), &[]);
        let shared: Vec<_> =
            reading.base.shared.iter().map(|entry| (entry.id.as_str(), certain(&entry.value))).collect();
        assert_eq!(shared, [("cost", 35.0)]);
        assert!(
            matches!(&reading.base.events[0].value.unit_cost.law, WrittenLaw::Shared { name, times } if name == "cost" && *times == 0.8)
        );
        assert_eq!(reading.warnings.iter().filter_map(|warning| warning.id).collect::<Vec<_>>(), ["W01"]);
    }

    #[test]
    fn scaling_may_clip_a_share_and_says_in_how_many_draws() {
        let events = ["a: {probability: {uniform: {low: 40%, high: 60%}}, unit_cost: £1k, paid_by: {nhs: 100%}}"];
        let text = scenario(&events, "");
        let scaled = reading(&text, &["events.a.probability=x2"]);
        assert_eq!(scaled.base.events[0].value.probability.as_ref().unwrap().scaled, 2.0);
        assert!(scaled.warnings[0].message.contains("in 50.0% of draws"), "{}", scaled.warnings[0].message);
        assert!(reading(&text, &["events.a.probability=x1.5"]).warnings.is_empty());
        let refused = outcome(&[("s.yaml", &text)], &["events.a.paid_by.nhs=x1%", "title=x2"]).unwrap_err();
        assert!(refused.contains("`title` is not a number and cannot be scaled"), "{refused}");
    }
}
