//! Sets avoided cost against what support costs: net, ratios and payback.

use serde::{Deserialize, Serialize};

use super::sample::Sample;
use super::{Chance, Strata, Summary, summary};
use crate::dictionary::dictionary;
use crate::model::Total;
use crate::statistics::{float, mean_and_sd, quantile_sorted};

dictionary! {
    /// What support costs and what is left after it.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ProgrammeResults {
        /// Programme cost, cash, the mean over draws.
        #[unit(Pounds)]
        pub cost: f64,
        /// Programme cost, cash, over draws: what is uncertain about it, and who joined.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub cost_summary: Summary,
        /// Whether programme cost is uncertain, or who joins decides it, within a view; left out where it is not.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        pub cost_varies: bool,
        /// Programme cost, present value, the mean over draws.
        #[unit(Pounds)]
        pub cost_pv: f64,
        /// Avoided cost less programme cost, cash.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub net: Summary,
        /// Avoided cost less programme cost, present value.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub net_pv: Summary,
        /// Expected avoided cost less programme cost, present value, over draws; left out of results of programs that did not
        /// give it.
        #[unit(Pounds)]
        #[covers(Evidence)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub expected_net_pv: Option<Summary>,
        /// The chance that benefits exceed costs, over draws of the evidence: that what is expected to be avoided and
        /// gained is worth more than the programme costs, at present value.
        #[written_as(NetPositive)]
        #[serde(flatten, with = "NetPositive")]
        pub net_positive: Chance,
        /// Avoided cost for each £1 of programme cost, both at present value; null where the programme costs nothing,
        /// or less, in some draw.
        #[unit(PoundsPerPound)]
        #[covers(EvidenceAndChance)]
        pub bcr: Option<Summary>,
        /// Avoided cost and social value for each £1 of programme cost, at present value; null without outcomes.
        #[unit(PoundsPerPound)]
        #[covers(EvidenceAndChance)]
        pub sroi: Option<Summary>,
        /// Why there are no ratios; left out where there are.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub no_ratio: Option<String>,
        /// Months until avoided cost has caught up for good; null when it never does in any draw.
        pub payback_months: Option<Payback>,
        /// The chance that it does, over draws of the evidence.
        #[written_as(PaysBack)]
        #[serde(flatten, with = "PaysBack")]
        pub pays_back: Chance,
        /// The lowest programme cost of any draw (views may differ in it).
        #[unit(Pounds)]
        pub cost_low: f64,
        /// The highest programme cost of any draw.
        #[unit(Pounds)]
        pub cost_high: f64,
    }
}

dictionary! {
    /// The keys of [`ProgrammeResults::net_positive`].
    #[derive(Serialize, Deserialize)]
    #[serde(remote = "Chance")]
    struct NetPositive {
        /// The chance that expected benefits exceed expected cost at present value, over draws of the evidence: the
        /// share of draws.
        #[unit(Share)]
        #[serde(rename = "probability_net_positive")]
        probability: f64,
        /// Monte Carlo standard error of that chance.
        #[unit(Share)]
        #[serde(rename = "probability_net_positive_mcse")]
        mcse: f64,
        /// Wilson's lower 95% limit of that chance.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        #[serde(rename = "probability_net_positive_low")]
        low: f64,
        /// Wilson's upper 95% limit of that chance.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        #[serde(rename = "probability_net_positive_high")]
        high: f64,
    }
}

dictionary! {
    /// The keys of [`ProgrammeResults::pays_back`].
    #[derive(Serialize, Deserialize)]
    #[serde(remote = "Chance")]
    struct PaysBack {
        /// The chance that expected avoided cost has caught up with programme cost for good, over draws of the
        /// evidence: the share of draws.
        #[unit(Share)]
        #[serde(rename = "probability_pays_back")]
        probability: f64,
        /// Monte Carlo standard error of that chance.
        #[unit(Share)]
        #[serde(rename = "probability_pays_back_mcse")]
        mcse: f64,
        /// Wilson's lower 95% limit of that chance.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        #[serde(rename = "probability_pays_back_low")]
        low: f64,
        /// Wilson's upper 95% limit of that chance.
        #[unit(Share)]
        #[covers(MonteCarlo)]
        #[serde(rename = "probability_pays_back_high")]
        high: f64,
    }
}

dictionary! {
    /// Quantiles over draws of the months until payback; null where that share of draws never pays back.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Payback {
        /// By when one draw in ten has paid back; null where so few never do.
        #[unit(Months)]
        #[covers(Evidence)]
        pub p10: Option<f64>,
        /// By when half of the draws have paid back; null where so many never do.
        #[unit(Months)]
        #[covers(Evidence)]
        pub p50: Option<f64>,
        /// By when nine draws in ten have paid back; null where so many never do.
        #[unit(Months)]
        #[covers(Evidence)]
        pub p90: Option<f64>,
        /// The largest Monte Carlo standard error of the three.
        #[unit(Months)]
        pub quantile_mcse: Option<f64>,
    }
}

