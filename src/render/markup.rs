//! Keeps text from being read as markup.

/// Text as XML and HTML hold it, in an element or between double quotes.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
