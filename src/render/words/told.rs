//! Words what people of a table avoided or cost, whichever sign it has, and whom their mean hangs on.

use crate::estimate::CasesEvidence;
use crate::quantity::capital;
use crate::render::number::{exact_money, plain_share};

/// `avoided £500`, or `cost £500 more` of a negative amount; compared with before, `cost £500 less than before`.
#[must_use]
pub fn changed(amount: f64, before: bool) -> String {
    match (before, amount < 0.0) {
        (true, _) if amount == 0.0 => "cost the same as before".to_owned(),
        (false, false) => format!("avoided {}", exact_money(amount)),
        (false, true) => format!("cost {} more", exact_money(-amount)),
        (true, false) => format!("cost {} less than before", exact_money(amount)),
        (true, true) => format!("cost {} more than before", exact_money(-amount)),
    }
}

/// A person in a sentence: one who is only a number is called a person.
#[must_use]
pub fn named(person: &str) -> String {
    let number = person.chars().all(|letter| letter.is_ascii_digit());
    if number { format!("person {person}") } else { person.to_owned() }
}

/// Whom the mean hangs on: the share of the person with most, where the total is above zero, and the mean without the person
/// whose absence moves it most. `None` of one person, and where all are alike.
#[must_use]
pub fn hangs_on(told: &CasesEvidence) -> Option<String> {
    let moves = told.most_influential(1).into_iter().next().filter(|_| told.people > 1 && told.varies())?;
    let mean = exact_money(moves.mean_without?);
    let moved = named(&moves.person);
    let most = told.influence.first().zip(told.largest_share).filter(|_| told.total > 0.0);
    Some(match most {
        Some((first, share)) => {
            let share = plain_share((share * 100.0).round() / 100.0);
            let of = if told.rose.people == 0 {
                "the total"
            } else {
                "all that is avoided by those whose costs did not rise"
            };
            let brings = format!("{} brings {share} of {of}", capital(&named(&first.person)));
            if first.person == moves.person {
                format!("{brings}; without them the mean of the others is {mean}.")
            } else {
                format!("{brings}. Without {moved} the mean of the others is {mean}.")
            }
        }
        None => format!("Without {moved} the mean of the others is {mean}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_one_sign() {
        let said = [5.0, 0.0, -5.0].map(|amount| [changed(amount, false), changed(amount, true)]);
        assert_eq!(said[0], ["avoided £5", "cost £5 less than before"]);
        assert_eq!(said[1], ["avoided £0", "cost the same as before"]);
        assert_eq!(said[2], ["cost £5 more", "cost £5 more than before"]);
    }

    #[test]
    fn a_number_is_called_a_person() {
        assert_eq!([named("3"), named("A3"), named("Ann")], ["person 3", "A3", "Ann"]);
    }
}
