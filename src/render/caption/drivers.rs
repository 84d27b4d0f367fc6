//! Captions what drives the answer: the tornado, shares of the variance, and the value of information.

use super::facts::{Caption, modelled};
use crate::estimate::{Decision, Drivers, EvsiCurve, IndexRow, WorthValue};
use crate::render::number;
use crate::render::words::{self, chosen, part_of_variance};

/// The caption of the tornado; `None` when nothing is uncertain.
#[must_use]
pub fn tornado(drivers: &Drivers) -> Option<Caption> {
    let widest = drivers.tornado.bars.first().filter(|bar| bar.swing > 0.0)?;
    let title = format!(
        "“{}” matters most: it moves the {} from {} to {}",
        widest.label,
        drivers.tornado.label,
        number::figures(widest.at_p10.min(widest.at_p90)),
        number::figures(widest.at_p10.max(widest.at_p90))
    );
    let lines = vec![
        "Each value moves alone from its 10th to its 90th percentile, all others at their medians; the scenario as written, \
         without views. A hatched end is the value’s 10th percentile, a full one its 90th."
            .to_owned(),
    ];
    Some(caption(drivers, title, lines, "Horizontal bars around a common line, the widest on top."))
}

/// The caption of the shares of the variance; `None` when there are none.
#[must_use]
pub fn variance(drivers: &Drivers) -> Option<Caption> {
    let given = |row: &&IndexRow| row.refused.is_none();
    let rows = drivers.sobol.inputs.iter().chain(&drivers.sobol.correlated).filter(given);
    let size = |row: &IndexRow| row.first_order.map_or(f64::NEG_INFINITY, |index| index.value);
    let largest = rows.max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let index = largest.first_order?;
    let title = format!(
        "“{}” by itself makes up {} of the uncertainty about the {}",
        largest.label,
        part_of_variance(index),
        drivers.sobol.label
    );
    let mut lines = vec![format!(
        "Share of the variance that would go if the value were known (Sobol index), with its {} interval; the scenario as \
         written, without views.",
        number::plain_share(drivers.run.level)
    )];
    if drivers.sobol.pick_freeze.is_some() {
        lines.push("The diamond is the share that it has a hand in, together with other values.".to_owned());
    }
    if drivers.sobol.inputs.iter().any(|row| row.refused.is_some()) {
        lines.push("Correlated values have no share of their own and stand together.".to_owned());
    }
    Some(caption(drivers, title, lines, "Horizontal bars with intervals, the largest on top."))
}

/// The caption of what knowing a value is worth for a decision; `None` where that cannot be told from nothing.
#[must_use]
pub fn information(drivers: &Drivers, decision: &Decision) -> Option<Caption> {
    let all = || decision.inputs.iter().chain(&decision.groups);
    all().find(|row| clear(row.worth))?;
    let best = decision.inputs.first().filter(|row| clear(row.worth));
    let title = best.map_or_else(
        || format!("No single value is clearly worth knowing better before deciding {}", decision.label),
        |row| format!("Knowing one value exactly is worth most for “{}”: {}", row.label, worth(row.worth)),
    );
    let lines = vec![format!(
        "Expected gain from deciding {} after learning the value, with twice its standard error either side; knowing \
         everything would be worth {}.",
        decision.label,
        worth(decision.evpi)
    )];
    Some(caption(drivers, title, lines, "Horizontal bars with intervals, the largest on top."))
}

/// What stands where knowing no value is worth anything that could be drawn.
#[must_use]
pub fn no_information(decision: &Decision) -> String {
    let all = if clear(decision.evpi) {
        format!("knowing everything would be worth {}", worth(decision.evpi))
    } else {
        "not even knowing everything would be clearly worth anything".to_owned()
    };
    format!("No value or group of values is clearly worth knowing better before deciding {}; {all}.", decision.label)
}

/// Whether a worth is above zero by more than twice its error.
fn clear(worth: WorthValue) -> bool {
    worth.value > 2.0 * worth.mcse && worth.value >= 0.5
}

/// The caption of what further case studies are worth.
#[must_use]
pub fn studies(drivers: &Drivers, decision: &Decision, curve: &EvsiCurve) -> Caption {
    let title = match (curve.best, curve.points.iter().find(|point| point.people == 64)) {
        (Some(best), _) if best.people > 0 => format!(
            "{} further case studies leave most after their cost: {}",
            number::whole(u64::from(best.people)),
            worth(WorthValue { value: best.net_gain, mcse: best.mcse })
        ),
        (Some(_), _) => "No study of these sizes is worth what it costs".to_owned(),
        (None, Some(point)) => format!(
            "64 further case studies are worth about {}",
            worth(WorthValue { value: point.value, mcse: point.mcse })
        ),
        (None, None) => "What further case studies are worth".to_owned(),
    };
    let lines = vec![format!(
        "Expected gain from deciding {} after a further study of that size, with twice its standard error either side. It \
         can never exceed what knowing these values exactly would be worth.",
        decision.label
    )];
    caption(drivers, title, lines, "A curve over the number of further case studies.")
}

fn worth(worth: WorthValue) -> String {
    number::money(worth.value, worth.mcse)
}

fn caption(drivers: &Drivers, title: String, lines: Vec<String>, shape: &str) -> Caption {
    let (scenario, run) = (&drivers.scenario, &drivers.run);
    let draws = format!("{} draws of the evidence", number::whole(run.draws));
    let foot = modelled(&draws, &words::source_file(scenario), run.seed, &chosen(&drivers.warnings));
    Caption::of(title, lines, shape, foot, &scenario.changes)
}
