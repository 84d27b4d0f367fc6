//! Says whether what a target counts, for whom and when, is what its sentences say.

use crate::claim::Said;
use crate::number::{Truth, holds};
use crate::world::World;

/// What is said to count, with the columns that add up to it.
const COUNTING: [(&str, Option<&str>); 7] = [
    ("Cashable savings and gains of ", Some("cashable")),
    ("Cashable savings of ", Some("cashable")),
    ("Avoided cost and gains of ", Some("avoided")),
    ("Avoided cost of ", Some("avoided")),
    ("Averted cost and gains (nothing that is only put off) of ", None),
    ("Averted cost (nothing that is only put off) of ", None),
    ("Released cash of ", None),
];

/// That `Cashable savings of the council in 2022/23`, which `come` to something, adds up from the columns of those payers and that year, less
/// programme cost where it is said.
pub(crate) fn counts(world: &World, said: &Said, phrase: &str, verb: &str) -> Truth {
    let target = world.target(&said.place)?;
    let (values, _) = world.towards(target);
    let (what, rest) = COUNTING
        .iter()
        .find_map(|(words, what)| phrase.strip_prefix(words).map(|rest| (*what, rest)))
        .ok_or_else(|| format!("“{phrase}” counts nothing that is known"))?;
    let plural = phrase.starts_with("Cashable") || phrase.contains(" and gains");
    holds((verb == "come") == plural, || format!("“{phrase} {verb}”"))?;
    let (rest, net) = match rest.split_once(" (less the programme cost that falls to ") {
        Some((rest, _)) => (rest, true),
        None => (rest, false),
    };
    let (who, when) = match rest.strip_suffix(" over the whole span") {
        Some(who) => (who, None),
        None => rest.rsplit_once(" in ").map(|(who, year)| (who, Some(year))).ok_or("no time is said")?,
    };
    let Some(what) = what.filter(|_| !net) else { return Ok(()) };
    let names: Vec<String> = if who == "all payers" {
        vec![String::new()]
    } else if let Some(payer) = world.run.plan.payers.iter().find(|payer| payer.label == who) {
        vec![format!("payers.{}.", payer.id)]
    } else {
        vec![format!("groups.{}.", who.trim_start_matches("the ").replace(' ', "_"))]
    };
    let column = |name: &String| match when {
        None if name.is_empty() => format!("total.{what}"),
        None => format!("{name}{what}"),
        Some(year) => format!("years.{year}.{name}{what}"),
    };
    for (draw, value) in values.iter().enumerate() {
        let sum: f64 = names.iter().map(|name| world.column(&column(name))[draw]).sum();
        holds((sum - value).abs() <= 1e-6 * value.abs().max(1.0), || {
            format!("“{phrase}” is {sum} in draw {draw}, not {value}")
        })?;
    }
    Ok(())
}
