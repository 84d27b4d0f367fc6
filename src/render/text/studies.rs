//! Says what a few people can tell: how far a study may lie off, how often its interval is right, and who brings the total.

use super::layout::Page;
use crate::estimate::{EvidenceRun, OutlierEvidence, SmallSample};
use crate::render::number::{money, plain_share, share, whole};
use crate::render::report::{people, reported, study_sentences};

/// The answer in words.
pub(super) fn answer(page: &mut Page, sample: &SmallSample, run: &EvidenceRun) {
    let mut sentences = study_sentences(sample, run).into_iter();
    if let Some(first) = sentences.next() {
        page.say(&first);
    }
    sentences.for_each(|sentence| page.point(&sentence));
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
            let width = t.and_then(|method| method.median_width);
            let mut cells = vec![
                format!("{}{today}", whole(row.people as u64)),
                sample.given.as_ref().and_then(|given| reported(given, row.people)).unwrap_or_default(),
                width.map_or_else(|| "no end".to_owned(), |width| money(width, f64::NAN)),
            ];
            let covers = |name: &str| row.intervals.methods.get(name).map(|method| share(method.coverage, method.mcse));
            cells.extend(names.map(|name| covers(name).unwrap_or_default()));
            cells
        })
        .collect();
    page.table(&head, &rows);
    page.say(&format!(
        "What the study reports is at the truth supposed above. The last five columns are the shares of studies whose nominal {} interval holds the truth, by Student's t and four \
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
