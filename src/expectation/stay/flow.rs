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
    /// Where costs grow: what is between two edges, before the first and after the last.
    steps: Vec<Step>,
    /// The years of whose prices there are numbers of their own: where each begins and ends, by when a stay would run without a
    /// delay, and that delay; none where costs do not grow.
    prices: Vec<(f64, f64)>,
}

/// To what the time between two edges belongs.
#[derive(Clone, Copy, Debug)]
struct Step {
    price: usize,
    year: usize,
    month: Option<usize>,
}

/// What of a stay runs at the prices of one year.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AtPrice {
    /// Its present value.
    pub(super) present: f64,
    /// What is past the horizon.
    pub(super) past: f64,
    /// The mean of its product with all of the stay.
    pub(super) cross: f64,
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
        Self { years: bins(years), months: bins(months), edges, steps: Vec::new(), prices: Vec::new() }
    }

    /// The same where costs grow at moments `prices` of the calendar, of stays that begin `delay` months late; outermost
    /// moments are infinite, as those of years.
    pub(in crate::expectation) fn grown(years: &[f64], months: &[f64], prices: &[f64], delay: f64) -> Self {
        let moved: Vec<f64> = prices.iter().map(|edge| edge + delay).collect();
        let all: Vec<f64> = months.iter().chain(&moved).copied().collect();
        let mut layout = Self::new(years, &all);
        // Of all these only the months are bins of their own.
        layout.months.truncate(months.len() - 1);
        let within = |bounds: &[f64], x: f64| bounds.windows(2).position(|bound| bound[0] <= x && x < bound[1]);
        let starts = std::iter::once(f64::NEG_INFINITY).chain(layout.edges.iter().copied());
        layout.steps = starts
            .map(|from| Step {
                price: within(&moved, from).unwrap_or(0),
                year: within(years, from).unwrap_or(0),
                month: within(months, from),
            })
            .collect();
        layout.prices = moved.windows(2).map(|bound| (bound[0], bound[1])).collect();
        layout
    }

    /// Between which moments each year's prices hold; none where costs do not grow.
    pub(super) fn prices(&self) -> &[(f64, f64)] {
        &self.prices
    }

    pub(super) fn put_price(&self, row: &mut [f64], price: usize, of: AtPrice) {
        let first = self.first_price() + 3 * price;
        row[first..first + 3].copy_from_slice(&[of.present, of.past, of.cross]);
    }

    fn price(&self, row: &[f64], price: usize) -> AtPrice {
        let first = self.first_price() + 3 * price;
        AtPrice { present: row[first], past: row[first + 1], cross: row[first + 2] }
    }

    fn first_price(&self) -> usize {
        FIRST_YEAR + self.years.len() + self.edges.len()
    }

    /// All of it, bit by bit.
    pub(super) fn bits(&self) -> impl Iterator<Item = u64> {
        let bins = self.years.iter().chain(&self.months).flat_map(|bin| [bin.from, bin.to]);
        let places = bins.map(|place| place.map_or(u64::MAX, |place| place as u64));
        let counts = [self.years.len() as u64, self.months.len() as u64];
        let prices = self.prices.iter().flat_map(|(from, to)| [from.to_bits(), to.to_bits()]);
        counts.into_iter().chain(places).chain(self.edges.iter().map(|edge| edge.to_bits())).chain(prices)
    }

    /// How many numbers there are in a row.
    pub(super) fn len(&self) -> usize {
        self.first_price() + 3 * self.prices.len()
    }

    pub(super) fn years(&self) -> usize {
        self.years.len()
    }

    pub(super) fn edges(&self) -> &[f64] {
        &self.edges
    }

    pub(super) fn edges_of_mut<'a>(&self, row: &'a mut [f64]) -> &'a mut [f64] {
        &mut row[FIRST_YEAR + self.years.len()..][..self.edges.len()]
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
        let (mean, second) = (row[TOTAL.mean].abs(), row[TOTAL.second].abs());
        let squares = std::iter::repeat_n(second, self.years.len());
        let edges = std::iter::repeat_n(mean, self.edges.len());
        let prices = std::iter::repeat_n([mean, mean, second], self.prices.len()).flatten();
        [mean, second, mean, second, mean, second].into_iter().chain(squares).chain(edges).chain(prices)
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
    ///
    /// `grown` says by how much costs have grown in each of the years that the layout has prices of.
    pub(in crate::expectation) fn add(&mut self, layout: &Layout, rate: f64, row: &[f64], grown: &[f64]) {
        if !layout.prices.is_empty() {
            self.add_grown(layout, rate, row, grown);
            return;
        }
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

    /// The same where costs grow.
    ///
    /// ```text
    /// E[(Σ γ_y·m_y)²] ≤ Σ γ_y²·E[M·m_y],   M = Σ m_y (Cauchy and Schwarz); equal where all γ are
    /// ```
    fn add_grown(&mut self, layout: &Layout, rate: f64, row: &[f64], grown: &[f64]) {
        let first = FIRST_YEAR + layout.years.len();
        let mut total = Sum::default();
        let mut years = vec![(0.0, 0.0_f64); layout.years.len()];
        let mut before = 0.0;
        for (place, step) in layout.steps.iter().enumerate() {
            let until = if place < layout.edges.len() { row[first + place] } else { row[TOTAL.mean] };
            let (length, price) = (until - before, grown[step.price]);
            before = until;
            if length == 0.0 {
                continue;
            }
            total.mean += length * price;
            let (mean, largest) = &mut years[step.year];
            *mean += length * price;
            *largest = largest.max(price);
            if let Some(month) = step.month {
                self.months[month] += rate * length * price;
            }
        }
        let mut present = Sum { mean: 0.0, second: row[PRESENT.second] };
        let mut past = Sum { mean: 0.0, second: row[PAST.second] };
        let mut latest = 0.0_f64;
        for (price, factor) in (0..layout.prices.len()).zip(grown) {
            let of = layout.price(row, price);
            present.mean += factor * of.present;
            past.mean += factor * of.past;
            total.second += factor * factor * of.cross;
            if of.past > 1e-9 * row[PAST.mean] {
                latest = latest.max(*factor);
            }
        }
        past.second *= latest * latest;
        if row[TOTAL.second] > 0.0 {
            present.second *= total.second / row[TOTAL.second];
        }
        for (sum, part) in [(&mut self.total, total), (&mut self.present, present), (&mut self.past, past)] {
            sum.join(part.priced(rate, rate * rate));
        }
        for (year, (sum, (mean, largest))) in self.years.iter_mut().zip(years).enumerate() {
            let second = row[layout.year_second(year)] * largest * largest;
            sum.join(Sum { mean, second }.priced(rate, rate * rate));
        }
    }
}
