//! Draws what was believed before and after the published mean, one distribution under the other.

use super::rows::{self, Look, Mark};
use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, figure, theme};
use crate::estimate::{Evidence, Posterior, whole_part};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words as render_words};

/// Height of a distribution.
const ROW: f64 = 560.0;
/// What stands beside them.
const LABELS: [&str; 2] = ["Before", "After the published mean"];
/// Bars of a distribution.
const BARS: u32 = 40;

/// The figure; `None` unless something was learnt.
pub(super) fn belief(evidence: &Evidence, paper: Paper) -> Option<Figure> {
    let caption = caption::belief(evidence)?;
    let belief = &evidence.update.as_ref()?.per_person;
    let subtitle = format!(
        "Expected avoided cost per person. Dot: mean; line: {} interval",
        number::plain_share(evidence.run.level)
    );
    Some(figure(paper, "belief", caption, &subtitle, 2.0 * ROW + 180.0, |canvas, body| draw(canvas, body, belief)))
}

fn draw(canvas: &Canvas, body: Area, belief: &Posterior) {
    let [prior, posterior] =
        render_words::belief(belief).map(|(mean, ends)| [mean, render_words::to(&ends[0], &ends[1])]);
    let room = prior.iter().chain(&posterior).map(|text| Type::SMALL.bold().width(text));
    let labels = LABELS.map(|label| Type::STRONG.width(label));
    let room = room.chain(labels).fold(0.0, f64::max);
    let plot =
        Area { left: body.left + room + 120.0, right: body.right - 100.0, top: body.top, bottom: body.top + 2.0 * ROW };
    let ends = |curve: &[f64]| curve.first().copied().into_iter().chain(curve.last().copied()).collect::<Vec<f64>>();
    let values = ends(&belief.prior_curve).into_iter().chain(ends(&belief.posterior_curve));
    let x = Scale::new(axis::padded(values, true), plot.left, plot.right);
    axis::below(canvas, plot, &x, &axis::money_marks(x.range(), 5.0));
    let sides = [
        (LABELS[0], belief.prior_mean, belief.prior, &belief.prior_curve),
        (LABELS[1], belief.posterior_mean, belief.posterior, &belief.posterior_curve),
    ];
    let shares = sides.map(|(_, _, _, curve)| bars(curve, x.range()));
    let tallest = shares.iter().flatten().copied().fold(0.0, f64::max);
    let rows = sides.into_iter().zip(&shares).zip([prior, posterior]);
    for (Area { top, .. }, (((label, mean, [low, high], _), shares), told)) in plot.down([ROW; 2]).zip(rows) {
        let line = top + ROW - 70.0;
        let y = Scale::new((0.0, tallest), line - 50.0, top + 40.0);
        let width = (plot.right - plot.left) / f64::from(BARS);
        let mut left = plot.left;
        for &share in shares {
            let bar = Area { left, right: left + width, top: y.at(share), bottom: y.at(0.0) };
            if share > 0.0 {
                canvas.rectangle(bar, theme::BANDS[1]);
            }
            left += width;
        }
        let said = format!("{label}: {} per person, interval {}", told[0], told[1]);
        let mark = Mark { outer: (low, high), ..Mark::at(Look::Avoided, mean) }.saying(said);
        rows::draw_mark(canvas, &mark, line, &x);
        let middle = top + 0.5 * ROW;
        canvas.text((body.left, middle), Anchor::Start, Type::STRONG, label);
        canvas.lines((body.left, middle + Type::SMALL.leading()), Anchor::Start, Type::SMALL, &told);
    }
    canvas.line(&[(plot.left, plot.top + ROW), (plot.right, plot.top + ROW)], Stroke::solid(theme::GRID, theme::HAIR));
}

/// The share of evenly spaced quantiles that falls into each bar of the range.
fn bars(curve: &[f64], (from, to): (f64, f64)) -> Vec<f64> {
    let mut bars = vec![0.0; BARS as usize];
    for value in curve {
        let place = (value - from) / (to - from) * f64::from(BARS);
        let index = whole_part::<usize>(place).min(bars.len() - 1);
        bars[index] += 1.0;
    }
    bars
}
