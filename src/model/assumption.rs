//! Lists every value that a scenario states with what is believed about it, for the assumptions log.

use crate::dictionary::dictionary;
use crate::numeric::powf;
use serde::{Deserialize, Serialize};

use super::pool::{Shape, quantile};
use super::{Law, Model, Origin, Plan, Stated, Term};
use crate::quantity::{Kind, Remarks};

dictionary! {
    /// One row of the assumptions log.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Assumption {
        /// Path of the value in the scenario.
        pub path: String,
        /// The value in words, with the scenario's own labels; empty where nobody has put it into words.
        #[serde(default)]
        pub label: String,
        /// How it was written; where weighted views differ, how each of them has it.
        pub spelling: String,
        /// What it measures, which says how to print it.
        pub kind: Kind,
        /// Mean of the value as drawn, in the unit as written: rates per year.
        #[unit(OfKind)]
        pub mean: f64,
        /// 2.5% quantile of the value.
        #[unit(OfKind)]
        #[covers(Evidence)]
        pub p2_5: f64,
        /// 97.5% quantile of the value.
        #[unit(OfKind)]
        #[covers(Evidence)]
        pub p97_5: f64,
        /// For the probability or rate of an event, the average over the cohort that it implies, see
        /// [`Plan::cohort_average`].
        #[unit(OfKind)]
        pub cohort_average: Option<f64>,
        /// Source, note, grade, owner, review date.
        #[serde(flatten)]
        pub remarks: Remarks,
        /// Whether it is a plain number in every model that counts.
        pub certain: bool,
    }
}

impl Plan {
    /// Every value of the scenario. With weighted views the laws of all views are pooled by their weights; without
    /// weights the scenario as written counts, and a value that only a view states is left out.
    #[must_use]
    pub fn assumptions(&self) -> Vec<Assumption> {
        self.stated.iter().filter_map(|stated| self.assumption(stated)).collect()
    }

    /// The models that the headline is drawn from, with their weights and places in [`Plan::models`].
    pub(super) fn pooled(&self) -> Vec<(usize, f64, &Model)> {
        if self.weighted {
            let views = self.views.iter().enumerate();
            views.map(|(index, view)| (index + 1, view.weight.unwrap_or(0.0), &view.model)).collect()
        } else {
            vec![(0, 1.0, &self.base)]
        }
    }

    /// The chance, over draws of the headline, that a term is at most `limit`.
    pub(super) fn chance_at_most(&self, term: impl Fn(&Model) -> &Term, limit: f64) -> f64 {
        self.pooled().into_iter().map(|(_, weight, model)| weight * model.shape(term(model)).cdf(limit)).sum()
    }

