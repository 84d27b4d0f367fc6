//! Builds what the results are held against: targets and published figures.

use super::{Draft, spelling::label};
use crate::model::{Published, Target, Term};
use crate::scenario::{Counting, Entry, Prices, PublishedWritten, TargetWritten, YearRef};
use std::sync::Arc;

pub(super) fn target(draft: &mut Draft<'_>, entry: &Entry<Arc<TargetWritten>>) -> Target {
    let (id, written) = (&entry.id, &entry.value);
    let year = written.year.as_ref().and_then(|year| draft.year(YearRef::Financial(year.value), &year.place));
    let payers = draft.payers.gather(&written.payers, draft.mistakes);
    let counting = written.counting.as_ref().map_or(Counting::Avoided, |counting| counting.value);
    if let (Some(place), Counting::Released) = (written.counting.as_ref().map(|counting| &counting.place), counting)
        && payers.iter().all(|&payer| draft.payers.list[payer].releases.is_none())
    {
        let message =
            format!("`{id}` counts what is released, but none of its payers says how its cash leaves the budget");
        let help = "write releases: {in_lumps_of: £45k, after: 6 months} at a payer, or count `cashable`";
        draft.mistakes.add(place, message, help);
    }
    let prices = written.prices.unwrap_or(Prices::Base);
    let amount = if prices == Prices::Outturn { outturn(draft, entry) } else { written.amount };
    Target {
        id: id.clone(),
        label: label(written.label.as_ref(), id),
        amount,
        written: written.amount,
        payers,
        payers_written: written.payers.iter().map(|name| name.value.clone()).collect(),
        year,
        counting,
        prices,
        net_of_programme: written.net_of_programme,
    }
}

/// An amount in the cash of the target's year, deflated to the price base.
fn outturn(draft: &mut Draft<'_>, entry: &Entry<Arc<TargetWritten>>) -> f64 {
    let written = &entry.value;
    let place = written.year.as_ref().map_or(&entry.place, |year| &year.place);
    let price_year = written.year.as_ref().map(|year| year.value);
    draft.prices.deflated(written.amount, price_year).unwrap_or_else(|error| {
        draft.mistakes.add(place, error.to_string(), error.help());
        written.amount
    })
}

/// The published figures; of all `people` of the cohort where they name none.
pub(super) fn published(draft: &mut Draft<'_>, written: &PublishedWritten, people: u64) -> Published {
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
        people: written.people.unwrap_or(people),
        segment,
        over,
        counting: written.counting,
        overstates: written
            .overstates
            .as_ref()
            .map_or(Term::Certain(0.0), |share| draft.term("published.overstates", share)),
        mean_avoided: written.mean_avoided,
        total_avoided: written.total_avoided,
        low: written.low,
        high: written.high,
        social_value: written.social_value,
        sroi_ratio: written.sroi_ratio,
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::{mistakes, plan, with};
    use crate::model::Counting;

    #[test]
    fn a_target_names_payers_or_groups_and_is_deflated() {
        let plan = plan(&with(
            "targets:
  mtfs: {amount: £500k, payers: [council, nhs, housing], year: 2022/23, counting: cashable, prices: outturn}
  all: {amount: £1m}
",
        ));
        let [mtfs, all] = &plan.base.targets[..] else { panic!() };
        assert_eq!((mtfs.payers.as_slice(), mtfs.year, mtfs.counting), (&[0, 1, 2][..], Some(2), Counting::Cashable));
        assert!((mtfs.amount - 500e3 * 85.591 / 91.565).abs() < 1e-6);
        assert_eq!(mtfs.written, 500e3);
        assert_eq!((all.payers.as_slice(), all.year, all.amount), (&[0, 1, 2][..], None, 1e6));
        assert!(all.payers_written.is_empty());
    }

    #[test]
    fn targets_that_cannot_be_met_by_meaning_are_refused() {
        let said = mistakes(&with(
            "targets:
  early: {amount: £1k, year: 2019/20}
  timeless: {amount: £1k, prices: outturn}
  whose: {amount: £1k, payers: [counsil]}
",
        ));
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].starts_with("targets.early.year: 2019/20 is over before the programme starts"));
        assert!(said[1].starts_with("targets.timeless: an amount at outturn prices is cash of its year"));
        assert!(said[2].ends_with("there is no payer or group `counsil`; did you mean `council`?"));
    }

    #[test]
    fn a_target_after_the_span_adds_its_year() {
        let plan = plan(&with("targets: {late: {amount: £1k, year: 2024/25}}\n"));
        assert_eq!(plan.years.last().unwrap().id, "2024/25");
        assert_eq!(plan.base.targets[0].year, Some(4));
    }

    #[test]
    fn published_figures_find_their_segment_and_fit_the_horizon() {
        let segments = "cohort: {people: 9, segments: {crisis: {share: 20%}, others: {share: rest}}}\n";
        let of =
            |published: &str| with(&format!("published: {published}\n")).replace("cohort: {people: 100}\n", segments);
        let plan = plan(&of("{people: 8, of: others, over: 12 months, mean_avoided: £18k}"));
        let published = plan.base.published.as_ref().unwrap();
        assert_eq!((published.segment, published.over), (Some(1), 12.0));
        assert!(plan.measures.published().is_some());
        let said = mistakes(&of("{people: 8, of: crises, over: 36 months, mean_avoided: £18k}"));
        assert!(said[0].ends_with("there is no segment `crises`; did you mean `crisis`?"), "{said:?}");
        assert!(said[1].contains("cover a longer time than each journey is followed"), "{said:?}");
    }
}
