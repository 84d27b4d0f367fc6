//! Carries out `averted completions` and `averted man`, both from the same description of the command line.

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::args::{Cli, CompletionsArgs, ManArgs};
use super::exit_code::Failure;
use super::files::Artifact;
use super::folder::{self, Of};
use super::output;

/// Prints what makes a shell complete commands and options.
pub(super) fn completions(arguments: &CompletionsArgs) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "averted", &mut script);
    Ok(output::print_bytes(&script)?)
}

/// Writes averted.1 and a page for each command.
pub(super) fn man(arguments: &ManArgs) -> Result<(), Failure> {
    let mut command = Cli::command().disable_help_subcommand(true);
    command.build();
    let mut pages = vec![page("averted", &command)?];
    for below in command.get_subcommands() {
        pages.push(page(&format!("averted-{}", below.get_name()), below)?);
    }
    let written = folder::deliver(&arguments.folder, &Of::Pages, &pages, false)?;
    Ok(output::print(&format!("Wrote {} pages into {}.\n", written.len(), arguments.folder.display()))?)
}

/// One page; its examples keep their lines, which the usual rendering would fill.
fn page(name: &str, command: &clap::Command) -> anyhow::Result<Artifact<'static>> {
    let man = Man::new(command.clone()).title(name).manual("averted");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    man.render_description_section(&mut text)?;
    man.render_options_section(&mut text)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut text)?;
    }
    if let Some(help) = command.get_after_help() {
        text.extend(examples(&help.to_string()).into_bytes());
    }
    Ok(Artifact::new(format!("{name}.1"), move |sink| Ok(sink.write_all(&text)?)))
}

/// The examples below a help text, line by line.
fn examples(help: &str) -> String {
    let escaped = |line: &str| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        if line.starts_with(['.', '\'']) { format!("\\&{line}\n") } else { format!("{line}\n") }
    };
    let lines = help.strip_prefix("Examples:\n").unwrap_or(help).lines();
    format!(".SH EXAMPLES\n.nf\n{}.fi\n", lines.map(escaped).collect::<String>())
}
