//! Counts what becomes of a chain in which support is harmful somewhere, or whose cost runs over time: where a < 0, -a
//! further occurrences come with every one.
//!
//! ```text
//! alive = Π over the ancestors of (1 - a), which may exceed 1;   own part alive · a: prevented if positive, caused if negative
//! ```
//!
//! That says every mean; what is caused counts with its own credit, and many that come of one occurrence vary together.
//! So the chain is followed from its source, an occurrence at its end being known by who caused it and who prevented it.

use super::cell::Cell;
use super::effect::{CREDITED, Credit, Effects};
use super::forms::{Benefits, Change, Form, Forms};
use super::intensity::Line;
use super::sum::Sum;

/// A chain in one draw, followed end by end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Harm<'a> {
    line: &'a Line,
    cell: &'a Cell,
    effects: &'a Effects,
    chain: Chain<'a>,
}

/// What a line needs to know of the draw to tell how occurrences of one source vary together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain<'a> {
    /// The chance of each link.
    pub(super) links: &'a [f64],
    /// `E[W]²/E[W²]` of the event at the end: what two occurrences of it have in common.
    pub(super) alike: f64,
}

/// An occurrence at the end of a chain; steps by their place in the line.
#[derive(Clone, Copy, Debug, Default)]
struct End {
    /// The step whose support caused it, or an ancestor of it, last.
    caused: Option<usize>,
    /// The step whose support took it away.
    gone: Option<usize>,
}

/// What is counted of one of these parts alone, credited.
#[derive(Clone, Copy, Debug)]
pub(super) enum Taken {
    Prevented,
    KnockOn,
    Caused,
    Reduced,
    Deferred,
}

impl Taken {
    /// Of which part it is.
    const fn part(self) -> usize {
        match self {
            Self::Prevented | Self::KnockOn | Self::Caused => 0,
            Self::Reduced => 1,
            Self::Deferred => 2,
        }
    }
}

/// Contributions of all that comes of one occurrence.
#[derive(Clone, Copy, Debug, Default)]
struct Moments {
    mean: f64,
    /// Of their squares.
    squares: f64,
    /// Of the products of every two.
    pairs: f64,
}

impl Moments {
    const fn of(contribution: f64) -> Self {
        Self { mean: contribution, squares: contribution * contribution, pairs: 0.0 }
    }

    fn and(self, number: f64, other: Self) -> Self {
        Self {
            mean: self.mean + number * other.mean,
            squares: self.squares + number * other.squares,
            pairs: self.pairs + number * other.pairs,
        }
    }
}

impl<'a> Harm<'a> {
    /// `None` where nothing in the chain is harmful.
    pub(super) fn new(line: &'a Line, cell: &'a Cell, effects: &'a Effects, chain: Chain<'a>) -> Option<Self> {
        let harmful = effects.harmful && cell.places.iter().any(|&place| effects.prevents[place] < 0.0);
        harmful.then(|| Self::of(line, cell, effects, chain))
    }

    /// Whether or not anything in the chain is harmful.
    pub(super) const fn of(line: &'a Line, cell: &'a Cell, effects: &'a Effects, chain: Chain<'a>) -> Self {
        Self { line, cell, effects, chain }
    }

    /// What comes of one that is alive when the support at `step` acts on it.
    ///
    /// ```text
    /// a ≥ 0   gone with chance a, else led on
    /// a < 0   led on, and n further ones with it, n = ⌊-a⌋ or one more;  two of these, or one and the first, both come
    ///         to the end with the chances of the links that are left, once more than one alone
    /// ```
    fn below(&self, step: usize, caused: Option<usize>, of: &dyn Fn(End) -> f64) -> Moments {
        let Some(&place) = self.cell.places.get(step) else { return Moments::of(of(End { caused, gone: None })) };
        let a = self.effects.prevents[place];
        let kept = self.below(step + 1, caused, of);
        if a >= 0.0 {
            return Moments::default().and(a, Moments::of(of(End { caused, gone: Some(step) }))).and(1.0 - a, kept);
        }
        let further = self.below(step + 1, Some(step), of);
        let (number, whole) = (-a, (-a).floor());
        let both: f64 = self.chain.links[step..].iter().product();
        let two = whole * (whole - 1.0 + 2.0 * (number - whole));
        let mut all = kept.and(number, further);
        all.pairs += both * further.mean * (2.0 * number * kept.mean + two * further.mean);
        all
    }

