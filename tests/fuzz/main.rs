//! Throws mutated bytes at everything that reads what others wrote: no panic, no second of silence, no gigabyte.
//!
//! Only a stable toolchain is needed: mutations are our own, from a fixed seed, and an input that makes the program say
//! something new joins the pool that further inputs are made of. Every test run replays the corpus and some thousands of
//! mutations of each target; `FUZZ_EXECUTIONS=10000000 cargo test --release --test fuzz -- --ignored --nocapture` goes
//! on for as long as is asked for. An input that does harm is kept in `target/fuzz` and belongs in `tests/fuzz/corpus`.

mod corpus;
mod hunt;
mod mutate;
#[path = "../common/readers.rs"]
mod readers;
mod targets;
mod workbook;

use hunt::{Hunt, Target, number_from};
use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

fn hunt(target: &Target, executions: u64) {
    let tally = Hunt::new(target, 1).run(executions);
    assert!(tally.harm.is_empty(), "{}", tally.harm.join("\n"));
}

#[test]
fn scenarios_do_no_harm() {
    hunt(&targets::SCENARIO, 6_000);
}

#[test]
fn set_arguments_do_no_harm() {
    hunt(&targets::SET, 4_000);
}

#[test]
fn shocks_and_grids_do_no_harm() {
    hunt(&targets::SHOCK, 3_000);
}

#[test]
fn case_tables_do_no_harm() {
    hunt(&targets::CASES, 4_000);
}

#[test]
fn libraries_do_no_harm() {
    hunt(&targets::LIBRARY, 3_000);
}

#[test]
fn workbooks_do_no_harm() {
    hunt(&targets::WORKBOOK, 1_500);
}

#[test]
fn results_files_do_no_harm() {
    hunt(&targets::RESULTS, 60);
}

#[test]
fn words_do_no_harm_in_any_paper() {
    hunt(&targets::WORDS, 60);
}

#[test]
fn what_can_be_read_can_be_run() {
    hunt(&targets::WHOLE_RUN, 400);
}

/// `FUZZ_TARGET` names the target, `FUZZ_EXECUTIONS` and `FUZZ_SEED` say how long and from where.
#[test]
#[ignore = "goes on for as long as is asked for"]
fn long_hunt() {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_else(|_| "scenario".to_owned());
    let target = targets::ALL.iter().find(|target| target.name == name).expect("a target");
    let mut hunt = Hunt::new(target, number_from("FUZZ_SEED", 1));
    hunt.tells = true;
    let tally = hunt.run(number_from("FUZZ_EXECUTIONS", 1_000_000));
    assert!(tally.harm.is_empty(), "{}", tally.harm.join("\n"));
}
