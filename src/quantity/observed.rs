//! Reads observed counts, `3 of 8` and `12 in 8 person-years`, from which posteriors are made.

use super::number;

/// How many of some people had an event at least once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    events: u32,
    people: u32,
}

/// Why something is not a count of people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CountsError {
    /// It does not read "so many of so many".
    #[error("`{text}` does not say how many of how many: write it as 3 of 8")]
    Form {
        /// What was written.
        text: String,
    },
    /// One of the counts is not a whole number.
    #[error("`{count}` in `{text}` is not a whole number of people from 0 to 1,000,000,000: write it as 3 of 8")]
    NotACount {
        /// What was written.
        text: String,
        /// The count that is not one.
        count: String,
    },
    /// Nobody was observed.
    #[error("{events} of 0 observed nobody: at least one person is needed")]
    Nobody {
        /// How many had the event.
        events: u32,
    },
    /// More had the event than were observed.
    #[error(
        "{events} of {people} is more events than people: count each person at most once, or write a rate such as {events} in {people} person-years"
    )]
    MoreThanPeople {
        /// How many had the event.
        events: u32,
        /// How many were observed.
        people: u32,
    },
}

impl Counts {
    /// `events` of `people`.
    ///
    /// # Errors
    /// When nobody was observed, or fewer people than had the event.
    pub fn new(events: u32, people: u32) -> Result<Self, CountsError> {
        if people == 0 {
            Err(CountsError::Nobody { events })
        } else if events > people {
            Err(CountsError::MoreThanPeople { events, people })
        } else {
            Ok(Self { events, people })
        }
    }

    /// Counts as written: `3 of 8`.
    ///
    /// # Errors
    /// When it has another form, a count is not whole, or the counts are impossible.
    pub fn parse(text: &str) -> Result<Self, CountsError> {
        let shown = number::excerpt(text);
        let [events, "of", people] = text.split_whitespace().collect::<Vec<_>>()[..] else {
            return Err(CountsError::Form { text: shown });
        };
        let count = |word: &str| {
            whole(word).ok_or_else(|| CountsError::NotACount { text: shown.clone(), count: number::excerpt(word) })
        };
        Self::new(count(events)?, count(people)?)
    }

    /// How many people had the event.
    #[must_use]
    pub const fn events(self) -> u32 {
        self.events
    }

    /// How many people were observed.
    #[must_use]
    pub const fn people(self) -> u32 {
        self.people
    }
}

/// How many events some person-years of observation held.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposure {
    events: u32,
    person_years: f64,
}

/// Why something is not a count of events in person-years.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExposureError {
    /// It does not read "so many in so many person-years".
    #[error("`{text}` does not say how many events in how many person-years: write it as 12 in 8 person-years")]
    Form {
        /// What was written.
        text: String,
    },
    /// The number of events is not whole.
    #[error("`{count}` is not a whole number of events from 0 to 1,000,000,000: write it as 12 in 8 person-years")]
    NotACount {
        /// The number that is not a count.
        count: String,
    },
    /// The person-years are not a positive number.
    #[error(
        "`{person_years}` person-years is not a length of observation: it must be a number above 0, at most 1,000,000,000"
    )]
    PersonYears {
        /// What was given.
        person_years: String,
    },
}

impl Exposure {
    /// `events` in `person_years`.
    ///
    /// # Errors
    /// When the person-years are not above 0 and at most 10⁹.
    pub fn new(events: u32, person_years: f64) -> Result<Self, ExposureError> {
        if person_years > 0.0 && person_years <= MOST {
            Ok(Self { events, person_years })
        } else {
            Err(ExposureError::PersonYears { person_years: person_years.to_string() })
        }
    }

    /// Events as written: `12 in 8 person-years`, `12 in 96 person-months`; the time may have decimals.
    ///
    /// # Errors
    /// When it has another form, the events are not whole, or the person-years not positive.
    pub fn parse(text: &str) -> Result<Self, ExposureError> {
        let words: Vec<_> = text.split_whitespace().collect();
        let [events, "in", time, unit] = words[..] else {
            return Err(ExposureError::Form { text: number::excerpt(text) });
        };
        let Some(units) = per_year(unit) else { return Err(ExposureError::Form { text: number::excerpt(text) }) };
        let events = whole(events).ok_or_else(|| ExposureError::NotACount { count: number::excerpt(events) })?;
        let person_years =
            number::read(time).map_err(|_| ExposureError::PersonYears { person_years: number::excerpt(time) })?;
        Self::new(events, person_years / units)
    }

