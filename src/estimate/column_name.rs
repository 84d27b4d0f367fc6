//! Names columns so that R, pandas and DuckDB take them without quotes.

use std::collections::HashSet;

/// A text as a name: what is no small Latin letter or digit becomes one `_` a run.
pub(super) fn plain(written: &str) -> String {
    let mut name = String::with_capacity(written.len());
    for sign in written.chars().map(|sign| sign.to_ascii_lowercase()) {
        if sign.is_ascii_alphanumeric() {
            name.push(sign);
        } else if !name.ends_with('_') {
            name.push('_');
        }
    }
    name.trim_end_matches('_').to_owned()
}

/// Gives every later name that is taken the first of `_2`, `_3`, … that is free.
pub(super) fn tell_apart<'a>(names: impl Iterator<Item = &'a mut String>) {
    let names: Vec<&mut String> = names.collect();
    // Names as they are come first, so that no suffix takes the name of a column that has it by right.
    let written: HashSet<String> = names.iter().map(|name| (**name).clone()).collect();
    let mut taken = HashSet::new();
    for name in names {
        if !taken.insert(name.clone()) {
            let free = (2_usize..).map(|number| format!("{name}_{number}"));
            let mut free = free.filter(|name| !written.contains(name) && !taken.contains(name));
            *name = free.next().unwrap_or_default();
            taken.insert(name.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_need_no_quotes() {
        for (written, name) in [
            ("event_eviction_avoided", "event_eviction_avoided"),
            ("year_2020/21_avoided", "year_2020_21_avoided"),
            ("input_events.eviction.probability", "input_events_eviction_probability"),
            ("input_samples.Cost (£) times 1.5", "input_samples_cost_times_1_5"),
            ("event_A-b_avoided", "event_a_b_avoided"),
            ("payer_ŵ_avoided", "payer_avoided"),
        ] {
            assert_eq!(plain(written), name);
        }
    }

    #[test]
    fn names_that_would_collide_get_a_suffix() {
        let mut names = ["event_a_b", "event_a_b", "event_a_b_2", "event_a_b"].map(str::to_owned);
        tell_apart(names.iter_mut());
        assert_eq!(names, ["event_a_b", "event_a_b_3", "event_a_b_2", "event_a_b_4"]);
    }
}