    /// Contributions of cost.
    fn cost(&self, of: &dyn Fn(End) -> f64) -> Sum {
        let Moments { mean, squares, pairs } = self.below(0, None, of);
        Sum { mean, second: squares + pairs * self.chain.alike }
    }

    /// How many do not happen, less those that are caused.
    pub(super) fn averted(&self) -> Sum {
        let Moments { mean, squares, pairs } = self.below(0, None, &|end| number(end.gone) - number(end.caused));
        Sum { mean, second: squares + pairs }
    }

    /// What is still paid of those that happen when `cut` is what goes off each.
    pub(super) fn paid(&self, cut: f64) -> Sum {
        self.cost(&|end| (1.0 - cut) * (1.0 - number(end.gone)))
    }

    /// What is credited of those that the event's own support prevents.
    pub(super) fn prevented(&self) -> Sum {
        self.prevented_to(CREDITED)
    }

    /// What is credited of those that go with an ancestor, less those that come with one.
    pub(super) fn knock_on(&self) -> Sum {
        self.cost(&|end| {
            self.credited(self.before(end.gone), CREDITED) - self.blamed(self.before(end.caused), CREDITED)
        })
    }

    /// What counts of those that the event's own support causes.
    pub(super) fn caused(&self) -> Sum {
        self.cost(&|end| self.blamed(self.own(end.caused), CREDITED))
    }

    /// What is credited of what is cut off those that happen.
    pub(super) fn cut(&self) -> Sum {
        self.cost(&|end| self.reduced(end, CREDITED))
    }

    /// What is credited of those that the event's own support prevents, after step `step` of the credit bridge.
    pub(super) fn prevented_to(&self, step: usize) -> Sum {
        self.cost(&|end| self.credited(self.own(end.gone), step))
    }

    /// How many of those that happen there are, as contributions of cost.
    pub(super) fn happening(&self) -> Sum {
        self.cost(&|end| 1.0 - number(end.gone))
    }

    /// Contributions of cost that runs over time: what each end takes of the part that `taken` is of.
    pub(super) fn running(&self, taken: Taken, change: &Change) -> Sum {
        self.form_below(0, None, taken).of(change.0[taken.part()], self.chain.alike)
    }

    /// What each end takes of all three parts, for any change: worked out once, as many are asked for.
    pub(super) fn benefits(&self) -> Benefits {
        let steps = [0, 1, 2, CREDITED].map(|step| self.forms_below(0, None, step));
        Benefits { steps, alike: self.chain.alike }
    }

    /// As [`Self::forms_below`], of one part.
    fn form_below(&self, step: usize, caused: Option<usize>, taken: Taken) -> Form {
        let Some(&place) = self.cell.places.get(step) else {
            return Form::single(self.taken(taken, End { caused, gone: None }));
        };
        let a = self.effects.prevents[place];
        let kept = self.form_below(step + 1, caused, taken);
        if a >= 0.0 {
            let gone = Form::single(self.taken(taken, End { caused, gone: Some(step) }));
            return Form::default().and(a, &gone).and(1.0 - a, &kept);
        }
        let further = self.form_below(step + 1, Some(step), taken);
        let (number, whole) = (-a, (-a).floor());
        let both: f64 = self.chain.links[step..].iter().product();
        let two = whole * (whole - 1.0 + 2.0 * (number - whole));
        let mut all = kept.and(number, &further);
        all.pairs += both * further.size * (2.0 * number * kept.size + two * further.size);
        all
    }

