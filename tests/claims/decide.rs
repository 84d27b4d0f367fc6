//! Says when the sentences of drivers and of the weighing of evidence are true.

use averted::engine::Silent;
use averted::estimate::{self, Ask, Drivers, Evidence, Options, Watch};

use crate::claim::claims;
use crate::number::{Truth, amount_is, chance_is, holds, interval_is, mean_is, pounds, share, whole};
use crate::opinion;
use crate::run::{all, expected_net, level, people};
use crate::statistic::{Mean, mean};
use crate::world::World;

/// What drives the answer of a world; `None` where that cannot be asked.
pub(crate) fn drivers(world: &World) -> Option<Drivers> {
    estimate::drivers(&world.run.plan, &world.run.identity, &Ask::default()).ok()
}

/// What the evidence of a world can tell.
pub(crate) fn evidence(world: &World) -> Result<Evidence, String> {
    let watch = Watch { progress: &Silent, next: &|_| {} };
    estimate::evidence(&world.run.plan, &world.run.identity, Options::default(), &watch)
        .map_err(|error| error.to_string())
}

/// What deciding to fund, or to enter a target, leaves in every draw.
fn payoff(world: &World, place: &str) -> Result<Vec<f64>, String> {
    if place.contains("whether to fund the programme") {
        return Ok(expected_net(world));
    }
    let targets = &world.run.plan.base.targets;
    let target = targets.iter().find(|target| place.contains(&format!("“{}”", target.label))).ok_or("no target")?;
    let values = world.column(&format!("expected.targets.{}.value", target.id));
    Ok(values.iter().map(|value| value - target.amount).collect())
}

/// What a decision pays in the draws in which it pays.
fn pays(world: &World, place: &str, text: &str) -> Truth {
    chance_is(text, &World::hits(&payoff(world, place)?, |left| left > 0.0))
}

/// What knowing everything is worth: the mean of what is gained by deciding in each draw, less that of deciding now.
fn everything(world: &World, place: &str) -> Result<Mean, String> {
    let left = payoff(world, place)?;
    let now = mean(&left).value.max(0.0);
    let gain: Vec<f64> = left.iter().map(|left| left.max(0.0) - now).collect();
    Ok(mean(&gain))
}

/// `£200 (± £60) (−£1,900 to £2,200)`: mean and interval.
fn described(text: &str, values: &[f64], level: f64) -> Truth {
    let (mean, interval) = text.rsplit_once(" (").ok_or("no interval")?;
    all([mean_is(mean, values), interval_is(interval.trim_end_matches(')'), values, level)])
}

fn named_value(world: &World, label: &str) -> Truth {
    let _ = world;
    holds(!label.is_empty(), || "no value".to_owned())
}

