//! The scenario of a third town, of money: costs that grow, trends, effects that build up, gains of budgets, and a programme
//! that costs so much a person.

/// As [`super::money::TOWN`] tells it in numbers.
pub(crate) const SCENARIO: &str = "
title: A town of money
starts: 2023-10
price_base: 2021/22
horizon: 18 months
past_horizon: count
discount_rate: 5%
discounting: whole_years
real_growth: {uniform: {low: -2% per year, high: 9% per year}}
cohort:
  joining: {2023/24: 4, 2024/25: 5, 2025/26: 4}
  engagement: {beta: {alpha: 8, beta: 3}}
  frailty: 0.7
  leaves: {uniform: {low: 5%, high: 35%}}
  segments:
    old: {share: {uniform: {low: 30%, high: 60%}}, relative_risk: {default: {uniform: {low: 1.2, high: 2}}, home_care: 3}}
    young: {share: rest, relative_risk: 0.6}
payers:
  nhs: {label: NHS}
  housing: {label: Housing, groups: [council], releases: {in_lumps_of: £700, after: 4 months}}
  care: {label: Care, groups: [council, general_fund], releases: {in_lumps_of: £2k, after: 7 months}}
programme:
  uplift: {grade: 4}
  funding:
    - {payer: care, amounts: {2023/24: {normal: {mean: £500, sd: £1500}}, 2024/25: -£700, 2026/27: {uniform: {low: £1k, high: £4k}}}}
    - {payer: nhs, each: {gamma: {mean: £400, sd: £150}}, times: {uniform: {low: 1, high: 2}}, per: person, uplift: {uniform: {low: 0%, high: 50%}}}
    - {payer: nhs, each: -£1.34, times: 30, per: person}
    - {payer: housing, each: {normal: {mean: £150, sd: £300}}, per: engaged person}
    - {payer: housing, each: £18, per: month, uplift: 0%}
    - {payer: care, each: {uniform: {low: £20, high: £60}}, per: engaged month, for: {uniform: {low: 6 months, high: 30 months}}}
    - {payer: care, each: -£8, per: month, for: 22 months, uplift: {grade: 6}}
support:
  prevents: {beta: {alpha: 4, beta: 5}}
  drop_off: {uniform: {low: 20%, high: 60%}}
  attribution: {triangular: {low: 50%, mode: 70%, high: 95%}}
