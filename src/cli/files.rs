//! Describes a file that is to be written: its name, what writes its content, and how long that took.

use std::io::Write;
use std::sync::OnceLock;
use std::time::Duration;

/// Writes the content of a file.
type Content<'a> = Box<dyn Fn(&mut dyn Write) -> anyhow::Result<()> + Sync + 'a>;

/// A file to be written.
pub(super) struct Artifact<'a> {
    /// Its name in the folder; `/` stands between a folder below it and the file.
    name: String,
    /// Writes its content.
    write: Content<'a>,
    /// What it is gathered under where times are told: its name, unless there are many of a kind.
    kind: Option<&'static str>,
    /// How long making and writing it took.
    took: OnceLock<Duration>,
}

impl<'a> Artifact<'a> {
    /// A file that writes itself.
    pub(super) fn new(
        name: impl Into<String>,
        write: impl Fn(&mut dyn Write) -> anyhow::Result<()> + Sync + 'a,
    ) -> Self {
        Self { name: name.into(), write: Box::new(write), kind: None, took: OnceLock::new() }
    }

    /// One of many of a kind.
    pub(super) fn among(self, kind: &'static str) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// Its name in the folder; `/` stands between a folder below it and the file.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Writes its content.
    ///
    /// # Errors
    ///
    /// When it cannot be made, or the sink refuses it.
    pub(super) fn write(&self, sink: &mut dyn Write) -> anyhow::Result<()> {
        (self.write)(sink)
    }

    /// Notes how long making and writing it took.
    pub(super) fn note(&self, took: Duration) {
        self.took.get_or_init(|| took);
    }

    /// Its kind or name, and how long making and writing it took.
    pub(super) fn took(&self) -> (&str, Duration) {
        (self.kind.unwrap_or(&self.name), self.took.get().copied().unwrap_or_default())
    }

    /// A file whose bytes are made first.
    pub(super) fn bytes<E>(name: impl Into<String>, make: impl Fn() -> Result<Vec<u8>, E> + Sync + 'a) -> Self
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        Self::new(name, move |sink| Ok(sink.write_all(&make()?)?))
    }
}
