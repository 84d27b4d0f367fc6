//! Remembers why writing failed, where a library that writes tells only that it did.

use std::io::{self, Write};

/// Writes into `sink` by way of `write`; what the sink said is the error, whatever `write` made of it.
pub(super) fn witnessed<T>(
    sink: impl Write,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut witness = Witness { sink, said: None };
    let written = write(&mut witness);
    written.map_err(|error| witness.said.map_or(error, anyhow::Error::new))
}

struct Witness<W> {
    sink: W,
    said: Option<io::Error>,
}

impl<W: Write> Witness<W> {
    fn heard<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &done {
            self.said = Some(error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error));
        }
        done
    }
}

impl<W: Write> Write for Witness<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.sink.write(bytes);
        self.heard(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.sink.flush();
        self.heard(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind;

    struct Full;

    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::StorageFull.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_the_sink_said_is_passed_on() {
        let vague = |sink: &mut dyn Write| sink.write_all(b"x").map_err(|_| anyhow::anyhow!("it did not work"));
        let error = witnessed(Full, vague).unwrap_err();
        assert_eq!(error.downcast_ref::<io::Error>().unwrap().kind(), ErrorKind::StorageFull);
        let own =
            witnessed(Vec::new(), |_| anyhow::Result::<()>::Err(anyhow::anyhow!("a fault of its own"))).unwrap_err();
        assert_eq!(own.to_string(), "a fault of its own");
    }
}
