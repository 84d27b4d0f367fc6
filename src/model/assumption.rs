//! Lists every value that a scenario states with what is believed about it, for the assumptions log.

use super::{Kind, Law, Model, Notes, Origin, Plan, Term};
use crate::distribution::Distribution;

/// A value that the scenario states, certain or not.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its path in the scenario; that of a shared value or default where the value is drawn once for many uses.
    pub path: String,
    /// What it measures.
    pub kind: Kind,
    /// Source, note, grade, owner, review date.
    pub notes: Notes,
    /// How each of [`Plan::models`] spells it; empty where the model does not state it.
    pub spellings: Vec<String>,
    /// What it is in each of [`Plan::models`], in the unit as written: rates per **year**.
    pub terms: Vec<Option<Term>>,
    /// The largest share of draws, over models, in which it is clipped to its legal range.
    pub clipped: f64,
}

/// One row of the assumptions log.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Path in the scenario.
    pub path: String,
    /// What it measures, which says how to print it.
    pub kind: Kind,
    /// How it was written; where weighted views differ, how each of them has it.
    pub spelling: String,
    /// Mean of its law as drawn, in the unit as written: rates per year.
    pub mean: f64,
    /// 2.5% quantile.
    pub p2_5: f64,
    /// 97.5% quantile.
    pub p97_5: f64,
    /// For the probability or rate of an event, the average over the cohort that it implies, see
    /// [`Plan::cohort_average`].
    pub cohort_average: Option<f64>,
    /// Source, note, grade, owner, review date.
    pub notes: Notes,
    /// Whether it is a plain number in every model that counts.
    pub certain: bool,
}

impl Plan {
    /// Every value of the scenario. With weighted views the laws of all views are pooled by their weights; without
    /// weights the scenario as written counts, and a value that only a view states is left out.
    #[must_use]
    pub fn assumptions(&self) -> Vec<Assumption> {
        self.stated.iter().filter_map(|stated| self.assumption(stated)).collect()
    }

    /// The models that the headline is drawn from, with their weights and places in [`Plan::models`].
    fn pooled(&self) -> Vec<(usize, f64, &Model)> {
        if self.weighted {
            let views = self.views.iter().enumerate();
            views.map(|(index, view)| (index + 1, view.weight.unwrap_or(0.0), &view.model)).collect()
        } else {
            vec![(0, 1.0, &self.base)]
        }
    }

    /// The chance, over draws of the headline, that a term is at most `limit`.
    pub(super) fn chance_at_most(&self, term: impl Fn(&Model) -> &Term, limit: f64) -> f64 {
        self.pooled().into_iter().map(|(_, weight, model)| weight * Shape::new(term(model), model).cdf(limit)).sum()
    }

    fn assumption(&self, stated: &Stated) -> Option<Assumption> {
        let pooled = self.pooled();
        let parts: Vec<(f64, Shape<'_>)> = pooled
            .iter()
            .filter_map(|&(index, weight, model)| Some((weight, Shape::new(stated.terms.get(index)?.as_ref()?, model))))
            .collect();
        let whole: f64 = parts.iter().map(|(weight, _)| weight).sum();
        if whole <= 0.0 {
            return None;
        }
        let parts: Vec<_> = parts.into_iter().map(|(weight, shape)| (weight / whole, shape)).collect();
        Some(Assumption {
            path: stated.path.clone(),
            kind: stated.kind,
            spelling: self.spelling(stated, &pooled),
            mean: parts.iter().map(|(weight, shape)| weight * shape.mean()).sum(),
            p2_5: quantile(&parts, 0.025),
            p97_5: quantile(&parts, 0.975),
            cohort_average: self.event_at(&stated.path).and_then(|event| self.cohort_average(event)),
            notes: stated.notes.clone(),
            certain: parts.iter().all(|(_, shape)| matches!(shape, Shape::Point(_))),
        })
    }

    fn spelling(&self, stated: &Stated, pooled: &[(usize, f64, &Model)]) -> String {
        let spelled = |index: usize| stated.spellings.get(index).map_or("", String::as_str);
        let first = pooled.first().map_or("", |&(index, ..)| spelled(index));
        if pooled.iter().all(|&(index, ..)| spelled(index) == first) {
            return first.to_owned();
        }
        let each = pooled.iter().map(|&(index, ..)| {
            let spelling = if spelled(index).is_empty() { "not stated" } else { spelled(index) };
            format!("{}: {spelling}", self.views[index - 1].label)
        });
        each.collect::<Vec<_>>().join("; ")
    }

    /// The event whose probability or rate stands at `path`.
    fn event_at(&self, path: &str) -> Option<usize> {
        let (id, field) = path.strip_prefix("events.")?.rsplit_once('.')?;
        matches!(field, "probability" | "rate").then(|| self.base.events.iter().position(|event| event.id == id))?
    }

    /// The average over the cohort that the probability (within the horizon) or rate (per year) of an event implies,
    /// every parameter at its mean, pooled over weighted views. Occurrences that follow others are not in it.
    ///
    /// ```text
    /// probability: Σ_s share_s · (1 - (1-p)^ρ_s)        rate: λ · Σ_s share_s · ρ_s
    /// ```
    ///
    /// Frailty leaves both averages as they are, by its definition.
    #[must_use]
    pub fn cohort_average(&self, event: usize) -> Option<f64> {
        self.pooled().into_iter().map(|(_, weight, model)| Some(weight * model.cohort_average(event)?)).sum()
    }
}

impl Model {
    fn cohort_average(&self, event: usize) -> Option<f64> {
        let theta: Vec<f64> = self.laws.iter().map(Law::mean).collect();
        let mut shares = Vec::new();
        self.cohort.shares(&theta, &mut shares);
        let risks = self.cohort.segments.iter().map(|segment| segment.relative_risk[event].value(&theta));
        let over_segments =
            |at: &dyn Fn(f64) -> f64| shares.iter().zip(risks).map(|(share, risk)| share * at(risk)).sum();
        match self.events.get(event)?.origin {
            Origin::None => None,
            Origin::Probability(p) => {
                let p = p.value(&theta);
                Some(over_segments(&|risk| 1.0 - (1.0 - p).powf(risk)))
            }
            Origin::Rate(rate) => {
                let per_year = 12.0 * rate.value(&theta);
                Some(over_segments(&|risk| per_year * risk))
            }
        }
    }
}

impl Law {
    /// Its mean.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self {
            Self::Certain(value) => *value,
            Self::Drawn(law) => law.mean(),
        }
    }

    /// The value at the uniform number `u`, 0 < u < 1.
    #[must_use]
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Self::Certain(value) => *value,
            Self::Drawn(law) => law.quantile(u),
        }
    }
}

