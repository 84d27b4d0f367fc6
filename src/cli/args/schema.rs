//! Describes `averted schema`, `averted completions` and `averted man`.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

use super::SchemaOf;

/// `averted schema`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted schema > averted.schema.json\n  \
    averted schema --of unit-costs > unit_costs.schema.json\n  \
    averted schema --of results > results.schema.json\n\n\
    An editor with the YAML language server completes and checks a scenario whose first line is\n  \
    # yaml-language-server: $schema=averted.schema.json")]
pub(in crate::cli) struct SchemaArgs {
    /// What the schema is of
    #[arg(long, value_enum, default_value = "scenario")]
    pub(in crate::cli) of: SchemaOf,

    /// The same as --of unit-costs
    #[arg(long, conflicts_with = "of")]
    pub(in crate::cli) library: bool,
}

/// `averted completions`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted completions bash > ~/.local/share/bash-completion/completions/averted\n  \
    averted completions zsh > ~/.zfunc/_averted\n  \
    averted completions fish > ~/.config/fish/completions/averted.fish")]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell that is to complete commands
    #[arg(value_name = "SHELL")]
    pub(in crate::cli) shell: Shell,
}

/// `averted man`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    averted man ~/.local/share/man/man1\n  \
    man averted-run")]
pub(in crate::cli) struct ManArgs {
    /// Folder to write averted.1 and a page for each command into
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: PathBuf,
}
