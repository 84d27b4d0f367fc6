//! Simulates the people of each draw whose study could have been the published one, and weighs its mean by them.

use super::beliefs::Beliefs;
use super::report_update::Likelihood;
use crate::engine::{self, Person, RunOf, Singles, Whose};
use crate::estimate::Watch;
use crate::model::{Plan, Published};
use crate::numeric::ln;
use crate::statistics::{OnePerson, float, mean_and_sd, quantile_sorted};

/// People of a draw beside those of its study, and at most where few have anything.
const PEOPLE: [usize; 2] = [512, 4_096];
/// Enough people who have something.
const ENOUGH: usize = 16;
/// Studies of more people than this are not simulated again: their mean is known from the trial.
const LARGE: usize = 4_096;
/// The kernel, as a share of the usual standard deviation of a study's mean within a draw: that adds 0.5% to it.
const KERNEL: f64 = 0.1;
/// The kernel at least, as a share of the published figure: no publication is told more finely.
const FIGURE: f64 = 0.005;

/// How each draw stands to the published mean.
pub(super) struct Weighed {
    /// The logarithm of its likelihood, what the publication overstates taken off.
    pub(super) logs: Vec<f64>,
    /// The same, the publication taken at its word; empty where it overstates nothing.
    pub(super) at_its_word: Vec<f64>,
    /// The mean of a study like the published one in each draw, of people apart from those of the likelihood.
    pub(super) studies: Vec<f64>,
    /// What that rests on.
    pub(super) likelihood: Likelihood,
}

/// One draw's people.
struct Row {
    law: OnePerson,
    study: f64,
    overstates: f64,
}

/// Weighs `figure`, the published mean per person, in every draw.
///
/// ```text
/// published = study/(1 - o):   L = (1 - o)·f(figure·(1 - o))
/// ```
/// with f the law of the mean of n people of the draw and o what the publication overstates.
pub(super) fn weighed(
    plan: &Plan,
    published: &Published,
    figure: f64,
    beliefs: &Beliefs,
    watch: &Watch<'_>,
) -> Weighed {
    let people = usize::try_from(published.people).unwrap_or(usize::MAX);
    let own = if people <= LARGE { people } else { 0 };
    let singles = Singles::new(plan, RunOf::Headline);
    (watch.next)("people for the likelihood");
    let rows = engine::in_chunks(beliefs.published.len(), 16, |draws| {
        let mut person = Person::default();
        let row = |draw: usize| row(&singles, draw, own, beliefs.published[draw], &mut person);
        draws.map(row).collect::<Vec<Row>>()
    });
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    let n = float(published.people);
    let mut spreads: Vec<f64> = rows.iter().map(|row| row.law.error_of(n)).filter(|spread| *spread > 0.0).collect();
    spreads.sort_unstable_by(f64::total_cmp);
    let usual = if spreads.is_empty() { 0.0 } else { quantile_sorted(&spreads, 0.5) };
    // A kernel of no width at all has no density; of a figure of nothing the atom alone counts.
    let width = (KERNEL * usual).max(FIGURE * figure).max(f64::MIN_POSITIVE);
    let logs = |believed: bool| -> Vec<f64> {
        let log = |row: &Row| {
            let kept = if believed { 1.0 } else { 1.0 - row.overstates };
            let jacobian = if figure > 0.0 { ln(kept) } else { 0.0 };
            row.law.log_likelihood(figure * kept, n, width) + jacobian
        };
        let parts = engine::in_chunks(rows.len(), 16, |part| rows[part].iter().map(log).collect::<Vec<f64>>());
        parts.concat()
    };
    let overstated = rows.iter().any(|row| row.overstates != 0.0);
    Weighed {
        logs: logs(false),
        at_its_word: if overstated { logs(true) } else { Vec::new() },
        studies: rows.iter().map(|row| row.study).collect(),
        likelihood: Likelihood { people: PEOPLE[0], width },
    }
}

/// The people of draw `draw`: a study of `own` of them, and the law of one person from the others, who are more where few
/// of them have anything.
fn row(singles: &Singles<'_>, draw: usize, own: usize, mean: f64, person: &mut Person) -> Row {
    let mut count = PEOPLE[0];
    loop {
        singles.draw(draw, Whose::Published, own + count, person);
        let others = &person.avoided()[own..];
        let touched = others.iter().filter(|amount| **amount != 0.0).count();
        if touched >= ENOUGH || count >= PEOPLE[1] || mean <= 0.0 {
            break;
        }
        count *= 8;
    }
    let published = singles.model(draw).published.as_ref();
    Row {
        law: OnePerson::of_sample(&person.avoided()[own..], mean),
        study: mean_and_sd(&person.avoided()[..own]).0,
        overstates: published.map_or(0.0, |published| published.overstates.value(person.theta())),
    }
}
