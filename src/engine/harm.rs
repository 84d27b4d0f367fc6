//! Simulates and books the harm of support: further occurrences where a < 0, so that there are (1 - a) times as many.
//!
//! ```text
//! an engaged person's occurrence at t that no ancestor's support has taken away
//!   ─▶ ⌊-a⌋ further ones, and one more with the rest as its chance: same person, same t, each with a fresh X
//! ```
//!
//! A further one is delayed, cut and followed by its own follow-ons like any other, which count as caused by the same
//! event. None of them has a life without support.

use super::ledger::{Booking, Ledger};
use super::occurrence_list::{HAPPENS, Occurrences};
use super::prepared::Prepared;
use super::years::year_of;

/// How many further occurrences a uniform number makes of their mean.
pub(super) fn further(mean: f64, u: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within 0 and 9")]
    let whole = mean as u32;
    whole + u32::from(u < mean - f64::from(whole))
}

impl Occurrences {
    /// Adds so many further ones beside the one at `index`, caused by the support of `own` and without a cost yet.
    pub(super) fn accompany(&mut self, index: usize, own: u32, further: u32) {
        let (person, time) = (self.placed.person[index], self.placed.time[index]);
        let (shift, cut) = (self.shift[index], self.cut[index]);
        let short = self.short.get(index).copied();
        for _ in 0..further {
            self.placed.person.push(person);
            self.placed.time.push(time);
            self.shift.push(shift);
            self.credit.push(HAPPENS);
            self.caused.push(own);
            self.cut.push(cut);
            self.short.extend(short);
        }
    }
}

impl Booking<'_> {
    /// Books those occurrences of `event` that support caused.
    pub(super) fn harm(&mut self, event: usize, list: &Occurrences) {
        for (index, &by) in list.caused.iter().enumerate().filter(|(_, by)| **by != HAPPENS) {
            self.caused(event, by as usize, list, index);
        }
    }

    /// Books the occurrence `index`, which the support of `by` caused.
    ///
    /// ```text
    /// caused, or knocked on   X, in full
    /// prevented by another    X, like any other
    /// cut                     b X, like any other
    /// delayed                 (1 - b) X moves with the credit of what is caused; past the horizon it is given back
    /// ```
    fn caused(&mut self, event: usize, by: usize, list: &Occurrences, index: usize) {
        let Self { prepared, drawn, people, ledger } = self;
        let (cost, credit, shift) = (list.cost[index], list.credit[index], list.shift[index]);
        let person = list.placed.person[index] as usize;
        let (time, joined) = (list.placed.time[index], people.joined[person]);
        let line = prepared.lines.caused(event, by);
        let blamed = drawn.events[by].caused();
        let moment = joined + time;
        ledger.events[event].averted -= 1.0;
        ledger.prevented[line] -= cost;
        ledger.avert(prepared, line, moment, -cost);
        ledger.move_cash(prepared, line, moment, -cost);
        ledger.person[person] -= blamed * cost;
        if credit != HAPPENS {
            let credited = credit as usize;
            let line = prepared.lines.of(event, credited);
            ledger.events[event].averted += 1.0;
            ledger.prevented[line] += cost;
            ledger.avert(prepared, line, moment, cost);
            ledger.move_cash(prepared, line, moment, cost);
            ledger.person[person] += drawn.events[credited].credit * cost;
            return;
        }
        let cut = list.cut[index] * cost;
        let left = cost - cut;
        let own = prepared.lines.of(event, event);
        ledger.events[event].reduced += cut;
        ledger.avert(prepared, own, moment, cut);
        ledger.move_cash(prepared, own, moment, cut);
        ledger.person[person] += drawn.events[event].credit * cut;
        if shift == 0.0 {
            return;
        }
        ledger.move_cash(prepared, line, moment, left);
        if time + shift > prepared.model.horizon || time + shift >= people.leaves(person) {
            ledger.given_back[line] += left;
            ledger.person[person] += blamed * left;
        } else {
            ledger.move_cash(prepared, line, moment + shift, -left);
        }
    }
}

impl Ledger {
    /// Books gross cash avoided at `moment`, and its present value.
    pub(super) fn move_cash(&mut self, prepared: &Prepared<'_>, line: usize, moment: f64, cost: f64) {
        let months = prepared.plan.months_before + moment;
        self.cash[line * self.years + year_of(months, prepared.plan.followed_years())] += cost;
        self.present[line] += cost * prepared.discount.at(moment);
        if let Some(pieces) = &prepared.pieces {
            self.saved.save(pieces, line, months, cost);
        }
    }

