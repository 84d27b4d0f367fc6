//! JSON in which a key stands twice is refused wherever it is read: no two readers may see two numbers.

use std::fs;

use crate::town::{TOWN, Town};

/// Puts `fake` before or behind the first value of `key`, under the same key.
fn doubled(text: &str, key: &str, fake: &str, first: bool) -> String {
    let key = format!("\"{key}\": ");
    let place = text.find(&key).unwrap();
    if first {
        return format!("{}{key}{fake},\n{}", &text[..place], &text[place..]);
    }
    let value = place + key.len();
    let end = value
        + if text[value..].starts_with('{') {
            closing(&text[value..]) + 1
        } else {
            text[value..].find([',', '\n']).unwrap()
        };
    format!("{},\n{key}{fake}{}", &text[..end], &text[end..])
}

/// Where the object that `text` begins with ends.
fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (index, letter) in text.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    panic!("it does not end");
}

#[test]
fn a_fake_payer_beside_the_real_one_is_found_out() {
    let town = Town::new(TOWN);
    let run = ["run", "town.yaml", "--quiet", "--output", "out", "--format", "json", "--with", "stress"];
    town.averted(&run).assert().code(0);
    let results = fs::read_to_string(town.path("out/results.json")).unwrap();
    for (key, fake) in [("nhs", "{\"label\": \"NHS\"}"), ("mean", "1000000.0"), ("seed", "7")] {
        for first in [true, false] {
            town.put("out/results.json", &doubled(&results, key, fake, first));
            for command in [&["run", "--verify", "out/results.json"][..], &["render", "out/results.json"]] {
                let said = town.refused(command, 2);
                assert!(said.contains(&format!("the key \"{key}\" stands twice in one object")), "{said}");
            }
        }
    }
    // What stands beside the results is read as strictly.
    town.put("out/results.json", &results);
    let stress = fs::read_to_string(town.path("out/stress.json")).unwrap();
    town.put("out/stress.json", &doubled(&stress, "targets", "{}", true));
    let output = town.averted(&["render", "out/results.json"]).assert().code(1).get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("stress.json is damaged") && said.contains("stands twice"), "{said}");
}
