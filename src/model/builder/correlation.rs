//! Builds the correlations between uncertain values and checks that they can stand together.

use super::{Mistakes, Values};
use crate::model::{Copula, Correlation};
use crate::scenario::limits::MOST_CORRELATED;
use crate::scenario::{CorrelationWritten, Placed};

/// The correlations of the plan and their copula.
pub(super) fn correlations(
    written: &[CorrelationWritten],
    values: &Values,
    mistakes: &mut Mistakes,
) -> (Vec<Correlation>, Option<Copula>) {
    let mut correlations: Vec<Correlation> = Vec::new();
    let mut origins: Vec<&CorrelationWritten> = Vec::new();
    for entry in written.iter().take(MOST_CORRELATED * MOST_CORRELATED) {
        let [a, b] = [0, 1].map(|side| parameter(&entry.between[side], values, mistakes));
        let rho = entry.rho.value;
        if !(rho > -1.0 && rho < 1.0) {
            let message = format!("{rho} is not a rank correlation that two different values can have");
            mistakes.add(&entry.rho.place, message, "write a number between -1 and 1, both excluded");
            continue;
        }
        let (Some(a), Some(b)) = (a, b) else { continue };
        let known = |other: &Correlation| other.between == [a, b] || other.between == [b, a];
        if a == b {
            let message = "both paths read the same value, which is drawn once";
            mistakes.add(&entry.between[1].place, message, "take this correlation out");
        } else if correlations.iter().any(known) {
            let message = "a correlation between these two is stated already";
            mistakes.add(&entry.between[0].place, message, "take one of them out");
        } else {
            correlations.push(Correlation { between: [a, b], rho });
            origins.push(entry);
        }
    }
    let copula = copula(&correlations, &origins, mistakes);
    (correlations, copula)
}

/// The parameter that is read at a path, when it may be correlated.
fn parameter(path: &Placed<String>, values: &Values, mistakes: &mut Mistakes) -> Option<usize> {
    let Some(parameter) = values.parameter_at(&path.value) else {
        if values.is_certain(&path.value) {
            let message = format!("`{}` is certain, so nothing can be correlated with it", path.value);
            mistakes.add(&path.place, message, "give it a distribution, or take this correlation out");
        } else {
            mistakes.unknown("uncertain value", path, values.uncertain_paths());
        }
        return None;
    };
    if !values.drawn_everywhere(parameter) {
        let message = format!("`{}` is certain in some view, so nothing can be correlated with it", path.value);
        mistakes.add(&path.place, message, "give it a distribution in every view, or take this correlation out");
        return None;
    }
    if values.is_sampled(parameter) {
        let message = format!("`{}` is drawn with its table, so nothing else can be correlated with it", path.value);
        mistakes.add(&path.place, message, "take this correlation out; the rows of the table hold its own");
        return None;
    }
    if values.is_bootstrapped(parameter) {
        let message =
            format!("`{}` is bootstrapped from case studies, so nothing can be correlated with it", path.value);
        mistakes.add(&path.place, message, "take this correlation out");
        return None;
    }
    Some(parameter)
}

fn copula(correlations: &[Correlation], origins: &[&CorrelationWritten], mistakes: &mut Mistakes) -> Option<Copula> {
    let mut correlated: Vec<usize> = correlations.iter().flat_map(|stated| stated.between).collect();
    correlated.sort_unstable();
    correlated.dedup();
    if let (true, Some(entry)) = (correlated.len() > MOST_CORRELATED, origins.last()) {
        let message = format!("more than {MOST_CORRELATED} values are correlated");
        mistakes.add(&entry.between[0].place, message, "correlate only those whose correlation matters");
        return None;
    }
    Copula::new(correlations).unwrap_or_else(|refused| {
        let worst = origins[refused.worst];
        let [a, b] = [0, 1].map(|side| worst.between[side].value.as_str());
        let message = format!("the correlation between `{a}` and `{b}` contradicts the others");
        let help = match refused.fits {
            Some(rho) => format!("beside the others as they stand it can be {rho:.2}, not {}", worst.rho.value),
            None => "no value fits beside the others: relax this one and others too".to_owned(),
        };
        mistakes.labelled(&worst.rho.place, message, "cannot be", help);
        None
    })
}

#[cfg(test)]
mod tests {
    use super::super::example::{TOP, mistakes, plan};

    fn correlated(rest: &str) -> String {
        let uniform = "{uniform: {low: 10%, high: 30%}}";
        format!(
            "{TOP}cohort: {{people: 9}}
shared: {{effect: {uniform}}}
events:
  a: {{probability: {uniform}, unit_cost: £1k, paid_by: {{nhs: 100%}}, support: {{prevents: {{shared: effect}}}}}}
  b: {{probability: {uniform}, unit_cost: £1k, paid_by: {{nhs: 100%}}, support: {{prevents: {{shared: effect}}}}}}
  c: {{probability: {uniform}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}
{rest}"
        )
    }

    #[test]
    fn a_path_stands_for_the_value_that_is_read_there() {
        let plan = plan(&correlated(
            "correlations: [{between: [events.b.support.prevents, events.a.probability], rho: -0.5}]\n",
        ));
        let [a, b] = plan.correlations[0].between.map(|parameter| plan.parameters[parameter].path.as_str());
        assert_eq!((a, b), ("shared.effect", "events.a.probability"));
        let copula = plan.copula.unwrap();
        assert_eq!(copula.parameters.len(), 2);
        assert!((copula.factor[2] + 0.517_638_090_205_041_5).abs() < 1e-15);
    }

    #[test]
    fn what_cannot_be_correlated_is_refused() {
        let said = mistakes(&correlated(
            "correlations:
  - {between: [events.a.probabilty, events.b.probability], rho: 0.5}
  - {between: [events.a.unit_cost, events.b.probability], rho: 0.5}
  - {between: [events.a.support.prevents, shared.effect], rho: 0.5}
  - {between: [events.a.probability, events.b.probability], rho: 1}
  - {between: [events.a.probability, events.c.probability], rho: 0.5}
views: {certain: {set: {events: {c: {probability: 20%}}}}}
",
        ));
        assert_eq!(said.len(), 5, "{said:?}");
        assert!(said[0].contains("did you mean `events.a.probability`?"));
        assert!(said[1].contains("`events.a.unit_cost` is certain"));
        assert!(said[2].contains("both paths read the same value"));
        assert!(said[3].contains("1 is not a rank correlation that two different values can have"));
        assert!(said[4].contains("`events.c.probability` is certain in some view"));
    }
}