    fn assumption(&self, stated: &Stated) -> Option<Assumption> {
        let pooled = self.pooled();
        let parts: Vec<(f64, Shape<'_>)> = pooled
            .iter()
            .filter_map(|&(index, weight, model)| Some((weight, model.shape(stated.terms.get(index)?.as_ref()?))))
            .collect();
        let whole: f64 = parts.iter().map(|(weight, _)| weight).sum();
        if whole <= 0.0 {
            return None;
        }
        let parts: Vec<_> = parts.into_iter().map(|(weight, shape)| (weight / whole, shape)).collect();
        Some(Assumption {
            path: stated.path.clone(),
            label: String::new(),
            kind: stated.kind,
            spelling: self.spelling(stated, &pooled),
            mean: parts.iter().map(|(weight, shape)| weight * shape.mean()).sum(),
            p2_5: quantile(&parts, 0.025),
            p97_5: quantile(&parts, 0.975),
            cohort_average: self.event_at(&stated.path).and_then(|event| self.cohort_average(event)),
            remarks: stated.remarks.clone(),
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
        match &self.events.get(event)?.origin {
            Origin::None => None,
            Origin::Probability(p) => {
                let p = p.value(&theta);
                Some(over_segments(&|risk| 1.0 - powf(1.0 - p, risk)))
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

    /// Whether its density can be raised to a power: one that is certain stays so, and a list or a value with a
    /// probability of its own has none.
    #[must_use]
    pub fn can_be_scaled(&self) -> bool {
        match self {
            Self::Certain(_) => true,
            Self::Drawn(law) => law.has_density(),
        }
    }

    /// ln of the density at `value`, up to a constant of the law; 0 where it is certain.
    #[must_use]
    pub fn log_density(&self, value: f64) -> f64 {
        match self {
            Self::Certain(_) => 0.0,
            Self::Drawn(law) => law.log_density(value),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::builder::example::{TOP, plan, with};

    #[test]
    fn weighted_views_are_pooled() {
        let plan = plan(&with(
            "views:
  low: {weight: 25%, set: {events: {eviction: {probability: {uniform: {low: 0%, high: 20%}}}}}}
  high: {weight: 75%, set: {events: {eviction: {probability: {uniform: {low: 40%, high: 80%}}}}}}
",
        ));
        let rows = plan.assumptions();
        let row = rows.iter().find(|row| row.path == "events.eviction.probability").unwrap();
        assert!((row.mean - (0.25 * 0.1 + 0.75 * 0.6)).abs() < 1e-12);
        // 2.5% of the pool is 10% of the first part; 97.5% is 2.5/75 from the top of the second.
        assert!((row.p2_5 - 0.02).abs() < 1e-12, "{row:?}");
        assert!((row.p97_5 - (0.8 - 0.4 * 0.025 / 0.75)).abs() < 1e-12, "{row:?}");
        assert!(!row.certain);
        assert!(row.spelling.starts_with("Low: ") && row.spelling.contains("; High: "), "{}", row.spelling);
        let cost = rows.iter().find(|row| row.path == "events.eviction.unit_cost").unwrap();
        assert_eq!((cost.spelling.as_str(), cost.mean, cost.p2_5, cost.certain), ("£1,000", 1000.0, 1000.0, true));
    }

    #[test]
    fn the_cohort_average_weighs_the_segments() {
        let plan = plan(&format!(
            "{TOP}cohort: {{people: 9, frailty: 0.5, segments: {{crisis: {{share: 25%, relative_risk: {{default: 3}}}}, others: {{share: rest, relative_risk: 0.2}}}}}}
events:
  p: {{probability: {{uniform: {{low: 20%, high: 40%}}}}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}
  r: {{rate: 2 per year, unit_cost: £1k, paid_by: {{nhs: 100%}}}}
  f: {{follows: {{r: {{probability: 5%}}}}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}
"
        ));
        let p = 0.25 * (1.0 - 0.7_f64.powi(3)) + 0.75 * (1.0 - 0.7_f64.powf(0.2));
        assert!((plan.cohort_average(0).unwrap() - p).abs() < 1e-12);
        assert!((plan.cohort_average(1).unwrap() - 2.0 * (0.25 * 3.0 + 0.75 * 0.2)).abs() < 1e-12);
        assert_eq!(plan.cohort_average(2), None);
        let rows = plan.assumptions();
        let averages: Vec<&str> =
            rows.iter().filter(|row| row.cohort_average.is_some()).map(|row| row.path.as_str()).collect();
        assert_eq!(averages, ["events.p.probability", "events.r.rate"]);
    }

    #[test]
    fn clipped_means_and_products_come_from_the_law_as_drawn() {
        let plan = plan(&format!(
            "{TOP}library: costs.yaml
cohort: {{people: 9, engagement: {{shared: half, times: 160%}}}}
shared: {{half: {{uniform: {{low: 0%, high: 100%}}}}}}
events:
  a: {{rate: 1, unit_cost: {{library: visit, times: {{uniform: {{low: 1, high: 3}}}}}}, paid_by: {{nhs: 100%}}}}
"
        ));
        let rows = plan.assumptions();
        let at = |path: &str| rows.iter().find(|row| row.path == path).unwrap();
        // E min(1.6 U, 1) = 1 - 1/(2 · 1.6), by midpoints on 10,000 points: error below 1e-4.
        assert!((at("cohort.engagement").mean - (1.0 - 1.0 / 3.2)).abs() < 1e-4);
        assert_eq!(at("cohort.engagement").p97_5, 1.0);
        // E of a product of independents; a grid of 400 × 400 points leaves out part of the lognormal's tail.
        assert!((at("events.a.unit_cost").mean / 200.0 - 1.0).abs() < 1e-4);
    }
}
