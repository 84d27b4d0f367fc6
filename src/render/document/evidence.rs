//! Says what a few case studies can tell, how the published figure stands, what would be believed after it, and whom means hang on.

use super::{Block, Document, Finding, Section, at_prices, followed, warned};
use super::{evidence_tables as tables, people as people_told};
use crate::estimate::{
    AnswerRun, Evidence, Method, OutlierEvidence, PublishedEvidence, SelectionEvidence, SmallSample, StudyNeeded,
    StudyRow, UpdateEvidence,
};
use crate::render::number::{exact_money, months, plain_share, trimmed, whole};
use crate::render::words::{
    approximation, belief, between, capital, changes, counted_as, interval, level, list, mean, mean_with_error, people,
    people_for_study, percent, pounds, taken, to, words_of,
};

/// The document of what the evidence can tell.
#[must_use]
pub fn document(evidence: &Evidence) -> Document {
    let run = &evidence.run;
    let mut sections = Vec::new();
    if let Some(sample) = &evidence.small_sample {
        let question = format!("What can a study of {} tell?", people(sample.today));
        let study = Section::new("study", question, [Block::Finding(few(sample, run))]);
        sections.push(study.with(
            tables::sizes(sample, run, evidence.published.is_some() || !evidence.cases.is_empty()).map(Block::Table),
        ));
        sections.extend(evidence.outliers.as_ref().map(outliers));
    }
    if let Some(found) = &evidence.published {
        let finding = vec![Block::Finding(held_against(found, evidence.selection.as_ref(), run))];
        let section = Section::new("held-against", "How does the published figure stand against the model?", finding);
        sections.push(section.with(tables::views(found, run).map(Block::Table)));
    }
    if let Some(found) = &evidence.update {
        let finding = vec![Block::Finding(learnt(found, run))];
        let section = Section::new("update", "What would be believed after the published figure?", finding);
        sections.push(section.with(tables::update(found, run).into_iter().map(Block::Table)));
    }
    sections.extend(people_told::cases(evidence));
    sections.extend(people_told::groups(evidence));
    if let (Some(found), Some(scenario)) = (&evidence.selection, &evidence.scenario) {
        let finding = Block::Finding(selection(found, scenario.people, run));
        sections.push(Section::new("selection", "What if the whole caseload were like the cases?", vec![finding]));
    }
    sections.extend(warned(&evidence.warnings));
    let (title, lead) = head(evidence);
    let topic = "What can so few case studies tell?".to_owned();
    Document { title, topic, verdict: None, lead, facts: Vec::new(), sections }
}

fn head(evidence: &Evidence) -> (String, Vec<String>) {
    let Some(scenario) = &evidence.scenario else {
        return match (&evidence.groups, evidence.cases.first()) {
            (Some(groups), _) => (format!("Two groups of {}", groups.name), Vec::new()),
            (None, told) => (format!("Case studies of {}", told.map_or("", |told| told.name.as_str())), Vec::new()),
        };
    };
    let lead = format!(
        "{}; {} draws of the evidence (seed {}). Intervals claim {}.{}",
        followed(scenario.people, scenario.horizon_months),
        whole(evidence.run.draws),
        evidence.run.seed,
        level(evidence.run.level),
        at_prices(scenario.price_base.as_ref())
    );
    (
        format!("{}: what the evidence can tell", scenario.title),
        std::iter::once(lead).chain(changes(scenario)).collect(),
    )
}

fn few(sample: &SmallSample, run: &AnswerRun) -> Finding {
    let mut sentences = study_sentences(sample, run);
    let today = sample.rows.iter().find(|row| row.people == sample.today);
    let headline = match today.map(|row| promise(row, run.level)).filter(|promise| !promise.is_empty()) {
        Some(promise) => promise,
        None if sentences.is_empty() => "There is nothing to study.".to_owned(),
        None => sentences.remove(0),
    };
    Finding::new(format!("What can a study of {} tell?", people(sample.today)), headline, sentences)
}