    /// How many events were seen.
    #[must_use]
    pub const fn events(self) -> u32 {
        self.events
    }

    /// How many person-years were watched.
    #[must_use]
    pub const fn person_years(self) -> f64 {
        self.person_years
    }
}

/// How many of a unit of person-time make a person-year.
fn per_year(unit: &str) -> Option<f64> {
    match unit.strip_suffix('s').unwrap_or(unit) {
        "person-year" => Some(1.0),
        "person-month" => Some(12.0),
        "person-week" => Some(365.25 / 7.0),
        "person-day" => Some(365.25),
        _ => None,
    }
}

/// The largest count or number of person-years accepted.
const MOST: f64 = 1e9;

/// The whole number that `text` spells, if it is one from 0 to 10⁹.
fn whole(text: &str) -> Option<u32> {
    let number = number::read(text).ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and at most 10⁹")]
    ((0.0..=MOST).contains(&number) && number.fract() == 0.0).then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepted_counts() {
        for (text, events, people) in
            [("3 of 8", 3, 8), (" 0  of 8 ", 0, 8), ("8 of 8", 8, 8), ("1,200 of 8_000", 1200, 8000)]
        {
            assert_eq!(Counts::parse(text), Ok(Counts { events, people }), "{text}");
        }
    }

    #[test]
    fn refused_counts() {
        let whole = "is not a whole number of people from 0 to 1,000,000,000: write it as 3 of 8";
        let table = [
            ("", "`` does not say how many of how many: write it as 3 of 8".to_owned()),
            ("3/8", "`3/8` does not say how many of how many: write it as 3 of 8".to_owned()),
            ("3 of", "`3 of` does not say how many of how many: write it as 3 of 8".to_owned()),
            ("3 of 8 of 9", "`3 of 8 of 9` does not say how many of how many: write it as 3 of 8".to_owned()),
            ("2.5 of 8", format!("`2.5` in `2.5 of 8` {whole}")),
            ("-1 of 8", format!("`-1` in `-1 of 8` {whole}")),
            ("3 of 1e999", format!("`1e999` in `3 of 1e999` {whole}")),
            ("nan of 8", format!("`nan` in `nan of 8` {whole}")),
            ("0 of 0", "0 of 0 observed nobody: at least one person is needed".to_owned()),
            (
                "9 of 8",
                "9 of 8 is more events than people: count each person at most once, or write a rate such as 9 in 8 person-years"
                    .to_owned(),
            ),
        ];
        for (text, message) in table {
            assert_eq!(Counts::parse(text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn accepted_exposures() {
        for (text, events, person_years) in [
            ("12 in 8 person-years", 12, 8.0),
            ("0 in 1 person-year", 0, 1.0),
            ("12 in 8.5 person-years", 12, 8.5),
            ("12 in 96 person-months", 12, 8.0),
            ("3 in 1461 person-days", 3, 4.0),
        ] {
            assert_eq!(Exposure::parse(text), Ok(Exposure { events, person_years }), "{text}");
        }
    }

    #[test]
    fn refused_exposures() {
        let form = "does not say how many events in how many person-years: write it as 12 in 8 person-years";
        let table = [
            ("12 in 8", format!("`12 in 8` {form}")),
            ("12 in 96 person-moons", format!("`12 in 96 person-moons` {form}")),
            ("3 of 8", format!("`3 of 8` {form}")),
            (
                "1.5 in 8 person-years",
                "`1.5` is not a whole number of events from 0 to 1,000,000,000: write it as 12 in 8 person-years"
                    .to_owned(),
            ),
            (
                "12 in 0 person-years",
                "`0` person-years is not a length of observation: it must be a number above 0, at most 1,000,000,000"
                    .to_owned(),
            ),
            (
                "12 in inf person-years",
                "`inf` person-years is not a length of observation: it must be a number above 0, at most 1,000,000,000"
                    .to_owned(),
            ),
        ];
        for (text, message) in table {
            assert_eq!(Exposure::parse(text).unwrap_err().to_string(), message);
        }
        for person_years in [f64::NAN, f64::INFINITY, 0.0, -1.0] {
            assert!(Exposure::new(1, person_years).is_err(), "{person_years}");
        }
    }
}
