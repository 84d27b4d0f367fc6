//! Describes `averted explain`.

use clap::Args;

/// `averted explain`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted explain\n  \
    averted explain prevents\n  \
    averted explain events.eviction.timing\n  \
    averted explain pert\n  \
    averted explain W07\n  \
    averted explain credible interval")]
pub(in crate::cli) struct ExplainArgs {
    /// A key by its name or path, a distribution, the id of a warning or a term; without it, what can be explained
    #[arg(value_name = "NAME")]
    pub(in crate::cli) words: Vec<String>,

    /// Print the whole reference of the language as Markdown instead
    #[arg(long, conflicts_with = "words")]
    pub(in crate::cli) all: bool,
}
