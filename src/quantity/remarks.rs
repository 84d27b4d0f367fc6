//! Holds what a reader is told about where a value comes from.

use serde::{Deserialize, Serialize};

use crate::dictionary::dictionary;

use super::CalendarMonth;

dictionary! {
    /// `source`, `note`, `grade`, `owner`, `review_by` beside a value; they change no number.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct Remarks {
        /// Where the value was read.
        pub source: Option<String>,
        /// Anything the author wants said.
        pub note: Option<String>,
        /// Grade of evidence, 1 (best) to 6 (judgement).
        #[unit(Number)]
        pub grade: Option<u8>,
        /// Who answers for the value.
        pub owner: Option<String>,
        /// The month (`2027-04`) by which it should be looked at again.
        pub review_by: Option<CalendarMonth>,
    }
}
