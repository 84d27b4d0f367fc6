//! Places an occurrence in time: over the whole horizon, where support prevents, or where it does not.

use super::vectors::widest;
use crate::model::Event;
use crate::numeric::{exp_m1, float, whole_part};

/// A stretch of the horizon on which a(t) is constant in every draw.
#[derive(Clone, Copy, Debug)]
struct Window {
    /// Months since joining.
    from: f64,
    to: f64,
    /// Full years since joining.
    year: usize,
    /// The chance that an occurrence falls before it, and in it.
    before: f64,
    share: f64,
}

/// Part of a window that lies in one year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// Months since joining.
    pub(super) from: f64,
    to: f64,
    /// The year, counted from the first April.
    pub(super) year: usize,
    /// The chance that an occurrence falls in it and is prevented.
    pub(super) chance: f64,
}

/// When the occurrences of one event fall, and the windows in which its support prevents.
#[derive(Debug)]
pub(super) struct Timing {
    horizon: f64,
    /// τ and exp(-H/τ) - 1, of an event that decays.
    decay: Option<(f64, f64)>,
    windows: Vec<Window>,
    /// The chance that an occurrence falls after the last of them.
    after: f64,
}

/// Where the occurrences fall that support prevents, in one draw: density ∝ f(t) a(t).
#[derive(Debug, Default)]
pub(super) struct Prevention {
    /// By window.
    parts: Vec<PreventedPart>,
}

/// Where the occurrences fall that happen all the same: density ∝ f(t) (1 - a(t)), over the whole horizon.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Before the windows, by window, and after them.
    parts: Vec<PreventedPart>,
    /// b, by part.
    cuts: Vec<f64>,
}

/// The prevented occurrences of one window.
#[derive(Clone, Copy, Debug)]
struct PreventedPart {
    /// Σ f a over the windows before, and up to this one.
    below: f64,
    cumulative: f64,
    /// The share of all occurrences that falls before the window, and its rise for each unit of f a.
    before: f64,
    rise: f64,
}

impl Timing {
    /// The timing of `event` within `horizon` months.
    pub(super) fn new(event: &Event, horizon: f64) -> Self {
        let decay = event.decays.map(|decay| (decay, exp_m1(-horizon / decay)));
        let mut timing = Self { horizon, decay, windows: Vec::new(), after: 0.0 };
        let support = &event.support;
        let end = support.lasts.min(horizon);
        // Years need not be told apart where the effect does not drop off.
        let yearly = support.drop_off.certain() != Some(0.0);
        let mut from = support.starts_after;
        while from < end {
            let year: usize = whole_part(from / 12.0);
            let to = if yearly { end.min(12.0 * float(year + 1)) } else { end };
            let before = timing.before(from);
            timing.windows.push(Window { from, to, year, before, share: timing.before(to) - before });
            from = to;
        }
        timing.after = timing.windows.last().map_or(0.0, |last| 1.0 - last.before - last.share);
        timing
    }

    /// The chance that an occurrence falls in the first `time` months.
    fn before(&self, time: f64) -> f64 {
        match self.decay {
            None => time / self.horizon,
            Some((decay, span)) => exp_m1(-time / decay) / span,
        }
    }

    /// The time before which a share `fraction` of the occurrences fall.
    fn at(&self, fraction: f64) -> f64 {
        let mut time = [fraction];
        self.spread(&mut time);
        time[0]
    }

    /// Turns uniform numbers into times of any occurrences.
    pub(super) fn spread(&self, times: &mut [f64]) {
        match self.decay {
            None => widest!(evenly(times, 0.0, self.horizon)),
            Some((decay, span)) => widest!(decaying(times, decay, span, self.horizon)),
        }
    }

    /// Turns uniform numbers into times of prevented occurrences.
    pub(super) fn spread_prevented(&self, prevention: &Prevention, times: &mut [f64]) {
        match prevention.parts.as_slice() {
            [only] => widest!(evenly(times, only.before, only.cumulative * only.rise)),
            parts => widest!(by_part(times, parts, prevention.chance())),
        }
        self.spread(times);
    }

