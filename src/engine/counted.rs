//! Simulates many occurrences of one fixed cost, such as surgery visits, by counts instead of one by one.
//!
//! Where all of a block join at once, everyone in it is alike and every occurrence costs the same, no result asks which
//! occurrence of whom fell when: a person's avoided cost needs how many were theirs, a year's how many fell in it, and the
//! present value the sum of their discount factors.
//!
//! ```text
//! people   M occurrences thrown on n people: counts Poisson((M - 3√M)/n) each, T in all, tried again if T > M; then
//!          M - T single throws. Given T, independent Poisson counts are multinomial, so that the whole is, exactly
//! years    M split over stretches of constant density by binomials
//! factors  Σ of m discount factors, m at least 100 within a year: normal with their exact mean and variance. That
//!          takes the place of a sum whose cdf it misses by less than 3·10⁻⁴, in something that varies by a thousandth
//! ```

use crate::numeric::{exp, float, whole_part};
use rand::Rng as _;

use super::allocation::{lower, place, upper};
use super::column::Column;
use super::prepared::Prepared;
use super::random_words::Words;
use super::stream::{Stream, fraction};
use super::timing::{Prevention, Stretch, Timing};
use crate::distribution::{binomial, normal};

/// Fewest occurrences per person for which counting is quicker than throwing.
const WORTHWHILE: f64 = 1.5;
/// Most for which a table of counts is made.
const MOST: f64 = 400.0;
/// Fewest discount factors whose sum is taken as normal.
const NORMAL: usize = 100;

/// Prevented occurrences by person, by year, and their discount factors.
#[derive(Debug, Default)]
pub(super) struct Many {
    /// By person of the run.
    pub(super) counts: Vec<u32>,
    /// By year.
    pub(super) years: Vec<f64>,
    /// Σ v^moment.
    pub(super) factors: f64,
    /// One by one, months from the first April: filled by [`Self::list`] alone.
    pub(super) months: Vec<f64>,
    /// How many fell in which stretch.
    stretches: Vec<(Stretch, usize)>,
    table: CountTable,
    /// Scratch: random words.
    words: Column<u64>,
}

/// Whether `occurrences` on `people` are many.
pub(super) fn many(occurrences: usize, people: usize) -> bool {
    let mean = float(occurrences) / float(people);
    people >= 32 && mean > WORTHWHILE && mean < MOST
}

impl Many {
    /// Throws `occurrences` on `people`, all alike.
    pub(super) fn throw(&mut self, occurrences: usize, people: usize, stream: &mut Words) {
        let (expected, members) = (float(occurrences), float(people));
        self.table.fill((expected - 3.0 * expected.sqrt()).max(0.0) / members);
        self.counts.resize(people, 0);
        loop {
            // Each word serves two people.
            let words = stream.draw(people.div_ceil(2), &mut self.words);
            let mut thrown = 0;
            for (pair, &word) in self.counts.chunks_mut(2).zip(words) {
                for (count, bits) in pair.iter_mut().zip([upper(word), lower(word)]) {
                    *count = self.table.count(bits);
                    thrown += *count as usize;
                }
            }
            if let Some(left) = occurrences.checked_sub(thrown) {
                for &word in stream.draw(left, &mut self.words) {
                    self.counts[place(word, people)] += 1;
                }
                return;
            }
        }
    }

    /// Spreads `occurrences` of people who all joined at `joined` over years, and sums up their discount factors.
    pub(super) fn date(
        &mut self,
        prepared: &Prepared<'_>,
        timing: &Timing,
        prevention: &Prevention,
        joined: f64,
        occurrences: usize,
        stream: &mut Stream,
    ) {
        self.years.clear();
        self.years.resize(prepared.plan.followed_years(), 0.0);
        self.factors = 0.0;
        self.months.clear();
        self.stretches.clear();
        let (mut left, mut chance) = (occurrences, prevention.chance());
        let mut last = None;
        timing.stretches(prevention, prepared.plan.months_before + joined, |stretch| {
            let count = binomial(stream, left, stretch.chance / chance);
            left -= count;
            chance -= stretch.chance;
            self.book(prepared, timing, joined, &stretch, count, stream);
            last = Some(stretch);
        });
        // Rounding may leave the last share a hair below one.
        if let Some(stretch) = last {
            self.book(prepared, timing, joined, &stretch, left, stream);
        }
    }

