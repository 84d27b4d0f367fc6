//! Holds what an occurrence costs as it is written: a price and how much of it.

/// `{each: PRICE, per: WORD, times: NUMBER}` or `{each: PRICE, per: WORD, for: LENGTH}`, of values `V`.
#[derive(Clone, Debug)]
pub struct CostWritten<V> {
    /// What one unit costs, £.
    pub price: V,
    /// What one unit is, such as `week` or `bed day`; where it is left out, the row of a library may say it.
    pub per: Option<String>,
    /// How much of it.
    pub quantity: QuantityWritten<V>,
}

/// How much of a price an occurrence costs.
#[derive(Clone, Debug)]
pub enum QuantityWritten<V> {
    /// So many units, paid at the moment.
    Times(V),
    /// As long as this, paid as it runs.
    Length(V),
}

/// How much occurrences differ: `{gamma: …}`, or `{each: …, for: …}` of price and length apart, of spreads `S`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpreadWritten<S> {
    /// Of the cost; of the length where the cost runs over time.
    Whole(S),
    /// Of the price and of the length.
    Apart {
        /// Of all that is paid.
        each: Option<S>,
        /// Of how long it runs.
        length: Option<S>,
    },
}
