//! Draws by how much scenarios differ from the first, with the interval of the difference.

use super::rows::{Chart, Look, Mark, Row};
use super::sheet::figure;
use crate::estimate::{Comparison, Versus, VersusMeasure};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// The figure; `None` where nothing is compared.
pub(super) fn difference(comparison: &Comparison, paper: Paper) -> Option<Figure> {
    let caption = caption::difference(comparison)?;
    let first = comparison.scenarios.first()?;
    let rows = comparison.against_first.iter().flat_map(|versus| rows(comparison, versus)).collect();
    let heads = vec!["Difference".to_owned(), format!("Chance that {} has more", first.name)];
    let chart = Chart::new(paper, rows, heads, caption::prices(&first.scenario));
    let subtitle = format!(
        "Each scenario less {}, draw by draw, with {} intervals",
        first.name,
        number::plain_share(comparison.run.level)
    );
    Some(figure(paper, "difference", caption, &subtitle, chart.height(), |canvas, body| chart.draw(canvas, body)))
}

fn rows(comparison: &Comparison, versus: &Versus) -> Vec<Row> {
    let level = comparison.run.level;
    let measures = [
        ("cost avoided", Some(&versus.avoided), Look::Avoided),
        ("cashable", Some(&versus.cashable), Look::Cash),
        ("net present value", versus.net_pv.as_ref(), Look::Published),
    ];
    let row = |(name, measure, look): (&str, Option<&VersusMeasure>, Look)| {
        let measure = measure?;
        let change = &measure.difference.difference;
        let beats = &measure.first_beats;
        let number = if measure.alike {
            ("alike".to_owned(), String::new())
        } else {
            let range = change.interval(level).map_or_else(String::new, |[low, high]| {
                render_words::to(&number::money(low.value, low.mcse), &number::money(high.value, high.mcse))
            });
            (number::money(change.mean, change.mcse), range)
        };
        let label = format!("{}: {name}", versus.name);
        let said = match number.1.as_str() {
            "" => format!("{label}: {}", number.0),
            range => format!("{label}: {} of difference, {range}", number.0),
        };
        Some(Row {
            label,
            sum: false,
            marks: vec![Mark::of(look, change, level).saying(said)],
            cells: vec![number, (render_words::percent(beats), String::new())],
        })
    };
    measures.into_iter().filter_map(row).collect()
}
