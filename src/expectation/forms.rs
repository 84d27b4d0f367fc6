//! Says what is taken of the parts of a cost that runs over time, as forms that hold whatever the parts come to.

use super::effect::CREDITED;
use super::sum::Sum;

/// In what three parts support changes the cost of one occurrence that runs over time: all of it; what is cut off its rate and
/// its end; what is moved, less where it goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change(pub(super) [Sum; 3]);

/// What the ends of one occurrence take of three parts of a cost that runs over time, whatever the parts come to.
///
/// An end takes at most the sum of the sizes of its parts; two ends of one source share the time, and how they vary
/// otherwise, so that no product of two is larger than their sizes say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Forms {
    /// How much of each part.
    pub(super) mean: [f64; 3],
    /// The same without signs.
    pub(super) size: [f64; 3],
    /// Of the squares of sizes, as a quadratic form.
    squares: [[f64; 3]; 3],
    /// Of the products of every two sizes, likewise.
    pub(super) pairs: [[f64; 3]; 3],
}

/// The same of what is taken of one part alone, of three parts the one that the others would be multiplied by 0 in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Form {
    mean: f64,
    pub(super) size: f64,
    squares: f64,
    pub(super) pairs: f64,
}

/// What the ends of one occurrence take of all three parts at once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Benefits {
    /// After each step of the credit bridge.
    pub(super) steps: [Forms; 4],
    /// What is to be multiplied into the pairs.
    pub(super) alike: f64,
}

impl Benefits {
    /// Contributions after step `step` of the credit bridge where the parts come to `change`.
    pub(super) fn at(&self, step: usize, change: &Change) -> Sum {
        self.steps[step].of(change, self.alike)
    }

    /// What is credited of all but what is only moved.
    pub(super) fn averted(&self, change: &Change) -> Sum {
        self.steps[CREDITED].without_moved().of(change, self.alike)
    }

    /// The mean number of the three parts that are credited.
    pub(super) const fn shares(&self) -> [f64; 3] {
        self.steps[CREDITED].mean
    }
}

impl Form {
    pub(super) const fn single(taken: f64) -> Self {
        let size = taken.abs();
        Self { mean: taken, size, squares: size * size, pairs: 0.0 }
    }

    pub(super) fn and(self, number: f64, other: &Self) -> Self {
        Self {
            mean: self.mean + number * other.mean,
            size: self.size + number * other.size,
            squares: self.squares + number * other.squares,
            pairs: self.pairs + number * other.pairs,
        }
    }

    /// Contributions where the part comes to `change`.
    pub(super) fn of(&self, change: Sum, alike: f64) -> Sum {
        let size = change.second.max(0.0).sqrt();
        let form = |square: f64| size * (square * size);
        Sum { mean: self.mean * change.mean, second: form(self.squares) + form(self.pairs) * alike }
    }
}

impl Forms {
    /// The same where nothing is taken of what is only moved.
    fn without_moved(mut self) -> Self {
        (self.mean[2], self.size[2]) = (0.0, 0.0);
        for rows in [&mut self.squares, &mut self.pairs] {
            rows.iter_mut().for_each(|row| row[2] = 0.0);
            rows[2] = [0.0; 3];
        }
        self
    }

    pub(super) fn single(taken: [f64; 3]) -> Self {
        let size = taken.map(f64::abs);
        Self { mean: taken, size, squares: size.map(|one| size.map(|other| one * other)), ..Self::default() }
    }

    pub(super) fn and(mut self, number: f64, other: &Self) -> Self {
        let add = |sums: &mut [f64; 3], others: &[f64; 3]| {
            sums.iter_mut().zip(others).for_each(|(sum, other)| *sum += number * other);
        };
        add(&mut self.mean, &other.mean);
        add(&mut self.size, &other.size);
        self.squares.iter_mut().zip(&other.squares).for_each(|(sums, others)| add(sums, others));
        self.pairs.iter_mut().zip(&other.pairs).for_each(|(sums, others)| add(sums, others));
        self
    }

    /// Contributions where the parts come to `change`.
    fn of(&self, change: &Change, alike: f64) -> Sum {
        let sizes = change.0.map(|part| part.second.max(0.0).sqrt());
        let form = |rows: &[[f64; 3]; 3]| dot(sizes, rows.map(|row| dot(row, sizes)));
        let mean = dot(self.mean, change.0.map(|part| part.mean));
        Sum { mean, second: form(&self.squares) + form(&self.pairs) * alike }
    }
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
