//! Mirrors the histogram over people in results.json, and reads shares of people off it.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;

dictionary! {
    /// A histogram with bins of a round width.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct HistogramSeries {
        /// Lower edge of the first bin.
        #[unit(PoundsPerPerson)]
        pub from: f64,
        /// Width of a bin.
        #[unit(PoundsPerPerson)]
        pub width: f64,
        /// Share of people in each bin, lower edge included.
        #[unit(Share)]
        pub shares: Vec<f64>,
        /// Share of people below the first bin.
        #[unit(Share)]
        pub below: f64,
        /// Share of people beyond the last bin.
        #[unit(Share)]
        pub above: f64,
        /// Share of people who avoid exactly nothing; they are in their bin as well.
        #[unit(Share)]
        pub nothing: f64,
    }
}

impl HistogramSeries {
    /// The share of people who avoid more than nothing.
    #[must_use]
    pub fn more(&self) -> f64 {
        let mut edge = self.from;
        let mut more = self.above - self.nothing;
        for share in &self.shares {
            // Bins stand at multiples of their width, so that one begins at nothing.
            if edge > -0.5 * self.width {
                more += share;
            }
            edge += self.width;
        }
        // Shares are differences of others.
        if more > 1e-9 { more } else { 0.0 }
    }
}
