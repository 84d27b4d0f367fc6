//! Says how much of the cash that a payer saves has left its budget: whole posts and contracts, and some time later.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;

dictionary! {
    /// How a payer's cash leaves its budget.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Release {
        /// What leaves together, such as the cost of a post, at the price base; 0 where any amount can leave.
        #[unit(Pounds)]
        #[serde(rename = "in_lumps_of")]
        pub lump: f64,
        /// From when cash is saved until it can leave.
        #[unit(Months)]
        #[serde(rename = "after_months")]
        pub after: f64,
    }
}

/// A share of a lump that is only rounding.
const ROUNDING: f64 = 1e-9;

impl Release {
    /// What has left when `saved` has been saved in all, £.
    ///
    /// ```text
    /// lump · ⌊saved/lump⌋;   all of it below zero, as what has to be found comes in no lumps, and where any amount can leave
    /// ```
    #[must_use]
    pub fn left(&self, saved: f64) -> f64 {
        if saved < 0.0 || self.lump <= 0.0 {
            return saved;
        }
        let lumps = saved / self.lump;
        self.lump * (lumps + ROUNDING * lumps.max(1.0)).floor()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cash_leaves_in_whole_lumps_and_is_found_in_full() {
        let posts = Release { lump: 45e3, after: 0.0 };
        for (saved, left) in [(0.0, 0.0), (44_999.0, 0.0), (45e3, 45e3), (134e3, 90e3), (-1_000.0, -1_000.0)] {
            assert_eq!(posts.left(saved), left);
        }
        assert_eq!(Release { lump: 0.0, after: 6.0 }.left(1_234.5), 1_234.5);
        // Three times a tenth is a hair above three tenths, and seven times it a hair below seven.
        let pence = Release { lump: 0.1, after: 0.0 };
        assert_eq!((pence.left(0.3), pence.left(0.1 * 3.0)), (0.1 * 3.0, 0.1 * 3.0));
    }
}
