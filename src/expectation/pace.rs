//! Says when programme cost that follows the people is paid.

use super::calendar::Calendar;
use super::course::{Course, Stretch};
use crate::model::{Funding, FundingCost, Model};

/// When a line is paid.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pace {
    /// At joining.
    AtOnce,
    /// Evenly from then on.
    Evenly(Stretch),
    /// Evenly, for a time that the draw says.
    Uncertain,
}

/// The lines that follow the people.
pub(super) fn lines(model: &Model) -> impl Iterator<Item = &Funding> {
    model.programme.iter().flat_map(|programme| &programme.funding).filter(|line| line.follows_people())
}

impl Pace {
    pub(super) fn of(line: &Funding, model: &Model) -> Self {
        match &line.cost {
            FundingCost::Month { length: Some(length), .. } => {
                length.certain().map_or(Self::Uncertain, |length| Self::Evenly(stretch(model, length)))
            }
            FundingCost::Month { length: None, .. } => Self::Evenly(stretch(model, model.horizon)),
            FundingCost::Person { .. } | FundingCost::Amount(_) => Self::AtOnce,
        }
    }

    /// The course of £1, or £1 a month; `None` where the draw has to say how long.
    pub(super) fn course(self, calendar: &Calendar, λ: f64) -> Option<Course> {
        match self {
            Self::AtOnce => Some(Course::at_once(calendar)),
            Self::Evenly(stretch) => Some(Course::accruing(stretch, calendar, λ)),
            Self::Uncertain => None,
        }
    }
}

/// Evenly for so many months from joining on, as far as what is later counts.
pub(super) fn stretch(model: &Model, length: f64) -> Stretch {
    Stretch { low: 0.0, high: length.min(model.end_of_money()), horizon: model.horizon }
}
