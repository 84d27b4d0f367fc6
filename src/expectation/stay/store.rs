//! Keeps tables of stays between models: views, shocks and repeated runs of one plan ask for the same ones.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use super::exposure::{Exposure, Stretch};
use super::lengths::Lengths;
use super::table::Table;

/// How many numbers are kept in tables, some 100 MB of them; when there are more, all are forgotten. Where the hazard of
/// leaving is uncertain, one model has thousands of tables, and its views ask for the same.
const MOST: usize = 12_000_000;

/// All that a table is made from, bit by bit.
type Key = Vec<u64>;

/// The tables, and how many numbers are in them.
#[derive(Default)]
struct Store {
    tables: HashMap<Key, Table>,
    numbers: usize,
}

static TABLES: Mutex<Option<Store>> = Mutex::new(None);

/// The table of one stretch and law for mean lengths within a range, as it was made before or as `make` makes it.
pub(in crate::expectation) fn stored(
    exposure: &Exposure,
    stretch: &Stretch,
    lengths: &Lengths,
    range: (f64, f64),
    make: impl FnOnce() -> Table,
) -> Table {
    let mut key = exposure.bits();
    key.extend(stretch.bits());
    key.extend(lengths.bits());
    key.extend([range.0, range.1].map(f64::to_bits));
    if let Some(known) = lock().get_or_insert_default().tables.get(&key) {
        return known.clone();
    }
    // Made without holding the others up; who makes it twice makes the same.
    let table = make();
    let mut store = lock();
    let store = store.get_or_insert_default();
    if store.numbers + table.size() > MOST {
        *store = Store::default();
    }
    store.numbers += table.size();
    store.tables.insert(key, table.clone());
    table
}

fn lock() -> std::sync::MutexGuard<'static, Option<Store>> {
    TABLES.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::flow::Layout;
    use super::super::limited::Known;
    use super::super::moments::Moments;
    use super::*;
    use crate::expectation::integrate::{Shape, Window};
    use crate::model::Spread;

    #[test]
    fn a_table_is_made_again_when_anything_that_it_is_made_from_differs() {
        let exposure = |λ: f64, share: f64| {
            let joining = vec![(Window { from: 0.0, to: 6.0 }, share)];
            let layout = Layout::new(&[f64::NEG_INFINITY, 7.0, f64::INFINITY], &[1.0, 2.0]);
            Exposure {
                moments: Moments::new(&layout, &joining, false, 12.0),
                joining,
                layout,
                horizon: 12.0,
                cut: false,
                λ,
                δ: 0.01,
                discount: [0.9, 0.8],
                varying: None,
            }
        };
        let stretch = |high: f64| {
            let shape = Shape { height: 0.123, rate: 0.0, from: 0.0 };
            Stretch { shape, low: 0.0, high, delay: 0.0, basis: None }
        };
        let made = |exposure: Exposure, stretch: Stretch, spread: Spread, high: f64| {
            let (exposure, lengths) = (Arc::new(exposure), Lengths::new(spread));
            let mut fresh = false;
            stored(&exposure, &stretch, &lengths, (1.0, high), || {
                fresh = true;
                Table::new(&exposure, stretch.clone(), &lengths, (1.0, high), &mut Known::default())
            });
            fresh
        };
        let gamma = Spread::Gamma(0.7);
        assert!(made(exposure(0.0, 1.0), stretch(9.0), gamma, 5.0));
        assert!(!made(exposure(0.0, 1.0), stretch(9.0), gamma, 5.0));
        assert!(made(exposure(0.1, 1.0), stretch(9.0), gamma, 5.0));
        assert!(made(exposure(0.0, 0.5), stretch(9.0), gamma, 5.0));
        assert!(made(exposure(0.0, 1.0), stretch(8.0), gamma, 5.0));
        assert!(made(exposure(0.0, 1.0), stretch(9.0), Spread::Gamma(0.71), 5.0));
        assert!(made(exposure(0.0, 1.0), stretch(9.0), Spread::None, 5.0));
        assert!(made(exposure(0.0, 1.0), stretch(9.0), gamma, 6.0));
    }
}
