//! Composes what stands before everything else: the answer in a sentence or two, three numbers, and the caveat.

use crate::estimate::{Chance, Counting, ProgrammeResults, Results, Summary, TargetResults};
use crate::render::number::{exact_money, money_error, whole};
use crate::render::words::{
    BOTH, EVIDENCE, Judgement, capital, caution_in_short, changes, cohort, cost_avoided, figure, interval, is_or_are,
    level, mean, payers_of, percent, reached,
};

/// The answer before everything else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// What is asked.
    pub question: String,
    /// The answer, in a sentence or two.
    pub sentence: String,
    /// Three numbers, or fewer.
    pub numbers: Vec<KeyNumber>,
    /// What must not be overlooked.
    pub caveat: String,
    /// What was changed for this run, where anything was.
    pub changes: Option<String>,
}

/// A number of the verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyNumber {
    /// The number: `£480,000`.
    pub value: String,
    /// What it is: `cost avoided in total`.
    pub label: String,
    /// Its error, its interval and what that covers.
    pub note: String,
}

impl KeyNumber {
    /// A summary by this label, its error before the `note`.
    #[must_use]
    pub fn of(summary: &Summary, label: String, note: &str) -> Self {
        let (_, error) = figure(summary);
        let error = (error > 0.0).then(|| format!("± {}", money_error(error)));
        let notes: Vec<String> = error.into_iter().chain([note.to_owned()]).collect();
        Self { value: mean(summary), label, note: notes.join("; ") }
    }

    /// The chance that a cohort of `people` reaches the target of that label.
    #[must_use]
    pub fn chance(chance: &Chance, target: &str, people: u64) -> Self {
        Self {
            value: percent(chance),
            label: format!("chance of reaching “{target}”"),
            note: format!("{}; {BOTH}", cohort(&whole(people))),
        }
    }
}

/// Something that the verdict claims.
struct Claim {
    /// How its chance judges it.
    judged: Judgement,
    clause: String,
}

/// Targets that the verdict names; more are counted.
const NAMED: usize = 3;

/// The verdict of a run.
#[must_use]
pub fn verdict(results: &Results) -> Verdict {
    let (asked, mut claims) = match worth(results) {
        Some(Worth { question, claim }) => (Some(question), vec![claim]),
        None => (None, Vec::new()),
    };
    let targets: Vec<&TargetResults> = results.targets.iter().map(|(_, target)| target).collect();
    claims.extend(targets.iter().take(NAMED).map(|target| reaching(target, targets.len(), results)));
    let rest = targets.iter().skip(NAMED);
    let judged = claims.iter().map(|claim| claim.judged).chain(rest.map(|target| Judgement::of(&target.chance)));
    let judged: Vec<Judgement> = judged.collect();
    let mut clauses: Vec<String> = claims.into_iter().map(|claim| claim.clause).collect();
    match targets.len().saturating_sub(NAMED) {
        0 => {}
        1 => clauses.push("1 more target follows".to_owned()),
        more => clauses.push(format!("{} more targets follow", whole(more))),
    }
    let said = format!("{}.", capital(&clauses.join("; ")));
    let answer = Judgement::answer(&judged);
    Verdict {
        question: question(targets.len(), asked),
        sentence: answer.map_or_else(|| said.clone(), |answer| format!("{answer} {said}")),
        numbers: numbers(results),
        caveat: caution_in_short(results),
        changes: changes(&results.scenario),
    }
}

fn question(targets: usize, worth: Option<&'static str>) -> String {
    let reached = match targets {
        0 => None,
        1 => Some("is the target reached"),
        _ => Some("are the targets reached"),
    };
    let asked: Vec<&str> = worth.into_iter().chain(reached).collect();
    if asked.is_empty() { "What is avoided?".to_owned() } else { format!("{}?", capital(&asked.join(", and "))) }
}

/// What is claimed of the money or value as a whole.
struct Worth {
    question: &'static str,
    claim: Claim,
}

