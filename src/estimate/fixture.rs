//! Reads a small plan with something of everything, for the tests of this layer.

use super::Identity;
use crate::model::{Plan, example};

/// 120 people over two years; eviction (council) leads to admission (NHS 85%, council 15%); support prevents 40%, delays
/// and adds; a cashable target, published figures, an outcome and funding; two weighted views.
const TOWN: &str = "
title: A small town
starts: 2020-04
horizon: 24 months
cohort:
  people: 120
  intake: 12 months
  engagement: 90%
  frailty: 0.5
  segments: {crisis: {share: 20%}, others: {share: 80%, relative_risk: 0.3}}
payers: {housing: {label: Council housing, groups: [council]}, nhs: {label: NHS}}
support: {prevents: 40%, reduces: 10%, starts_after: 1 month, lasts: 18 months, drop_off: 20%,
          attribution: 80%, displacement: 5%, optimism_bias: 10%}
events:
  eviction: {probability: 50%, unit_cost: £12k, paid_by: {housing: 100%}, cashable: {housing: 30%}}
  admission: {rate: 0.24 per year, follows: {eviction: {probability: 30%, after: 2 months}}, unit_cost: £4k,
              varies: {gamma: {cv: 80%}}, paid_by: {housing: 15%, nhs: 85%}, cashable: 10%,
              support: {delays: 3 months, adds: 0.06 per year}}
outcomes:
  control: {label: Feeling in control, beneficiary: people supported, achieved_by: 60%, distance: 50%, value: £1_500,
            lasts: 36 months, deadweight: 20%, attribution: 70%, drop_off: 25%}
programme: {funding: [{payer: housing, amounts: {2020/21: £60k}}, {payer: nhs, amounts: {2021/22: £40k}}]}
targets: {budget: {label: Budget target, amount: £20k, payers: [council], year: 2021/22, counting: cashable}}
published: {people: 8, of: crisis, over: 12 months, counting: gross, mean_avoided: £3k, low: £1k, high: £8k, sroi_ratio: 4}
views:
  hopeful: {weight: 40%, set: {events: {eviction: {probability: 30%}}}}
  gloomy: {weight: 60%, set: {events: {eviction: {probability: 60%}}}}
";

/// The plan with so many draws, without what the scenario itself is warned of.
pub(super) fn plan(draws: usize) -> Plan {
    let plan = example::plan(&format!("{TOWN}simulation: {{draws: {draws}, seed: 11}}\n"));
    Plan { warnings: Vec::new(), ..plan }
}

/// What identifies its file.
pub(super) fn identity() -> Identity {
    Identity { file: "town.yaml".to_owned(), sha256: "0".repeat(64), fingerprint: "1".repeat(64), changes: Vec::new() }
}

/// The same with views that have no weights.
pub(super) fn unweighted(draws: usize) -> Plan {
    let mut plan = plan(draws);
    plan.weighted = false;
    for view in &mut plan.views {
        view.weight = None;
    }
    plan
}