    /// Turns uniform numbers into times of occurrences that happen all the same, and says what share of each is cut off.
    pub(super) fn spread_kept(&self, kept: &Kept, times: &mut [f64], cuts: &mut [f64]) {
        let chance = kept.parts.last().map_or(0.0, |part| part.cumulative);
        if kept.cuts.iter().all(|cut| *cut == 0.0) {
            cuts.fill(0.0);
            widest!(by_part(times, &kept.parts, chance));
        } else {
            widest!(by_part_cut(times, &kept.parts, chance, &kept.cuts, cuts));
        }
        self.spread(times);
    }

    /// Hands over the windows, cut where years end, of people who join `joined` months after the first April.
    pub(super) fn stretches(&self, prevention: &Prevention, joined: f64, mut each: impl FnMut(Stretch)) {
        for (window, part) in self.windows.iter().zip(&prevention.parts) {
            let density = (part.cumulative - part.below) / window.share;
            let mut from = window.from;
            while from < window.to {
                let year: usize = whole_part((joined + from) / 12.0);
                let end = 12.0 * float(year + 1) - joined;
                // A sliver that rounding leaves before the end of a year belongs to the next.
                let to = if end > from { end.min(window.to) } else { window.to };
                let chance = density * (self.before(to) - self.before(from));
                each(Stretch { from, to, year, chance });
                from = to;
            }
        }
    }

    /// A time within a stretch.
    pub(super) fn within(&self, stretch: &Stretch, fraction: f64) -> f64 {
        match self.decay {
            None => stretch.from + fraction * (stretch.to - stretch.from),
            Some(_) => {
                let before = self.before(stretch.from);
                self.at(before + fraction * (self.before(stretch.to) - before))
            }
        }
    }

    /// Mean and variance of v^t, t from the start of a stretch, `log` = ln v.
    ///
    /// ```text
    /// E[v^(k t)] = F(1/τ - k ln v)/F(1/τ),  F(s) = ∫₀ᴸ exp(-s t) dt = (1 - exp(-s L))/s
    /// ```
    pub(super) fn factor_moments(&self, log: f64, stretch: &Stretch) -> (f64, f64) {
        let length = stretch.to - stretch.from;
        let fall = self.decay.map_or(0.0, |(decay, _)| 1.0 / decay);
        let integral = |s: f64| if (s * length).abs() < 1e-12 { length } else { -exp_m1(-s * length) / s };
        let mean = integral(fall - log) / integral(fall);
        let square = integral(fall - 2.0 * log) / integral(fall);
        (mean, (square - mean * mean).max(0.0))
    }
}

/// Turns uniform numbers into evenly spread ones: `from` + `length` · u.
#[inline(always)]
fn evenly(times: &mut [f64], from: f64, length: f64) {
    for time in times {
        *time = from + *time * length;
    }
}

/// Turns shares of the occurrences into times: t = -τ ln(1 + share (exp(-H/τ) - 1)).
#[inline(always)]
fn decaying(times: &mut [f64], decay: f64, span: f64, horizon: f64) {
    for time in times {
        let late = -decay * ln(1.0 + *time * span);
        *time = if late < horizon { late } else { horizon };
    }
}

/// How many uniform numbers are turned together.
const TOGETHER: usize = 64;

/// Turns uniform numbers into shares of all occurrences, of those that are prevented with chance `chance` in all.
#[inline(always)]
fn by_part(times: &mut [f64], parts: &[PreventedPart], chance: f64) {
    turn(times, parts, chance, |_, _| ());
}

