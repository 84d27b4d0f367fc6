//! Says what a table of people says by itself: one list, or two groups that are compared.

use super::evidence_tables as tables;
use super::{Block, Column, Finding, Section, Table};
use crate::estimate::{AnswerRun, CasesEvidence, Evidence, GroupMeasure, GroupSide, GroupsEvidence, Ordered};
use crate::render::number::{exact_money, whole};
use crate::render::words::{capital, changed, hangs_on, level, list, people};

/// What the people avoided, as a whole and in each view.
pub(super) fn cases(evidence: &Evidence) -> Option<Section> {
    if evidence.cases.is_empty() {
        return None;
    }
    let findings = evidence.cases.iter().map(|cases| Block::Finding(of_cases(cases, &evidence.run)));
    let section = Section::new("cases", "What do the case studies say by themselves?", findings);
    Some(section.with(evidence.cases.iter().flat_map(tables::cases).map(Block::Table)))
}

fn of_cases(told: &CasesEvidence, run: &AnswerRun) -> Finding {
    let view = told.view.as_ref().map_or_else(String::new, |view| format!(" (view “{view}”)"));
    let mut sentences = Vec::new();
    let (rose, cost) = (told.rose.people, exact_money(told.rose.cost));
    if rose > 0 && told.people > 1 {
        let whose = if rose == told.people { "all of them".to_owned() } else { format!("{} of them", whole(rose)) };
        sentences.push(format!("Costs rose for {whose}, by {cost} in all, which is counted."));
    }
    if told.varies() {
        sentences.extend(interval(told, run));
    }
    sentences.extend(told.caution.as_ref().map(|caution| format!("Be wary: {caution}.")));
    if told.before_less_after {
        sentences.push(
            "Be wary: everybody is compared with themselves before, and nobody with people who had no support. Support often \
             begins when things are at their worst, and some of them would have got better anyway (regression to the mean): how \
             much of the change is owed to support, these numbers cannot say."
                .to_owned(),
        );
    }
    sentences.extend(hangs_on(told));
    sentences.extend(unread(&told.unread));
    let headline = if told.people == 1 {
        format!("1 person {}.", changed(told.total, told.before_less_after))
    } else {
        let each = if told.total < 0.0 { -told.averages.mean } else { told.averages.mean };
        let averages = if told.total < 0.0 { "what was avoided: median" } else { "median" };
        format!(
            "{} {} in all, {} each on average ({averages} {}; without the lowest and highest 10%, {}).",
            capital(&people(told.people)),
            changed(told.total, told.before_less_after),
            exact_money(each),
            exact_money(told.averages.median),
            exact_money(told.averages.trimmed)
        )
    };
    Finding::new(format!("What do the case studies of {}{view} say by themselves?", told.name), headline, sentences)
}

/// The interval of the mean, and whether it leaves open that nothing is avoided.
fn interval(told: &CasesEvidence, run: &AnswerRun) -> Option<String> {
    let ends = told.intervals.get(told.headline.key())?;
    let open = open(*ends, "anything is avoided on average");
    Some(format!(
        "If these were drawn at random from people like them, the mean of all such people would lie between {} ({} interval, \
         {}).{open}",
        tables::ends(told, told.headline, "and"),
        level(run.level),
        tables::method_name(told.headline)
    ))
}

/// What an interval on both sides of nothing leaves open.
fn open([low, high]: [Option<f64>; 2], what: &str) -> String {
    if low.is_none_or(|low| low < 0.0) && high.is_none_or(|high| high > 0.0) {
        format!(" That holds £0: by these people alone it is not certain that {what}.")
    } else {
        String::new()
    }
}

fn unread(heads: &[String]) -> Option<String> {
    let named: Vec<String> = heads.iter().map(|head| format!("“{head}”")).collect();
    match named.len() {
        0 => None,
        1 => Some(format!("One column was not read: {}.", named[0])),
        count => Some(format!("{} columns were not read: {}.", whole(count), list(&named))),
    }
}

/// The two groups of a table.
pub(super) fn groups(evidence: &Evidence) -> Option<Section> {
    let found = evidence.groups.as_ref()?;
    let title = "What do the two groups say by themselves?";
    let finding = Block::Finding(of_groups(found, &evidence.run));
    Some(Section::new("groups", title, [finding]).with(tables_of(found).into_iter().map(Block::Table)))
}

