//! Asks for what a new scenario needs, each question again until its answer can be used.

use std::io::{self, BufRead, Write};

use crate::quantity::spelled_out;
use crate::scenario::start::{Answers, Question};

/// What came of asking.
#[derive(Debug, PartialEq)]
pub(super) enum Asked {
    /// Every question has its answer.
    Answers(Answers),
    /// The answers ended before the questions.
    BrokenOff,
}

/// Asks every question; Enter takes what stands in brackets.
///
/// # Errors
/// When the question cannot be shown or the answer not be read.
pub(super) fn ask(answers: &mut dyn BufRead, screen: &mut dyn Write) -> io::Result<Asked> {
    writeln!(
        screen,
        "A few questions; Enter takes what stands in brackets. Everything can be changed in the file later.\n"
    )?;
    let mut given = Answers::default();
    for question in Question::ALL {
        if question.is_asked(&given) && !one(question, &mut given, answers, screen)? {
            return Ok(Asked::BrokenOff);
        }
    }
    Ok(Asked::Answers(given))
}

/// Asks one question until its answer can be used; `false` where the answers have ended.
fn one(question: Question, given: &mut Answers, answers: &mut dyn BufRead, screen: &mut dyn Write) -> io::Result<bool> {
    let (choices, usual) = (question.choices(), question.usual());
    for (index, choice) in choices.iter().enumerate() {
        writeln!(screen, "  {} {choice}", index + 1)?;
    }
    let how = if choices.is_empty() { "" } else { " Several numbers, separated by commas" };
    loop {
        write!(screen, "{}{how} [{usual}] ", question.text(given))?;
        screen.flush()?;
        let mut line = String::new();
        if answers.read_line(&mut line)? == 0 {
            writeln!(screen)?;
            return Ok(false);
        }
        let answer = if line.trim().is_empty() { usual.as_str() } else { line.trim() };
        match question.take(answer, given) {
            Ok(()) => return Ok(true),
            Err(reason) => writeln!(screen, "  {}.", spelled_out(&reason))?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(answers: &str) -> (Asked, String) {
        let mut screen = Vec::new();
        let asked = ask(&mut answers.as_bytes(), &mut screen).unwrap();
        (asked, String::from_utf8(screen).unwrap())
    }

    #[test]
    fn enter_takes_every_default() {
        let (asked, screen) = asked(&"\n".repeat(8));
        assert_eq!(asked, Asked::Answers(Answers::default()));
        for usual in [
            "[My service]",
            "[100]",
            "[24 months]",
            "[2]",
            "[1,3,4]",
            "[6 weeks, 20 weeks, 80 weeks]",
            "[£100k]",
            "[£50k]",
        ] {
            assert!(screen.contains(usual), "{usual} is missing from\n{screen}");
        }
    }

    #[test]
    fn answers_are_taken_as_given() {
        let (asked, _) =
            asked("Warm homes: a trial\n1,250\n18\n3, 1\n5 4,5\n1 week, 10 weeks, 1 year\n£1,234,567\nNone\n");
        let expected = Answers {
            title: "Warm homes: a trial".to_owned(),
            people: 1250,
            horizon: "18 months".to_owned(),
            funders: vec![0, 2],
            events: vec![3, 4],
            stay: ["1 week", "10 weeks", "1 year"].map(str::to_owned),
            cost: 1_234_567.0,
            target: None,
        };
        assert_eq!(asked, Asked::Answers(expected));
    }

    #[test]
    fn what_cannot_be_used_is_asked_again_with_the_reason() {
        let bad = format!(
            "{}\n\n0\n2.5\nmany\n\n0\ntwo years\n\n9\n,\n\n0\n\n6 weeks\n6, 20, 80\n9 weeks, 2 weeks, 1 year\n\n$5\n\nplenty\n\n",
            "x".repeat(121)
        );
        let (asked, screen) = asked(&bad);
        assert_eq!(asked, Asked::Answers(Answers::default()));
        for reason in [
            "longer than 120 characters",
            "`0` is not a number of people: write a whole number from 1 to 10,000,000.",
            "`2.5` is not a number of people",
            "`many` is not a plain number",
            "A horizon must be longer than zero",
            "`two years` is not a length of time",
            "`9` is not one of the numbers 1 to 4: write, for example, 1,4.",
            "At least one is needed",
            "`0` is not one of the numbers 1 to 6",
            "Three lengths are needed",
            "is a number without a unit",
            "They must ascend",
            "`$5` is not in pounds",
            "`plenty` is not an amount of money",
        ] {
            assert!(screen.contains(reason), "{reason} is missing from\n{screen}");
        }
    }

    #[test]
    fn answers_that_end_early_are_no_answers() {
        for answers in ["", "A\n", "A\n10\n24 months\n1\n1\n£5k\n"] {
            assert_eq!(asked(answers).0, Asked::BrokenOff, "{answers:?}");
        }
    }
}
