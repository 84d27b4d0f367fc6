//! Simulates what comes instead of the occurrences that support prevents, and what follows from that.
//!
//! ```text
//! an occurrence of e at t that e's own support prevents
//!   ─▶ one of the events under `instead` at most, at t + after, unless that is past the horizon or its person has left
//!   ─▶ its follow-ons and what it leads to, by random numbers of their own
//! ```
//!
//! No support touches any of them; all are taken off with the credit of the prevention.

use super::draw_values::DrawValues;
use super::occurrence_list::{Book, Occurrences, Scratch};

use super::people::People;
use super::prepared::Prepared;
use super::pricing::Pricing;
use super::stream::{Address, Block, Stream, uniform};
use crate::model::Branch;

/// Simulates all that comes instead in one block, once all that is prevented is known, and hands it to `book`.
pub(super) fn simulate(
    prepared: &Prepared<'_>,
    drawn: &DrawValues,
    people: &People,
    block: Block,
    address: Address,
    scratch: &mut Scratch,
    book: &mut impl Book,
) {
    let events = &prepared.model.events;
    let Scratch { lists, replaced, words, .. } = scratch;
    replaced.resize_with(events.len(), Occurrences::default);
    replaced.iter_mut().for_each(Occurrences::clear);
    for (source, described) in events.iter().enumerate().filter(|(_, event)| !event.support.instead.is_empty()) {
        let branches = Branches { of: &described.support.instead, sums: &drawn.events[source].instead };
        let list = &lists[source];
        let by_itself = |index: &usize| list.credit[*index] as usize == source;
        let mut stream = address.stream(block, prepared.events[source].instead);
        for index in (0..list.len()).filter(by_itself) {
            if let Some(branch) = branches.chosen(&mut stream) {
                replaced[branch.event].come_after(prepared, people, list, index, branch.after);
            }
        }
    }
    for &event in &prepared.model.order {
        let mut mine = std::mem::take(&mut replaced[event]);
        if mine.len() > 0 {
            let streams = &prepared.events[event].replaced;
            let mut pricing = Pricing::new(prepared, drawn, event, address, block, (streams.cost, streams.length));
            pricing.price(&mut mine, 0, people, words);
            book.replaced(event, &mine);
            lead_on(prepared, drawn, people, block, address, (event, &mine), replaced);
        }
        replaced[event] = mine;
    }
}

/// What comes of the occurrences of one event.
fn lead_on(
    prepared: &Prepared<'_>,
    drawn: &DrawValues,
    people: &People,
    block: Block,
    address: Address,
    (event, list): (usize, &Occurrences),
    replaced: &mut [Occurrences],
) {
    let events = &prepared.model.events;
    for (child, described) in events.iter().enumerate() {
        for (index, follow) in described.follows.iter().enumerate().filter(|(_, follow)| follow.parent == event) {
            let mut stream = address.stream(block, prepared.events[child].replaced.follow[index]);
            for parent in 0..list.len() {
                if uniform(&mut stream) < drawn.events[child].follows[index] {
                    replaced[child].come_after(prepared, people, list, parent, follow.after);
                }
            }
        }
    }
    let branches = Branches { of: &events[event].leads_to, sums: &drawn.events[event].leads_to };
    if branches.of.is_empty() {
        return;
    }
    let mut stream = address.stream(block, prepared.events[event].replaced.leads_to);
    for parent in 0..list.len() {
        if let Some(branch) = branches.chosen(&mut stream) {
            replaced[branch.event].come_after(prepared, people, list, parent, branch.after);
        }
    }
}

/// Events of which one at most comes, with their chances summed up.
struct Branches<'a> {
    of: &'a [Branch],
    sums: &'a [f64],
}

impl<'a> Branches<'a> {
    /// The one that comes.
    fn chosen(&self, stream: &mut Stream) -> Option<&'a Branch> {
        let u = uniform(stream);
        self.of.iter().zip(self.sums).find(|(_, sum)| u < **sum).map(|(branch, _)| branch)
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::{RunOf, Silent, simulate};
    use crate::expectation::{Expectation, Expected};
    use crate::model::Mechanism;
    use crate::model::example::plan;
    use crate::statistics::mean_and_sd;

    /// What comes instead of occurrences that harm caused and support prevents after all meets what comes instead of
    /// others, and both are followed.
    #[test]
    fn what_comes_instead_is_followed_whoever_caused_what_it_stands_for() {
        let plan = plan(
            "title: Home
horizon: 12 months
cohort: {people: 50}
payers: {nhs: {}}
events:
  fall: {rate: 2, unit_cost: £1, paid_by: {nhs: 100%}, support: {prevents: 50%, instead: {care: 80%}}}
  home: {rate: 1, unit_cost: £1, paid_by: {nhs: 100%}, support: {prevents: -50%}}
  care: {follows: {home: 50%}, unit_cost: £1, paid_by: {nhs: 100%}, leads_to: {shelter: 50%},
         support: {prevents: 50%, instead: {shelter: 50%}}}
  shelter: {unit_cost: £1, paid_by: {nhs: 100%}}
  visit: {follows: {shelter: 50%}, unit_cost: £1, paid_by: {nhs: 100%}}
simulation: {draws: 2000}
",
        );
        let draws = simulate(&plan, RunOf::Headline, &Silent).expect("not cancelled");
        let mut expected = Expected::default();
        Expectation::new(&plan, &plan.base).at(draws.theta(0), &mut expected);
        let measure = plan.measures.mechanism(Mechanism::Replaced);
        let (mean, sd) = mean_and_sd(&draws.columns[measure]);
        let z = (mean - expected.mean[measure]) / (sd / 2000.0_f64.sqrt());
        assert!(z.abs() < 4.0, "{z}");
    }
}