/// The distribution of a term in one model.
enum Shape<'a> {
    Point(f64),
    Clipped { law: &'a Distribution, times: f64, low: f64, high: f64 },
    Sorted(Vec<f64>),
}

impl<'a> Shape<'a> {
    fn new(term: &Term, model: &'a Model) -> Self {
        match *term {
            Term::Certain(value) => Self::Point(value),
            Term::Drawn { parameter, times, low, high } => match &model.laws[parameter] {
                Law::Certain(value) => Self::Point((value * times).clamp(low, high)),
                Law::Drawn(_) if times == 0.0 => Self::Point(0.0_f64.clamp(low, high)),
                Law::Drawn(law) => Self::Clipped { law, times, low, high },
            },
            Term::Product { parameters: [a, b], times, low, high } => {
                let grid = |parameter: usize| midpoints(PRODUCT_STEPS).map(move |u| model.laws[parameter].quantile(u));
                let second: Vec<f64> = grid(b).collect();
                let mut values: Vec<f64> =
                    grid(a).flat_map(|x| second.iter().map(move |y| (x * y * times).clamp(low, high))).collect();
                values.sort_by(f64::total_cmp);
                Self::Sorted(values)
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of grid points are small")]
    fn mean(&self) -> f64 {
        match self {
            Self::Point(value) => *value,
            Self::Clipped { law, times, low, high } => {
                let (smallest, largest) = law.support();
                if smallest * times >= *low && largest * times <= *high {
                    return law.mean() * times;
                }
                midpoints(CLIPPED_STEPS).map(|u| (law.quantile(u) * times).clamp(*low, *high)).sum::<f64>()
                    / CLIPPED_STEPS as f64
            }
            Self::Sorted(values) => values.iter().sum::<f64>() / values.len() as f64,
        }
    }

    fn quantile(&self, p: f64) -> f64 {
        match self {
            Self::Point(value) => *value,
            Self::Clipped { law, times, low, high } => (law.quantile(p) * times).clamp(*low, *high),
            Self::Sorted(values) => {
                #[expect(clippy::cast_precision_loss, reason = "counts of grid points are small")]
                let place = p * values.len() as f64;
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ p ≤ 1")]
                let index = place as usize;
                values[index.min(values.len() - 1)]
            }
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of grid points are small")]
    fn cdf(&self, x: f64) -> f64 {
        match self {
            Self::Point(value) => f64::from(u8::from(x >= *value)),
            Self::Clipped { high, .. } if x >= *high => 1.0,
            Self::Clipped { low, .. } if x < *low => 0.0,
            Self::Clipped { law, times, .. } => law.cdf(x / times),
            Self::Sorted(values) => values.partition_point(|value| *value <= x) as f64 / values.len() as f64,
        }
    }
}

/// Grid points to a side for the product of two laws.
const PRODUCT_STEPS: u32 = 400;
/// Grid points for the mean of a law that is clipped.
const CLIPPED_STEPS: u32 = 10_000;

/// The midpoints of `steps` equal parts of the unit interval.
fn midpoints(steps: u32) -> impl Iterator<Item = f64> {
    (0..steps).map(move |step| (f64::from(step) + 0.5) / f64::from(steps))
}

/// The quantile of a pool: between the least and greatest of its parts', found by bisection on the pooled cdf.
fn quantile(parts: &[(f64, Shape<'_>)], p: f64) -> f64 {
    let quantiles = parts.iter().filter(|(weight, _)| *weight > 0.0).map(|(_, shape)| shape.quantile(p));
    let (mut low, mut high) =
        (quantiles.clone().fold(f64::INFINITY, f64::min), quantiles.fold(f64::NEG_INFINITY, f64::max));
    let cdf = |x: f64| parts.iter().map(|(weight, shape)| weight * shape.cdf(x)).sum::<f64>();
    if low >= high || cdf(low) >= p {
        return low;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if cdf(middle) >= p { high = middle } else { low = middle }
    }
    high
}
