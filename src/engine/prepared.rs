//! Prepares a model for simulation: stream names, laws of chance, lines of credit, all that no draw changes.

use super::discount::Discount;
use super::pieces::Pieces;
use super::stream::StreamName;
use super::timing::Timing;
use crate::distribution::{Frailty, MeanOne};
use crate::model::{Event, Follow, Model, Plan, Spread};

/// What does not change from draw to draw.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    pub(super) plan: &'a Plan,
    pub(super) model: &'a Model,
    pub(super) cohort: CohortStreams,
    /// The law of Z.
    pub(super) frailty: Frailty,
    pub(super) events: Vec<EventStreams>,
    pub(super) outcomes: Vec<StreamName>,
    /// Which event avoided cost, credited to which event's support.
    pub(super) lines: Lines,
    pub(super) discount: Discount,
    /// `None` where no target counts what is released.
    pub(super) pieces: Option<Pieces>,
    /// Whether some hazard depends on when people join.
    pub(super) trends: bool,
    /// Whether anything comes instead of what is prevented.
    pub(super) replaces: bool,
    /// Whether any event of any view adds occurrences, so that a person's savings before `added` need a column of their own.
    pub(super) adds: bool,
}

/// Stream names of the people themselves.
#[derive(Debug)]
pub(super) struct CohortStreams {
    pub(super) segments: StreamName,
    pub(super) engagement: StreamName,
    pub(super) frailty: StreamName,
    pub(super) joining: StreamName,
    /// In which of its years.
    pub(super) intake: StreamName,
    pub(super) leaving: StreamName,
}

/// Stream names and certain parts of one event.
#[derive(Debug)]
pub(super) struct EventStreams {
    /// How many occur, or who is met on a walk.
    pub(super) occur: StreamName,
    /// Who else, and when.
    pub(super) place: StreamName,
    /// When many fall that are booked as counts.
    pub(super) date: StreamName,
    pub(super) cost: StreamName,
    /// How long stays last.
    pub(super) length: StreamName,
    pub(super) prevent: StreamName,
    /// Of what costs are drawn of the further ones of a harmful effect, where they alone are listed.
    pub(super) caused_cost: StreamName,
    pub(super) add: StreamName,
    pub(super) add_cost: StreamName,
    pub(super) add_length: StreamName,
    /// When those that are booked as counts are in time to be released.
    pub(super) release: StreamName,
    /// In the order of `Event::follows`.
    pub(super) follow: Vec<StreamName>,
    /// Which of the events that it leads to comes.
    pub(super) leads_to: StreamName,
    /// The branches of other events that lead to it: whose, and the place among its own. Of a thousand events few lead on,
    /// and all would be asked of each in every block.
    pub(super) led_to_by: Vec<(usize, usize)>,
    /// Which comes instead of it.
    pub(super) instead: StreamName,
    /// Of those that come instead of others.
    pub(super) replaced: ReplacedStreams,
    /// The law of W.
    pub(super) severity: MeanOne,
    /// The law of how long stays last, relative to their mean.
    pub(super) stay: MeanOne,
    pub(super) timing: Timing,
    /// Whether its hazard depends on when people join.
    pub(super) trends: bool,
    /// Who bears its cost, and what share: of two hundred payers an event has a few.
    pub(super) bearing: Vec<(usize, f64)>,
    /// Whether no other occurrence hangs on one: it leads to none, nobody leaves, it costs the same in every year, and its
    /// effect is there from the first moment.
    pub(super) thinned: bool,
    /// Whether it is cut or delayed, so that of one that is not prevented more than its cost matters.
    pub(super) changed: bool,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(plan: &'a Plan, model: &'a Model) -> Self {
        let name = StreamName::new;
        Self {
            plan,
            model,
            cohort: CohortStreams {
                segments: name("cohort.segments"),
                engagement: name("cohort.engagement"),
                frailty: name("cohort.frailty"),
                joining: name("cohort.joining"),
                intake: name("cohort.intake"),
                leaving: name("cohort.leaving"),
            },
            frailty: Frailty::new(model.cohort.frailty),
            events: EventStreams::all(model),
            outcomes: model.outcomes.iter().map(|outcome| name(&format!("outcomes.{}.achieved", outcome.id))).collect(),
            lines: Lines::new(model),
            discount: Discount::new(model),
            pieces: Pieces::new(plan, model),
            trends: model.events.iter().any(trends),
            replaces: model.events.iter().any(|event| !event.support.instead.is_empty()),
            adds: plan.models().flat_map(|model| &model.events).any(|event| event.support.adds.certain() != Some(0.0)),
        }
    }
}

