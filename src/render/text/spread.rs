//! Says where the spread comes from: the view taken of life without support, weak evidence, and chance.

use super::layout::Page;
use super::summary::cell;
use crate::estimate::Results;
use crate::render::chance;
use crate::render::number::{plain_share, share};

pub(super) fn views(page: &mut Page, results: &Results) {
    let level = results.run.level;
    let weighted = results.views.iter().any(|(_, view)| view.weight.is_some());
    page.say(if weighted {
        "Each view is one opinion of the lives that people would have led; every draw above belongs to one of them."
    } else {
        "Each view is one opinion of the lives that people would have led, run beside the scenario as written."
    });
    let mut head = vec!["View".to_owned()];
    if weighted {
        head.push("Weight".to_owned());
    }
    head.extend(["Cost avoided per person, evidence only".to_owned(), "Cost avoided in total".to_owned()]);
    head.extend(results.targets.iter().map(|(_, target)| chance::reaches(&target.label)));
    let rows: Vec<Vec<String>> = results
        .views
        .iter()
        .map(|(_, view)| {
            let mut row = vec![view.label.clone()];
            if weighted {
                row.push(view.weight.map_or_else(String::new, plain_share));
            }
            row.extend([cell(&view.per_person.expected, level), cell(&view.total.avoided, level)]);
            row.extend(view.targets.iter().map(|(_, target)| chance::words(&target.chance).replace(" (", "\n(")));
            row
        })
        .collect();
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    page.table(&head, &rows);
}

pub(super) fn sources(page: &mut Page, results: &Results) {
    let person = &results.per_person;
    match (person.evidence_share, person.evidence_share_mcse) {
        (Some(evidence), Some(error)) => page.say(&format!(
            "Of the spread (variance) of the average per person, {} is weak evidence and {} is chance, what happens to these \
             people and not to others. Better evidence narrows the first; only more people narrow the second.",
            share(evidence, error),
            share(1.0 - evidence, error)
        )),
        _ => page.say("Nothing in the average per person varies, so there is no spread to explain."),
    }
    page.say(
        "Both leave out what the scenario itself leaves out: that its structure, its sources or its views are wrong.",
    );
}
