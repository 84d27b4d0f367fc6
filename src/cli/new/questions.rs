//! Asks for what a new scenario needs, each question again until its answer can be used.

use std::io::{self, BufRead, Write};

use super::answers::{Answers, EVENTS, PAYERS, STAY};
use crate::quantity::{Kind, is_hidden, months, spelled_out};
use crate::statistics::whole_part;

/// What came of asking.
#[derive(Debug, PartialEq)]
pub(super) enum Asked {
    /// Every question has its answer.
    Answers(Answers),
    /// The answers ended before the questions.
    BrokenOff,
}

/// Longest title, in characters.
const LONGEST_TITLE: usize = 120;

/// Most people, as in every scenario.
const MOST_PEOPLE: f64 = 10_000_000.0;

/// Asks every question; Enter takes what stands in brackets.
///
/// # Errors
/// When the question cannot be shown or the answer not be read.
pub(super) fn ask(answers: &mut dyn BufRead, screen: &mut dyn Write) -> io::Result<Asked> {
    writeln!(
        screen,
        "A few questions; Enter takes what stands in brackets. Everything can be changed in the file later.\n"
    )?;
    let mut asking = Asking { answers, screen };
    Ok(asking.all()?.map_or(Asked::BrokenOff, Asked::Answers))
}

struct Asking<'a> {
    answers: &'a mut dyn BufRead,
    screen: &'a mut dyn Write,
}

/// An answer, or the end of all answers.
type Answer<T> = io::Result<Option<T>>;

impl Asking<'_> {
    fn all(&mut self) -> Answer<Answers> {
        let usual = Answers::default();
        let Some(title) = self.one("What is the service called?", &usual.title, title)? else { return Ok(None) };
        let people = usual.people.to_string();
        let Some(people) = self.one("How many people does it support in a year?", &people, people_in_a_year)? else {
            return Ok(None);
        };
        let question = "How long is each person followed after joining?";
        let Some(horizon) = self.one(question, &usual.horizon, horizon)? else { return Ok(None) };
        let payers: Vec<&str> = PAYERS.iter().map(|payer| payer.label).collect();
        let question = "Who pays for the service? Several numbers, separated by commas";
        let Some(funders) = self.several(question, &payers, &usual.funders)? else { return Ok(None) };
        let events: Vec<&str> = EVENTS.iter().map(|event| event.label).collect();
        let question = "What may it avert? Several numbers, separated by commas";
        let Some(events) = self.several(question, &events, &usual.events)? else { return Ok(None) };
        let lasting: Vec<&str> = events.iter().filter_map(|&event| EVENTS[event].stay).collect();
        let Some(stay) = self.stay(&lasting)? else { return Ok(None) };
        let Some(cost) = self.one("What does the service cost a year?", "£100k", money)? else { return Ok(None) };
        let question = "What is it to save, in cash that can leave the budgets of those who pay for it (the council being one)? `none` for no target";
        let Some(target) = self.one(question, "£50k", target)? else { return Ok(None) };
        Ok(Some(Answers { title, people, horizon, funders, events, stay, cost, target }))
    }

    /// How long what is paid by time lasts; not asked where nothing is.
    fn stay(&mut self, lasting: &[&str]) -> Answer<[String; 3]> {
        if lasting.is_empty() {
            return Ok(Some(STAY.map(str::to_owned)));
        }
        let question = format!("How long does {} last? Shortest, usual and longest", lasting.join(" or "));
        self.one(&question, &STAY.join(", "), lengths)
    }

    /// One answer, read by `read`, which says why it cannot be used.
    fn one<T>(&mut self, question: &str, usual: &str, read: impl Fn(&str) -> Result<T, String>) -> Answer<T> {
        loop {
            write!(self.screen, "{question} [{usual}] ")?;
            self.screen.flush()?;
            let mut line = String::new();
            if self.answers.read_line(&mut line)? == 0 {
                writeln!(self.screen)?;
                return Ok(None);
            }
            let answer = if line.trim().is_empty() { usual } else { line.trim() };
            match read(answer) {
                Ok(answer) => return Ok(Some(answer)),
                Err(reason) => writeln!(self.screen, "  {}.", spelled_out(&reason))?,
            }
        }
    }

    /// Some of a numbered list, as indices in its order.
    fn several(&mut self, question: &str, choices: &[&str], usual: &[usize]) -> Answer<Vec<usize>> {
        for (index, choice) in choices.iter().enumerate() {
            writeln!(self.screen, "  {} {choice}", index + 1)?;
        }
        let usual: Vec<String> = usual.iter().map(|index| (index + 1).to_string()).collect();
        self.one(question, &usual.join(","), |text| numbers(text, choices.len()))
    }
}

fn title(text: &str) -> Result<String, String> {
    if text.chars().count() > LONGEST_TITLE {
        return Err(format!("That is longer than {LONGEST_TITLE} characters: write a shorter name"));
    }
    match text.chars().find(|character| is_hidden(*character)) {
        Some(_) => Err("That holds a character that cannot be printed: write it in plain letters".to_owned()),
        None => Ok(text.to_owned()),
    }
}

fn people_in_a_year(text: &str) -> Result<u64, String> {
    let number = Kind::Factor.parse(text).map_err(|error| error.to_string())?;
    if number.fract() != 0.0 || !(1.0..=MOST_PEOPLE).contains(&number) || text.contains('%') {
        return Err(format!("`{text}` is not a number of people: write a whole number from 1 to 10,000,000"));
    }
    Ok(whole_part(number))
}

fn horizon(text: &str) -> Result<String, String> {
    let months = months(text).map_err(|error| error.to_string())?;
    if months == 0.0 {
        return Err("A horizon must be longer than zero: write a length such as 24 months".to_owned());
    }
    let bare = text.chars().last().is_some_and(|last| last.is_ascii_digit());
    Ok(if bare { format!("{text} months") } else { text.to_owned() })
}

fn money(text: &str) -> Result<f64, String> {
    Kind::Money.parse(text).map_err(|error| error.to_string())
}

/// Three lengths that ascend.
fn lengths(text: &str) -> Result<[String; 3], String> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let [low, mode, high] = parts[..] else {
        return Err("Three lengths are needed: write, for example, 6 weeks, 20 weeks, 80 weeks".to_owned());
    };
    let read = |text: &str| Kind::Length.parse(text).map_err(|error| error.to_string());
    let (shortest, usual, longest) = (read(low)?, read(mode)?, read(high)?);
    if shortest > usual || usual > longest || shortest >= longest {
        return Err("They must ascend: write, for example, 6 weeks, 20 weeks, 80 weeks".to_owned());
    }
    Ok([low, mode, high].map(str::to_owned))
}

fn target(text: &str) -> Result<Option<f64>, String> {
    if text.eq_ignore_ascii_case("none") { Ok(None) } else { money(text).map(Some) }
}

/// The indices that numbers from 1 stand for, each once, in order.
fn numbers(text: &str, most: usize) -> Result<Vec<usize>, String> {
    let mut chosen = Vec::new();
    for part in text.split([',', ' ']).filter(|part| !part.is_empty()) {
        match part.parse::<usize>() {
            Ok(number) if (1..=most).contains(&number) => chosen.push(number - 1),
            _ => return Err(format!("`{part}` is not one of the numbers 1 to {most}: write, for example, 1,{most}")),
        }
    }
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() { Err(format!("At least one is needed: write a number from 1 to {most}")) } else { Ok(chosen) }
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
