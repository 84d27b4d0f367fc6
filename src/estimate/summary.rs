//! Sums up one column of draws: mean, spread and quantiles, each with its Monte Carlo error.

use std::borrow::Cow;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Ordered, Strata};
use crate::dictionary::{Block, Dictionary, Form, Key, Unit};
use crate::statistics::{mean_and_sd, place_quantiles, quantile_mcse_of, quantile_mcse_sorted, quantile_sorted};

/// The quantiles that every summary has.
const NAMED: [f64; 9] = [0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975];

/// Their names in results.json, which holds thousands of them.
const NAMES: [&str; 9] = ["p2_5", "p5", "p10", "p25", "p50", "p75", "p90", "p95", "p97_5"];

/// A `Summary` of results.json. A number that cannot be given (an error from one draw, an overflow) is NaN here and
/// `null` there.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Mean.
    pub mean: f64,
    /// Monte Carlo standard error of the mean.
    pub mcse: f64,
    /// Standard deviation, with n - 1.
    pub sd: f64,
    /// The named quantiles and those of the scenario's `level`, by ascending probability.
    pub quantiles: Vec<Quantile>,
}

/// A quantile with its error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantile {
    /// Its probability.
    pub p: f64,
    /// The value below which that share lies.
    pub value: f64,
    /// Its Monte Carlo standard error.
    pub mcse: f64,
}

impl Summary {
    /// The quantile at `p`, if it is one of those kept.
    #[must_use]
    pub fn quantile(&self, p: f64) -> Option<Quantile> {
        self.quantiles.iter().find(|quantile| (quantile.p - p).abs() < 1e-9).copied()
    }

    /// Both ends of the central interval at `level`, if they were kept.
    #[must_use]
    pub fn interval(&self, level: f64) -> Option<[Quantile; 2]> {
        let tail = (1.0 - level) / 2.0;
        Some([self.quantile(tail)?, self.quantile(1.0 - tail)?])
    }

    /// Whether it is nothing in every draw.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.mean == 0.0 && self.sd == 0.0
    }

    /// The largest Monte Carlo standard error of the quantiles.
    #[must_use]
    pub fn quantile_mcse(&self) -> f64 {
        self.quantiles.iter().map(|quantile| quantile.mcse).reduce(f64::max).unwrap_or(f64::NAN)
    }

    /// The summary of `values`, as [`summarise`] makes it; that of nothing where none is left.
    pub(super) fn of(values: &[f64], strata: &Strata, level: f64) -> Self {
        summarise(values, strata, level).unwrap_or_else(|| Self::unknown(level))
    }

    /// The summary of nothing: every number unknown.
    #[must_use]
    pub fn unknown(level: f64) -> Self {
        let unknown = |p: f64| Quantile { p, value: f64::NAN, mcse: f64::NAN };
        let quantiles = probabilities(level).into_iter().map(unknown).collect();
        Self { mean: f64::NAN, mcse: f64::NAN, sd: f64::NAN, quantiles }
    }
}

/// The probabilities whose quantiles a summary at `level` gives, ascending.
#[must_use]
pub(super) fn probabilities(level: f64) -> Vec<f64> {
    let tail = (1.0 - level) / 2.0;
    let mut wanted = NAMED.to_vec();
    for p in [tail, 1.0 - tail] {
        if p > 0.0 && p < 1.0 && wanted.iter().all(|named| (named - p).abs() >= 1e-9) {
            wanted.push(p);
        }
    }
    wanted.sort_by(f64::total_cmp);
    wanted
}

/// The summary of `values`, one for each draw of `strata`. NaN entries are left out; `None` when nothing is left.
#[must_use]
pub fn summarise(values: &[f64], strata: &Strata, level: f64) -> Option<Summary> {
    let (kept, strata) = if values.iter().any(|value| value.is_nan()) {
        let rows: Vec<usize> = (0..values.len()).filter(|&row| !values[row].is_nan()).collect();
        (Cow::Owned(rows.iter().map(|&row| values[row]).collect()), Cow::Owned(strata.at(&rows)))
    } else {
        (Cow::Borrowed(values), Cow::Borrowed(strata))
    };
    if kept.is_empty() {
        return None;
    }
    if let [only] = *kept {
        // How far another draw would be from it is not known.
        return Some(Summary { mean: only, sd: f64::NAN, ..Summary::unknown(level) });
    }
    let (mean, sd) = mean_and_sd(&kept);
    let mcse = strata.mcse_of(&kept, (mean, sd));
    let levels = probabilities(level);
    let mut sorted = kept.to_vec();
    if strata.replicated() {
        // Which values the errors are read from depends on the quantiles.
        sorted.sort_unstable_by(f64::total_cmp);
    } else {
        place_quantiles(&mut sorted, &levels);
    }
    let quantiles = levels.into_iter().map(|p| quantile(&kept, &sorted, p, &strata)).collect();
    Some(Summary { mean, mcse, sd, quantiles })
}

