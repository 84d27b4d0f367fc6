//! Captions the figures of `averted evidence`: what a small study can tell, what a figure teaches, whom a mean hangs on.

use super::facts::{Caption, modelled};
use crate::estimate::{Evidence, Method, PublishedEvidence, SmallSample, UpdateEvidence};
use crate::render::words::{self, chosen};
use crate::render::{number, words as render_words};

/// The caption of width and coverage against n; `None` where there is nothing for a study to find.
#[must_use]
pub fn precision(evidence: &Evidence) -> Option<Caption> {
    let sample = evidence.small_sample.as_ref().filter(|sample| sample.draws > 0)?;
    let today = sample.rows.iter().find(|row| row.people == sample.today)?;
    let t = today.intervals.covers(Method::T)?;
    let level = number::plain_share(evidence.run.level);
    let title = format!(
        "The {level} interval of a study of {} holds the truth {} of the time",
        words::people(sample.today),
        render_words::percent(&t)
    );
    Some(caption(
        evidence,
        title,
        vec![
            format!(
                "Studies simulated where the truth is known: how wide their nominal {level} intervals are, divided by the truth, \
                 and how often they hold it. A narrow one that seldom does has missed the few people who bring most of the total."
            ),
            needed(sample),
        ],
        "Two panels over the number of people on a logarithmic axis, with one study marked.",
    ))
}

fn needed(sample: &SmallSample) -> String {
    let each: Vec<String> = sample
        .needed
        .iter()
        .filter_map(|needed| {
            let within = number::plain_share(needed.within);
            let (number, _) = words::people_for_study(needed)?;
            Some(format!("within ±{within} of the truth, about {number}"))
        })
        .collect();
    if each.is_empty() { String::new() } else { format!("People needed, 19 times in 20: {}.", each.join("; ")) }
}

/// What the marked study is: that of the publication or of the table of cases, or only of a usual size.
#[must_use]
pub fn today(evidence: &Evidence, sample: &SmallSample) -> String {
    let published =
        evidence.published.as_ref().is_some_and(|published| usize::try_from(published.people) == Ok(sample.today));
    let told = evidence.cases.first().is_some_and(|told| told.people == sample.today);
    let number = number::whole(sample.today);
    match (published, told) {
        (true, _) => format!("published: {number}"),
        (false, true) => format!("case studies: {number}"),
        (false, false) => words::people(sample.today),
    }
}

/// The caption of prior against posterior; `None` unless something was learnt.
#[must_use]
pub fn belief(evidence: &Evidence) -> Option<Caption> {
    let (update, published) = (evidence.update.as_ref()?, evidence.published.as_ref()?);
    Some(caption(
        evidence,
        learnt(update, published),
        vec![
            "Expected avoided cost per person: the bar is the middle of what is believed, the line its interval. The published \
             mean is of other people, counted in its own way, and is not on this axis."
                .to_owned(),
            words::taken(update),
        ],
        "Two distributions, one under the other.",
    ))
}

fn learnt(update: &UpdateEvidence, published: &PublishedEvidence) -> String {
    let [(before, _), (after, _)] = words::belief(&update.per_person);
    let figure = number::exact_money(published.mean_avoided);
    if update.at_its_word.is_some() {
        return format!(
            "The published {figure}, less what it overstates, would move the expected average from {before} to {after}"
        );
    }
    format!("Taking the published {figure} at its word would move the expected average from {before} to {after}")
}

/// The caption of leave-one-out; `None` without a table of at least two people who are not all alike.
#[must_use]
pub fn influence(evidence: &Evidence) -> Option<Caption> {
    let told = evidence.cases.first().filter(|told| told.people > 1 && told.varies())?;
    let first = told.most_influential(1).into_iter().next()?;
    let title = format!(
        "Without {} the mean of the case studies would be {} instead of {}",
        words::named(&first.person),
        number::exact_money(first.mean_without?),
        number::exact_money(told.averages.mean)
    );
    Some(caption(
        evidence,
        title,
        vec![format!(
            "Each dot is the mean of the others when that person is left out; the upright line is the mean of all {}. {}",
            words::people(told.people),
            words::hangs_on(told).unwrap_or_default()
        )],
        "Dots in rows, one a person.",
    ))
}

/// A caption with its caution: a warning about selection stands on every figure.
fn caption(evidence: &Evidence, title: String, lines: Vec<String>, shape: &str) -> Caption {
    let warned = chosen(&evidence.warnings);
    let warned = if warned.is_empty() { " Case studies are chosen, not drawn.".to_owned() } else { warned };
    let source = evidence
        .scenario
        .as_ref()
        .map_or_else(|| evidence.cases.first().map_or_else(String::new, |told| told.name.clone()), words::source_file);
    let foot = if evidence.scenario.is_some() {
        let draws = format!("{} draws", number::whole(evidence.run.draws));
        modelled(&draws, &source, evidence.run.seed, &warned)
    } else {
        format!("{source}.{warned}")
    };
    let changes = evidence.scenario.as_ref().map_or(&[][..], |scenario| &scenario.changes);
    Caption::of(title, lines, shape, foot, changes)
}