    fn book(
        &mut self,
        prepared: &Prepared<'_>,
        timing: &Timing,
        joined: f64,
        stretch: &Stretch,
        count: usize,
        stream: &mut Stream,
    ) {
        let many = float(count);
        let last = self.years.len() - 1;
        self.years[stretch.year.min(last)] += many;
        self.stretches.push((*stretch, count));
        let start = joined + stretch.from;
        if let Some(log) = prepared.discount.log().filter(|_| count >= NORMAL) {
            let (mean, variance) = timing.factor_moments(log, stretch);
            self.factors += prepared.discount.at(start) * (many * mean + (many * variance).sqrt() * normal(stream));
        } else {
            for _ in 0..count {
                let time = timing.within(stretch, fraction(stream.next_u32()));
                self.factors += prepared.discount.at(joined + time);
            }
        }
    }
}

impl Many {
    /// Lists the moments of those that were dated, for what asks more of a time than its year.
    pub(super) fn list(&mut self, before: f64, timing: &Timing, joined: f64, stream: &mut Stream) {
        self.months.clear();
        for (stretch, count) in &self.stretches {
            self.months
                .extend((0..*count).map(|_| before + joined + timing.within(stretch, fraction(stream.next_u32()))));
        }
    }
}

/// Draws Poisson counts of one mean by looking up where 32 random bits fall among the cumulative chances.
#[derive(Debug, Default)]
struct CountTable {
    /// 2³² P(count ≤ k), by k; the last is beyond all bits.
    cumulative: Vec<u64>,
    /// By the upper eight of the bits, the first k that they may stand for.
    guide: Vec<u32>,
}

/// 2³²: what 32 bits never reach.
const BEYOND: u64 = 1 << 32;

impl CountTable {
    fn fill(&mut self, mean: f64) {
        self.cumulative.clear();
        self.guide.clear();
        let mut chance = exp(-mean);
        let mut sum = 0.0;
        for k in 1_u32.. {
            sum += chance;
            // Saturates at the end of the tail.
            let threshold: u64 = whole_part(sum * 4_294_967_296.0);
            chance *= mean / f64::from(k);
            let over = f64::from(k) > mean && chance < 1e-10;
            self.cumulative.push(if over { BEYOND } else { threshold });
            if over || threshold >= BEYOND {
                break;
            }
        }
        let mut k = 0;
        for upper in 0..256_u64 {
            while self.cumulative[k as usize] <= upper << 24 {
                k += 1;
            }
            self.guide.push(k);
        }
    }

    #[inline]
    fn count(&self, bits: u32) -> u32 {
        let mut k = self.guide[(bits >> 24) as usize];
        while self.cumulative[k as usize] <= u64::from(bits) {
            k += 1;
        }
        k
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::stream::{Address, Block, StreamName};

    fn stream(draw: u64) -> Words {
        Words::at(Address::new(3, draw), Block::cohort(0), StreamName::new("many"))
    }

    #[test]
    fn thrown_counts_are_multinomial() {
        let (people, occurrences, rounds) = (50_usize, 300_usize, 20_000_u64);
        let (mut many, mut sum, mut products) = (Many::default(), 0.0, 0.0);
        let mut histogram = vec![0.0; 60];
        for round in 0..rounds {
            many.throw(occurrences, people, &mut stream(round));
            assert_eq!(many.counts.iter().sum::<u32>() as usize, occurrences);
            let (first, second) = (f64::from(many.counts[0]), f64::from(many.counts[1]));
            sum += first;
            products += first * second;
            many.counts.iter().for_each(|&count| histogram[count as usize] += 1.0);
        }
        // Binomial(300, 1/50): mean 6, variance 5.88; covariance of two people -300/50² = -0.12.
        let n = f64::from(u32::try_from(rounds).expect("small"));
        assert!((sum / n - 6.0).abs() < 4.0 * (5.88 / n).sqrt());
        // Standard error of a product of two counts about 6: √(2 · 36 · 5.88/n).
        assert!((products / n - 35.88).abs() < 4.0 * (2.0 * 36.0 * 5.88 / n).sqrt());
        // Every bin of the pooled histogram, against the binomial law; counts of one round are nearly independent.
        let pooled = n * 50.0;
        let mut chance = (49.0_f64 / 50.0).powi(300);
        for k in 0..20_u32 {
            let expected = pooled * chance;
            if expected > 20.0 {
                let found = histogram[k as usize];
                assert!((found - expected).abs() < 4.5 * expected.sqrt(), "{k}: {found} {expected}");
            }
            chance *= f64::from(300 - k) / f64::from(k + 1) / 49.0;
        }
    }
}
