//! Says what would have to be true for the answer to change, and how the programmes that miss differ.

use super::layout::Page;
use crate::estimate::{Measured, ReverseRow, Stress, Switch, SwitchingInput, TargetStress};
use crate::render::caption::input_value as value;
use crate::render::number::{count, money, money_error, share, whole};

/// Rows of a table of inputs, at most; stress.json has all.
const MOST_ROWS: usize = 12;

pub(super) fn switching(page: &mut Page, stress: &Stress) {
    let switching = &stress.switching;
    if switching.inputs.is_empty() {
        page.say("There is no uncertain input to change, or neither a programme cost nor a target with an exact expectation to hold it against.");
        return;
    }
    if let (Some(net), Some(error)) = (switching.net_pv, switching.net_pv_mcse) {
        page.say(&format!(
            "Expected net benefit (cost avoided less programme cost, at present value): {} (± {}).",
            money(net, error),
            money_error(error)
        ));
    }
    page.say(
        "For each input by itself, all others as drawn: the value at which the expected net benefit is zero, and at which \
         the chance of a target is 50% and 80%. A switch that is far outside what is believed is reassuring, or a reason to \
         stop hoping.",
    );
    let mut head = vec!["Input".to_owned(), "Believed".to_owned()];
    let with_net = switching.inputs.iter().any(|input| input.net.is_some());
    if with_net {
        head.push("Net benefit is zero at".to_owned());
    }
    let asked = |id: &str| switching.inputs.iter().any(|input| input.targets.get(id).is_some());
    for (_, target) in stress.targets.iter().filter(|(id, _)| asked(id)) {
        head.push(format!("50% chance of {} at", target.target.label));
        head.push("80% at".to_owned());
    }
    let reachable: Vec<&SwitchingInput> = switching.inputs.iter().filter(|input| any(input)).collect();
    let rows: Vec<Vec<String>> = reachable.iter().take(MOST_ROWS).map(|input| row(input, with_net)).collect();
    if !rows.is_empty() {
        page.table(&head.iter().map(String::as_str).collect::<Vec<_>>(), &rows);
    }
    if reachable.len() > MOST_ROWS {
        page.say(&format!("{} further inputs are in stress.json.", reachable.len() - MOST_ROWS));
    }
    let never: Vec<String> =
        switching.inputs.iter().filter(|input| !any(input)).map(|input| input.label.clone()).collect();
    if !never.is_empty() {
        let which = if rows.is_empty() { "this holds of every input".to_owned() } else { never.join("; ") };
        page.point(&format!("None of these can be reached by one input alone, whatever its value: {which}."));
    }
}

fn switches(input: &SwitchingInput) -> impl Iterator<Item = Switch> {
    let targets = input.targets.iter().flat_map(|(_, target)| [target.even, target.likely]);
    input.net.into_iter().chain(targets)
}

fn any(input: &SwitchingInput) -> bool {
    switches(input).any(|switch| switch.value.is_some())
}

fn row(input: &SwitchingInput, with_net: bool) -> Vec<String> {
    let third = |number: f64| number.abs() / 100.0;
    let shown = |number: f64| value(input.kind, number, third(number));
    let mut row =
        vec![input.label.clone(), format!("{}\n{} to {}", shown(input.mean), shown(input.p2_5), shown(input.p97_5))];
    if with_net && input.net.is_none() {
        row.push(String::new());
    }
    row.extend(switches(input).map(|switch| cell(input.kind, switch)));
    row
}

fn cell(kind: Measured, switch: Switch) -> String {
    let Some(number) = switch.value else { return "cannot be reached\nby this alone".to_owned() };
    let error = switch.mcse.unwrap_or(0.0).max(number.abs() / 1000.0);
    let shift = switch.shift_sd.map_or_else(String::new, |shift| {
        let sign = if shift < 0.0 { '−' } else { '+' };
        format!("\n{sign}{} sd", count(shift.abs(), 0.1))
    });
    format!("{}{shift}", value(kind, number, error))
}

pub(super) fn reverse(page: &mut Page, stressed: &TargetStress) {
    let label = &stressed.target.label;
    let Some(reverse) = &stressed.reverse else {
        page.say(&format!("{label}: nothing uncertain to compare, or too few draws."));
        return;
    };
    let (missing, others) = (whole(reverse.missing as u64), whole(reverse.others as u64));
    page.say(&match reverse.against.as_str() {
        "reached" => format!("{label}: the {missing} draws that miss it against the {others} that reach it."),
        "nearest_tenth" => format!(
            "{label}: hardly any draw reaches it, so the {missing} that end furthest below are held against the {others} \
             that come nearest."
        ),
        _ => format!(
            "{label}: hardly any draw misses it, so the {missing} that come nearest to missing are held against the other \
             {others}."
        ),
    });
    // A shift within two of its errors may be luck.
    let clear = |row: &&ReverseRow| row.shift_sd.abs() > 2.0 * row.shift_sd_mcse;
    let rows: Vec<Vec<String>> = reverse.inputs.iter().filter(clear).take(MOST_ROWS).map(reverse_row).collect();
    if rows.is_empty() {
        page.point("No input differs by more than luck would allow.");
    } else {
        page.table(
            &["Input, in the draws that miss", "Mean there", "Elsewhere", "Shift", "Worth to the target"],
            &rows,
        );
    }
    for view in &reverse.views {
        page.point(&format!(
            "View “{}”: {} of the draws that miss, {} of the others.",
            view.label,
            plain_share_of(view.missing_share),
            plain_share_of(view.other_share)
        ));
    }
}

fn plain_share_of(part: f64) -> String {
    if part <= 0.0 {
        "none".to_owned()
    } else if part >= 1.0 {
        "all".to_owned()
    } else {
        share(part, 0.01)
    }
}

fn reverse_row(row: &ReverseRow) -> Vec<String> {
    let direction = if row.shift_sd < 0.0 { "lower" } else { "higher" };
    let shown = |number: f64| value(row.kind, number, number.abs() / 100.0);
    vec![
        format!("{} is {direction}", row.label),
        shown(row.missing_mean),
        shown(row.other_mean),
        format!("{} sd {direction}", count(row.shift_sd.abs(), row.shift_sd_mcse.max(0.01))),
        money(row.pounds, row.pounds_mcse),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_switch_says_how_far_it_is_from_what_is_believed() {
        let switch = Switch { value: Some(0.62), mcse: Some(0.01), shift_sd: Some(2.34), percentile: Some(0.99) };
        assert_eq!(cell(Measured::Share, switch), "62%\n+2.3 sd");
        assert_eq!(cell(Measured::Share, Switch::default()), "cannot be reached\nby this alone");
    }
}
