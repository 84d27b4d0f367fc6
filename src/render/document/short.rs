//! Composes what the screen shows of a run unless more is asked for: the verdict, who pays and who gains, and what to mind.

use super::results::{facts, precision};
use super::verdict::verdict;
use super::{Block, Document, Section, money, published, summary};
use crate::estimate::{Results, Warning};
use crate::render::number::{exact_money, whole};
use crate::render::words::capital;

/// What to ask for when this is too little.
const MORE: &str = "The report holds every interval, source and assumption; --full prints more here.";

/// A run in some fifty lines: the verdict and the few tables and sentences that nobody should miss.
#[must_use]
pub fn short(results: &Results) -> Document {
    let mut sections = Vec::new();
    if results.counts_money() {
        let mut table = money::payers(results);
        table.leave_out_beside();
        table.notes = vec![format!("Means of cash, not discounted{}.", at_prices(results))];
        sections.push(Section::new("payers", std::mem::take(&mut table.caption), [Block::Table(table)]));
    }
    let mut points = Vec::new();
    let figure = results.published.as_ref().and_then(|published| published.percentile.and(published.mean_avoided));
    let figure =
        figure.map_or_else(String::new, |mean| format!("{} avoided per person was published. ", exact_money(mean)));
    points.extend(published::finding(results).map(|finding| format!("{figure}{}", finding.headline)));
    if results.counts_money() {
        points.push(summary::sureness(results).headline);
    }
    points.extend(precision(results));
    points.extend(warned(&results.warnings));
    points.push(MORE.to_owned());
    sections.push(Section::new("mind", "To be known", [Block::List(points)]));
    Document {
        title: results.scenario.title.clone(),
        verdict: Some(verdict(results)),
        facts: facts(results),
        sections,
        ..Document::default()
    }
}

/// Warnings that the screen shows in full; more are counted.
const SHOWN: usize = 2;

/// The warnings that stand, and how many more there are.
fn warned(warnings: &[Warning]) -> Vec<String> {
    let (silenced, open): (Vec<&Warning>, Vec<&Warning>) =
        warnings.iter().partition(|warning| warning.silenced.is_some());
    let mut said: Vec<String> =
        open.iter().take(SHOWN).map(|warning| format!("Warning {}: {}", warning.id, sentence(&warning.text))).collect();
    let more = open.len().saturating_sub(SHOWN);
    let rest = match (more, silenced.len()) {
        (0, 0) => return said,
        (0, silenced) => format!("{} silenced by the scenario", warnings_counted(silenced)),
        (more, 0) => format!("{} more", warnings_counted(more)),
        (more, silenced) => format!("{} more, and {silenced} silenced by the scenario", warnings_counted(more)),
    };
    said.push(format!("{rest}; --full says more."));
    said
}

fn warnings_counted(number: usize) -> String {
    if number == 1 { "1 warning".to_owned() } else { format!("{} warnings", whole(number)) }
}

/// Text that may lack its full stop.
fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{stop}", capital(text))
}

/// ` at 2021/22 prices`, or nothing without a price base.
fn at_prices(results: &Results) -> String {
    results.scenario.price_base.as_ref().map_or_else(String::new, |year| format!(", at {year} prices"))
}
