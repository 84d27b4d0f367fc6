//! Tabulates what support does to every event in one draw, so that no power is taken in the inner loop.

use crate::model::{Model, Support, Term};
use crate::numeric::{float, whole_part};

/// Place of the entry for a time outside the window of an event's support: a = b = 0.
pub(super) const OFF: usize = 0;

/// The last step of the credit bridge: κ.
pub(super) const CREDITED: usize = 3;

/// Where the entries of each event stand in the tables of [`Effects`].
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Place of the entry of journey year 0, by event.
    first: Vec<usize>,
    /// How many journey years are told apart, by event.
    years: Vec<usize>,
    /// Whether any event's support shortens its stays.
    shortens: bool,
}

/// Support in one draw.
#[derive(Clone, Debug, Default)]
pub(super) struct Effects {
    /// a by place: the chance that an occurrence is prevented or, below zero, how many come with it.
    pub(super) prevents: Vec<f64>,
    /// b by place: the share cut off one that still happens.
    pub(super) reduces: Vec<f64>,
    /// c by place: the share cut off the length of its stays; empty where no support shortens any.
    pub(super) shortens: Vec<f64>,
    /// What is credited, by event.
    pub(super) credit: Vec<Credit>,
    /// Whether any a is below zero.
    pub(super) harmful: bool,
}

/// The share of a benefit that is left after each step of the credit bridge: gross, attributed, not displaced,
/// credited (κ).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Credit(pub(super) [f64; 4]);

impl Credit {
    fn new(support: &Support, theta: &[f64]) -> Self {
        let attributed = support.attribution.value(theta);
        let not_displaced = attributed * (1.0 - support.displacement.value(theta));
        Self([1.0, attributed, not_displaced, not_displaced * (1.0 - support.optimism_bias.value(theta))])
    }
}

impl Credit {
    /// The same of what is caused: optimism bias is a cut of benefit and takes nothing off harm.
    pub(super) const fn of_harm(self) -> Self {
        let [gross, attributed, not_displaced, _] = self.0;
        Self([gross, attributed, not_displaced, not_displaced])
    }
}

impl Layout {
    pub(super) fn new(model: &Model) -> Self {
        let years: Vec<usize> = model.events.iter().map(|event| journey_years(&event.support, model.horizon)).collect();
        let mut next = OFF + 1;
        let first = years
            .iter()
            .map(|years| {
                next += years;
                next - years
            })
            .collect();
        let shortens = model.events.iter().any(|event| event.support.shortens != Term::Certain(0.0));
        Self { first, years, shortens }
    }

    /// How many places there are.
    pub(super) fn count(&self) -> usize {
        OFF + 1 + self.years.iter().sum::<usize>()
    }

    /// The place of the entry of `event` for an occurrence at `t` without support.
    pub(super) fn place(&self, event: usize, support: &Support, t: f64) -> usize {
        if !acts(support) || t < support.starts_after || t >= support.lasts {
            return OFF;
        }
        let year: usize = whole_part(t / 12.0);
        self.first[event] + year.min(self.years[event] - 1)
    }
}

impl Effects {
    /// Fills the tables for the draw `theta`.
    ///
    /// ```text
    /// a(t) = prevents · (1 - drop_off)^⌊t/12⌋     b(t) = reduces · (1 - drop_off)^⌊t/12⌋
    /// ```
    pub(super) fn fill(&mut self, layout: &Layout, model: &Model, theta: &[f64]) {
        self.prevents.clear();
        self.reduces.clear();
        self.credit.clear();
        self.harmful = false;
        self.prevents.push(0.0);
        self.reduces.push(0.0);
        for (event, &years) in model.events.iter().zip(&layout.years) {
            let support = &event.support;
            let kept = 1.0 - support.drop_off.value(theta);
            let mut a = support.prevents.value(theta);
            let mut b = support.reduces.value(theta);
            self.harmful |= a < 0.0;
            for _ in 0..years {
                self.prevents.push(a);
                self.reduces.push(b);
                a *= kept;
                b *= kept;
            }
            self.credit.push(Credit::new(support, theta));
        }
        if layout.shortens {
            self.fill_shortens(layout, model, theta);
        }
    }

    /// Puts shares of effects behind them, where they build up.
    pub(super) fn extend(&mut self, places: &[Vec<(usize, f64)>; 2]) {
        for &(whole, share) in places.iter().flatten() {
            self.prevents.push(share * self.prevents[whole]);
            self.reduces.push(share * self.reduces[whole]);
            if !self.shortens.is_empty() {
                self.shortens.push(share * self.shortens[whole]);
            }
        }
    }

    /// ```text
    /// c(t) = shortens · (1 - drop_off)^⌊t/12⌋
    /// ```
    fn fill_shortens(&mut self, layout: &Layout, model: &Model, theta: &[f64]) {
        self.shortens.clear();
        self.shortens.push(0.0);
        for (event, &years) in model.events.iter().zip(&layout.years) {
            let kept = 1.0 - event.support.drop_off.value(theta);
            let mut c = event.support.shortens.value(theta);
            for _ in 0..years {
                self.shortens.push(c);
                c *= kept;
            }
        }
    }

    /// c at a place.
    pub(super) fn shortened(&self, place: usize) -> f64 {
        self.shortens.get(place).copied().unwrap_or(0.0)
    }
}

/// The moments since joining, up to `horizon`, at which `prevents`, `reduces` and `shortens` change when they build up over
/// `builds` months.
pub(super) fn changes(support: &Support, horizon: f64, builds: f64) -> impl Iterator<Item = f64> {
    let years = if acts(support) { journey_years(support, horizon) } else { 1 };
    let window = acts(support).then_some([support.starts_after, support.starts_after + builds, support.lasts]);
    (1..years).map(|year| 12.0 * float(year)).chain(window.into_iter().flatten())
}

/// Whether support may prevent, reduce or shorten at all.
fn acts(support: &Support) -> bool {
    [&support.prevents, &support.reduces, &support.shortens].into_iter().any(|share| *share != Term::Certain(0.0))
}

/// Whether what support does builds up over a time that the draw says.
pub(super) fn varies(support: &Support) -> bool {
    acts(support) && support.builds_up.certain().is_none()
}

/// How many journey years differ in effect: one without drop-off.
fn journey_years(support: &Support, horizon: f64) -> usize {
    if support.drop_off == Term::Certain(0.0) {
        return 1;
    }
    whole_part::<usize>((horizon / 12.0).ceil()).max(1)
}