/// What a study of as many as today could report, and how many people it would take: a sentence each.
fn study_sentences(sample: &SmallSample, run: &AnswerRun) -> Vec<String> {
    let Some(row) = sample.rows.iter().find(|row| row.people == sample.today) else { return Vec::new() };
    if sample.draws == 0 {
        return vec!["Support avoids nothing in any draw, so there is nothing for a study to find.".to_owned()];
    }
    let mut sentences = Vec::new();
    if let Some(given) = &sample.given {
        sentences.push(format!(
            "Suppose that every assumption here is exact and that the truth is {} avoided per person, the median of the \
             draws in which support avoids something. A study of {} like this \
             one would still report anything from {}, {} of the time, by the luck of who is in it.",
            pounds(given.truth),
            people(row.people),
            tables::reported(given, row.people).unwrap_or_else(|| "nothing to anything".to_owned()),
            level(run.level)
        ));
    }
    sentences.extend(sample.needed.iter().map(needed));
    if sample.left_out > 0.0 {
        sentences.push(format!(
            "In {} of the draws support avoids nothing or adds cost; no study can be within so many per cent of nothing, so they are \
             left out of all this.",
            plain_share((sample.left_out * 1000.0).round() / 1000.0)
        ));
    }
    sentences
}

/// How often the nominal interval of a study holds the truth.
fn promise(row: &StudyRow, at: f64) -> String {
    let of = |method| row.intervals.covers(method).map(|chance| percent(&chance));
    match (of(Method::T), of(Method::Studentised)) {
        (Some(t), Some(studentised)) if row.intervals.studies > 0 => format!(
            "Its “{}” interval would hold the truth {t} of the time (Student’s t; the studentised bootstrap, {studentised}).",
            level(at)
        ),
        _ => String::new(),
    }
}

fn needed(needed: &StudyNeeded) -> String {
    let within = plain_share(needed.within);
    let Some((number, range)) = people_for_study(needed) else {
        return format!("No number of people that can be studied brings the mean within ±{within} of the truth.");
    };
    let range = range.map_or_else(String::new, |[low, high]| {
        format!(" (between {low} and {high}, as far as the simulation can tell)")
    });
    let law = if needed.by_normal_law { ", by the normal law of a mean of so many" } else { "" };
    format!("About {number} people are needed to be within ±{within} of the truth 19 times in 20{law}{range}.")
}

/// Who brings the total.
fn outliers(found: &OutlierEvidence) -> Section {
    let title = "Who brings the total?";
    let Some(top) = &found.top_share else {
        return Section::detail(
            "outliers",
            title,
            vec![Block::say("Nothing is avoided, so nobody brings more of it than another.")],
        );
    };
    let parts: Vec<String> =
        top.iter().map(|(name, part)| format!("the top {name} of people bring {}", rounded(*part))).collect();
    let mut points = vec![format!("Of all that is avoided by those who avoid something, {}.", list(&parts))];
    if let Some(largest) = found.largest_share {
        let fall = found.fall_without_largest.map_or_else(String::new, |fall| {
            format!(" Without that one person its mean would be {} lower.", rounded(fall))
        });
        points.push(format!(
            "In a typical study of {} the person with most brings {} of the total.{fall}",
            people(found.study),
            rounded(largest)
        ));
    }
    Section::detail("outliers", title, [Block::List(points), Block::Table(tables::averages(found))])
}

/// To whole per cent: shares of a pooled sketch support no more.
fn rounded(share: f64) -> String {
    plain_share((share * 100.0).round() / 100.0)
}

fn held_against(found: &PublishedEvidence, selection: Option<&SelectionEvidence>, run: &AnswerRun) -> Finding {
    let of = found.of.as_ref().map_or_else(String::new, |id| {
        let label =
            selection.filter(|found| found.segment == *id).map_or_else(|| words_of(id), |found| found.label.clone());
        format!(" of the segment “{label}”")
    });
    let range = between(&found.model, run.level).map(|range| format!(", {} of them {range}", level(run.level)));
    let mut sentences = vec![
        format!(
            "Published: {} avoided per person, from {}{of} over {}, counted {}.",
            exact_money(found.mean_avoided),
            people(found.people),
            months(found.over_months),
            counted_as(found.counting)
        ),
        format!(
            "Studies like the published one report {} on average{}.",
            mean_with_error(&found.model),
            range.unwrap_or_default()
        ),
        format!("The rule: {}.", found.rule),
    ];
    if let (Some(low), Some(high), Some(at_low), Some(at_high)) =
        (found.low, found.high, found.placed_low, found.placed_high)
    {
        sentences.push(format!(
            "The published range, {} to {}, runs from the point that {} of the model's studies stay below to the one that \
             {} stay below.",
            exact_money(low),
            exact_money(high),
            percent(&at_low.below()),
            percent(&at_high.below())
        ));
    }
    let promise = promise(&found.study, run.level);
    if !promise.is_empty() {
        let said = match found.study.intervals.covers(Method::T) {
            Some(covered) if covered.high < run.level => {
                "Even if the model were exact, such a study would promise too much."
            }
            _ => "If the model were exact, such a study would keep its promise, as far as the simulation can tell.",
        };
        sentences.push(format!("{said} {promise}"));
    }
    Finding::new(
        format!("How does the published {} per person stand against the model?", exact_money(found.mean_avoided)),
        format!(
            "{}: {} of the studies that the model expects report less.",
            capital(&found.verdict.to_string()),
            percent(&found.placed.below())
        ),
        sentences,
    )
}

