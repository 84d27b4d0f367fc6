//! Says in a sentence what a table shows, for whoever does not read it.

use super::{Cell, Table};
use crate::estimate::{Assumption, Chance, Results, Summary};
use crate::render::number::{self, whole};
use crate::render::words::{capital, cost_avoided, level, list, mean, of_target};

/// The grade of a value that rests on judgement.
const JUDGEMENT: u8 = 6;

/// Something that is split into parts.
struct Split<'a> {
    /// What is split: `cost avoided`.
    what: String,
    /// All of it.
    all: &'a Summary,
    /// Its parts: where each stands and how much it is.
    parts: Vec<(String, &'a Summary)>,
    /// How a part belongs to its place: `falls`, `comes`.
    verb: &'static str,
    /// One of its places: `year`.
    place: &'static str,
    /// The word before a place: `in`, `from`.
    at: &'static str,
}

impl Split<'_> {
    /// Where the largest part stands, and how many are below nothing, by the amounts as they are printed.
    fn message(&self) -> Option<String> {
        let Self { what, verb, place, at: preposition, .. } = self;
        let mut ranked: Vec<(&str, f64, String)> =
            self.parts.iter().map(|(at, part)| (at.as_str(), part.mean, mean(part))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (at, _, amount) = ranked.first()?;
        let below = ranked.iter().filter(|(_, _, amount)| is_below(amount)).count();
        let adds_up =
            (ranked.iter().map(|(_, part, _)| part).sum::<f64>() - self.all.mean).abs() <= 1e-6 * self.all.mean.abs();
        let alike = ranked.iter().filter(|(_, _, other)| other == amount).count();
        let name = capital(what);
        Some(if ranked.len() == 1 {
            format!("All {what} {verb} {at}: {amount} on average.")
        } else if alike == ranked.len() {
            format!("{name} comes to {amount} on average in every {place}.")
        } else if amount == NOTHING || is_below(amount) {
            let (at, _, least) = ranked.last()?;
            format!(
                "As far as the draws tell, {what} is above £0 on average in no {place}; the least {verb} {at}: {least}."
            )
        } else if alike > 1 {
            format!("{name} is highest in {} {place}s alike, {amount} on average in each.", whole(alike))
        } else if below == 0 && adds_up {
            let all = mean(self.all);
            format!(
                "Of the {all} of {what} on average, {amount} {verb} {at}, more than {preposition} any other {place}."
            )
        } else {
            let falls = match below {
                0 => String::new(),
                1 => format!("; in 1 {place} it is below £0"),
                below => format!("; in {} {place}s it is below £0", whole(below)),
            };
            format!("More {what} {verb} {at} than {preposition} any other {place}, {amount} on average{falls}.")
        })
    }
}

/// How nothing is printed.
const NOTHING: &str = "£0";

/// Whether an amount is printed as one below nothing.
fn is_below(amount: &str) -> bool {
    amount.starts_with('−')
}

/// In which year most is avoided.
pub(super) fn years(results: &Results) -> Option<String> {
    let when = |label: &str| if label == "Later" { "later".to_owned() } else { format!("in {label}") };
    Split {
        what: cost_avoided(results).to_owned(),
        all: &results.total.avoided,
        parts: results.years.iter().map(|year| (when(&year.label), &year.part.avoided)).collect(),
        verb: "falls",
        place: "year",
        at: "in",
    }
    .message()
}

/// Which event most of what is avoided comes from.
pub(super) fn events(results: &Results) -> Option<String> {
    Split {
        what: "cost avoided".to_owned(),
        all: &results.total.avoided,
        parts: results.events.iter().map(|(_, event)| (from(&event.label), &event.avoided)).collect(),
        verb: "comes",
        place: "event",
        at: "from",
    }
    .message()
}

/// Which outcome most of the social value comes from.
pub(super) fn outcomes(results: &Results) -> Option<String> {
    Split {
        what: "social value".to_owned(),
        all: results.total.social_value_pv.as_ref()?,
        parts: results.social_outcomes().map(|outcome| (from(&outcome.label), &outcome.value_pv)).collect(),
        verb: "comes",
        place: "outcome",
        at: "from",
    }
    .message()
}

fn from(label: &str) -> String {
    format!("from “{label}”")
}

/// How far the views are apart; `None` without views.
pub(super) fn views(results: &Results) -> Option<String> {
    let mut views: Vec<(&str, &Summary)> =
        results.views.iter().map(|(_, view)| (view.label.as_str(), &view.per_person.expected)).collect();
    views.sort_by(|a, b| a.1.mean.total_cmp(&b.1.mean));
    let ((lowest, low), (highest, high)) = (views.first()?, views.last()?);
    let (what, [low, high]) = (format!("Expected {}", cost_avoided(results)), [mean(low), mean(high)]);
    Some(if low == high {
        format!("{what} per person is {low} in every view.")
    } else {
        format!("{what} per person is {low} in the view “{lowest}” and {high} in the view “{highest}”.")
    })
}

