//! Opens the front door of the command line to Python: what a command answers, errors that carry its words, Ctrl-C.
//!
//! The package in `averted/` is all that a user sees; this is its `averted._averted`.

mod apart;
mod call;
mod errors;
mod reply;

use pyo3::prelude::*;

/// What `averted._averted` holds.
#[pymodule]
fn _averted(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    errors::add(module)?;
    module.add_class::<reply::Reply>()?;
    module.add_function(wrap_pyfunction!(call::answer, module)?)?;
    module.add_function(wrap_pyfunction!(call::main, module)?)
}
