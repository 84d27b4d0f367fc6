//! Mirrors `series` of results.json: all that figures draw, so that they can be drawn again without simulating.

use serde::{Deserialize, Serialize};

use super::{Chance, Summary};
use crate::dictionary::dictionary;
use crate::model::{Counting, FundingUnit};
use crate::statistics::float;

dictionary! {
    /// What every figure is drawn from. Money is £ at the price base.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Series {
        /// Chance of at least £x, one curve for each amount that a reader may ask about.
        pub exceedance: Vec<ExceedanceSeries>,
        /// What one person's journey avoids.
        pub person_histogram: HistogramSeries,
        /// The average per person: evidence only, and evidence plus chance.
        pub expected_density: DensitySeries,
        /// Cumulative expected avoided cost against programme cost.
        pub months: MonthSeries,
        /// From gross avoided cost to cashable savings of those asked about, one bridge for each group of payers.
        pub bridge: Vec<BridgeSeries>,
        /// The running mean of avoided cost per person with its error.
        pub convergence: ConvergenceSeries,
        /// Funding, one entry for each amount.
        pub funding: Vec<FundingSeries>,
        /// Funding that follows the people, one entry for each line; left out where there is none.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub following: Vec<FollowingSeries>,
        /// How many times as often each event comes with support; left out where no effect may be harm.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub effects: Vec<EffectSeries>,
        /// The meta-analyses that effects rest on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub meta_analyses: Vec<MetaAnalysisSeries>,
    }
}

dictionary! {
    /// The effect on one event, as a ratio.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct EffectSeries {
        /// The label of the event.
        pub label: String,
        /// 2.5%, 50% and 97.5% quantile of how many times as often it comes with support.
        #[unit(Number)]
        #[covers(Evidence)]
        pub ratio: [f64; 3],
        /// The chance that this is above 1.
        #[unit(Share)]
        pub harm: f64,
    }
}

dictionary! {
    /// What several studies found, and what they say together.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct MetaAnalysisSeries {
        /// The label of the value that it is.
        pub label: String,
        /// The studies, in the order of the file.
        pub studies: Vec<StudySeries>,
        /// 2.5%, 50% and 97.5% quantile of the average ratio.
        #[unit(Number)]
        #[covers(Evidence)]
        pub average: [f64; 3],
        /// 2.5%, 50% and 97.5% quantile of the ratio of one more place.
        #[unit(Number)]
        #[covers(Evidence)]
        pub new_place: [f64; 3],
        /// Whether a run draws the ratio of a new place, and not the average.
        pub predicts_new_place: bool,
    }
}

dictionary! {
    /// One study.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct StudySeries {
        /// Name of the study.
        pub label: String,
        /// 95% interval and estimate of its ratio: low, estimate, high.
        #[unit(Number)]
        #[covers(Chance)]
        pub ratio: [f64; 3],
        /// Share of the average that the study has; null for one without an event in either group, which is left out.
        #[unit(Share)]
        pub weight: Option<f64>,
    }
}

dictionary! {
    /// One exceedance curve: `chance[i]` of at least `amount[i]`.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ExceedanceSeries {
        /// `total`, `groups.<id>` or `targets.<id>`.
        pub of: String,
        /// Label of what the curve is of.
        pub label: String,
        /// What is counted: avoided, cashable, or a target's averted cost or released cash.
        pub part: Counting,
        /// Amounts, ascending.
        #[unit(Pounds)]
        pub amount: Vec<f64>,
        /// The chance of at least that.
        #[unit(Share)]
        pub chance: Vec<f64>,
    }
}

/// Between two points of a curve there is half a percent of the draws.
const STEP: f64 = 0.005;

impl ExceedanceSeries {
    /// The share of draws with at least that amount, read off the curve.
    #[must_use]
    pub fn share_of(&self, amount: f64) -> f64 {
        let reached = self.amount.iter().position(|&at| at >= amount);
        let point = |index: usize| Some((*self.amount.get(index)?, *self.chance.get(index)?));
        match reached.and_then(|index| Some((index.checked_sub(1).and_then(point), point(index)?))) {
            // Many draws may stand on the very amount; all of them reach it.
            Some((_, (at, chance))) if at == amount => chance,
            Some((Some(before), after)) => before.1 + (amount - before.0) / (after.0 - before.0) * (after.1 - before.1),
            Some((None, _)) => 1.0,
            None => 0.0,
        }
    }

