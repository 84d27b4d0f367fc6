//! Discounts money to the start of the programme, for the model, the engine and the expectation.

use crate::numeric::{exp, exp_m1, ln};
use crate::scenario::{DiscountBasis, DiscountSchedule};

/// How later money counts for less.
#[derive(Clone, Debug, PartialEq)]
pub struct Discounting {
    /// Rates by year of the programme, the first from year 0 on; each holds until the next begins.
    rates: Vec<YearlyRate>,
    /// As it runs, or by whole years of the table.
    basis: DiscountBasis,
    /// m₀, months from April to the start; 0 without `starts`.
    months_before: f64,
    /// The schedule that the rates are of, where they are of one.
    schedule: Option<DiscountSchedule>,
}

/// A rate from a year on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearlyRate {
    /// Years after the start.
    pub from: f64,
    /// r, per year.
    pub rate: f64,
}

/// The Green Book's declining rates for money, and those for health, which leave out that later generations will be
/// richer (HM Treasury, The Green Book, annex 6, tables 7 and 8): rate from year 0, 30, 75, 125, 200 and 300 on.
const FROM: [f64; 6] = [0.0, 30.0, 75.0, 125.0, 200.0, 300.0];
const GREEN_BOOK: [f64; 6] = [0.035, 0.03, 0.025, 0.02, 0.015, 0.01];
const GREEN_BOOK_HEALTH: [f64; 6] = [0.015, 0.0129, 0.0107, 0.0086, 0.0064, 0.0043];

impl Discounting {
    /// At one rate for ever.
    #[must_use]
    pub fn at_rate(rate: f64, basis: DiscountBasis, months_before: f64) -> Self {
        Self { rates: vec![YearlyRate { from: 0.0, rate }], basis, months_before, schedule: None }
    }

    /// By a schedule of declining rates.
    #[must_use]
    pub fn scheduled(schedule: DiscountSchedule, basis: DiscountBasis, months_before: f64) -> Self {
        let rates = match schedule {
            DiscountSchedule::GreenBook => GREEN_BOOK,
            DiscountSchedule::GreenBookHealth => GREEN_BOOK_HEALTH,
        };
        let rates = FROM.into_iter().zip(rates).map(|(from, rate)| YearlyRate { from, rate });
        Self { rates: rates.collect(), basis, months_before, schedule: Some(schedule) }
    }

    /// The rates, the first from year 0 on.
    #[must_use]
    pub fn rates(&self) -> &[YearlyRate] {
        &self.rates
    }

    /// The rate of the first years.
    #[must_use]
    pub fn first_rate(&self) -> f64 {
        self.rates[0].rate
    }

    /// The schedule that the rates are of.
    #[must_use]
    pub const fn schedule(&self) -> Option<DiscountSchedule> {
        self.schedule
    }

    /// As it runs, or by whole years.
    #[must_use]
    pub const fn basis(&self) -> DiscountBasis {
        self.basis
    }

    /// ln v, v = (1 + r)^(-1/12), where one rate holds at every moment: the discount factor is then v^months everywhere.
    #[must_use]
    pub fn log_of_month(&self, span: f64) -> Option<f64> {
        let one = self.rates.get(1).is_none_or(|next| 12.0 * next.from >= span);
        match self.basis {
            DiscountBasis::Continuous if one => Some(-ln(1.0 + self.first_rate()) / 12.0),
            _ => (self.rates.iter().all(|rate| rate.rate == 0.0)).then_some(0.0),
        }
    }

    /// The present value of £1 paid `months` after the start.
    ///
    /// ```text
    /// continuous:  Π_i (1 + r_i)^-(years of [0, months/12] at r_i)
    /// whole years: Π_i (1 + r_i)^-(years of [0, k] at r_i),   k = ⌊(m₀ + months)/12⌋
    /// ```
    #[must_use]
    pub fn at(&self, months: f64) -> f64 {
        exp(self.log_after(match self.basis {
            DiscountBasis::Continuous => months / 12.0,
            DiscountBasis::WholeYears => self.row(months),
        }))
    }

    /// The integral of the factor over `from ≤ x ≤ to`, months: the present value of £1 a month that runs so long.
    #[must_use]
    pub fn over(&self, from: f64, to: f64) -> f64 {
        let mut sum = 0.0;
        let mut start = from;
        while start < to {
            let end = self.next_edge(start).min(to);
            sum += self.piece(start, end);
            start = end;
        }
        sum
    }

    /// The mean of the factor over `from ≤ x ≤ to`: the present value of £1 that is spread evenly over that time; its value
    /// at `from` where that is an instant.
    #[must_use]
    pub fn mean(&self, from: f64, to: f64) -> f64 {
        if to - from > 1e-9 { self.over(from, to) / (to - from) } else { self.at(from) }
    }

    /// Where the factor's law changes next after `months`: at a year of the table, or where another rate begins.
    #[must_use]
    pub fn next_edge(&self, months: f64) -> f64 {
        match self.basis {
            DiscountBasis::WholeYears => 12.0 * (self.row(months) + 1.0) - self.months_before,
            DiscountBasis::Continuous => {
                let edges = self.rates.iter().map(|rate| 12.0 * rate.from);
                edges.filter(|&edge| edge > months).fold(f64::INFINITY, f64::min)
            }
        }
    }

