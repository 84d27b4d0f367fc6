//! Writes where the time of a run went, for `--timings`.

use std::time::Duration;

use super::layout::Page;
use crate::render::number::whole;

/// The time of one part of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    /// What was done.
    pub part: &'static str,
    /// The time that passed meanwhile.
    pub passed: Duration,
    /// The processor time that it took on all threads; `None` where the system does not tell.
    pub processor: Option<Duration>,
}

/// The time of one file, or of several of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The file, or what kind of file.
    pub what: String,
    /// How many.
    pub files: usize,
    /// How long making and writing them took, each on one thread.
    pub took: Duration,
}

/// A table of the parts of a run and of the files that it wrote; `run` is all of it.
#[must_use]
pub fn timings(parts: &[Spent], made: &[Made], run: &Spent) -> String {
    let mut page = Page::default();
    page.heading("Where did the time go?");
    let row = |spent: &Spent| {
        let processor = spent.processor.map_or_else(|| "not known".to_owned(), seconds);
        vec![spent.part.to_owned(), seconds(spent.passed), processor]
    };
    let rows: Vec<Vec<String>> = parts.iter().chain([run]).map(row).collect();
    page.table(&["part of the run", "time passed", "processor time"], &rows);
    if !made.is_empty() {
        page.say(
            "Files are made at the same time on all threads, so that their own times add up to more than the time that \
             passed:",
        );
        let row = |made: &Made| {
            let many = if made.files > 1 { format!("{} {}", made.files, made.what) } else { made.what.clone() };
            vec![many, seconds(made.took)]
        };
        page.table(&["file", "own time"], &made.iter().map(row).collect::<Vec<_>>());
    }
    page.finish()
}

/// A time to the millisecond.
fn seconds(time: Duration) -> String {
    format!("{}.{:03} s", whole(time.as_secs()), time.subsec_millis())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_tells_every_part_and_file() {
        let spent = |part, millis| Spent {
            part,
            passed: Duration::from_millis(millis),
            processor: Some(Duration::from_millis(2 * millis)),
        };
        let made =
            |what: &str, files, millis| Made { what: what.to_owned(), files, took: Duration::from_millis(millis) };
        let text = timings(
            &[spent("drawing journeys", 1_234_567)],
            &[made("report.html", 1, 5), made("figures as SVG", 9, 41)],
            &Spent { processor: None, ..spent("the whole run", 1_234_600) },
        );
        let cells = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
        let lines: Vec<String> = text.lines().map(cells).collect();
        for wanted in [
            "drawing journeys 1,234.567 s 2,469.134 s",
            "the whole run 1,234.600 s not known",
            "report.html 0.005 s",
            "9 figures as SVG 0.041 s",
        ] {
            assert!(lines.contains(&wanted.to_owned()), "{wanted} in\n{text}");
        }
        assert!(!timings(&[], &[], &spent("the whole run", 1)).contains("own time"));
    }
}
