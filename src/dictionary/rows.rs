//! Lays out the dictionary of an answer as rows: one a key, with its whole path.

use super::form::{Block, Form, Key};
use super::unit::{Covers, Unit};

/// One key of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its path: `*` stands for a name of the scenario's, `[]` for each entry of a list.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Its unit; empty for what is no number.
    pub unit: &'static str,
    /// What its interval covers; empty for what has none.
    pub covers: &'static str,
}

/// The keys of an answer, in the order in which they are written. A summary of draws is one row.
#[must_use]
pub fn rows(form: &Form) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Form::Block(block) = form {
        add_block("", block, Above::default(), &mut rows);
    }
    rows
}

/// What a key hands on to those below it.
#[derive(Clone, Copy, Debug, Default)]
struct Above {
    unit: Option<Unit>,
    covers: Option<Covers>,
}

fn add_block(path: &str, block: &Block, above: Above, rows: &mut Vec<Row>) {
    for key in &block.keys {
        add_key(path, key, above, rows);
    }
}

fn add_key(path: &str, key: &Key, above: Above, rows: &mut Vec<Row>) {
    let mut name = if path.is_empty() { key.name.clone() } else { format!("{path}.{}", key.name) };
    let mut form = &key.form;
    loop {
        form = match form {
            Form::Nullable(inner) => inner,
            Form::Map(inner) => {
                name.push_str(".*");
                inner
            }
            Form::List(inner, _) => {
                name.push_str("[]");
                inner
            }
            _ => break,
        };
    }
    let unit = if key.unit == Some(Unit::Above) { above.unit } else { key.unit };
    rows.push(Row {
        name: name.clone(),
        meaning: key.about.clone(),
        unit: unit.map_or("", Unit::name),
        covers: key.covers.or(above.covers).filter(|_| unit.is_some()).map_or("", Covers::name),
    });
    if let Form::Block(block) = form
        && !block.summary
    {
        add_block(&name, block, Above { unit: unit.or(above.unit), covers: key.covers }, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_handed_down_to_what_stands_under_it() {
        let key = |name: &str, unit, covers, form| Key {
            name: name.to_owned(),
            about: format!("{name}."),
            unit,
            covers,
            optional: false,
            form,
        };
        let block = |keys| Form::Block(Block { name: "B".to_owned(), about: String::new(), keys, summary: false });
        let inner = block(vec![
            key("before", Some(Unit::Above), None, Form::Nullable(Box::new(Form::Number))),
            key("path", None, None, Form::Text),
        ]);
        let map = Form::Map(Box::new(Form::List(Box::new(inner), None)));
        let found = rows(&block(vec![key("cost", Some(Unit::Pounds), Some(Covers::Evidence), map)]));
        let row = |name: &str, meaning: &str, unit, covers| Row {
            name: name.to_owned(),
            meaning: meaning.to_owned(),
            unit,
            covers,
        };
        assert_eq!(
            found,
            [
                row("cost.*[]", "cost.", "£", "evidence"),
                row("cost.*[].before", "before.", "£", "evidence"),
                row("cost.*[].path", "path.", "", ""),
            ]
        );
    }
}
