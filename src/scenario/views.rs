//! Reads the scenario as every view and every shock sees it, each by a patch on a copy of the tree.

use super::language::{Block, SHOCK, VIEW};
use super::lens::{Looking, apply};
use super::patch::PatchOrigin;
use super::reader::{At, Reader};
use super::shock_arguments::{self, Change, Further};
use super::tree::{Content, Node};
use super::{Entry, Placed, ShockWritten, ViewWritten};
use crate::quantity::Kind;
use crate::scenario::limits::MOST_VALUES_OF_VIEWS;

/// What views and shocks yield.
pub(super) struct Seen {
    /// The views, unless one has faults.
    pub(super) views: Option<Vec<Entry<ViewWritten>>>,
    /// The shocks, unless one has faults.
    pub(super) shocks: Option<Vec<Entry<ShockWritten>>>,
}

/// A view or shock: its own keys, and where its patch stands.
struct Header<'t> {
    label: Option<Option<String>>,
    weight: Option<Option<Placed<f64>>>,
    at: At<'t>,
}

/// How many times the scenario is read: as written, and as each view, each shock and each view after each shock has it.
pub(super) fn copies(tree: &Node, further: &Further<'_>) -> usize {
    let count = |key: &str| tree.get(key).map_or(0, |block| block.pairs().len());
    (1 + count("views")).saturating_mul(1 + count("shocks") + further.count())
}

/// Reads all views and shocks of a tree; `None` when they are too many to hold.
pub(super) fn read(looking: &mut Looking<'_>, further: &Further<'_>) -> Option<Seen> {
    let tree = looking.tree;
    let copies = copies(tree, further);
    if copies > 1 && tree.size().saturating_mul(copies) > MOST_VALUES_OF_VIEWS {
        let place = tree.pair("views").or_else(|| tree.pair("shocks")).map(|pair| pair.key_span.at(&pair.key));
        let message = "the scenario is too large for so many views and shocks";
        return looking.faults.refuse(place, message, "take some of them out, or make the scenario smaller");
    }
    let views = looking.headers("views", VIEW);
    let patched = |view: &Entry<Header<'_>>| {
        let mut copy = tree.clone();
        apply(&mut copy, &view.value.at, PatchOrigin::View, looking.faults);
        copy
    };
    let trees: Vec<Node> = views.iter().flatten().map(patched).collect();
    let views = views.and_then(|views| {
        let read: Vec<_> = views.into_iter().zip(&trees).map(|(view, tree)| looking.view(view, tree)).collect();
        read.into_iter().collect()
    });
    let shocks = looking.headers("shocks", SHOCK).and_then(|shocks| {
        let read: Vec<_> = shocks.into_iter().map(|shock| looking.shock(shock, &trees)).collect();
        let named = read.into_iter().collect::<Option<Vec<_>>>();
        let tried = shock_arguments::read(looking, &trees, further);
        named.zip(tried).map(|(named, tried)| named.into_iter().chain(tried).collect())
    });
    Some(Seen { views, shocks })
}

