//! Captions the figures of `averted stress`: what can be budgeted, people needed, what must be true, shocks, whose cash.

use super::facts::{Caption, modelled};
use crate::estimate::{FunderResults, Needed, Party, Stress, float};
use crate::render::words::{
    BOTH, amount, can_be_entered, can_be_promised, chance, chosen, list, mean, missing, of_input, ranked_switches,
};
use crate::render::{number, words as render_words};

/// The confidence that a title speaks of.
const SPOKEN: f64 = 0.8;
/// A switch so many standard deviations away is not near.
const FAR: f64 = 3.0;

/// The caption of the prudent numbers; `None` without targets, or where nothing can be entered at any confidence.
#[must_use]
pub fn budget(stress: &Stress) -> Option<Caption> {
    let (_, target) = stress.targets.iter().next()?;
    let spoken = target.prudent.iter().find(|prudent| prudent.confidence == SPOKEN)?;
    if no_budget(stress).is_some() {
        return None;
    }
    let title = format!(
        "With {} confidence {} {}, against a target of {}",
        number::plain_share(SPOKEN),
        can_be_entered(spoken),
        can_be_promised(target.target.counting),
        amount(&target.target, stress.scenario.price_base.as_deref())
    );
    let missed = target.target.shortfall().map(|(short, error)| {
        let whole = stress.targets.len() == 1;
        let label = if whole { "The target".to_owned() } else { format!("“{}”", target.target.label) };
        let short = number::money(short, error);
        format!(
            "{label} is missed with a chance ({BOTH}) of {}; {short} is then missing on average.",
            missing(&target.target)
        )
    });
    let lines = vec![
        "The amount at a confidence is reached or passed in that share of the simulated programmes: choose how sure to be, and \
         see what may be promised."
            .to_owned(),
        missed.unwrap_or_default(),
        later(stress).unwrap_or_default(),
    ];
    Some(caption(stress, title, lines, "Horizontal bars, the target on top and shorter ones for more confidence."))
}

/// What stands where nothing can be put in the budget at any confidence; `None` where something can, or without targets.
#[must_use]
pub fn no_budget(stress: &Stress) -> Option<String> {
    let all = || stress.targets.iter().flat_map(|(_, target)| &target.prudent);
    let least = all().map(|prudent| prudent.confidence).fold(f64::INFINITY, f64::min);
    let nothing = least.is_finite() && all().all(|prudent| can_be_entered(prudent) == "nothing");
    nothing.then(|| {
        let targets = if stress.targets.len() == 1 { "the target" } else { "any of the targets" };
        format!(
            "Nothing can be put in the budget towards {targets}: not even with {} confidence is anything above £0 reached.",
            number::plain_share(least)
        )
    })
}

/// What the last entry of the years holds, where there is one and a target counts it.
fn later(stress: &Stress) -> Option<String> {
    stress.targets.iter().find(|(_, target)| target.target.year.is_none())?;
    let years = &stress.cash.ledger.iter().find(|row| row.kind == Party::System)?.years;
    let later = years.last().filter(|part| part.year.as_deref() == Some("Later"))?;
    let amount = mean(&later.avoided);
    (amount != "£0").then(|| {
        format!("Over the whole span counts what runs on after the last month that a person is followed (“later”): {amount}.")
    })
}

/// The caption of confidence against people; `None` without targets or a curve.
#[must_use]
pub fn people_needed(stress: &Stress) -> Option<Caption> {
    let (_, target) = stress.targets.iter().find(|(_, target)| !target.people.curve.is_empty())?;
    let people = &target.people;
    let spoken = people.needed.iter().map(|(_, needed)| needed).find(|needed| needed.confidence == SPOKEN)?;
    let now = number::whole(people.now);
    let title = match spoken.people {
        Some(_) if !known(spoken) => format!(
            "These draws cannot tell how many people {} confidence takes; the programme has {now}",
            number::plain_share(SPOKEN)
        ),
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
        .filter(|(_, needed)| known(needed))
        .filter_map(|(_, needed)| {
            let found = people_of(needed.people?, needed.mcse);
            Some(format!("{found} for {}", number::plain_share(needed.confidence)))
        })
        .collect();
    let mut lines = vec![
        "More people take away chance, not doubt about the evidence, so the curve may level off below certainty; the band is \
         twice its error."
            .to_owned(),
    ];
    if !needed.is_empty() {
        lines.push(format!("Diamonds: the fewest people for a confidence: {}.", list(&needed)));
    }
    Some(caption(stress, title, lines, "A rising curve over the number of people on a logarithmic axis."))
}

/// Whether a number of people is known to within half of itself.
#[must_use]
pub fn known(needed: &Needed) -> bool {
    let error = needed.mcse.unwrap_or(0.0);
    needed.people.is_some_and(|people| error <= 0.5 * float(people))
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
        "Each input moves alone, all others as drawn. A switch within one or two standard deviations is well within what is \
         believed; a distant one is not."
            .to_owned(),
    ];
    if !ranked.never.is_empty() {
        let never = &ranked.never;
        let shown = never.iter().take(3).cloned().collect::<Vec<_>>().join("; ");
        let more = never.len().saturating_sub(3);
        let more = if more > 0 { format!("; and {more} more") } else { String::new() };
        lines.push(format!("Cannot be reached by one input alone, whatever its value: {shown}{more}."));
    }
    Some(caption(stress, title, lines, "Horizontal bars to either side of a common line, the shortest on top."))
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
    let mut funders: Vec<&FunderResults> =
        stress.cash.funders.iter().filter(|funder| funder.kind == Party::Payer).collect();
    funders.sort_by(|one, other| other.pays.total_cmp(&one.pays));
    let back: Vec<String> =
        funders.iter().take(2).map(|funder| format!("{} {}", funder.label, chance(&funder.money_back))).collect();
    let mut lines = vec![
        "Avoided cost is no money in a budget; only the cashable part can leave one. A group counts all its payers together."
            .to_owned(),
    ];
    if !back.is_empty() {
        let most = if funders.len() > back.len() { ", of those who pay most" } else { "" };
        lines.push(format!(
            "Chance that this cohort avoids for it at least what it pays itself ({BOTH}){most}: {}.",
            back.join("; ")
        ));
    }
    Some(caption(stress, title, lines, "Dots with intervals and upright strokes, a row for each payer and group."))
}

pub(super) fn caption(stress: &Stress, title: String, lines: Vec<String>, shape: &str) -> Caption {
    let run = &stress.run;
    let foot = foot(stress, run.draws, &render_words::people(run.people));
    // What the command line asked for beside the scenario's own shocks is part of what was run.
    let tried = run.tried.iter().map(|asked| format!("tried beside it: {asked}"));
    let changes: Vec<String> = stress.scenario.changes.iter().cloned().chain(tried).collect();
    Caption::of(title, lines, shape, foot, &changes)
}

fn foot(stress: &Stress, draws: usize, people: &str) -> String {
    let of = format!("{} simulated cohorts of {people}", number::whole(draws));
    modelled(&of, &render_words::source_file(&stress.scenario), stress.run.seed, &chosen(&stress.warnings))
}
