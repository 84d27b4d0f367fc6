//! Says what the calculator works out: each formula as a spreadsheet program knows it, and its value.

use super::columns::Columns;
use crate::estimate::{Results, float};
use crate::render::number;

/// The sheet of the cells to be changed.
pub(super) const NAME: &str = "Calculator";
pub(super) const POUNDS: &str = "[$£-809]#,##0;[Red]-[$£-809]#,##0";
pub(super) const PERCENT: &str = "0.0%";
/// A simulated chance is never printed as 0% or 100%.
pub(super) const CHANCE: &str = "[<0.0005]\"below 0.1%\";[>0.9995]\"above 99.9%\";0.0%";
const ERROR: &str = "0.00%";
const RATIO: &str = "[$£-809]0.00";
/// How surely an amount is to be reached, unless somebody says otherwise.
const CONFIDENCE: f64 = 0.8;

/// A cell to be changed.
pub(super) struct Input {
    pub(super) label: &'static str,
    /// The name by which formulas know it.
    pub(super) name: &'static str,
    pub(super) value: f64,
    pub(super) format: &'static str,
    pub(super) says: &'static str,
}

/// A formula and its value.
#[derive(Clone)]
pub(super) struct Formula {
    pub(super) text: String,
    /// `None` where there is nothing to be worked out, such as what is missing when nothing ever is.
    pub(super) value: Option<f64>,
    pub(super) format: &'static str,
    /// What it does; empty where the cell before it says as much.
    pub(super) says: String,
}

impl Formula {
    fn new(text: String, value: f64, format: &'static str, says: &str) -> Self {
        Self { text, value: Some(value).filter(|value| value.is_finite()), format, says: says.to_owned() }
    }
}

/// One thing that is worked out.
pub(super) struct Line {
    pub(super) label: String,
    pub(super) value: Formula,
    pub(super) error: Option<Formula>,
    /// What the run itself says.
    pub(super) said: Option<f64>,
}

/// A target: its amount may be changed.
pub(super) struct TargetLine {
    pub(super) label: String,
    pub(super) amount: f64,
    pub(super) chance: Formula,
    pub(super) error: Formula,
    pub(super) reached: Formula,
    pub(super) missing: Formula,
    pub(super) said: f64,
    pub(super) says: String,
}

/// A number of draws or people.
pub(super) fn whole(count: usize) -> String {
    number::whole(count as u64)
}

/// The Monte Carlo error of a share of draws, with two draws of each kind added so that it is never nothing (Agresti and Coull
/// 1998): as text, of the count of hits as a spreadsheet program has it.
fn error_of_share(hits: &str, name: &str) -> String {
    let share = format!("({hits}+2)/(COUNT({name})+4)");
    format!("=SQRT({share}*(1-{share})/(COUNT({name})+4))")
}

/// What of avoided cost is cashable, over all draws together.
fn cashable_share(columns: &Columns) -> Option<f64> {
    let (_, cashable) = columns.get("cashable")?;
    let (_, avoided) = columns.get("avoided")?;
    let share = cashable.sum() / avoided.sum();
    (share.is_finite() && share > 0.0).then_some(share)
}

pub(super) fn inputs(results: &Results, columns: &Columns) -> Vec<Input> {
    let mut inputs = vec![
        Input {
            label: "Confidence",
            name: "confidence",
            value: CONFIDENCE,
            format: "0%",
            says: "How surely an amount is to be reached, such as 80%.",
        },
        Input {
            label: "People",
            name: "people",
            value: float(usize::try_from(results.scenario.people).unwrap_or(usize::MAX)),
            format: "#,##0",
            says: "How many people are supported.",
        },
    ];
    if let Some(programme) = results.programme.as_ref().filter(|programme| programme.cost_pv.is_finite()) {
        inputs.push(Input {
            label: "Programme cost, present value",
            name: "programme_cost",
            value: programme.cost_pv,
            format: POUNDS,
            says: "What support costs for these people, discounted.",
        });
    }
    if let Some(share) = cashable_share(columns) {
        inputs.push(Input {
            label: "Cashable share of avoided cost",
            name: "cashable_share",
            value: share,
            format: PERCENT,
            says: "What part of avoided cost can leave a budget, all draws together.",
        });
    }
    inputs
}

