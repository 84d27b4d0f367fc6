//! Builds what the results are held against: targets and published figures.

use super::{Draft, draft::label};
use crate::model::{Counting, Published, PublishedCounting, Target};
use crate::scenario::{CountingWritten, Entry, PublishedWritten, TargetWritten, YearRef};

pub(super) fn target(draft: &mut Draft<'_>, entry: &Entry<TargetWritten>) -> Target {
    let (id, written) = (&entry.id, &entry.value);
    let year = written.year.as_ref().and_then(|year| draft.year(YearRef::Financial(year.value), &year.place));
    let amount = if written.outturn { outturn(draft, entry) } else { written.amount };
    Target {
        id: id.clone(),
        label: label(written.label.as_ref(), id),
        amount,
        written: written.amount,
        payers: draft.payers.gather(&written.payers, draft.mistakes),
        payers_written: written.payers.iter().map(|name| name.value.clone()).collect(),
        year,
        counting: match written.counting {
            CountingWritten::Avoided => Counting::Avoided,
            CountingWritten::Averted => Counting::Averted,
            CountingWritten::Cashable => Counting::Cashable,
        },
        outturn: written.outturn,
        net_of_programme: written.net_of_programme,
    }
}

/// An amount in the cash of the target's year, deflated to the price base.
fn outturn(draft: &mut Draft<'_>, entry: &Entry<TargetWritten>) -> f64 {
    let written = &entry.value;
    let place = written.year.as_ref().map_or(&entry.place, |year| &year.place);
    let price_year = written.year.as_ref().map(|year| year.value);
    draft.prices.deflated(written.amount, price_year).unwrap_or_else(|error| {
        draft.mistakes.add(place, error.to_string(), error.help());
        written.amount
    })
}

pub(super) fn published(draft: &mut Draft<'_>, written: &PublishedWritten) -> Published {
    let scenario = draft.scenario;
    let segments = &scenario.cohort.segments;
    let segment = written.of.as_ref().and_then(|name| {
        let found = segments.iter().position(|segment| segment.id == name.value);
        if found.is_none() {
            draft.mistakes.unknown("segment", name, segments.iter().map(|segment| segment.id.as_str()));
        }
        found
    });
    let horizon = scenario.horizon.value;
    let over = written.over.as_ref().map_or(horizon, |over| {
        if over.value > horizon {
            let message = "the published figures cover a longer time than each journey is followed";
            draft.mistakes.add(&over.place, message, "lengthen `horizon`, or leave `over` out");
        }
        over.value
    });
    Published {
        people: written.people.value,
        segment,
        over,
        counting: if written.gross { PublishedCounting::Gross } else { PublishedCounting::Credited },
        mean_avoided: written.mean_avoided,
        total_avoided: written.total_avoided,
        low: written.low,
        high: written.high,
        social_value: written.social_value,
        sroi_ratio: written.sroi_ratio,
    }
}
