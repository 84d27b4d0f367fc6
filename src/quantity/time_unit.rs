//! Names the units that time is counted in, so that a length and what is paid by time mean the same by a week.

/// Days of a year, by which days and weeks become months.
const DAYS_PER_YEAR: f64 = 365.25;

/// A unit of time, in which a length is written or by which something is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeUnit {
    /// A day.
    Day,
    /// A night, which is as long as a day.
    Night,
    /// Seven days.
    Week,
    /// A twelfth of a year, 30.4375 days.
    Month,
    /// 12 months, 365.25 days.
    Year,
}

impl TimeUnit {
    /// Every unit, shortest first.
    pub const ALL: [Self; 5] = [Self::Day, Self::Night, Self::Week, Self::Month, Self::Year];

    /// The unit that a word names, one or several of it, in small letters or capitals: `week`, `Weeks`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_lowercase();
        let one = word.strip_suffix('s').unwrap_or(&word);
        Self::ALL.into_iter().find(|unit| unit.word() == one)
    }

    /// Its word, of one: `week`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Night => "night",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// How long one is, in months.
    #[must_use]
    pub fn months(self) -> f64 {
        self.in_months(1.0)
    }

    /// How long so many are, in months.
    #[must_use]
    pub fn in_months(self, number: f64) -> f64 {
        match self {
            Self::Day | Self::Night => number * 12.0 / DAYS_PER_YEAR,
            Self::Week => number * 7.0 * 12.0 / DAYS_PER_YEAR,
            Self::Month => number,
            Self::Year => number * 12.0,
        }
    }

    /// How many of it so many months are.
    #[must_use]
    pub fn number_in(self, months: f64) -> f64 {
        months / self.months()
    }

    /// The unit in which a length of so many months is best said where none makes it round: days within a fortnight, weeks
    /// within half a year, months within three years.
    #[must_use]
    pub fn fitting(months: f64) -> Self {
        match months {
            _ if months < Self::Week.in_months(2.0) => Self::Day,
            _ if months < 6.0 => Self::Week,
            _ if months < 36.0 => Self::Month,
            _ => Self::Year,
        }
    }

    /// A number of it in words: `26 weeks`, `1 week`.
    #[must_use]
    pub fn counted(self, number: &str) -> String {
        format!("{number} {}{}", self.word(), if number == "1" { "" } else { "s" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_several_name_the_same_unit() {
        for (word, unit) in [
            ("day", TimeUnit::Day),
            ("nights", TimeUnit::Night),
            (" Weeks ", TimeUnit::Week),
            ("MONTH", TimeUnit::Month),
            ("years", TimeUnit::Year),
        ] {
            assert_eq!(TimeUnit::parse(word), Some(unit), "{word}");
        }
        for word in ["", "s", "bed day", "quarter", "weekss", "fortnight"] {
            assert_eq!(TimeUnit::parse(word), None, "{word}");
        }
    }

    #[test]
    fn longer_lengths_are_said_in_longer_units() {
        let lengths = [(0.3, TimeUnit::Day), (0.5, TimeUnit::Week), (8.4, TimeUnit::Month), (40.0, TimeUnit::Year)];
        for (months, unit) in lengths {
            assert_eq!(TimeUnit::fitting(months), unit, "{months}");
        }
    }

    #[test]
    fn units_are_as_long_as_the_calendar_makes_them() {
        // A month is 365.25/12 = 30.4375 days.
        assert!((TimeUnit::Week.months() - 7.0 / 30.4375).abs() < 1e-15);
        assert_eq!(TimeUnit::Night.months(), TimeUnit::Day.months());
        assert_eq!(TimeUnit::Day.in_months(365.25), 12.0);
        assert_eq!(TimeUnit::Year.in_months(2.0), 24.0);
        for unit in TimeUnit::ALL {
            assert!((unit.number_in(unit.in_months(26.0)) - 26.0).abs() < 1e-12, "{unit:?}");
        }
        assert_eq!(
            (TimeUnit::Week.counted("1"), TimeUnit::Night.counted("2.5")),
            ("1 week".into(), "2.5 nights".into())
        );
    }
}