pub(super) fn targets(results: &Results, columns: &Columns) -> Vec<TargetLine> {
    let line = |(id, target): (&str, &crate::estimate::TargetResults)| {
        let (name, values) = columns.get(&format!("target_{id}_value"))?;
        let chance = values.share_at_least(target.amount);
        // What is counted is at the price base, the amount perhaps in cash of its year.
        let factor = if target.written == 0.0 { 1.0 } else { target.amount / target.written };
        let (to_base, to_written) =
            if factor == 1.0 { (String::new(), String::new()) } else { (format!("*{factor}"), format!("/{factor}")) };
        let scaled = format!("AMOUNT{to_base}*people_in_the_run/people");
        let back = format!("*people/people_in_the_run{to_written}");
        let hits = format!("COUNTIF({name},\">=\"&{scaled})");
        let misses = format!("COUNTIF({name},\"<\"&{scaled})");
        let per_views = (chance - target.chance.probability).abs() > 1e-9 && columns.rows() == columns.all();
        let views =
            if per_views { " In the run each view has an amount of its own, so that its chance differs." } else { "" };
        let prices = if factor == 1.0 { "" } else { ", here in cash of its year as the amount is" };
        Some(TargetLine {
            label: target.label.clone(),
            amount: target.written,
            chance: Formula::new(
                format!("={hits}/COUNT({name})"),
                chance,
                CHANCE,
                "The share of draws in which what counts reaches the amount.",
            ),
            error: Formula::new(
                error_of_share(&hits, &name),
                values.share_mcse(chance),
                ERROR,
                "Monte Carlo error of that share, with two draws of each kind added so that it is never nothing.",
            ),
            reached: Formula::new(
                format!("=_xlfn.PERCENTILE.INC({name},1-confidence){back}"),
                values.percentile(1.0 - CONFIDENCE) / factor,
                POUNDS,
                "The amount that is reached in as many draws as the confidence says: the prudent number.",
            ),
            missing: Formula::new(
                format!("=IFERROR(AMOUNT-SUMIF({name},\"<\"&{scaled})/{misses}{back},\"\")"),
                values.shortfall(target.amount) / factor,
                POUNDS,
                "The mean of what is missing in the draws that miss the amount.",
            ),
            said: target.chance.probability,
            says: format!(
                "What counts towards it comes to {} on average{prices}.{views}",
                number::money(values.mean() / factor, values.mean_mcse() / factor)
            ),
        })
    };
    results.targets.iter().filter_map(line).collect()
}

pub(super) fn lines(results: &Results, columns: &Columns) -> Vec<Line> {
    let mut lines = Vec::new();
    let scale = "people/people_in_the_run";
    let totals = [
        ("avoided", "Avoided cost", &results.total.avoided),
        ("avoided_pv", "Avoided cost, present value", &results.total.avoided_pv),
    ];
    for (key, label, said) in totals {
        let Some((name, values)) = columns.get(key) else { continue };
        lines.push(Line {
            label: format!("{label}: mean"),
            value: Formula::new(
                format!("=SUM({name})/COUNT({name})*{scale}"),
                values.mean(),
                POUNDS,
                "The mean over draws.",
            ),
            error: Some(Formula::new(
                format!("=STDEV({name})/SQRT(COUNT({name}))*{scale}"),
                values.mean_mcse(),
                POUNDS,
                "Monte Carlo error of the mean: the spread of draws over the root of their number.",
            )),
            said: Some(said.mean),
        });
        for p in [0.025, 0.5, 0.975] {
            lines.push(Line {
                label: format!("{label}: {}% of draws are below", 100.0 * p),
                value: Formula::new(
                    format!("=_xlfn.PERCENTILE.INC({name},{p})*{scale}"),
                    values.percentile(p),
                    POUNDS,
                    "A percentile of the draws.",
                ),
                error: None,
                said: said.quantile(p).map(|quantile| quantile.value),
            });
        }
        lines.push(Line {
            label: format!("{label}: reached with the confidence"),
            value: Formula::new(
                format!("=_xlfn.PERCENTILE.INC({name},1-confidence)*{scale}"),
                values.percentile(1.0 - CONFIDENCE),
                POUNDS,
                "The amount that is reached in as many draws as the confidence says: the prudent number.",
            ),
            error: None,
            said: None,
        });
    }
    cashable(results, columns, &mut lines);
    net(results, columns, &mut lines);
    lines
}

