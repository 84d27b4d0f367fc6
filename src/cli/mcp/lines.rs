//! Reads what a client sends line by line, and lets no line fill the memory.

use std::io::{self, BufRead};

/// Bytes of the longest line that is read; what is longer is passed over to its end.
const LONGEST: usize = 1 << 20;

/// A line of the client's.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// One that can be read, without its end.
    Whole(Vec<u8>),
    /// One that is too long.
    TooLong,
}

/// The next line that holds something; none at the end of the input.
///
/// # Errors
///
/// What the system says.
pub(super) fn next(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    loop {
        match whole(input)? {
            Some(Line::Whole(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
            other => return Ok(other),
        }
    }
}

fn whole(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let (mut line, mut begun, mut too_long) = (Vec::new(), false, false);
    loop {
        let held = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            held => held?,
        };
        let end = held.iter().position(|byte| *byte == b'\n');
        let part = &held[..end.unwrap_or(held.len())];
        begun |= !held.is_empty();
        too_long |= line.len() + part.len() > LONGEST;
        if !too_long {
            line.extend_from_slice(part);
        }
        let (ended, used) = (end.is_some() || held.is_empty(), end.map_or(held.len(), |end| end + 1));
        input.consume(used);
        if ended {
            return Ok(begun.then_some(if too_long { Line::TooLong } else { Line::Whole(line) }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn all(text: &[u8]) -> Vec<Line> {
        // A small buffer, so that lines come in parts.
        let mut input = BufReader::with_capacity(7, text);
        std::iter::from_fn(|| next(&mut input).unwrap()).collect()
    }

    #[test]
    fn lines_are_told_apart_and_empty_ones_passed_over() {
        let lines = all(b"\n{\"a\": 1}\r\n   \n\nlonger than the buffer\nno end");
        let read = |text: &[u8]| Line::Whole(text.to_vec());
        assert_eq!(lines, [read(b"{\"a\": 1}\r"), read(b"longer than the buffer"), read(b"no end")]);
        assert_eq!(all(b""), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_next_is_read() {
        let mut text = vec![b'x'; LONGEST + 1];
        text.extend_from_slice(b"\nnext\n");
        assert_eq!(all(&text), [Line::TooLong, Line::Whole(b"next".to_vec())]);
        assert_eq!(all(&vec![b'x'; LONGEST]), [Line::Whole(vec![b'x'; LONGEST])]);
    }
}
