//! Lists the distributions that a value may follow, one row each, for reader, schema, messages and the reference.

use super::contrast::{CONTRASTS, Comparison, contrast};
use crate::distribution::{Beta, Distribution, Gamma, LawError, Lognormal, Pert, Triangular, TruncatedNormal, Uniform};
use crate::quantity::Kind::{self, Factor, Length, Money, Rate, Share};
use crate::scenario::Ratio;
use Inside::{Ascending, Moments, Shapes};

/// A distribution that a value may follow.
pub(in crate::scenario) struct Family {
    /// The key that names it.
    pub(in crate::scenario) key: &'static str,
    /// Which quantities it can describe.
    pub(in crate::scenario) support: Support,
    /// The kinds of quantity that messages advise it for.
    pub(in crate::scenario) advised: &'static [Kind],
    /// What stands in its braces: one of these.
    pub(in crate::scenario) inside: &'static [Inside],
    /// What it says, in plain English.
    pub(in crate::scenario) about: &'static str,
}

/// Which quantities a distribution can describe; the schema lists distributions in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::scenario) enum Support {
    /// Between 0% and 100%, the ends left out.
    Unit,
    /// Above zero without an end.
    Positive,
    /// What can be counted: people out of so many, or occurrences over so long.
    Counts,
    /// Everything, cut off at the legal range of the kind.
    Legal,
}

/// Builds a distribution from the numbers in its braces and the legal range of the quantity.
type Build = fn(&[f64], (f64, f64)) -> Result<Distribution, LawError>;

/// What stands in the braces of a distribution.
pub(in crate::scenario) enum Inside {
    /// `mean` and `sd`, in the unit of the value.
    Moments(Build),
    /// Numbers in the unit of the value that must ascend, by name.
    Ascending(&'static [&'static str], Build),
    /// Plain numbers above zero, by name.
    Shapes(&'static [&'static str], Build),
    /// `low`, `high` and `confidence`.
    Range,
    /// Percentages with their values.
    Quantiles,
    /// A list of views with their weights.
    Mixture,
    /// `3 of 8`, or the same in full.
    Counts,
}

/// Every kind that has no upper end.
const UNBOUNDED: [Kind; 4] = [Money, Rate, Factor, Length];

/// The rows of the table.
macro_rules! families {
    ($($key:ident in $support:ident, advised for $advised:expr, $about:literal: $($inside:expr),+;)+) => {
        /// Every distribution. A new one is a row here.
        pub(in crate::scenario) static FAMILIES: &[Family] = &[$(Family {
            key: stringify!($key),
            support: Support::$support,
            advised: &$advised,
            inside: &[$($inside),+],
            about: $about,
        }),+];
    };
}

families! {
    beta in Unit, advised for [Share], "A share between 0% and 100%, by its mean and standard deviation: {mean: 35%, sd: 10%}.":
        Moments(|p, _| Beta::from_mean_sd(p[0], p[1]).map(Distribution::Beta)),
        Shapes(&["alpha", "beta"], |p, _| Beta::new(p[0], p[1]).map(Distribution::Beta));
    observed in Counts, advised for [], "Counts, from which the uncertainty follows: 3 of 8 (people, a share) or 12 in 8 person-years (a rate).":
        Inside::Counts;
    gamma in Positive, advised for UNBOUNDED, "A gamma distribution by its mean and standard deviation: {mean: £11_000, sd: £3_000}.":
        Moments(|p, _| Gamma::from_mean_sd(p[0], p[1]).map(Distribution::Gamma));
    lognormal in Positive, advised for UNBOUNDED, "A lognormal distribution, with a longer tail, by its mean and standard deviation.":
        Moments(|p, _| Lognormal::from_mean_sd(p[0], p[1]).map(Distribution::Lognormal));
    normal in Legal, advised for [], "A normal distribution, cut off at the legal range: {mean, sd} before the cut.":
        Moments(|p, (low, high)| TruncatedNormal::new(p[0], p[1], low, high).map(Distribution::Normal));
    uniform in Legal, advised for [], "Anything between two ends, equally likely: {low, high}.":
        Ascending(&["low", "high"], |p, _| Uniform::new(p[0], p[1]).map(Distribution::Uniform));
    triangular in Legal, advised for [], "A triangle: {low, mode, high}, the mode being likeliest.":
        Ascending(&["low", "mode", "high"], |p, _| Triangular::new(p[0], p[1], p[2]).map(Distribution::Triangular));
    pert in Legal, advised for Kind::ALL, "A smooth triangle (PERT): {low, mode, high}, the mode being likeliest. Fits most elicited ranges.":
        Ascending(&["low", "mode", "high"], |p, _| Pert::new(p[0], p[1], p[2]).map(Distribution::Pert));
    range in Legal, advised for Kind::ALL, "Two ends that hold the value with the given confidence, 90% unless said: {low, high, confidence}.":
        Inside::Range;
    quantiles in Legal, advised for [Share, Money], "Elicited quantiles: {5%: 2000, 50%: 5000, 95%: 15000}.":
        Inside::Quantiles;
    mixture in Legal, advised for [], "Several views, each with its weight, 100% in all: [{weight: 60%, value: …}, …]. Also how to leave room for no effect.":
        Inside::Mixture;
}

