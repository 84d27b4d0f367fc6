//! Builds the shares that payers have in a cost or a gain, and how much of it is cash.

use super::{Draft, key, spelled_share, within_a_billionth};
use crate::model::Term;
use crate::scenario::{CashableWritten, Entry, Placed};

/// The share of every payer under `name`, which must sum to 100%.
pub(super) fn shares_by_payer(draft: &mut Draft<'_>, name: &str, written: &Placed<Vec<Entry<f64>>>) -> Vec<f64> {
    let mut shares = vec![0.0; draft.payers.list.len()];
    for entry in &written.value {
        if let Some(payer) = draft.payers.find(&key(entry), draft.mistakes) {
            shares[payer] += entry.value;
        }
    }
    let sum: f64 = written.value.iter().map(|entry| entry.value).sum();
    if !within_a_billionth(sum, 1.0) {
        let message = format!("the shares of `{name}` sum to {}, not 100%", spelled_share(sum));
        let help =
            if name == "paid_to" { "say who gains every part of it" } else { "say who bears every part of the cost" };
        draft.mistakes.labelled(&written.place, message, spelled_share(sum), help);
    }
    shares
}

/// The cashable share by payer: one draw for all when written once, one draw each in a map, 0% where omitted.
pub(super) fn cashable(draft: &mut Draft<'_>, path: &str, written: &CashableWritten) -> Vec<Term> {
    let payers = draft.payers.list.len();
    match written {
        CashableWritten::None => vec![draft.optional(path, None, 0.0); payers],
        CashableWritten::All(share) => vec![draft.term(path, share); payers],
        CashableWritten::Each(entries) => {
            let mut terms = vec![Term::Certain(0.0); payers];
            for entry in entries {
                let term = draft.term(&format!("{path}.{}", entry.id), &entry.value);
                if let Some(payer) = draft.payers.find(&key(entry), draft.mistakes) {
                    terms[payer] = term;
                }
            }
            terms
        }
    }
}
