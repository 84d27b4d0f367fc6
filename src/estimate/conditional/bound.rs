//! Bounds how far a mixture of laws may be from the truth.

use super::super::cumulants::Cumulants;
use crate::numeric::{LANES, exp, float, ln, smooth_normal, widest};
use crate::statistics::TranslatedGamma;

/// Laws whose terms are added up together.
const BATCH: usize = 64;

/// What is not known of the laws of a measure.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    /// Of each law, how far it may be from normal: its skewness, or the size of a contribution in standard deviations.
    coarseness: Vec<f64>,
    /// The sum of e^(-1/g²), g a law's coarseness.
    nothing: f64,
    /// By how much the logarithm of the standard deviation that is simulated is above theirs.
    change: f64,
    /// Whether all that contributes costs the same every time, so that values come in steps.
    lumpy: bool,
    /// Whether something varies of which the cumulants say that it does not.
    unknown: bool,
}

/// Sums over laws of the terms of the third and the fourth cumulant, of steps and of the spread; several are kept side by side, so
/// that their order does not depend on the processor.
#[derive(Clone, Copy, Debug, Default)]
struct Terms([[f64; LANES]; 4]);

impl Bound {
    /// What `cumulants`, their laws and the `simulated` values of the same draws leave open.
    pub(super) fn new(cumulants: &[Cumulants], laws: &[TranslatedGamma], simulated: &[f64], lumpy: bool) -> Self {
        // Squares may be too small to be held where amounts are not.
        let varies = |(of, value): (&Cumulants, &f64)| {
            of.variance <= 0.0 && (value - of.mean).abs() > 1e-9 * value.abs().max(of.mean.abs())
        };
        let ratio = Cumulants::variance_ratio(cumulants, simulated).filter(|ratio| *ratio > 0.0 && ratio.is_finite());
        let coarse = |(of, law): (&Cumulants, &TranslatedGamma)| {
            if law.sd() > 0.0 { law.skewness().abs().max(of.size / law.sd()) } else { 0.0 }
        };
        let coarseness: Vec<f64> = cumulants.iter().zip(laws).map(coarse).collect();
        Self {
            nothing: coarseness.iter().map(|g| exp(-1.0 / (g * g))).sum(),
            coarseness,
            change: ratio.map_or(0.0, |ratio| 0.5 * ln(ratio)),
            lumpy,
            unknown: cumulants.iter().zip(simulated).any(varies),
        }
    }

    /// How far the chance of these amounts may be off: by Edgeworth's terms that three cumulants leave open, averaged over
    /// draws as chances are, and by half a step where values come in steps.
    ///
    /// ```text
    /// g = max(|γ|, size of a contribution/sd)
    /// |mean ¼g/6 · (z² - 1) φ(z)|        the third cumulant is a lower bound
    /// |mean 2.7g²/24 · (z³ - 3z) φ(z)|   the fourth of a gamma law is 1.5 γ², that of lognormal costs up to 4.2 γ²
    /// mean ½g φ(z)                       where all amounts are alike they are steps
    /// mean e^(-1/g²)                     as likely is it, at most, that nothing comes at all, which no smooth law knows
    /// |½ ln r · mean z φ(z)|             as much as the simulated spread would move it
    /// ```
    pub(super) fn at(&self, laws: &[TranslatedGamma], amount: impl Fn(usize) -> f64) -> f64 {
        if self.unknown {
            return 1.0;
        }
        let mut terms = Terms::default();
        for (part, (laws, coarseness)) in laws.chunks(BATCH).zip(self.coarseness.chunks(BATCH)).enumerate() {
            let (mut score, mut coarse) = ([0.0; BATCH], [0.0; BATCH]);
            for (place, (law, coarseness)) in laws.iter().zip(coarseness).enumerate() {
                let z = law.score(amount(part * BATCH + place));
                // A law that does not vary, or is far off, adds nothing.
                (score[place], coarse[place]) = if z.abs() < 30.0 { (z, *coarseness) } else { (30.0, 0.0) };
            }
            widest!(terms.add(&score, &coarse));
        }
        let [third, fourth, steps, pull] = terms.0.map(|lanes| lanes.iter().sum::<f64>());
        let steps = if self.lumpy { steps } else { 0.0 };
        let sum = third.abs() + fourth.abs() + steps + self.nothing + (self.change * pull).abs();
        (sum / float(laws.len().max(1))).min(1.0)
    }
}

impl Terms {
    #[inline(always)]
    fn add(&mut self, score: &[f64; BATCH], coarseness: &[f64; BATCH]) {
        let [mut third, mut fourth, mut steps, mut pull] = self.0;
        for (score, coarseness) in score.as_chunks::<LANES>().0.iter().zip(coarseness.as_chunks::<LANES>().0) {
            for lane in 0..LANES {
                let (z, g) = (score[lane], coarseness[lane]);
                let (_, density) = smooth_normal(z);
                third[lane] += 0.25 / 6.0 * g * (z * z - 1.0) * density;
                fourth[lane] += 2.7 / 24.0 * g * g * (z * z - 3.0) * z * density;
                steps[lane] += 0.5 * g * density;
                pull[lane] += z * density;
            }
        }
        self.0 = [third, fourth, steps, pull];
    }
}