impl EventStreams {
    /// Those of all events.
    fn all(model: &Model) -> Vec<Self> {
        let mut leads = vec![false; model.events.len()];
        for follow in model.events.iter().flat_map(|child| &child.follows) {
            leads[follow.parent] = true;
        }
        let of_each = model.events.iter().zip(leads);
        let mut all: Vec<Self> = of_each.map(|(event, leads)| Self::new(event, model, leads)).collect();
        for (source, event) in model.events.iter().enumerate() {
            for (place, branch) in event.leads_to.iter().enumerate() {
                all[branch.event].led_to_by.push((source, place));
            }
        }
        all
    }

    /// Those of one, which others follow if it `leads`.
    fn new(event: &Event, model: &Model, leads: bool) -> Self {
        let name = |what: &str| StreamName::new(&format!("events.{}.{what}", event.id));
        Self {
            occur: name("occur"),
            place: name("place"),
            date: name("date"),
            cost: name("cost"),
            length: name("length"),
            leads_to: name("leads_to"),
            led_to_by: Vec::new(),
            instead: name("instead"),
            replaced: ReplacedStreams::new(event, model),
            prevent: name("prevent"),
            caused_cost: name("caused_cost"),
            add: name("add"),
            add_cost: name("add_cost"),
            add_length: name("add_length"),
            release: name("release"),
            follow: event
                .follows
                .iter()
                .map(|follow| name(&format!("follows.{}", model.events[follow.parent].id)))
                .collect(),
            severity: mean_one(event.varies),
            stay: mean_one(event.stay_varies),
            timing: Timing::new(event, model.horizon),
            trends: trends(event),
            bearing: event.paid_by.iter().copied().enumerate().filter(|(_, share)| *share != 0.0).collect(),
            thinned: !leads
                && event.leads_to.is_empty()
                && event.support.instead.is_empty()
                && event.stays.is_empty()
                && !model.cohort.may_leave()
                && event.support.builds_up.certain() == Some(0.0)
                && event.real_growth.certain() == Some(0.0),
            changed: event.support.reduces.certain() != Some(0.0) || event.support.delays > 0.0,
        }
    }
}

/// Stream names of the occurrences of one event that come instead of others.
#[derive(Debug)]
pub(super) struct ReplacedStreams {
    pub(super) cost: StreamName,
    pub(super) length: StreamName,
    /// In the order of `Event::follows`.
    pub(super) follow: Vec<StreamName>,
    pub(super) leads_to: StreamName,
}

impl ReplacedStreams {
    fn new(event: &Event, model: &Model) -> Self {
        let name = |what: &str| StreamName::new(&format!("events.{}.replaced.{what}", event.id));
        let parent = |follow: &Follow| name(&format!("follows.{}", model.events[follow.parent].id));
        Self {
            cost: name("cost"),
            length: name("length"),
            follow: event.follows.iter().map(parent).collect(),
            leads_to: name("leads_to"),
        }
    }
}

/// Whether the hazard of an event depends on when people join.
fn trends(event: &Event) -> bool {
    event.trend.certain() != Some(0.0)
}

/// The law of a factor of mean 1.
fn mean_one(spread: Spread) -> MeanOne {
    match spread {
        Spread::None => MeanOne::CONSTANT,
        Spread::Gamma(cv) => MeanOne::gamma(cv),
        Spread::Lognormal(cv) => MeanOne::lognormal(cv),
    }
}

