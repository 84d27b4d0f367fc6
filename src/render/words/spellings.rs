//! Remembers, in tests alone, how every number was spelled, so that one number can be held to one spelling.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

thread_local! {
    static SPELLED: RefCell<Option<Spellings>> = const { RefCell::new(None) };
}

/// How numbers were spelled: by unit and the bits of the number, which no two estimates share but by being the same.
pub(crate) type Spellings = BTreeMap<(&'static str, u64), BTreeSet<String>>;

/// Remembers a spelling where this thread is listened to.
pub(crate) fn remember(unit: &'static str, value: f64, spelling: &str) {
    SPELLED.with_borrow_mut(|spelled| {
        if let Some(spelled) = spelled {
            let bare = spelling.trim_start_matches(['−', '+']);
            spelled.entry((unit, value.abs().to_bits())).or_default().insert(bare.to_owned());
        }
    });
}

/// All spellings while `work` is done on this thread.
pub(crate) fn during(work: impl FnOnce()) -> Spellings {
    SPELLED.set(Some(Spellings::new()));
    work();
    SPELLED.take().unwrap_or_default()
}
