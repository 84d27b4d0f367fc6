//! Captions the figures of `averted stress`: what can be budgeted, people needed, what must be true, shocks, whose cash.

use super::facts::{Caption, modelled, prices, written_by};
use crate::estimate::{Party, ShockResults, Stress, Summary, float};
use crate::render::words::{
    BOTH, amount, can_be_entered, chance, chosen, directed, list, mean, missing, of_input, ranked_switches,
};
use crate::render::{number, words as render_words};

/// The confidence that a title speaks of.
const SPOKEN: f64 = 0.8;
/// A switch so many standard deviations away is not near.
const FAR: f64 = 3.0;

/// The caption of the prudent numbers; `None` without targets.
#[must_use]
pub fn budget(stress: &Stress) -> Option<Caption> {
    let (_, target) = stress.targets.iter().next()?;
    let spoken = target.prudent.iter().find(|prudent| prudent.confidence == SPOKEN)?;
    let title = format!(
        "With {} confidence {} can be put in the budget, against a target of {}",
        number::plain_share(SPOKEN),
        can_be_entered(spoken),
        amount(&target.target, stress.scenario.price_base.as_deref())
    );
    let lines = vec![
        "The amount at a confidence is reached or passed in that share of the simulated programmes. It is the same \
         chance that the target has, read the other way round: choose how sure to be, and see what may be promised."
            .to_owned(),
        missed(stress),
    ];
    Some(caption(stress, title, lines, "Horizontal bars, the target on top and shorter ones for more confidence."))
}

fn missed(stress: &Stress) -> String {
    let each = stress.targets.iter().filter_map(|(_, target)| {
        let target = &target.target;
        let shortfall = target.shortfall().map(|(missing, error)| number::money(missing, error))?;
        Some(format!(
            "{}: chance that this cohort misses it ({BOTH}): {}; {shortfall} is then missing on average.",
            target.label,
            missing(target)
        ))
    });
    each.collect::<Vec<_>>().join(" ")
}

/// The caption of confidence against people; `None` without targets or a curve.
#[must_use]
pub fn people_needed(stress: &Stress) -> Option<Caption> {
    let (_, target) = stress.targets.iter().find(|(_, target)| !target.people.curve.is_empty())?;
    let people = &target.people;
    let spoken = people.needed.iter().map(|(_, needed)| needed).find(|needed| needed.confidence == SPOKEN)?;
    let now = number::whole(people.now);
    let title = match spoken.people {
        Some(found) => format!(
            "{} confidence takes about {} people; the programme has {now}",
            number::plain_share(SPOKEN),
            people_of(found, spoken.mcse)
        ),
        None => format!(
            "No number of people gives {} confidence: the highest chance that they reach the target is {}",
            number::plain_share(SPOKEN),
            render_words::percent(&people.best(stress.run.draws))
        ),
    };
    let needed: Vec<String> = people
        .needed
        .iter()
        .filter_map(|(_, needed)| {
            let found = people_of(needed.people?, needed.mcse);
            Some(format!("{found} for {}", number::plain_share(needed.confidence)))
        })
        .collect();
    let mut lines = vec![
        "More people take away chance, not doubt about the evidence, so the curve may level off below certainty. The band \
         is twice the Monte Carlo standard error."
            .to_owned(),
    ];
    lines.extend(render_words::held_fixed(people));
    if !needed.is_empty() {
        lines.push(format!("Diamonds: the fewest people for a confidence: {}.", list(&needed)));
    }
    Some(caption(stress, title, lines, "A rising curve over the number of people on a logarithmic axis."))
}

fn people_of(people: u64, error: Option<f64>) -> String {
    number::count(float(people), error.filter(|error| error.is_finite()).map_or(0.0, |error| error.max(1.0)))
}

/// The caption of the switching values; `None` where no input switches anything by itself.
#[must_use]
pub fn switching(stress: &Stress) -> Option<Caption> {
    let ranked = ranked_switches(stress)?;
    let first = ranked.rows.first()?;
    let title = if first.shift.abs() > FAR {
        format!(
            "No input is near to turning the answer by itself: the nearest, “{}”, would have to be {} instead of {}",
            first.label, first.value, first.believed
        )
    } else {
        format!(
            "Nearest to turning the answer is “{}”: at {} instead of {}, {}",
            first.label, first.value, first.believed, ranked.question
        )
    };
    let mut lines = vec![
        "Each input moves alone, all others as drawn. A switch within one or two standard deviations is well within what \
         is believed; a distant one is reassuring, or a reason to stop hoping."
            .to_owned(),
    ];
    if !ranked.never.is_empty() {
        let never = &ranked.never;
        let shown = never.iter().take(4).cloned().collect::<Vec<_>>().join("; ");
        let more = never.len().saturating_sub(4);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        lines.push(format!("Cannot be reached by one input alone, whatever its value: {shown}{more}."));
    }
    Some(caption(stress, title, lines, "Horizontal bars to either side of a common line, the shortest on top."))
}

