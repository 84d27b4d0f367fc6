//! Mirrors whose cash it is, in stress.json: the ledger, what falls to whom for each £1, and those who pay.

use super::super::{Chance, Summary};
use crate::dictionary::dictionary;
use serde::{Deserialize, Serialize};

dictionary! {
    /// Whose cash it is.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct CashResults {
        /// The ledger: a row a payer, then a row a group, then the whole system.
        pub ledger: Vec<CashRow>,
        /// What falls to whom for each £1 that the programme costs, whoever pays it; empty without a programme.
        pub per_pound: Vec<PoundResults>,
        /// Everyone who pays for the programme, payers first, then groups.
        pub funders: Vec<FunderResults>,
    }
}

dictionary! {
    /// Whose account it is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Party {
        /// A payer.
        Payer,
        /// A group of payers, counted together.
        Group,
        /// All payers.
        System,
    }
}

dictionary! {
    /// One payer, group or the whole system.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct CashRow {
        /// Id of the payer or group; `total` for the whole system.
        pub id: String,
        /// Label of the payer or group.
        pub label: String,
        /// Whether it is a payer, a group or the whole system.
        pub kind: Party,
        /// Each (part-)year, in order.
        pub years: Vec<CashPart>,
        /// The whole span.
        pub total: CashPart,
    }
}

dictionary! {
    /// What is paid and gained in a year or over the whole span.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct CashPart {
        /// Label of the year; null for the whole span.
        pub year: Option<String>,
        /// Programme cost that it pays, the mean over draws.
        #[unit(Pounds)]
        pub pays: f64,
        /// Monte Carlo standard error of what it pays; left out where that is the same in every draw.
        #[unit(Pounds)]
        #[serde(default, skip_serializing_if = "is_zero")]
        pub pays_mcse: f64,
        /// Avoided cost that falls to it, cash.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub avoided: Summary,
        /// The part of that which can leave a budget.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub cashable: Summary,
        /// The part of that which cannot leave a budget.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub not_cashable: Summary,
    }
}

dictionary! {
    /// What falls to one payer or group for £1.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PoundResults {
        /// Id of the payer or group.
        pub id: String,
        /// Label of the payer or group.
        pub label: String,
        /// Whether it is a payer or a group.
        pub kind: Party,
        /// Avoided cost that falls to it for each £1 of programme cost.
        #[unit(PoundsPerPound)]
        #[covers(EvidenceAndChance)]
        pub avoided: Summary,
        /// Cashable savings that fall to it for each £1 of programme cost.
        #[unit(PoundsPerPound)]
        #[covers(EvidenceAndChance)]
        pub cashable: Summary,
    }
}

dictionary! {
    /// What one funder pays beside what it gains.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct FunderResults {
        /// Id of the payer or group.
        pub id: String,
        /// Label of the payer or group.
        pub label: String,
        /// Whether it is a payer or a group.
        pub kind: Party,
        /// What it pays, on average over draws.
        #[unit(Pounds)]
        pub pays: f64,
        /// Monte Carlo standard error of what it pays; left out where that is the same in every draw.
        #[unit(Pounds)]
        #[serde(default, skip_serializing_if = "is_zero")]
        pub pays_mcse: f64,
        /// Share of the programme cost that it pays.
        #[unit(Share)]
        pub share_of_cost: f64,
        /// Share of expected avoided cost that falls to it; null when none is expected.
        #[unit(Share)]
        pub share_of_avoided: Option<f64>,
        /// Avoided cost that falls to it for each £1 that it pays itself.
        #[unit(PoundsPerPound)]
        #[covers(EvidenceAndChance)]
        pub avoided_per_pound: Summary,
        /// Cashable savings for each £1 that it pays itself.
        #[unit(PoundsPerPound)]
        #[covers(EvidenceAndChance)]
        pub cashable_per_pound: Summary,
        /// Chance that the cost it avoids is at least what it pays.
        pub money_back: Chance,
        /// Chance that its cashable savings are at least what it pays.
        pub money_back_cashable: Chance,
    }
}

/// Whether an error need not be written.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(error: &f64) -> bool {
    *error == 0.0
}