/// The same, with what is `cut` off those of each part.
#[inline(always)]
fn by_part_cut(times: &mut [f64], parts: &[PreventedPart], chance: f64, cut: &[f64], cuts: &mut [f64]) {
    turn(times, parts, chance, |first, passed| {
        for (cut_off, &passed) in cuts[first..].iter_mut().zip(passed) {
            *cut_off = cut[passed as usize];
        }
    });
}

/// Turns uniform numbers into shares, and hands on into which part those from a place on fell.
#[inline(always)]
fn turn(times: &mut [f64], parts: &[PreventedPart], chance: f64, mut fell: impl FnMut(usize, &[u32])) {
    let Some((_, inner)) = parts.split_last() else { return };
    for (chunk, times) in times.chunks_mut(TOGETHER).enumerate() {
        // Counted rather than searched: into which part it falls cannot be foreseen.
        let mut passed = [0_u32; TOGETHER];
        for part in inner {
            for (passed, &time) in passed.iter_mut().zip(&*times) {
                *passed += u32::from(time * chance >= part.cumulative);
            }
        }
        for (time, &passed) in times.iter_mut().zip(&passed) {
            let part = &parts[passed as usize];
            *time = part.before + (*time * chance - part.below) * part.rise;
        }
        fell(chunk * TOGETHER, &passed[..times.len()]);
    }
}

/// ln x for a normal number above 0, to 10⁻¹⁵, without a branch or a look-up, the same on every system.
///
/// ```text
/// x = 2^e m,  √½ ≤ m < √2;   ln m = 2 (s + s³/3 + s⁵/5 + …),  s = (m - 1)/(m + 1),  |s| < 0.172
/// ```
#[inline(always)]
fn ln(x: f64) -> f64 {
    const ROOT_HALF: u64 = 0x3fe6_a09e_667f_3bcd;
    const BIAS: u64 = 1023;
    // e + 1023, as bits that are not negative.
    let biased = x.to_bits().wrapping_sub(ROOT_HALF).wrapping_add(BIAS << 52) >> 52;
    let m = f64::from_bits(x.to_bits().wrapping_sub(biased.wrapping_sub(BIAS) << 52));
    let s = (m - 1.0) / (m + 1.0);
    let square = s * s;
    let series =
        [17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0, 1.0].iter().fold(0.0, |sum, odd| sum * square + 1.0 / odd);
    // A small whole number as the lowest bits of 2^52 and more.
    let exponent = f64::from_bits(4_503_599_627_370_496.0_f64.to_bits() | biased) - (4_503_599_627_370_496.0 + 1023.0);
    2.0 * s * series + exponent * std::f64::consts::LN_2
}

impl Prevention {
    /// Reads a draw: `prevents` is a by full years since joining; of one below zero, what is met is accompanied.
    pub(super) fn read(&mut self, timing: &Timing, prevents: &[f64]) {
        self.parts.clear();
        let mut below = 0.0;
        self.parts.extend(timing.windows.iter().map(|window| {
            let chance = window.share * prevents[window.year].abs();
            let rise = if chance > 0.0 { window.share / chance } else { 0.0 };
            let part = PreventedPart { below, cumulative: below + chance, before: window.before, rise };
            below = part.cumulative;
            part
        }));
    }

    /// |A|, the chance that an occurrence is prevented or accompanied.
    pub(super) fn chance(&self) -> f64 {
        self.parts.last().map_or(0.0, |part| part.cumulative)
    }
}

