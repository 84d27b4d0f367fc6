//! Says what the calculator works out of each target, whose amount may be changed.

use super::columns::Columns;
use super::formula::{ERROR, Formula, OF_SHARE, POUNDS, chance_format, error_of_share};
use super::inputs::{CONFIDENCE, cashable_share};
use crate::estimate::{Counting, Results, TargetResults};
use crate::render::number;

/// A target. In its formulas AMOUNT stands for the cell of its amount.
pub(super) struct TargetLine {
    pub(super) label: String,
    pub(super) amount: f64,
    pub(super) chance: Formula,
    pub(super) error: Formula,
    pub(super) reached: Formula,
    pub(super) missing: Formula,
    /// Its chance in the run.
    pub(super) said: f64,
    pub(super) says: String,
}

pub(super) fn targets(results: &Results, columns: &Columns) -> Vec<TargetLine> {
    results.targets.iter().filter_map(|(id, target)| line(id, target, columns)).collect()
}

fn line(id: &str, target: &TargetResults, columns: &Columns) -> Option<TargetLine> {
    let (name, values) = columns.get(&format!("target_{id}_value"))?;
    let chance = values.share_at_least(target.amount);
    // What is counted is at the price base, the amount perhaps in cash of its year.
    let factor = if target.written == 0.0 { 1.0 } else { target.amount / target.written };
    let is_cash = matches!(target.counting, Counting::Cashable | Counting::Released) && !target.net_of_programme;
    let mut scale = "people/people_in_the_run".to_owned();
    if is_cash && cashable_share(columns).is_some() {
        scale.push_str("*cashable_share/cashable_share_in_the_run");
    }
    let (to_base, to_written) =
        if factor == 1.0 { (String::new(), String::new()) } else { (format!("*{factor}"), format!("/{factor}")) };
    let scaled = format!("AMOUNT{to_base}/({scale})");
    let hits = format!("COUNTIF({name},\">=\"&{scaled})");
    let misses = format!("COUNTIF({name},\"<\"&{scaled})");
    let per_views = (chance - target.chance.probability).abs() > 1e-9 && columns.rows() == columns.all();
    let views =
        if per_views { " In the run each view has an amount of its own, so that its chance differs." } else { "" };
    let prices = if factor == 1.0 { "" } else { ", in cash of its year as the amount is" };
    Some(TargetLine {
        label: target.label.clone(),
        amount: target.written,
        chance: Formula::new(
            format!("={hits}/COUNT({name})"),
            chance,
            &chance_format(columns.rows()),
            "The share of draws in which what counts reaches the amount.",
        ),
        error: Formula::new(error_of_share(&hits, &name), values.share_mcse(chance), ERROR, OF_SHARE),
        reached: Formula::new(
            format!("=_xlfn.PERCENTILE.INC({name},1-confidence)*{scale}{to_written}"),
            values.percentile(1.0 - CONFIDENCE) / factor,
            POUNDS,
            "The prudent number: the amount that is reached in as many draws as the confidence says.",
        ),
        missing: Formula::new(
            format!("=IFERROR(AMOUNT-SUMIF({name},\"<\"&{scaled})/{misses}*{scale}{to_written},\"\")"),
            values.shortfall(target.amount) / factor,
            POUNDS,
            "The mean of what is missing in the draws that miss the amount.",
        ),
        said: target.chance.probability,
        says: format!(
            "In the run what counts comes to {} on average{prices}.{views}",
            number::money(values.mean() / factor, values.mean_mcse() / factor)
        ),
    })
}