/// What support costs and what is left after it; `None` without a programme.
pub(super) fn programme(sample: &Sample) -> Option<ProgrammeResults> {
    sample.plan.base.programme.as_ref()?;
    let measures = &sample.plan.measures;
    let avoided = sample.column(measures.total(Total::Avoided));
    let avoided_pv = sample.column(measures.total(Total::AvoidedPv));
    let costs = sample.costs(|cost| cost.total());
    let costs_pv = sample.costs(|cost| cost.present());
    let less = |values: &[f64], costs: &[f64]| -> Vec<f64> { values.iter().zip(costs).map(|(a, c)| a - c).collect() };
    let ratio = |values: &[f64]| -> Vec<f64> { values.iter().zip(&costs_pv).map(|(a, c)| a / c).collect() };
    let net_pv = less(&avoided_pv, &costs_pv);
    let expected: Vec<f64> = sample.rows.iter().filter_map(|&k| sample.expected.net_pv.get(k).copied()).collect();
    // As "A beats B": strict beyond rounding.
    let exceeds = expected.iter().zip(&costs_pv).map(|(net, cost)| f64::from(u8::from(*net > 1e-9 * cost.abs())));
    let exceeds: Vec<f64> = exceeds.collect();
    let no_ratio = no_ratio(&costs_pv);
    let months: Vec<Option<usize>> =
        sample.rows.iter().filter_map(|&k| sample.expected.payback.get(k).copied()).collect();
    let paid: Vec<f64> = months.iter().map(|month| f64::from(u8::from(month.is_some()))).collect();
    Some(ProgrammeResults {
        cost: mean(&costs),
        cost_summary: sample.summary(&costs),
        cost_varies: sample
            .models()
            .iter()
            .any(|(_, model)| model.programme.as_ref().is_some_and(|programme| !programme.is_certain()))
            && costs.iter().any(|cost| *cost != costs[0]),
        cost_pv: mean(&costs_pv),
        net: sample.summary(&less(&avoided, &costs)),
        net_pv: sample.summary(&net_pv),
        expected_net_pv: Some(sample.summary(&expected)),
        net_positive: Chance::of(&exceeds, &sample.strata),
        bcr: no_ratio.is_none().then(|| sample.summary(&ratio(&avoided_pv))),
        no_ratio,
        sroi: sroi(sample).map(|ratios| sample.summary(&ratios)),
        payback_months: payback(&months, &sample.strata),
        pays_back: Chance::of(&paid, &sample.strata),
        cost_low: costs.iter().copied().fold(f64::INFINITY, f64::min),
        cost_high: costs.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    })
}

/// Avoided cost and social value per £1 of programme cost in each draw, all at present value; `None` without outcomes,
/// without a programme or where it is free.
pub(super) fn sroi(sample: &Sample) -> Option<Vec<f64>> {
    let base = &sample.plan.base;
    if base.programme.is_none() || !base.has_social_value() {
        return None;
    }
    let column = |total| sample.column(sample.plan.measures.total(total));
    let costs = sample.costs(|cost| cost.present());
    let (avoided, social) = (column(Total::AvoidedPv), column(Total::SocialValuePv));
    let worth = avoided.iter().zip(social.iter());
    costs
        .iter()
        .all(|cost| *cost > 0.0)
        .then(|| worth.zip(&costs).map(|((avoided, social), cost)| (avoided + social) / cost).collect())
}

/// Why nothing is given per £1 of cost; `None` where each draw costs something.
fn no_ratio(costs: &[f64]) -> Option<String> {
    let free = costs.iter().filter(|cost| **cost <= 0.0).count();
    match (free, costs.len()) {
        (0, _) => None,
        (free, all) if free == all => {
            Some("No ratio is given, because the programme costs nothing, or brings money in.".to_owned())
        }
        (free, all) => Some(format!(
            "No ratio is given, because in {} of {} draws the programme costs nothing, or brings money in; net benefit and the chance that benefits exceed costs stand in its place.",
            grouped(free),
            grouped(all)
        )),
    }
}

/// A count with commas between thousands.
fn grouped(count: usize) -> String {
    crate::quantity::grouped(float(count), 0)
}

/// The mean of numbers, exactly theirs where all are the same.
pub(super) fn mean(values: &[f64]) -> f64 {
    match values.split_first() {
        None => f64::NAN,
        Some((first, rest)) if rest.iter().all(|value| value == first) => *first,
        Some(_) => mean_and_sd(values).0,
    }
}

/// Quantiles of the month of payback, a draw that never pays back counting as later than all others.
fn payback(months: &[Option<usize>], strata: &Strata) -> Option<Payback> {
    if months.iter().all(Option::is_none) {
        return None;
    }
    let months: Vec<f64> = months.iter().map(|month| month.map_or(f64::INFINITY, float)).collect();
    let mut sorted = months.clone();
    sorted.sort_unstable_by(f64::total_cmp);
    let finite = |value: f64| value.is_finite().then_some(value);
    let quantile = |p: f64| finite(quantile_sorted(&sorted, p));
    let error = [0.1, 0.5, 0.9]
        .into_iter()
        .filter(|&p| quantile(p).is_some())
        .map(|p| summary::quantile(&months, &sorted, p, strata).mcse)
        .fold(0.0, f64::max);
    Some(Payback { p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9), quantile_mcse: finite(error) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_payback_stop_where_draws_never_pay_back() {
        let mut months: Vec<Option<usize>> = (1..=60).map(Some).collect();
        months.extend([None; 40]);
        let payback = payback(&months, &Strata::default()).unwrap();
        // Type 7 of 100 values: 1 + 99·0.1 = 10.9 and 1 + 99·0.5 = 50.5.
        assert!((payback.p10.unwrap() - 10.9).abs() < 1e-12);
        assert!((payback.p50.unwrap() - 50.5).abs() < 1e-12);
        assert_eq!(payback.p90, None);
        assert_eq!(super::payback(&[None, None], &Strata::default()), None);
    }
}