impl Kept {
    /// Reads a draw: `prevents` and `reduces` are a, not below zero, and b by full years since joining.
    pub(super) fn read(&mut self, timing: &Timing, prevents: &[f64], reduces: &[f64]) {
        self.parts.clear();
        self.cuts.clear();
        let mut below = 0.0;
        let mut add = |before: f64, share: f64, kept: f64, cut: f64| {
            let rise = if kept > 0.0 { kept.recip() } else { 0.0 };
            let cumulative = below + share * kept;
            match (self.parts.last_mut(), self.cuts.last()) {
                // Neighbours in which support does the same are one part.
                (Some(last), Some(&other)) if last.rise == rise && other == cut => last.cumulative = cumulative,
                _ if share == 0.0 => (),
                _ => {
                    self.parts.push(PreventedPart { below, cumulative, before, rise });
                    self.cuts.push(cut);
                }
            }
            below = cumulative;
        };
        let first = timing.windows.first().map_or(1.0, |window| window.before);
        add(0.0, first, 1.0, 0.0);
        for window in &timing.windows {
            add(window.before, window.share, 1.0 - prevents[window.year], reduces[window.year]);
        }
        if timing.after > 0.0 {
            add(1.0 - timing.after, timing.after, 1.0, 0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_the_same_by_all_kinds_of_vectors() {
        let part = |below, cumulative, before, rise| PreventedPart { below, cumulative, before, rise };
        let parts = [part(0.0, 0.2, 0.1, 1.5), part(0.2, 0.3, 0.4, 3.0), part(0.3, 0.36, 0.7, 5.0)];
        let uniform: Vec<f64> = (0..1001).map(|index| (f64::from(index) + 0.5) / 1001.0).collect();
        let (mut old, mut new) = (uniform.clone(), uniform.clone());
        by_part(&mut old, &parts, 0.36);
        widest!(by_part(&mut new, &parts, 0.36));
        assert_eq!(old, new);
        decaying(&mut old, 6.0, -0.98, 24.0);
        widest!(decaying(&mut new, 6.0, -0.98, 24.0));
        assert_eq!(old, new);
        // 0.5 · 0.36 = 0.18 lies in the first part, 0.9 · 0.36 = 0.324 in the last.
        let mut two = [0.5, 0.9];
        by_part(&mut two, &parts, 0.36);
        assert!((two[0] - (0.1 + 0.18 * 1.5)).abs() < 1e-15 && (two[1] - (0.7 + 0.024 * 5.0)).abs() < 1e-15);
    }

    #[test]
    fn the_logarithm_is_right() {
        let mut x = 1e-300;
        while x < 1e300 {
            let tolerance = 4e-16 * (1.0 + libm::log(x).abs());
            assert!((ln(x) - libm::log(x)).abs() < tolerance, "{x}: {} {}", ln(x), libm::log(x));
            x *= 1.137;
        }
    }

    #[test]
    fn those_that_happen_fall_where_support_prevents_few_and_are_cut_where_it_acts() {
        let window =
            |from: f64, to: f64, year| Window { from, to, year, before: from / 24.0, share: (to - from) / 24.0 };
        let windows = vec![window(1.0, 12.0, 0), window(12.0, 18.0, 1)];
        let timing = Timing { horizon: 24.0, decay: None, windows, after: 0.25 };
        let mut kept = Kept::default();
        kept.read(&timing, &[0.5, 0.25, 0.125], &[0.1, 0.05, 0.025]);
        let mut times: Vec<f64> = (0..17_000).map(|index| (f64::from(index) + 0.5) / 17_000.0).collect();
        let mut cuts = vec![f64::NAN; times.len()];
        timing.spread_kept(&kept, &mut times, &mut cuts);
        // Months times what is not prevented: 1 + 11/2 + 6 · 3/4 + 6 = 17.
        for (from, to, share, cut) in
            [(0.0, 1.0, 1.0, 0.0), (1.0, 12.0, 5.5, 0.1), (12.0, 18.0, 4.5, 0.05), (18.0, 24.0, 6.0, 0.0)]
        {
            let within = || times.iter().zip(&cuts).filter(|(time, _)| (from..to).contains(*time));
            assert!((within().count() as f64 - 1000.0 * share).abs() <= 1.0, "{from}");
            assert!(within().all(|(_, found)| *found == cut), "{from}");
        }
        // Where nothing is cut and no effect drops, all of the time is one part.
        kept.read(&timing, &[0.0; 3], &[0.0; 3]);
        assert_eq!(kept.parts.len(), 1);
    }
}
