//! Does what takes long while other threads of Python go on.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;

use super::errors::{exception, fault};
use crate::cli::Refusal;

/// Does `work` while other threads of Python go on; what must not happen is an exception like any other.
pub(super) fn apart<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T, Refusal> + Send) -> PyResult<T> {
    match py.detach(|| catch_unwind(AssertUnwindSafe(work))) {
        Ok(done) => done.map_err(exception),
        Err(_) => Err(fault()),
    }
}
