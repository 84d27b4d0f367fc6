//! Tells the naive simulator the year of a moment, what money of then is worth now, and how dear things have become.

use super::setting::Town;

impl Town {
    /// When the last person's journey ends, months after the start.
    pub(crate) fn span(&self) -> f64 {
        self.joining.iter().fold(0.0, |last: f64, &(_, to, _)| to.max(last)) + self.horizon
    }

    /// How many years of the table lie before that of a moment, months after the start, also beyond the last.
    fn years_before(&self, when: f64) -> f64 {
        ((self.before + when) / 12.0).floor()
    }

    /// The first moment after `when` at which another year of the table begins.
    fn next_april(&self, when: f64) -> f64 {
        12.0 * (self.years_before(when) + 1.0) - self.before
    }

    /// The year of a moment.
    pub(crate) fn year(&self, when: f64) -> &'static str {
        if self.later.is_some_and(|from| when >= from) {
            return "later";
        }
        self.years[self.years_before(when) as usize]
    }

    /// The first moment after `when` at which another year is booked.
    pub(crate) fn next_year(&self, when: f64) -> f64 {
        match self.later {
            Some(from) if when >= from => f64::INFINITY,
            Some(from) => self.next_april(when).min(from),
            None => self.next_april(when),
        }
    }

    /// What £1 at the price base costs at a moment, and until when, where it grows by so much a year.
    pub(crate) fn price(&self, growth: f64, when: f64) -> (f64, f64) {
        ((1.0 + growth).powf(self.from_base + self.years_before(when)), self.next_april(when))
    }

    /// By how much likelier something is for one who joins at a moment, where it grows by so much a year.
    pub(crate) fn trend(trend: f64, joined: f64) -> f64 {
        (1.0 + trend).powf((joined / 12.0).floor())
    }

    /// What £1 of a moment is worth at the start.
    fn worth(&self, when: f64) -> f64 {
        let years = if self.discounting.whole_years { self.years_before(when) } else { when / 12.0 };
        let rates = self.discounting.rates;
        let mut worth = 1.0;
        for (place, &(from, rate)) in rates.iter().enumerate() {
            let to = rates.get(place + 1).map_or(f64::INFINITY, |next| next.0);
            worth /= (1.0 + rate).powf((years.min(to) - from).max(0.0));
        }
        worth
    }

    /// The next moment at which money begins to lose its worth in another way.
    fn next_rate(&self, when: f64) -> f64 {
        if self.discounting.whole_years {
            return self.next_april(when);
        }
        let begin = self.discounting.rates.iter().map(|rate| 12.0 * rate.0);
        begin.filter(|begin| *begin > when).fold(f64::INFINITY, f64::min)
    }

    /// What £1 is worth at the start that is spread evenly between two moments, or paid at both.
    pub(crate) fn discounted(&self, from: f64, to: f64) -> f64 {
        if from == to {
            return self.worth(from);
        }
        let (mut at, mut sum) = (from, 0.0);
        while at < to {
            let end = self.next_rate(at).min(to);
            let (first, middle) = (self.worth(at), self.worth((at + end) / 2.0));
            // The worth falls by the same factor in both halves of the time: its mean is (v₀ - v₁)/ln(v₀/v₁).
            let last = middle * (middle / first);
            let mean = if first == last { first } else { (first - last) / (first / last).ln() };
            sum += mean * (end - at);
            at = end;
        }
        sum / (to - from)
    }
}
