//! Adds up what every person brings beside their occurrences, whose variance is no sum over occurrences.

use super::course::Part;

/// What a measure takes of gains and of programme cost that follows the people.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Brought {
    /// Its mean, whole cohort.
    mean: f64,
    /// The part of the mean of people who engage.
    engaged: f64,
    /// The variance that is left once it is known who engages, where that is all that ties the parts together.
    given: f64,
    /// Standard deviations, added up.
    sd: f64,
    touched: bool,
    /// Whether more ties the parts together than who engages.
    anyhow: bool,
}

/// How the parts of one measure vary together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Together {
    /// Only through engaging: each part is the same for all who have it.
    Engaging,
    /// In what way they may.
    Anyhow,
}

/// By whom something is had.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose {
    /// How many people there are.
    pub(super) people: f64,
    /// The chance of engaging, if only those have it who do.
    pub(super) engaging: Option<f64>,
    /// The chance of having it then, below zero where it is lost.
    pub(super) chance: f64,
}

impl Brought {
    /// Counts `amount` times a part of everybody whose it is.
    pub(super) fn add(&mut self, amount: f64, part: &Part, whose: Whose, together: Together) {
        let Whose { people, engaging, chance } = whose;
        let mean = people * engaging.unwrap_or(1.0) * chance * amount * part.mean;
        self.mean += mean;
        // Those who have it, and those of them who engage.
        let size = people * amount * amount;
        if let Some(g) = engaging {
            self.engaged += mean;
            self.given += size * g * part.variance(chance.abs());
        } else {
            self.given += size * part.variance(chance.abs());
        }
        self.sd += (size * part.variance(engaging.unwrap_or(1.0) * chance.abs())).sqrt();
        self.touched = true;
        self.anyhow |= together == Together::Anyhow;
    }

    /// Puts it to what occurrences bring to the same measure: their mean and second moment, of `people` people.
    ///
    /// ```text
    /// Var(I·X) = g·Var(X) + g·(1 - g)·E[X]²      where I, who engages, is all that ties the parts of X together
    /// √Var(A + B) ≤ √Var(A) + √Var(B)            otherwise
    /// ```
    ///
    /// `fixed` is what of the mean is no chance of anybody's.
    pub(super) fn enter(&self, (people, g): (f64, f64), fixed: f64, mean: &mut f64, second: &mut f64) {
        if !self.touched {
            return;
        }
        if self.anyhow {
            let sd = second.max(0.0).sqrt() + self.sd;
            *second = sd * sd;
        } else {
            let engaged = *mean - fixed + self.engaged;
            let spread = if self.engaged == 0.0 || g <= 0.0 { 0.0 } else { (1.0 - g) / (people * g) };
            *second += self.given + spread * engaged * engaged;
        }
        *mean += self.mean;
    }
}
