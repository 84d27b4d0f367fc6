//! Says why something could not be written and what can be done about it, also where a library that writes tells only
//! that it could not.

use std::io::{self, ErrorKind, Write};

/// Windows' numbers for a file that another program holds open, or of which it has locked a part.
const HELD_BY_ANOTHER: [i32; 2] = [32, 33];

/// Makes of an error of writing a message: `what` failed, why, and what can be done. Whoever uses it leaves what was there
/// before as it was.
pub(super) fn unwritten<E: Into<anyhow::Error>>(what: String) -> impl FnOnce(E) -> anyhow::Error {
    move |error| {
        let error = error.into();
        let remedy = remedy(error.chain().find_map(|cause| cause.downcast_ref()));
        anyhow::anyhow!("{what}: {error:#}\n  = help: {remedy}; what was there before is untouched")
    }
}

fn remedy(error: Option<&io::Error>) -> &'static str {
    let held = |error: &io::Error| {
        cfg!(windows) && error.raw_os_error().is_some_and(|number| HELD_BY_ANOTHER.contains(&number))
    };
    match error.map(io::Error::kind) {
        Some(ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge) => {
            "make room on that disk, or write to another one"
        }
        Some(ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::ResourceBusy) => {
            "close the file if another program, such as Excel, has it open, or write into a folder of your own"
        }
        Some(_) if error.is_some_and(held) => "close the file in the program that has it open, such as Excel",
        Some(ErrorKind::NotADirectory | ErrorKind::AlreadyExists) => {
            "a file stands where a folder is needed: move it away, or write into another folder"
        }
        _ => "write into another folder",
    }
}

/// Writes into `sink` by way of `write`; what the sink error is the error, whatever `write` made of it.
pub(super) fn with_write_error<T>(
    sink: impl Write,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let mut recorder = Recorder { sink, error: None };
    let written = write(&mut recorder);
    written.map_err(|error| recorder.error.map_or(error, anyhow::Error::new))
}

struct Recorder<W> {
    sink: W,
    error: Option<io::Error>,
}

impl<W: Write> Recorder<W> {
    fn recorded_error<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &done {
            self.error = Some(error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error));
        }
        done
    }
}

impl<W: Write> Write for Recorder<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.sink.write(bytes);
        self.recorded_error(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.sink.flush();
        self.recorded_error(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_its_remedy() {
        for (kind, part) in [
            (ErrorKind::StorageFull, "make room"),
            (ErrorKind::PermissionDenied, "Excel"),
            (ErrorKind::NotADirectory, "a file stands"),
            (ErrorKind::TimedOut, "another folder"),
        ] {
            let cause = anyhow::Error::new(io::Error::from(kind)).context("inner");
            let said = unwritten("cannot write a.csv".to_owned())(cause).to_string();
            assert!(said.starts_with("cannot write a.csv: inner: ") && said.contains(part), "{said}");
        }
        let said = unwritten("cannot write a.csv".to_owned())(anyhow::anyhow!("it is a riddle")).to_string();
        assert!(said.contains("it is a riddle\n  = help: write into another folder; what was"), "{said}");
    }

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
        let error = with_write_error(Full, vague).unwrap_err();
        assert_eq!(error.downcast_ref::<io::Error>().unwrap().kind(), ErrorKind::StorageFull);
        let own = with_write_error(Vec::new(), |_| anyhow::Result::<()>::Err(anyhow::anyhow!("a fault of its own")))
            .unwrap_err();
        assert_eq!(own.to_string(), "a fault of its own");
    }
}
