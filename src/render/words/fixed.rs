//! Words what stays as it is while people are added to a programme.

use super::amount::people;
use crate::estimate::{PeopleNeeded, SwitchHeldFixed};
use crate::quantity::list;
use crate::render::number::money;

/// What is taken to be so for any number of people, in a sentence; `None` where the file does not say.
#[must_use]
pub fn held_fixed(people: &PeopleNeeded) -> Option<String> {
    let fixed = people.held_fixed?;
    let mut parts = vec!["support works as well as for those there are now".to_owned()];
    if fixed.follows {
        parts.push("each person costs the programme as much as one does now".to_owned());
    }
    parts.extend(match fixed.programme_cost {
        Some(cost) if cost > 0.0 => {
            let cost = money(cost, fixed.programme_cost_mcse.unwrap_or(0.0));
            Some(format!("{cost} of programme cost is taken off however many there are"))
        }
        Some(_) if fixed.follows => None,
        _ if fixed.programme => Some("what the programme would cost for more of them is not counted".to_owned()),
        _ => None,
    });
    if fixed.capacity {
        parts.push("the capacity of the team sets no limit".to_owned());
    }
    Some(format!("Assumed for any number of people: {}.", list(&parts)))
}

/// What stays as it is while one input is set to another value, in a sentence.
#[must_use]
pub fn held_at_switch(fixed: &SwitchHeldFixed) -> String {
    let people = people(fixed.people);
    let cost = match (fixed.programme, fixed.follows) {
        (false, _) => "",
        (true, false) => "; the programme costs what it costs now",
        (true, true) => "; programme cost that follows the people moves with who engages and stays",
    };
    format!("All else stays as it is: {people}, and every value but the one{cost}.")
}
