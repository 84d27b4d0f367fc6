//! Remembers, in tests alone, how every number was spelled, so that one number can be held to one spelling.

use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    static SPELLED: RefCell<Option<Spellings>> = const { RefCell::new(None) };
}

/// How numbers were spelled and with which error: by unit, the bits of the number, and those of its error where that tells two numbers apart.
pub(crate) type Spellings = BTreeMap<(&'static str, u64, u64), BTreeMap<String, String>>;

/// Remembers a spelling where this thread is listened to.
///
/// No two estimates share their bits but by being the same number, so that these have one spelling whatever error they are
/// printed with. Amounts that are certain, or all or nothing, may be equal and yet not the same: their errors tell.
pub(crate) fn remember(unit: &'static str, value: f64, error: f64, spelling: &str) {
    SPELLED.with_borrow_mut(|spelled| {
        if let Some(spelled) = spelled {
            let estimate = error > 0.0 && value.fract() != 0.0;
            let apart = if estimate { 0 } else { error.to_bits() };
            spelled
                .entry((unit, value.to_bits(), apart))
                .or_default()
                .insert(spelling.to_owned(), format!("± {error}"));
        }
    });
}

/// All spellings while `work` is done on this thread.
pub(crate) fn during(work: impl FnOnce()) -> Spellings {
    SPELLED.set(Some(Spellings::new()));
    work();
    SPELLED.take().unwrap_or_default()
}
