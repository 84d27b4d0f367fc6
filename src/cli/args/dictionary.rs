//! Describes `averted dictionary`.

use clap::Args;

use super::Written;

/// `averted dictionary`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted dictionary                            every key of results.json\n  \
    averted dictionary --of draws                 every column of draws.csv and draws.parquet\n  \
    averted dictionary --of stress --csv > stress_dictionary.csv\n\n\
    In a name `*` stands for an id that the scenario chooses, `[]` for each entry of a list. The same as a JSON Schema:\n  \
    averted schema --of results")]
pub(in crate::cli) struct DictionaryArgs {
    /// What to describe
    #[arg(long, value_enum, default_value = "results")]
    pub(in crate::cli) of: Written,

    /// Print CSV for a spreadsheet instead of a table
    #[arg(long)]
    pub(in crate::cli) csv: bool,
}
