//! Draws what drives the answer: tornado, shares of the variance, the value of knowing a value.

use super::bars::{Bar, Bars};
use super::{axis, figure};
use crate::estimate::{Decision, Drivers, IndexRow, WorthRow};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Rows before the rest is left to the tables.
const MOST: usize = 12;

/// The first decision that knowing more may change.
pub(super) fn open_decision(drivers: &Drivers) -> Option<&Decision> {
    let open = |decision: &&Decision| decision.evpi.value >= 0.5;
    drivers.decisions.iter().map(|(_, decision)| decision).find(open)
}

/// What stands in the place of what knowing a value is worth.
pub(super) fn no_information(drivers: &Drivers) -> Option<String> {
    let decision = drivers.decisions.iter().map(|(_, decision)| decision).next()?;
    match open_decision(drivers) {
        Some(open) => caption::information(drivers, open).is_none().then(|| caption::no_information(open)),
        None => Some(caption::no_information(decision)),
    }
}

pub(super) fn tornado(drivers: &Drivers, paper: Paper) -> Option<Figure> {
    let caption = caption::tornado(drivers)?;
    let middle = drivers.tornado.at_medians;
    let shown = drivers.tornado.bars.iter().filter(|bar| bar.swing > 0.0).take(MOST);
    let bars = shown.map(|bar| Bar {
        label: bar.label.clone(),
        full: (middle, bar.at_p90),
        hatched: Some((middle, bar.at_p10)),
        number: number::figures(bar.swing),
        said: format!(
            "{}: {} where it is low, {} where it is high",
            bar.label,
            number::figures(bar.at_p10),
            number::figures(bar.at_p90)
        ),
        ..Bar::default()
    });
    let bars = Bars::new(paper, bars.collect(), middle, axis::money_marks)
        .with_key("value at its 10th percentile (low)", "value at its 90th percentile (high)");
    let subtitle = format!(
        "{}, {}; the line is {}, with every value at its median, the numbers are the distance of both ends",
        render_words::capital(&drivers.tornado.label),
        caption::prices(&drivers.scenario),
        number::figures(middle)
    );
    Some(figure(paper, "tornado", caption, &subtitle, bars.height(), |canvas, body| bars.draw(canvas, body)))
}

pub(super) fn variance(drivers: &Drivers, paper: Paper) -> Option<Figure> {
    let caption = caption::variance(drivers)?;
    let given = |row: &&IndexRow| row.first_order.is_some();
    let mut rows: Vec<&IndexRow> = drivers.sobol.correlated.iter().chain(&drivers.sobol.inputs).filter(given).collect();
    let size = |row: &IndexRow| row.first_order.map_or(0.0, |index| index.value);
    rows.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let bars = rows.into_iter().take(MOST).filter_map(|row| {
        let index = row.first_order?;
        let of = |value: f64| number::share(value.max(0.0), index.mcse);
        Some(Bar {
            label: row.label.clone(),
            full: (0.0, index.value.clamp(0.0, 1.0)),
            interval: Some((index.low, index.high)),
            diamond: row.total.map(|total| total.value.clamp(0.0, 1.0)),
            number: render_words::part_of_variance(index),
            under: if index.low == index.high {
                String::new()
            } else {
                render_words::to(&of(index.low), &of(index.high))
            },
            ..Bar::default()
        })
    });
    let bars = Bars::new(paper, bars.collect(), 0.0, axis::share_marks);
    let subtitle = format!("Share of the variance of the {}", drivers.sobol.label);
    Some(figure(paper, "variance", caption, &subtitle, bars.height(), |canvas, body| bars.draw(canvas, body)))
}

pub(super) fn information(drivers: &Drivers, paper: Paper) -> Option<Figure> {
    let decision = open_decision(drivers)?;
    let caption = caption::information(drivers, decision)?;
    // What prints as nothing says nothing.
    let seen = |row: &&WorthRow| number::money(row.worth.value, row.worth.mcse) != "£0";
    let groups = decision.groups.iter().filter(seen);
    let groups = groups.map(|row| (format!("All values of {}", row.label), row.worth));
    let inputs = decision.inputs.iter().filter(seen);
    let rows = groups.chain(inputs.take(MOST).map(|row| (row.label.clone(), row.worth)));
    let bars = rows.map(|(label, worth)| Bar {
        label,
        full: (0.0, worth.value),
        interval: Some(((worth.value - 2.0 * worth.mcse).max(0.0), worth.value + 2.0 * worth.mcse)),
        number: number::money(worth.value, worth.mcse),
        under: format!("± {}", number::money_error(worth.mcse)),
        ..Bar::default()
    });
    let bars = Bars::new(paper, bars.collect(), 0.0, axis::money_marks);
    let subtitle = format!(
        "What knowing it exactly is worth before deciding {}, {}",
        decision.label,
        caption::prices(&drivers.scenario)
    );
    Some(figure(paper, "information", caption, &subtitle, bars.height(), |canvas, body| bars.draw(canvas, body)))
}