    /// The chance of at least that amount, no surer than the curve of `draws` draws is fine.
    #[must_use]
    pub fn at_least(&self, amount: f64, draws: usize) -> Chance {
        let (share, draws) = (self.share_of(amount), float(draws));
        if share <= 0.0 || share >= 1.0 {
            return Chance::in_draws(share, draws);
        }
        let (below, above) = ((share - STEP).max(0.0), (share + STEP).min(1.0));
        Chance {
            probability: share,
            mcse: STEP.max(Chance::in_draws(share, draws).mcse),
            low: Chance::in_draws(below, draws).low,
            high: Chance::in_draws(above, draws).high,
        }
    }
}

dictionary! {
    /// A histogram with bins of a round width.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct HistogramSeries {
        /// Lower edge of the first bin.
        #[unit(PoundsPerPerson)]
        pub from: f64,
        /// Width of a bin.
        #[unit(PoundsPerPerson)]
        pub width: f64,
        /// Share of people in each bin, lower edge included.
        #[unit(Share)]
        pub shares: Vec<f64>,
        /// Share of people below the first bin.
        #[unit(Share)]
        pub below: f64,
        /// Share of people beyond the last bin.
        #[unit(Share)]
        pub above: f64,
        /// Share of people who avoid exactly nothing; they are in their bin as well.
        #[unit(Share)]
        pub nothing: f64,
    }
}

dictionary! {
    /// Two distributions over the same bins, and their quantiles.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct DensitySeries {
        /// Lower edge of the first bin.
        #[unit(PoundsPerPerson)]
        pub from: f64,
        /// Width of a bin.
        #[unit(PoundsPerPerson)]
        pub width: f64,
        /// Share of draws whose μ is in each bin: evidence only.
        #[unit(Share)]
        #[covers(Evidence)]
        pub expected: Vec<f64>,
        /// Share of draws whose cohort mean is in each bin: evidence and chance.
        #[unit(Share)]
        #[covers(EvidenceAndChance)]
        pub cohort: Vec<f64>,
        /// Probabilities of the quantiles.
        #[unit(Share)]
        pub p: Vec<f64>,
        /// Quantiles of μ at these probabilities: evidence only.
        #[unit(PoundsPerPerson)]
        #[covers(Evidence)]
        pub expected_quantiles: Vec<f64>,
        /// Quantiles of the cohort mean at these probabilities: evidence and chance.
        #[unit(PoundsPerPerson)]
        #[covers(EvidenceAndChance)]
        pub cohort_quantiles: Vec<f64>,
    }
}

dictionary! {
    /// The fan of cumulative avoided cash, by the end of month 1, 2, …
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    pub struct MonthSeries {
        /// Draws that the fan was taken from.
        #[unit(Draws)]
        pub draws: usize,
        /// Mean of the expected cumulative avoided cash, by month.
        #[unit(Pounds)]
        pub mean: Vec<f64>,
        /// 2.5% quantile of the expected cumulative avoided cash, by month.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub p2_5: Vec<f64>,
        /// 10% quantile of the expected cumulative avoided cash, by month.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub p10: Vec<f64>,
        /// 25% quantile of the expected cumulative avoided cash, by month.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub p25: Vec<f64>,
        /// 50% quantile of the expected cumulative avoided cash, by month.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub p50: Vec<f64>,
        /// 75% quantile of the expected cumulative avoided cash, by month.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub p75: Vec<f64>,
        /// 90% quantile of the expected cumulative avoided cash, by month.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub p90: Vec<f64>,
        /// 97.5% quantile of the expected cumulative avoided cash, by month.
        #[unit(Pounds)]
        #[covers(Evidence)]
        pub p97_5: Vec<f64>,
        /// Cumulative programme cost, by month; null without a programme.
        #[unit(Pounds)]
        pub programme_cost: Option<Vec<f64>>,
        /// Years by their first and last month.
        pub years: Vec<YearSpan>,
    }
}