    /// Books what is averted of an occurrence at `moment`.
    pub(super) fn avert(&mut self, prepared: &Prepared<'_>, line: usize, moment: f64, cost: f64) {
        let year = year_of(prepared.plan.months_before + moment, prepared.plan.followed_years());
        self.averted[line * self.years + year] += cost;
    }
}

#[cfg(test)]
mod tests {
    use super::further;
    use crate::engine::{RunOf, Silent, simulate};
    use crate::expectation::{Expectation, Expected};
    use crate::model::example::harmful;
    use crate::model::{Expression, Part, Plan, Term, Total};
    use crate::statistics::mean_and_sd;

    /// Every feature that meets harm: segments, frailty, engagement, joining, windows, drop-off, delays, cuts, two parents,
    /// additions, targets and a publication.
    const TOWN: &str = "
title: Town
starts: 2020-09
price_base: 2021/22
horizon: 26 months
cohort: {people: 300, intake: 9 months, engagement: 70%, frailty: 0.7, segments: {crisis: {share: 30%, relative_risk: 2}, others: {share: rest}}}
payers: {nhs: {groups: [public]}, council: {groups: [public]}}
events:
  eviction: {probability: {uniform: {low: 20%, high: 40%}}, unit_cost: £9k, paid_by: {council: 100%}, cashable: 20%,
             varies: {gamma: {cv: 60%}},
             support: {prevents: {uniform: {low: 0%, high: 100%}}, attribution: 80%, optimism_bias: 20%, lasts: 18 months}}
  admission: {rate: 0.5 per year, follows: {eviction: {probability: 40%, after: 2 months}}, unit_cost: £3k, paid_by: {nhs: 100%},
              varies: {lognormal: {cv: 80%}}, timing: {decays: 10 months},
              support: {prevents: 20%, reduces: 10%, delays: 3 months, drop_off: 30%, displacement: 10%, adds: 0.1 per year}}
  care: {follows: {admission: {probability: 50%}, eviction: {probability: 20%, after: 1 month}}, unit_cost: £5k,
         paid_by: {nhs: 40%, council: 60%}, cashable: {nhs: 30%, council: 10%},
         support: {prevents: 10%, optimism_bias: 30%, starts_after: 2 months, delays: 1 month}}
  visit: {rate: 3 per year, unit_cost: £100, paid_by: {nhs: 100%}, support: {prevents: 10%, attribution: 50%}}
targets:
  whole: {amount: £1k}
  averted: {amount: £1k, counting: averted, payers: [council], year: 2021/22}
  cash: {amount: £1k, counting: cashable, payers: [nhs]}
published: {people: 40, of: crisis, over: 14 months, mean_avoided: £3k, counting: COUNTING}
simulation: {draws: 1500, seed: 7}
";

    /// The largest distance of a mean over draws from its expectation, in standard errors, and whose.
    fn largest_z(plan: &Plan) -> (f64, String) {
        let draws = simulate(plan, RunOf::Headline, &Silent).expect("not cancelled");
        let expectation = Expectation::new(plan, &plan.base);
        let (mut expected, mut gaps) = (Expected::default(), vec![Vec::new(); plan.measures.len()]);
        for draw in 0..plan.simulation.draws {
            expectation.at(draws.theta(draw), &mut expected);
            for (measure, gaps) in gaps.iter_mut().enumerate() {
                gaps.push(draws.columns[measure][draw] - expected.mean[measure]);
            }
        }
        let mut largest = (0.0, String::new());
        for (gaps, name) in gaps.iter().zip(plan.measures.names()) {
            let (mean, sd) = mean_and_sd(gaps);
            let z = if sd > 0.0 { mean / (sd / (gaps.len() as f64).sqrt()) } else { mean * 1e6 };
            if z.abs() > largest.0 {
                largest = (z.abs(), name.to_owned());
            }
        }
        largest
    }

