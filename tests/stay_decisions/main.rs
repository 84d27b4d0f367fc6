//! Holds the numbers that decide (people needed, switching values, who beats whom, drivers, released cash) where cost runs
//! over time, people leave and something comes instead of what is prevented, against laws worked out here.
//!
//! What one occurrence saves is a law on a grid of £, by the midpoint rule over its start and length; what so many save is
//! its convolution, and how many there are is binomial, beta-binomial or Poisson. What is found may differ by four of its own
//! stated errors, and, being a whole number of people, by one.

#[path = "../common/town.rs"]
mod town;

mod comparison;
mod funded;
mod information;
mod needed;
mod released;
mod setting;
mod sizes;
mod switching;
