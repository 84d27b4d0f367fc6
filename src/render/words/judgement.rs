//! Judges what is claimed by its chance: yes, no, or how far from either, in the words of the yardstick.

use crate::estimate::Chance;

/// Wider intervals of a chance than this leave open which word is right.
const WIDE: f64 = 0.2;
/// Up to this chance the answer is no, and from what is left of 1 on it is yes.
const NO: f64 = 0.1;
/// Up to this chance it is probably not: the middle of the gap between “unlikely” and “a realistic possibility”.
const UNLIKELY: f64 = 0.375;
/// From this chance on it is probably so: the lower end of “likely”.
const LIKELY: f64 = 0.55;
/// A target whose chance lies below this for certain is out of reach.
const OUT_OF_REACH: f64 = 0.01;

/// Below which chance what is said of reaching something: the bands of the yardstick, with half a percent more on either
/// side since chances print as whole percents, and the gaps between them.
const REACHED: [(f64, &str); 12] = [
    (0.055, "has a remote chance of being reached"),
    (0.095, "is between a remote chance and highly unlikely to be reached"),
    (0.205, "is highly unlikely to be reached"),
    (0.245, "is between highly unlikely and unlikely to be reached"),
    (0.355, "is unlikely to be reached"),
    (0.395, "is between unlikely and a realistic possibility"),
    (0.505, "is a realistic possibility"),
    (0.545, "is between a realistic possibility and likely to be reached"),
    (0.755, "is likely to be reached"),
    (0.795, "is between likely and highly likely to be reached"),
    (0.905, "is highly likely to be reached"),
    (0.945, "is between highly likely and almost certain to be reached"),
];

/// What a chance says of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// It is as good as false.
    No,
    /// It is rather false.
    ProbablyNot,
    /// It may be either.
    Open,
    /// It is rather true.
    Probably,
    /// It is as good as true.
    Yes,
    /// Too few draws to say.
    Unknown,
}

impl Judgement {
    /// Of one claim.
    #[must_use]
    pub fn of(chance: &Chance) -> Self {
        if chance.high - chance.low > WIDE {
            return Self::Unknown;
        }
        Self::between(chance.probability, chance.probability)
    }

    /// Of a claim whose chance is known to lie between two bounds.
    #[must_use]
    pub fn between(low: f64, high: f64) -> Self {
        if !low.is_finite() || !high.is_finite() {
            Self::Unknown
        } else if high <= NO {
            Self::No
        } else if low >= 1.0 - NO {
            Self::Yes
        } else if high < UNLIKELY {
            Self::ProbablyNot
        } else if low >= LIKELY {
            Self::Probably
        } else {
            Self::Open
        }
    }

    /// The first word of an answer to all these claims together; `None` without a claim.
    #[must_use]
    pub fn answer(claims: &[Self]) -> Option<&'static str> {
        let all = |of: &[Self]| claims.iter().all(|claim| of.contains(claim));
        let any = |of: &[Self]| claims.iter().any(|claim| of.contains(claim));
        if claims.is_empty() {
            return None;
        }
        Some(if any(&[Self::Unknown]) {
            "Too few draws to say."
        } else if all(&[Self::No]) {
            "No."
        } else if all(&[Self::Yes]) {
            "Yes."
        } else if all(&[Self::No, Self::ProbablyNot]) {
            "Probably not."
        } else if all(&[Self::Yes, Self::Probably]) {
            "Probably."
        } else if any(&[Self::Yes, Self::Probably]) && any(&[Self::No, Self::ProbablyNot]) {
            "In part."
        } else {
            "It is open."
        })
    }
}

/// What is said of reaching something: `is out of reach`, `is likely to be reached`; in a gap of the yardstick that it lies
/// between two of its words.
#[must_use]
pub fn reached(chance: &Chance) -> &'static str {
    let p = chance.probability;
    if Judgement::of(chance) == Judgement::Unknown {
        "takes more draws to judge"
    } else if chance.high < OUT_OF_REACH {
        "is out of reach"
    } else {
        let known = REACHED.iter().find(|(upper, _)| p < *upper);
        known.map_or("is almost certain to be reached", |(_, said)| said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Judgement::{No, Open, Probably, ProbablyNot, Unknown, Yes};

    fn of(hits: f64, draws: f64) -> Chance {
        Chance::in_draws(hits / draws, draws)
    }

    #[test]
    fn a_claim_is_judged_by_its_chance() {
        for (share, judged) in
            [(0.0, No), (0.1, No), (0.2, ProbablyNot), (0.45, Open), (0.6, Probably), (0.9, Yes), (1.0, Yes)]
        {
            assert_eq!(Judgement::of(&of(share * 4000.0, 4000.0)), judged, "{share}");
        }
        assert_eq!(Judgement::of(&of(0.0, 2.0)), Unknown);
        assert_eq!(Judgement::between(0.25, 0.5), Open);
        assert_eq!(Judgement::between(0.05, 0.25), ProbablyNot);
        assert_eq!(Judgement::between(f64::NAN, 1.0), Unknown);
    }

    #[test]
    fn one_word_is_true_of_every_claim_or_says_that_they_differ() {
        let answer = |claims: &[Judgement]| Judgement::answer(claims).unwrap();
        assert_eq!(answer(&[No, No]), "No.");
        assert_eq!(answer(&[No, ProbablyNot]), "Probably not.");
        assert_eq!(answer(&[Yes]), "Yes.");
        assert_eq!(answer(&[Yes, Probably]), "Probably.");
        assert_eq!(answer(&[Yes, No]), "In part.");
        assert_eq!(answer(&[Yes, Open]), "It is open.");
        assert_eq!(answer(&[Yes, Unknown]), "Too few draws to say.");
        assert_eq!(Judgement::answer(&[]), None);
    }

    #[test]
    fn only_what_is_below_one_in_a_hundred_for_certain_is_out_of_reach() {
        assert_eq!(reached(&of(0.0, 4000.0)), "is out of reach");
        assert_eq!(reached(&of(40.0, 4000.0)), "has a remote chance of being reached");
        assert_eq!(reached(&of(0.0, 100.0)), "has a remote chance of being reached");
        assert_eq!(reached(&of(2000.0, 4000.0)), "is a realistic possibility");
        assert_eq!(reached(&of(1.0, 2.0)), "takes more draws to judge");
    }
}
