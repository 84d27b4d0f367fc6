//! Lists the keys of the top level, of views and shocks, and of the simulation.

use super::{
    Block, COHORT, CORRELATION, EVENT, Form, OUTCOME, PAYER, PROGRAMME, PUBLISHED, Rule, SUPPORT, TARGET, key,
};
use crate::scenario::limits::MOST_DRAWS;

/// The file.
pub(in crate::scenario) const SCENARIO: Block = Block {
    name: "a scenario",
    id: "scenario",
    about: "A scenario: who is supported, what may happen to them without and with support, what it costs and whom.",
    keys: &[
        key("title", Form::Text, "What the scenario is called. Stands at the head of every report.").required(),
        key(
            "description",
            Form::Text,
            "What the scenario is about, in a few sentences. Free text, printed in reports.",
        ),
        key(
            "starts",
            Form::Month,
            "First month of the programme, such as 2021-04. Needed as soon as anything names a financial year; without it years are called Year 1, Year 2 and so on.",
        ),
        key(
            "price_base",
            Form::Year,
            "The financial year in whose prices every result is given, such as 2024/25. Unit costs of the library are brought to it by the GDP deflator.",
        ),
        key(
            "horizon",
            Form::Length,
            "How long each person is followed after joining: 24 months, 2 years. A bare number is months.",
        )
        .required(),
        key(
            "discount_rate",
            Form::Share,
            "Rate a year by which later costs count for less in present values; 0% switches discounting off.",
        )
        .default("3.5%"),
        key("cohort", Form::Block(&COHORT), "Who is supported: how many people, when they join, how they differ.")
            .required(),
        key(
            "payers",
            Form::EmptyEntries(&PAYER),
            "Who bears the costs, each under a short name of its own, such as nhs.",
        )
        .required(),
        key(
            "programme",
            Form::Block(&PROGRAMME),
            "What support costs and who pays for it. Without it nothing is netted and no ratio is given.",
        ),
        key(
            "extends",
            Form::Text,
            "Another scenario file that this one changes: this file then holds only what is different. A path relative to this file.",
        ),
        key(
            "library",
            Form::Text,
            "Where unit costs come from: builtin, or the path of a library file relative to this file.",
        ),
        key(
            "allow_unverified",
            Form::Switch,
            "Whether unit costs marked as recalled from memory may be used. Every report then says so.",
        )
        .default("false"),
        key(
            "silence",
            Form::Silence,
            "Warnings that are not to be shown, each by its id with a reason, which is printed: {W07: reason}.",
        ),
        key(
            "shared",
            Form::Shared,
            "Uncertain values that are drawn once and used in several places by {shared: NAME}.",
        ),
        key(
            "support",
            Form::Block(&SUPPORT),
            "What support changes, for every event that does not say otherwise. An uncertain value here is one draw for all events.",
        ),
        key(
            "cases",
            Form::Text,
            "Table of case studies (CSV: person,event,occurrences,avoided_cost), a path relative to this file.",
        ),
        key(
            "events",
            Form::Entries(&EVENT),
            "What may happen to people, costs money, and may be averted by support, each under a short name of its own.",
        ),
        key(
            "outcomes",
            Form::Entries(&OUTCOME),
            "Social value: the good that support does for people, each under a short name. Never added to costs avoided.",
        ),
        key(
            "views",
            Form::EmptyEntries(&VIEW),
            "Opinions of the life people would have led without support, such as optimistic, central and pessimistic.",
        ),
        key(
            "correlations",
            Form::List(&CORRELATION),
            "Pairs of uncertain values that tend to be high or low together.",
        ),
        key(
            "targets",
            Form::Entries(&TARGET),
            "Savings targets that the results are held against, each under a short name.",
        ),
        key(
            "published",
            Form::Block(&PUBLISHED),
            "What an evaluation found. Never fed into the draws: the model is held against it.",
        ),
        key(
            "shocks",
            Form::EmptyEntries(&SHOCK),
            "Named changes that averted stress tries one by one, such as unit costs 20% higher.",
        ),
        key("simulation", Form::Block(&SIMULATION), "How much is simulated, and with which random numbers."),
    ],
    rules: &[Rule::AnyOf(&["events", "outcomes"])],
};

/// An entry of `views`.
pub(in crate::scenario) const VIEW: Block = Block {
    name: "a view",
    id: "view",
    about: "One opinion of the life that people would have led without support.",
    keys: &[
        key("label", Form::Text, "What the view is called in reports, such as: Optimistic about life without support."),
        key("weight", Form::Share, "How much the view counts. Give every view a weight, 100% in all, or none at all."),
        key(
            "set",
            Form::Patch,
            "Keys of the scenario with the values that they have in this view. A value is replaced whole.",
        ),
        key(
            "scale",
            Form::Scale,
            "Values of the scenario by path, with the factor that each is multiplied by: {events.*.unit_cost: 120%}.",
        ),
    ],
    rules: &[],
};

/// An entry of `shocks`.
pub(in crate::scenario) const SHOCK: Block = Block {
    name: "a shock",
    id: "shock",
    about: "One change that the stress test tries.",
    keys: &[
        key("label", Form::Text, "What the shock is called in reports, such as: Unit costs 20% higher."),
        key(
            "set",
            Form::Patch,
            "Keys of the scenario with the values that they have under this shock. A value is replaced whole.",
        ),
        key(
            "scale",
            Form::Scale,
            "Values of the scenario by path, with the factor that each is multiplied by: {events.*.unit_cost: 120%}.",
        ),
    ],
    rules: &[],
};

/// `simulation`.
pub(in crate::scenario) const SIMULATION: Block = Block {
    name: "the simulation",
    id: "simulation",
    about: "How much is simulated, and with which random numbers.",
    keys: &[
        key(
            "draws",
            Form::Whole(1, MOST_DRAWS),
            "How many times the evidence is drawn. More draws, smaller Monte Carlo errors.",
        )
        .default("4000"),
        key("seed", Form::Seed, "A whole number that starts the random numbers: the same seed gives the same results.")
            .default("1"),
        key("level", Form::InnerShare, "Level of the intervals that are shown.").default("95%"),
        key(
            "sampling",
            Form::Choice(&["random", "sobol"]),
            "How the evidence is drawn: random, or sobol for scrambled Sobol points, which cover it more evenly.",
        )
        .default("random"),
        key(
            "precision",
            Form::InnerShare,
            "Go on drawing until the standard error of the mean, relative to it, is at most this, and that of every \
             target's chance at most 0.5 points; draws is then the least number.",
        ),
    ],
    rules: &[],
};
