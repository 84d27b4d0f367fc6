//! Lays out the tables of what the evidence can tell: sizes of study, views, prior and posterior, a table of cases.

use super::table::{Cell, Column, Row, Table, columns};
use crate::estimate::{
    AnswerRun, CasesEvidence, GivenTruth, Method, OutlierEvidence, Posterior, PublishedEvidence, SmallSample,
    UpdateEvidence, ViewEvidence,
};
use crate::quantity::Kind;
use crate::render::number::{exact_money, money, plain_share, trimmed, whole};
use crate::render::words::{belief, interval, level, mean, path_in_words, percent, stated, to};

/// People that the leave-one-out table shows, at most.
const SHOWN: usize = 20;

/// What a method is called in words.
pub(super) const fn method_name(method: Method) -> &'static str {
    match method {
        Method::T => "Student's t",
        Method::Percentile => "percentile bootstrap",
        Method::Bca => "BCa bootstrap",
        Method::Studentised => "studentised bootstrap",
        Method::Bayesian => "Bayesian bootstrap",
    }
}

/// A row of texts.
pub(super) fn row(cells: impl IntoIterator<Item = String>) -> Row {
    Row::body(cells.into_iter().map(Cell::Text))
}

/// Every size of study; `None` where support avoids nothing.
/// `seen` says whether there is a study of today's size, and not only a usual one.
pub(super) fn sizes(sample: &SmallSample, run: &AnswerRun, seen: bool) -> Option<Table> {
    let heads = ["The study reports", "Width of t", "t holds", "Percentile", "BCa", "Studentised", "Bayesian"];
    let rows = sample.rows.iter().map(|size| {
        let today = if seen && size.people == sample.today { " (today)" } else { "" };
        let t = size.intervals.methods.get(Method::T.key());
        let width = t.and_then(|method| method.median_width);
        let covers = |method| size.intervals.covers(method).map(|chance| percent(&chance)).unwrap_or_default();
        let first = [
            format!("{}{today}", whole(size.people)),
            sample.given.as_ref().and_then(|given| reported(given, size.people)).unwrap_or_default(),
            width.map_or_else(|| "no end".to_owned(), |width| money(width, f64::NAN)),
        ];
        row(first.into_iter().chain(Method::ALL.map(covers)))
    });
    (sample.draws > 0).then(|| Table::new("Studies of every size", columns("People", heads), rows).note(format!(
            "What the study reports is at the truth supposed above. The last five columns are the shares of studies whose nominal {} interval holds the truth, by Student's t and four \
             bootstraps; anything below that is a promise not kept. Widths are medians.",
            level(run.level)
        )))
}

/// `£100 to £9,000`: what studies of so many people report at that truth.
pub(super) fn reported(given: &GivenTruth, people: usize) -> Option<String> {
    let row = given.rows.iter().find(|row| row.people == people)?;
    let end = |place: usize| money(row.range[place], row.mcse[place]);
    Some(to(&end(0), &end(1)))
}

/// Averages of one person that hold against outliers.
pub(super) fn averages(found: &OutlierEvidence) -> Table {
    let person = found.person;
    let amounts = [person.mean, person.median, person.trimmed, person.winsorised];
    let cells = std::iter::once("over all draws".to_owned()).chain(amounts.map(|value| money(value, f64::NAN)));
    Table::new("What one person avoids", columns("One person avoids", ["Mean", "Median", "10%-trimmed mean", "10%-winsorised mean"]), vec![row(cells)]).note("The trimmed mean leaves the lowest and the highest 10% of people out; the winsorised mean counts them at the 10% \
             and 90% points.")
}

/// The published figure against each view; `None` without views.
pub(super) fn views(found: &PublishedEvidence, run: &AnswerRun) -> Option<Table> {
    let spanned = |view: &ViewEvidence| match view.spanned {
        Some(true) => "yes",
        Some(false) => "no",
        None => "no range published",
    };
    Table::of(
        "The published figure and each view",
        found.views.iter().map(|(_, view)| view),
        &[
            (Column::text("View"), &|view| Cell::text(&view.label)),
            (Column::number("Its studies report"), &|view| Cell::Text(mean(&view.model))),
            (Column::number("Range"), &|view| Cell::Text(interval(&view.model, run.level))),
            (Column::number("Below the mean"), &|view| Cell::Text(percent(&view.placed.below()))),
            (Column::number("Published mean is"), &|view| Cell::Text(view.verdict.to_string())),
            (Column::number("In published range"), &|view| Cell::text(spanned(view))),
        ],
    )
    .note("“Below the mean”: the share of the view's studies that report less than the published mean. “In published range”: \
             whether its typical study lies in the published range.").filled()
}

