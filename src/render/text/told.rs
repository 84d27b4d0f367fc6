//! Says what a table of case studies holds by itself, whom its mean hangs on, and what choosing people does.

use super::layout::Page;
use super::weighed::method;
use crate::estimate::{CasesEvidence, EvidenceRun, Method, SelectionEvidence};
use crate::render::number::{exact_money, plain_share, whole};
use crate::render::report::{people, selection_sentence};

/// People that the leave-one-out table shows, at most.
const SHOWN: usize = 20;

/// The table, as a whole and as each view tells it.
pub(super) fn cases(page: &mut Page, tables: &[CasesEvidence], run: &EvidenceRun) {
    for told in tables {
        table(page, told, run);
    }
}

fn table(page: &mut Page, told: &CasesEvidence, run: &EvidenceRun) {
    let view = told.view.as_ref().map_or_else(String::new, |view| format!(" (view “{view}”)"));
    page.say(&format!(
        "{}{view}: {} avoided {} in all, {} each on average (median {}; without the lowest and highest 10%, {}).",
        told.name,
        people(told.people),
        exact_money(told.total),
        exact_money(told.averages.mean),
        exact_money(told.averages.median),
        exact_money(told.averages.trimmed)
    ));
    page.say(&format!(
        "If these were drawn at random from people like them, the mean of all such people would lie between {} ({} interval, \
         {}).",
        ends(told, told.headline, "and"),
        plain_share(run.level),
        method(told.headline)
    ));
    if let Some(caution) = &told.caution {
        page.point(&format!("Be wary: {caution}."));
    }
    if let (Some(largest), Some(first)) = (told.largest_share, told.influence.first()) {
        let without = first
            .mean_without
            .map_or_else(String::new, |mean| format!("; without them the mean of the others is {}", exact_money(mean)));
        page.point(&format!(
            "{} brings {} of the total{without}.",
            first.person,
            plain_share((largest * 100.0).round() / 100.0)
        ));
    }
    let rows: Vec<Vec<String>> = Method::ALL
        .into_iter()
        .filter(|each| told.intervals.get(each.key()).is_some())
        .map(|each| {
            let flag = told.flags.get(each.key()).cloned().unwrap_or_default();
            vec![method(each).to_owned(), ends(told, each, "to"), flag]
        })
        .collect();
    page.table(&["Interval of the mean", "Range", "Remark"], &rows);
    influence(page, told);
}

fn ends(told: &CasesEvidence, method: Method, word: &str) -> String {
    let end = |end: Option<f64>, none: &str| end.map_or_else(|| none.to_owned(), exact_money);
    told.intervals.get(method.key()).map_or_else(String::new, |&[low, high]| {
        format!("{} {word} {}", end(low, "no lower end"), end(high, "no upper end"))
    })
}

fn influence(page: &mut Page, told: &CasesEvidence) {
    let rows: Vec<Vec<String>> = told
        .influence
        .iter()
        .take(SHOWN)
        .map(|one| {
            let without = one.mean_without.map_or_else(|| "nobody is left".to_owned(), exact_money);
            vec![one.person.clone(), exact_money(one.avoided), without]
        })
        .collect();
    page.table(&["Leave one out", "Avoided", "Mean of the others"], &rows);
    if told.influence.len() > SHOWN {
        page.say(&format!("{} more people are in evidence.json.", whole((told.influence.len() - SHOWN) as u64)));
    }
}

/// The headline if everyone were like the cases.
pub(super) fn selection(page: &mut Page, found: &SelectionEvidence, cohort: u64, run: &EvidenceRun) {
    page.say(&selection_sentence(found, cohort, run));
}
