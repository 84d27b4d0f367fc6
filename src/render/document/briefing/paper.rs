//! Puts the sections of the briefing in order, and leaves room for what only its author knows.

use super::super::beside::Beside;
use super::super::verdict::verdict;
use super::super::{Block, Document, Section};
use super::{appendix, limits, money, options, risks};
use crate::estimate::Results;
use crate::render::number::months;
use crate::render::words::{cost_avoided, level, people};

/// The briefing, with what stands beside the results; `figures` are those that were drawn.
#[must_use]
pub fn briefing(results: &Results, beside: &Beside<'_>, figures: &[&str]) -> Document {
    let mut sections =
        vec![purpose(results), options::section(results, beside), money::section(results, beside, figures)];
    sections.push(risks::section(results, beside, figures));
    sections.push(limits::section(results, beside));
    sections.push(Section::new("equality", "Equality implications", [Block::say(EQUALITY)]));
    sections.push(Section::new("next", "Next steps", [Block::say(NEXT)]));
    sections.push(appendix::section(results, beside));
    let fill = |name: &str, what: &str| (name.to_owned(), format!("[{what}]"));
    Document {
        title: results.scenario.title.clone(),
        topic: "Briefing".to_owned(),
        verdict: Some(verdict(results)),
        lead: vec!["Report to members: what support may bring, what it costs, and how sure that is".to_owned()],
        facts: vec![
            fill("Report to", "name of the committee, date of the meeting"),
            fill("Report of", "name and post of the author; who may be asked"),
        ],
        sections,
    }
}

const EQUALITY: &str = "[To be completed by the author: who is supported and who is not, by protected characteristic; what the equality \
                        impact assessment found, with its date. The model tells people apart by their risks alone and says nothing \
                        of this.]";
const NEXT: &str = "[To be completed by the author: who does what by when under the option that members choose, and when members will \
                    hear whether it worked.]";

fn purpose(results: &Results) -> Section {
    let scenario = &results.scenario;
    let description = scenario.description.as_ref().map(|text| {
        let text = text.trim_end();
        let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
        Block::Paragraph(format!("{text}{stop}"))
    });
    let prices = scenario.price_base.as_ref().map_or_else(String::new, |year| format!(", at {year} prices"));
    let (what, meant) = if results.counts_money() {
        let meant = " Avoided cost is not money saved: only cashable savings can leave a budget.";
        (format!("{} that may come of", cost_avoided(results)), meant)
    } else {
        (
            "social value that may come of".to_owned(),
            " Social value is what outcomes are worth to people; no budget gains it.",
        )
    };
    let said = format!(
        "This paper sets out the {what} supporting {}, each followed for {} after joining{prices}, who would gain, and how sure that \
         is.{meant} Ranges are {} intervals.",
        people(scenario.people),
        months(scenario.horizon_months),
        level(results.run.level)
    );
    Section::new("purpose", "Purpose", description.into_iter().chain([Block::Paragraph(said)]))
}
