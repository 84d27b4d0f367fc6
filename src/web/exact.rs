//! Answers with the exact expectation while the simulation is under way.

use serde_json::{Value, json};

use crate::estimate::{Summary, break_even, forecast, looked_at};
use crate::model::Plan;
use crate::numeric::decade;
use crate::quantity::Kind;
use crate::render::document::KeyNumber;
use crate::render::words::{EVIDENCE, cost_avoided_where, interval, level, stated, switching_value};

/// Draws of the evidence that are expected: so many that the answer comes at once.
const DRAWS: usize = 128;

/// The headline numbers as they are expected to be.
pub(super) fn numbers(plan: &Plan) -> Value {
    let forecast = forecast(plan, looked_at(plan).min(DRAWS));
    let written = |number: KeyNumber| {
        let KeyNumber { value, label, note } = number;
        json!({ "label": label, "value": value, "note": note })
    };
    let within = |summary: &Summary| interval(summary, forecast.level);
    let number = |label: &str, summary: &Summary| {
        let note = format!("{} credible interval {}, on {EVIDENCE}", level(forecast.level), within(summary));
        written(KeyNumber::of(summary, label.to_owned(), &note))
    };
    let avoided = cost_avoided_where(plan.measures.has_gained());
    let chances = forecast.targets.iter();
    let mut numbers: Vec<Value> =
        chances.map(|(label, chance)| written(KeyNumber::chance(chance, label, plan.base.cohort.people))).collect();
    let note = format!("{} prediction interval {}", level(forecast.level), within(&forecast.avoided));
    numbers.push(written(KeyNumber::of(&forecast.avoided, format!("{avoided} in total"), &note)));
    numbers.extend(forecast.social_value_pv.as_ref().map(|value| number("social value at present value", value)));
    if let Some(programme) = &forecast.programme {
        let each = |label: String, ratio: &Option<Summary>| ratio.as_ref().map(|ratio| number(&label, ratio));
        numbers.extend(each("SROI ratio: value for each £1 spent".to_owned(), &programme.sroi));
        numbers.extend(each(format!("{avoided} for each £1 spent"), &programme.bcr));
        numbers.push(number("net benefit expected at present value", &programme.net_pv));
    }
    numbers.push(number(&format!("{avoided} per person"), &forecast.per_person));
    json!({ "numbers": numbers, "draws": forecast.draws })
}

/// Where the value at `path` makes the expected net benefit zero: its number, and a sentence; both null where that is not
/// asked, as of a certain value or without a programme.
pub(super) fn turn(plan: &Plan, path: &str) -> Value {
    let kind = plan.parameters.iter().find(|parameter| parameter.path == path).map(|parameter| parameter.kind);
    let (Some(kind), Some(switch)) = (kind, break_even(plan, path)) else {
        return json!({ "at": null, "sentence": null });
    };
    let Some(value) = switching_value(kind, &switch) else {
        return json!({ "at": null, "sentence": "By itself it cannot make the expected net benefit zero." });
    };
    let sure = switch.mcse.map_or_else(String::new, |error| format!(" (± {})", spread(kind, rounded(error))));
    let sentence = format!("Switching value: at {value}{sure} the expected net benefit is zero.");
    json!({ "at": switch.value, "sentence": sentence })
}

/// An error in words: that of a share in points.
fn spread(kind: Kind, error: f64) -> String {
    if kind.held() == Kind::Share {
        format!("{} points", stated(Kind::Factor, 100.0 * error))
    } else {
        stated(kind, error)
    }
}

/// To one figure, upwards.
fn rounded(error: f64) -> f64 {
    if error > 0.0 { (error / decade(error)).ceil() * decade(error) } else { 0.0 }
}
