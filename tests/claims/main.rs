//! Holds every sentence of a run against its draws, for scenarios made at random of rare parts: a sentence is a template with a
//! claim that is worked out here by other code, and a sentence of no known template fails.

mod captions;
mod claim;
mod decide;
mod message;
mod number;
mod opinion;
mod paper;
mod rest;
mod run;
mod scenario;
mod sentence;
mod statistic;
mod stress;
mod target;
mod verdict;
mod world;

use std::cell::RefCell;
use std::collections::BTreeMap;

use averted::render::answer::Answer as _;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use claim::{Claim, Heard, Said};
use world::World;

const DOCUMENT: [&[Claim]; 3] = [run::RUN, message::MESSAGES, rest::REST];
const CAPTIONS: [&[Claim]; 1] = [captions::CAPTIONS];
const DRIVERS: [&[Claim]; 2] = [decide::DRIVERS, rest::REST];
const EVIDENCE: [&[Claim]; 2] = [decide::EVIDENCE, rest::REST];
const STRESS: [&[Claim]; 3] = [stress::STRESS, run::RUN, rest::REST];
const SHORT: [&[Claim]; 2] = [verdict::VERDICT, rest::REST];

/// Judges what `said` collects of each of many scenarios; fails with everything that is not true, one of each kind.
fn judge(cases: u32, claims: &[&[Claim]], said: impl Fn(&World) -> Vec<Said>) -> Heard {
    let heard = RefCell::new(Heard::default());
    let faults: RefCell<BTreeMap<String, String>> = RefCell::default();
    let config = Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(23), ..Config::default() };
    let run = TestRunner::new(config).run(&scenario::scenario(), |text| {
        let world = match World::of(&text) {
            Ok(world) => world,
            Err(fault) => {
                let kind = fault.lines().find(|line| line.starts_with("error")).unwrap_or("not run").to_owned();
                faults.borrow_mut().entry(kind).or_insert(fault);
                return Ok(());
            }
        };
        for said in said(&world) {
            if let Err(fault) = heard.borrow_mut().judge(&world, &said, claims) {
                let kind: String = said.text.chars().filter(|letter| !letter.is_ascii_digit()).take(24).collect();
                let told = format!("[{}] {}\n    {fault}\n{text}", said.place, said.text);
                faults.borrow_mut().entry(format!("{}{kind}", said.place)).or_insert(told);
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|failure| panic!("{failure}"));
    let faults: Vec<String> = faults.into_inner().into_values().collect();
    assert!(faults.is_empty(), "{} kinds of sentences are not true:\n{}", faults.len(), faults.join("\n"));
    heard.into_inner()
}

#[test]
fn every_sentence_of_a_run_is_true_of_its_draws() {
    let heard = judge(320, &DOCUMENT, |world| paper::document(&world.run.estimates.results.document()));
    let unheard = heard.unheard(&DOCUMENT);
    assert!(unheard.is_empty(), "never said of any scenario:\n{}", unheard.join("\n"));
}

#[test]
fn the_verdict_and_what_is_printed_with_it_are_true_of_the_draws() {
    let heard = judge(160, &SHORT, |world| {
        verdict::numbers(world).unwrap_or_else(|fault| panic!("{fault}\n{}", world.text));
        let short = paper::document(&averted::render::document::short(&world.run.estimates.results));
        verdict::clauses(world).into_iter().chain(short).collect()
    });
    let unheard = heard.unheard(&SHORT[..1]);
    assert!(unheard.is_empty(), "never said of any scenario:\n{}", unheard.join("\n"));
}

#[test]
fn every_sentence_of_a_stress_test_is_true_of_its_draws() {
    judge(24, &STRESS, |world| {
        let stressed = stress::stress(world).unwrap_or_else(|fault| panic!("{fault}\n{}", world.text));
        let mut said = paper::document(&stressed.document());
        // A target is spoken of in the words of a run.
        for said in
            said.iter_mut().filter(|said| !said.text.starts_with("What can") && !said.text.starts_with("There are"))
        {
            said.place = said.place.replace("How sure is it, and what may be promised?", "Will the target be reached?");
        }
        said
    });
}

#[test]
fn every_sentence_of_drivers_is_true_of_the_draws() {
    let heard = judge(60, &DRIVERS, |world| {
        decide::drivers(world).map_or_else(Vec::new, |drivers| paper::document(&drivers.document()))
    });
    let unheard = heard.unheard(&DRIVERS[..1]);
    assert!(unheard.is_empty(), "never said of any scenario:\n{}", unheard.join("\n"));
}

#[test]
fn every_sentence_of_the_evidence_is_true_of_the_draws() {
    judge(24, &EVIDENCE, |world| {
        let evidence = decide::evidence(world).unwrap_or_else(|fault| panic!("{fault}\n{}", world.text));
        paper::document(&evidence.document())
    });
}

#[test]
fn every_caption_is_true_of_the_draws() {
    let heard = judge(320, &CAPTIONS, |world| paper::captions(&world.run.estimates.results));
    let unheard = heard.unheard(&CAPTIONS);
    assert!(unheard.is_empty(), "never said of any scenario:\n{}", unheard.join("\n"));
}
