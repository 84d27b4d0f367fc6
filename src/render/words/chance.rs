//! Spells a simulated chance with no more than its bounds support: never 0%, never 100%, no odds from a handful of hits.
//!
//! A chance that was seen often enough is rounded to its error (`about 1 in 12 (8%)`); one that was hardly ever, or
//! hardly ever not, seen is its interval (`between 0.06% and 0.4%`); one that was never, or always, seen is a bound
//! (`less than 1 in 1,000 (below 0.1%)`). Which of them it is follows from the [`Chance`] alone, so that a table and a
//! sentence agree.

use super::amount::known_share;
use crate::estimate::Chance;
use crate::numeric::{decade, ln, log10, powi};
use crate::render::number::{share, whole_of};

/// From this relative error of the rarer side on, the interval stands for the chance: about nine hits.
const ROUGH: f64 = 1.0 / 3.0;
/// Up to this relative error odds have two figures; beyond, they are the nearest of a series.
const FINE: f64 = 0.1;
/// An interval whose lower end is so small a part of the upper one rests on less than one hit: only the upper end counts.
const ONE_HIT: f64 = 1.0 / 40.0;
/// What rounding to whole percents leaves open.
const HALF_PERCENT: f64 = 0.005;
/// Round odds between 10 and 100, no two further apart than the error of what is rounded to them.
const SERIES: [f64; 11] = [10.0, 12.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0, 80.0, 100.0];

/// What can be said of a chance.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Claim {
    /// Nothing.
    Unknown,
    /// The rarer side was not seen: it is below this.
    Unseen(f64),
    /// The rarer side was seen a few times: it is between these.
    Rough(f64, f64),
    /// It was seen often enough.
    About,
}

fn claim(chance: &Chance) -> Claim {
    let (low, high) = (chance.low.max(0.0), chance.high.min(1.0));
    if !chance.probability.is_finite() || !chance.mcse.is_finite() || high - low >= 1.0 {
        return Claim::Unknown;
    }
    let (rarer, low, high) = if common(chance) {
        (1.0 - chance.probability, 1.0 - high, 1.0 - low)
    } else {
        (chance.probability, low, high)
    };
    if low <= high * ONE_HIT {
        Claim::Unseen(high)
    } else if chance.mcse > ROUGH * rarer {
        Claim::Rough(low, high)
    } else {
        Claim::About
    }
}

/// Whether the rarer side is that it does not happen.
fn common(chance: &Chance) -> bool {
    chance.probability > 0.5
}

/// The chance in words with its number: `about 1 in 12 (8%)`, `between 0.06% and 0.4%`,
/// `less than 1 in 1,000 (below 0.1%)`.
#[must_use]
pub fn chance(chance: &Chance) -> String {
    match claim(chance) {
        Claim::Unknown => "not known".to_owned(),
        Claim::Unseen(_) => bounded(chance),
        Claim::Rough(..) => {
            let [low, high] = ends(chance);
            format!("between {low} and {high}")
        }
        Claim::About => format!("about {} ({})", odds(chance), percent(chance)),
    }
}

/// A chance that is known, not simulated: `1 in 16 (6%)`, `1 in 400 (below 1%)`; no finer than the whole percent beside it.
#[must_use]
pub fn known_chance(probability: f64) -> String {
    let rounded = Chance::with_error(probability, HALF_PERCENT);
    format!("{} ({})", odds(&rounded), known_share(probability))
}

/// The chance as a percentage alone: `8%`, `0.06% to 0.4%`, `below 0.1%`.
#[must_use]
pub fn percent(chance: &Chance) -> String {
    match claim(chance) {
        Claim::Unknown => "not known".to_owned(),
        Claim::Unseen(high) if common(chance) => format!("above {}", opposite(&upper(high))),
        Claim::Unseen(high) => format!("below {}%", upper(high)),
        Claim::Rough(..) => {
            let [low, high] = ends(chance);
            format!("{low} to {high}")
        }
        Claim::About => share(chance.probability, chance.mcse),
    }
}

/// The decimals of the percentage of a chance that a plain number can show; `None` of one that takes words.
#[must_use]
pub fn decimals(chance: &Chance) -> Option<usize> {
    (claim(chance) == Claim::About)
        .then(|| percent(chance).split_once('.').map_or(0, |(_, fraction)| fraction.len().saturating_sub(1)))
}

/// `less than 1 in 1,000 (below 0.1%)`; the percentage alone where the bound is no odds, as of one or two draws.
fn bounded(chance: &Chance) -> String {
    let rarest = if common(chance) { 1.0 - chance.low } else { chance.high };
    let of = figures(1.0 / rarest, f64::floor);
    if of < 2.0 {
        return percent(chance);
    }
    if common(chance) {
        format!("more than {} in {} ({})", whole_of(of - 1.0), whole_of(of), percent(chance))
    } else {
        format!("less than 1 in {} ({})", whole_of(of), percent(chance))
    }
}