/// The lines of the ledger, event by event.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) list: Vec<Line>,
    /// Where the lines of each event begin, and at last where all end.
    first: Vec<usize>,
    events: usize,
    index: Vec<usize>,
    /// The same of what is caused.
    caused: Vec<usize>,
    /// The same of what comes instead.
    replaced: Vec<usize>,
}

/// One line: whose cost it is that is avoided, caused or comes instead, and by what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// The event whose cost it is.
    pub(super) event: usize,
    /// The event whose support is credited with it, or causes it: `event` or an ancestor; or that it comes instead of, at
    /// first or a few steps before.
    pub(super) by: usize,
    /// What it holds.
    pub(super) kind: LineKind,
}

/// What stands in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Cost that is avoided.
    Avoided,
    /// Cost that harmful support causes.
    Caused,
    /// Cost of what comes instead of what is prevented.
    Replaced,
}

impl Lines {
    fn new(model: &Model) -> Self {
        let events = model.events.len();
        let parents: Vec<Vec<usize>> = (0..events).map(|event| model.parents(event).collect()).collect();
        let mut ancestors: Vec<Vec<usize>> = vec![Vec::new(); events];
        for &event in &model.order {
            let mut own: Vec<usize> = Vec::new();
            for &parent in &parents[event] {
                own.push(parent);
                own.extend(&ancestors[parent]);
            }
            own.sort_unstable();
            own.dedup();
            ancestors[event] = own;
        }
        let (mut list, mut first) = (Vec::new(), vec![0]);
        let (mut index, mut harmed) = (vec![usize::MAX; events * events], vec![usize::MAX; events * events]);
        let mut replaced = vec![usize::MAX; events * events];
        let comes = comes_instead(model, &parents);
        for (event, own) in ancestors.iter().enumerate() {
            for &by in std::iter::once(&event).chain(own) {
                index[event * events + by] = list.len();
                list.push(Line { event, by, kind: LineKind::Avoided });
            }
            for &by in std::iter::once(&event).chain(own).filter(|&&by| model.events[by].support.may_harm()) {
                harmed[event * events + by] = list.len();
                list.push(Line { event, by, kind: LineKind::Caused });
            }
            for (by, _) in comes.iter().enumerate().filter(|(_, comes)| comes.get(event) == Some(&true)) {
                replaced[event * events + by] = list.len();
                list.push(Line { event, by, kind: LineKind::Replaced });
            }
            first.push(list.len());
        }
        Self { list, first, events, index, caused: harmed, replaced }
    }

    /// The lines of `event`, with their indices.
    pub(super) fn of_event(&self, event: usize) -> impl Iterator<Item = (usize, &Line)> {
        let lines = self.first[event]..self.first[event + 1];
        lines.clone().zip(&self.list[lines])
    }

    /// The line of `event` credited to `credited`, which must be the event itself or an ancestor.
    #[inline]
    pub(super) fn of(&self, event: usize, credited: usize) -> usize {
        self.index[event * self.events + credited]
    }

    /// The line of what comes of `event` instead of what the support of `by` prevents.
    #[inline]
    pub(super) fn replaced(&self, event: usize, by: usize) -> usize {
        self.replaced[event * self.events + by]
    }

    /// The line of what is caused of `event` by the support of `by`, the event itself or an ancestor.
    #[inline]
    pub(super) fn caused(&self, event: usize, by: usize) -> usize {
        self.caused[event * self.events + by]
    }
}

/// By event and event: whether the second may come instead of what the support of the first prevents; nothing of a first
/// that nothing comes instead of.
fn comes_instead(model: &Model, parents: &[Vec<usize>]) -> Vec<Vec<bool>> {
    let comes = |event: &Event| {
        if event.support.instead.is_empty() {
            return Vec::new();
        }
        let mut comes = vec![false; model.events.len()];
        for branch in &event.support.instead {
            comes[branch.event] = true;
        }
        for &child in &model.order {
            comes[child] |= parents[child].iter().any(|&parent| comes[parent]);
        }
        comes
    };
    model.events.iter().map(comes).collect()
}
