//! Lists what a run can write: the formats of `--format`.

use clap::ValueEnum;

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// results.json: every number with its error, for programs
    Json,
    /// draws.csv: one row a draw
    Csv,
    /// report.html: one page with everything, to read or print
    Html,
    #[cfg(feature = "figures")]
    /// figures/: every figure as SVG and PNG
    Figures,
    /// report.md: the report for repositories
    Md,
    #[cfg(feature = "xlsx")]
    /// results.xlsx: the workbook for finance
    Xlsx,
    #[cfg(feature = "docx")]
    /// briefing.docx: the paper for a committee, to be edited in Word
    Docx,
    /// onepage.docx and onepage.html: the answer on one page
    Onepage,
    #[cfg(feature = "live")]
    /// live.html: the report as a page in which every assumption can be moved, nothing installed
    Live,
    #[cfg(feature = "parquet")]
    /// draws.parquet: one row a draw, for researchers
    Parquet,
    /// all of them (of those that results.json is enough for, when drawn again)
    All,
}

impl Format {
    /// What a run writes unless told otherwise.
    pub(super) const OF_A_RUN: &[Self] = &[
        Self::Json,
        Self::Csv,
        Self::Html,
        #[cfg(feature = "figures")]
        Self::Figures,
    ];
    /// What is drawn again from results.json unless told otherwise.
    pub(super) const OF_RESULTS: &[Self] = &[
        Self::Html,
        #[cfg(feature = "figures")]
        Self::Figures,
    ];

    /// Whether it needs the draws themselves, which results.json does not hold.
    pub(super) const fn needs_draws(self) -> bool {
        match self {
            Self::Csv => true,
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
            _ => false,
        }
    }

    /// Whether it shows figures.
    pub(super) const fn shows_figures(self) -> bool {
        match self {
            Self::Html | Self::Md | Self::Onepage => true,
            #[cfg(feature = "figures")]
            Self::Figures => true,
            #[cfg(feature = "docx")]
            Self::Docx => true,
            #[cfg(feature = "live")]
            Self::Live => true,
            _ => false,
        }
    }

    /// What is asked for: `all` stands for each that `at_hand` holds of.
    pub(super) fn asked(chosen: &[Self], at_hand: impl Fn(Self) -> bool) -> Vec<Self> {
        let mut formats = Vec::new();
        for format in chosen {
            if *format == Self::All {
                formats.extend(Self::value_variants().iter().copied().filter(|one| *one != Self::All && at_hand(*one)));
            } else {
                formats.push(*format);
            }
        }
        let mut once = Vec::new();
        for format in formats {
            if !once.contains(&format) {
                once.push(format);
            }
        }
        once
    }
}
