//! Runs a target on one input after another, keeps what says something new, and notes harm.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::HEAP;
use crate::mutate::Mutator;

/// Longest that one input may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// Most that one input may have allocated at once, in bytes.
const MOST_MEMORY: usize = 1 << 30;

/// Most inputs that further ones are made of.
const LARGEST_POOL: usize = 20_000;

/// Something that reads bytes.
pub(crate) struct Target {
    /// What it is called.
    pub(crate) name: &'static str,
    /// Inputs to begin with.
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    /// How many quarters of the inputs have nothing but numbers changed.
    pub(crate) quarters_of_numbers: usize,
    /// Reads an input and returns a fingerprint of what it said.
    pub(crate) run: fn(&[u8]) -> u64,
}

/// What came of a hunt.
#[derive(Default)]
pub(crate) struct Tally {
    /// Inputs tried.
    pub(crate) executions: u64,
    /// Longest time of one.
    pub(crate) slowest: Duration,
    /// Most memory of one, in bytes.
    pub(crate) largest: usize,
    /// A sentence for each harm, the first few.
    pub(crate) harm: Vec<String>,
}

/// One hunt.
pub(crate) struct Hunt<'t> {
    target: &'t Target,
    mutator: Mutator,
    pool: Vec<Vec<u8>>,
    /// How many of the pool are the corpus.
    corpus: usize,
    said: HashSet<u64>,
    tally: Tally,
    /// Whether it says how far it has come.
    pub(crate) tells: bool,
}

/// Time that the processor has spent on this thread.
fn busy() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// A whole number from the environment.
pub(crate) fn number_from(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

impl<'t> Hunt<'t> {
    /// Replays the corpus.
    pub(crate) fn new(target: &'t Target, seed: u64) -> Self {
        let mut hunt = Self {
            target,
            mutator: Mutator::new(seed),
            pool: Vec::new(),
            corpus: 0,
            said: HashSet::new(),
            tally: Tally::default(),
            tells: false,
        };
        for input in (target.seeds)() {
            hunt.try_one(&input);
            hunt.pool.push(input);
        }
        hunt.corpus = hunt.pool.len();
        assert!(hunt.corpus > 0, "{} has no corpus", target.name);
        hunt
    }

    /// Tries mutations until `executions` inputs were tried, those of the corpus among them.
    pub(crate) fn run(mut self, executions: u64) -> Tally {
        let started = Instant::now();
        while self.tally.executions < executions && self.tally.harm.len() < 20 {
            let input = self.next();
            if self.try_one(&input) && self.pool.len() < LARGEST_POOL {
                self.pool.push(input);
            }
            if self.tells && self.tally.executions.is_multiple_of(100_000) {
                self.tell(started);
            }
        }
        if self.tells {
            self.tell(started);
        }
        self.tally
    }

    /// An input made of the corpus half of the time, and of what said something new; the shorter of two, because short
    /// inputs are fast.
    fn next(&mut self) -> Vec<u8> {
        let end = if self.mutator.below(2) == 0 { self.corpus } else { self.pool.len() };
        let (one, two) = (self.mutator.below(end), self.mutator.below(end));
        let base = if self.pool[one].len() <= self.pool[two].len() { one } else { two };
        let other = self.mutator.below(self.pool.len());
        if self.mutator.below(4) < self.target.quarters_of_numbers {
            self.mutator.renumber(&self.pool[base])
        } else {
            self.mutator.mutate(&self.pool[base], &self.pool[other])
        }
    }

    /// Whether the input says something new.
    fn try_one(&mut self, input: &[u8]) -> bool {
        self.tally.executions += 1;
        HEAP.reset_peak_usage();
        let before = HEAP.current_usage();
        let started = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.target.run)(input)));
        let took = started.elapsed();
        let memory = HEAP.peak_usage().saturating_sub(before);
        self.tally.slowest = self.tally.slowest.max(took);
        self.tally.largest = self.tally.largest.max(memory);
        if memory > MOST_MEMORY {
            self.harm(input, &format!("it allocated {memory} bytes"));
        }
        // A busy machine may keep a program waiting; three times in a row it is the program.
        if self.tells && took > PATIENCE / 20 && took == self.tally.slowest {
            self.keep(input, "slow");
        }
        if took > PATIENCE && self.time(input) > PATIENCE {
            self.harm(input, &format!("it took {took:?}"));
        }
        match outcome {
            Ok(said) => self.said.insert(said),
            Err(_) => {
                self.harm(input, "it made the program panic");
                false
            }
        }
    }

    /// How long the processor is busy with an input, where the system tells, else how long it takes.
    fn time(&self, input: &[u8]) -> Duration {
        let (started, busy) = (Instant::now(), busy());
        let _ = catch_unwind(AssertUnwindSafe(|| (self.target.run)(input)));
        busy.zip(self::busy()).map_or_else(|| started.elapsed(), |(before, after)| after.saturating_sub(before))
    }

    /// Notes an input that does harm and keeps it.
    fn harm(&mut self, input: &[u8], what: &str) {
        let place = self.keep(input, "harm");
        self.tally.harm.push(format!("{}: {what}: {place}", self.target.name));
    }

    /// Keeps an input to look at, and says where.
    fn keep(&self, input: &[u8], why: &str) -> String {
        let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz");
        let path = folder.join(format!("{why}-{}-{}", self.target.name, self.tally.executions));
        let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&path, input));
        kept.map_or_else(|error| error.to_string(), |()| path.display().to_string())
    }

    fn tell(&self, started: Instant) {
        let tally = &self.tally;
        eprintln!(
            "{}: {} executions in {:.0} s, pool {}, slowest {:?}, largest {} KiB, harm {}",
            self.target.name,
            tally.executions,
            started.elapsed().as_secs_f64(),
            self.pool.len(),
            tally.slowest,
            tally.largest / 1024,
            tally.harm.len()
        );
    }
}
