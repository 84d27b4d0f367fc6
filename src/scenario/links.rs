//! Opens links between events that are written short, `{care_home: 50%}`, so that all that reads, changes and scales them
//! finds `{care_home: {probability: 50%}}`.

use std::rc::Rc;

use super::language::{Form, SCENARIO};
use super::shape::is_spelled;
use super::tree::{Content, Node, Pair};

/// The key that a chance alone stands for.
const CHANCE: &str = "probability";

/// Opens every link of a scenario, and of the patches in it.
pub(super) fn open_all(tree: &mut Node) {
    open_below(tree, Form::Block(&SCENARIO));
}

fn open_below(node: &mut Node, form: Form) {
    let form = if matches!(form, Form::Patch) { Form::Block(&SCENARIO) } else { form };
    if !holds_links(form) {
        return;
    }
    let is_links = matches!(form, Form::Links(_));
    let Some(pairs) = node.pairs_mut() else { return };
    for pair in pairs {
        if is_links {
            open(pair);
        } else if let Some(below) = form.below(&pair.key) {
            open_below(&mut pair.node, below);
        }
    }
}

/// Opens one link, unless it is open.
pub(super) fn open(link: &mut Pair) {
    let short = matches!(link.node.content, Content::Text(_)) || is_spelled(&link.node);
    if short && !super::names::is_remark(&link.key) {
        let span = link.node.span;
        let chance = std::mem::replace(&mut link.node, Node::new(Content::Removed, span));
        let inner = Pair { key: CHANCE.to_owned(), key_span: link.key_span, node: chance };
        link.node.content = Content::Map(Rc::new(vec![inner]));
    }
}

/// Whether links may stand somewhere below a form: most blocks hold none, and are left as they are shared.
fn holds_links(form: Form) -> bool {
    match form {
        Form::Links(_) | Form::Patch => true,
        Form::Block(block) => block.keys.iter().any(|key| holds_links(key.form)),
        form => form.each().is_some_and(holds_links),
    }
}

#[cfg(test)]
mod tests {
    use crate::scenario::example::{reading, scenario};
    use crate::scenario::{Reading, Scenario, WrittenLaw};

    const TWO: [&str; 2] = [
        "a: {probability: 30%, unit_cost: £1k, paid_by: {nhs: 100%}, leads_to: {b: {uniform: {low: 10%, high: 30%}}}}",
        "b: {follows: {a: 20%}, unit_cost: £3k, paid_by: {nhs: 100%}, support: {prevents: 20%, instead: {a: 80%}}}",
    ];

    fn chance(scenario: &Scenario) -> (f64, f64, f64) {
        let follow = &scenario.events[1].value.follows[0].value;
        match follow.probability.law {
            WrittenLaw::Certain(chance) => (chance, follow.probability.scaled, follow.after),
            _ => panic!("{follow:?}"),
        }
    }

    fn read(more: &str, sets: &[&str]) -> Reading {
        reading(&scenario(&TWO, more), sets)
    }

    #[test]
    fn a_chance_alone_is_a_link() {
        let base = read("", &[]).base;
        assert_eq!(chance(&base), (0.2, 1.0, 0.0));
        let [a, b] = [0, 1].map(|event| &base.events[event].value);
        assert_eq!(a.leads_to[0].value.probability.identity, "events.a.leads_to.b.probability");
        assert_eq!(b.support.instead[0].id, "a");
    }

    #[test]
    fn a_chance_alone_is_changed_and_scaled_in_either_spelling() {
        let set = |set: &str| chance(&read("", &[set]).base);
        assert_eq!(set("events.b.follows.a=30%"), (0.3, 1.0, 0.0));
        assert_eq!(set("events.b.follows.a.probability=30%"), (0.3, 1.0, 0.0));
        assert_eq!(set("events.b.follows.a.after=2 months"), (0.2, 1.0, 2.0));
        assert_eq!(set("events.b.follows.a=x0.5"), (0.2, 0.5, 0.0));
        let view = |set: &str| chance(&read(&format!("views: {{v: {{{set}}}}}"), &[]).views[0].value.scenario);
        assert_eq!(view("set: {events: {b: {follows: {a: 40%}}}}"), (0.4, 1.0, 0.0));
        assert_eq!(view("scale: {events.b.follows.*: 50%}"), (0.2, 0.5, 0.0));
    }
}