/// Before and after the published figure: the headlines, then every assumption, those that move most first.
pub(super) fn update(found: &UpdateEvidence, run: &AnswerRun) -> Vec<Table> {
    let interval = format!("{} interval", level(run.level));
    let heads = ["Before", &interval, "After", &interval];
    let mut named = vec![
        ("Expected cost avoided per person", &found.per_person),
        ("Expected cost avoided in total", &found.total),
        ("One more study like the published one", &found.published_mean),
    ];
    if let Some(without) = &found.at_its_word {
        named.push(("Per person, were nothing overstated", &without.per_person));
        named.push(("In total, were nothing overstated", &without.total));
        named.push(("One more study, were nothing overstated", &without.published_mean));
    }
    let mut tables = vec![Table::new(
        "Before and after the published figure",
        columns("", heads),
        named.into_iter().map(|(name, number)| row(moved(name, number))),
    )];
    let mut assumptions: Vec<(&str, &Posterior)> = found.assumptions.iter().collect();
    let size = |number: &Posterior| number.shift.map_or(0.0, f64::abs);
    assumptions.sort_by(|a, b| size(b.1).total_cmp(&size(a.1)));
    if !assumptions.is_empty() {
        let cells = |(path, number): (&str, &Posterior)| {
            row(moved(&path_in_words(path), number).into_iter().chain([number.shift.map_or_else(String::new, trimmed)]))
        };
        tables.push(Table::new(
            "Every assumption, those that move most (in their own standard deviations) first",
            columns("", heads.into_iter().chain(["Moved by"])),
            assumptions.into_iter().map(cells),
        ));
    }
    tables
}

fn moved(name: &str, number: &Posterior) -> [String; 5] {
    let [(mean_before, before), (mean_after, after)] = if number.kind == Kind::Money {
        belief(number)
    } else {
        let spelled =
            |value: f64| if number.kind == Kind::Share { percent_of(value) } else { stated(number.kind, value) };
        [(number.prior_mean, number.prior), (number.posterior_mean, number.posterior)]
            .map(|(mean, ends)| (spelled(mean), ends.map(spelled)))
    };
    [name.to_owned(), mean_before, to(&before[0], &before[1]), mean_after, to(&after[0], &after[1])]
}

/// To whole per cent, or a tenth below 10%; nothing and all only where it is exactly that.
pub(super) fn percent_of(value: f64) -> String {
    if value > 0.0 && value < 0.000_5 {
        return "below 0.1%".to_owned();
    }
    if (0.995..1.0).contains(&value) {
        return "above 99%".to_owned();
    }
    let step = if value < 0.1 { 1_000.0 } else { 100.0 };
    plain_share((value * step).round() / step)
}

/// The ends of one interval of a table of cases.
pub(super) fn ends(cases: &CasesEvidence, method: Method, word: &str) -> String {
    let end = |end: Option<f64>, none: &str| end.map_or_else(|| none.to_owned(), exact_money);
    cases.intervals.get(method.key()).map_or_else(
        || "not known".to_owned(),
        |&[low, high]| format!("{} {word} {}", end(low, "no lower end"), end(high, "no upper end")),
    )
}

/// The intervals of a table of cases, and whom its mean hangs on; nothing of one person.
pub(super) fn cases(of: &CasesEvidence) -> Vec<Table> {
    let known = Method::ALL.into_iter().filter(|method| of.intervals.get(method.key()).is_some());
    let intervals: Vec<Row> = known
        .map(|method| {
            let flag = of.flags.get(method.key()).cloned().unwrap_or_default();
            row([method_name(method).to_owned(), ends(of, method, "to"), flag])
        })
        .collect();
    let influence = of.most_influential(SHOWN).into_iter().map(|one| {
        let without = one.mean_without.map_or_else(String::new, exact_money);
        row([one.person.clone(), exact_money(one.avoided), without])
    });
    let more = of.influence.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| {
        format!("These are the people whose absence moves the mean most; {} more are in evidence.json.", whole(more))
    });
    let mut all = Vec::new();
    if !intervals.is_empty() {
        all.push(Table::new(
            format!("Intervals of the mean of {}", of.name),
            [Column::text("Interval of the mean"), Column::number("Range"), Column::text("Remark")],
            intervals,
        ));
    }
    if of.people > 1 {
        let heads = columns("Leave one out", ["Avoided", "Mean of the others"]);
        all.push(Table::new("Leaving one out", heads, influence).notes(more));
    }
    all
}
