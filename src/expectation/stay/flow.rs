//! Lays out what running cost is booked to, and adds up the parts of one occurrence's cost.

use crate::expectation::sum::Sum;

/// Places of a mean and of its square in a row of numbers.
pub(super) struct Pair {
    pub(super) mean: usize,
    pub(super) second: usize,
}

/// All of it.
pub(super) const TOTAL: Pair = Pair { mean: 0, second: 1 };
/// Its present value.
pub(super) const PRESENT: Pair = Pair { mean: 2, second: 3 };
/// What runs on past the horizon of its person.
pub(super) const PAST: Pair = Pair { mean: 4, second: 5 };
/// How many numbers come before those of the years.
const FIRST_YEAR: usize = 6;

/// Where everything stands in a row of numbers: the three above, squares by year, then what has run before each moment of the
/// calendar, of which years and months are differences, so that they always add up to the whole.
#[derive(Clone, Debug)]
pub(in crate::expectation) struct Layout {
    /// Ascending.
    edges: Vec<f64>,
    years: Vec<Bin>,
    months: Vec<Bin>,
}

/// A year or month: the places of its bounds among the edges; `None` where it has none.
#[derive(Clone, Copy, Debug)]
struct Bin {
    from: Option<usize>,
    to: Option<usize>,
}

/// What stays of one kind bring for amplitude 1, £.
#[derive(Clone, Debug, Default)]
pub(in crate::expectation) struct Flow {
    pub(in crate::expectation) total: Sum,
    pub(in crate::expectation) present: Sum,
    pub(in crate::expectation) past: Sum,
    pub(in crate::expectation) years: Vec<Sum>,
    /// Means by programme month.
    pub(in crate::expectation) months: Vec<f64>,
}

impl Layout {
    /// For years and months between these moments, the outermost of the years being infinite.
    pub(in crate::expectation) fn new(years: &[f64], months: &[f64]) -> Self {
        let mut edges: Vec<f64> = years.iter().chain(months).copied().filter(|edge| edge.is_finite()).collect();
        edges.sort_unstable_by(f64::total_cmp);
        edges.dedup();
        let place = |edge: f64| edges.iter().position(|known| *known == edge);
        let bins = |bounds: &[f64]| {
            bounds.windows(2).map(|bound| Bin { from: place(bound[0]), to: place(bound[1]) }).collect()
        };
        Self { years: bins(years), months: bins(months), edges }
    }

    /// All of it, bit by bit.
    pub(super) fn bits(&self) -> impl Iterator<Item = u64> {
        let bins = self.years.iter().chain(&self.months).flat_map(|bin| [bin.from, bin.to]);
        let places = bins.map(|place| place.map_or(u64::MAX, |place| place as u64));
        let counts = [self.years.len() as u64, self.months.len() as u64];
        counts.into_iter().chain(places).chain(self.edges.iter().map(|edge| edge.to_bits()))
    }

    /// How many numbers there are in a row.
    pub(super) fn len(&self) -> usize {
        FIRST_YEAR + self.years.len() + self.edges.len()
    }

    pub(super) fn years(&self) -> usize {
        self.years.len()
    }

    pub(super) fn edges(&self) -> &[f64] {
        &self.edges
    }

    pub(super) fn edges_of_mut<'a>(&self, row: &'a mut [f64]) -> &'a mut [f64] {
        &mut row[FIRST_YEAR + self.years.len()..]
    }

    /// Bounds of a year on the calendar.
    pub(super) fn bounds(&self, year: usize) -> (f64, f64) {
        let Bin { from, to } = self.years[year];
        (from.map_or(f64::NEG_INFINITY, |edge| self.edges[edge]), to.map_or(f64::INFINITY, |edge| self.edges[edge]))
    }

    pub(super) fn year_mean(&self, row: &[f64], year: usize) -> f64 {
        self.between(row, self.years[year])
    }

    pub(super) const fn year_second(&self, year: usize) -> usize {
        FIRST_YEAR + year
    }

    /// The largest number of the kind of each in a row: months, or their squares.
    pub(super) fn sizes(&self, row: &[f64]) -> impl Iterator<Item = f64> {
        let (mean, second) = (row[TOTAL.mean], row[TOTAL.second]);
        let squares = std::iter::repeat_n(second, self.years.len());
        [mean, second, mean, second, mean, second].into_iter().chain(squares).chain(std::iter::repeat(mean))
    }

    fn between(&self, row: &[f64], bin: Bin) -> f64 {
        let first = FIRST_YEAR + self.years.len();
        let until = bin.to.map_or(row[TOTAL.mean], |edge| row[first + edge]);
        until - bin.from.map_or(0.0, |edge| row[first + edge])
    }
}

impl Flow {
    pub(in crate::expectation) fn clear(&mut self, layout: &Layout) {
        self.total = Sum::default();
        self.present = Sum::default();
        self.past = Sum::default();
        self.years.clear();
        self.years.resize(layout.years.len(), Sum::default());
        self.months.clear();
        self.months.resize(layout.months.len(), 0.0);
    }

    /// Adds a part of the same occurrences' cost: `rate` £ a month times a row of numbers.
    ///
    /// Parts of one occurrence vary together in what way they may: √E[(A + B)²] ≤ √E[A²] + √E[B²] (Minkowski), equal where
    /// there is one, or where they are in proportion.
    pub(in crate::expectation) fn add(&mut self, layout: &Layout, rate: f64, row: &[f64]) {
        for (sum, pair) in [(&mut self.total, TOTAL), (&mut self.present, PRESENT), (&mut self.past, PAST)] {
            sum.join(Sum { mean: row[pair.mean], second: row[pair.second] }.priced(rate, rate * rate));
        }
        for (year, sum) in self.years.iter_mut().enumerate() {
            let part = Sum { mean: layout.year_mean(row, year), second: row[layout.year_second(year)] };
            sum.join(part.priced(rate, rate * rate));
        }
        for (month, bin) in self.months.iter_mut().zip(&layout.months) {
            *month += rate * layout.between(row, *bin);
        }
    }
}
