//! Takes the SHA-256 of what is written or read on its way.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

pub(super) use crate::run::hexadecimal;

/// Passes bytes on and takes their checksum.
pub(super) struct Hashing<W> {
    pub(super) hash: Sha256,
    pub(super) inner: W,
}

impl<W: Write> Hashing<W> {
    /// Of nothing yet.
    pub(super) fn new(inner: W) -> Self {
        Self { hash: Sha256::new(), inner }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// The checksum of a file, as `sha256sum` prints it.
///
/// # Errors
///
/// When it cannot be read.
pub(super) fn of_file(path: &Path) -> io::Result<String> {
    let mut sink = Hashing::new(io::sink());
    io::copy(&mut File::open(path)?, &mut sink)?;
    Ok(hexadecimal(sink.hash))
}
