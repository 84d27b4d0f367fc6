//! Captions the way from gross avoided cost to cash for those asked about.

use super::facts::{Caption, directed, focus, level, whom};
use crate::estimate::{BridgeSeries, BridgeStage, Results};
use crate::render::words::{certain, mean, taking_cash};

/// The bridge that the figure draws: of the group looked at, or of all payers.
#[must_use]
pub fn chosen(results: &Results) -> Option<&BridgeSeries> {
    let of = |group: Option<&str>| results.series.bridge.iter().find(|bridge| bridge.group.as_deref() == group);
    of(focus(results)).or_else(|| of(None))
}

/// The caption of the bridge; `None` when nothing can be avoided.
#[must_use]
pub fn bridge(results: &Results) -> Option<Caption> {
    if results.events.is_empty() {
        return None;
    }
    let bridge = chosen(results)?;
    let left = |step: BridgeStage| bridge.steps.iter().find(|s| s.step == step).map(|s| &s.left);
    let (gross, credited, cash) =
        (left(BridgeStage::Gross)?, left(BridgeStage::Added)?, left(BridgeStage::NotCashable)?);
    let gained = results.mechanisms.gained.as_ref();
    if gross.mean == 0.0 && certain(gross) {
        return None;
    }
    let whom = whom(bridge.group.as_deref());
    let what = gained.map_or_else(String::new, |gained| format!(", budgets gain {}", mean(gained)));
    let cash = if mean(cash) == "£0" {
        format!(", and none of it is cash for {whom}")
    } else if cash.mean < 0.0 {
        let taking = taking_cash(results).map_or_else(String::new, |taking| format!("as what {taking} takes cash, "));
        format!(", and {taking}{} is left in cash for {whom}", mean(cash))
    } else {
        format!(" and {} is cash for {whom}", mean(cash))
    };
    let title = if gross.mean < 0.0 {
        format!(
            "Before any adjustment support {}; after all of them, and with what it adds itself, it {}{what}{cash}",
            directed(gross, ["avoids", "adds"]),
            directed(credited, ["avoids", "adds"])
        )
    } else if credited.mean < 0.0 {
        format!(
            "Of {} gross avoided cost nothing is left to be credited: with what support adds, the programme {}{what}{cash}",
            mean(gross),
            directed(credited, ["avoids", "adds"])
        )
    } else {
        format!(
            "Of {} gross avoided cost, {} can be credited to the programme{what}{cash}",
            mean(gross),
            mean(credited)
        )
    };
    let less = match (results.mechanisms.caused.is_some(), results.mechanisms.replaced.is_some()) {
        (false, false) => "",
        (true, false) => ", less what it causes,",
        (false, true) => ", less what comes instead,",
        (true, true) => ", less what it causes and what comes instead,",
    };
    let on_top = if gained.is_some() { "; what budgets gain comes on top" } else { "" };
    let lines = vec![
        format!(
            "Gross is what support prevents, reduces or puts off past the time followed{less} before any adjustment. Attribution, displacement and \
             optimism bias take off what the programme may not claim; what support adds counts in full{on_top}."
        ),
        format!("The line under a bar is the {} prediction interval of the number beside it.", level(results)),
    ];
    Some(Caption::new(results, title, lines, "A staircase of bars from gross avoided cost down to cash."))
}
