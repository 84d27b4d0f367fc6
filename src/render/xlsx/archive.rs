//! Says of every entry of a zip archive that Unix made it, so that the same paper has the same bytes on every system.
//!
//! What writes archives here notes in each entry of their directory whether it ran on Windows; nothing reads that.

/// What begins the end of an archive's directory, which is this long without a remark.
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;

/// What begins an entry of the directory, which is this long without its names and remarks.
const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;

/// Where an entry names the system that made it.
const MAKER: usize = 5;
const UNIX: u8 = 3;

/// The archive as Unix would have made it; anything else as it is.
pub(super) fn of_unix(mut archive: Vec<u8>) -> Vec<u8> {
    let end = archive.len().checked_sub(END_LENGTH).filter(|end| archive[*end..].starts_with(END));
    let mut at =
        end.map_or(usize::MAX, |end| u32::from_le_bytes([16, 17, 18, 19].map(|byte| archive[end + byte])) as usize);
    while let Some(entry) = archive.get_mut(at..).filter(|rest| rest.len() >= ENTRY_LENGTH && rest.starts_with(ENTRY)) {
        entry[MAKER] = UNIX;
        let lengths = [28, 30, 32].map(|place| usize::from(u16::from_le_bytes([entry[place], entry[place + 1]])));
        at += ENTRY_LENGTH + lengths.iter().sum::<usize>();
    }
    archive
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;
    use zip::{System, ZipArchive, ZipWriter};

    use super::*;

    /// An archive that `system` made, of entries with names of several lengths.
    fn made_by(system: System) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for name in ["a", "word/media/figure1.png", "PK\u{1}\u{2}"] {
            archive.start_file(name, SimpleFileOptions::default().system(system)).unwrap();
            archive.write_all(b"PK\x01\x02, and more").unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn windows_and_unix_give_the_same_bytes() {
        let [windows, unix] = [System::Dos, System::Unix].map(made_by);
        assert_ne!(windows, unix);
        assert_eq!(of_unix(windows), unix);
        assert_eq!(of_unix(unix.clone()), unix);
        assert_eq!(ZipArchive::new(Cursor::new(unix)).unwrap().len(), 3);
    }

    #[test]
    fn what_is_no_archive_stays_as_it_is() {
        for bytes in [&b""[..], b"PK\x05\x06", &[0; 100]] {
            assert_eq!(of_unix(bytes.to_vec()), bytes);
        }
    }
}
