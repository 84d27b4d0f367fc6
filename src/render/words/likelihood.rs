//! Puts chances into the words of a published scale, and prints the scale beside them.
//!
//! The probability yardstick of the Professional Head of Intelligence Assessment, used across UK government. Its bands
//! leave gaps on purpose, so that nobody reads more into a word than is meant; a chance in a gap is said to lie between.

use crate::estimate::Chance;

/// Word, lower and upper end of its band.
const BANDS: [(&str, f64, f64); 7] = [
    ("a remote chance", 0.0, 0.05),
    ("highly unlikely", 0.10, 0.20),
    ("unlikely", 0.25, 0.35),
    ("a realistic possibility", 0.40, 0.50),
    ("likely", 0.55, 0.75),
    ("highly likely", 0.80, 0.90),
    ("almost certain", 0.95, 1.0),
];

/// The whole scale in a sentence, to be printed wherever one of its words stands.
pub const SCALE: &str = "UK probability yardstick (Professional Head of Intelligence Assessment): remote chance up \
to 5%, \
     highly unlikely 10% to 20%, unlikely 25% to 35%, realistic possibility 40% to 50%, likely 55% to 75%, \
     highly likely 80% to 90%, almost certain 95% or more";

/// Wider intervals of a chance than the widest band of the scale have words for both of their ends.
const WIDE: f64 = 0.2;

/// The words for a chance: `unlikely`, or `between unlikely and a realistic possibility` in a gap of the scale.
///
/// Half a percent on either side of a band still belongs to it, since chances print as whole percents. A chance that is
/// known so badly that no word is right is said to lie between those at the ends of its interval.
#[must_use]
pub fn likelihood(chance: &Chance) -> String {
    if !chance.probability.is_finite() {
        return "not known".to_owned();
    }
    if chance.high - chance.low > WIDE {
        let from = BANDS.iter().rev().find(|(_, low, _)| chance.low >= *low).map_or(BANDS[0].0, |(word, ..)| word);
        let to =
            BANDS.iter().find(|(.., high)| chance.high <= *high).map_or(BANDS[BANDS.len() - 1].0, |(word, ..)| word);
        return if from == to { from.to_owned() } else { format!("between {from} and {to}") };
    }
    of_probability(chance.probability)
}

fn of_probability(probability: f64) -> String {
    const ROUNDING: f64 = 0.005;
    let mut before = BANDS[0].0;
    for (word, low, high) in BANDS {
        if probability < low - ROUNDING {
            return format!("between {before} and {word}");
        }
        if probability <= high + ROUNDING {
            return word.to_owned();
        }
        before = word;
    }
    "not known".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_take_the_words_of_the_yardstick() {
        let likelihood = |probability: f64| likelihood(&Chance::in_draws(probability, 4000.0));
        assert_eq!(likelihood(0.0), "a remote chance");
        assert_eq!(likelihood(0.054), "a remote chance");
        assert_eq!(likelihood(0.07), "between a remote chance and highly unlikely");
        assert_eq!(likelihood(0.25), "unlikely");
        assert_eq!(likelihood(0.38), "between unlikely and a realistic possibility");
        assert_eq!(likelihood(0.52), "between a realistic possibility and likely");
        assert_eq!(likelihood(0.66), "likely");
        assert_eq!(likelihood(1.0), "almost certain");
        assert_eq!(likelihood(f64::NAN), "not known");
    }

    #[test]
    fn what_few_draws_cannot_tell_is_not_told() {
        let of = |hits: f64, draws: f64| likelihood(&Chance::in_draws(hits / draws, draws));
        assert_eq!(of(0.0, 2.0), "between a remote chance and likely");
        assert_eq!(of(1.0, 1.0), "between highly unlikely and almost certain");
        assert_eq!(of(3.0, 10.0), "between highly unlikely and likely");
        assert_eq!(of(30.0, 100.0), "unlikely", "0.22 to 0.40 is no wider than a band");
    }

    #[test]
    fn the_scale_names_every_word() {
        for (word, _, _) in BANDS {
            assert!(SCALE.contains(word.trim_start_matches("a ")), "{word}");
        }
    }
}
