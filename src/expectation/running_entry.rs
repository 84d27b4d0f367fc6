//! Counts the parts of an event beside what is paid at its own moments: what runs over time, what support adds, what comes instead.

use super::cell::ADDED;
use super::effect::CREDITED;
use super::expected::{Draw, Expectation, Work};
use super::harm::{Chain, Harm};
use super::ledger::{Entry, less};
use super::prices::Prices;
use super::running::{self, Priced};
use super::sum::Sum;
use super::tally::Tally;
use crate::model::Event;

/// What support adds, in units of the event's account.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Added {
    pub(super) all: Sum,
    pub(super) present: Sum,
    pub(super) past: Sum,
}

impl Work {
    /// Reads what the stays of an event cost in this draw.
    pub(super) fn price_stays(&mut self, event: &Event, theta: &[f64]) {
        self.priced.clear();
        let stays = event.stays.iter();
        self.priced.extend(stays.map(|stay| Priced { rate: stay.rate.value(theta), length: stay.length.value(theta) }));
    }
}

impl Expectation {
    /// The tally of a line's running cost for amplitude 1 and certain links; years and months for `engaged` times that.
    pub(super) fn stays_of_line(
        &self,
        (event, place): (usize, usize),
        draw: Draw<'_>,
        engaged: f64,
        work: &mut Work,
        months: &mut [f64],
    ) -> Tally {
        let counting = self.published.map_or(CREDITED, |published| published.counting);
        let alike = 1.0 / Prices::new(&self.model.events[event], draw.theta).spread;
        let Work { effects, links, running_years, running, priced, spare, .. } = work;
        let (line, cells) = &draw.reading.numbers.lines[event][place];
        let mut tally = Tally::default();
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.leaves) {
            running.fill(&self.ground.flows, priced, (cell, effects), |late, stay, length, row| {
                draw.reading.row(|setting| setting.stays[event][place][at].table(late, stay), length, row, spare);
            });
            let chain = Harm::of(line, cell, effects, Chain { links, alike });
            running.add_to(&mut tally, cell, &chain, counting);
            running.add_years(running_years, engaged, &chain);
            running.add_months(months, engaged, &chain);
        }
        tally
    }

    /// Counts what support adds, and takes it off the measures that are per person.
    pub(super) fn enter_added(
        &self,
        index: usize,
        draw: Draw<'_>,
        prices: Prices,
        work: &mut Work,
        entry: &mut Entry,
    ) -> Added {
        let Draw { theta, engagement, reading } = draw;
        let adds = self.model.events[index].support.adds.value(theta);
        if adds == 0.0 {
            return Added::default();
        }
        let added = engagement * adds;
        let everybody = self.people * added;
        let cell = &reading.numbers.added;
        let [mut all, mut within] = [Sum::default(); 2];
        let [mut present, mut past] = [Sum::default(); 2];
        if prices.runs {
            for part in [0, 1] {
                let Work { running, running_years, priced, spare, .. } = &mut *work;
                running.fill_whole(&self.ground.flows, priced, |stay, length, row| {
                    reading.row(|setting| &setting.added_stays[index][part][stay], length, row, spare);
                });
                let flow = running.whole();
                all.add_sum(1.0, flow.total);
                present.add_sum(1.0, flow.present);
                past.add_sum(1.0, flow.past);
                if part == 0 {
                    within = flow.total;
                }
                for (sum, year) in running_years.added.iter_mut().zip(&flow.years) {
                    sum.add_sum(everybody, *year);
                }
                running::add(entry.months, -everybody, &flow.months);
            }
        }
        let loss = |number: f64, count: f64, stays: Sum| {
            let paid = Sum { mean: number * count, second: number * count };
            less(Sum::default(), prices.of(prices.account(paid, number, stays)))
        };
        for measure in self.segments.iter().flatten() {
            entry.enter(*measure, loss(added, cell.count, all));
        }
        if let Some(published) = self.published.filter(|published| published.counting == CREDITED) {
            // Every person of a published study engages.
            let λ = reading.λ;
            let months = if λ == 0.0 { published.over } else { ADDED.discounted(λ).integral(0.0, published.over) };
            entry.enter(published.measure, loss(adds, months, within));
        }
        for (year, count) in cell.years.entries() {
            if let Some(sum) = work.yearly.added.get_mut(year) {
                sum.add(everybody * count, 1.0);
            }
        }
        cell.months.add_to(-everybody * prices.cost, entry.months);
        let count = everybody * cell.count;
        let discounted = Sum { mean: everybody * cell.discounted, second: everybody * cell.discounted_twice };
        Added {
            all: prices.account(Sum { mean: count, second: count }, everybody, all),
            present: prices.account(discounted, everybody, present),
            past: prices.account(Sum::default(), everybody, past),
        }
    }

    /// Takes off what comes of an event instead of others.
    pub(super) fn enter_instead(
        &self,
        index: usize,
        draw: Draw<'_>,
        prices: Prices,
        work: &mut Work,
        entry: &mut Entry,
    ) {
        let Draw { theta, engagement, reading } = draw;
        let events = self.model.events.len();
        if !prices.runs {
            work.priced.clear();
        }
        for (at, path) in reading.numbers.instead[index].iter().enumerate() {
            let (line, cells) = &reading.numbers.lines[path.source.0][path.source.1];
            work.links.clear();
            work.links.extend(line.links.iter().map(|link| link.value(theta)));
            let further: f64 = path.links.iter().map(|link| link.value(theta)).product();
            let links = work.links.iter().product::<f64>() * further;
            entry.proportional = self.proportional(line.source());
            let engaged = self.people * work.average[line.source()] * links * engagement;
            work.replaced.clear(self.ledger.years());
            for (place, piece) in path.pieces.iter().enumerate() {
                let Work { effects, links, running, priced, spare, replaced, .. } = &mut *work;
                running.fill_whole(&self.ground.flows, priced, |stay, length, row| {
                    reading.row(|setting| setting.table_instead(index, at, place, stay), length, row, spare);
                });
                let chain = Harm::of(line, &cells[piece.of], effects, Chain { links, alike: 1.0 / prices.spread });
                let shares = [0, 1, 2, CREDITED].map(|step| chain.prevented_to(step));
                let counting = self.published.map_or(CREDITED, |published| published.counting);
                replaced.add(&piece.cell, running.whole(), prices, &shares, counting);
                let money = -engaged * shares[CREDITED].mean;
                piece.cell.months.add_to(money * prices.cost, entry.months);
                running::add(entry.months, money, &running.whole().months);
            }
            let replaced = &work.replaced;
            for (segment, measure) in self.segments.iter().enumerate() {
                if let Some(measure) = *measure {
                    let number = work.amplitudes[segment * events + line.source()] * links * engagement;
                    entry.take(measure, replaced.bridge[CREDITED].priced(number, number));
                }
            }
            if let Some(published) = self.published {
                let of = |segment: usize| work.amplitudes[segment * events + line.source()];
                let number = published.segment.map_or(work.average[line.source()], of) * links;
                entry.take(published.measure, replaced.published.priced(number, number));
            }
            self.ledger.enter_replaced(index, &self.model.events[index], theta, (engaged, replaced), entry);
        }
    }
}