dictionary! {
    /// Where a (part-)year lies.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct YearSpan {
        /// Label of the (part-)year.
        pub label: String,
        /// First moment of the year, after the start of the programme.
        #[unit(Months)]
        pub from: f64,
        /// Last moment of the year, after the start of the programme.
        #[unit(Months)]
        pub to: f64,
    }
}

dictionary! {
    /// From gross avoided cost down to what is left for the payers asked about.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct BridgeSeries {
        /// The group of payers; null: all payers.
        pub group: Option<String>,
        /// In the order of [`BridgeStage`].
        pub steps: Vec<BridgeStepSeries>,
    }
}

dictionary! {
    /// A step from gross avoided cost down to cash, in this order.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum BridgeStage {
        /// Gross avoided cost before what comes instead is taken off; only where something does.
        BeforeReplaced,
        /// Gross avoided cost.
        Gross,
        /// What is owed to others.
        Attribution,
        /// What only moved elsewhere.
        Displacement,
        /// What is cut because hopes run high.
        OptimismBias,
        /// What support itself adds.
        Added,
        /// What budgets gain; only where some do.
        Gained,
        /// What other payers gain.
        OtherPayers,
        /// What cannot leave a budget.
        NotCashable,
    }
}

dictionary! {
    /// One step of the bridge.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct BridgeStepSeries {
        /// Which step.
        pub step: BridgeStage,
        /// What the step changes (negative: takes off); of the first step the gross amount itself.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub change: Summary,
        /// What is left after the step.
        #[unit(Pounds)]
        #[covers(EvidenceAndChance)]
        pub left: Summary,
    }
}

dictionary! {
    /// The running mean of avoided cost per person.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct ConvergenceSeries {
        /// How many draws the means are of.
        #[unit(Draws)]
        pub draws: Vec<usize>,
        /// Mean avoided cost per person of the first so many draws.
        #[unit(PoundsPerPerson)]
        pub mean: Vec<f64>,
        /// Monte Carlo standard error of that mean.
        #[unit(PoundsPerPerson)]
        pub mcse: Vec<f64>,
    }
}

dictionary! {
    /// One amount of funding at the price base.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct FundingSeries {
        /// Label of the line of funding.
        pub label: String,
        /// Id of the payer.
        pub payer: String,
        /// Groups that the payer belongs to.
        pub groups: Vec<String>,
        /// Label of the (part-)year that it is paid in.
        pub year: String,
        /// Mean over draws of the amount at the price base, with what is added for optimism bias.
        #[unit(Pounds)]
        pub amount: f64,
        /// The amount as written.
        #[unit(Pounds)]
        pub written: f64,
        /// 2.5% and 97.5% quantile of the amount; left out where it is certain.
        #[unit(Pounds)]
        #[covers(Evidence)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub range: Option<[f64; 2]>,
        /// The share that is added for optimism bias, its mean; left out where none is.
        #[unit(Share)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub uplift: Option<f64>,
    }
}

dictionary! {
    /// One line of funding that is so much for each person or month.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct FollowingSeries {
        /// Label of the line of funding.
        pub label: String,
        /// Id of the payer.
        pub payer: String,
        /// Groups that the payer belongs to.
        pub groups: Vec<String>,
        /// What it is paid for: `person`, `engaged_person`, `month` or `engaged_month`.
        pub per: FundingUnit,
        /// Amount for each at the price base, without what is added for optimism bias.
        #[unit(Pounds)]
        pub each: f64,
        /// 2.5% and 97.5% quantile of the amount for each; left out where it is certain.
        #[unit(Pounds)]
        #[covers(Evidence)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub range: Option<[f64; 2]>,
        /// For how many months it is paid, its mean; left out where that is while the person is followed, and of what
        /// is paid once.
        #[unit(Months)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub months: Option<f64>,
        /// The share that is added for optimism bias, its mean; left out where none is.
        #[unit(Share)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub uplift: Option<f64>,
    }
}