impl<'c> Looking<'c> {
    /// The entries of `views` or `shocks`.
    fn headers(&mut self, key: &str, block: Block) -> Option<Vec<Entry<Header<'c>>>> {
        let Some(at) = At::root(self.tree).get(key) else { return Some(Vec::new()) };
        Reader::new(self.faults, self.library).entries(&at, block.name, |reader, at| {
            if !matches!(at.node.content, Content::Empty { .. }) {
                reader.block(at, block)?;
            }
            let label = reader.maybe(at, "label", Reader::text);
            let weight = reader.maybe(at, "weight", |reader, at| {
                Some(Placed { value: reader.number(at, Kind::Share)?, place: at.place() })
            });
            Some(Header { label, weight, at: at.clone() })
        })
    }

    /// Reads the scenario as one view sees it.
    fn view(&mut self, view: Entry<Header<'_>>, tree: &Node) -> Option<Entry<ViewWritten>> {
        let scenario = self.sheet(tree)?;
        let Header { label, weight, .. } = view.value;
        Some(Entry { id: view.id, place: view.place, value: ViewWritten { label: label?, weight: weight?, scenario } })
    }

    /// Reads the scenario, as written and as each view sees it, after one shock.
    fn shock(&mut self, shock: Entry<Header<'_>>, views: &[Node]) -> Option<Entry<ShockWritten>> {
        let tried = shock_arguments::tried(self, views, &shock.id, &[Change::Block(&shock.value.at)])?;
        let value = ShockWritten { label: shock.value.label?, ..tried.value };
        Some(Entry { id: shock.id, place: shock.place, value })
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::example::{outcome, reading, scenario};
    use crate::scenario::{Reading, WrittenLaw};

    const EVENTS: [&str; 3] = [
        "a: {probability: {observed: {events: 3, of: 8, over: 12 months}}, unit_cost: {shared: cost}, paid_by: {nhs: 100%}}",
        "b: {rate: 2, unit_cost: {library: bed}, paid_by: {nhs: 100%}, support: {starts_after: 2 months, lasts: 9 months}}",
        "c: {rate: 1, unit_cost: {value: £3k, note: x}, paid_by: {nhs: 100%}, timing: {decays: 9 months}}",
    ];
    const COSTS: &str =
        "bed: {label: Bed, value: £7, price_year: 2024/25, source: a book, licence: OGL, status: recalled}";
    const TOP: &str = "library: costs.yaml\nallow_unverified: true\nsupport: {prevents: {shared: effect}}\n\
                       shared: {cost: £10, effect: 20%}\nprogramme: {funding: [{payer: nhs, amounts: {2021/22: £1k}}]}\n";

    fn read(more: &str) -> Result<Reading, String> {
        outcome(&[("s.yaml", &scenario(&EVENTS, &format!("{TOP}{more}"))), ("costs.yaml", COSTS)], &[])
    }

    /// What is said of a scenario with the view `v`, and of one with the shock `s` beside a view, that make this change.
    fn said(change: &str) -> [String; 2] {
        let view = format!("starts: 2021-04\nviews: {{v: {change}}}");
        let shock =
            format!("starts: 2021-04\nviews: {{other: {{set: {{discount_rate: 0%}}}}}}\nshocks: {{s: {change}}}");
        [view, shock].map(|more| read(&more).unwrap_err())
    }

    #[test]
    fn a_mistake_of_a_view_or_shock_is_found_in_any_block_though_others_are_not_read_again() {
        let mistakes = [
            // A changed block beside blocks that stay as they are.
            ("events: {c: {unit_cost: cheap}}", "events.c.unit_cost", "`cheap`"),
            (
                "events: {b: {support: {lasts: 1 month}}}",
                "events.b.support.lasts",
                "support ends before it starts to act",
            ),
            ("support: {prevents: 120%}", "support.prevents", "more than the whole"),
            ("cohort: {people: 0}", "cohort.people", "must be a whole number from 1"),
            ("programme: {funding: [{payer: nhs, amounts: {2021/2: £1k}}]}", "programme.funding.1.amounts", "2021/2"),
            // A shared value that only blocks use that stay as they are: its kind is theirs.
            ("shared: {cost: 30%}", "shared.cost", "30%"),
            ("shared: {effect: £5}", "shared.effect", "£5"),
        ];
        for (set, path, message) in mistakes {
            for said in said(&format!("{{set: {{{set}}}}}")) {
                assert!(said.contains(message) && said.contains(path), "{set}: {said}");
                // The line is that of the change, not of what it changes.
                assert!(said.contains("views: {") || said.contains("shocks: {"), "{set}: {said}");
            }
        }
    }

    #[test]
    fn every_mistake_is_found_in_one_reading() {
        let more = "starts: 2021-04\nviews: {v: {set: {events: {a: {unit_cost: cheap}}}}, w: {set: {horizon: never}}}\n\
                    shocks: {s: {set: {shared: {effect: 150%}}}, t: {scale: {events.d.rate: 2}}}";
        let said = read(more).unwrap_err();
        for message in ["`cheap`", "`never`", "`150%`", "there is no `events.d` in the scenario"] {
            assert!(said.contains(message), "{message}: {said}");
        }
        assert_eq!(said.matches("error:").count(), 4, "{said}");
    }

    #[test]
    fn what_depends_on_the_horizon_is_read_again_with_it() {
        let counts = "{mixture: [{weight: 50%, value: 0%}, {weight: 50%, value: {observed: {events: 500_000_000, of: \
                      1_000_000_000, over: 12 months}}}]}";
        let event = format!("a: {{probability: {counts}, unit_cost: £1k, paid_by: {{nhs: 100%}}}}");
        let view = "views: {v: {set: {horizon: 12 months}}, same: {set: {discount_rate: 0%}}}";
        let read = reading(&scenario(&[&event], view), &[]);
        let mean = |place: usize| match &read.views[place].value.scenario.events[0].value.probability {
            Some(value) => match &value.law {
                WrittenLaw::Uncertain { distribution, .. } => distribution.mean(),
                law => panic!("{law:?}"),
            },
            None => panic!(),
        };
        // One in two over 12 months is three in four over 24; half of either, since the other half is none.
        assert!((mean(0) - 0.25).abs() < 1e-4 && (mean(1) - 0.375).abs() < 1e-4, "{} {}", mean(0), mean(1));
    }
}
