//! Describes `averted render`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::format::Format;

/// `averted render`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted render output/havering/results.json\n  \
    averted render output/havering/results.json --format docx,xlsx --output papers")]
pub(in crate::cli) struct RenderArgs {
    /// The results.json of an earlier run
    #[arg(value_name = "RESULTS")]
    pub(in crate::cli) results: PathBuf,

    /// What to draw, separated by commas [default: html,figures]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub(in crate::cli) format: Option<Vec<Format>>,

    /// A house document (.docx or .dotx) that Word papers take styles, page, header and footer from
    #[cfg(feature = "docx")]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) template: Option<PathBuf>,

    /// Folder to write into [default: that of results.json]
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}
