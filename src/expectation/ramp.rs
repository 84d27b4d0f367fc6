//! Integrates occurrences on whose way an effect builds up: a few moments of the way stand for all of it.
//!
//! On a stretch where effects grow evenly, what an occurrence at t brings is a polynomial in t. It is the sum of what it is at a few
//! moments, each times Lagrange's polynomial of that moment; so each moment is a cell like any other, of the occurrences
//! weighed by its polynomial.

use std::sync::Arc;

use super::calendar::Calendar;
use super::cell::{Cell, When};
use super::mass::Mass;
use super::pieces::Pieces;
use crate::model::Model;
use crate::numeric::{cos, float};
use std::f64::consts::PI;

/// What a moment on the way of an effect stands for.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    /// All moments of the stretch, months after joining.
    pub(super) moments: Arc<[f64]>,
    /// Whose it is.
    pub(super) own: usize,
}

impl Basis {
    /// Lagrange's polynomial of its moment.
    pub(super) fn at(&self, t: f64) -> f64 {
        polynomials(&self.moments, t).nth(self.own).unwrap_or(0.0)
    }

    /// All of it, bit by bit.
    pub(super) fn bits(&self) -> impl Iterator<Item = u64> {
        [self.own as u64].into_iter().chain(self.moments.iter().map(|moment| moment.to_bits()))
    }

    /// The same, `months` later.
    pub(super) fn later(&self, months: f64) -> Self {
        Self { moments: self.moments.iter().map(|moment| moment + months).collect(), own: self.own }
    }
}

/// How long every event's support takes to build up, and what effects are on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Ramps {
    /// B, months, by event; 0 where it acts in full at once.
    pub(super) months: Vec<f64>,
    /// Effects on the way: the place of the whole effect and the share of it, by place from `first` on.
    pub(super) places: Vec<(usize, f64)>,
    /// How many places there are before these.
    pub(super) first: usize,
}

impl Ramps {
    /// Those of a draw; without one, those that are certain.
    pub(super) fn new(model: &Model, theta: Option<&[f64]>, first: usize) -> Self {
        let months = model.events.iter().map(|event| {
            let builds = &event.support.builds_up;
            theta.map_or_else(|| builds.certain().unwrap_or(0.0), |theta| builds.value(theta)).max(0.0)
        });
        Self { months: months.collect(), places: Vec::new(), first }
    }

    /// The place of a share of the effect at another place.
    pub(super) fn place(&mut self, whole: usize, share: f64) -> usize {
        self.places.push((whole, share));
        self.first + self.places.len() - 1
    }
}

/// Moments of a stretch on which `ramps` effects of a chain grow: what comes of it is a polynomial of one degree more, squares of
/// two more.
pub(super) fn moments(low: f64, high: f64, ramps: usize) -> Arc<[f64]> {
    let count = ramps + 3;
    let (centre, half) = (f64::midpoint(low, high), 0.5 * (high - low));
    (0..count).map(|k| centre - half * cos(PI * (float(k) + 0.5) / float(count))).collect()
}

/// Lagrange's polynomials of all moments at t.
pub(super) fn polynomials(moments: &[f64], t: f64) -> impl Iterator<Item = f64> {
    moments.iter().enumerate().map(move |(own, at)| {
        let others = moments.iter().enumerate().filter(|(index, _)| *index != own);
        others.map(|(_, other)| (t - other) / (at - other)).product()
    })
}

/// The cells of all moments, of occurrences of this density.
pub(super) fn cells(mass: &Mass, moments: &[f64], when: When, calendar: &Calendar) -> Vec<Cell> {
    Pieces::new(mass.low, mass.high, when, calendar).cells(mass, Some(moments), when, calendar)
}
