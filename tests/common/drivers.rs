//! Asks of a scenario in memory what drives it.

use std::path::Path;

use averted::estimate::{Ask, Drivers, Identity, drivers};
use averted::model::{self, Plan};
use averted::scenario::{self, Files};

struct Text<'a>(&'a str);

impl Files for Text<'_> {
    fn read(&self, _: &Path) -> Result<Vec<u8>, String> {
        Ok(self.0.as_bytes().to_vec())
    }
}

pub(crate) fn plan(text: &str) -> Plan {
    let (reading, _) = scenario::read(Path::new("town.yaml"), &Text(text), &[])
        .unwrap_or_else(|faults| panic!("{}", faults.render(false)));
    model::build(&reading).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

pub(crate) fn answer(text: &str, ask: &Ask) -> Drivers {
    let identity = Identity { file: "town.yaml".to_owned(), ..Identity::default() };
    drivers(&plan(text), &identity, ask).unwrap()
}
