//! Builds effects out of what comparisons found: the ratio or difference that is drawn, and what it does to each event.

use super::spelling::{multiplied, spelling};
use super::value::judged;
use super::{Draft, Mistakes, Values};
use crate::distribution::{Law as _, Predicts, RandomEffects};
use crate::model::{Expression, MetaAnalysis, Origin, Parameter, Term};
use crate::quantity::{Kind, LEAST_EFFECT};
use crate::scenario::{Compared, Contrast, Pooled, Ratio, RatioWritten, Scenario, Value, WrittenLaw};

impl Values {
    /// What is drawn of a comparison: its ratio, its difference, or what people with support have where the others'
    /// chance is the event's own.
    pub(super) fn contrast(
        &mut self,
        value: &Value,
        contrast: &Contrast<Value>,
        scenario: &Scenario,
        mistakes: &mut Mistakes,
    ) -> Expression {
        let (key, kind, law, spelling) = match contrast {
            Contrast::Ratio(written) => (written.key, Kind::Factor, &written.law, &written.spelling),
            Contrast::Difference { law, spelling, .. } => ("risk_difference", Kind::Share, law, spelling),
            Contrast::Compared(compared) => return self.compared(compared, scenario, mistakes),
        };
        let path = format!("{}.{key}", value.identity);
        if let Contrast::Ratio(RatioWritten { pooled: Some(pooled), .. }) = contrast {
            self.note(meta_analysis(&value.identity, pooled));
        }
        let parameter = Parameter { path: path.clone(), kind, ..judged(value, spelling.clone()) };
        let expression = Expression::Parameter(self.parameter(parameter, law.clone()));
        let term = Term::unlimited(expression.clone());
        self.state_term(&path, spelling.clone(), kind, value.remarks.clone(), term, 0.0);
        expression
    }

    /// The ratio of two groups, of which a second may be the event's own; the ratio of ratios with what was before.
    ///
    /// ```text
    /// p₁/p₀, or (λ₁/λ₁ᵇ)/(λ₀/λ₀ᵇ)
    /// ```
    fn compared(&mut self, compared: &Compared<Value>, scenario: &Scenario, mistakes: &mut Mistakes) -> Expression {
        let mut group = |value: &Value| Expression::from(&self.term(&value.identity, value, scenario, mistakes));
        let with = group(&compared.with);
        let Some(without) = compared.without.as_deref().map(&mut group) else { return with };
        match compared.before.as_deref() {
            None => with.over(without),
            Some([with_before, without_before]) => {
                let (with_before, without_before) = (group(with_before), group(without_before));
                with.over(with_before).over(without.over(without_before))
            }
        }
    }

    /// "12 of 100 with support, 20 of 100 without: ratio 0.61 (95% interval 0.32 to 1.13)", the ratio by its median.
    fn groups(&self, compared: &Compared<Value>, ratio: &Expression) -> String {
        let [low, median, high] = self.quantiles(&Term::unlimited(ratio.clone()), [0.025, 0.5, 0.975]);
        format!("{}: ratio {median:.2} (95% interval {low:.2} to {high:.2})", both(compared))
    }
}

/// What a forest plot shows of a meta-analysis.
fn meta_analysis(path: &str, pooled: &Pooled) -> MetaAnalysis {
    let quantiles = |law: &RandomEffects| [0.025, 0.5, 0.975].map(|p| law.quantile(p));
    MetaAnalysis {
        path: path.to_owned(),
        studies: pooled.studies.clone(),
        average: quantiles(&pooled.average),
        new_place: quantiles(&pooled.new_place),
        predicts_new_place: pooled.predicts == Predicts::NewPlace,
    }
}

/// "12 of 100 with support, 20 of 100 without".
fn both(compared: &Compared<Value>) -> String {
    let group = |value: &Value| match &value.law {
        WrittenLaw::Shared { name, .. } => format!("shared.{name}"),
        _ => spelling(value, value.scaled).replace(" (Jeffreys)", ""),
    };
    let without = compared.without.as_deref().map_or("the event's own chance".to_owned(), group);
    let before = compared.before.as_deref();
    let before =
        before.map_or(String::new(), |[with, without]| format!("; before {} and {}", group(with), group(without)));
    format!("{} with support, {without} without{before}", group(&compared.with))
}

impl<'a> Draft<'a> {
    /// The effect of support on an event of this origin, from -900% to 100%.
    pub(super) fn effect(&mut self, path: &str, value: Option<&Value>, origin: &Origin) -> Term {
        let Some(value) = value else { return self.optional(path, None, 0.0) };
        let Some((contrasted, contrast, times)) = self.contrasted(value) else {
            return self.values.effect(path, value, self.scenario, self.mistakes);
        };
        let drawn = self.values.worth(path, contrasted, self.scenario, self.mistakes);
        let drawn = Expression::from(&drawn);
        let (effect, found) = match contrast {
            Contrast::Difference { over, spelling, .. } => {
                (self.of_difference(drawn, *over, value, origin), spelling.clone())
            }
            Contrast::Ratio(written) => {
                (self.of_ratio(drawn, written.ratio, written.over, value, origin), written.spelling.clone())
            }
            Contrast::Compared(compared) => {
                let ratio = if compared.without.is_some() {
                    drawn
                } else {
                    drawn.over(self.own(compared, value, origin).unwrap_or(Expression::Constant(1.0)))
                };
                let found = self.values.groups(compared, &ratio);
                (self.of_ratio(ratio, compared.ratio, None, value, origin), found)
            }
        };
        let whole = Term::unlimited(effect).scaled(times);
        let held = self.values.share_outside(&whole, LEAST_EFFECT, 1.0);
        let term = whole.within(LEAST_EFFECT, 1.0);
        let factor = multiplied(times);
        let spelling = match &value.law {
            WrittenLaw::Shared { name, .. } => format!("shared.{name} ({found}){factor}"),
            _ => found + &factor,
        };
        self.values.state_term(path, spelling, Kind::Share, contrasted.remarks.clone(), term.clone(), held);
        term
    }

