//! Draws horizontal bars from one number to another, with an interval, a label on the left and numbers on the right.

use super::{Area, Canvas, Scale, Stroke, Type, axis, theme};

/// The marks of an axis: places and their labels, for a range and a width.
type Marks = fn((f64, f64), f64) -> Vec<(f64, String)>;

/// One bar.
#[derive(Clone, Debug, Default)]
pub(super) struct Bar {
    pub(super) label: String,
    /// From the common line to the end drawn full.
    pub(super) full: (f64, f64),
    /// From the common line to the end drawn hatched, where there is one.
    pub(super) hatched: Option<(f64, f64)>,
    pub(super) interval: Option<(f64, f64)>,
    /// Where a hollow diamond stands.
    pub(super) diamond: Option<f64>,
    pub(super) number: String,
    /// Under the number.
    pub(super) under: String,
}

/// Bars with the marks of their axis.
pub(super) struct Bars {
    bars: Vec<Bar>,
    labels: Vec<Vec<String>>,
    /// The common line.
    line: f64,
    marks: Marks,
}

const ROOM: f64 = 1500.0;
const BELOW: f64 = 150.0;

impl Bars {
    pub(super) fn new(bars: Vec<Bar>, line: f64, marks: Marks) -> Self {
        let wrap = |bar: &Bar| Type::LABEL.wrap(&bar.label, ROOM, 3);
        let labels = bars.iter().map(wrap).collect();
        Self { bars, labels, line, marks }
    }

    fn row_height(&self, index: usize) -> f64 {
        let lines = self.labels.get(index).map_or(1, |lines| lines.len().max(2));
        Type::LABEL.height(lines) + 45.0
    }

    /// The height it needs.
    pub(super) fn height(&self) -> f64 {
        (0..self.bars.len()).map(|index| self.row_height(index)).sum::<f64>() + BELOW
    }

    pub(super) fn draw(&self, canvas: &Canvas, body: Area) {
        let labels = self.labels.iter().flatten();
        let room = labels.map(|line| Type::LABEL.width(line)).fold(0.0, f64::max);
        let numbers = self
            .bars
            .iter()
            .map(|bar| Type::STRONG.width(&bar.number).max(Type::SMALL.width(&bar.under)))
            .fold(300.0, f64::max);
        let plot = Area {
            left: body.left + room + 90.0,
            right: (body.right - numbers - 90.0).max(body.left + room + 390.0),
            top: body.top,
            bottom: body.bottom - BELOW,
        };
        let ends = self.bars.iter().flat_map(|bar| {
            let hatched = bar.hatched.unwrap_or(bar.full);
            let interval = bar.interval.unwrap_or(bar.full);
            [bar.full.0, bar.full.1, hatched.0, hatched.1, interval.0, interval.1, bar.diamond.unwrap_or(bar.full.1)]
        });
        let zero = self.line == 0.0;
        let x = Scale::new(axis::padded(ends.chain([self.line]), zero), plot.left, plot.right);
        axis::below(canvas, plot, &x, &(self.marks)(x.range(), 5.0));
        for (index, area) in body.down((0..self.bars.len()).map(|index| self.row_height(index))).enumerate() {
            self.bar(canvas, index, area, &x);
        }
        let at = x.at(self.line);
        canvas.line(&[(at, plot.top), (at, plot.bottom)], Stroke::solid(theme::INK, theme::THIN));
    }

    fn bar(&self, canvas: &Canvas, index: usize, area: Area, x: &Scale) {
        let (bar, lines) = (&self.bars[index], &self.labels[index]);
        let middle = 0.5 * (area.top + area.bottom);
        let half = 0.26 * area.height();
        let shape = |(from, to): (f64, f64)| {
            let (from, to) = (x.held(from), x.held(to));
            Area { left: from.min(to), right: from.max(to), top: middle - half, bottom: middle + half }
        };
        canvas.rectangle(shape(bar.full), theme::AVOIDED);
        if let Some(hatched) = bar.hatched {
            canvas.hatched(shape(hatched), theme::CASH);
        }
        if let Some((low, high)) = bar.interval {
            // A rim of paper keeps the interval apart from a dark bar.
            let points = [(x.held(low), middle), (x.held(high), middle)];
            canvas.line(&points, Stroke::solid(theme::PAPER, theme::THICK));
            canvas.line(&points, Stroke::solid(theme::INK, theme::THIN));
        }
        if let Some(value) = bar.diamond {
            canvas.diamond((x.held(value), middle), 38.0, theme::CASH);
        }
        canvas.label((area.left, middle), Type::LABEL, lines);
        canvas.number((area.right, middle), &bar.number, &bar.under);
    }
}
