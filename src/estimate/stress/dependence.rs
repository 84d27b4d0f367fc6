//! Tells which events an uncertain value can change, so that only these are expected anew when it is set.

use crate::model::{Event, Model, Term};

/// By event, whether the value of `parameter` can change what comes of it: it or an event that it may come after or instead
/// of reads that value.
pub(super) fn touched(model: &Model, parameter: usize) -> Vec<bool> {
    let reads = |terms: &[&Term]| terms.iter().any(|term| term.parameters().contains(&parameter));
    let cohort = &model.cohort;
    if reads(&cohort.terms()) {
        return vec![true; model.events.len()];
    }
    let own = |(index, event): (usize, &Event)| {
        let mut terms = terms(event);
        terms.extend(cohort.segments.iter().map(|segment| &segment.relative_risk[index]));
        reads(&terms)
    };
    let own: Vec<bool> = model.events.iter().enumerate().map(own).collect();
    (0..model.events.len()).map(|event| model.lineage(event).into_iter().any(|before| own[before])).collect()
}

/// Everything that an event says.
fn terms(event: &Event) -> Vec<&Term> {
    let mut terms = event.terms();
    terms.extend([&event.real_growth, &event.trend, &event.support.builds_up, &event.support.adds_cash]);
    terms.extend(&event.cashable);
    terms
}

#[cfg(test)]
mod tests {
    use super::super::exact::Exact;
    use super::*;
    use crate::engine::{self, RunOf};
    use crate::expectation::Part;
    use crate::model::example::plan;

    const TOWN: &str = "
title: Town
horizon: 24 months
cohort: {people: 90, intake: 12 months, engagement: {uniform: {low: 60%, high: 90%}}, leaves: 5% per year, frailty: 0.6,
         segments: {crisis: {share: {uniform: {low: 10%, high: 30%}}, relative_risk: {fall: {uniform: {low: 1, high: 3}}}}, others: {share: rest}}}
payers: {nhs: {label: NHS}, council: {label: Council}}
support: {prevents: 30%}
events:
  fall: {rate: {uniform: {low: 0.2, high: 0.9}}, unit_cost: £2k, paid_by: {nhs: 100%}, leads_to: {ward: {probability: 20%, after: 1 month}}}
  ward: {unit_cost: {uniform: {low: £3k, high: £6k}}, paid_by: {nhs: 60%, council: 40%},
         support: {prevents: 20%, instead: {visit: {probability: {uniform: {low: 20%, high: 60%}}, after: 1 month}}}}
  visit: {unit_cost: £200, paid_by: {council: 100%}, cashable: {uniform: {low: 0%, high: 50%}}}
  eviction: {probability: {uniform: {low: 20%, high: 50%}}, unit_cost: £9k, varies: {gamma: {cv: 60%}}, paid_by: {council: 100%},
             support: {prevents: {uniform: {low: 10%, high: 60%}}, reduces: 10%, delays: 2 months, drop_off: {uniform: {low: 0%, high: 30%}}, adds: {uniform: {low: 0, high: 0.1}}}}
  home: {follows: {eviction: {probability: {uniform: {low: 30%, high: 60%}}, after: 1 month}}, varies: {gamma: {cv: 50%}}, real_growth: {uniform: {low: 0%, high: 3%}},
         unit_cost: {each: £420, per: week, for: {uniform: {low: 6 weeks, high: 13 weeks}}}, paid_by: {council: 100%},
         support: {prevents: {uniform: {low: -20%, high: 30%}}, shortens: 10%}}
targets: {cash: {amount: £9k, payers: [council], counting: cashable}, all: {amount: £90k}}
simulation: {draws: 40}
";

    #[test]
    fn a_part_and_its_rest_are_the_whole_whatever_is_set() {
        let plan = plan(TOWN);
        let draws = engine::evidence(&plan, RunOf::Headline, 40);
        let exact = Exact::uncalibrated(&plan, &draws);
        let mut narrow = 0;
        for parameter in plan.uncertain() {
            let touched = touched(&plan.base, parameter);
            narrow += usize::from(touched.iter().any(|touched| !touched));
            let value = 0.7 * draws.theta(3)[parameter] + 0.3 * draws.theta(4)[parameter];
            let set = Some((parameter, value));
            let rest = exact.rows(40, None, |_| Part::Rest(&touched));
            let part = exact.rows(40, set, |_| Part::Events(&touched));
            let whole = exact.rows(40, set, |_| Part::Whole);
            let size = whole.iter().fold(0.0_f64, |size, value| size.max(value.abs()));
            for ((part, rest), whole) in part.iter().zip(&rest).zip(&whole) {
                let path = &plan.parameters[parameter].path;
                assert!(
                    (part + rest - whole).abs() <= 1e-12 * size.min(1e6 * whole.abs()).max(1e-3),
                    "{path}: {part} {rest} {whole}"
                );
            }
        }
        assert!(narrow >= 5, "most values touch some events alone: {narrow}");
    }
}
