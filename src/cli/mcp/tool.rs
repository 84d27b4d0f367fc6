//! Lists the tools: each is a command, with what it takes and what it gives.

use serde_json::{Value, json};

use super::digest;
use super::input::{self, Goes, Input, Kind};

/// A tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tool {
    Check,
    Run,
    Stress,
    Drivers,
    Compare,
    Costs,
    Explain,
}

const fn input(name: &'static str, kind: Kind, goes: Goes, about: &'static str) -> Input {
    Input { name, about, kind, goes }
}

const FILE: Input = input("file", Kind::File, Goes::First, "The scenario, by its path in the folder of this server.");
const FILES: Input =
    input("files", Kind::Files(2, 8), Goes::First, "The scenarios: every other is held against the first.");
const SET: Input = input(
    "set",
    Kind::Texts,
    Goes::Option,
    "Values to set (path=value) or to scale (path=x1.2) this time, such as [\"cohort.people=300\", \"events.*.unit_cost=x1.2\"].",
);
const DRAWS: Input = input(
    "draws",
    Kind::Whole,
    Goes::Option,
    "How many times to draw the evidence; 4000 unless the scenario says otherwise.",
);
const SEED: Input =
    input("seed", Kind::Whole, Goes::Option, "Seed of the random numbers: the same gives the same results.");
const PRECISION: Input = input(
    "precision",
    Kind::Text,
    Goes::Option,
    "Draw until the error of the headline is at most this share of it, such as 1%.",
);
const SHOCK: Input =
    input("shock", Kind::Texts, Goes::Option, "Changes to try, as `set`, beside the shocks of the scenario.");
const GRID: Input = input(
    "grid",
    Kind::Texts,
    Goes::Option,
    "Two inputs to show the chance of every target over, such as [\"cohort.people=100..500\", \"events.*.unit_cost=x0.5..x1.2:7\"].",
);
const OF: Input = input(
    "of",
    Kind::Text,
    Goes::Option,
    "What the drivers are of: headline (unless said otherwise), net or target:ID.",
);
const STUDY_COST: Input = input(
    "study_cost",
    Kind::Text,
    Goes::Option,
    "What further case studies cost, such as £500 + £250 per person: says whether they are worth it.",
);
const WORDS: Input =
    input("words", Kind::Text, Goes::Words, "Words to search for in names and sources; without them all costs.");
const SHOW: Input = input("show", Kind::Text, Goes::Option, "The id of one cost: everything that is known of it.");
const PRICE_BASE: Input = input("price_base", Kind::Text, Goes::Option, "The price year to show, such as 2021/22.");
const SCENARIO: Input =
    input("scenario", Kind::File, Goes::Option, "A scenario whose price year and library of costs to use.");
const LIBRARY: Input = input("library", Kind::File, Goes::Option, "A library of costs (YAML) to use.");
const NAME: Input = input(
    "name",
    Kind::Text,
    Goes::Words,
    "A key by its name or path, a distribution, the id of a warning or a term, such as prevents, pert, W07 or credible \
     interval; without it the list of what can be explained.",
);
const FULL: Input = input(
    "full",
    Kind::Switch,
    Goes::Server,
    "All sections in words, not only the verdict and what nobody should miss.",
);
const WHOLE: Input = input(
    "whole",
    Kind::Switch,
    Goes::Server,
    "Also the whole answer as JSON, every number in it; it is long (results of a run: about 300 kB).",
);
const OUTPUT: Input = input(
    "output",
    Kind::Folder,
    Goes::Server,
    "Also write the answer into this folder, with its figures (and the report, of a run); files of an earlier answer there are \
     replaced.",
);

/// What a tool is for, in a few words.
struct About {
    name: &'static str,
    title: &'static str,
    says: &'static str,
    takes: &'static [&'static Input],
    /// Whether it can write its answer into a folder.
    written: bool,
}

