//! Draws what each shock changes, with the error of the difference.

use super::bars::{Bar, Bars};
use super::{axis, figure};
use crate::estimate::{ShockResults, ShockTarget, Stress};
use crate::render::caption::Moved;
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// The figure; `None` without shocks.
pub(super) fn shocks(stress: &Stress, paper: Paper) -> Option<Figure> {
    let caption = caption::shocks(stress)?;
    let moved = caption::moved(stress);
    let bars = stress.shocks.iter().map(|shock| bar(shock, moved)).collect();
    let bars = Bars::new(paper, bars, 0.0, axis::money_marks);
    let what = match moved {
        Moved::Avoided => "cost avoided (bar, ± its error) and in cashable savings (diamond)",
        Moved::SocialValue => "social value at present value (bar, ± its error) and in cost avoided (diamond)",
    };
    let subtitle = format!("Change in {what}, {}", caption::prices(&stress.scenario));
    Some(figure(paper, "shocks", caption, &subtitle, bars.height(), |canvas, body| bars.draw(canvas, body)))
}

fn bar(shock: &ShockResults, moved: Moved) -> Bar {
    let change = &moved.of(shock).difference;
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
        interval: (!none).then_some((change.mean - 2.0 * change.mcse, change.mean + 2.0 * change.mcse)),
        diamond: Some(moved.beside(shock).difference.mean),
        number: if none {
            "no change".to_owned()
        } else {
            format!("{sign}{}", number::money(change.mean, change.mcse))
        },
        under: if none { String::new() } else { format!("± {}", number::money_error(change.mcse)) },
        ..Bar::default()
    }
}
