//! Turns refusals into exceptions, whose text is what the command says.

use pyo3::create_exception;
use pyo3::exceptions::{PyException, PyKeyboardInterrupt};
use pyo3::prelude::*;

use crate::cli::Refusal;

create_exception!(averted, Error, PyException, "Something of averted failed; its text is what the command says.");
create_exception!(
    averted,
    ScenarioError,
    Error,
    "The scenario or an argument is wrong; its text is what the command says, every mistake drawn where it stands."
);

/// Adds the exceptions to the module.
pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("Error", module.py().get_type::<Error>())?;
    module.add("ScenarioError", module.py().get_type::<ScenarioError>())
}

/// The exception of a refusal.
pub(super) fn exception(refusal: Refusal) -> PyErr {
    let Refusal { message, code } = refusal;
    let text = message.trim_end().to_owned();
    match code {
        2 => ScenarioError::new_err(text),
        130 => PyKeyboardInterrupt::new_err(text),
        _ => Error::new_err(text),
    }
}

/// The exception of what must not happen.
pub(super) fn fault() -> PyErr {
    Error::new_err("error: this is a fault of averted; please report it with the message on standard error")
}
