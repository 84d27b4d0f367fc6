//! Draws what each shock changes, with the error of the difference.

use super::bars::{Bar, Bars};
use super::{axis, figure};
use crate::estimate::{ShockResults, ShockTarget, Stress};
use crate::render::figure::Figure;
use crate::render::{caption, number, words as render_words};

/// The figure; `None` without shocks.
pub(super) fn shocks(stress: &Stress) -> Option<Figure> {
    let caption = caption::shocks(stress)?;
    let bars = Bars::new(stress.shocks.iter().map(bar).collect(), 0.0, axis::money_marks);
    let subtitle = format!(
        "Change in cost avoided (bar, ± its error) and in cashable savings (diamond), {}",
        caption::prices(&stress.scenario)
    );
    Some(figure("shocks", caption, &subtitle, bars.height(), |canvas, body| bars.draw(canvas, body)))
}

fn bar(shock: &ShockResults) -> Bar {
    let change = &shock.avoided.difference;
    let none = change.is_nothing();
    let sign = if change.mean > 0.0 { "+" } else { "" };
    // A change within two of its errors may be luck.
    let clear = |target: &&ShockTarget| target.difference.abs() > 2.0 * target.mcse;
    let chance = shock
        .targets
        .iter()
        .next()
        .map(|(_, target)| target)
        .filter(clear)
        .map(|target| format!(" (target reached: {})", render_words::percent(&target.after)));
    Bar {
        label: format!("{}{}", shock.label, chance.unwrap_or_default()),
        full: (0.0, change.mean),
        hatched: None,
        interval: (!none).then_some((change.mean - 2.0 * change.mcse, change.mean + 2.0 * change.mcse)),
        diamond: Some(shock.cashable.difference.mean),
        number: if none {
            "no change".to_owned()
        } else {
            format!("{sign}{}", number::money(change.mean, change.mcse))
        },
        under: if none { String::new() } else { format!("± {}", number::money_error(change.mcse)) },
    }
}
