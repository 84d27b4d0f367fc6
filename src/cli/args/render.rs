//! Describes `averted render`.

use std::path::PathBuf;

use clap::Args;

use crate::cli::format::Format;
#[cfg(feature = "figures")]
use crate::render::figure::Paper;

/// `averted render`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted render output/havering/results.json\n  \
    averted render output/havering                           the folder of a run does as well\n  \
    averted render output/havering --format docx,xlsx --output papers\n  \
    averted render output/havering --only payers,chance --width 12cm --output slides")]
pub(in crate::cli) struct RenderArgs {
    /// The results.json of an earlier run, or its folder
    #[arg(value_name = "RESULTS")]
    pub(in crate::cli) results: PathBuf,

    /// What to draw, separated by commas [default: html,figures; with --only: figures]
    #[arg(long, value_name = "FORMATS", value_delimiter = ',')]
    pub(in crate::cli) format: Option<Vec<Format>>,

    /// A house document (.docx or .dotx) that Word papers take styles, page, header and footer from
    #[cfg(feature = "docx")]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) template: Option<PathBuf>,

    /// Figures to draw, separated by commas; all of them unless named
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "FIGURES", value_delimiter = ',')]
    pub(in crate::cli) only: Option<Vec<String>>,

    /// Width of the figures in print, 12cm to 59.4cm; text stays legible on all of them [default: 16cm]
    #[cfg(feature = "figures")]
    #[arg(long, value_name = "WIDTH", value_parser = width)]
    pub(in crate::cli) width: Option<Paper>,

    /// Folder to write into [default: that of results.json]
    #[arg(long, short, value_name = "DIR")]
    pub(in crate::cli) output: Option<PathBuf>,

    /// Print nothing unless something is wrong
    #[arg(long, short)]
    pub(in crate::cli) quiet: bool,
}

/// Reads a width in print: `12cm`, `120mm` or only `12`.
#[cfg(feature = "figures")]
fn width(text: &str) -> Result<Paper, String> {
    let text = text.trim();
    let (number, unit) = match (text.strip_suffix("mm"), text.strip_suffix("cm")) {
        (Some(number), _) => (number, 0.1),
        (None, Some(number)) => (number, 1.0),
        (None, None) => (text, 1.0),
    };
    let cm = number.trim().parse::<f64>().map_err(|_| format!("`{text}` is no width such as 12cm"))?;
    Paper::new(cm * unit).ok_or_else(|| {
        format!(
            "figures are {} to {} cm wide: on less, labels leave no room for marks",
            Paper::NARROWEST,
            Paper::WIDEST
        )
    })
}