/// The caption of the shocks; `None` without any.
#[must_use]
pub fn shocks(stress: &Stress) -> Option<Caption> {
    let size = |shock: &&ShockResults| shock.avoided.difference.mean.abs();
    let single = stress.shocks.iter().filter(|shock| !shock.together);
    let worst = single.max_by(|a, b| size(a).total_cmp(&size(b)))?;
    let change = &worst.avoided.difference;
    let title = if change.mean == 0.0 {
        "None of the shocks changes the cost avoided".to_owned()
    } else {
        let error = worst.avoided.independent_mcse.unwrap_or(f64::NAN);
        let after = worst.avoided.after;
        let whole = &stress.cash.ledger.last()?.total.avoided;
        let moved = Summary { mean: after, mcse: error, ..whole.clone() };
        let comes = if after < 0.0 || whole.mean < 0.0 {
            let [then, now] = [&moved, whole].map(|of| directed(of, ["avoids", "adds"]));
            format!("support then {then}; as it is, it {now}")
        } else {
            let after = number::money(after, error);
            let after = if after == "£0" { "no cost".to_owned() } else { format!("{after} of cost") };
            format!("{after} is avoided instead of {}", mean(whole))
        };
        format!("The shock that matters most is “{}”: {comes}", worst.label)
    };
    let lines = vec![
        "Every shock is a run of its own on the same random numbers as the base, so the line on a bar, twice the error of \
         the difference to either side, is of the shock and not of luck."
            .to_owned(),
    ];
    Some(caption(stress, title, lines, "Horizontal bars to either side of no change, all shocks together last."))
}

/// The caption of the heat map; `None` unless a grid was asked for.
#[must_use]
pub fn grid(stress: &Stress) -> Option<Caption> {
    let grid = stress.grid.as_ref()?;
    let (id, cells) = grid.targets.iter().next()?;
    let label = stress.label(id);
    let all = || cells.iter().flatten();
    let low = all().min_by(|a, b| a.chance.probability.total_cmp(&b.chance.probability))?;
    let high = all().max_by(|a, b| a.chance.probability.total_cmp(&b.chance.probability))?;
    let of = |cell: &crate::estimate::GridCell| render_words::percent(&cell.chance);
    let title = if of(low) == of(high) {
        format!(
            "The chance that this cohort reaches “{label}” is {} wherever these two inputs lie in these ranges",
            of(low)
        )
    } else {
        format!(
            "The chance that this cohort reaches “{label}” runs from {} to {} over these two inputs",
            of(low),
            of(high)
        )
    };
    let lines = vec![format!(
        "Down: {}; across: {}. {} draws in each cell, on the same random numbers; the error of a chance near 50% is {} \
         percentage points.",
        of_input(stress, &grid.rows.path),
        of_input(stress, &grid.columns.path),
        number::whole(grid.draws),
        number::count(50.0 / float(grid.draws).sqrt(), 0.1)
    )];
    let mut caption = caption(stress, title, lines, "A table of cells, the darker the likelier.");
    if [&grid.rows.path, &grid.columns.path].iter().any(|path| *path == "cohort.people") {
        caption.foot = foot(stress, grid.draws, "as many people as its row or column says");
    } else if grid.draws != stress.run.draws {
        caption.foot = foot(stress, grid.draws, &render_words::people(stress.run.people));
    }
    Some(caption)
}

/// The caption of whose cash it is; `None` without a programme.
#[must_use]
pub fn cash(stress: &Stress) -> Option<Caption> {
    let mut gains: Vec<_> = stress.cash.per_pound.iter().filter(|part| part.kind == Party::Payer).collect();
    gains.sort_by(|a, b| b.avoided.mean.total_cmp(&a.avoided.mean));
    let told: Vec<String> = gains
        .iter()
        .filter(|part| part.avoided.mean >= 0.005)
        .take(2)
        .map(|part| format!("{} to {}", number::money(part.avoided.mean, part.avoided.mcse), part.label))
        .collect();
    if gains.is_empty() {
        return None;
    }
    let title = if told.is_empty() {
        "No payer avoids as much as a penny for each £1 that the programme costs".to_owned()
    } else {
        format!("For each £1 that the programme costs, avoided cost falls {}", list(&told))
    };
    let back: Vec<String> =
        stress.cash.funders.iter().map(|funder| format!("{} {}", funder.label, chance(&funder.money_back))).collect();
    let mut lines = vec![
        "Avoided cost is no money in a budget; only the cashable part can leave one. A group counts all its payers together."
            .to_owned(),
    ];
    if !back.is_empty() {
        lines.push(format!(
            "Chance that this cohort avoids for it at least what it pays itself ({BOTH}): {}.",
            back.join("; ")
        ));
    }
    Some(caption(stress, title, lines, "Dots with intervals and upright strokes, a row for each payer and group."))
}

fn caption(stress: &Stress, title: String, lines: Vec<String>, shape: &str) -> Caption {
    let (scenario, run) = (&stress.scenario, &stress.run);
    let source = format!(
        "{} draws, seed {}. Source: {}. Money: {}, rounded to what the simulation error supports.",
        number::whole(run.draws),
        run.seed,
        written_by(&render_words::source(scenario), &stress.generator),
        prices(scenario)
    );
    Caption::of(title, lines, shape, [source], foot(stress, run.draws, &render_words::people(run.people)))
}

fn foot(stress: &Stress, draws: usize, people: &str) -> String {
    let of = format!("{} simulated cohorts of {people}", number::whole(draws));
    modelled(&of, &render_words::source_file(&stress.scenario), stress.run.seed, &chosen(&stress.warnings))
}