/// How often a study like the published one would hold the truth even if the model were exact; `None` where none was simulated.
pub(super) fn promise_of_study(evidence: &Evidence) -> Option<String> {
    let promise = promise(&evidence.published.as_ref()?.study, evidence.run.level);
    (!promise.is_empty()).then(|| format!("Of a study like the published one, were the model exact: {promise}"))
}

fn learnt(update: &UpdateEvidence, run: &AnswerRun) -> Finding {
    let [(mean_before, before), (mean_after, after)] = belief(&update.per_person);
    let mut sentences = vec![
        format!(
            "{} interval before: {}; after: {}.",
            level(run.level),
            to(&before[0], &before[1]),
            to(&after[0], &after[1])
        ),
        format!(
            "Each draw is weighed by how likely it would have produced the published mean; {} draws are worth {} equal ones \
             after that. {}",
            whole(update.draws),
            trimmed(update.effective_draws.round()),
            taken(update)
        ),
    ];
    sentences.extend(approximation(update));
    if !update.views.is_empty() {
        let parts: Vec<String> = update
            .views
            .iter()
            .map(|(id, [before, after])| {
                format!("{id} from {} to {}", tables::percent_of(*before), tables::percent_of(*after))
            })
            .collect();
        sentences.push(format!("Probability of the views: {}.", list(&parts)));
    }
    Finding::new(
        "What would be believed after the published figure?",
        format!("Expected cost avoided per person would move from {mean_before} to {mean_after}."),
        sentences,
    )
}

/// The headline if everyone were like the cases.
fn selection(found: &SelectionEvidence, cohort: u64, run: &AnswerRun) -> Finding {
    if found.share >= 1.0 - 1e-9 {
        return Finding::new(
            "What if the whole caseload were like the cases?",
            "In this scenario everybody is like the cases.",
            vec![format!(
                "Case studies are chosen, not drawn. These come from “{}”, which is the whole caseload: the {} that {} are \
                 expected to avoid ({} credible interval {}) is what multiplying the mean of the cases by the caseload assumes.",
                found.label,
                mean_with_error(&found.if_all_were),
                people(cohort),
                level(run.level),
                interval(&found.if_all_were, run.level)
            )],
        );
    }
    Finding::new(
        "What if the whole caseload were like the cases?",
        format!(
            "Then {} would be expected to be avoided, not {}.",
            mean(&found.if_all_were),
            mean(&found.as_described)
        ),
        vec![format!(
            "Case studies are chosen, not drawn. These come from “{}”, {} of the caseload. If all {} were like them, {} \
             would be expected to be avoided ({} credible interval {}); as the caseload is described, {} ({}). The first is \
             what multiplying the mean of the cases by the caseload assumes.",
            found.label,
            rounded(found.share),
            people(cohort),
            mean_with_error(&found.if_all_were),
            level(run.level),
            interval(&found.if_all_were, run.level),
            mean_with_error(&found.as_described),
            interval(&found.as_described, run.level)
        )],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needed_people_are_said_with_what_the_simulation_leaves_open() {
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
            "About 1,300 people are needed to be within ±20% of the truth 19 times in 20 (between 1,100 and 1,500, as far \
             as the simulation can tell)."
        );
        assert!(
            needed(&of(Some(1_231), Some(1_240), true))
                .contains("by the normal law of a mean of so many (between 1,200 and 1,300")
        );
    }
}
