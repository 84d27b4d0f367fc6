//! Holds what an occurrence costs as it is written: a price and how much of it.

use super::Placed;
use super::Value;

/// `{each: PRICE, per: WORD, times: NUMBER}` or `{each: PRICE, per: WORD, for: LENGTH}`.
#[derive(Clone, Debug)]
pub struct CostWritten {
    /// What one unit costs, £.
    pub price: Value,
    /// What one unit is, such as `week` or `bed day`; where it is left out, the row of a library may say it.
    pub per: Option<Placed<String>>,
    /// How much of it.
    pub quantity: QuantityWritten,
}

/// How much of a price an occurrence costs.
#[derive(Clone, Debug)]
pub enum QuantityWritten {
    /// So many units, paid at the moment.
    Times(Value),
    /// As long as this, paid as it runs.
    Length(Value),
}

/// How much occurrences differ: `{gamma: …}`, or `{each: …, for: …}` of price and length apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpreadWritten {
    /// Of the cost; of the length where the cost runs over time.
    Whole(super::VariesWritten),
    /// Of the price and of the length.
    Apart {
        /// Of all that is paid.
        each: Option<super::VariesWritten>,
        /// Of how long it runs.
        length: Option<super::VariesWritten>,
    },
}
