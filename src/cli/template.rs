//! Reads the house document that Word papers are set in.

#[cfg(feature = "docx")]
use std::fs::File;
#[cfg(feature = "docx")]
use std::io::Read as _;
#[cfg(feature = "docx")]
use std::path::Path;

#[cfg(feature = "docx")]
use super::exit_code::Failure;
#[cfg(feature = "docx")]
use super::format::Format;
#[cfg(feature = "docx")]
use crate::render::{LARGEST_TEMPLATE, Template};

/// The house document, where one was named.
#[derive(Debug, Default)]
pub(super) struct House {
    #[cfg(feature = "docx")]
    template: Option<Template>,
}

#[cfg(feature = "docx")]
impl House {
    /// The house document, where one was named.
    pub(super) const fn template(&self) -> Option<&Template> {
        self.template.as_ref()
    }

    /// Reads the document at `path` for papers of `formats`.
    ///
    /// # Errors
    ///
    /// When it cannot be used, or no paper of these would be set in it.
    pub(super) fn read(path: Option<&Path>, formats: &[Format]) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::default()) };
        let wrong = |reason: String| Failure::wrong(format!("{}: {reason}", path.display()));
        if !formats.iter().any(|format| matches!(format, Format::Docx | Format::Onepage)) {
            return Err(Failure::wrong(
                "--template is for Word papers; add --format docx, --format onepage or --format all",
            ));
        }
        let mut bytes = Vec::new();
        // One byte more than is allowed tells that it is too large.
        File::open(path).and_then(|file| file.take(LARGEST_TEMPLATE + 1).read_to_end(&mut bytes)).map_err(|error| {
            wrong(format!("it cannot be read ({error}); name the house document, a .docx or .dotx file"))
        })?;
        let template = Template::read(&bytes).map_err(|fault| wrong(fault.to_string()))?;
        Ok(Self { template: Some(template) })
    }
}