/// The quantile of `values` at `p`, with its error, from the same values `sorted` as far as it reads them: that of as many independent draws as would know the share of draws up
/// to it as well. NaN from a single draw.
pub(super) fn quantile(values: &[f64], sorted: &[f64], p: f64, strata: &Strata) -> Quantile {
    let value = quantile_sorted(sorted, p);
    let mcse = if values.len() < 2 {
        f64::NAN
    } else if strata.replicated() {
        let below: Vec<f64> = values.iter().map(|each| f64::from(u8::from(*each <= value))).collect();
        quantile_mcse_of(sorted, p, strata.worth(&below))
    } else {
        quantile_mcse_sorted(sorted, p)
    };
    Quantile { p, value, mcse }
}

/// The name of a quantile in results.json: `p2_5` for 0.025.
fn key(p: f64) -> Cow<'static, str> {
    if let Some(known) = NAMED.iter().position(|named| *named == p) {
        return Cow::Borrowed(NAMES[known]);
    }
    let percent = (p * 100.0 * 1e6).round() / 1e6;
    Cow::Owned(format!("p{percent}").replace('.', "_"))
}

/// The probability that a key names, `None` for any other key.
fn probability(key: &str) -> Option<f64> {
    let percent: f64 = key.strip_prefix('p')?.replace('_', ".").parse().ok()?;
    (percent > 0.0 && percent < 100.0).then_some(percent / 100.0)
}

impl Serialize for Summary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.quantiles.len() + 5))?;
        map.serialize_entry("mean", &finite(self.mean))?;
        map.serialize_entry("mcse", &finite(self.mcse))?;
        map.serialize_entry("sd", &finite(self.sd))?;
        for quantile in &self.quantiles {
            map.serialize_entry(&key(quantile.p), &finite(quantile.value))?;
        }
        map.serialize_entry("quantile_mcse", &finite(self.quantile_mcse()))?;
        map.serialize_entry("quantile_mcses", &Errors(&self.quantiles))?;
        map.end()
    }
}

impl Dictionary for Summary {
    fn form() -> Form {
        let number = |name: &str, about: &str, form| Key {
            name: name.to_owned(),
            about: about.to_owned(),
            unit: Some(Unit::Above),
            covers: None,
            optional: false,
            form,
        };
        let finite = || Form::Nullable(Box::new(Form::Number));
        let mut keys = vec![
            number("mean", "Mean; null where there is none.", finite()),
            number("mcse", "Monte Carlo standard error of the mean.", finite()),
            number("sd", "Standard deviation, with n - 1.", finite()),
        ];
        keys.extend(NAMED.iter().zip(NAMES).map(|(p, name)| {
            let percent = (1000.0 * p).round() / 10.0;
            number(name, &format!("{percent}% quantile."), finite())
        }));
        keys.push(number("quantile_mcse", "The largest Monte Carlo standard error of the quantiles.", finite()));
        keys.push(number(
            "quantile_mcses",
            "Monte Carlo standard errors of the quantiles, by their names.",
            Form::Map(Box::new(finite())),
        ));
        let about = "The mean, spread and quantiles of a number over draws, people or studies, each with its Monte Carlo error; \
                     at another level the ends of its interval are added.";
        Form::Block(Block { name: "Summary".to_owned(), about: about.to_owned(), keys, summary: true })
    }
}

/// The errors of quantiles by their names.
struct Errors<'a>(&'a [Quantile]);

impl Serialize for Errors<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|quantile| (key(quantile.p), finite(quantile.mcse))))
    }
}

