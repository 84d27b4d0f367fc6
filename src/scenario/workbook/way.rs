//! Lists the ways to write a value in cells, made of the table of the language: what each is called, and which cells it needs.

use super::super::language::{CONTRASTS, Comparison, FAMILIES, Inside, REFERENCES, contrast};
use crate::quantity::Kind;

/// A column in which a part of a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The value, its mean, mode or estimate; how many had it; the name of what is used.
    Value,
    /// Low end.
    Low,
    /// High end.
    High,
    /// Standard deviation.
    Sd,
    /// Out of how many people or person-years.
    Of,
    /// The group without support.
    Without,
    /// How surely the ends hold the value.
    Confidence,
    /// How many of it.
    Times,
}

impl Part {
    /// Every part, in the order of the columns.
    pub const ALL: [Self; 8] =
        [Self::Value, Self::Low, Self::High, Self::Sd, Self::Of, Self::Without, Self::Confidence, Self::Times];

    /// The head of its column.
    #[must_use]
    pub const fn head(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Low => "low",
            Self::High => "high",
            Self::Sd => "sd",
            Self::Of => "of",
            Self::Without => "without",
            Self::Confidence => "confidence",
            Self::Times => "times",
        }
    }

    /// The column of a parameter of a distribution or a comparison.
    fn of_parameter(name: &str) -> Option<Self> {
        Some(match name {
            "mean" | "mode" | "estimate" | "with" => Self::Value,
            "low" => Self::Low,
            "high" => Self::High,
            "sd" => Self::Sd,
            "without" => Self::Without,
            "confidence" => Self::Confidence,
            _ => return None,
        })
    }
}

/// A way to write a value in cells.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What stands in the column `way`: the key of the language, or a word for what needs none.
    pub name: &'static str,
    /// What it says, in plain English.
    pub about: &'static str,
    /// The cells that it uses, each with the parameter that stands there.
    pub parts: Vec<(Part, &'static str)>,
    /// How its cells become the value.
    pub(super) shape: Shape,
}

/// How the cells of a way become a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One cell is the value.
    Plain,
    /// `{pert: {low: …, mode: …, high: …}}`.
    Parameters,
    /// `{observed: 3 of 8}`.
    Counts,
    /// `{library: …, times: …}`.
    Reference,
}

/// The way of a value that is certain.
pub(super) const CERTAIN: &str = "certain";
/// The way of a value that has no cells of its own.
pub(super) const SPELLED: &str = "spelled";

/// Every way.
#[must_use]
pub fn ways() -> Vec<Way> {
    let plain = |name, about| Way { name, about, parts: vec![(Part::Value, "")], shape: Shape::Plain };
    let mut ways = vec![plain(CERTAIN, "One number, text or word, as if it were known exactly.")];
    for family in FAMILIES {
        let way = |parts, shape| Way { name: family.key, about: family.about, parts, shape };
        match family.inside.first() {
            Some(Inside::Counts) => {
                ways.push(way(vec![(Part::Value, "events"), (Part::Of, "of")], Shape::Counts));
            }
            Some(Inside::Range) => ways.push(way(parameters(&["low", "high", "confidence"]), Shape::Parameters)),
            Some(inside) if !inside.names().is_empty() => {
                ways.push(way(parameters(inside.names()), Shape::Parameters));
            }
            _ => {}
        }
    }
    for contrast in CONTRASTS {
        let names: &[&str] = match contrast.inside {
            Comparison::Ratio(_) | Comparison::Difference => &["estimate", "low", "high", "confidence"],
            Comparison::Groups => &["with", "without"],
            Comparison::Studies => continue,
        };
        ways.push(Way {
            name: contrast.key,
            about: contrast.about,
            parts: parameters(names),
            shape: Shape::Parameters,
        });
    }
    for (key, takes_times, about) in REFERENCES {
        if key != "value" {
            let mut parts = vec![(Part::Value, "")];
            parts.extend(takes_times.then_some((Part::Times, "times")));
            ways.push(Way { name: key, about, parts, shape: Shape::Reference });
        }
    }
    ways.push(plain(
        SPELLED,
        "Anything else, in the cell `value`, as it is written in a text file: {sum: [£500, £1_200]}.",
    ));
    ways
}

fn parameters(names: &[&'static str]) -> Vec<(Part, &'static str)> {
    names.iter().filter_map(|name| Some((Part::of_parameter(name)?, *name))).collect()
}

impl Way {
    /// Whether a cell belongs to it.
    #[must_use]
    pub fn uses(&self, part: Part) -> bool {
        self.parts.iter().any(|(own, _)| *own == part)
    }

    /// Its cells in words, with the parameter that stands in each: `value (mode), low, high`.
    #[must_use]
    pub fn cells(&self) -> String {
        let cell = |(part, name): &(Part, &str)| match part.head() {
            head if name.is_empty() || *name == head => head.to_owned(),
            head => format!("{head} ({name})"),
        };
        self.parts.iter().map(cell).collect::<Vec<_>>().join(", ")
    }

    /// What kind of number stands in a cell, where the value is of `kind`; `None` where it is no number.
    pub(super) fn kind(&self, part: Part, kind: Option<Kind>) -> Option<Kind> {
        match (part, self.shape, contrast(self.name).map(|contrast| contrast.inside)) {
            (Part::Confidence, ..) => Some(Kind::Share),
            (Part::Times, ..) => Some(Kind::Factor),
            (_, _, Some(Comparison::Ratio(_))) => Some(Kind::Factor),
            (_, _, Some(Comparison::Difference)) => Some(Kind::Effect),
            (_, _, Some(_)) | (_, Shape::Counts | Shape::Reference, _) => None,
            (Part::Sd, ..) => kind.map(Kind::of_spread),
            _ => kind,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ways_are_those_of_the_language() {
        let names: Vec<&str> = ways().iter().map(|way| way.name).collect();
        for expected in ["certain", "pert", "range", "observed", "beta", "risk_ratio", "compared", "library", "shared"]
        {
            assert!(names.contains(&expected), "{expected}");
        }
        // What has no cells of its own is spelled: a list of views, studies, quantiles.
        for spelled in ["mixture", "meta", "quantiles", "value"] {
            assert!(!names.contains(&spelled), "{spelled}");
        }
        for way in ways() {
            let mut parts: Vec<Part> = way.parts.iter().map(|(part, _)| *part).collect();
            parts.sort_unstable();
            parts.dedup();
            assert_eq!(parts.len(), way.parts.len(), "{}: every parameter has a column of its own", way.name);
        }
    }
}
