//! Says what a few people can tell: how far a study may lie off, how often its interval is right, and who brings the total.

use super::layout::Page;
use super::weighed::people;
use crate::estimate::{EvidenceRun, OutlierEvidence, SmallSample, StudyRow, StudySize};
use crate::render::number::{money, plain_share, share, whole};

/// The answer in words.
pub(super) fn answer(page: &mut Page, sample: &SmallSample, run: &EvidenceRun) {
    let Some(row) = sample.rows.iter().find(|row| row.people == sample.today) else { return };
    if sample.draws == 0 {
        page.say("Support avoids nothing in any draw, so there is nothing for a study to find.");
        return;
    }
    page.say(&format!(
        "Suppose that every assumption here is exact and that the truth is {} avoided per person. A study of {} like this \
         one would still report anything from {}, {} of the time, by the luck of who is in it. {}",
        money(sample.truth, sample.truth / 100.0),
        people(row.people),
        reported(row, sample.truth, run.level).unwrap_or_else(|| "nothing to anything".to_owned()),
        plain_share(run.level),
        promise(row, run.level)
    ));
    for needed in &sample.needed {
        page.point(&self::needed(needed));
    }
    if sample.left_out > 0.0 {
        page.say(&format!(
            "In {} of the draws support avoids nothing; no study can be within so many per cent of nothing, so they are \
             left out of all this.",
            plain_share(sample.left_out)
        ));
    }
}

/// `£100 to £9,000`: what studies report when `truth` is true.
fn reported(row: &StudyRow, truth: f64, level: f64) -> Option<String> {
    let [low, high] = row.relative.interval(level)?;
    Some(format!("{} to {}", money(truth * low.value, truth * low.mcse), money(truth * high.value, truth * high.mcse)))
}

/// How often the nominal interval of a study holds the truth.
pub(super) fn promise(row: &StudyRow, level: f64) -> String {
    let of = |name: &str| row.intervals.methods.get(name).map(|method| share(method.coverage, method.mcse));
    match (of("t"), of("studentised")) {
        (Some(t), Some(studentised)) if row.intervals.studies > 0 => format!(
            "Its “{}” interval would hold the truth {t} of the time (Student's t; the studentised bootstrap, {studentised}).",
            plain_share(level)
        ),
        _ => String::new(),
    }
}

fn needed(needed: &StudySize) -> String {
    let within = plain_share(needed.within);
    let Some(number) = needed.people else {
        return format!("No number of people that can be studied brings the mean within ±{within} of the truth.");
    };
    let rounded = |number: u64| whole(to_two_figures(number));
    let range = match (needed.low, needed.high) {
        (Some(low), Some(high)) if to_two_figures(low) != to_two_figures(high) => {
            format!(" (between {} and {}, as far as the simulation can tell)", rounded(low), rounded(high))
        }
        _ => String::new(),
    };
    let law = if needed.by_normal_law { ", by the normal law of a mean of so many" } else { "" };
    format!(
        "About {} people are needed to be within ±{within} of the truth 19 times in 20{law}{range}.",
        rounded(number)
    )
}

/// Two significant figures, rounded up.
fn to_two_figures(number: u64) -> u64 {
    let mut step = 1;
    while number / step >= 100 {
        step *= 10;
    }
    number.div_ceil(step) * step
}

/// Every size of study.
pub(super) fn table(page: &mut Page, sample: &SmallSample, run: &EvidenceRun) {
    if sample.draws == 0 {
        return;
    }
    let names = ["t", "percentile", "bca", "studentised", "bayesian"];
    let head = ["People", "The study reports", "Width of t", "t holds", "Percentile", "BCa", "Studentised", "Bayesian"];
    let rows: Vec<Vec<String>> = sample
        .rows
        .iter()
        .map(|row| {
            let today = if row.people == sample.today { " (today)" } else { "" };
            let t = row.intervals.methods.get("t");
            let width = t.and_then(|method| method.relative_width).map(|width| width * sample.truth);
            let mut cells = vec![
                format!("{}{today}", whole(row.people as u64)),
                reported(row, sample.truth, run.level).unwrap_or_default(),
                width.map_or_else(|| "no end".to_owned(), |width| money(width, f64::NAN)),
            ];
            let covers = |name: &str| row.intervals.methods.get(name).map(|method| share(method.coverage, method.mcse));
            cells.extend(names.map(|name| covers(name).unwrap_or_default()));
            cells
        })
        .collect();
    page.table(&head, &rows);
    page.say(&format!(
        "The last five columns are the shares of studies whose nominal {} interval holds the truth, by Student's t and four \
         bootstraps; anything below that is a promise not kept. Widths are medians.",
        plain_share(run.level)
    ));
}

/// Who brings the total.
pub(super) fn outliers(page: &mut Page, found: &OutlierEvidence) {
    let Some(top) = &found.top_share else {
        page.say("Nothing is avoided, so nobody brings more of it than another.");
        return;
    };
    let parts: Vec<String> = top
        .iter()
        .map(|(name, part)| format!("the top {name} of people bring {}", plain_share(round(*part))))
        .collect();
    page.say(&format!("Of all that is avoided, {}.", parts.join(", ")));
    let person = found.person;
    let cell = |value: f64| money(value, f64::NAN);
    page.table(
        &["One person avoids", "Mean", "Median", "10%-trimmed mean", "10%-winsorised mean"],
        &[vec![
            "over all draws".to_owned(),
            cell(person.mean),
            cell(person.median),
            cell(person.trimmed),
            cell(person.winsorised),
        ]],
    );
    page.say(
        "The trimmed mean leaves the lowest and the highest 10% of people out; the winsorised mean counts them at the 10% and \
         90% points.",
    );
    if let Some(largest) = found.largest_share {
        let fall = found.fall_without_largest.map_or_else(String::new, |fall| {
            format!(" Without that one person its mean would be {} lower.", plain_share(round(fall)))
        });
        page.say(&format!(
            "In a typical study of {} the person with most brings {} of the total.{fall}",
            people(found.study),
            plain_share(round(largest))
        ));
    }
}

/// To whole per cent: shares of a pooled sketch support no more.
fn round(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needed_people_are_rounded_up_to_two_figures() {
        for (number, rounded) in [(7, 7), (99, 99), (100, 100), (101, 110), (1_234, 1_300), (99_100, 100_000)] {
            assert_eq!(to_two_figures(number), rounded);
        }
        let of = |low, high, by_normal_law| StudySize {
            within: 0.2,
            how_often: 0.95,
            people: Some(1_234),
            low,
            high,
            by_normal_law,
        };
        assert_eq!(
            needed(&of(Some(1_150), Some(1_420), false)),
            "About 1,300 people are needed to be within ±20% of the truth 19 times in 20 (between 1,200 and 1,500, as far \
             as the simulation can tell)."
        );
        assert!(needed(&of(Some(1_231), Some(1_240), true)).contains("by the normal law of a mean of so many."));
    }
}
