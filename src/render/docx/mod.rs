//! Writes briefing.docx: two pages for cabinet that a person edits in Word, with real heading styles.

mod briefing;
mod element;
mod media;
mod package;

use self::media::Media;
use self::package::pack;
use super::document::Picture;
use crate::estimate::Results;

/// The bytes of briefing.docx. `pictures` are figures with their PNG; up to two are placed, the rest stay in the report.
///
/// The same results give the same bytes.
///
/// # Errors
///
/// When the package cannot be put together in memory, which does not happen to a few small parts.
pub fn docx(results: &Results, pictures: &[Picture]) -> Result<Vec<u8>, zip::result::ZipError> {
    let media: Vec<Media> = briefing::chosen(pictures);
    let body = briefing::body(results, &media);
    pack(results, &body, &media)
}