fn cashable(results: &Results, columns: &Columns, lines: &mut Vec<Line>) {
    let (Some((name, values)), Some(_)) = (columns.get("cashable"), cashable_share(columns)) else { return };
    let scale = "cashable_share/cashable_share_in_the_run*people/people_in_the_run";
    lines.push(Line {
        label: "Cashable: mean".to_owned(),
        value: Formula::new(
            format!("=SUM({name})/COUNT({name})*{scale}"),
            values.mean(),
            POUNDS,
            "The mean over draws of what can leave budgets, brought to the cashable share.",
        ),
        error: Some(Formula::new(
            format!("=STDEV({name})/SQRT(COUNT({name}))*{scale}"),
            values.mean_mcse(),
            POUNDS,
            "",
        )),
        said: Some(results.total.cashable.mean),
    });
    lines.push(Line {
        label: "Cashable: reached with the confidence".to_owned(),
        value: Formula::new(
            format!("=_xlfn.PERCENTILE.INC({name},1-confidence)*{scale}"),
            values.percentile(1.0 - CONFIDENCE),
            POUNDS,
            "The cashable amount that is reached in as many draws as the confidence says.",
        ),
        error: None,
        said: None,
    });
}

fn net(results: &Results, columns: &Columns, lines: &mut Vec<Line>) {
    let Some(programme) = results.programme.as_ref().filter(|programme| programme.cost_pv.is_finite()) else { return };
    let Some((name, values)) = columns.get("net_pv") else { return };
    // Of each draw what it avoids is its net and what it cost; all costs move by as much.
    let shifted = "(programme_cost-programme_cost_in_the_run*people/people_in_the_run)";
    let scale = "people/people_in_the_run";
    let positive = values.share_at_least(0.0);
    let threshold = format!("\">=\"&{shifted}*people_in_the_run/people");
    lines.push(Line {
        label: "Net of programme cost, present value: mean".to_owned(),
        value: Formula::new(
            format!("=SUM({name})/COUNT({name})*{scale}-{shifted}"),
            values.mean(),
            POUNDS,
            "The mean over draws of what is left after the programme cost.",
        ),
        error: Some(Formula::new(
            format!("=STDEV({name})/SQRT(COUNT({name}))*{scale}"),
            values.mean_mcse(),
            POUNDS,
            "",
        )),
        said: Some(programme.net_pv.mean),
    });
    lines.push(Line {
        label: "Net: reached with the confidence".to_owned(),
        value: Formula::new(
            format!("=_xlfn.PERCENTILE.INC({name},1-confidence)*{scale}-{shifted}"),
            values.percentile(1.0 - CONFIDENCE),
            POUNDS,
            "What is left, at least, in as many draws as the confidence says.",
        ),
        error: None,
        said: None,
    });
    lines.push(Line {
        label: "Chance that it pays for itself among these people".to_owned(),
        value: Formula::new(
            format!("=COUNTIF({name},{threshold})/COUNT({name})"),
            positive,
            CHANCE,
            "The share of draws in which nothing is left to pay: evidence and the play of chance together.",
        ),
        error: Some(Formula::new(
            error_of_share(&format!("COUNTIF({name},{threshold})"), &name),
            values.share_mcse(positive),
            ERROR,
            "",
        )),
        said: None,
    });
    if programme.bcr.is_some() && programme.cost_pv > 0.0 {
        let gained = values.mean() + programme.cost_pv;
        lines.push(Line {
            label: "Back for each £1 of programme cost: ratio of means".to_owned(),
            value: Formula::new(
                format!("=(SUM({name})/COUNT({name})+programme_cost_in_the_run)*{scale}/programme_cost"),
                gained / programme.cost_pv,
                RATIO,
                "Mean of what is avoided and gained over the programme cost, both at present value.",
            ),
            error: None,
            said: None,
        });
    }
}
