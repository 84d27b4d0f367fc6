//! Draws dots with intervals, one row a thing, with its label on the left and its numbers on the right.

use super::{Anchor, Area, Canvas, Scale, Stroke, Type, axis, theme};
use crate::estimate::{Summary, float};
use crate::render::figure::Paper;

/// What a mark means, by shape before colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// A full dot on a full line.
    Avoided,
    /// A hollow diamond on a dotted line.
    Cash,
    /// A hollow diamond on a full line, of something observed.
    Published,
    /// An upright stroke.
    Pays,
}

/// A number with its interval, and an inner interval where there is one.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    pub(super) look: Look,
    pub(super) middle: f64,
    pub(super) outer: (f64, f64),
    pub(super) inner: Option<(f64, f64)>,
    /// What is shown to a pointer.
    pub(super) said: String,
}

impl Mark {
    /// A summary's mean with its interval.
    pub(super) fn of(look: Look, summary: &Summary, level: f64) -> Self {
        Self { look, middle: summary.mean, outer: ends(summary, level), inner: None, said: String::new() }
    }

    /// A number that has no interval.
    pub(super) const fn at(look: Look, value: f64) -> Self {
        Self { look, middle: value, outer: (value, value), inner: None, said: String::new() }
    }

    /// The same with an inner interval.
    pub(super) fn within(self, inner: (f64, f64)) -> Self {
        Self { inner: Some(inner), ..self }
    }

    /// The same with words for a pointer.
    pub(super) fn saying(self, said: String) -> Self {
        Self { said, ..self }
    }
}

/// Both ends of a summary's interval, no numbers where they are not known.
pub(super) fn ends(summary: &Summary, level: f64) -> (f64, f64) {
    summary.interval(level).map_or((f64::NAN, f64::NAN), |[low, high]| (low.value, high.value))
}

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) label: String,
    /// Set in semibold under a rule, for sums.
    pub(super) sum: bool,
    pub(super) marks: Vec<Mark>,
    /// A cell for each column: the number, and under it its interval.
    pub(super) cells: Vec<(String, String)>,
}

impl Row {
    const fn style(&self) -> Type {
        if self.sum { Type::STRONG } else { Type::LABEL }
    }
}

/// Rows, columns and references, laid out.
pub(super) struct Chart {
    rows: Vec<Row>,
    labels: Vec<Vec<String>>,
    heads: Vec<(Vec<String>, f64)>,
    key: Vec<(Look, &'static str)>,
    axis_title: String,
    /// Room for the labels at least, to line up with what stands above.
    least_room: f64,
    /// Between the columns.
    gap: f64,
}

/// Room for the longest label before it is broken, on A4.
const LABEL_ROOM: f64 = 1150.0;
/// Lines of a label; the longest that anybody wrote takes half of them.
const LINES: usize = 12;
/// Between the labels, the plot and the columns of numbers.
pub(super) const GAP: f64 = 80.0;
const PADDING: f64 = 60.0;
/// Between two marks of a row.
const APART: f64 = 84.0;

impl Chart {
    /// Lays out rows with one head for each column of numbers.
    pub(super) fn new(paper: Paper, rows: Vec<Row>, heads: Vec<String>, axis_title: String) -> Self {
        let narrowed = theme::narrowed(paper);
        let labels = rows.iter().map(|row| row.style().wrap(&row.label, LABEL_ROOM * narrowed, LINES)).collect();
        let head = |(index, head): (usize, &String)| {
            let cells = rows.iter().filter_map(|row| row.cells.get(index));
            let words = head.split_whitespace().map(|word| Type::SMALL.width(word));
            let wide = cells
                .map(|(number, under)| Type::STRONG.width(number).max(Type::SMALL.width(under)))
                .chain(words)
                .fold(380.0 * narrowed, f64::max);
            (Type::SMALL.wrap(head, wide, LINES), wide)
        };
        let heads = heads.iter().enumerate().map(head).collect();
        Self { rows, labels, heads, key: Vec::new(), axis_title, least_room: 0.0, gap: GAP * narrowed }
    }

