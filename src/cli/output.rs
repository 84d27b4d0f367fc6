//! Prints to standard output, and remarks to standard error, taking a reader who has gone for success.
//!
//! Whatever a scenario, a file name or an argument holds, nothing but colours steers the terminal.

use std::io::{self, ErrorKind, Write};

use anyhow::Context as _;

use crate::quantity::on_screen;

/// Prints text with colour, which is taken away where `NO_COLOR` is set or nobody watches.
pub(super) fn print(text: &str) -> anyhow::Result<()> {
    let mut screen = anstream::stdout().lock();
    forgiving(screen.write_all(on_screen(text).as_bytes()).and_then(|()| screen.flush()))
}

/// Text as it is printed where nobody sees colours.
pub(super) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(&on_screen(text)).to_string()
}

/// Columns of text where nobody says how many there are.
pub(super) const COLUMNS: u16 = 100;

/// The columns of the screen; where there is none, what `COLUMNS` says.
pub(super) fn width() -> u16 {
    let told = || std::env::var("COLUMNS").ok()?.trim().parse().ok();
    let screen = terminal_size::terminal_size_of(io::stdout()).map(|(terminal_size::Width(columns), _)| columns);
    screen.or_else(told).unwrap_or(COLUMNS)
}

/// Says something to standard error; nobody may be listening.
pub(super) fn remark(text: &str) {
    let _ = anstream::stderr().lock().write_all(on_screen(text).as_bytes());
}

/// Says a sentence on a line of its own to standard error.
pub(super) fn say(sentence: &str) {
    remark(&format!("{sentence}\n"));
}

/// Prints bytes as they are.
pub(super) fn print_bytes(bytes: &[u8]) -> anyhow::Result<()> {
    let mut screen = io::stdout().lock();
    forgiving(screen.write_all(bytes).and_then(|()| screen.flush()))
}

fn forgiving(written: io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot print to standard output"),
    }
}
