//! Says why a house document cannot be used, where, and what to do.

use thiserror::Error;

/// Why a document cannot be used as a template.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{}{reason}; {remedy}", place.as_ref().map_or_else(String::new, |place| format!("{place}: ")))]
pub struct TemplateFault {
    /// The part of the document, where it is one.
    pub place: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

/// What helps with a document that is damaged or odd.
const SAVE_AGAIN: &str = "open it in Word, save it again as a Word document (.docx), and use that";

impl TemplateFault {
    /// A fault of the document as a whole.
    pub(super) fn of(reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { place: None, reason: reason.into(), remedy: remedy.into() }
    }

    /// A fault of one part that saving the document again may mend.
    pub(super) fn broken(place: &str, reason: impl Into<String>) -> Self {
        Self { place: Some(place.to_owned()), reason: reason.into(), remedy: SAVE_AGAIN.to_owned() }
    }

    /// Something within a part that is not taken along.
    pub(super) fn refused(place: &str, reason: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { place: Some(place.to_owned()), reason: reason.into(), remedy: remedy.into() }
    }
}