/// Whether social value is what the scenario is about: it counts nothing else, or an evaluation published it.
pub(super) fn claims_social_value(results: &Results) -> bool {
    let published = results.published.as_ref();
    results.total.social_value_pv.is_some()
        && (!results.counts_money()
            || published.is_some_and(|published| published.sroi_ratio.is_some() || published.social_value.is_some()))
}

/// What the whole comes to: value or cost for each £1, else per person.
fn worth(results: &Results) -> Option<Worth> {
    let social = claims_social_value(results);
    match (&results.programme, results.sroi().filter(|_| social)) {
        (Some(programme), Some(sroi)) => Some(social_return(results, programme, sroi)),
        (Some(programme), None) if results.counts_money() => Some(net_benefit(results, programme)),
        _ if results.counts_money() => Some(per_person(results)),
        _ => results.total.social_value_pv.as_ref().map(|value| Worth {
            question: "is there social value",
            claim: Claim {
                judged: above(value, 0.0),
                clause: format!(
                    "social value comes to {} at present value ({} prediction interval {})",
                    mean(value),
                    level(results.run.level),
                    interval(value, results.run.level)
                ),
            },
        }),
    }
}

fn social_return(results: &Results, programme: &ProgrammeResults, sroi: &Summary) -> Worth {
    let avoided = cost_avoided(results);
    let part = match (&programme.bcr, results.counts_money()) {
        (Some(bcr), true) if bcr.mean > 0.0 && bcr.mean <= sroi.mean => {
            format!(", of which {} is {avoided}", mean(bcr))
        }
        // A part below nothing, or above the whole, is none.
        (Some(bcr), true) => format!(", with {} of {avoided}", mean(bcr)),
        _ => String::new(),
    };
    let counted = match (results.counts_money(), results.mechanisms.gained.is_some()) {
        (false, _) => "social value comes",
        (true, false) => "social value and avoided cost come",
        (true, true) => "social value, avoided cost and gains come",
    };
    let clause = format!(
        "{} of {counted} of each £1 spent ({} prediction interval {}){part}",
        mean(sroi),
        level(results.run.level),
        interval(sroi, results.run.level)
    );
    Worth { question: "is it worth what it costs", claim: Claim { judged: above(sroi, 1.0), clause } }
}

fn net_benefit(results: &Results, programme: &ProgrammeResults) -> Worth {
    let gains = results.mechanisms.gained.is_some();
    let is = is_or_are(cost_avoided(results));
    let each = match &programme.bcr {
        Some(ratio) if ratio.mean < 0.0 => format!("{} for each £1 spent {is} {}", cost_avoided(results), mean(ratio)),
        Some(ratio) => {
            format!(
                "{} {} for each £1 spent",
                mean(ratio),
                if gains { "is avoided and gained" } else { "of cost is avoided" }
            )
        }
        None => format!(
            "{} less the programme’s cost {is} {} at present value",
            cost_avoided(results),
            mean(expected_net(programme))
        ),
    };
    let clause = format!("{each} (chance that benefits exceed costs: {})", percent(&programme.net_positive));
    Worth {
        question: "do benefits exceed costs",
        claim: Claim { judged: Judgement::of(&programme.net_positive), clause },
    }
}

/// What is expected to be left after programme cost, as every answer prints it; older results have the simulated mean alone.
fn expected_net(programme: &ProgrammeResults) -> &Summary {
    programme.expected_net_pv.as_ref().unwrap_or(&programme.net_pv)
}

fn per_person(results: &Results) -> Worth {
    let expected = &results.per_person.expected;
    let is = is_or_are(cost_avoided(results));
    let clause = format!(
        "{} per person {is} {} ({} credible interval {})",
        cost_avoided(results),
        mean(&results.per_person.cohort),
        level(results.run.level),
        interval(expected, results.run.level)
    );
    Worth { question: "is cost avoided", claim: Claim { judged: above(expected, 0.0), clause } }
}

