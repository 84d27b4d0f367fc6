//! Draws the prudent number of each target: what can be put in the budget at each confidence, beside the target itself.

use super::bars::{Bar, Bars};
use super::{Anchor, Area, Type, axis, figure, room, theme};
use crate::estimate::{Prudent, Stress, TargetStress};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Targets shown; any others are in the report and stress.json.
const MOST: usize = 3;

/// The figure; `None` without targets.
pub(super) fn budget(stress: &Stress, paper: Paper) -> Option<Figure> {
    let caption = caption::budget(stress)?;
    let panels: Vec<_> = stress.targets.iter().take(MOST).map(|(_, target)| panel(paper, target)).collect();
    let subtitle = format!("What is reached with at least each confidence, {}", caption::prices(&stress.scenario));
    let height = |(heading, bars): &(Vec<String>, Bars)| above(heading) + bars.height();
    Some(figure(paper, "budget", caption, &subtitle, panels.iter().map(height).sum(), |canvas, body| {
        for (area, (heading, bars)) in body.down(panels.iter().map(height)).zip(&panels) {
            canvas.lines((area.left, area.top + theme::LABEL), Anchor::Start, Type::STRONG, heading);
            bars.draw(canvas, Area { top: area.top + above(heading), ..area });
        }
    }))
}

fn panel(paper: Paper, target: &TargetStress) -> (Vec<String>, Bars) {
    let heading = Type::STRONG.wrap(&target.target.label, room(paper), 8);
    let amount = target.target.amount;
    let goal = Bar {
        label: "The target".to_owned(),
        hatched: Some((0.0, amount)),
        number: number::exact_money(amount),
        ..Bar::default()
    };
    let bars = std::iter::once(goal).chain(target.prudent.iter().map(bar)).collect();
    (heading, Bars::new(paper, bars, 0.0, axis::money_marks))
}

fn bar(prudent: &Prudent) -> Bar {
    let error = prudent.mcse.unwrap_or(f64::NAN);
    Bar {
        label: format!("At {} confidence", number::plain_share(prudent.confidence)),
        full: (0.0, prudent.amount),
        number: render_words::can_be_entered(prudent),
        under: if prudent.amount > 0.0 { format!("± {}", number::money_error(error)) } else { String::new() },
        ..Bar::default()
    }
}

fn above(heading: &[String]) -> f64 {
    Type::STRONG.height(heading.len()) + 40.0
}