    /// How many more of the people have something with support than without, from -100% to 100%.
    pub(super) fn difference(&mut self, path: &str, compared: &Compared<Value>, value: &Value) -> Term {
        let mut group =
            |value: &Value| Expression::from(&self.values.term(&value.identity, value, self.scenario, self.mistakes));
        let with = group(&compared.with);
        let without = compared.without.as_deref().map_or(Expression::Constant(0.0), group);
        let less = Expression::Constant(-1.0).times(without);
        let term = Term::unlimited(Expression::Sum([with, less].into())).scaled(value.scaled).within(-1.0, 1.0);
        let spelling = both(compared);
        self.values.state_term(path, spelling, Kind::Share, value.remarks.clone(), term.clone(), 0.0);
        term
    }

    /// The value that states a comparison, this one or one under `shared`, what it compares, and what the effect that it says
    /// is multiplied by.
    fn contrasted<'v>(&self, value: &'v Value) -> Option<(&'v Value, &'v Contrast<Value>, f64)>
    where
        'a: 'v,
    {
        let scenario: &'a Scenario = self.scenario;
        let (stated, times) = match &value.law {
            WrittenLaw::Shared { name, times } => {
                let shared = &scenario.shared.iter().find(|entry| entry.id == *name)?.value;
                (shared, shared.scaled * times * value.scaled)
            }
            _ => (value, value.scaled),
        };
        let WrittenLaw::Contrast(contrast) = &stated.law else { return None };
        Some((stated, contrast, times))
    }

    /// ```text
    /// a = 1 - R;   R = (1 - (1-p)^h)/p of a ratio of hazards;   R = O/(1 - q + qO) of a ratio of odds
    /// ```
    fn of_ratio(
        &mut self,
        drawn: Expression,
        ratio: Ratio,
        over: Option<f64>,
        value: &Value,
        origin: &Origin,
    ) -> Expression {
        let risk = match (ratio, origin) {
            (Ratio::Hazard, Origin::Probability(chance)) => {
                let chance = Expression::from(chance);
                chance.clone().complement().to_the(drawn).complement().over(chance)
            }
            (Ratio::Odds, _) => match self.chance_over(over, "odds_ratio", value, origin) {
                Some(chance) => {
                    let exposed = chance.clone().times(drawn.clone());
                    drawn.over(Expression::Sum([chance.complement(), exposed].into()))
                }
                None => Expression::Constant(1.0),
            },
            _ => drawn,
        };
        risk.complement()
    }

    /// a = -D/q.
    fn of_difference(&mut self, drawn: Expression, over: Option<f64>, value: &Value, origin: &Origin) -> Expression {
        let chance = self.chance_over(over, "risk_difference", value, origin);
        chance.map_or(Expression::Constant(0.0), |chance| Expression::Constant(-1.0).times(drawn.over(chance)))
    }

    /// The event's own chance or rate, which people without support have.
    fn own(&mut self, compared: &Compared<Value>, value: &Value, origin: &Origin) -> Option<Expression> {
        match (origin, compared.with.kind) {
            (Origin::Probability(own), Kind::Share) | (Origin::Rate(own), Kind::Rate) => Some(own.into()),
            (Origin::None, _) => {
                let message = "`without` is left out, but the event has no chance of its own to compare with";
                self.mistakes.add(&value.place, message, "write what people without support had: without: 20 of 100");
                None
            }
            (Origin::Probability(_), _) => {
                let message = "person-years give a rate, but the event has a `probability` to compare with";
                let help = "write how many of the people had it: with: 12 of 100, or add `without`";
                self.mistakes.add(&value.place, message, help);
                None
            }
            (Origin::Rate(_), _) => {
                let message = "counts of people give a chance, but the event has a `rate` to compare with";
                let help = "write the time that they were watched: with: 40 in 210 person-years, or add `without`";
                self.mistakes.add(&value.place, message, help);
                None
            }
        }
    }

    /// The chance without support within `over`, for a person of relative risk 1, averaged over frailty.
    ///
    /// ```text
    /// q = 1 - (1-p)^s, s = over/H;   with frailty variance w: q = 1 - (1 + s((1-p)^-w - 1))^(-1/w)
    /// ```
    fn chance_over(&mut self, over: Option<f64>, key: &str, value: &Value, origin: &Origin) -> Option<Expression> {
        let Origin::Probability(chance) = origin else {
            let message = format!("`{key}` needs the event's own chance, and this event has no `probability`");
            self.mistakes.add(
                &value.place,
                message,
                "write a risk_ratio or rate_ratio, or give the event a `probability`",
            );
            return None;
        };
        let constant = Expression::Constant;
        let chance = Expression::from(chance);
        let share = over.map_or(1.0, |over| over / self.scenario.horizon.value);
        if share == 1.0 {
            return Some(chance);
        }
        let variance = self.scenario.cohort.frailty * self.scenario.cohort.frailty;
        let left = chance.complement();
        let left = if variance == 0.0 {
            left.to_the(constant(share))
        } else {
            let hazard = Expression::Sum([left.to_the(constant(-variance)), constant(-1.0)].into());
            let base = Expression::Sum([constant(1.0), constant(share).times(hazard)].into());
            base.to_the(constant(-1.0 / variance))
        };
        Some(left.complement())
    }
}
