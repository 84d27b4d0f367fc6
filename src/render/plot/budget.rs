//! Draws the prudent number of each target: what can be put in the budget at each confidence, beside the target itself.

use super::axis;
use super::bars::{Bar, Bars};
use super::canvas::{Anchor, Area, Type};
use super::sheet::{Figure, Sheet};
use super::words;
use super::{canvas::Canvas, theme};
use crate::estimate::{Prudent, Stress, TargetStress};
use crate::render::words as render_words;
use crate::render::{caption, number};

/// Targets shown; any others are in the report and stress.json.
const MOST: usize = 3;

/// The figure; `None` without targets.
pub(super) fn budget(stress: &Stress) -> Option<Figure> {
    let caption = caption::budget(stress)?;
    let panels: Vec<(Vec<String>, Bars)> = stress.targets.iter().take(MOST).map(|(_, target)| panel(target)).collect();
    let subtitle = format!("What is reached with at least each confidence, {}", caption::prices(&stress.scenario));
    let height = |(heading, bars): &(Vec<String>, Bars)| above(heading) + bars.height();
    let sheet = Sheet::new(caption, &subtitle, panels.iter().map(height).sum());
    Some(sheet.draw("budget", |canvas, body| {
        let mut top = body.top;
        for (heading, bars) in &panels {
            draw(canvas, body, top, heading, bars);
            top += above(heading) + bars.height();
        }
    }))
}

fn panel(target: &TargetStress) -> (Vec<String>, Bars) {
    let room = theme::WIDTH - 2.0 * theme::MARGIN;
    let heading = words::wrap(&target.target.label, room, Type::STRONG.size, Type::STRONG.weight, 2);
    let amount = target.target.amount;
    let goal = Bar {
        label: "The target".to_owned(),
        full: (0.0, 0.0),
        hatched: Some((0.0, amount)),
        interval: None,
        diamond: None,
        number: number::exact_money(amount),
        under: String::new(),
    };
    let bars = std::iter::once(goal).chain(target.prudent.iter().map(bar)).collect();
    (heading, Bars::new(bars, 0.0, axis::money_marks))
}

fn bar(prudent: &Prudent) -> Bar {
    let error = prudent.mcse.unwrap_or(f64::NAN);
    Bar {
        label: format!("At {} confidence", number::plain_share(prudent.confidence)),
        full: (0.0, prudent.amount),
        hatched: None,
        interval: None,
        diamond: None,
        number: render_words::can_be_entered(prudent),
        under: if prudent.amount > 0.0 { format!("± {}", number::money_error(error)) } else { String::new() },
    }
}

fn above(heading: &[String]) -> f64 {
    Type::STRONG.leading() * f64::from(u32::try_from(heading.len()).unwrap_or(1)) + 40.0
}

fn draw(canvas: &Canvas, body: Area, top: f64, heading: &[String], bars: &Bars) {
    canvas.lines((body.left, top + theme::LABEL), Anchor::Start, Type::STRONG, heading);
    let top = top + above(heading);
    bars.draw(canvas, Area { top, bottom: top + bars.height(), ..body });
}
