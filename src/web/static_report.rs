//! Makes report.html of a run, with its figures, and its verdict by itself.

use serde_json::{Value, json};

use crate::estimate::Results;
use crate::render;
use crate::render::answer::Companion;
use crate::render::document::{Picture, verdict};
use crate::render::figure::{Figure, Paper};

/// The report of a run.
pub(super) struct Report {
    /// The whole page.
    pub(super) html: String,
    /// What stands before everything else in it.
    pub(super) verdict: Value,
}

impl Report {
    /// Of these results.
    pub(super) fn new(results: &Results) -> Result<Self, Box<dyn std::error::Error>> {
        let figures: Vec<Figure> = results.drawings(Paper::A4).into_iter().filter_map(|draw| draw()).collect();
        let pictures: Vec<Picture> = figures.iter().map(|figure| Picture::new(figure, None)).collect();
        let html = String::from_utf8(render::html(results, &[], &pictures)?)?;
        let said = verdict(results);
        let numbers: Vec<Value> = (said.numbers.iter())
            .map(|number| json!({ "label": number.label, "value": number.value, "note": number.note }))
            .collect();
        Ok(Self {
            html,
            verdict: json!({
                "question": said.question,
                "sentence": said.sentence,
                "numbers": numbers,
                "caveat": said.caveat,
            }),
        })
    }
}