impl<'de> Deserialize<'de> for Summary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let map = Ordered::<Entry>::deserialize(deserializer)?;
        let number = |name: &'static str| match map.get(name) {
            Some(Entry::Number(value)) => Ok(*value),
            _ => Err(D::Error::missing_field(name)),
        };
        let Some(Entry::Errors(errors)) = map.get("quantile_mcses") else {
            return Err(D::Error::missing_field("quantile_mcses"));
        };
        let quantile = |(name, entry): (&str, &Entry)| match entry {
            Entry::Number(value) => {
                let mcse = errors.get(name).copied().flatten().unwrap_or(f64::NAN);
                Some(Quantile { p: probability(name)?, value: *value, mcse })
            }
            Entry::Errors(_) => None,
        };
        Ok(Self {
            mean: number("mean")?,
            mcse: number("mcse")?,
            sd: number("sd")?,
            quantiles: map.iter().filter_map(quantile).collect(),
        })
    }
}

/// What may stand under a key of a summary: a number (`null`: NaN), or the errors of the quantiles.
enum Entry {
    Number(f64),
    Errors(Ordered<Option<f64>>),
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match serde_json::Value::deserialize(deserializer)? {
            serde_json::Value::Null => Ok(Self::Number(f64::NAN)),
            serde_json::Value::Number(number) => Ok(Self::Number(number.as_f64().unwrap_or(f64::NAN))),
            other => Ordered::deserialize(other).map(Self::Errors).map_err(D::Error::custom),
        }
    }
}

/// A number for JSON, which knows no NaN and no infinity.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_agrees_with_numbers_worked_by_hand() {
        let summary = summarise(&[4.0, 1.0, f64::NAN, 3.0, 2.0, 5.0], &Strata::default(), 0.8).unwrap();
        assert_eq!(summary.mean, 3.0);
        assert!((summary.sd - 2.5_f64.sqrt()).abs() < 1e-12);
        assert!((summary.mcse - 0.5_f64.sqrt()).abs() < 1e-12);
        assert_eq!(summary.quantile(0.5).unwrap().value, 3.0);
        assert!((summary.quantile(0.025).unwrap().value - 1.1).abs() < 1e-12, "type 7: 1 + 4·0.025");
        let [low, high] = summary.interval(0.8).unwrap();
        assert_eq!((low.value, high.value), (1.4, 4.6));
        assert!(summary.quantile_mcse() >= low.mcse.max(high.mcse) && low.mcse > 0.0);
    }

    #[test]
    fn another_level_adds_its_quantiles_and_takes_none_away() {
        assert_eq!(probabilities(0.95).len(), 9);
        assert_eq!(probabilities(0.9).len(), 9);
        let wide = probabilities(0.99);
        assert_eq!(wide.len(), 11);
        assert_eq!(key(wide[0]), "p0_5");
        assert_eq!(key(wide[10]), "p99_5");
        for (p, name) in NAMED.into_iter().zip(NAMES) {
            assert_eq!((key(p).as_ref(), probability(name)), (name, Some(p)), "{name}");
        }
    }

    #[test]
    fn json_gives_every_key_in_order_and_comes_back_whole() {
        let summary = summarise(&[1.0], &Strata::default(), 0.95).unwrap();
        let text = serde_json::to_string(&summary).unwrap();
        assert!(text.starts_with(
            "{\"mean\":1.0,\"mcse\":null,\"sd\":null,\"p2_5\":null,\"p5\":null,\"p10\":null,\"p25\":null,\"p50\":null,\
             \"p75\":null,\"p90\":null,\"p95\":null,\"p97_5\":null,\"quantile_mcse\":null,\"quantile_mcses\":{\"p2_5\":null,"
        ));
        let back: Summary = serde_json::from_str(&text).unwrap();
        assert!(back.mcse.is_nan());
        let several = summarise(&[1.0, 2.0, 4.0], &Strata::default(), 0.99).unwrap();
        let back: Summary = serde_json::from_str(&serde_json::to_string(&several).unwrap()).unwrap();
        assert_eq!(back.quantiles.len(), 11);
        for (back, kept) in back.quantiles.iter().zip(&several.quantiles) {
            let differences = [back.p - kept.p, back.value - kept.value, back.mcse - kept.mcse];
            assert!(differences.iter().all(|difference| difference.abs() < 1e-12), "{back:?} for {kept:?}");
        }
    }
}