    /// Four standard errors: a chance of 1 in 16,000 for each of some 70 means; the seed is fixed.
    #[test]
    fn a_run_brings_on_average_what_is_expected() {
        let certain = Term::Certain;
        // From -150% to 50%, so that one run has draws of either sign.
        let uncertain = Term::unlimited(Expression::Sum(
            [
                Expression::Product([Expression::Constant(2.0), Expression::Parameter(1)].into()),
                Expression::Constant(-1.5),
            ]
            .into(),
        ))
        .within(-9.0, 1.0);
        let scenarios = [
            vec![("eviction", certain(-0.5)), ("admission", certain(0.4))],
            vec![("eviction", certain(0.4)), ("admission", certain(-2.3)), ("visit", certain(-0.2))],
            vec![("eviction", certain(-1.0)), ("admission", certain(-0.6)), ("care", certain(-0.3))],
            vec![("eviction", uncertain), ("care", certain(-1.2)), ("visit", certain(-9.0))],
        ];
        for (index, effects) in scenarios.iter().enumerate() {
            let counting = ["gross", "credited"][index % 2];
            let (z, name) = largest_z(&harmful(&TOWN.replace("COUNTING", counting), effects));
            assert!(z < 4.0, "{index}: {name} {z}");
        }
    }

    /// What is released in lumps of a pound is, but for one, the cash; the books of the two are apart.
    #[test]
    fn what_is_caused_is_found_by_the_payer_who_releases() {
        let text = TOWN
            .replace("COUNTING", "gross")
            .replace("council: {", "council: {releases: {in_lumps_of: £1, after: 0 months}, ")
            .replace("targets:\n", "targets:\n  left: {amount: £1k, counting: released, payers: [council]}\n")
            .replace("draws: 1500", "draws: 50");
        let effects = [("eviction", -0.5), ("admission", -1.3), ("care", 0.4)].map(|(id, a)| (id, Term::Certain(a)));
        let plan = harmful(&text, &effects);
        let draws = simulate(&plan, RunOf::Headline, &Silent).expect("not cancelled");
        let cash = &draws.columns[plan.measures.payer(1, Part::Cashable)];
        for (left, cash) in draws.columns[plan.measures.target(0)].iter().zip(cash) {
            assert!((left - cash).abs() <= 1.0, "{left} {cash}");
            assert!(*cash < 0.0);
        }
    }

    /// Of one event, all people being alike and engaged, the contributions of different occurrences are independent: over draws of certain
    /// evidence the variance of a sum is their `second`. Its standard error is √(2/4000) of it, as sums of hundreds are
    /// nearly normal.
    #[test]
    fn a_run_varies_as_the_second_moments_say() {
        let text = "
title: Street
horizon: 24 months
cohort: {people: 100}
payers: {nhs: {}}
events: {fall: {rate: 2 per year, unit_cost: £1k, paid_by: {nhs: 100%}, varies: {gamma: {cv: 60%}},
         support: {prevents: 0%, CHANGES optimism_bias: 10%}}}
simulation: {draws: 4000, seed: 3}
";
        let changes = ["reduces: 20%, delays: 3 months,", "reduces: 20%,", ""];
        for (effect, changes) in
            [-0.5, -2.3, 0.4].into_iter().flat_map(|effect| changes.map(|changes| (effect, changes)))
        {
            let plan = harmful(&text.replace("CHANGES", changes), &[("fall", Term::Certain(effect))]);
            let draws = simulate(&plan, RunOf::Headline, &Silent).expect("not cancelled");
            let mut expected = Expected::default();
            Expectation::new(&plan, &plan.base).at(draws.theta(0), &mut expected);
            for measure in [Total::WithSupport, Total::Avoided].map(|total| plan.measures.total(total)) {
                let (_, sd) = mean_and_sd(&draws.columns[measure]);
                let ratio = sd * sd / expected.second[measure];
                assert!((ratio - 1.0).abs() < 4.0 * (2.0_f64 / 4000.0).sqrt(), "{effect} {changes}: {ratio}");
            }
        }
    }

    #[test]
    fn the_rest_is_the_chance_of_one_more() {
        assert_eq!([0.0, 0.29, 0.31, 0.999].map(|u| further(2.3, u)), [3, 3, 2, 2]);
        assert_eq!([0.0, 0.5].map(|u| further(0.0, u)), [0, 0]);
        assert_eq!([0.0, 0.999].map(|u| further(9.0, u)), [9, 9]);
        assert_eq!([0.499, 0.5].map(|u| further(0.5, u)), [1, 0]);
    }
}
