//! Holds an answer for Python: its bytes, its text, its figures and its files, each made when it is asked for.

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use super::apart::apart;
use super::errors::Error;
use crate::cli;

/// An answer of a command.
#[pyclass(frozen, module = "averted._averted")]
pub(super) struct Reply(cli::Reply);

/// A figure: name, title, caption, words for who cannot see it, drawing.
type Drawn = (&'static str, String, Vec<String>, String, String);

impl Reply {
    pub(super) const fn new(reply: cli::Reply) -> Self {
        Self(reply)
    }
}

#[pymethods]
impl Reply {
    /// The bytes that the command prints with `--json`, or its text.
    fn content<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        apart(py, || self.0.bytes()).map(|bytes| PyBytes::new(py, &bytes))
    }

    /// What the command prints, without colours.
    #[pyo3(signature = (full=false, columns=None))]
    fn text(&self, py: Python<'_>, full: bool, columns: Option<u16>) -> PyResult<String> {
        apart(py, || Ok(self.0.text(full, columns)))
    }

    /// The figures, or those called `only`: name, title, caption, words for who cannot see it, drawing.
    #[pyo3(signature = (only=None))]
    fn figures(&self, py: Python<'_>, only: Option<Vec<String>>) -> PyResult<Vec<Drawn>> {
        let figures = apart(py, || self.0.figures(only.as_deref()))?;
        Ok(figures.into_iter().map(|of| (of.id, of.title, of.caption, of.alt, of.svg)).collect())
    }

    /// What each column of the draws says, as JSON.
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let columns = serde_json::to_vec(&self.0.columns()).map_err(|error| Error::new_err(error.to_string()))?;
        Ok(PyBytes::new(py, &columns))
    }

    /// The bytes of a file that the command would write.
    fn file<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyBytes>> {
        apart(py, || self.0.file(name)).map(|bytes| PyBytes::new(py, &bytes))
    }
}
