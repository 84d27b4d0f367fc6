//! Tells the method in short, with its formulas.

use super::block::Block;
use crate::estimate::Results;
use crate::render::number::{months, whole};
use crate::render::words::present_value;

/// The method in short.
pub(super) fn blocks(results: &Results) -> Vec<Block> {
    let (scenario, run) = (&results.scenario, &results.run);
    let mut blocks = vec![
        Block::Paragraph(format!(
            "Every uncertain value is drawn {} times. Under each draw the whole cohort lives its journeys, {} people each \
             followed for {}: an event happens to a person or it does not, and costs what it costs that time. The same \
             journey is then lived with support, so that a difference is never the noise of two runs.",
            whole(run.draws),
            whole(scenario.people),
            months(scenario.horizon_months)
        )),
        Block::Formula("avoided = κ · (prevented + knock-on + reduced + deferred) − added".to_owned()),
        Block::Formula("κ = attribution · (1 − displacement) · (1 − optimism bias)".to_owned()),
        Block::Paragraph(
            "Cost that support adds counts in full. What is prevented because the event before it was prevented (knock-on) is \
             credited as that event is. A payer bears its share of each cost. Of what is saved only the cashable share can \
             leave a budget; what is added has to be found in cash, in full unless the scenario says less."
                .to_owned(),
        ),
        Block::Formula("cashable savings = cashable share · (avoided + added) − share of added that is cash · added".to_owned()),
        Block::Formula(present_value(scenario)),
        Block::Paragraph(
            "Two kinds of doubt are kept apart. The credible interval is of the exact expectation given each draw: weak \
             evidence alone. The prediction interval is of the simulated cohorts: weak evidence and chance."
                .to_owned(),
        ),
        Block::Formula("share of evidence = Var(μ) / (Var(μ) + E(Ā − μ)²),   μ expected, Ā simulated average per person".to_owned()),
    ];
    if results.programme.is_some() {
        blocks.push(Block::Formula(
            "net = avoided − programme cost,   benefit-cost ratio = PV(avoided) / PV(programme cost)".to_owned(),
        ));
    }
    if !results.outcomes.is_empty() {
        blocks.push(Block::Formula(
            "social value in year y = people · distance · value · (1 − deadweight) · attribution · (1 − displacement) · (1 − drop-off)^y"
                .to_owned(),
        ));
    }
    blocks.push(Block::Paragraph(
        "Every simulated mean is held against an exact calculation that was written separately from the simulation; a run \
         in which they disagree writes nothing. Every figure is rounded to what its simulation error supports."
            .to_owned(),
    ));
    blocks
}