/// The ends of the interval, rounded outwards.
fn ends(chance: &Chance) -> [String; 2] {
    if common(chance) {
        [opposite(&upper(1.0 - chance.low)), opposite(&lower(1.0 - chance.high))]
    } else {
        [format!("{}%", lower(chance.low)), format!("{}%", upper(chance.high))]
    }
}

/// The percentage that `percent` leaves of 100, with as many decimals.
fn opposite(percent: &str) -> String {
    let decimals = percent.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    format!("{:.decimals$}%", 100.0 - percent.parse::<f64>().unwrap_or(f64::NAN))
}

/// A share as a percentage rounded up, to one figure (two from 10 on, or after a leading 1): a bound stays one.
fn upper(share: f64) -> String {
    outwards(share, |steps| (steps - 1e-9).ceil())
}

/// The same rounded down.
fn lower(share: f64) -> String {
    outwards(share, |steps| (steps + 1e-9).floor())
}

fn outwards(share: f64, round: fn(f64) -> f64) -> String {
    let percent = 100.0 * share;
    if percent <= 0.0 {
        return "0".to_owned();
    }
    #[expect(clippy::cast_possible_truncation, reason = "exponents of finite numbers are small")]
    let power = (log10(percent) + 1e-12).floor() as i32;
    let leading = percent / powi(10.0, power);
    let decimals = if leading < 2.0 - 1e-9 { 1 - power } else { -power };
    let decimals = decimals.max(0);
    let scale = powi(10.0, decimals);
    let text = format!("{:.*}", usize::try_from(decimals).unwrap_or(0), round(percent * scale) / scale);
    // Rounding may have carried over: 0.097 becomes 0.10.
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The simplest odds near a chance: `1 in 12`, `2 in 3`, `19 in 20`; no finer than its error.
fn odds(chance: &Chance) -> String {
    const MIDDLE: [(u32, u32); 9] = [(1, 4), (3, 10), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (7, 10), (3, 4)];
    let probability = chance.probability;
    let round = |rarer: f64| {
        let of = 1.0 / rarer;
        if chance.mcse <= FINE * rarer || of < SERIES[0] { figures(of, f64::round) } else { nearest(of) }
    };
    if probability < 0.225 {
        return format!("1 in {}", whole_of(round(probability)));
    }
    if probability > 0.775 {
        let of = round(1.0 - probability);
        return format!("{} in {}", whole_of(of - 1.0), whole_of(of));
    }
    let near = |(hits, of): (u32, u32)| (f64::from(hits) / f64::from(of) - probability).abs();
    let (hits, of) = MIDDLE.into_iter().min_by(|a, b| near(*a).total_cmp(&near(*b))).unwrap_or((1, 2));
    format!("{hits} in {of}")
}

/// Two leading figures from 20 on (steps of 5 below 100), whole below.
fn figures(value: f64, round: fn(f64) -> f64) -> f64 {
    if value < 20.0 || !value.is_finite() {
        return round(value).max(1.0);
    }
    let step = if value < 100.0 { 5.0 } else { decade(value) / 10.0 };
    round(value / step) * step
}

/// The nearest of [`SERIES`] times a power of ten, by ratio.
fn nearest(value: f64) -> f64 {
    let decade = decade(value / SERIES[0]);
    let far = |step: &f64| ln(value / (step * decade)).abs();
    SERIES.into_iter().min_by(|a, b| far(a).total_cmp(&far(b))).unwrap_or(SERIES[0]) * decade
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(hits: f64, draws: f64) -> Chance {
        Chance::in_draws(hits / draws, draws)
    }

    #[test]
    fn chances_are_said_in_words_and_numbers() {
        assert_eq!(chance(&seen(333.0, 4000.0)), "about 1 in 12 (8%)");
        assert_eq!(chance(&seen(2640.0, 4000.0)), "about 2 in 3 (66%)");
        assert_eq!(chance(&seen(3812.0, 4000.0)), "about 19 in 20 (95%)");
        assert_eq!(chance(&seen(0.0, 4000.0)), "less than 1 in 1,000 (below 0.1%)");
        assert_eq!(chance(&seen(4000.0, 4000.0)), "more than 999 in 1,000 (above 99.9%)");
        assert_eq!(chance(&seen(6.0, 4000.0)), "between 0.06% and 0.4%");
        assert_eq!(chance(&seen(3994.0, 4000.0)), "between 99.6% and 99.94%");
        assert_eq!(chance(&seen(25.0, 4000.0)), "about 1 in 150 (0.6%)");
        assert_eq!(chance(&seen(0.0, 2.0)), "below 66%");
        assert_eq!(chance(&seen(1.0, 1.0)), "above 20%");
        assert_eq!(chance(&seen(1.0, 2.0)), "between 9% and 91%");
        assert_eq!(chance(&seen(0.0, 100_000.0)), "less than 1 in 26,000 (below 0.004%)");
        assert_eq!(chance(&Chance::with_error(f64::NAN, f64::NAN)), "not known");
        assert_eq!(chance(&Chance::with_error(1.0, 0.0)), "not known", "nothing tells of how many draws");
    }

    #[test]
    fn known_chances_are_no_finer_than_their_percent() {
        for (probability, said) in [
            (1.0 / 408.0, "1 in 400 (below 1%)"),
            (0.0245, "1 in 40 (2%)"),
            (0.061, "1 in 16 (6%)"),
            (0.34, "1 in 3 (34%)"),
            (0.93, "13 in 14 (93%)"),
        ] {
            assert_eq!(known_chance(probability), said);
        }
    }

    #[test]
    fn a_table_says_the_same_in_short() {
        assert_eq!(percent(&seen(0.0, 4000.0)), "below 0.1%");
        assert_eq!(percent(&seen(4000.0, 4000.0)), "above 99.9%");
        assert_eq!(percent(&seen(6.0, 4000.0)), "0.06% to 0.4%");
        assert_eq!(percent(&seen(1372.0, 4000.0)), "34%");
        assert_eq!(percent(&seen(0.0, 3000.0)), "below 0.13%");
    }

    /// Every percentage in a text, as a share.
    fn percentages(text: &str) -> Vec<f64> {
        let pieces = text.split(|c: char| !(c.is_ascii_digit() || ".%".contains(c)));
        pieces.filter_map(|piece| Some(piece.strip_suffix('%')?.parse::<f64>().ok()? / 100.0)).collect()
    }

    /// Numbers of hits, of a few to all of `draws`.
    fn hits(draws: u32) -> Vec<u32> {
        let few = (0..=40).chain((1..=20).map(|part| draws / 20 * part));
        let mut all: Vec<u32> = few.filter(|hits| *hits <= draws).flat_map(|hits| [hits, draws - hits]).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    #[test]
    fn no_spelling_goes_beyond_the_interval() {
        let draws =
            (1..=60).chain([100, 128, 250, 400, 999, 1000, 1024, 3000, 4000, 4096, 10_000, 20_000, 65_536, 100_000]);
        let mut tried = 0;
        for draws in draws {
            for hits in hits(draws) {
                let chance = seen(f64::from(hits), f64::from(draws));
                let (text, short) = (super::chance(&chance), percent(&chance));
                let case = format!("{hits} of {draws}: {text}; {short}; {chance:?}");
                tried += 1;
                // Both say the same.
                assert_eq!(percentages(&text), percentages(&short), "{case}");
                for spelling in [&text, &short] {
                    assert!(!spelling.contains("NaN") && !spelling.contains("inf"), "{case}");
                    assert!(!spelling.contains("more than 0") && !spelling.contains("in 1 "), "{case}");
                }
                let said = percentages(&short);
                assert!(said.iter().all(|share| *share > 0.0 && *share < 1.0), "nought or all: {case}");
                match said[..] {
                    [bound] if short.starts_with("below") => assert!(chance.high <= bound + 1e-12, "{case}"),
                    [bound] if short.starts_with("above") => assert!(bound - 1e-12 <= chance.low, "{case}"),
                    [about] => assert!(chance.low <= about && about <= chance.high, "{case}"),
                    [low, high] => assert!(low <= chance.low + 1e-12 && chance.high <= high + 1e-12, "{case}"),
                    _ => panic!("no percentage: {case}"),
                }
                if short.starts_with("below") || short.starts_with("above") {
                    assert!(hits == 0 || hits == draws, "seen, yet called a bound: {case}");
                }
                // Odds of the rarer side: within the interval, or within an eighth where that is narrower.
                if let Some((before, of)) = text.split_once(" (").and_then(|(head, _)| head.split_once(" in ")) {
                    let number = |text: &str| text.rsplit(' ').next().unwrap().replace(',', "").parse::<f64>().unwrap();
                    let (odds, p) = (number(before) / number(of), chance.probability);
                    if text.starts_with("less than") {
                        assert!(chance.high <= odds + 1e-12, "{case}");
                    } else if text.starts_with("more than") {
                        assert!(odds - 1e-12 <= chance.low, "{case}");
                    } else {
                        let rarer = odds.min(1.0 - odds) / p.min(1.0 - p);
                        let inside = chance.low <= odds && odds <= chance.high;
                        assert!(inside || (0.875..1.15).contains(&rarer) || (0.225..=0.775).contains(&p), "{case}");
                    }
                }
            }
        }
        assert!(tried > 3000, "{tried}");
    }

    #[test]
    fn a_mean_of_chances_is_no_surer_than_hits() {
        // All of 4,000 draws nearly certain: the error is nothing, and still it is not 100%.
        assert_eq!(percent(&Chance::averaged(1.0, 0.0, 4000.0)), "above 99.9%");
        assert_eq!(percent(&Chance::averaged(0.999_99, 1e-5, 4000.0)), "above 99.9%");
        assert_eq!(percent(&Chance::averaged(0.823_4, 0.003, 4000.0)), "82.3%");
    }
}
