//! Names the file of an answer, which says how many there are to be.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name of the file of one of `count` answers: by name they stand in order.
pub(super) fn name(number: usize, count: usize) -> String {
    let digits = count.to_string().len();
    format!("answer-{number:0digits$}-of-{count}.json")
}

/// Number and count that a name tells; `None` for any other file.
fn told(name: &str) -> Option<(usize, usize)> {
    let (number, count) = name.strip_prefix("answer-")?.strip_suffix(".json")?.split_once("-of-")?;
    let (number, count) = (number.parse().ok()?, count.parse().ok()?);
    (self::name(number, count) == name && (1..=count).contains(&number)).then_some((number, count))
}

/// The files of answers in a folder, with number and count, in order.
///
/// # Errors
///
/// When the folder cannot be read.
pub(super) fn listed(folder: &Path) -> io::Result<Vec<(usize, usize, PathBuf)>> {
    let mut answers = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some((number, count)) = entry.file_name().to_str().and_then(told) {
            answers.push((number, count, entry.path()));
        }
    }
    answers.sort();
    Ok(answers)
}

/// Numbers as a scheduler takes them: `3,7-9`.
pub(super) fn ranges(numbers: &[usize]) -> String {
    let mut said: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match said.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => said.push((number, number)),
        }
    }
    let one = |(first, last): (usize, usize)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    said.into_iter().map(one).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_which_of_how_many_it_is() {
        for (number, count) in [(1, 1), (7, 25), (400, 400)] {
            assert_eq!(told(&name(number, count)), Some((number, count)));
        }
        for other in
            ["answer-0-of-5.json", "answer-6-of-5.json", "answer-1-of-25.json", "answers.csv", "answer-1-of-5.json~"]
        {
            assert_eq!(told(other), None, "{other}");
        }
        assert_eq!(name(7, 25), "answer-07-of-25.json");
    }

    #[test]
    fn numbers_in_a_row_are_said_as_one() {
        assert_eq!(ranges(&[3, 7, 8, 9, 11]), "3,7-9,11");
        assert_eq!(ranges(&[1, 2]), "1-2");
        assert_eq!(ranges(&[]), "");
    }
}
