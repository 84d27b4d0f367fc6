//! Names the intervals that are tried, by the keys of evidence.json.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;

dictionary! {
    /// A way to an interval of a mean.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Method {
        /// Student's t.
        T,
        /// The percentile bootstrap.
        Percentile,
        /// The bias-corrected and accelerated bootstrap.
        Bca,
        /// The studentised bootstrap.
        Studentised,
        /// The Bayesian bootstrap.
        Bayesian,
    }
}

impl Method {
    /// All, in the order of evidence.json.
    pub const ALL: [Self; 5] = [Self::T, Self::Percentile, Self::Bca, Self::Studentised, Self::Bayesian];

    /// Its key in evidence.json.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::T => "t",
            Self::Percentile => "percentile",
            Self::Bca => "bca",
            Self::Studentised => "studentised",
            Self::Bayesian => "bayesian",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_what_serde_writes() {
        for method in Method::ALL {
            assert_eq!(serde_json::to_value(method).unwrap(), method.key());
        }
    }
}
