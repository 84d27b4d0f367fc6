//! Writes the stress test in the order of a finance team's questions: will it, by how much, what if, whose cash.

use super::layout::Page;
use super::{stress_people, stress_shocks, stress_true, whose_cash};
use crate::estimate::{Prices, Stress, TargetStress};
use crate::render::chance;
use crate::render::number::{exact_money, months, plain_share, whole};
use crate::render::report::{entered, shortfall};

/// The words of a stress test; `files` are the paths written, for its last lines.
#[must_use]
pub fn stress(stress: &Stress, files: &[String]) -> String {
    let mut page = Page::default();
    head(&mut page, stress);
    page.heading("Will the targets be reached, and what can be put in the budget?");
    if stress.targets.is_empty() {
        page.say("The scenario names no target under `targets`, so there is none to reach or to miss.");
    }
    for (_, target) in stress.targets.iter() {
        prudent(&mut page, target, stress);
    }
    if !stress.targets.is_empty() {
        page.heading("How many people would it take?");
        for (_, target) in stress.targets.iter() {
            stress_people::say(&mut page, target, stress.run.draws);
        }
    }
    page.heading("What would have to be true?");
    stress_true::switching(&mut page, stress);
    if !stress.targets.is_empty() {
        page.heading("How do the programmes that miss differ?");
        for (_, target) in stress.targets.iter() {
            stress_true::reverse(&mut page, target);
        }
    }
    page.heading("What if?");
    stress_shocks::shocks(&mut page, stress);
    if let Some(grid) = &stress.grid {
        page.heading("The chance of a target over two inputs");
        stress_shocks::grid(&mut page, stress, grid);
    }
    page.heading("Whose cash is it?");
    whose_cash::say(&mut page, stress);
    if !files.is_empty() {
        page.heading("Files");
        for file in files {
            page.say(file);
        }
    }
    page.finish()
}

fn head(page: &mut Page, stress: &Stress) {
    let (scenario, run) = (&stress.scenario, &stress.run);
    page.title(&format!("Stress test: {}", scenario.title));
    let prices =
        scenario.price_base.as_ref().map_or_else(String::new, |year| format!(" All money is at {year} prices."));
    page.say(&format!(
        "{} people, each followed for {} after joining.{prices} {} draws of the evidence (seed {}). Every shock uses the \
         same random numbers as the base, so that differences are of the shock and not of luck. Ranges are {} intervals.",
        whole(run.people),
        months(scenario.horizon_months),
        whole(run.draws as u64),
        run.seed,
        plain_share(run.level)
    ));
}

fn prudent(page: &mut Page, stressed: &TargetStress, stress: &Stress) {
    let target = &stressed.target;
    let when = target.year.as_ref().map_or_else(String::new, |year| format!(" in {year}"));
    let outturn = target.prices == Prices::Outturn && (target.written - target.amount).abs() > 0.5;
    let amount = if outturn {
        format!(
            "{} in cash of its year ({} at the price base)",
            exact_money(target.written),
            exact_money(target.amount)
        )
    } else {
        exact_money(target.amount)
    };
    page.say(&format!(
        "{}: {amount}{when}. {}",
        target.label,
        chance::of_target(&target.chance, &whole(stress.run.people))
    ));
    let sentences = shortfall(stressed).into_iter().chain(entered(stressed, stress));
    sentences.for_each(|sentence| page.point(&sentence));
}
