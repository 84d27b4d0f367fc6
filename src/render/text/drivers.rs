//! Says in words what drives the answer and what is worth knowing better, sentences before tables.

use super::check_events::{rough_money, rough_number, rough_share};
use super::layout::Page;
use super::worth;
use crate::estimate::{Bar, Drivers, IndexRow, IndexValue};
use crate::quantity::Kind;
use crate::render::number::{exact_money, money, plain_share, share, whole};

/// Rows of a table; the rest is summed up in a sentence.
const ROWS: usize = 12;

/// What `averted drivers` says; `files` are the paths written, for its last lines.
#[must_use]
pub fn drivers(drivers: &Drivers, files: &[String]) -> String {
    let mut page = Page::default();
    page.title(&drivers.scenario.title);
    page.say(&format!(
        "From {} exact expectations and {} draws of the evidence (seed {}); nobody is simulated, so no figure here has \
         the noise of a cohort. ± is one standard error.",
        whole(drivers.run.evaluations as u64),
        whole(drivers.run.draws as u64),
        drivers.run.seed
    ));
    if drivers.run.sampling.is_some() {
        page.say(
            "The evidence is drawn by scrambled Sobol points. The errors of what it is worth to know come from how much \
             their independent randomisations differ; the intervals of shares of the variance treat draws as independent.",
        );
    }
    page.heading("What is it worth to know more before deciding?");
    worth::say(&mut page, drivers);
    page.heading(&format!("What moves the {}?", drivers.tornado.label));
    tornado(&mut page, drivers);
    page.heading("Which doubts make up the uncertainty?");
    sobol(&mut page, drivers);
    page.heading("How good is the evidence?");
    grades(&mut page, drivers);
    if !files.is_empty() {
        page.heading("Files");
        for file in files {
            page.say(file);
        }
    }
    page.finish()
}

fn tornado(page: &mut Page, drivers: &Drivers) {
    let tornado = &drivers.tornado;
    let Some(widest) = tornado.bars.first() else {
        page.say("Nothing is uncertain in the scenario as written.");
        return;
    };
    page.say(&format!(
        "With every value at its median it is {}. One value at a time, from its 10th to its 90th percentile, \
         moves it most: {}, from {} to {}. This is the scenario as written, without views.",
        rough_money(tornado.at_medians),
        widest.label,
        rough_money(widest.at_p10),
        rough_money(widest.at_p90)
    ));
    let rows: Vec<Vec<String>> = tornado
        .bars
        .iter()
        .take(ROWS)
        .map(|bar| {
            vec![
                bar.label.clone(),
                format!("{} to {}", value(bar, bar.p10), value(bar, bar.p90)),
                rough_money(bar.at_p10),
                rough_money(bar.at_p90),
                rough_money(bar.swing),
            ]
        })
        .collect();
    page.table(&["Value", "10th to 90th percentile", "At the 10th", "At the 90th", "Moves it by"], &rows);
    if let Some(next) = tornado.bars.get(ROWS) {
        let left = tornado.bars.len() - ROWS;
        page.say(&format!("{} more, which move it by {} at most.", others(left), rough_money(next.swing)));
    }
}

fn others(left: usize) -> String {
    if left == 1 { "One value".to_owned() } else { format!("{} values", whole(left as u64)) }
}

fn value(bar: &Bar, value: f64) -> String {
    match bar.kind {
        Kind::Share => rough_share(value),
        Kind::Money => rough_money(value),
        Kind::Rate => format!("{} a year", rough_number(value)),
        Kind::Factor => rough_number(value),
    }
}

