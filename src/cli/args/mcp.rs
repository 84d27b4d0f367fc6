//! Describes `averted mcp`.

use std::path::PathBuf;

use clap::Args;

/// `averted mcp`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted mcp scenarios                  what a client starts: it reads the folder scenarios and nothing else\n  \
    averted mcp scenarios --write          results may be written into a folder within it too\n\n\
    A client is told of it by its configuration, such as\n  \
    {\"mcpServers\": {\"averted\": {\"command\": \"averted\", \"args\": [\"mcp\", \"/path/to/scenarios\"]}}}\n\n\
    Tools: check, run, stress, drivers, compare, costs and explain. Messages go over standard input and output, a line each;\n\
    the end of the input ends it.")]
pub(in crate::cli) struct McpArgs {
    /// The only folder that is read
    #[arg(value_name = "DIR", default_value = ".")]
    pub(in crate::cli) folder: PathBuf,

    /// Let answers be written into folders within it
    #[arg(long)]
    pub(in crate::cli) write: bool,
}
