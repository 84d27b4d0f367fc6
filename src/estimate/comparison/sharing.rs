//! Decides which evidence several scenarios draw in common: the same evidence once, other opinions of one thing by common
//! quantiles, and evidence of a scenario's own by random numbers of its own.

use super::pattern::matches;
use crate::model::{Law, Parameter, Plan, Streams, ValueStream};

/// Path and spelling of every value that a scenario states.
pub type Spellings = Vec<(String, String)>;

/// What is known of scenarios that are to be compared, in their order.
pub struct Sharing<'a> {
    /// What each states.
    pub stated: &'a [Spellings],
    /// Whether one of two scenarios extends the other, so that what it spells otherwise is another opinion of the same.
    pub related: &'a dyn Fn(usize, usize) -> bool,
    /// Paths, `*` for any part, of what is drawn by common quantiles however it is spelled.
    pub common: &'a [String],
    /// Paths of what is drawn independently however it is spelled; `*` of the people's lives as well.
    pub independent: &'a [String],
}

/// What the views are called in `--common` and `--independent`.
const VIEWS: &str = "views";

/// Gives every plan after the first the random numbers of those before it where they share evidence, and numbers of its
/// own where not.
///
/// # Errors
///
/// The first path of `common` or `independent` at which no scenario has an uncertain value.
pub fn share(plans: &mut [&mut Plan], sharing: &Sharing<'_>) -> Result<(), String> {
    let known = |pattern: &String| {
        matches(pattern, VIEWS)
            || plans.iter().any(|plan| plan.parameters.iter().any(|parameter| matches(pattern, &parameter.path)))
    };
    if let Some(nothing) = sharing.common.iter().chain(sharing.independent).find(|pattern| !known(pattern)) {
        return Err(nothing.clone());
    }
    let mut dimension = plans.iter().map(|plan| plan.parameters.len()).max().unwrap_or(0);
    for index in 1..plans.len() {
        let (before, rest) = plans.split_at_mut(index);
        let plan = &mut *rest[0];
        if sharing.all_apart() {
            plan.simulation.seed = seed_apart(plan.simulation.seed, index);
        }
        let mut values: Vec<Option<ValueStream>> =
            (0..plan.parameters.len()).map(|at| sharing.earlier(before, plan, at)).collect();
        // The columns of one table stay together: they are common as a whole, or not at all.
        let columns = || plan.parameters.iter().enumerate().filter(|(_, one)| one.is_sampled()).map(|(at, _)| at);
        if columns().any(|at| values[at].is_none()) {
            dimension += 1;
            let table = ValueStream { name: format!("{index}: samples"), dimension: dimension - 1 };
            columns().for_each(|at| values[at] = Some(table.clone()));
        }
        let own = |(value, parameter): (Option<ValueStream>, &Parameter)| {
            value.unwrap_or_else(|| {
                dimension += 1;
                ValueStream { name: format!("{index}: {}", parameter.path), dimension: dimension - 1 }
            })
        };
        let values: Vec<ValueStream> = values.into_iter().zip(&plan.parameters).map(own).collect();
        let with = (0..index).find(|&other| sharing.opinions(other, index, VIEWS));
        let view_divisor =
            with.map_or_else(|| Streams::view_divisor(index), |other| before[other].streams.view_divisor);
        plan.streams = Streams { values, view_divisor, ..plan.streams };
    }
    let one_view = plans.windows(2).all(|pair| same_views(pair[0], pair[1]));
    plans.iter_mut().for_each(|plan| plan.streams.points_by_view = one_view);
    Ok(())
}

impl Sharing<'_> {
    fn apart(&self, path: &str) -> bool {
        self.independent.iter().any(|pattern| matches(pattern, path))
    }

    /// Whether nothing at all is drawn in common.
    fn all_apart(&self) -> bool {
        self.independent.iter().any(|pattern| pattern == "*")
    }

    /// Whether two scenarios draw what stands at `path` by common quantiles, however each spells it.
    fn opinions(&self, one: usize, other: usize, path: &str) -> bool {
        !self.apart(path) && ((self.related)(one, other) || self.common.iter().any(|pattern| matches(pattern, path)))
    }

    /// The random numbers of the same path in the first scenario before this one that draws it in common.
    fn earlier(&self, before: &[&mut Plan], plan: &Plan, at: usize) -> Option<ValueStream> {
        let path = &plan.parameters[at].path;
        if self.apart(path) {
            return None;
        }
        before.iter().enumerate().find_map(|(other, earlier)| {
            let place = earlier.parameters.iter().position(|parameter| parameter.path == *path)?;
            let shared = self.opinions(other, before.len(), path)
                || same_evidence((earlier, &self.stated[other], place), (plan, &self.stated[before.len()], at));
            shared.then(|| earlier.streams.values[place].clone())
        })
    }
}

/// Whether two values at one path are spelled alike; where nothing is spelled of them, or a table of case studies is
/// meant, whether they have the same law. A row of the library is the same at whatever prices.
pub(super) fn same_evidence(
    (one, of_one, at): (&Plan, &Spellings, usize),
    (other, of_other, to): (&Plan, &Spellings, usize),
) -> bool {
    let path = &one.parameters[at].path;
    if path.starts_with("library.") {
        return one.parameters[at].spelling == other.parameters[to].spelling;
    }
    let (first, second) = (spelled(of_one, path), spelled(of_other, path));
    let laws = || match (&one.base.laws[at], &other.base.laws[to]) {
        (Law::Certain(one), Law::Certain(other)) => one == other,
        (Law::Drawn(one), Law::Drawn(other)) => one == other,
        _ => false,
    };
    if one.parameters[at].is_sampled() {
        return laws();
    }
    let by_table = first.iter().any(|(_, text)| text.contains("cases"));
    first == second && ((!first.is_empty() && !by_table) || laws())
}

/// What a scenario states at `path`, above it and below it, under every view.
fn spelled<'t>(stated: &'t Spellings, path: &str) -> Vec<(&'t str, &'t str)> {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let about = |leaf: &str| {
        let seen = leaf.strip_prefix("views.").and_then(|view| view.split_once(".set.")).map_or(leaf, |(_, rest)| rest);
        within(seen, path) || within(path, seen)
    };
    stated.iter().filter(|(leaf, _)| about(leaf)).map(|(leaf, text)| (leaf.as_str(), text.as_str())).collect()
}

/// Whether every draw of two plans is of the same view.
pub(super) fn same_views(one: &Plan, other: &Plan) -> bool {
    let weights = |plan: &Plan| plan.views.iter().map(|view| (view.id.clone(), view.weight)).collect::<Vec<_>>();
    one.weighted == other.weighted
        && (!one.weighted || (same_view_places(one, other) && weights(one) == weights(other)))
}

/// Whether every draw of two plans has the same place among their views.
pub(super) fn same_view_places(one: &Plan, other: &Plan) -> bool {
    one.streams.view_divisor.to_bits() == other.streams.view_divisor.to_bits()
}

/// A seed that shares nothing with that of the first (golden-ratio steps of Steele, Lea & Flood 2014, whose mixer follows
/// wherever a seed is used).
const fn seed_apart(seed: u64, index: usize) -> u64 {
    seed ^ (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