fn sobol(page: &mut Page, drivers: &Drivers) {
    let sobol = &drivers.sobol;
    if sobol.sd.is_nan() || sobol.sd <= 0.0 {
        page.say("None: the output does not vary.");
        return;
    }
    let method = sobol.pick_freeze.map_or_else(
        || {
            "estimated from the draws by splines; `--pick-freeze 4096` adds the share that a value has a hand in \
             together with others"
                .to_owned()
        },
        |points| format!("estimated by pick-freeze on {} points", whole(points as u64)),
    );
    page.say(&format!(
        "Its standard deviation over the evidence is {}. Below is the share of its variance that would go if a value were \
         known exactly, with its {} interval, {method}.",
        rough_money(sobol.sd),
        plain_share(drivers.run.level)
    ));
    let head: &[&str] = if sobol.pick_freeze.is_some() {
        &["Value", "By itself", "With interactions"]
    } else {
        &["Value", "By itself"]
    };
    let row = |row: &IndexRow| {
        let mut cells = vec![row.label.clone(), index(row.first_order)];
        if sobol.pick_freeze.is_some() {
            cells.push(index(row.total));
        }
        cells
    };
    let given: Vec<&IndexRow> = sobol.inputs.iter().filter(|row| row.refused.is_none()).collect();
    let rows: Vec<Vec<String>> =
        given.iter().take(ROWS).chain(&sobol.correlated.iter().collect::<Vec<_>>()).map(|one| row(one)).collect();
    page.table(head, &rows);
    let groups: Vec<Vec<String>> = sobol.groups.iter().filter(|group| group.refused.is_none()).map(row).collect();
    if !groups.is_empty() {
        let mut head = head.to_vec();
        head[0] = "All values of";
        page.table(&head, &groups);
    }
    for refused in sobol.inputs.iter().chain(&sobol.groups) {
        if let Some(reason) = &refused.refused {
            page.point(&format!("{}: {reason}.", refused.label));
        }
    }
}

/// `34% (31% to 37%)`.
fn index(index: Option<IndexValue>) -> String {
    index.map_or_else(
        || "not given".to_owned(),
        |index| {
            let of = |value: f64| share(value.max(0.0), index.mcse);
            format!("{} ({} to {})", of(index.value), of(index.low), of(index.high))
        },
    )
}

fn grades(page: &mut Page, drivers: &Drivers) {
    let evidence = &drivers.evidence;
    let worst = evidence.grades.iter().find(|row| row.grade == Some(6));
    if let Some(part) = worst.and_then(|row| row.saving_share) {
        let verdict = if part > 0.9995 { "All".to_owned() } else { plain_share((part * 1000.0).round() / 1000.0) };
        page.say(&format!("{verdict} of the expected saving rests on at least one value of grade 6, judgement."));
    }
    page.say(
        "Each event’s saving counts under the worst grade among the values that it is computed from. A value without a grade \
         may be anything: it counts as worse than 1 to 5.",
    );
    let rows: Vec<Vec<String>> = evidence
        .grades
        .iter()
        .map(|row| {
            let grade = row.grade.map_or_else(|| "ungraded".to_owned(), |grade| grade.to_string());
            let saving = match row.saving_share {
                Some(part) if part == 0.0 || part == 1.0 => plain_share(part),
                Some(part) => share(part, row.saving_share_mcse.unwrap_or(f64::NAN)),
                None => "nothing is saved".to_owned(),
            };
            vec![grade, row.values.to_string(), saving, index(row.variance_share)]
        })
        .collect();
    page.table(&["Grade", "Uncertain values", "Of the expected saving", "Of its variance"], &rows);
    if let Some(together) = evidence.variance_together.filter(|together| *together > 0.005) {
        page.say(&format!(
            "The remaining {} of the variance comes from values of different grades acting together, or from more than two \
             acting together.",
            plain_share((together * 100.0).round() / 100.0)
        ));
    }
}

/// What is said of a worth below 50p.
pub(super) const NOTHING: &str = "nothing to speak of";

/// `£12,300 (± £400)`, or `nothing to speak of` where neither value nor error reaches £1.
pub(super) fn worth_of(value: f64, error: f64) -> String {
    if value < 0.5 && error < 0.5 {
        return NOTHING.to_owned();
    }
    if error < 0.5 {
        return exact_money(value);
    }
    format!("{} (± {})", money(value, error), crate::render::number::money_error(error))
}