/// The other spellings of a value in braces: whether `times` may stand beside it, and what it says.
pub(in crate::scenario) const REFERENCES: [(&str, bool, &str); 5] = [
    ("shared", true, "The name of a value under shared: one draw, used wherever it is named."),
    ("library", true, "The id of a unit cost in the library, brought to the prices of price_base."),
    ("cases", false, "The name of an event in the table of case studies that cases names at the top level."),
    (
        "sampled",
        true,
        "A column of the table that samples names at the top level: draws of another model, all columns by the same row. Lengths of time are in months, or become months by times.",
    ),
    ("value", false, "The value itself, so that source, note and grade can stand beside it."),
];

impl Support {
    /// Whether it holds quantities of this kind.
    pub(in crate::scenario) fn holds(self, kind: Kind) -> bool {
        match self {
            Self::Unit => kind.held() == Share,
            Self::Positive => kind.held() != Share,
            Self::Counts => matches!(kind.held(), Share | Rate),
            Self::Legal => true,
        }
    }

    /// Why the distribution `key` cannot describe a quantity of a kind that it does not hold.
    pub(in crate::scenario) fn refusal(self, key: &str, kind: Kind) -> String {
        let kind = kind.name();
        match self {
            Self::Counts => format!("counts give a share or a rate, but this is {kind}"),
            Self::Unit | Self::Legal => format!("a {key} describes shares, but this is {kind}"),
            Self::Positive => format!("a {key} has no upper end, but {kind} ends at 100%"),
        }
    }
}

impl Inside {
    /// The names of the parameters that must stand there.
    pub(in crate::scenario) const fn names(&self) -> &'static [&'static str] {
        match self {
            Self::Moments(_) => &["mean", "sd"],
            Self::Ascending(names, _) | Self::Shapes(names, _) => names,
            Self::Range => &["low", "high"],
            Self::Quantiles | Self::Mixture | Self::Counts => &[],
        }
    }
}

/// `{mean: …, sd: …}`.
pub(in crate::scenario) fn blanks(names: &[&str]) -> String {
    format!("{{{}}}", names.iter().map(|name| format!("{name}: …")).collect::<Vec<_>>().join(", "))
}

/// The distribution that a key names.
pub(in crate::scenario) fn family(key: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.key == key)
}

/// The distributions that messages advise for a kind.
pub(in crate::scenario) fn advised(kind: Kind) -> impl Iterator<Item = &'static Family> + Clone {
    FAMILIES.iter().filter(move |family| family.advised.contains(&kind.held()))
}

/// Everything that marks a block in braces as a value of any kind.
pub(in crate::scenario) fn spellings() -> impl Iterator<Item = &'static str> + Clone {
    FAMILIES.iter().map(|family| family.key).chain(REFERENCES.iter().map(|(key, ..)| *key))
}

/// Whether a key marks a block in braces as a value.
pub(in crate::scenario) fn is_spelling(key: &str) -> bool {
    spellings().any(|spelling| spelling == key) || contrast(key).is_some()
}

/// What may stand beside a spelling, remarks apart.
pub(in crate::scenario) fn beside(key: &str) -> Option<&'static str> {
    let takes_times = REFERENCES.iter().any(|(known, times, _)| *times && *known == key);
    let is_hazard = contrast(key).is_some_and(|contrast| contrast.inside == Comparison::Ratio(Ratio::Hazard));
    match () {
        () if takes_times => Some("times"),
        () if is_hazard => Some("as"),
        () => None,
    }
}

/// Words, beside remarks, that cannot name a payer, event, outcome, segment or target, because they mean something inside
/// braces.
pub(in crate::scenario) fn reserved() -> impl Iterator<Item = &'static str> {
    let kept = ["library", "cases", "sampled", "times", "logit_normal", "point"];
    let contrasts = CONTRASTS.iter().map(|contrast| contrast.key);
    ["value", "shared", "default", "rest"]
        .into_iter()
        .chain(FAMILIES.iter().map(|family| family.key))
        .chain(kept)
        .chain(contrasts)
}