/// How many targets are rather reached than missed; `None` without targets.
pub(super) fn targets(results: &Results) -> Option<String> {
    let chances: Vec<&Chance> = results.targets.iter().map(|(_, target)| &target.chance).collect();
    if let [only] = chances.as_slice() {
        return Some(of_target(only, &whole(results.scenario.people)));
    }
    let reached = chances.iter().filter(|chance| chance.low > 0.5).count();
    let missed = chances.iter().filter(|chance| chance.high < 0.5).count();
    let open = chances.len() - reached - missed;
    let counts =
        [(reached, "more likely reached than missed"), (missed, "more likely missed than reached"), (open, "open")];
    let said: Vec<String> = counts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| match number {
            all if all == chances.len() => format!("all are {what}"),
            1 => format!("1 is {what}"),
            some => format!("{} are {what}", whole(some)),
        })
        .collect();
    (!said.is_empty()).then(|| format!("Of {} targets {}.", whole(chances.len()), list(&said)))
}

/// How many of the key figures could lie on either side of nothing.
pub(super) fn key_figures(results: &Results, table: &Table) -> String {
    let at = level(results.run.level);
    let ends = |cell: &Cell| match cell {
        Cell::MoneyRange(ends) => Some(ends.map(|(end, error)| number::end(end, error))),
        _ => None,
    };
    let intervals: Vec<[String; 2]> = table.rows.iter().flat_map(|row| &row.cells).filter_map(ends).collect();
    let across = intervals.iter().filter(|[low, high]| is_below(low) && !is_below(high) && high != NOTHING).count();
    match (across, intervals.len()) {
        (_, 0) => "Nothing among these figures varies.".to_owned(),
        (0, _) => format!("No {at} interval of these figures runs from below £0 to above it."),
        (across, all) => {
            let runs =
                if across == 1 { "its {at} interval runs" } else { "their {at} intervals run" }.replace("{at}", &at);
            let (some, all) = (whole(across), whole(all));
            format!(
                "{some} of the {all} figures that vary could be on either side of £0: {runs} from below it to above it."
            )
        }
    }
}

/// How many values are uncertain, rest on judgement or name no source; `None` without values.
pub(super) fn assumptions(results: &Results) -> Option<String> {
    let values = &results.assumptions;
    let count = |which: &dyn Fn(&Assumption) -> bool| values.iter().filter(|value| which(value)).count();
    let is =
        |number: usize, one: &str, many: &str| format!("{} {}", whole(number), if number == 1 { one } else { many });
    let said = [
        is(count(&|value| !value.certain), "is uncertain", "are uncertain"),
        is(
            count(&|value| value.remarks.grade == Some(JUDGEMENT)),
            "rests on judgement (grade 6)",
            "rest on judgement (grade 6)",
        ),
        is(count(&|value| value.remarks.source.is_none()), "names no source", "name no source"),
    ];
    match values.len() {
        0 => None,
        1 => Some(format!("Of 1 value {}.", list(&said))),
        all => Some(format!("Of {} values {}.", whole(all), list(&said))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn certainly(mean: f64) -> Summary {
        Summary { mean, mcse: 0.0, sd: 0.0, quantiles: Vec::new() }
    }

    fn of(parts: &[f64], all: f64) -> String {
        let parts: Vec<Summary> = parts.iter().copied().map(certainly).collect();
        let named = |(at, part)| (format!("in {}", 2021 + at), part);
        Split {
            what: "cost avoided".to_owned(),
            all: &certainly(all),
            parts: parts.iter().enumerate().map(named).collect(),
            verb: "falls",
            place: "year",
            at: "in",
        }
        .message()
        .unwrap_or_default()
    }

    #[test]
    fn the_largest_part_is_named_only_where_there_is_one() {
        for (parts, all, said) in [
            (
                &[10.0, 30.0][..],
                40.0,
                "Of the £40 of cost avoided on average, £30 falls in 2022, more than in any other year.",
            ),
            (&[10.0, 30.0], 50.0, "More cost avoided falls in 2022 than in any other year, £30 on average."),
            (
                &[-10.0, 30.0],
                20.0,
                "More cost avoided falls in 2022 than in any other year, £30 on average; in 1 year it is below £0.",
            ),
            (
                &[-10.0, -30.0],
                -40.0,
                "As far as the draws tell, cost avoided is above £0 on average in no year; the least falls in 2022: −£30.",
            ),
            (&[0.0, 0.0], 0.0, "Cost avoided comes to £0 on average in every year."),
            (&[30.0, 30.0, 10.0], 70.0, "Cost avoided is highest in 2 years alike, £30 on average in each."),
            (&[30.0], 30.0, "All cost avoided falls in 2021: £30 on average."),
            (&[], 0.0, ""),
        ] {
            assert_eq!(of(parts, all), said);
        }
    }
}
