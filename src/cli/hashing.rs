//! Takes the SHA-256 of what is written or read on its way.

use std::io::{self, Write};

use sha2::{Digest as _, Sha256};

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
