//! Says in short what a few case studies can tell, how the published figure stands, and what choosing people does.

use super::document::{Answer, Block, Section};
use super::phrase::{capital, interval, mean};
use crate::estimate::{
    CasesEvidence, Evidence, EvidenceRun, GivenTruth, PublishedEvidence, SelectionEvidence, SmallSample, StudyNeeded,
    StudyRow, UpdateEvidence,
};
use crate::render::number::{exact_money, money, plain_share, share, whole};

/// The section.
pub(super) fn section(evidence: &Evidence) -> Section {
    let run = &evidence.run;
    let mut blocks = Vec::new();
    blocks.extend(evidence.small_sample.as_ref().map(|sample| Block::Answer(few(sample, run))));
    blocks.extend(evidence.published.as_ref().map(|published| Block::Answer(held_against(published, run))));
    blocks.extend(evidence.update.as_ref().map(|update| Block::Answer(learnt(update, run))));
    blocks.extend(evidence.cases.first().map(|told| Block::Answer(told_by_cases(told, run))));
    if let (Some(found), Some(scenario)) = (&evidence.selection, &evidence.scenario) {
        blocks.push(Block::Answer(Answer {
            question: "What if the whole caseload were like the cases?".to_owned(),
            headline: format!(
                "Then {} would be expected to be avoided, not {}.",
                mean(&found.if_all_were),
                mean(&found.as_described)
            ),
            sentences: vec![selection(found, scenario.people, run)],
        }));
    }
    Section { id: "small-sample", title: "What can so few case studies tell?".to_owned(), blocks }
}

fn few(sample: &SmallSample, run: &EvidenceRun) -> Answer {
    let today = sample.rows.iter().find(|row| row.people == sample.today);
    let promise = today.map_or_else(String::new, |row| promise(row, run.level));
    let mut sentences = study_sentences(sample, run);
    let headline = if promise.is_empty() { sentences.remove(0) } else { promise.clone() };
    Answer {
        question: format!("What can a study of {} tell?", people(sample.today)),
        headline,
        sentences: sentences.into_iter().map(|sentence| sentence.replace(&promise, "").trim_end().to_owned()).collect(),
    }
}

/// What a study of as many as today could report, and how many people it would take: a sentence each.
pub(crate) fn study_sentences(sample: &SmallSample, run: &EvidenceRun) -> Vec<String> {
    let Some(row) = sample.rows.iter().find(|row| row.people == sample.today) else { return Vec::new() };
    if sample.draws == 0 {
        return vec!["Support avoids nothing in any draw, so there is nothing for a study to find.".to_owned()];
    }
    let Some(given) = &sample.given else { return Vec::new() };
    let mut sentences = vec![format!(
        "Suppose that every assumption here is exact and that the truth is {} avoided per person. A study of {} like this \
         one would still report anything from {}, {} of the time, by the luck of who is in it. {}",
        money(given.truth, given.truth / 100.0),
        people(row.people),
        reported(given, row.people).unwrap_or_else(|| "nothing to anything".to_owned()),
        plain_share(run.level),
        promise(row, run.level)
    )];
    sentences.extend(sample.needed.iter().map(needed));
    if sample.left_out > 0.0 {
        sentences.push(format!(
            "In {} of the draws support avoids nothing; no study can be within so many per cent of nothing, so they are \
             left out of all this.",
            plain_share((sample.left_out * 1000.0).round() / 1000.0)
        ));
    }
    sentences
}

/// `£100 to £9,000`: what studies of so many people report at that truth.
pub(crate) fn reported(given: &GivenTruth, people: usize) -> Option<String> {
    let row = given.rows.iter().find(|row| row.people == people)?;
    let end = |place: usize| money(row.range[place], row.mcse[place]);
    Some(format!("{} to {}", end(0), end(1)))
}

/// How often the nominal interval of a study holds the truth.
pub(crate) fn promise(row: &StudyRow, level: f64) -> String {
    let of = |name: &str| row.intervals.methods.get(name).map(|method| share(method.coverage, method.mcse));
    match (of("t"), of("studentised")) {
        (Some(t), Some(studentised)) if row.intervals.studies > 0 => format!(
            "Its “{}” interval would hold the truth {t} of the time (Student’s t; the studentised bootstrap, {studentised}).",
            plain_share(level)
        ),
        _ => String::new(),
    }
}