claims! { DRIVERS:
    "lead" "From {} exact expectations and {} draws of the evidence (seed {}); nobody is simulated, so no figure here has the noise of a cohort." w, _, p => holds(whole(p[1])? == w.draws() as f64, || p[1].to_owned());
    "Warnings" "R02: {}" w, _, _ => holds(w.text.contains("counting: released"), || "nothing is released".to_owned());
    "lead" "± is one standard error." _, _, _ => Ok(());
    "What is it worth to know more before deciding?" "There is nothing to decide: the scenario gives neither what support costs (`programme`) nor a target." w, _, _ =>
        holds(w.run.plan.base.programme.is_none() && w.run.plan.base.targets.iter().all(|target| !target.counting.has_expectation()), || "there is".to_owned());
    "What is it worth to know more before deciding?" "Knowing more has a price only where it may change a decision." _, _, _ => Ok(());
    "What is it worth to know more before deciding?" "What knowing is worth is the money that better decisions would bring on average, for this programme alone." _, _, _ => Ok(());
    "What is it worth to know more before deciding?" "A value of nothing does not mean that the figure is sure, but that no likely finding would change what to do." _, _, _ => Ok(());
    "What is it worth" "Knowing everything exactly would be worth nothing that shows: no finding is likely to change the decision." w, s, _ => {
        let worth = everything(w, &s.place)?;
        holds(worth.value < 0.51, || format!("{worth:?}"))
    };
    "What is it worth" "Knowing everything exactly would be worth {}." w, s, p => {
        let worth = everything(w, &s.place)?;
        let amount = pounds(p[0].split(" (").next().unwrap_or_default())?;
        holds((amount - worth.value).abs() <= 3.0 * worth.error + 0.6 || worth.error.is_nan(), || format!("{worth:?}"))
    };
    "What is it worth" "As things stand: {}." w, s, p => {
        let left = mean(&payoff(w, &s.place)?).value;
        holds((p[0] == "yes") == (left > 0.0), || format!("{} of {left}", p[0]))
    };
    "What is it worth" "It leaves {} on average; the chance that expected benefits exceed costs at present value (weak evidence alone) is {}." w, s, p =>
        all([holds(s.place.contains("whether to fund"), || s.place.clone()), mean_is(p[0], &payoff(w, &s.place)?), pays(w, &s.place, p[1])]);
    "What is it worth" "It leaves {} on average; the chance that what is expected to count towards it exceeds that amount (weak evidence alone) is {}." w, s, p =>
        all([mean_is(p[0], &payoff(w, &s.place)?), pays(w, &s.place, p[1])]);
    "What is it worth" "Knowing all values of one kind exactly would be worth: {}." _, _, _ => Ok(());
    "What is it worth" "64 further case studies would be worth {}." _, _, _ => Ok(());
    "What is it worth" "Knowing which view is right: {}." w, _, _ => holds(w.run.plan.weighted, || "no weights".to_owned());
    "What is it worth" "No value, known exactly by itself, would change the decision." _, _, _ => Ok(());
    "What is it worth" "No value rests on counted cases (`observed: 3 of 8`), so what further case studies are worth cannot be said." w, _, _ => holds(!w.text.contains("observed"), || "one does".to_owned());
    "What moves" "Nothing that is uncertain in the scenario as written moves it." _, _, _ => Ok(());
    "What moves" "{} moves it most: from {} to {}." w, _, p => all([named_value(w, p[0]), holds(pounds(p[1])? <= pounds(p[2])?, || format!("{} to {}", p[1], p[2]))]);
    "What moves" "With every value at its median it is {}." _, _, p => pounds(p[0]).map(|_| ());
    "What moves" "One value at a time moves from its 10th to its 90th percentile; this is the scenario as written, without views." _, _, _ => Ok(());
    "What moves" "{} by itself makes up {} of the uncertainty about the {} (share of its variance)." _, _, _ => Ok(());
    "What moves" "{} of the expected saving rests on at least one value of grade 6, judgement." w, _, _ => holds(mean(w.column("draws.expected_per_person")).value > 0.0, || "nothing is saved".to_owned());
    "Which opinion" "{} matters most: held {} as firmly, it moves the expected avoided cost per person by {}." w, _, p =>
        all([named_value(w, p[0]), opinion::moves_most(w, if p[1] == "twice" { 2.0 } else { 0.5 }, p[2])]);
    "Which opinion" "None by itself: held twice or half as firmly, none moves the expected avoided cost per person by more than the draws can tell." w, _, _ => opinion::none_moves(w);
    "Which opinion" "One opinion at a time is held twice as firmly (its density squared) or half as firmly (the root of it), by weights on the draws there are; the mean is {} as drawn." w, _, p => {
        let drawn = mean(w.column("draws.expected_per_person")).value;
        holds((pounds(p[0])? - drawn).abs() <= 0.006 * drawn.abs() + 0.6, || format!("{drawn}"))
    };
    "Which opinion" "The field calls this power-scaling." _, _, _ => Ok(());
    "Which opinion" "Views keep their shares, what is correlated with a value moves along, and a flat distribution stays as it is." _, _, _ => Ok(());
    "Which opinion" "{}" _, _, _ => Ok(());
    "Which doubts" "None: the output does not vary." w, _, _ => {
        let expected = mean(w.column("draws.expected_per_person"));
        holds(w.run.plan.weighted || expected.error.is_nan() || expected.error <= 1e-6 * expected.value.abs(), || "it does".to_owned())
    };
    "Which doubts" "Its standard deviation over the evidence is {}." _, _, p => pounds(p[0]).map(|_| ());
    "Which doubts" "{}" _, _, _ => Ok(());
    "note of What the saving" "{}" _, _, _ => Ok(());
}

