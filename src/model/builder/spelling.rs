//! Words a value as it was written and a key as a label.

use crate::quantity::{Kind, capital};
use crate::scenario::{Contrast, Value, WrittenLaw};

/// How a value was written, for the assumptions log.
pub(super) fn spelling(value: &Value, scaled: f64) -> String {
    let written = match &value.law {
        WrittenLaw::Certain(number) => value.kind.spelled(*number),
        WrittenLaw::Uncertain { spelling, .. } => spelling.clone(),
        WrittenLaw::Grade(grade) => format!("grade {grade}"),
        WrittenLaw::Cases(name) => format!("case studies of {name}"),
        WrittenLaw::Sampled { column, times, .. } => {
            format!("draws of another model, column {column}{}", multiplied(*times))
        }
        WrittenLaw::Contrast(contrast) => match &**contrast {
            Contrast::Ratio(written) => written.spelling.clone(),
            Contrast::Difference { spelling, .. } => spelling.clone(),
            Contrast::Compared(_) => "two groups compared".to_owned(),
        },
        WrittenLaw::Shared { .. } | WrittenLaw::Library { .. } => String::new(),
    };
    written + &multiplied(scaled)
}

/// What is said of a factor: nothing of one.
pub(super) fn multiplied(times: f64) -> String {
    if times == 1.0 { String::new() } else { format!(", times {}", Kind::Factor.spelled(times)) }
}

/// How a use that changes a value written elsewhere is spelled; `None` when it takes the value as it is.
pub(super) fn derived(value: &Value) -> Option<String> {
    let (of, times) = match &value.law {
        WrittenLaw::Shared { name, times } => (format!("shared.{name}"), *times),
        WrittenLaw::Library { .. } => return None,
        _ => (value.identity.clone(), 1.0),
    };
    let factor = times * value.scaled;
    (factor != 1.0).then(|| of + &multiplied(factor))
}

/// The label that a key gets when none is written: spaced and capitalised.
pub(super) fn label(written: Option<&String>, key: &str) -> String {
    if let Some(label) = written {
        return label.clone();
    }
    capital(&key.replace(['_', '-'], " "))
}

#[cfg(test)]
mod tests {
    use super::super::example::{TOP, drawn, plan};
    use super::label;
    use crate::model::{EvidenceGroup, Origin};

    #[test]
    fn a_key_becomes_a_label() {
        assert_eq!(label(None, "mental_health_admission"), "Mental health admission");
        assert_eq!(label(None, "élan"), "Élan");
        assert_eq!(label(Some(&"A&E".to_owned()), "a_and_e"), "A&E");
    }

    #[test]
    fn a_shared_value_is_one_parameter_and_one_row() {
        let plan = plan(&format!(
            "{TOP}cohort: {{people: 9}}
shared: {{effect: {{uniform: {{low: 0%, high: 90%}}, source: a panel}}}}
support: {{attribution: {{uniform: {{low: 50%, high: 100%}}}}}}
events:
  a: {{rate: 1, unit_cost: £1k, paid_by: {{nhs: 100%}}, support: {{prevents: {{shared: effect}}}}}}
  b: {{rate: 1, unit_cost: £1k, paid_by: {{nhs: 100%}}, support: {{prevents: {{shared: effect, times: 150%}}}}}}
"
        ));
        let [a, b] = &plan.base.events[..] else { panic!() };
        let (effect, times, high) = drawn(&a.support.prevents);
        assert_eq!((plan.parameters[effect].path.as_str(), times, high), ("shared.effect", 1.0, 1.0));
        assert_eq!(drawn(&b.support.prevents), (effect, 1.5, 1.0));
        assert_eq!(b.support.prevents.value(&[0.8, 0.8, 0.8]), 1.0);
        assert_eq!(a.support.attribution, b.support.attribution);
        assert_eq!(plan.parameters[drawn(&a.support.attribution).0].path, "support.attribution");
        assert!(plan.parameters.iter().all(|parameter| parameter.group == EvidenceGroup::Effect));
        assert_eq!(plan.parameters[effect].remarks.source.as_deref(), Some("a panel"));
        let derived: Vec<_> = plan.stated.iter().filter(|row| row.path.ends_with("prevents")).collect();
        assert_eq!(derived.len(), 1);
        assert_eq!(derived[0].spellings, ["shared.effect, times 1.5"]);
        // 150% of a uniform on 0–90% is above 100% when it is above 2/3.
        assert!((derived[0].clipped - (0.9 - 2.0 / 3.0) / 0.9).abs() < 1e-12);
    }

    #[test]
    fn counts_over_their_own_period_are_converted_to_the_horizon_of_each_view() {
        let plan = plan(&format!(
            "{TOP}cohort: {{people: 9}}
events:
  a: {{probability: {{observed: {{events: 3, of: 8, over: 12 months}}}}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}
views: {{short: {{set: {{horizon: 12 months}}}}}}
"
        ));
        let median: Vec<f64> = plan.models().map(|model| model.laws[0].quantile(0.5)).collect();
        // Over 24 months: 1 - (1-p)² of the median over 12.
        assert!((median[0] - (1.0 - (1.0 - median[1]).powi(2))).abs() < 1e-9, "{median:?}");
        assert_eq!(plan.parameters[0].group, EvidenceGroup::CaseStudies);
    }

    #[test]
    fn rates_are_monthly_in_terms_and_yearly_in_laws_and_rows() {
        let plan = plan(&format!(
            "{TOP}cohort: {{people: 9}}
events: {{a: {{rate: {{gamma: {{mean: 6 per year, sd: 2 per year}}}}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}}}
"
        ));
        let Origin::Rate(rate) = &plan.base.events[0].origin else { panic!() };
        assert!((rate.value(&[6.0]) - 0.5).abs() < 1e-15);
        assert!((plan.base.laws[0].mean() - 6.0).abs() < 1e-9);
        assert!((plan.assumptions()[0].mean - 6.0).abs() < 1e-9);
    }

    #[test]
    fn grades_cut_by_the_table() {
        for (grade, cut) in [0.0, 0.05, 0.10, 0.15, 0.25, 0.40].into_iter().enumerate() {
            let plan = plan(&format!(
                "{TOP}cohort: {{people: 9}}
events: {{a: {{rate: 1, unit_cost: £1k, paid_by: {{nhs: 100%}}, support: {{optimism_bias: {{grade: {}}}}}}}}}
",
                grade + 1
            ));
            assert_eq!(plan.base.events[0].support.optimism_bias.certain(), Some(cut));
        }
    }
}
