//! Says before a run starts when it would not fit into the memory or on the disk.

use std::path::Path;

use super::exit_code::Failure;
use crate::model::Plan;
use crate::render::number::whole;

/// Bytes of a number in memory.
const NUMBER: u64 = 8;

/// Numbers that are held of each draw of a run beside its own: what is expected of it, sorted columns, a part while it is read.
///
/// Measured in December 2026: 15 where Havering is run with 100,000 draws, 38 where it is merged from 64 parts of 1,000,000.
const BESIDE: u64 = 48;

/// Bytes that the program takes whatever it runs: tables, fonts, figures, papers.
///
/// Measured in December 2026: 76 MB with 4,000 draws of Havering.
const PROGRAM: u64 = 96 << 20;

/// Bytes of a number in draws.csv with its comma, on average and rather more than less.
const WRITTEN: u64 = 19;

/// Bytes of everything else that a run writes: papers, figures, results.json.
const PAPERS: u64 = 20 << 20;

/// Refuses a run whose draws do not fit into the memory that is free, `held` of them being in it already.
pub(super) fn in_memory(plan: &Plan, held: usize) -> Result<(), Failure> {
    let held = numbers_of_a_draw(plan).saturating_mul(held as u64).saturating_mul(NUMBER);
    // What the system does not tell cannot be held against it.
    refuse(free_memory().and_then(|free| short_of_memory(plan, memory(plan), free.saturating_add(held))))
}

/// Refuses to look at so many draws of a plan when they do not fit into the memory that is free.
pub(super) fn to_look(plan: &Plan, draws: usize) -> Result<(), Failure> {
    let draws = draws as u64;
    // The headline and one view at a time, each with means and squares, and half of one beside.
    let needed = numbers_of_a_draw(plan).saturating_mul(draws).saturating_mul(NUMBER).saturating_mul(5);
    refuse(free_memory().and_then(|free| short_of_memory(plan, needed, free)))
}

/// Bytes of memory that are free, where the system tells.
fn free_memory() -> Option<u64> {
    let mut system = sysinfo::System::new();
    system.refresh_memory();
    if system.total_memory() == 0 {
        // Without /proc nothing is told, and asking for the limits of a container would be a panic.
        return None;
    }
    // A container may have less than its computer.
    let free = system.cgroup_limits().map_or(system.available_memory(), |limits| limits.free_memory);
    Some(free.min(system.available_memory()).min(allowed())).filter(|free| *free > 0)
}

/// Bytes that whoever started the program lets it have (`ulimit -v`).
#[cfg(unix)]
fn allowed() -> u64 {
    use nix::sys::resource::{Resource, getrlimit};
    getrlimit(Resource::RLIMIT_AS).map_or(u64::MAX, |(allowed, _)| allowed)
}

#[cfg(not(unix))]
fn allowed() -> u64 {
    u64::MAX
}

/// How much memory a run takes, before it begins.
pub(super) fn memory_in_words(plan: &Plan) -> String {
    format!("This takes up to {} of memory ({}).", size(memory(plan)), numbers(plan))
}

/// Where a run writes.
pub(super) struct Room<'a> {
    /// The folder, which need not exist yet; `None` where nothing is written.
    pub(super) folder: Option<&'a Path>,
    /// Whether the draws are written.
    pub(super) draws: bool,
}

impl Room<'_> {
    /// Refuses a run whose files do not fit on the disk.
    pub(super) fn check(&self, plan: &Plan) -> Result<(), Failure> {
        let needed = written(plan, self.draws);
        let short = |folder| free_disk(folder).and_then(|free| short_of_disk(plan, folder, needed, free));
        refuse(self.folder.and_then(short))
    }

    /// What is to be known before a run of a precision starts: that the most draws which it may take, those that `most`
    /// asks for, would not fit.
    pub(super) fn forecast(&self, most: &Plan) -> Option<String> {
        self.forecast_of(most, free_memory(), self.folder.and_then(free_disk))
    }

    fn forecast_of(&self, most: &Plan, memory_free: Option<u64>, disk_free: Option<u64>) -> Option<String> {
        let short = |needed: u64, free: u64, what: &str| {
            (needed > free).then(|| format!("{} {what} ({} are free)", size(needed), size(free)))
        };
        let memory = memory_free.and_then(|free| short(memory(most), free, "of memory"));
        let disk = disk_free.and_then(|free| short(written(most, self.draws), free, "on the disk"));
        let short: Vec<String> = memory.into_iter().chain(disk).collect();
        (!short.is_empty()).then(|| {
            format!(
                "Should the precision take all of the {} draws allowed, this run would need about {}. It begins all the \
                 same, and ends with an error before it needs more than there is; --max-draws allows fewer.",
                whole(most.simulation.draws),
                short.join(" and ")
            )
        })
    }
}

/// Bytes that are free on the disk that holds `folder`, where the system tells.
fn free_disk(folder: &Path) -> Option<u64> {
    let existing = folder.ancestors().find(|above| above.exists()).unwrap_or(Path::new("."));
    fs4::available_space(if existing.as_os_str().is_empty() { Path::new(".") } else { existing }).ok()
}