    /// As [`Self::below`], of three parts at once.
    fn forms_below(&self, step: usize, caused: Option<usize>, bridge: usize) -> Forms {
        let Some(&place) = self.cell.places.get(step) else {
            return Forms::single(self.benefited(bridge, End { caused, gone: None }));
        };
        let a = self.effects.prevents[place];
        let kept = self.forms_below(step + 1, caused, bridge);
        if a >= 0.0 {
            let gone = Forms::single(self.benefited(bridge, End { caused, gone: Some(step) }));
            return Forms::default().and(a, &gone).and(1.0 - a, &kept);
        }
        let further = self.forms_below(step + 1, Some(step), bridge);
        let (number, whole) = (-a, (-a).floor());
        let both: f64 = self.chain.links[step..].iter().product();
        let two = whole * (whole - 1.0 + 2.0 * (number - whole));
        let mut all = kept.and(number, &further);
        for (row, size) in all.pairs.iter_mut().zip(further.size) {
            for (pair, (kept, further)) in row.iter_mut().zip(kept.size.into_iter().zip(further.size)) {
                *pair += both * size * (2.0 * number * kept + two * further);
            }
        }
        all
    }

    fn taken(&self, taken: Taken, end: End) -> f64 {
        match taken {
            Taken::Prevented => self.credited(self.own(end.gone), CREDITED),
            Taken::KnockOn => {
                let blamed = self.blamed(self.before(end.caused), CREDITED);
                self.credited(self.before(end.gone), CREDITED) - blamed
            }
            Taken::Caused => self.blamed(self.own(end.caused), CREDITED),
            Taken::Reduced => self.left(end, CREDITED),
            Taken::Deferred => self.moved(end, CREDITED),
        }
    }

    /// What is taken of the three parts after step `step` of the credit bridge.
    fn benefited(&self, step: usize, end: End) -> [f64; 3] {
        let whole = self.credited(end.gone, step) - self.blamed(end.caused, step);
        [whole, self.left(end, step), self.moved(end, step)]
    }

    /// What counts of moving those that happen.
    pub(super) fn moving(&self) -> Sum {
        let left = 1.0 - self.reduces();
        self.cost(&|end| left * self.moved(end, CREDITED))
    }

    /// What one occurrence brings at a single moment, after step `step` of the credit bridge, when `cut` is what goes off
    /// the cost of one that still happens.
    pub(super) fn benefit(&self, step: usize, cut: f64) -> Sum {
        let later = cut - self.reduces();
        self.cost(&|end| {
            self.credited(end.gone, step) - self.blamed(end.caused, step)
                + self.reduced(end, step)
                + later * self.moved(end, step)
        })
    }

    /// b of the event itself.
    pub(super) fn reduces(&self) -> f64 {
        self.effects.reduces[self.cell.places[self.last()]]
    }

    fn last(&self) -> usize {
        self.line.steps.len() - 1
    }

    fn own(&self, at: Option<usize>) -> Option<usize> {
        at.filter(|&at| at == self.last())
    }

    fn before(&self, at: Option<usize>) -> Option<usize> {
        at.filter(|&at| at < self.last())
    }

    fn credit(&self, at: usize) -> Credit {
        self.effects.credit[self.line.steps[at].event]
    }

    fn credited(&self, at: Option<usize>, step: usize) -> f64 {
        at.map_or(0.0, |at| self.credit(at).0[step])
    }

    fn blamed(&self, at: Option<usize>, step: usize) -> f64 {
        at.map_or(0.0, |at| self.credit(at).of_harm().0[step])
    }

    /// What counts of moving one that still happens.
    fn moved(&self, end: End, step: usize) -> f64 {
        match end {
            End { gone: Some(_), .. } => 0.0,
            End { caused: None, .. } => self.credit(self.last()).0[step],
            End { caused, .. } => self.blamed(caused, step),
        }
    }

    fn reduced(&self, end: End, step: usize) -> f64 {
        self.reduces() * self.left(end, step)
    }

    /// What the event's own support is credited of one that still happens.
    fn left(&self, end: End, step: usize) -> f64 {
        if end.gone.is_some() { 0.0 } else { self.credit(self.last()).0[step] }
    }
}

/// One that is so, or none.
fn number(at: Option<usize>) -> f64 {
    if at.is_some() { 1.0 } else { 0.0 }
}
