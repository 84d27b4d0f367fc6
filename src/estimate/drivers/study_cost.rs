//! Reads what a study costs: `£500 + £250 per person`.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::dictionary::dictionary;
use crate::quantity::Kind;

dictionary! {
    /// What a study costs by its size.
    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    pub struct StudyCost {
        /// Cost of a study whatever its size.
        #[unit(Pounds)]
        pub fixed: f64,
        /// Cost of a study for each person.
        #[unit(PoundsPerPerson)]
        pub per_person: f64,
    }
}

/// Why a text is not the cost of a study.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StudyCostError {
    /// A part is no amount of money.
    #[error("`{part}` is not an amount of money ({reason}); write the cost as £500 + £250 per person")]
    NotMoney {
        /// The part.
        part: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Two parts of the same kind.
    #[error("`{text}` says the same kind of cost twice; write it as £500 + £250 per person")]
    Twice {
        /// What was written.
        text: String,
    },
}

/// What may stand behind the cost of each person.
const EACH: [&str; 4] = ["per person", "a person", "per case study", "each"];

impl StudyCost {
    /// `£500 + £250 per person`, `£250 per person` or `£500`.
    ///
    /// # Errors
    ///
    /// When a part is not money, or two are of the same kind.
    pub fn parse(text: &str) -> Result<Self, StudyCostError> {
        let (mut fixed, mut per_person) = (None, None);
        for part in text.split('+').map(str::trim) {
            let each = EACH.iter().find_map(|each| part.strip_suffix(each));
            let amount = Kind::Money
                .parse(each.unwrap_or(part).trim())
                .map_err(|error| StudyCostError::NotMoney { part: part.to_owned(), reason: error.to_string() })?;
            let place = if each.is_some() { &mut per_person } else { &mut fixed };
            if place.replace(amount).is_some() {
                return Err(StudyCostError::Twice { text: text.to_owned() });
            }
        }
        Ok(Self { fixed: fixed.unwrap_or(0.0), per_person: per_person.unwrap_or(0.0) })
    }

    /// The cost of a study of so many people, £.
    #[must_use]
    pub fn of(&self, people: u32) -> f64 {
        self.fixed + self.per_person * f64::from(people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_as_people_write_them() {
        let both = StudyCost { fixed: 500.0, per_person: 250.0 };
        assert_eq!(StudyCost::parse("£500 + £250 per person"), Ok(both));
        assert_eq!(StudyCost::parse("250 a person + £0.5k"), Ok(both));
        assert_eq!(StudyCost::parse("£250 per person"), Ok(StudyCost { fixed: 0.0, per_person: 250.0 }));
        assert_eq!(StudyCost::parse("£2k"), Ok(StudyCost { fixed: 2000.0, per_person: 0.0 }));
        assert_eq!(both.of(8), 2500.0);
    }

    #[test]
    fn what_is_no_cost_is_named() {
        assert!(StudyCost::parse("£500 and £250").unwrap_err().to_string().contains("`£500 and £250`"));
        assert!(StudyCost::parse("").is_err());
        assert!(StudyCost::parse("-£5 per person").is_err());
        assert_eq!(StudyCost::parse("£1 + £2").unwrap_err(), StudyCostError::Twice { text: "£1 + £2".to_owned() });
    }
}
