//! Draws what becomes of the mean of case studies when each person in turn is left out.

use super::axis::{self, Scale};
use super::canvas::{Anchor, Area, Canvas, Stroke, Type};
use super::sheet::{Figure, Sheet};
use super::theme;
use super::words::{self, Weight};
use crate::estimate::{CasesEvidence, Evidence};
use crate::render::{caption, number};

/// Height of a row.
const ROW: f64 = 150.0;
/// People shown, at most.
const SHOWN: usize = 24;
/// Room for names.
const NAMES: f64 = 1_100.0;
/// Room for amounts.
const AMOUNTS: f64 = 1_050.0;

/// The figure; `None` without a table of at least two people.
pub(super) fn influence(evidence: &Evidence) -> Option<Figure> {
    let caption = caption::influence(evidence)?;
    let told = evidence.cases.first()?;
    let shown = told.influence.len().min(SHOWN);
    let subtitle = "Mean of the others when one person is left out, largest amounts first";
    let rows = f64::from(u32::try_from(shown).unwrap_or(0));
    let sheet = Sheet::new(caption, subtitle, ROW * rows + 330.0);
    Some(sheet.draw("influence", |canvas, body| draw(canvas, body, told, shown)))
}

fn draw(canvas: &Canvas, body: Area, told: &CasesEvidence, shown: usize) {
    let people = &told.influence[..shown];
    let top = body.top + 110.0;
    let rows = f64::from(u32::try_from(shown).unwrap_or(0));
    let plot = Area { left: body.left + NAMES, right: body.right - AMOUNTS, top, bottom: top + ROW * rows };
    let means = people.iter().filter_map(|one| one.mean_without);
    let x = Scale::new(axis::padded(means.chain([told.averages.mean]), true), plot.left, plot.right);
    axis::below(canvas, plot, &x, &axis::money_marks(x.range(), 4.0));
    let all = x.at(told.averages.mean);
    canvas.line(&[(all, plot.top), (all, plot.bottom)], Stroke::solid(theme::INK, theme::THIN));
    canvas.text((all, plot.top - 25.0), Anchor::Middle, Type::SMALL.ink(theme::INK), "mean of all");
    for (index, one) in people.iter().enumerate() {
        let y = top + ROW * (f64::from(u32::try_from(index).unwrap_or(0)) + 0.5);
        let baseline = y + 0.35 * theme::LABEL;
        let name = words::wrap(&one.person, NAMES - 60.0, theme::LABEL, Weight::Regular, 1);
        canvas.lines((body.left, baseline), Anchor::Start, Type::LABEL, &name);
        let amount = format!("avoided {}", number::exact_money(one.avoided));
        canvas.text((body.right, baseline), Anchor::End, Type::LABEL, &amount);
        if let Some(mean) = one.mean_without {
            canvas.line(&[(all, y), (x.held(mean), y)], Stroke::solid(theme::AVOIDED, theme::THIN));
            canvas.dot((x.held(mean), y), 32, theme::AVOIDED);
        }
    }
}
