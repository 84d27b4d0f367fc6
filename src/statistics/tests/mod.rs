//! Holds estimators to problems whose answers are known in closed form.

mod information;
mod points;
mod regression;
mod sobol_functions;
