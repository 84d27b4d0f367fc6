//! Counts the parts of an event beside what is paid at its own moments: what runs over time, what support adds, what comes instead.

use super::cell::{ADDED, Cell};
use super::effect::CREDITED;
use super::expected::{Draw, Expectation, Work};
use super::harm::{Chain, Harm};
use super::ledger::{Entry, less};
use super::prices::Prices;
use super::running::{self, Priced};
use super::setting::Setting;
use super::sum::Sum;
use super::tally::Tally;
use crate::model::{Event, Model, Term};
use crate::numeric::float;

/// What support adds, in units of the event's account.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Added {
    pub(super) all: Sum,
    pub(super) present: Sum,
    pub(super) past: Sum,
}

impl Work {
    /// By how much costs have grown in a year of the table; 1 where they do not.
    pub(super) fn price(&self, year: Option<usize>) -> f64 {
        year.map_or(1.0, |year| self.grown[year])
    }

    /// Reads by how much the costs of an event have grown in every year of the table, if they do.
    pub(super) fn grow(&mut self, event: &Event, model: &Model, years: usize, theta: &[f64]) {
        self.grown.clear();
        if event.real_growth != Term::Certain(0.0) {
            let growth = event.real_growth.value(theta);
            self.grown.extend((0..years).map(|year| model.grown(growth, float(year))));
        }
    }

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
        let Work { effects, links, running_years, running, priced, spare, grown, .. } = work;
        let (line, cells) = &draw.reading.numbers.lines[event][place];
        let of_event = &self.model.events[event];
        let (flows, later) = (self.ground.flows(of_event, 0.0), self.ground.flows(of_event, line.delay));
        let mut tally = Tally::default();
        for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.leaves && !cell.repeats) {
            running.fill((flows, later, grown), priced, (cell, effects), |late, stay, length, row| {
                draw.reading.row(
                    line.varies,
                    |setting| setting.stays[event][place][at].table(late, stay),
                    length,
                    row,
                    spare,
                );
            });
            let chain = Harm::of(line, cell, effects, Chain { links, alike });
            let benefits = chain.benefits();
            running.add_to(&mut tally, cell, (&chain, &benefits), counting);
            running.add_years(running_years, engaged, (&chain, &benefits));
            running.add_months(months, engaged, (&chain, &benefits));
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
        let cells = added_cells(reading.numbers, &work.grown);
        let [mut all, mut within] = [Sum::default(); 2];
        let [mut present, mut past] = [Sum::default(); 2];
        let flows = self.ground.flows(&self.model.events[index], 0.0);
        if prices.runs {
            for part in [0, 1] {
                let Work { running, running_years, priced, spare, grown, .. } = &mut *work;
                running.fill_whole((flows, grown), priced, |stay, length, row| {
                    reading.row(false, |setting| &setting.added_stays[index][part][stay], length, row, spare);
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
        // Those of people who join at the start, where that makes a difference.
        if reading.has_published_stays(index) {
            let Work { running, priced, spare, grown, .. } = &mut *work;
            running.fill_whole((flows, grown), priced, |stay, length, row| {
                reading.row(false, |setting| &setting.added_stays[index][2][stay], length, row, spare);
            });
            within = running.whole().total;
        }
        let loss = |number: f64, paid: Sum, stays: Sum| {
            less(Sum::default(), prices.of(prices.account(paid.priced(number, number), number, stays)))
        };
        let mut lump = Added::default();
        for cell in cells {
            let price = work.price(cell.price);
            lump.all.add(cell.count, price);
            lump.present.mean += cell.discounted * price;
            lump.present.second += cell.discounted_twice * price * price;
            for (year, count) in cell.years.entries() {
                if let Some(sum) = work.yearly.added.get_mut(year) {
                    sum.add(everybody * count, price);
                }
            }
            cell.months.add_to(-everybody * prices.cost * price, entry.months);
        }
        for measure in self.segments.iter().flatten() {
            entry.enter(*measure, loss(added, lump.all, all));
        }
        if let Some(published) = self.published.filter(|published| published.counting == CREDITED) {
            // Every person of a published study engages.
            let λ = reading.λ;
            let months = |from: f64, to: f64| {
                if λ == 0.0 { (to - from).max(0.0) } else { ADDED.discounted(λ).integral(from, to) }
            };
            let mut paid = Sum::default();
            if work.grown.is_empty() {
                paid.add(months(0.0, published.over), 1.0);
            }
            for (price, year) in work.grown.iter().zip(self.ground.calendar.years.windows(2)) {
                let (from, to) = (year[0].max(0.0), year[1].min(published.over));
                if to > from {
                    paid.add(months(from, to), *price);
                }
            }
            entry.enter(published.measure, loss(adds, paid, within));
        }
        let times = |sum: Sum| sum.priced(everybody, everybody);
        Added {
            all: prices.account(times(lump.all), everybody, all),
            present: prices.account(times(lump.present), everybody, present),
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
        if !prices.runs {
            work.priced.clear();
        }
        let flows = self.ground.flows(&self.model.events[index], 0.0);
        for (at, path) in reading.numbers.instead[index].iter().enumerate() {
            let (line, cells) = &reading.numbers.lines[path.source.0][path.source.1];
            work.links.clear();
            work.links.extend(line.links.iter().map(|link| link.value(theta)));
            let intake = &self.ground.intakes.list[line.intake];
            let further: f64 = path.way.links.iter().map(|link| link.value(theta)).product();
            let links = work.links.iter().product::<f64>() * further;
            entry.proportional = self.proportional(line.source());
            let engaged = self.people * intake.share * work.average[self.average(intake, line)] * links * engagement;
            work.replaced.clear(self.ledger.years());
            for (place, piece) in path.pieces.iter().enumerate() {
                let price = work.price(piece.cell.price);
                let Work { effects, links, running, priced, spare, replaced, grown, .. } = &mut *work;
                // The stays of all years' prices are with the first.
                let priced = if piece.cell.repeats { &[] } else { priced.as_slice() };
                let prices = prices.grown(price);
                running.fill_whole((flows, grown), priced, |stay, length, row| {
                    reading.row(
                        line.varies,
                        |setting| setting.table_instead(index, at, place, stay),
                        length,
                        row,
                        spare,
                    );
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
                    let amplitude = work.amplitudes[self.amplitude(intake, segment, line)];
                    let number = amplitude * intake.share * links * engagement;
                    entry.take(measure, replaced.bridge[CREDITED].priced(number, number));
                }
            }
            if let Some(published) = self.published.filter(|_| intake.published) {
                let of = |segment: usize| work.amplitudes[self.amplitude(intake, segment, line)];
                let number = published.segment.map_or(work.average[self.average(intake, line)], of) * links;
                entry.take(published.measure, replaced.published.priced(number, number));
            }
            self.ledger.enter_replaced(index, &self.model.events[index], theta, (engaged, replaced), entry);
        }
    }
}

/// What is added, by the year of the table whose prices hold where they grow.
fn added_cells<'a>(setting: &'a Setting, grown: &[f64]) -> &'a [Cell] {
    if grown.is_empty() { std::slice::from_ref(&setting.added) } else { &setting.added_by_price }
}
