//! Fills the annotated starting scenario with the answers.

use super::answers::{Answers, EVENTS, PAYERS};
use crate::numeric::float;

/// The file with a word between `@` signs for every answer.
const START: &str = include_str!("start.yaml");

/// The text of the scenario; `schema` is the file name that editors find its schema by.
#[must_use]
pub fn scenario(answers: &Answers, schema: &str) -> String {
    let events: String = answers.events.iter().map(|&event| EVENTS[event].lines).collect();
    let split = if answers.funders.len() > 1 { "; split evenly: placeholder" } else { "" };
    let filled = [
        ("@SCHEMA@", schema.to_owned()),
        ("@HORIZON@", answers.horizon.clone()),
        ("@PEOPLE@", answers.people.to_string()),
        ("@PAYERS@", payers(answers)),
        ("@SPLIT@", split.to_owned()),
        ("@FUNDING@", funding(answers)),
        ("@EVENTS@", events),
        ("@SHORTEST@", answers.stay[0].clone()),
        ("@USUAL@", answers.stay[1].clone()),
        ("@LONGEST@", answers.stay[2].clone()),
        ("@TARGETS@", targets(answers)),
        // Last, because a title may hold anything.
        ("@TITLE@", quoted(&answers.title)),
    ];
    filled.into_iter().fold(START.to_owned(), |text, (word, by)| text.replacen(word, &by, 1))
}

/// One line for each payer.
fn payers(answers: &Answers) -> String {
    let line = |payer: super::answers::Payer| {
        let groups = if payer.council { ", groups: [council]" } else { "" };
        format!("  {}: {{label: {}{groups}}}\n", payer.id, payer.label)
    };
    answers.payers().into_iter().map(line).collect()
}

/// One line for each who pays for support, the cost split evenly.
fn funding(answers: &Answers) -> String {
    let share = answers.cost / float(answers.funders.len());
    let line = |&funder: &usize| {
        let payer = PAYERS[funder];
        format!("    - {{label: {}, payer: {}, amounts: [{}]}}\n", payer.label, payer.id, pounds(share))
    };
    answers.funders.iter().map(line).collect()
}

/// The savings target, if there is one.
fn targets(answers: &Answers) -> String {
    let Some(target) = answers.target else { return String::new() };
    // What a council pays for may save another of its budgets, so the council counts as one.
    let mut payers: Vec<&str> = Vec::new();
    for payer in answers.funders.iter().map(|&funder| PAYERS[funder]) {
        let name = if payer.council { "council" } else { payer.id };
        if !payers.contains(&name) {
            payers.push(name);
        }
    }
    format!(
        "\n# What the results are held against {}\n\ntargets:\n  saving:\n    label: Savings target\n    \
         amount: {:<16} # what is to be saved\n    {:<24} # payers, or groups of payers, whose savings count\n    \
         counting: cashable       # what can leave a budget; `avoided` counts every avoided cost\n",
        "-".repeat(83),
        pounds(target),
        format!("payers: [{}]", payers.join(", "))
    )
}

/// An amount as the language spells it, also inside brackets: £50k, £1_234, £1234.50.
fn pounds(amount: f64) -> String {
    let pennies = (amount * 100.0).round();
    if pennies % 100.0 != 0.0 {
        return format!("£{:.2}", pennies / 100.0);
    }
    let whole = pennies / 100.0;
    if whole > 0.0 && whole % 1000.0 == 0.0 { format!("£{}k", whole / 1000.0) } else { format!("£{whole}") }
}

/// Text between quotes, whatever is in it; YAML reads it as JSON does.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_spelled_as_the_language_does() {
        for (amount, text) in [(50_000.0, "£50k"), (1_234.0, "£1234"), (33_333.333, "£33333.33"), (0.0, "£0")] {
            assert_eq!(pounds(amount), text);
        }
    }

    #[test]
    fn every_word_is_filled_whatever_the_title() {
        let answers = Answers { title: "\"@EVENTS@\": {a, b} # c \\".to_owned(), ..Answers::default() };
        let text = scenario(&answers, "s.json");
        assert!(text.contains(r##"title: "\"@EVENTS@\": {a, b} # c \\""##), "{text}");
        let outside: String = text.lines().filter(|line| !line.starts_with("title")).collect();
        assert!(!outside.contains('@'), "{outside}");
        assert!(text.lines().all(|line| line.trim_end() == line), "no line ends in spaces");
    }
}
