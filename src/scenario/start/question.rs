//! Asks for what a new scenario needs: the questions, what is usual, and what an answer is taken for.

use super::answers::{Answers, EVENTS, PAYERS, STAY};
use crate::numeric::whole_part;
use crate::quantity::{Kind, is_hidden, months};

/// Longest title, in characters.
const LONGEST_TITLE: usize = 120;

/// Most people, as in every scenario.
const MOST_PEOPLE: f64 = 10_000_000.0;

/// One question about a new scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// What it is called.
    Title,
    /// How many people it supports.
    People,
    /// How long each is followed.
    Horizon,
    /// Who pays for it.
    Funders,
    /// What it may avert.
    Events,
    /// How long what is paid by time lasts.
    Stay,
    /// What it costs.
    Cost,
    /// What it is to save.
    Target,
}

impl Question {
    /// Every question, in the order in which they are asked.
    pub const ALL: [Self; 8] =
        [Self::Title, Self::People, Self::Horizon, Self::Funders, Self::Events, Self::Stay, Self::Cost, Self::Target];

    /// Its name, for programs.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::People => "people",
            Self::Horizon => "horizon",
            Self::Funders => "funders",
            Self::Events => "events",
            Self::Stay => "stay",
            Self::Cost => "cost",
            Self::Target => "target",
        }
    }

    /// The question, as far as it hangs on earlier `answers`.
    #[must_use]
    pub fn text(self, answers: &Answers) -> String {
        match self {
            Self::Title => "What is the service called?".to_owned(),
            Self::People => "How many people does it support in a year?".to_owned(),
            Self::Horizon => "How long is each person followed after joining?".to_owned(),
            Self::Funders => "Who pays for the service?".to_owned(),
            Self::Events => "What may it avert?".to_owned(),
            Self::Stay => format!("How long does {} last? Shortest, usual and longest", lasting(answers).join(" or ")),
            Self::Cost => "What does the service cost a year?".to_owned(),
            Self::Target => {
                "What is it to save, in cash that can leave the budgets of those who pay for it (the council \
                             being one)? `none` for no target"
                    .to_owned()
            }
        }
    }

    /// What can be chosen; nothing where anything can be said.
    #[must_use]
    pub fn choices(self) -> Vec<&'static str> {
        match self {
            Self::Funders => PAYERS.iter().map(|payer| payer.label).collect(),
            Self::Events => EVENTS.iter().map(|event| event.label).collect(),
            _ => Vec::new(),
        }
    }

    /// What is taken where nobody answers; choices by their numbers from 1.
    #[must_use]
    pub fn usual(self) -> String {
        let usual = Answers::default();
        let numbers = |chosen: &[usize]| chosen.iter().map(|at| (at + 1).to_string()).collect::<Vec<_>>().join(",");
        match self {
            Self::Title => usual.title,
            Self::People => usual.people.to_string(),
            Self::Horizon => usual.horizon,
            Self::Funders => numbers(&usual.funders),
            Self::Events => numbers(&usual.events),
            Self::Stay => STAY.join(", "),
            Self::Cost => "£100k".to_owned(),
            Self::Target => "£50k".to_owned(),
        }
    }

    /// Whether earlier `answers` leave anything to ask.
    #[must_use]
    pub fn is_asked(self, answers: &Answers) -> bool {
        self != Self::Stay || !lasting(answers).is_empty()
    }

    /// Takes what was said.
    ///
    /// # Errors
    ///
    /// A sentence when it cannot be used, without its full stop.
    pub fn take(self, text: &str, answers: &mut Answers) -> Result<(), String> {
        match self {
            Self::Title => answers.title = title(text)?,
            Self::People => answers.people = people_in_a_year(text)?,
            Self::Horizon => answers.horizon = horizon(text)?,
            Self::Funders => answers.funders = numbers(text, PAYERS.len())?,
            Self::Events => answers.events = numbers(text, EVENTS.len())?,
            Self::Stay => answers.stay = lengths(text)?,
            Self::Cost => answers.cost = money(text)?,
            Self::Target => answers.target = target(text)?,
        }
        Ok(())
    }
}

/// What of the chosen events is paid by time.
fn lasting(answers: &Answers) -> Vec<&'static str> {
    answers.events.iter().filter_map(|&event| EVENTS[event].stay).collect()
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