claims! { EVIDENCE:
    "lead" "{}, each followed for {} after joining; {} draws of the evidence (seed {})." w, _, p => all([people(w, p[0].trim_end_matches(" people").trim_end_matches(" person")), holds(whole(p[2])? == w.draws() as f64, || p[2].to_owned())]);
    "lead" "Intervals claim {}." w, _, p => level(w, p[0]);
    "lead" "All money is at {} prices." w, _, _ => holds(w.text.contains("price_base"), || "no price base".to_owned());
    "What can a study" "Its “{}” interval would hold the truth {} of the time (Student’s t; the studentised bootstrap, {})." w, _, p => level(w, p[0]);
    "What can a study" "Support avoids nothing in any draw, so there is nothing for a study to find." w, _, _ =>
        holds(w.column("draws.expected_per_person").iter().all(|expected| *expected <= 0.0), || "it avoids something".to_owned());
    "What can a study" "Suppose that every assumption here is exact and that the truth is {} avoided per person, the median of the draws in which support avoids something." w, _, p => {
        let works: Vec<f64> = w.column("draws.expected_per_person").iter().copied().filter(|expected| *expected > 0.0).collect();
        let reach = (2.0 / (works.len() as f64).sqrt()).clamp(0.2, 0.5);
        let [low, high] = [0.5 - reach, 0.5 + reach].map(|p| crate::statistic::quantile(&works, p));
        let printed = pounds(p[0])?;
        // People of a study join at any time, one person of a cohort at one.
        holds(low * 0.95 - 1.0 <= printed && printed <= high * 1.05 + 1.0, || format!("between {low} and {high}"))
    };
    "What can a study" "A study of {} like this one would still report anything from {}, {} of the time, by the luck of who is in it." w, _, p => level(w, p[2]);
    "What can a study" "About {} people are needed to be within ±{} of the truth 19 times in 20{}." _, _, p => all([whole(p[0].split(' ').next().unwrap_or_default()).map(|_| ()), share(p[1]).map(|_| ())]);
    "What can a study" "In {} of the draws support avoids nothing or adds cost; no study can be within so many per cent of nothing, so they are left out of all this." w, _, p => {
        let nothing = World::hits(w.column("draws.expected_per_person"), |expected| expected <= 0.0);
        holds((share(p[0])? - mean(&nothing).value).abs() <= 0.006, || format!("{:?}", mean(&nothing)))
    };
    "note of Studies of every size" "{}" _, _, _ => Ok(());
    "Who brings the total?" "Nothing is avoided, so nobody brings more of it than another." w, _, _ => holds(1.0 - w.below(1e-9) <= 0.01, || "some avoid something".to_owned());
    "Who brings the total?" "Of all that is avoided by those who avoid something, {}." _, _, _ => Ok(());
    "Who brings the total?" "In a typical study of {} the person with most brings {} of the total." _, _, _ => Ok(());
    "Who brings the total?" "Without that one person its mean would be {} lower." _, _, _ => Ok(());
    "note of What one person" "{}" _, _, _ => Ok(());
    "How does the published" "{}: {} of the studies that the model expects report less." _, _, _ => Ok(());
    "How does the published" "Published: {} avoided per person, from {} over {}, counted {}." w, _, p => {
        let published = w.run.estimates.results.published.as_ref().ok_or("nothing is published")?;
        amount_is(p[0], Mean { value: published.mean_avoided.ok_or("no mean")?, error: 0.0 })
    };
    "How does the published" "Studies like the published one report {} on average, {} of them {}." w, _, p => level(w, p[1]);
    "How does the published" "Studies like the published one report {} on average." _, _, _ => Ok(());
    "How does the published" "The rule: {}." _, _, _ => Ok(());
    "How does the published" "The published range, {} to {}, runs from the point that {} of the model's studies stay below to the one that {} stay below." _, _, p => holds(pounds(p[0])? <= pounds(p[1])?, || "no range".to_owned());
    "How does the published" "Even if the model were exact, such a study would promise too much." _, _, _ => Ok(());
    "How does the published" "If the model were exact, such a study would keep its promise, as far as the simulation can tell." _, _, _ => Ok(());
    "How does the published" "Its “{}” interval would hold the truth {} of the time (Student’s t; the studentised bootstrap, {})." w, _, p => level(w, p[0]);
    "note of The published figure" "{}" _, _, _ => Ok(());
    "What if the whole caseload" "Then {} would be expected to be avoided, not {}." _, _, p => all([pounds(p[0]).map(|_| ()), pounds(p[1]).map(|_| ())]);
    "What if the whole caseload" "Case studies are chosen, not drawn." _, _, _ => Ok(());
    "What if the whole caseload" "These come from “{}”, {} of the caseload." w, _, p => holds(w.run.plan.base.cohort.segments.iter().any(|segment| segment.label == p[0]), || p[0].to_owned());
    "What if the whole caseload" "If all {} were like them, {} would be expected to be avoided (95% credible interval {}); as the caseload is described, {}." w, _, p => {
        let total: Vec<f64> = w.column("expected.total.avoided").to_vec();
        all([people(w, p[0].trim_end_matches(" people").trim_end_matches(" person")), described(p[3], &total, w.level)])
    };
    "What if the whole caseload" "The first is what multiplying the mean of the cases by the caseload assumes." _, _, _ => Ok(());
}
