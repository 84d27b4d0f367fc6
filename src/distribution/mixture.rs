//! Pools several experts' views of one value into one law.

use super::error::LawError;
use super::family::Law;
use super::wording::{percent, plain};
use super::{Distribution, Point};
use crate::numeric::{invert_bracketed, powi};

/// The linear pool Σ wᵢ Fᵢ of several laws.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// Weights, which sum to 1, and laws, none of them a mixture.
    parts: Vec<(f64, Distribution)>,
    /// Every value that comes with a probability above 0, ascending.
    masses: Vec<Mass>,
    /// The one part that is not a [`Point`], if there is only one.
    lone: Option<usize>,
}

/// A value that comes with a probability above 0.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Mass {
    value: f64,
    /// The probability of a smaller value.
    below: f64,
    /// The probability of a value up to this.
    through: f64,
}

impl Mixture {
    /// By weights and laws. A mixture within it is dissolved into its parts.
    ///
    /// # Errors
    /// When there is none, a weight is not above 0, the weights do not sum to 1 (to 10⁻⁹), or only one value is
    /// possible.
    pub fn new(parts: Vec<(f64, Distribution)>) -> Result<Self, LawError> {
        let sum: f64 = parts.iter().map(|part| part.0).sum();
        if parts.is_empty() {
            return Err(LawError::new("a mixture needs at least one weighted value"));
        }
        if let Some(&(weight, _)) = parts.iter().find(|part| part.0.is_nan() || part.0 <= 0.0) {
            return Err(LawError::new(format!("a weight in a mixture must be above 0%, not {}", percent(weight))));
        }
        if (sum - 1.0).abs() > 1e-9 {
            return Err(LawError::new(format!("the weights of a mixture must sum to 100%, not {}", percent(sum))));
        }
        let mut flat = Vec::with_capacity(parts.len());
        for (weight, law) in parts {
            match law {
                Distribution::Mixture(inner) => {
                    flat.extend(inner.parts.into_iter().map(|(inner, law)| (weight / sum * inner, law)));
                }
                law => flat.push((weight / sum, law)),
            }
        }
        let spread: Vec<usize> =
            (0..flat.len()).filter(|&index| !matches!(flat[index].1, Distribution::Point(_))).collect();
        let lone = if let [lone] = spread[..] { Some(lone) } else { None };
        let mut pool = Self { parts: flat, masses: Vec::new(), lone };
        pool.masses = pool.gathered_masses();
        match pool.masses[..] {
            [Mass { value, .. }] if spread.is_empty() => Err(LawError::new(format!(
                "every value of this mixture is {}: write it as a plain value",
                plain(value)
            ))),
            _ => Ok(pool),
        }
    }

    /// Point masses of all parts, equal values merged.
    fn gathered_masses(&self) -> Vec<Mass> {
        let mut weighted: Vec<(f64, f64)> = Vec::new();
        for (weight, law) in &self.parts {
            weighted.extend(law.point_masses().into_iter().map(|(value, mass)| (value, weight * mass)));
        }
        weighted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut masses: Vec<Mass> = Vec::new();
        for (value, mass) in weighted {
            match masses.last_mut() {
                Some(last) if last.value == value => last.below -= mass,
                _ => {
                    let through = self.cdf(value);
                    masses.push(Mass { value, below: through - mass, through });
                }
            }
        }
        masses
    }

    /// Where only one part is spread out, its own quantile function answers.
    fn quantile_of_lone(&self, lone: usize, u: f64) -> f64 {
        let (weight, ref law) = self.parts[lone];
        let certain: f64 = self
            .parts
            .iter()
            .filter_map(|(weight, part)| match part {
                Distribution::Point(point) => Some((*weight, point)),
                _ => None,
            })
            .filter(|(_, point)| self.mass_ends_before(point, u))
            .map(|(weight, _)| weight)
            .sum();
        law.quantile(((u - certain) / weight).clamp(f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0))
    }

    fn mass_ends_before(&self, point: &Point, u: f64) -> bool {
        self.masses.iter().any(|mass| mass.value == point.value() && mass.through < u)
    }
}

impl Law for Mixture {
    /// The smallest value up to which probability `u` lies, 0 < u < 1; point masses come back exactly.
    fn quantile(&self, u: f64) -> f64 {
        let next = self.masses.partition_point(|mass| mass.through < u);
        let (previous, next) = (next.checked_sub(1).map(|index| self.masses[index]), self.masses.get(next).copied());
        match next {
            Some(mass) if mass.below < u => return mass.value,
            _ => {}
        }
        let low = previous.map_or(f64::NEG_INFINITY, |mass| mass.value);
        let high = next.map_or(f64::INFINITY, |mass| mass.value);
        let found = match self.lone {
            Some(lone) => self.quantile_of_lone(lone, u),
            None => {
                let quantiles = || self.parts.iter().map(|(_, law)| law.quantile(u));
                // All parts lie at or above the least of their quantiles with 1 - u, at or below the largest with u.
                let least = quantiles().fold(f64::INFINITY, f64::min).max(low);
                let largest = quantiles().fold(f64::NEG_INFINITY, f64::max).min(high);
                if least < largest { invert_bracketed(least, largest, u, |x| self.cdf(x)) } else { largest }
            }
        };
        // Written without `clamp`, which would panic if rounding ever crossed the two.
        found.max(low).min(high)
    }

    fn cdf(&self, x: f64) -> f64 {
        self.parts.iter().map(|(weight, law)| weight * law.cdf(x)).sum::<f64>().min(1.0)
    }

    fn support(&self) -> (f64, f64) {
        self.parts
            .iter()
            .map(|(_, law)| law.support())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |whole, part| (whole.0.min(part.0), whole.1.max(part.1)))
    }

    /// Σ wᵢ mᵢ.
    fn mean(&self) -> f64 {
        self.parts.iter().map(|(weight, law)| weight * law.mean()).sum()
    }

    /// √(Σ wᵢ (sᵢ² + (mᵢ - mean)²)).
    fn sd(&self) -> f64 {
        let mean = self.mean();
        let square = |law: &Distribution| powi(law.sd(), 2) + powi(law.mean() - mean, 2);
        self.parts.iter().map(|(weight, law)| weight * square(law)).sum::<f64>().sqrt()
    }

    fn point_masses(&self) -> Vec<(f64, f64)> {
        self.masses.iter().map(|mass| (mass.value, mass.through - mass.below)).collect()
    }
}
