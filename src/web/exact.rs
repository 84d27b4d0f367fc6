//! Answers with the exact expectation while the simulation is under way.

use serde_json::{Value, json};

use crate::estimate::{Summary, break_even, forecast, looked_at};
use crate::model::Plan;
use crate::numeric::decade;
use crate::quantity::Kind;
use crate::render::number::whole;
use crate::render::words::{EVIDENCE, estimated, figure, interval, level, mean, percent, stated, with_error};

/// Draws of the evidence that are expected: so many that the answer comes at once.
const DRAWS: usize = 128;

/// The headline numbers as they are expected to be.
pub(super) fn numbers(plan: &Plan) -> Value {
    let forecast = forecast(plan, looked_at(plan).min(DRAWS));
    let number = |label: &str, summary: &Summary| {
        let (value, error) = figure(summary);
        let note = format!(
            "{}; {} credible interval {}, on {EVIDENCE}",
            with_error(value, error),
            level(forecast.level),
            interval(summary, forecast.level)
        );
        json!({ "label": label, "value": mean(summary), "note": note, "mean": value, "error": error })
    };
    let gains = if plan.measures.has_gained() { "cost avoided and gains" } else { "cost avoided" };
    let mut numbers = vec![number(&format!("{gains} in total"), &forecast.avoided)];
    numbers.extend(forecast.social_value_pv.as_ref().map(|value| number("social value at present value", value)));
    if let Some(programme) = &forecast.programme {
        let each = |label: String, ratio: &Option<Summary>| ratio.as_ref().map(|ratio| number(&label, ratio));
        numbers.extend(each("SROI ratio: value for each £1 spent".to_owned(), &programme.sroi));
        numbers.extend(each(format!("{gains} for each £1 spent"), &programme.bcr));
        numbers.push(number("net benefit expected at present value", &programme.net_pv));
    }
    numbers.push(number(&format!("{gains} per person"), &forecast.per_person));
    let odds = forecast.programme.as_ref().map(|programme| {
        format!("chance that benefits exceed costs, on {EVIDENCE}: {}", percent(&programme.net_positive))
    });
    let draws = whole(forecast.draws);
    json!({ "numbers": numbers, "odds": odds, "draws": forecast.draws, "basis": format!("exact expectation over {draws} draws of the evidence") })
}

/// Where the value at `path` makes the expected net benefit zero: its number, and a sentence; both null where that is not
/// asked, as of a certain value or without a programme.
pub(super) fn turn(plan: &Plan, path: &str) -> Value {
    let kind = plan.parameters.iter().find(|parameter| parameter.path == path).map(|parameter| parameter.kind);
    let (Some(kind), Some(switch)) = (kind, break_even(plan, path)) else {
        return json!({ "at": null, "sentence": null });
    };
    let Some(value) = switch.value else {
        return json!({ "at": null, "sentence": "By itself it cannot make the expected net benefit zero." });
    };
    // As tables of switching values print it.
    let error = switch.mcse.unwrap_or(0.0).max(value.abs() / 1000.0);
    let sure = switch.mcse.map_or_else(String::new, |error| format!(" (± {})", spread(kind, rounded(error))));
    let sentence =
        format!("Switching value: at {}{sure} the expected net benefit is zero.", estimated(kind, value, error));
    json!({ "at": value, "sentence": sentence })
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