const CHECK: About = About {
    name: "check",
    title: "Read a scenario back",
    says: "Reads a scenario back in plain words and says what to expect, without simulating; or names every mistake with its \
           line, the reason and the remedy. Use it first, and after every change of the file.",
    takes: &[&FILE, &SET, &DRAWS, &SEED],
    written: false,
};
const RUN: About = About {
    name: "run",
    title: "Simulate a scenario",
    says: "Simulates a scenario with and without the service: cost avoided, who gains, the chance that benefits exceed costs \
           and that savings targets are reached, with errors, intervals, cautions and warnings.",
    takes: &[&FILE, &SET, &DRAWS, &SEED, &PRECISION, &FULL, &WHOLE],
    written: true,
};
const STRESS: About = About {
    name: "stress",
    title: "Stress-test savings targets",
    says: "Says how likely savings targets are, what may prudently be promised, how many people it would take, which values \
           would have to be true, what shocks do, and whose cash it is.",
    takes: &[&FILE, &SET, &SHOCK, &GRID, &DRAWS, &SEED, &FULL, &WHOLE],
    written: true,
};
const DRIVERS: About = About {
    name: "drivers",
    title: "Find what drives the answer",
    says: "Says which uncertain values drive the answer (tornado, shares of the variance) and what is worth knowing better \
           before deciding (value of information).",
    takes: &[&FILE, &SET, &OF, &STUDY_COST, &DRAWS, &SEED, &FULL, &WHOLE],
    written: true,
};
const COMPARE: About = About {
    name: "compare",
    title: "Compare scenarios",
    says: "Says how far apart scenarios are, the chance that one beats another, and which assumptions set them apart; what \
           they share is drawn once.",
    takes: &[&FILES, &SET, &DRAWS, &SEED, &FULL, &WHOLE],
    written: true,
};
const COSTS: About = About {
    name: "costs",
    title: "Find unit costs",
    says: "Finds unit costs of public services in the prices of any year, each with its source and what it includes.",
    takes: &[&WORDS, &SHOW, &PRICE_BASE, &SCENARIO, &LIBRARY],
    written: false,
};
const EXPLAIN: About = About {
    name: "explain",
    title: "Explain a word",
    says: "Says what a key of a scenario, a distribution, a warning or a term of the field means, and how it is written.",
    takes: &[&NAME],
    written: false,
};

impl Tool {
    /// All, in the order in which they are listed.
    pub(super) const ALL: [Self; 7] =
        [Self::Check, Self::Run, Self::Stress, Self::Drivers, Self::Compare, Self::Costs, Self::Explain];

    const fn about(self) -> &'static About {
        match self {
            Self::Check => &CHECK,
            Self::Run => &RUN,
            Self::Stress => &STRESS,
            Self::Drivers => &DRIVERS,
            Self::Compare => &COMPARE,
            Self::Costs => &COSTS,
            Self::Explain => &EXPLAIN,
        }
    }

    /// Its name, and that of its command.
    pub(super) const fn name(self) -> &'static str {
        self.about().name
    }

    /// How the command line begins that it becomes. What a scenario refers to may be anywhere in the folder.
    pub(super) fn command(self) -> Vec<&'static str> {
        match self {
            Self::Costs | Self::Explain => vec![self.name()],
            _ => vec![self.name(), "--allow-path=."],
        }
    }

    /// What it takes from a server that writes or does not.
    pub(super) fn inputs(self, writes: bool) -> Vec<&'static Input> {
        let about = self.about();
        about.takes.iter().copied().chain((writes && about.written).then_some(&OUTPUT)).collect()
    }

    /// What the client is told of it.
    pub(super) fn definition(self, writes: bool) -> Value {
        let about = self.about();
        let writes = writes && about.written;
        let mut definition = json!({
            "name": about.name,
            "title": about.title,
            "description": about.says,
            "inputSchema": input::schema(&self.inputs(writes)),
            // The same question gives the same answer, from the folder alone; what is written replaces an earlier answer.
            "annotations": {
                "title": about.title,
                "readOnlyHint": !writes,
                "destructiveHint": writes,
                "idempotentHint": true,
                "openWorldHint": false,
            },
        });
        if about.written {
            definition["outputSchema"] = result();
        }
        definition
    }
}

/// The schema of what those tools give whose answers have figures.
fn result() -> Value {
    let text = |about: &str| json!({"type": "string", "description": about});
    json!({
        "type": "object",
        "required": ["words", "figures", "run", "warnings"],
        "properties": {
            "words": text("The answer in plain words, with its cautions."),
            "figures": digest::schema(),
            "run": {
                "type": "object",
                "description": "How it was drawn.",
                "required": ["seed", "draws", "level"],
                "properties": {
                    "seed": {"type": "integer"},
                    "draws": {"type": "integer"},
                    "level": {"type": "number", "description": "Level of the intervals."},
                },
            },
            "warnings": {
                "type": "array",
                "description": "What the reader must be told of.",
                "items": {
                    "type": "object",
                    "required": ["text"],
                    "properties": {
                        "id": text("What `explain` takes."),
                        "text": text("The warning."),
                        "silenced": {"type": ["string", "null"], "description": "Why the scenario silences it."},
                    },
                },
            },
            "written": {"type": "array", "items": {"type": "string"}, "description": "The files that were written."},
            "whole": {"type": "object", "description": "The whole answer; `averted schema --of` prints its schema."},
        },
    })
}
