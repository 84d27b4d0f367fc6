//! Draws what becomes of the mean of case studies when each person in turn is left out.

use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, figure, theme};
use crate::estimate::{CasesEvidence, Evidence, Influence, float};
use crate::render::figure::{Figure, Paper};
use crate::render::{caption, number, words};

/// Height of a row.
const ROW: f64 = 150.0;
/// People shown, at most.
const SHOWN: usize = 24;
/// Room for names, on A4.
const NAMES: f64 = 1_100.0;
/// Room for amounts.
const AMOUNTS: f64 = 1_050.0;

/// The figure; `None` without a table of at least two people.
pub(super) fn influence(evidence: &Evidence, paper: Paper) -> Option<Figure> {
    let caption = caption::influence(evidence)?;
    let told = evidence.cases.first()?;
    let shown = told.influence.len().min(SHOWN);
    let subtitle = "Mean of the others when one person is left out, largest amounts first";
    Some(figure(paper, "influence", caption, subtitle, ROW * float(shown) + 330.0, |canvas, body| {
        draw(canvas, body, told, &told.most_influential(SHOWN), NAMES * theme::narrowed(paper))
    }))
}

fn draw(canvas: &Canvas, body: Area, told: &CasesEvidence, people: &[&Influence], names: f64) {
    let (top, shown) = (body.top + 110.0, people.len());
    let plot = Area { left: body.left + names, right: body.right - AMOUNTS, top, bottom: top + ROW * float(shown) };
    let means = people.iter().filter_map(|one| one.mean_without);
    let x = Scale::new(axis::padded(means.chain([told.averages.mean]), true), plot.left, plot.right);
    axis::below(canvas, plot, &x, &axis::money_marks(x.range(), 4.0));
    let all = x.at(told.averages.mean);
    canvas.line(&[(all, plot.top), (all, plot.bottom)], Stroke::solid(theme::INK, theme::THIN));
    canvas.text((all, plot.top - 25.0), Anchor::Middle, Type::SMALL.ink(theme::INK), "mean of all");
    for (index, one) in people.iter().enumerate() {
        let y = top + ROW * (float(index) + 0.5);
        let baseline = y + 0.35 * theme::LABEL;
        let name = Type::LABEL.wrap(&one.person, names - 60.0, 1);
        canvas.lines((body.left, baseline), Anchor::Start, Type::LABEL, &name);
        canvas.text((body.right, baseline), Anchor::End, Type::LABEL, &words::changed(one.avoided, false));
        if let Some(mean) = one.mean_without {
            canvas.line(&[(all, y), (x.held(mean), y)], Stroke::solid(theme::AVOIDED, theme::THIN));
            canvas.dot((x.held(mean), y), 32, theme::AVOIDED);
            let said = format!("Without {}: mean {}", words::named(&one.person), number::exact_money(mean));
            canvas.value_at((x.held(mean), y), &said);
        }
    }
}
