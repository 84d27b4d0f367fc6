//! Draws horizontal bars from one number to another, with an interval, a label on the left and numbers on the right.

use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, theme};
use crate::render::figure::Paper;

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
    /// Whether it would be longer, which a break near its end shows.
    pub(super) broken: bool,
    /// What is shown to a pointer; the label and the number where nothing else is.
    pub(super) said: String,
}

/// Bars with the marks of their axis.
pub(super) struct Bars {
    bars: Vec<Bar>,
    labels: Vec<Vec<String>>,
    /// The common line.
    line: f64,
    marks: Marks,
    /// Under the axis.
    title: String,
    /// What a hatched and a full bar are.
    key: Option<[&'static str; 2]>,
}

/// Room for labels on A4.
const ROOM: f64 = 1500.0;
/// Lines of a label; the longest that anybody wrote takes half of them.
const LINES: usize = 12;
const BELOW: f64 = 150.0;
const TITLE: f64 = 110.0;
const KEY: f64 = 150.0;

impl Bars {
    pub(super) fn new(paper: Paper, bars: Vec<Bar>, line: f64, marks: Marks) -> Self {
        let wrap = |bar: &Bar| Type::LABEL.wrap(&bar.label, ROOM * theme::narrowed(paper), LINES);
        let labels = bars.iter().map(wrap).collect();
        Self { bars, labels, line, marks, title: String::new(), key: None }
    }

    /// The same with a title under the axis.
    pub(super) fn titled(self, title: &str) -> Self {
        Self { title: title.to_owned(), ..self }
    }

    /// The same with a line above that says what a hatched and a full bar are.
    pub(super) fn with_key(self, hatched: &'static str, full: &'static str) -> Self {
        Self { key: Some([hatched, full]), ..self }
    }

    fn row_height(&self, index: usize) -> f64 {
        let lines = self.labels.get(index).map_or(1, |lines| lines.len().max(2));
        Type::LABEL.height(lines) + 45.0
    }

    fn above(&self) -> f64 {
        if self.key.is_some() { KEY } else { 0.0 }
    }

    fn below(&self) -> f64 {
        BELOW + if self.title.is_empty() { 0.0 } else { TITLE }
    }

    /// The height it needs.
    pub(super) fn height(&self) -> f64 {
        let rows: f64 = (0..self.bars.len()).map(|index| self.row_height(index)).sum();
        self.above() + rows + self.below()
    }

    pub(super) fn draw(&self, canvas: &Canvas, body: Area) {
        let labels = self.labels.iter().flatten();
        let room = labels.map(|line| Type::LABEL.width(line)).fold(0.0, f64::max);
        let numbers = self
            .bars
            .iter()
            .map(|bar| Type::STRONG.width(&bar.number).max(Type::SMALL.width(&bar.under)))
            .fold(300.0, f64::max);
        let rows = Area { top: body.top + self.above(), ..body };
        let plot = Area {
            left: body.left + room + 90.0,
            right: (body.right - numbers - 90.0).max(body.left + room + 390.0),
            top: rows.top,
            bottom: body.top + self.height() - self.below(),
        };
        let ends = self.bars.iter().flat_map(|bar| {
            let hatched = bar.hatched.unwrap_or(bar.full);
            let interval = bar.interval.unwrap_or(bar.full);
            [bar.full.0, bar.full.1, hatched.0, hatched.1, interval.0, interval.1, bar.diamond.unwrap_or(bar.full.1)]
        });
        let zero = self.line == 0.0;
        let x = Scale::new(axis::padded(ends.chain([self.line]), zero), plot.left, plot.right);
        self.key(canvas, body);
        axis::below(canvas, plot, &x, &(self.marks)(x.range(), 5.0));
        canvas.text((plot.right, plot.bottom + 2.5 * theme::SMALL), Anchor::End, Type::SMALL, &self.title);
        for (index, area) in rows.down((0..self.bars.len()).map(|index| self.row_height(index))).enumerate() {
            self.bar(canvas, index, area, &x);
        }
        let at = x.at(self.line);
        canvas.line(&[(at, plot.top), (at, plot.bottom)], Stroke::solid(theme::INK, theme::THIN));
    }

    /// What hatched and full bars are, drawn as they are.
    fn key(&self, canvas: &Canvas, body: Area) {
        let baseline = body.top + theme::SMALL;
        let mut x = body.left;
        for (index, label) in self.key.iter().flatten().enumerate() {
            let shape = Area { left: x, right: x + 130.0, top: baseline - 70.0, bottom: baseline + 8.0 };
            if index == 0 {
                canvas.hatched(shape, theme::CASH);
            } else {
                canvas.rectangle(shape, theme::AVOIDED);
            }
            canvas.text((x + 160.0, baseline), Anchor::Start, Type::SMALL.ink(theme::INK), label);
            x += 160.0 + Type::SMALL.width(label) + 110.0;
        }
    }

    fn bar(&self, canvas: &Canvas, index: usize, area: Area, x: &Scale) {
        let (bar, lines) = (&self.bars[index], &self.labels[index]);
        let middle = 0.5 * (area.top + area.bottom);
        let half = 60.0;
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
            canvas.line(&points, Stroke::solid(theme::PAPER, 26));
            canvas.line(&points, Stroke::solid(theme::INK, theme::THIN));
        }
        if let Some(value) = bar.diamond {
            canvas.diamond((x.held(value), middle), 38.0, theme::CASH);
        }
        if bar.broken {
            // Nine tenths of the way from the line to the end, as wide as it must be to be seen.
            let at = x.held(bar.full.0) + 0.9 * (x.held(bar.full.1) - x.held(bar.full.0));
            broken(canvas, at, middle, half);
        }
        canvas.label((area.left, middle), Type::LABEL, lines);
        canvas.number((area.right, middle), &bar.number, &bar.under);
        let whole = Area { left: x.held(x.range().0), right: x.held(x.range().1), top: area.top, bottom: area.bottom };
        let known = bar.under.is_empty();
        let said = match (bar.said.is_empty(), known) {
            (false, _) => bar.said.clone(),
            (true, true) => format!("{}: {}", bar.label, bar.number),
            (true, false) => format!("{}: {}, {}", bar.label, bar.number, bar.under),
        };
        canvas.value(whole, &said);
    }
}

/// A slanted gap, by which a bar that is cut is told from one that ends.
fn broken(canvas: &Canvas, at: f64, middle: f64, half: f64) {
    let (reach, slant, gap) = (half + 20.0, 30.0, 28.0);
    let edge = |shift: f64| [(at + shift - slant, middle + reach), (at + shift + slant, middle - reach)];
    let ([low, high], [low_after, high_after]) = (edge(-gap), edge(gap));
    canvas.polygon(&[low, high, high_after, low_after], theme::PAPER);
    for side in [[low, high], [low_after, high_after]] {
        canvas.line(&side, Stroke::solid(theme::INK, theme::THIN));
    }
}