fn of_groups(found: &GroupsEvidence, run: &AnswerRun) -> Finding {
    let (with, without) = (&found.supported, &found.comparison);
    let of = |side: &GroupSide| format!("the {} of “{}”", people(side.people), side.label);
    let same = found.avoided == 0.0;
    let (amount, less) = (exact_money(found.avoided.abs()), if found.avoided < 0.0 { "more" } else { "less" });
    let headline = match found.measure {
        GroupMeasure::Cost => {
            let by = if same { "the same".to_owned() } else { format!("{amount} {less}") };
            format!(
                "{} cost {} each on average, {} {}: {by} with support.",
                capital(&of(with)),
                exact_money(with.mean),
                of(without),
                exact_money(without.mean)
            )
        }
        GroupMeasure::Avoided | GroupMeasure::BeforeLessAfter => {
            let before = found.measure == GroupMeasure::BeforeLessAfter;
            let by = if same {
                "nothing is between the two".to_owned()
            } else {
                format!(
                    "{amount} {} a person was avoided with support",
                    if found.avoided < 0.0 { "less" } else { "more" }
                )
            };
            format!(
                "{} {} each on average, {} {}: {by}.",
                capital(&of(with)),
                changed(with.mean, before),
                of(without),
                changed(without.mean, before)
            )
        }
    };
    let mut sentences = Vec::new();
    if let Some(ends) = found.intervals.get(&found.headline).filter(|ends| ends[0] != ends[1] || ends[0].is_none()) {
        sentences.push(format!(
            "If both groups were drawn at random from people like them, what is avoided a person would lie between {} on average \
             ({} interval, {}).{}",
            between(&found.intervals, &found.headline, "and"),
            level(run.level),
            method(&found.headline),
            open(*ends, "support avoids anything")
        ));
    }
    sentences.extend(found.caution.as_ref().map(|caution| format!("Be wary: {caution}.")));
    sentences.push(
        "Whether it is support that made the difference depends on how people came into the two groups: only chance makes them \
         alike in everything else."
            .to_owned(),
    );
    sentences.extend(unread(&found.unread));
    Finding::new(format!("What do the two groups of {} say by themselves?", found.name), headline, sentences)
}

fn method(key: &str) -> &'static str {
    if key == "welch" { "Welch's t" } else { "studentised bootstrap" }
}

fn between(intervals: &Ordered<[Option<f64>; 2]>, key: &str, word: &str) -> String {
    let end = |end: Option<f64>, none: &str| end.map_or_else(|| none.to_owned(), exact_money);
    intervals.get(key).map_or_else(String::new, |&[low, high]| {
        format!("{} {word} {}", end(low, "no lower end"), end(high, "no upper end"))
    })
}

fn tables_of(found: &GroupsEvidence) -> Vec<Table> {
    let measure = match found.measure {
        GroupMeasure::Cost => "Mean cost",
        GroupMeasure::Avoided => "Mean cost avoided",
        GroupMeasure::BeforeLessAfter => "Mean cost before less after",
    };
    let side = |side: &GroupSide| {
        let sd = if side.people > 1 { exact_money(side.sd) } else { "one person".to_owned() };
        tables::row([side.label.clone(), whole(side.people), exact_money(side.mean), sd])
    };
    let heads = [
        Column::text("Group"),
        Column::number("People"),
        Column::number(measure),
        Column::number("Standard deviation of people"),
    ];
    let mut all = vec![Table::new("The two groups", heads, [side(&found.supported), side(&found.comparison)])];
    if !found.intervals.is_empty() {
        let rows = found.intervals.iter().map(|(key, _)| {
            let flag = found.flags.get(key).cloned().unwrap_or_default();
            tables::row([method(key).to_owned(), between(&found.intervals, key, "to"), flag])
        });
        let heads =
            [Column::text("Interval of what is avoided a person"), Column::number("Range"), Column::text("Remark")];
        all.push(Table::new("Intervals of the difference", heads, rows));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_on_both_sides_of_nothing_says_so() {
        assert!(open([Some(-5.0), Some(9.0)], "x").contains("holds £0"));
        assert!(open([None, Some(9.0)], "x").contains("holds £0"));
        assert_eq!(open([Some(5.0), None], "x"), "");
        assert_eq!(open([Some(-5.0), Some(-1.0)], "x"), "");
    }
}