fn refuse(reason: Option<String>) -> Result<(), Failure> {
    reason.map_or(Ok(()), |reason| Err(Failure::Running(anyhow::anyhow!(reason))))
}

/// Numbers of one draw: measures, parameters, segments, and what is expected per person and in squares.
fn numbers_of_a_draw(plan: &Plan) -> u64 {
    (plan.measures.len() + plan.parameters.len() + plan.base.cohort.segments.len() + 4) as u64
}

/// Bytes that a run holds in memory.
fn memory(plan: &Plan) -> u64 {
    let draws = (plan.simulation.draws as u64).saturating_mul(plan.runs() as u64);
    (numbers_of_a_draw(plan) + BESIDE).saturating_mul(draws).saturating_mul(NUMBER).saturating_add(PROGRAM)
}

/// Bytes that a run writes, with its draws or without.
fn written(plan: &Plan, draws: bool) -> u64 {
    PAPERS + if draws { table(plan) } else { 0 }
}

/// The option that asks for fewer draws.
const fn fewer(plan: &Plan) -> &'static str {
    if plan.simulation.precision.is_some() { "--max-draws" } else { "--draws" }
}

/// Bytes of draws.csv.
fn table(plan: &Plan) -> u64 {
    numbers_of_a_draw(plan).saturating_mul(plan.simulation.draws as u64).saturating_mul(WRITTEN)
}

/// How many numbers the draws of a plan are.
fn numbers(plan: &Plan) -> String {
    format!("{} draws of {} numbers", whole(plan.simulation.draws), whole(numbers_of_a_draw(plan)))
}

fn short_of_memory(plan: &Plan, needed: u64, free: u64) -> Option<String> {
    (needed > free).then(|| {
        format!(
            "this run would need about {} of memory ({}), and {} are free; ask for fewer draws with {}",
            size(needed),
            numbers(plan),
            size(free),
            fewer(plan)
        )
    })
}

fn short_of_disk(plan: &Plan, folder: &Path, needed: u64, free: u64) -> Option<String> {
    (needed > free).then(|| {
        format!(
            "what this run writes into {} would need about {} ({}), and the disk has {} left; \
             ask for fewer draws with {}, or leave the draws out with --format json,html,figures",
            folder.display(),
            size(needed),
            numbers(plan),
            size(free),
            fewer(plan)
        )
    })
}

/// A number of bytes in the unit that suits it.
#[expect(clippy::cast_precision_loss, reason = "shown with one digit after the point")]
fn size(bytes: u64) -> String {
    if bytes >= 1 << 30 {
        format!("{:.1} GB", bytes as f64 / f64::from(1 << 30))
    } else {
        format!("{} MB", bytes.div_ceil(1 << 20))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::effort::town;

    #[test]
    fn what_does_not_fit_is_refused_with_the_estimate() {
        let plan = town(10, 1_000_000);
        let (needed, table) = (memory(&plan), table(&plan));
        // Two views without weights: three runs.
        assert_eq!(needed, (numbers_of_a_draw(&plan) + BESIDE) * 1_000_000 * 3 * 8 + PROGRAM);
        assert!(short_of_memory(&plan, needed, needed).is_none());
        let said = short_of_memory(&plan, needed, needed - 1).unwrap();
        assert!(
            said.contains("1,000,000 draws of") && said.contains(&size(needed)) && said.contains("--draws"),
            "{said}"
        );
        let said = short_of_disk(&plan, Path::new("output/t"), table, 1 << 20).unwrap();
        assert!(said.contains("output/t") && said.contains("the disk has 1 MB left"), "{said}");
        assert!(in_memory(&town(10, 1000), 0).is_ok());
        let room = Room { folder: Some(Path::new("a/folder/that/is/not/there")), draws: true };
        assert!(room.check(&town(10, 1000)).is_ok() && room.forecast(&town(10, 1000)).is_none());
    }

    #[test]
    fn what_the_most_draws_would_need_is_told_before_they_are_drawn() {
        let mut plan = town(10, 1_000_000);
        plan.simulation.precision = Some(0.01);
        let room = Room { folder: Some(Path::new("output/t")), draws: true };
        assert_eq!(room.forecast_of(&plan, Some(u64::MAX), Some(u64::MAX)), None);
        assert_eq!(room.forecast_of(&plan, None, None), None, "what is not known is not held against a run");
        let said = room.forecast_of(&plan, Some(1 << 29), Some(1 << 20)).unwrap();
        assert!(said.contains("all of the 1,000,000 draws allowed") && said.contains("--max-draws"), "{said}");
        assert!(said.contains(" of memory (512 MB are free) and ") && said.contains("(1 MB are free)"), "{said}");
        // As it grows, a refusal names the option that helps.
        let refused = short_of_memory(&plan, 2, 1).unwrap();
        assert!(refused.ends_with("ask for fewer draws with --max-draws"), "{refused}");
    }

    #[test]
    fn sizes_are_told_in_the_unit_that_suits_them() {
        assert_eq!(size(1), "1 MB");
        assert_eq!(size(5 << 30), "5.0 GB");
    }
}