/// How it is judged that a number lies above `limit`, as far as its quantiles tell.
fn above(summary: &Summary, limit: f64) -> Judgement {
    if summary.sd == 0.0 {
        let chance = f64::from(u8::from(summary.mean > limit));
        return Judgement::between(chance, chance);
    }
    let known = summary.quantiles.iter().filter(|quantile| quantile.value.is_finite());
    let below = known.clone().filter(|quantile| quantile.value <= limit).map(|quantile| quantile.p).fold(0.0, f64::max);
    let beyond = known.clone().filter(|quantile| quantile.value > limit).map(|quantile| quantile.p).fold(1.0, f64::min);
    if known.count() == 0 { Judgement::Unknown } else { Judgement::between(1.0 - beyond, 1.0 - below) }
}

/// What is said of a target, one of `of`.
fn reaching(target: &TargetResults, of: usize, results: &Results) -> Claim {
    let label = |id: &str| results.payers.get(id).map(|payer| payer.label.clone());
    let whose = if target.payers.is_empty() { String::new() } else { format!(" of {}", payers_of(target, label)) };
    let when = target.year.as_ref().map_or_else(String::new, |year| format!(" for {year}"));
    let name = if of == 1 && target.written > 0.0 && target.counting != Counting::Averted {
        format!("the {} target{whose}{when}", exact_money(target.written))
    } else {
        format!("“{}”", target.label)
    };
    let counts = mean(&target.value);
    let worse = if counts.starts_with('−') {
        format!(": what counts towards it is {counts} on average")
    } else {
        String::new()
    };
    let clause = format!("{name} {} (chance {}){worse}", reached(&target.chance), percent(&target.chance));
    Claim { judged: Judgement::of(&target.chance), clause }
}

/// The three numbers: the chance that is asked for, what is avoided, and what comes of £1.
fn numbers(results: &Results) -> Vec<KeyNumber> {
    let mut numbers: Vec<KeyNumber> =
        results.targets.iter().take(1).map(|(_, target)| chance_of(target, results)).collect();
    let range = |summary: &Summary| {
        format!("{} prediction interval {}", level(results.run.level), interval(summary, results.run.level))
    };
    let social = claims_social_value(results);
    let programme = results.programme.as_ref();
    if results.counts_money() {
        let total = &results.total;
        numbers.push(number(&total.avoided, cost_avoided(results), " in total", &range(&total.avoided)));
    }
    if let Some(value) = results.total.social_value_pv.as_ref().filter(|_| social) {
        numbers.push(number(value, "social value", " at present value", &range(value)));
    }
    match (programme, results.sroi().filter(|_| social)) {
        (Some(_), Some(sroi)) => numbers.push(number(sroi, "SROI ratio:", " value for each £1 spent", &range(sroi))),
        (Some(programme), None) if results.counts_money() => {
            let odds =
                format!("chance that benefits exceed costs, on {EVIDENCE}, {}", percent(&programme.net_positive));
            match &programme.bcr {
                Some(ratio) => numbers.push(number(
                    ratio,
                    cost_avoided(results),
                    " for each £1 spent",
                    &format!("at present value; {odds}"),
                )),
                None => {
                    numbers.push(number(expected_net(programme), "net benefit", " expected at present value", &odds))
                }
            }
        }
        _ if results.counts_money() => {
            let each = &results.per_person;
            numbers.push(number(&each.cohort, cost_avoided(results), " per person", &range(&each.cohort)));
            numbers.push(number(&results.total.cashable, "cashable savings", "", &range(&results.total.cashable)));
        }
        _ => {}
    }
    numbers.truncate(3);
    numbers
}

fn number(summary: &Summary, what: &str, of: &str, note: &str) -> KeyNumber {
    KeyNumber::of(summary, format!("{what}{of}"), note)
}

fn chance_of(target: &TargetResults, results: &Results) -> KeyNumber {
    KeyNumber::chance(&target.chance, &target.label, results.scenario.people)
}
