//! Names what is chosen from a closed set, with one spelling from the file to the results.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A choice of words: the enum, and what each word means.
macro_rules! choice {
    ($(#[$about:meta])+ $choice:ident { $($(#[$says:meta])+ $variant:ident = $word:literal,)+ }) => {
        $(#[$about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $choice { $($(#[$says])+ $variant,)+ }

        impl $choice {
            /// The words, for the schema.
            pub(super) const WORDS: &'static [&'static str] = &[$($word),+];

            /// The words with what they choose, for the reader.
            pub(super) const CHOICES: &'static [(&'static str, Self)] = &[$(($word, Self::$variant)),+];
        }

        impl crate::dictionary::Dictionary for $choice {
            fn form() -> crate::dictionary::Form {
                crate::dictionary::words(&[$(stringify!($variant)),+])
            }
        }

        impl fmt::Display for $choice {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant => $word,)+ })
            }
        }
    };
}

choice! {
    /// `prices` of an amount.
    Prices {
        /// Those of the price base.
        Base = "base",
        /// Cash of the amount's own year.
        Outturn = "outturn",
    }
}

choice! {
    /// `counting` of a target: what counts towards it.
    Counting {
        /// The cash in `Avoided`: cashable share · κ(prevented + knock_on + reduced + deferred) - `adds_cash` · (added + replaced).
        Cashable = "cashable",
        /// What has left budgets of `Cashable` by the end of a year, as `releases` says of each payer, less what had left
        /// by the end of the year before. A payer that says nothing of it has its cash leave as it is saved.
        Released = "released",
        /// κ(prevented + knock_on + reduced) - added - replaced, each at the time without support.
        Averted = "averted",
        /// κ(prevented + knock_on + reduced + deferred) - added - replaced, delays moving cash between years; the default.
        Avoided = "avoided",
    }
}

impl Counting {
    /// Every choice, with its word.
    pub fn all() -> impl Iterator<Item = (&'static str, Self)> {
        Self::CHOICES.iter().copied()
    }

    /// Whether there is an exact expectation: what is released is known of simulated cohorts alone.
    #[must_use]
    pub const fn has_expectation(self) -> bool {
        !matches!(self, Self::Released)
    }
}

choice! {
    /// `counting` of a published figure.
    PublishedCounting {
        /// prevented + knock_on + reduced + deferred, before credit adjustments and before `added`.
        Gross = "gross",
        /// κ(prevented + knock_on + reduced + deferred) - added; the default.
        Credited = "credited",
    }
}

choice! {
    /// `past_horizon`: what becomes of cost that runs on past the horizon of its person.
    PastHorizon {
        /// It counts, as the whole of a cost paid at once does; the default.
        Counted = "count",
        /// It does not count.
        Cut = "cut",
    }
}

choice! {
    /// `discounting`: how money counts for less within a year.
    DiscountBasis {
        /// From moment to moment; the default.
        Continuous = "continuous",
        /// Alike for all of a year of the table, nothing in the first.
        WholeYears = "whole_years",
    }
}

choice! {
    /// `schedule` of the discount rate.
    DiscountSchedule {
        /// The Green Book's declining rates, 3.5% for thirty years.
        GreenBook = "green_book",
        /// The Green Book's for effects on health, 1.5% for thirty years.
        GreenBookHealth = "green_book_health",
    }
}

choice! {
    /// `per` of a funding line: what its price is of.
    FundingUnit {
        /// Each person who joins.
        Person = "person",
        /// Each person who engages.
        EngagedPerson = "engaged person",
        /// Each month of each person.
        Month = "month",
        /// Each month of each person who engages.
        EngagedMonth = "engaged month",
    }
}

impl FundingUnit {
    /// Whether those alone count who engage.
    #[must_use]
    pub const fn engaged(self) -> bool {
        matches!(self, Self::EngagedPerson | Self::EngagedMonth)
    }

    /// Whether it is a month of a person.
    #[must_use]
    pub const fn is_month(self) -> bool {
        matches!(self, Self::Month | Self::EngagedMonth)
    }
}

choice! {
    /// `sampling` of the simulation: how the evidence is drawn.
    Sampling {
        /// Every draw by itself, from random streams.
        Random = "random",
        /// By scrambled Sobol points, in [`Sampling::REPLICATES`] independent randomisations.
        Sobol = "sobol",
    }
}

choice! {
    /// `status` of a unit cost: how well it is founded.
    Status {
        /// Read in a source.
        Read = "read",
        /// Arithmetic on figures that were read.
        Derived = "derived",
        /// From memory: refused unless the scenario allows what is unverified.
        Recalled = "recalled",
    }
}