fn needed(needed: &StudyNeeded) -> String {
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

fn held_against(found: &PublishedEvidence, run: &EvidenceRun) -> Answer {
    Answer {
        question: format!(
            "How does the published {} per person stand against the model?",
            exact_money(found.mean_avoided)
        ),
        headline: format!(
            "{}: {} of the studies that the model expects report less.",
            capital(&found.verdict),
            share(found.placed.percentile, found.placed.mcse)
        ),
        sentences: vec![
            format!(
                "Studies of {} like the published one report {} on average, {} of them anything from {}.",
                people(usize::try_from(found.people).unwrap_or(usize::MAX)),
                mean(&found.model),
                plain_share(run.level),
                interval(&found.model, run.level)
            ),
            format!("The rule: {}.", found.rule),
        ],
    }
}

fn learnt(update: &UpdateEvidence, run: &EvidenceRun) -> Answer {
    let belief = &update.per_person;
    let of = |value: f64| money(value, belief.mcse.unwrap_or(f64::NAN));
    let ends = |[low, high]: [f64; 2]| format!("{} to {}", of(low), of(high));
    Answer {
        question: "What would be believed after the published figure?".to_owned(),
        headline: format!(
            "Expected cost avoided per person would move from {} to {}.",
            of(belief.prior_mean),
            of(belief.posterior_mean)
        ),
        sentences: vec![
            format!(
                "{} interval before: {}; after: {}.",
                plain_share(run.level),
                ends(belief.prior),
                ends(belief.posterior)
            ),
            format!(
                "Each draw is weighed by how likely it would have produced the published mean; {} draws are worth {} equal \
                 ones after that. {}",
                whole(update.draws as u64),
                crate::render::number::trimmed(update.effective_draws.round()),
                taken(update)
            ),
            approximation(update),
        ],
    }
}

/// How far the publication is believed.
pub(crate) fn taken(update: &UpdateEvidence) -> String {
    let word = "takes the publication at its word: that its people were drawn and not chosen";
    let Some(without) = &update.at_its_word else { return format!("It {word}.") };
    let belief = &without.per_person;
    let of = |value: f64| money(value, belief.mcse.unwrap_or(f64::NAN));
    format!(
        "The part of the published figure that is owed to choosing the cases (`published.overstates`) is taken off first. An \
         answer that {word}, would be {} per person ({} to {}).",
        of(belief.posterior_mean),
        of(belief.posterior[0]),
        of(belief.posterior[1])
    )
}

/// Where the weights are not exact.
pub(crate) fn approximation(update: &UpdateEvidence) -> String {
    format!(
        "How likely a mean is in a draw is worked out from at least {} people simulated in it, weighted so that they have its \
         exact mean, by convolution; a mean that differs from the published one by about {} counts as the same.",
        whole(update.likelihood.people as u64),
        money(update.likelihood.width, update.likelihood.width / 10.0)
    )
}

fn told_by_cases(told: &CasesEvidence, run: &EvidenceRun) -> Answer {
    let ends = told.intervals.get(&told.headline).map_or_else(
        || "not known".to_owned(),
        |&[low, high]| {
            let end = |end: Option<f64>, none: &str| end.map_or_else(|| none.to_owned(), exact_money);
            format!("{} to {}", end(low, "no lower end"), end(high, "no upper end"))
        },
    );
    let mut sentences = vec![format!(
        "If these were drawn at random from people like them, the {} interval of the mean of all such people would be {ends}.",
        plain_share(run.level)
    )];
    sentences.extend(told.caution.as_ref().map(|caution| format!("Be wary: {caution}.")));
    sentences.extend(told.largest_share.zip(told.influence.first()).map(|(largest, first)| {
        let without = first
            .mean_without
            .map_or_else(String::new, |mean| format!("; without them the mean of the others is {}", exact_money(mean)));
        format!("{} brings {} of the total{without}.", first.person, plain_share((largest * 100.0).round() / 100.0))
    }));
    Answer {
        question: format!("What do the case studies of {} say by themselves?", told.name),
        headline: format!(
            "{} avoided {} in all, {} each on average.",
            capital(&people(told.people)),
            exact_money(told.total),
            exact_money(told.averages.mean)
        ),
        sentences,
    }
}

/// The headline if everyone were like the cases.
pub(crate) fn selection(found: &SelectionEvidence, cohort: u64, run: &EvidenceRun) -> String {
    format!(
        "Case studies are chosen, not drawn. These come from “{}”, {} of the caseload. If all {} people were like them, {} \
         would be expected to be avoided ({} credible interval {}); as the caseload is described, {} ({}). The first is what \
         multiplying the mean of the cases by the caseload assumes.",
        found.label,
        plain_share((found.share * 100.0).round() / 100.0),
        whole(cohort),
        mean(&found.if_all_were),
        plain_share(run.level),
        interval(&found.if_all_were, run.level),
        mean(&found.as_described),
        interval(&found.as_described, run.level)
    )
}

/// `8 people`, `1 person`.
pub(crate) fn people(count: usize) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{} people", whole(count as u64)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needed_people_are_rounded_up_to_two_figures() {
        for (number, rounded) in [(7, 7), (99, 99), (100, 100), (101, 110), (1_234, 1_300), (99_100, 100_000)] {
            assert_eq!(to_two_figures(number), rounded);
        }
        let of = |low, high, by_normal_law| StudyNeeded {
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
