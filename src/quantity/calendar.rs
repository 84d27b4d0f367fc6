//! Names financial years and months, so that no other layer counts from April by hand.

use std::fmt;

/// A UK financial year, April to March, named by the calendar year that it starts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear {
    start: u16,
}

impl FinancialYear {
    /// The year that starts in April of `start`.
    #[must_use]
    pub const fn starting(start: u16) -> Self {
        Self { start }
    }

    /// The calendar year of its April.
    #[must_use]
    pub const fn start(self) -> u16 {
        self.start
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{:02}", self.start, (self.start + 1) % 100)
    }
}

/// A calendar month, such as `2021-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarMonth {
    /// The calendar year.
    year: u16,
    /// 1 (January) to 12.
    month: u8,
}

impl CalendarMonth {
    /// A month from its year and number, `None` unless the number is 1 to 12.
    #[must_use]
    pub const fn new(year: u16, month: u8) -> Option<Self> {
        if month >= 1 && month <= 12 { Some(Self { year, month }) } else { None }
    }

    /// The calendar year.
    #[must_use]
    pub const fn year(self) -> u16 {
        self.year
    }

    /// 1 (January) to 12.
    #[must_use]
    pub const fn month(self) -> u8 {
        self.month
    }
}
