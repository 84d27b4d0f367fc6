//! Describes a value as a page lets it be moved: in the words and units of the assumptions log, the most telling first.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::estimate::{labelled_assumptions, swings};
use crate::model::{Assumption, Outline, Plan};
use crate::quantity::Kind;

/// How many values a page shows before it is asked for more.
const MAIN: usize = 8;

/// Every value of a scenario, those that move the answer most first.
pub(super) fn controls(plan: &Plan) -> Vec<Value> {
    let swings: HashMap<String, f64> =
        swings(plan).bars.into_iter().filter(|bar| bar.swing > 0.0).map(|bar| (bar.path, bar.swing)).collect();
    let swing = |path: &str| swings.get(path).copied().unwrap_or(0.0);
    let outlines: HashMap<String, Outline> =
        plan.outlines().into_iter().map(|outline| (outline.path.clone(), outline)).collect();
    let mut values: Vec<(Assumption, &Outline)> = (labelled_assumptions(plan).into_iter())
        .filter_map(|stated| Some((outlines.get(&stated.path)?, stated)))
        .map(|(outline, stated)| (stated, outline))
        .collect();
    // Stable: values that move nothing keep the order of the file.
    values.sort_by(|(a, _), (b, _)| swing(&b.path).total_cmp(&swing(&a.path)));
    let mut shown = 0;
    let control = |(stated, outline): (Assumption, &Outline)| {
        let main = swings.contains_key(&stated.path) && fixed(&stated, outline).is_none() && shown < MAIN;
        shown += usize::from(main);
        self::control(&stated, outline, main)
    };
    values.into_iter().map(control).collect()
}

fn control(stated: &Assumption, outline: &Outline, main: bool) -> Value {
    let unit = Unit::of(outline.kind);
    let outline = &legal(outline);
    let [least, most] = track(outline);
    json!({
        "path": stated.path,
        "label": stated.label,
        "spelling": stated.spelling,
        "certain": outline.certain,
        "before": unit.before,
        "after": unit.after,
        "times": unit.times,
        "low": outline.low,
        "likely": outline.likely,
        "high": outline.high,
        "least": least,
        "most": most,
        "density": outline.curve,
        "source": stated.remarks.source,
        "note": stated.remarks.note,
        "grade": stated.remarks.grade,
        "main": main,
        "form": is_ratio(&stated.path).then_some(RATIO),
        "fixed": fixed(stated, outline),
    })
}

/// How what a comparison found is written, with the numbers in the places of these words; all else by its beta-PERT law.
const RATIO: &str = "{estimate: LIKELY, low: LOW, high: HIGH}";

fn is_ratio(path: &str) -> bool {
    ["risk_ratio", "rate_ratio", "hazard_ratio", "odds_ratio", "risk_difference"].contains(&last(path))
}

fn last(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

/// The outline as it may be written: with the estimate of a ratio, and without what two groups alone can find.
fn legal(outline: &Outline) -> Outline {
    let Outline { low, likely, median, .. } = *outline;
    match last(&outline.path) {
        "achieved_by" => Outline { low: low.max(0.0), likely: likely.max(0.0), ..outline.clone() },
        _ if is_ratio(&outline.path) => Outline { likely: median, ..outline.clone() },
        _ => outline.clone(),
    }
}

/// Why a value cannot be moved on the page, if it cannot.
fn fixed(stated: &Assumption, outline: &Outline) -> Option<&'static str> {
    let priced = last(&stated.path) == "each" && stated.spelling.starts_with("library");
    match () {
        () if outline.differs => Some(
            "The views state it each in their own way; switch views on or off, or change it in the text of the scenario.",
        ),
        () if priced => Some("It is a price of the library of unit costs; change it in the text of the scenario."),
        () => None,
    }
}

/// How a number of a kind is written.
struct Unit {
    before: &'static str,
    after: &'static str,
    times: f64,
}

impl Unit {
    const fn of(kind: Kind) -> Self {
        let (before, after, times) = match kind.held() {
            Kind::Share => ("", "%", 100.0),
            Kind::Money => ("£", "", 1.0),
            Kind::Rate => ("", " per year", 1.0),
            Kind::Length => ("", " months", 1.0),
            _ => ("", "", 1.0),
        };
        Self { before, after, times }
    }
}

/// The ends of a track: those of a share where it is one, else twice as far as what is believed.
fn track(outline: &Outline) -> [f64; 2] {
    let Outline { low, high, .. } = *outline;
    if outline.kind.held() == Kind::Share {
        // What may be below nothing, such as an effect, goes as far below as it does now, twice.
        return [(2.0 * low).min(0.0), high.max(1.0)];
    }
    let most = if high > 0.0 { 2.0 * high } else { 1.0 };
    [(2.0 * low).min(0.0), most]
}
