//! Writes what `averted evidence` found, the plain answers first and the tables after them.

use super::layout::Page;
use super::{evidence, learning, studies, told};
use crate::estimate::{Evidence, Method};
use crate::render::number::{months, plain_share, whole};
use crate::render::report::people;

/// The words for evidence; `files` are the paths written, for its last lines.
#[must_use]
pub fn weighed(found: &Evidence, files: &[String]) -> String {
    let mut page = Page::default();
    head(&mut page, found);
    if let (Some(sample), Some(outliers)) = (&found.small_sample, &found.outliers) {
        page.heading(&format!("What can a study of {} tell?", people(sample.today)));
        studies::answer(&mut page, sample, &found.run);
        studies::table(&mut page, sample, &found.run);
        page.heading("Who brings the total?");
        studies::outliers(&mut page, outliers);
    }
    if let Some(published) = &found.published {
        page.heading("How does the published figure stand against the model?");
        learning::published(&mut page, published, &found.run);
    }
    if let Some(update) = &found.update {
        page.heading("What would be believed after the published figure?");
        learning::update(&mut page, update, &found.run);
    }
    if !found.cases.is_empty() {
        page.heading("What do the case studies say by themselves?");
        told::cases(&mut page, &found.cases, &found.run);
    }
    if let (Some(selection), Some(scenario)) = (&found.selection, &found.scenario) {
        page.heading("What if the whole caseload were like the cases?");
        told::selection(&mut page, selection, scenario.people, &found.run);
    }
    evidence::warnings(&mut page, &found.warnings);
    if !files.is_empty() {
        page.heading("Files");
        for file in files {
            page.say(file);
        }
    }
    page.finish()
}

fn head(page: &mut Page, found: &Evidence) {
    let Some(scenario) = &found.scenario else {
        let name = found.cases.first().map_or("", |told| told.name.as_str());
        page.title(&format!("Case studies of {name}"));
        return;
    };
    page.title(&format!("{}: what the evidence can tell", scenario.title));
    let prices =
        scenario.price_base.as_ref().map_or_else(String::new, |year| format!(" All money is at {year} prices."));
    page.say(&format!(
        "{} people, each followed for {} after joining; {} draws of the evidence (seed {}). Intervals claim {}.{prices}",
        whole(scenario.people),
        months(scenario.horizon_months),
        whole(found.run.draws as u64),
        found.run.seed,
        plain_share(found.run.level)
    ));
}

/// What a method is called in words.
pub(super) const fn method(method: Method) -> &'static str {
    match method {
        Method::T => "Student's t",
        Method::Percentile => "percentile bootstrap",
        Method::Bca => "BCa bootstrap",
        Method::Studentised => "studentised bootstrap",
        Method::Bayesian => "Bayesian bootstrap",
    }
}
