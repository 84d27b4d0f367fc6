//! Describes `averted costs`.

use std::path::PathBuf;

use clap::Args;

use crate::quantity::FinancialYear;

/// `averted costs`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted costs\n  \
    averted costs eviction\n  \
    averted costs --show evict_complex --price-base 2021/22\n  \
    averted costs --import my_costs.csv\n  \
    averted costs --import 'my_costs.xlsx#Sheet 2'\n\n\
    A table to import has the columns id,label,value,price_year,paid_by,source,licence and, as you like,\n\
    per (what one is, such as week or bed day), status (read, derived or recalled; default read), low,\n\
    high and spread (what these two are, such as case-mix or standard error), includes (ids separated by\n\
    blanks) and note. paid_by is one payer, or shares such as: nhs 85%; housing 15%. Comma, semicolon or\n\
    tab part the columns; ids are put into small letters")]
pub(in crate::cli) struct CostsArgs {
    /// Words to search for in id, label, unit and source; all of them must be there
    #[arg(value_name = "WORDS", conflicts_with_all = ["show", "import"])]
    pub(in crate::cli) words: Vec<String>,

    /// The same as WORDS
    #[arg(long, value_name = "WORDS", conflicts_with_all = ["show", "import"])]
    pub(in crate::cli) search: Option<String>,

    /// Show everything that is known of one cost
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) show: Option<String>,

    /// The price year of the amounts shown [default: that of --scenario, else the last year with a known deflator]
    #[arg(long, value_name = "YEAR")]
    pub(in crate::cli) price_base: Option<FinancialYear>,

    /// A library of your own, YAML [default: that of --scenario, else the built-in one]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) library: Option<PathBuf>,

    /// A scenario whose price base and library to use
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) scenario: Option<PathBuf>,

    /// Turn a table of your own costs, CSV or .xlsx, into a library that `library:` can name
    #[arg(long, value_name = "TABLE", conflicts_with_all = ["show", "price_base", "library", "scenario"])]
    pub(in crate::cli) import: Option<PathBuf>,

    /// Where --import writes the library [default: the table's name with .yaml]
    #[arg(long, short, value_name = "FILE", requires = "import")]
    pub(in crate::cli) output: Option<PathBuf>,
}