events:
  fall:
    probability: {beta: {alpha: 5, beta: 4}}
    trend: {uniform: {low: -30% per year, high: 60% per year}}
    real_growth: {uniform: {low: -5% per year, high: 15% per year}}
    timing: {decays: 14 months}
    unit_cost: {sum: [£500, {each: {gamma: {mean: £600, sd: £150}}, per: week, for: {pert: {low: 1 week, mode: 5 weeks, high: 40 weeks}}}]}
    varies: {each: {lognormal: {cv: 50%}}, for: {gamma: {cv: 80%}}}
    paid_by: {nhs: 80%, care: 20%}
    cashable: {nhs: 10%, care: {uniform: {low: 20%, high: 60%}}}
    support: {reduces: 25%, shortens: 20%, delays: 3 months, starts_after: 1 month, lasts: 14 months, builds_up: {uniform: {low: 1 month, high: 15 months}}, optimism_bias: 15%, instead: {home_care: {probability: 60%, after: 2 weeks}}}
    leads_to: {care_home: {uniform: {low: 10%, high: 90%}}, nursing_home: {probability: {beta: {alpha: 5, beta: 4}}, after: 1 month}}
  care_home:
    rate: 0.2 per year
    trend: -25% per year
    unit_cost: {each: {lognormal: {mean: £900, sd: £200}}, per: week, for: {gamma: {mean: 9 months, sd: 4 months}}}
    varies: {gamma: {cv: 80%}}
    paid_by: {housing: 30%, care: 70%}
    cashable: {housing: 15%, care: 45%}
    support: {prevents: {uniform: {low: -150%, high: 60%}}, shortens: {uniform: {low: 0%, high: 40%}}, delays: 4 months, builds_up: 8 months, displacement: 10%, optimism_bias: 10%, instead: {home_care: {beta: {alpha: 6, beta: 3}}, sheltered: {probability: 30%, after: 1 month}}}
  nursing_home:
    probability: {beta: {alpha: 3, beta: 8}}
    trend: 30% per year
    real_growth: 6% per year
    unit_cost: {each: £4_500, per: month, for: 8 months}
    paid_by: {nhs: 40%, care: 60%}
    cashable: 25%
    support: {prevents: {odds_ratio: {estimate: 0.6, se_log: 0.3}}, reduces: 35%, attribution: 60%, starts_after: 2 months, builds_up: 3 months, adds: {gamma: {mean: 0.15, sd: 0.05}}, adds_cash: {uniform: {low: 20%, high: 90%}}}
  home_care:
    follows: {care_home: {probability: 25%, after: 2 months}}
    rate: 0.3 per year
    trend: {uniform: {low: 0% per year, high: 80% per year}}
    real_growth: -8% per year
    unit_cost: {each: £35, per: day, for: {uniform: {low: 10 weeks, high: 40 weeks}}}
    varies: {each: {gamma: {cv: 30%}}, for: {lognormal: {cv: 60%}}}
    paid_by: {care: 100%}
    cashable: 50%
    support: {adds_cash: 40%, displacement: 5%, delays: 2 months, instead: {sheltered: 50%}}
    leads_to: {sheltered: 35%}
  sheltered:
    unit_cost: £1_800
    real_growth: 20% per year
    varies: {gamma: {cv: 70%}}
    paid_by: {housing: 100%}
    cashable: 20%
    support: {reduces: 30%, delays: 2 months, adds: 0.2, adds_cash: 75%}
  ambulance:
    follows: {fall: 70%, sheltered: {probability: 40%, after: 1 month}}
    unit_cost: {each: £300, per: journey, times: {uniform: {low: 1, high: 3}}}
    paid_by: {nhs: 100%}
    cashable: 5%
    support: {delays: 9 months, builds_up: 20 months}
outcomes:
  confidence: {achieved_by: {beta: {alpha: 5, beta: 4}}, distance: 60%, value: £1_500, starts_after: 5 months, lasts: 30 months,
               deadweight: 20%, attribution: 70%, displacement: 10%, drop_off: 25%}
  work: {achieved_by: {compared: {with: 12 of 30, without: 9 of 30}}, distance: {uniform: {low: 40%, high: 100%}}, value: {normal: {mean: £4_000, sd: £2_500}},
         paid_to: {nhs: 25%, care: 75%}, cashable: {nhs: 80%, care: {uniform: {low: 30%, high: 100%}}}, starts_after: 4 months, lasts: 26 months,
         attribution: 90%, displacement: 5%, drop_off: {uniform: {low: 0%, high: 50%}}}
  relapse: {achieved_by: 40%, distance: {uniform: {low: -80%, high: 20%}}, value: £900, paid_to: {housing: 100%}, cashable: 35%, lasts: 15 months, deadweight: 30%}
targets:
  cash: {amount: £10k, payers: [council], year: 2024/25, counting: cashable}
  averted: {amount: £20k, year: 2026/27, counting: averted, net_of_programme: true}
  avoided: {amount: £10k, payers: [care], year: 2024/25, net_of_programme: true}
  released: {amount: £1k, payers: [council], year: 2025/26, counting: released, net_of_programme: true}
  posts: {amount: £1k, payers: [housing], counting: released}
  net: {amount: £1k, payers: [nhs], net_of_programme: true}
  whole: {amount: £1k, counting: averted, net_of_programme: true}
  budgets: {amount: £1k, payers: [housing], counting: cashable, net_of_programme: true}
published: {people: 6, of: old, over: 10 months, counting: credited, mean_avoided: £3k}
simulation: {draws: 20000, seed: 23}
";

/// The scenario with other words in place of some.
pub(crate) fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(SCENARIO.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the scenario has changed: {from}");
        text.replace(from, to)
    })
}
