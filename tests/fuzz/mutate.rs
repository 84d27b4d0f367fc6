//! Changes bytes the way that people, bad disks and ill will do.

use rand::{Rng, RngExt as _, SeedableRng as _};
use rand_xoshiro::Xoshiro256PlusPlus;

/// Words that mean something to a reader, and numbers at the edge of what it can hold.
const WORDS: &[&str] = &[
    "*a",
    "&a ",
    "<<: *a",
    "!!binary ",
    "---\n",
    "...\n",
    "{",
    "}",
    "[",
    "]",
    "? ",
    "| \n",
    ">-\n",
    "\"",
    "'",
    "#",
    ": ",
    "\t",
    "\r\n",
    "\u{feff}",
    "\u{0}",
    "\u{2028}",
    "£",
    "€",
    "%",
    "−",
    "null",
    "~",
    "true",
    "rest",
    "0",
    "-0",
    "-1",
    "1e308",
    "1e-308",
    "1e999",
    "-1e999",
    "NaN",
    ".nan",
    ".inf",
    "inf",
    "99999999999999999999",
    "18446744073709551615",
    "0.000000000001",
    "100%",
    "0%",
    "101%",
    "1e-12",
    "5e-324",
    "10000000",
    "x1.2",
    "x0",
    "x1e300",
    "3 of 8",
    "0 of 0",
    "8 of 3",
    "12345678901234567890 of 12345678901234567890",
    "3 in 12 person-years",
    "£11,000",
    "£1k",
    "£1e300",
    "2 per year",
    "10000 per year",
    "60 years",
    "1 day",
    "0 months",
    "1e6 years",
    "2020-09",
    "2021/22",
    "2099/00",
    "0001-01",
    "{pert: {low: 5%, mode: 15%, high: 30%}}",
    "{beta: {mean: 40%, sd: 10%}}",
    "{gamma: {mean: £4k, sd: £1k}}",
    "{gamma: {cv: 60%}}",
    "{gamma: {cv: 5000%}}",
    "{lognormal: {median: 1, p95: 2}}",
    "{uniform: {low: 0, high: 1}}",
    "{range: {low: 1, high: 2}}",
    "{normal: {mean: 1, sd: 1}}",
    "{quantiles: {5%: 1, 50%: 2, 95%: 3}}",
    "{mixture: [{weight: 20%, value: 0%}, {weight: 80%, value: 30%}]}",
    "{observed: 3 of 8}",
    "{shared: effect}",
    "{cases: eviction}",
    "{library: bed_day}",
    "{relative: 0.5}",
    "support: {prevents: 40%, delays: 3 months, adds: 0.1 per year}",
    "views: {low: {weight: 40%, set: {horizon: 12 months}}, high: {weight: 60%}}\n",
    "extends: parent.yaml\n",
    "library: builtin\n",
    "library: costs.yaml\n",
    "cases: cases.csv\n",
    "shocks: {a: {scale: {events.*.unit_cost: 150%}}}\n",
    "follows: {event: eviction, chance: 30%}",
    "correlations: [{between: [a, b], rho: 0.5}]\n",
    "engagement: 0%",
    "frailty: 50",
    "silence: [W01]\n",
    "simulation: {draws: 1000000, seed: 1}\n",
    "published: {people: 8, mean_avoided: £3k}\n",
    "events.*.unit_cost",
    "events.eviction.probability",
    "=",
    ".*",
    "..",
    "/",
    "\\",
    "cohort",
    "segments",
    "payers",
    "targets",
    "programme",
    "outcomes",
    "discount_rate: 3.5%\n",
    "price_base: 2021/22\n",
    "starts: 2020-09\n",
    ",",
    ";",
    "\n",
    "  ",
    "    ",
];

/// Longest input, unless those of the corpus are longer.
const LONGEST: usize = 64 << 10;

/// Makes inputs out of others.
pub(crate) struct Mutator {
    random: Xoshiro256PlusPlus,
}

impl Mutator {
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: Xoshiro256PlusPlus::seed_from_u64(seed) }
    }

    /// A number below `end`, 0 for 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { self.random.random_range(0..end) }
    }

    /// `base` after one to six changes, some of them taken from `other`.
    pub(crate) fn mutate(&mut self, base: &[u8], other: &[u8]) -> Vec<u8> {
        let mut bytes = base.to_vec();
        for _ in 0..=self.below(6) {
            self.change(&mut bytes, other);
        }
        bytes
    }

    /// `base` with one to three of its numbers changed, so that its form stays whole.
    pub(crate) fn renumber(&mut self, base: &[u8]) -> Vec<u8> {
        let mut bytes = base.to_vec();
        for _ in 0..=self.below(3) {
            let at = self.below(bytes.len() + 1);
            self.number(&mut bytes, at);
        }
        bytes
    }

    fn change(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        let at = self.below(bytes.len() + 1);
        match self.below(12) {
            0 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << (self.random.next_u32() % 8);
                }
            }
            1 => bytes.insert(at, (self.random.next_u32() & 0xff) as u8),
            2 => drop(bytes.drain(at..(at + 1 + self.below(16)).min(bytes.len()).max(at))),
            3..=5 => self.word(bytes, at),
            6 => self.number(bytes, at),
            7 => self.line(bytes, at),
            8 => {
                let from = self.below(other.len() + 1);
                let to = (from + self.below(120)).min(other.len());
                bytes.splice(at..at, other[from..to].iter().copied());
            }
            9 => {
                let from = self.below(other.len() + 1);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[from..]);
            }
            10 => {
                let to = (at + self.below(60)).min(bytes.len());
                let piece: Vec<u8> =
                    bytes[at..to].iter().copied().cycle().take((to - at) * (1 + self.below(4))).collect();
                bytes.splice(at..at, piece);
            }
            _ => bytes.truncate(at),
        }
        // Long inputs are slow and seldom say more.
        bytes.truncate(LONGEST.max(2 * other.len()));
    }

    /// A word put in, or in the place of the one that stands there.
    fn word(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let word = WORDS[self.below(WORDS.len())];
        let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%-".contains(byte) || *byte >= 0x80;
        let end =
            if self.below(2) == 0 { at } else { at + bytes[at..].iter().take_while(|byte| is_part(byte)).count() };
        bytes.splice(at..end, word.bytes());
    }

    /// The next number after `at` by another.
    fn number(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|found| at + found) else { return };
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        let text = match self.below(6) {
            0 => "0".to_owned(),
            1 => format!("1e{}", self.below(640) as i32 - 330),
            2 => format!("{}", self.random.next_u64()),
            3 => format!("{}", self.below(1000)),
            4 => format!("{:?}", f64::from_bits(self.random.next_u64())),
            _ => format!("0.{}", self.random.next_u32()),
        };
        bytes.splice(start..start + length, text.bytes());
    }

    /// The line at `at` twice, gone, or indented otherwise.
    fn line(&mut self, bytes: &mut Vec<u8>, at: usize) {
        let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
        let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |found| at + found + 1);
        match self.below(4) {
            0 => {
                let line = bytes[start..end].to_vec();
                let to = self.below(bytes.len() + 1);
                bytes.splice(to..to, line);
            }
            1 => drop(bytes.drain(start..end)),
            2 => drop(bytes.splice(start..start, std::iter::repeat_n(b' ', 1 + self.below(4)))),
            _ => {
                let blanks = bytes[start..end].iter().take_while(|byte| **byte == b' ').count();
                let gone = self.below(blanks + 1);
                bytes.drain(start..start + gone);
            }
        }
    }
}
