//! Carries out `averted new`.

use super::args::NewArgs;
use super::exit_code::Failure;

/// Writes a scenario to start from.
pub(super) fn new(_arguments: &NewArgs) -> Result<(), Failure> {
    todo!()
}
