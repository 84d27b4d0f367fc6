//! Runs a scenario that exists in memory alone, and gives its draws by name.

use std::collections::HashMap;
use std::path::Path;

use averted::estimate::DrawRows as _;
use averted::expectation::{Expectation, Expected};
use averted::run::Request;
use averted::scenario::Files;
use averted::statistics::Sketch;
use averted::{Run, run_of};

/// A scenario by the only path there is.
struct Memory(Vec<u8>);

impl Files for Memory {
    fn read(&self, _: &Path) -> Result<Vec<u8>, String> {
        Ok(self.0.clone())
    }
}

/// A run with its draws by name.
pub(crate) struct World {
    pub(crate) text: String,
    pub(crate) run: Run,
    columns: HashMap<String, Vec<f64>>,
    /// What each simulated person avoids.
    pub(crate) people: Sketch,
    /// Programme cost in every draw, cash.
    pub(crate) cost: Vec<f64>,
    /// Level of intervals.
    pub(crate) level: f64,
}

impl World {
    /// Runs a scenario; what is wrong with it.
    pub(crate) fn of(text: &str) -> Result<Self, String> {
        let files = Memory(text.as_bytes().to_vec());
        let run =
            run_of(Path::new("town.yaml"), &files, &Request::default()).map_err(|error| format!("{text}\n{error}"))?;
        let mut columns: HashMap<String, Vec<f64>> =
            run.plan.measures.names().map(str::to_owned).zip(run.headline.columns.iter().cloned()).collect();
        let table = run.estimates.table(&run.plan, &run.headline);
        let mut row = Vec::new();
        for draw in 0..table.rows() {
            table.numbers(draw, &mut row);
            // What is expected per person stands first in draws.csv; avoided cost, its present value and cash come between.
            for (name, place) in [("expected_per_person", 0), ("net_pv", 4)] {
                columns.entry(format!("draws.{name}")).or_default().push(row[place]);
            }
        }
        let mut people = Sketch::new();
        run.headline.person.iter().for_each(|section| people.merge(section));
        let model =
            |draw: usize| run.headline.view.get(draw).map_or(&run.plan.base, |&view| &run.plan.views[view].model);
        let mut expected = Expected::default();
        for draw in 0..run.headline.count {
            Expectation::new(&run.plan, model(draw)).at(run.headline.theta(draw), &mut expected);
            for (name, value) in run.plan.measures.names().zip(&expected.mean) {
                columns.entry(format!("expected.{name}")).or_default().push(*value);
            }
        }
        let level = run.plan.simulation.level;
        let mut world = Self { text: text.to_owned(), cost: Vec::new(), people, level, columns, run };
        world.cost = world.fixed_cost(|_| true);
        if let Some(following) = world.columns.get("programme.following") {
            world.cost.iter_mut().zip(following).for_each(|(cost, more)| *cost += more);
        }
        Ok(world)
    }

    /// What is paid in every draw whoever joins, by the payers that `bears` accepts.
    pub(crate) fn fixed_cost(&self, bears: impl Fn(usize) -> bool) -> Vec<f64> {
        let cost = |draw: usize| {
            let view = self.run.headline.view.get(draw);
            let model = view.map_or(&self.run.plan.base, |&view| &self.run.plan.views[view].model);
            let theta = self.run.headline.theta(draw);
            model.programme.as_ref().map_or(0.0, |programme| programme.fixed_cost(theta, |payer, _| bears(payer)))
        };
        (0..self.run.headline.count).map(cost).collect()
    }

    /// The draws of a measure, or of a column of draws.csv by `draws.` and its name.
    pub(crate) fn column(&self, name: &str) -> &[f64] {
        self.columns.get(name).unwrap_or_else(|| panic!("{}\nno column {name}", self.text))
    }

    /// Whether there is such a column.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.columns.contains_key(name)
    }

    pub(crate) fn draws(&self) -> usize {
        self.run.headline.count
    }

    /// How many people a draw follows, which views may differ in.
    pub(crate) fn people_of(&self, draw: usize) -> f64 {
        let view = self.run.headline.view.get(draw);
        let model = view.map_or(&self.run.plan.base, |&view| &self.run.plan.views[view].model);
        model.cohort.people as f64
    }

    /// A column for each person.
    pub(crate) fn per_person(&self, name: &str) -> Vec<f64> {
        self.column(name).iter().enumerate().map(|(draw, value)| value / self.people_of(draw)).collect()
    }

    /// The target that a text names at its end.
    pub(crate) fn target(&self, place: &str) -> Result<usize, String> {
        let targets = &self.run.plan.base.targets;
        targets
            .iter()
            .position(|target| place.ends_with(&target.label))
            .ok_or_else(|| format!("no target stands in “{place}”"))
    }

    /// What counts towards a target, draw by draw, and its amount.
    pub(crate) fn towards(&self, target: usize) -> (&[f64], f64) {
        let target = &self.run.plan.base.targets[target];
        (self.column(&format!("targets.{}.value", target.id)), target.amount)
    }

    /// 1 for each draw in which `of` a value holds.
    pub(crate) fn hits(values: &[f64], of: impl Fn(f64) -> bool) -> Vec<f64> {
        values.iter().map(|value| f64::from(u8::from(of(*value)))).collect()
    }

    /// The share of people who avoid less than this.
    pub(crate) fn below(&self, amount: f64) -> f64 {
        if self.people.count() == 0 { 0.0 } else { self.people.fraction_below(amount) }
    }

    /// The share of people who avoid exactly nothing.
    pub(crate) fn nothing(&self) -> f64 {
        self.below(1e-9) - self.below(-1e-9)
    }
}
