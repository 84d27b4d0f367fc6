//! Names the unit of every number that is written, and what its interval covers, in one closed list each.

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money at the scenario's price base.
    Pounds,
    /// Money at the scenario's price base, for each person of the cohort or of a study.
    PoundsPerPerson,
    /// Money for each £1 of programme cost.
    PoundsPerPound,
    /// From 0 to 1.
    Share,
    /// From 0 to 1 of what there is in a year.
    SharePerYear,
    /// Months.
    Months,
    /// So many a year.
    PerYear,
    /// People.
    People,
    /// Occurrences of an event, over the whole cohort and followed span.
    Occurrences,
    /// Draws of the evidence.
    Draws,
    /// Years of work of one coordinator.
    CoordinatorYears,
    /// Standard deviations of the value itself.
    StandardDeviations,
    /// A ratio, coefficient, z or other number without a unit.
    Number,
    /// A count of something that the key itself names.
    Count,
    /// That which `kind` beside it names.
    OfKind,
    /// That of the key under which its block stands.
    Above,
}

impl Unit {
    /// As schemas, dictionaries and the columns of draws name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pounds => "£",
            Self::PoundsPerPerson => "£ per person",
            Self::PoundsPerPound => "£ per £1",
            Self::Share => "share",
            Self::SharePerYear => "share per year",
            Self::Months => "months",
            Self::PerYear => "per year",
            Self::People => "people",
            Self::Occurrences => "occurrences",
            Self::Draws => "draws",
            Self::CoordinatorYears => "coordinator-years",
            Self::StandardDeviations => "standard deviations",
            Self::Number => "number",
            Self::Count => "count",
            Self::OfKind => "as kind says",
            Self::Above => "of the key above",
        }
    }
}

/// What the draws, people or studies behind a mean, its standard deviation and its quantiles differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Covers {
    /// What is not known about the cohort and the service alone: a credible interval of an expectation.
    Evidence,
    /// That, and what happens to so many people by chance: a prediction interval of what a cohort will see.
    EvidenceAndChance,
    /// That, and how single people differ.
    People,
    /// Chance alone, at one truth.
    Chance,
    /// What more draws would take away: no uncertainty about the world.
    MonteCarlo,
}

impl Covers {
    /// As schemas, dictionaries and the columns of draws name it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::EvidenceAndChance => "evidence and chance",
            Self::People => "evidence, chance and people",
            Self::Chance => "chance",
            Self::MonteCarlo => "Monte Carlo error",
        }
    }
}
