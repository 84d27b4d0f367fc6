//! Describes `averted convert`.

use std::path::PathBuf;

use clap::Args;

/// `averted convert`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted convert my_service.yaml my_service.xlsx     fill it in with a spreadsheet program\n  \
    averted convert my_service.xlsx my_service.yaml     and back\n  \
    averted run my_service.xlsx                         a workbook can be run as it is\n  \
    averted convert output/havering/draws.csv draws.xlsx\n  \
    averted convert 'people.xlsx#Sheet 2' people.csv\n\n\
    Both files of a scenario mean the same, which is checked before anything is written. Comments of a text file stand on the sheet Notes\n\
    of a workbook; formulas become their values; formats, and sheets and columns of your own, are not carried over.")]
pub(in crate::cli) struct ConvertArgs {
    /// The scenario: a text file (.yaml) or a workbook (.xlsx); or a table: .csv, or a sheet of a workbook
    #[arg(value_name = "FROM")]
    pub(in crate::cli) from: PathBuf,

    /// What to write: .xlsx or .yaml; of a table .xlsx or .csv
    #[arg(value_name = "TO")]
    pub(in crate::cli) to: PathBuf,

    /// Write over a file that is there
    #[arg(long)]
    pub(in crate::cli) force: bool,
}
