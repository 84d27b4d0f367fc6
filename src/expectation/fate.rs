//! Says what becomes of one occurrence under support: prevented, gone with an ancestor, or still happening.

use super::cell::Cell;
use super::effect::{Credit, Effects};
use super::intensity::Line;
use super::sum::Sum;

/// The chances of one occurrence of a cell, for a person who engages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fate {
    /// Prevented by the event's own support.
    pub(super) prevented: f64,
    /// Gone because an ancestor was prevented.
    pub(super) knock_on: f64,
    /// What is credited for that, after each step of the credit bridge.
    pub(super) knock_on_credit: [Sum; 4],
    /// Still happening.
    pub(super) stays: f64,
    /// b, the share cut off one that still happens.
    pub(super) reduces: f64,
    /// What is credited of the event's own support, after each step of the credit bridge.
    pub(super) credit: Credit,
}

impl Fate {
    /// The fate of an occurrence at the end of `line`.
    ///
    /// ```text
    /// alive_j   = Π over i < j of (1 - a_i)       no ancestor before j was prevented
    /// knock_on  = Σ over ancestors j of alive_j · a_j, each credited with the κ of j
    /// prevented = alive · a,   stays = alive · (1 - a)
    /// ```
    #[inline]
    pub(super) fn new(line: &Line, cell: &Cell, effects: &Effects) -> Self {
        let mut alive = 1.0;
        let mut knock_on = 0.0;
        let mut knock_on_credit = [Sum::default(); 4];
        let last = line.steps.len() - 1;
        for (step, &place) in line.steps.iter().zip(&cell.places).take(last) {
            let gone = alive * effects.prevents[place];
            for (sum, share) in knock_on_credit.iter_mut().zip(effects.credit[step.event].0) {
                sum.add(gone, share);
            }
            knock_on += gone;
            alive -= gone;
        }
        let place = cell.places[last];
        let prevented = alive * effects.prevents[place];
        Self {
            prevented,
            knock_on,
            knock_on_credit,
            stays: alive - prevented,
            reduces: effects.reduces[place],
            credit: effects.credit[line.steps[last].event],
        }
    }

    /// What one occurrence brings by not happening, after step `step` of the credit bridge.
    ///
    /// ```text
    /// f·prevented + knock_on credit
    /// ```
    #[inline]
    pub(super) fn gone(&self, step: usize) -> Sum {
        let mut gone = self.knock_on_credit[step];
        gone.add(self.prevented, self.credit.0[step]);
        gone
    }

    /// What one occurrence brings at a single moment, after step `step` of the credit bridge, when `cut` is what goes
    /// off the cost of one that still happens.
    ///
    /// ```text
    /// f·(prevented + cut·stays) + knock_on credit
    /// ```
    #[inline]
    pub(super) fn benefit(&self, step: usize, cut: f64) -> Sum {
        let mut benefit = self.gone(step);
        benefit.add(self.stays, self.credit.0[step] * cut);
        benefit
    }
}