    /// The integral between two edges.
    fn piece(&self, from: f64, to: f64) -> f64 {
        let months = to - from;
        match self.basis {
            DiscountBasis::WholeYears => self.at(from) * months,
            DiscountBasis::Continuous => {
                let log = -ln(1.0 + self.rate_at(from / 12.0)) / 12.0;
                let fall = log * months;
                // Computed through expm1, so that a short interval or a small rate loses no digits.
                let mean = if fall.abs() < f64::MIN_POSITIVE { 1.0 } else { exp_m1(fall) / fall };
                self.at(from) * mean * months
            }
        }
    }

    /// The year of the table that a moment falls in, from 0.
    fn row(&self, months: f64) -> f64 {
        ((self.months_before + months) / 12.0).floor().max(0.0)
    }

    /// The rate that holds just after `years`.
    fn rate_at(&self, years: f64) -> f64 {
        self.rates.iter().rev().find(|rate| rate.from <= years).unwrap_or(&self.rates[0]).rate
    }

    /// ln of the factor after so many years.
    fn log_after(&self, years: f64) -> f64 {
        let ends = self.rates[1..].iter().map(|next| next.from).chain([f64::INFINITY]);
        let parts = self.rates.iter().zip(ends);
        -parts.map(|(rate, end)| ln(1.0 + rate.rate) * (years.min(end) - rate.from).max(0.0)).sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yearly(discounting: &Discounting, first: f64, saving: f64) -> f64 {
        let savings = (1..=10).map(|year| saving * discounting.at(12.0 * f64::from(year)));
        first * discounting.at(0.0) + savings.sum::<f64>()
    }

    #[test]
    fn published_net_present_values_of_a_one_million_pound_project() {
        for basis in [DiscountBasis::Continuous, DiscountBasis::WholeYears] {
            let discounting = Discounting::at_rate(0.035, basis, 0.0);
            assert_eq!((yearly(&discounting, -1e6, 150e3) / 1e3).round(), 247.0);
            assert_eq!((yearly(&discounting, -1e6, 100e3) / 1e3).round(), -168.0);
            let annuity = (1.0 - 1.035_f64.powi(-10)) / 0.035;
            assert!((yearly(&discounting, -1e6, 150e3) - (150e3 * annuity - 1e6)).abs() < 1e-6);
        }
    }

    #[test]
    fn factors_of_the_schedules() {
        let money = Discounting::scheduled(DiscountSchedule::GreenBook, DiscountBasis::WholeYears, 0.0);
        let health = Discounting::scheduled(DiscountSchedule::GreenBookHealth, DiscountBasis::WholeYears, 0.0);
        // The Green Book's table of factors for money: years 1, 30, 50, 75, 100 and 125.
        let published = [0.9662, 0.3563, 0.1973, 0.0942, 0.0508, 0.0274];
        for (year, published) in [1.0, 30.0, 50.0, 75.0, 100.0, 125.0].into_iter().zip(published) {
            assert!((money.at(12.0 * year) - published).abs() < 0.5e-4, "{year}");
        }
        // Each later rate applies to the years after the one before.
        let by_hand = 1.015_f64.powi(-30) * 1.0129_f64.powi(-45) * 1.0107_f64.powi(-25);
        assert!((health.at(1200.0) - by_hand).abs() < 1e-12);
    }

    #[test]
    fn the_integral_is_that_of_the_factor() {
        for basis in [DiscountBasis::Continuous, DiscountBasis::WholeYears] {
            for discounting in [
                Discounting::at_rate(0.035, basis, 5.0),
                Discounting::at_rate(0.0, basis, 5.0),
                Discounting::scheduled(DiscountSchedule::GreenBook, basis, 5.0),
            ] {
                for (from, to) in [(0.0, 7.0), (6.9, 7.1), (355.0, 1_000.0), (12.0, 12.0)] {
                    let steps = 200_000;
                    let width = (to - from) / f64::from(steps);
                    let points = (0..steps).map(|step| discounting.at(from + width * (f64::from(step) + 0.5)));
                    let midpoints = width * points.sum::<f64>();
                    // A jump falls within one step of the grid at most, and there are as many as years.
                    let tolerance = 1e-9 + width * (to - from) / 12.0;
                    assert!((discounting.over(from, to) - midpoints).abs() <= tolerance, "{discounting:?} {from} {to}");
                }
            }
        }
    }

    #[test]
    fn the_mean_of_an_instant_and_of_a_short_time_is_the_factor() {
        let discounting = Discounting::at_rate(0.035, DiscountBasis::Continuous, 0.0);
        assert_eq!(discounting.mean(12.0, 12.0), discounting.at(12.0));
        assert!((discounting.mean(12.0, 12.0 + 1e-6) - discounting.at(12.0)).abs() < 1e-8);
        assert_eq!(Discounting::at_rate(0.0, DiscountBasis::Continuous, 0.0).mean(3.0, 40.0), 1.0);
    }

    #[test]
    fn one_rate_is_one_power_of_the_months() {
        let at = |discounting: &Discounting, span| discounting.log_of_month(span);
        let rate = Discounting::at_rate(0.035, DiscountBasis::Continuous, 5.0);
        let log = at(&rate, 900.0).unwrap();
        assert!((log * 37.5 - rate.at(37.5).ln()).abs() < 1e-14);
        let schedule = Discounting::scheduled(DiscountSchedule::GreenBook, DiscountBasis::Continuous, 5.0);
        assert_eq!((at(&schedule, 360.0), at(&schedule, 361.0)), (Some(log), None));
        assert_eq!(at(&Discounting::at_rate(0.035, DiscountBasis::WholeYears, 5.0), 12.0), None);
        assert_eq!(at(&Discounting::at_rate(0.0, DiscountBasis::WholeYears, 5.0), 12.0), Some(0.0));
    }
}