    /// The same with a line above it that says what its marks mean.
    pub(super) fn with_key(self, key: Vec<(Look, &'static str)>) -> Self {
        Self { key, ..self }
    }

    /// The same with room for labels as wide as given.
    pub(super) fn aligned(self, least_room: f64) -> Self {
        Self { least_room, ..self }
    }

    /// The height it needs.
    pub(super) fn height(&self) -> f64 {
        let rows: f64 = (0..self.rows.len()).map(|index| self.row_height(index)).sum();
        self.head_height() + rows + 2.6 * theme::SMALL + 40.0
    }

    fn head_height(&self) -> f64 {
        let lines = self.heads.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
        let key = if self.key.is_empty() { 0.0 } else { 1.6 * Type::SMALL.leading() };
        Type::SMALL.height(lines) + key + 20.0
    }

    fn row_height(&self, index: usize) -> f64 {
        let lines = self.labels.get(index).map_or(1, |lines| lines.len().max(1));
        let under = self.rows.get(index).is_some_and(|row| row.cells.iter().any(|(_, under)| !under.is_empty()));
        let numbers = if under { Type::LABEL.leading() + Type::SMALL.leading() } else { Type::LABEL.leading() };
        Type::LABEL.height(lines).max(numbers) + PADDING
    }

    /// Draws it into `body`, the numbers on the axis among `range`.
    pub(super) fn draw(&self, canvas: &Canvas, body: Area) {
        let label_room = self.label_room();
        let columns: f64 = self.heads.iter().map(|(_, wide)| wide + self.gap).sum();
        let plot = Area {
            left: body.left + label_room + GAP,
            right: (body.right - columns).max(body.left + label_room + GAP + 300.0),
            top: body.top + self.head_height(),
            bottom: body.top + self.height() - 2.6 * theme::SMALL - 40.0,
        };
        let scale = Scale::new(axis::padded(self.values(), true), plot.left, plot.right);
        axis::below(canvas, plot, &scale, &axis::money_marks(scale.range(), 5.0));
        canvas.text((plot.right, plot.bottom + 2.5 * theme::SMALL), Anchor::End, Type::SMALL, &self.axis_title);
        self.key(canvas, body);
        self.heads(canvas, body, plot);
        let heights = (0..self.rows.len()).map(|index| self.row_height(index));
        for (index, area) in (Area { top: plot.top, ..body }).down(heights).enumerate() {
            self.row(canvas, index, area, &scale);
        }
    }

    fn label_room(&self) -> f64 {
        let wide =
            |(row, lines): (&Row, &Vec<String>)| lines.iter().map(|line| row.style().width(line)).fold(0.0, f64::max);
        self.rows.iter().zip(&self.labels).map(wide).fold(self.least_room, f64::max)
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        self.rows.iter().flat_map(|row| &row.marks).flat_map(|mark| [mark.middle, mark.outer.0, mark.outer.1])
    }

    /// What the marks mean, drawn as they are.
    fn key(&self, canvas: &Canvas, body: Area) {
        let baseline = body.top + theme::SMALL;
        let mut x = body.left;
        for &(look, label) in &self.key {
            let at = (x + 60.0, baseline - 0.35 * theme::SMALL);
            draw_point(canvas, look, at, 45.0);
            canvas.text((x + 130.0, baseline), Anchor::Start, Type::SMALL.ink(theme::INK), label);
            x += 130.0 + Type::SMALL.width(label) + 110.0;
        }
    }

    /// Column heads stand on the line above the first row.
    fn heads(&self, canvas: &Canvas, body: Area, plot: Area) {
        let mut right = body.right;
        for (lines, wide) in self.heads.iter().rev() {
            let baseline = plot.top - 25.0 - Type::SMALL.leading() * (float(lines.len()) - 1.0);
            canvas.lines((right, baseline), Anchor::End, Type::SMALL, lines);
            right -= wide + self.gap;
        }
    }

    fn row(&self, canvas: &Canvas, index: usize, area: Area, scale: &Scale) {
        let (row, lines) = (&self.rows[index], &self.labels[index]);
        if row.sum {
            let stroke = Stroke::solid(theme::AXIS, theme::HAIR);
            canvas.line(&[(area.left, area.top), (area.right, area.top)], stroke);
        }
        let middle = 0.5 * (area.top + area.bottom);
        canvas.label((area.left, middle), row.style(), lines);
        let count = row.marks.iter().filter(|mark| mark.look != Look::Pays).count();
        let mut y = middle - 0.5 * APART * (float(count.max(1)) - 1.0);
        for mark in &row.marks {
            if mark.look == Look::Pays {
                draw_point(canvas, mark.look, (scale.held(mark.middle), middle), 0.32 * area.height());
                canvas.value_at((scale.held(mark.middle), middle), &mark.said);
            } else {
                draw_mark(canvas, mark, y, scale);
                y += APART;
            }
        }
        let mut right = area.right;
        for ((number, under), (_, wide)) in row.cells.iter().zip(&self.heads).rev() {
            canvas.number((right, middle), number, under);
            right -= wide + self.gap;
        }
    }
}

/// A mark with its intervals.
pub(super) fn draw_mark(canvas: &Canvas, mark: &Mark, y: f64, scale: &Scale) {
    let ends = |(low, high): (f64, f64)| [(scale.held(low), y), (scale.held(high), y)];
    let (ink, line) = match mark.look {
        Look::Avoided => (theme::AVOIDED, Stroke::solid(theme::AVOIDED, theme::LINE)),
        Look::Cash => (theme::CASH, Stroke::dotted(theme::CASH, theme::LINE)),
        Look::Published | Look::Pays => (theme::INK, Stroke::solid(theme::INK, theme::LINE)),
    };
    canvas.line(&ends(mark.outer), line);
    if let Some(inner) = mark.inner {
        canvas.line(&ends(inner), Stroke::solid(ink, theme::THICK));
    }
    draw_point(canvas, mark.look, (scale.held(mark.middle), y), 0.0);
    let [from, to] = [mark.outer.0, mark.outer.1].map(|end| if end.is_finite() { end } else { mark.middle });
    let area = Area { left: scale.held(from), right: scale.held(to), top: y - 40.0, bottom: y + 40.0 };
    canvas.value(area, &mark.said);
}

/// The mark itself; `half` is half the height of an upright stroke.
fn draw_point(canvas: &Canvas, look: Look, (x, y): (f64, f64), half: f64) {
    match look {
        Look::Avoided => {
            // A rim of paper keeps the dot apart from a thick line.
            canvas.dot((x, y), 42, theme::PAPER);
            canvas.dot((x, y), 32, theme::AVOIDED);
        }
        Look::Cash => canvas.diamond((x, y), 38.0, theme::CASH),
        Look::Published => canvas.diamond((x, y), 38.0, theme::INK),
        Look::Pays => canvas.line(&[(x, y - half), (x, y + half)], Stroke::solid(theme::INK, theme::LINE)),
    }
}
