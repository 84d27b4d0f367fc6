//! Says what the draws of a file are of, and by what they were drawn: what must agree before they are put together.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::numeric::{exp, ln, normal_quantile, powf};

/// Bytes of a SHA-256.
pub(super) const DIGEST: usize = 32;

/// What tells a run from all others.
pub(in crate::cli) type RunId = [u8; DIGEST];

/// Bytes of an origin in a file.
pub(super) const LENGTH: usize = 3 * DIGEST + 3 * 8;

/// What draws are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Origin {
    /// The version of the program, padded with zeros.
    version: [u8; DIGEST],
    /// The scenario with its files and changes.
    pub(in crate::cli) run: RunId,
    /// What functions give at fixed points: the same on every processor, or draws must not be mixed.
    arithmetic: RunId,
    /// The seed.
    pub(in crate::cli) seed: u64,
    /// The first draw, from 0.
    pub(in crate::cli) from: u64,
    /// One past the last.
    pub(in crate::cli) to: u64,
}

impl Origin {
    /// Draws `from` to `to`, drawn by this program on this machine.
    pub(in crate::cli) fn new(run: RunId, seed: u64, from: u64, to: u64) -> Self {
        let mut version = [0; DIGEST];
        for (place, byte) in version.iter_mut().zip(env!("CARGO_PKG_VERSION").bytes()) {
            *place = byte;
        }
        Self { version, run, arithmetic: arithmetic(), seed, from, to }
    }

    /// Why draws of this origin cannot stand beside those of `other`; `None` if they can.
    pub(in crate::cli) fn difference(&self, other: &Self) -> Option<String> {
        let text = |version: &[u8]| String::from_utf8_lossy(version).trim_end_matches('\0').to_owned();
        match () {
            () if self.version != other.version => Some(format!("version {} of averted", text(&self.version))),
            () if self.seed != other.seed => Some(format!("seed {}", self.seed)),
            () if self.run != other.run => Some("another scenario, other files or other changes".to_owned()),
            () if self.arithmetic != other.arithmetic => {
                Some("a machine on which functions give other digits".to_owned())
            }
            () => None,
        }
    }

    /// The bytes that stand in a file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let numbers = [self.seed, self.from, self.to].map(u64::to_le_bytes);
        [&self.version[..], &self.run, &self.arithmetic, numbers.as_flattened()].concat()
    }

    /// The origin that bytes of a file spell.
    pub(super) fn of_bytes(bytes: &[u8; LENGTH]) -> Self {
        let (digests, numbers) = bytes.split_at(3 * DIGEST);
        let digest = |place: usize| {
            let mut digest = [0; DIGEST];
            digest.copy_from_slice(&digests[place * DIGEST..][..DIGEST]);
            digest
        };
        let number = |place: usize| {
            let mut number = [0; 8];
            number.copy_from_slice(&numbers[place * 8..][..8]);
            u64::from_le_bytes(number)
        };
        Self {
            version: digest(0),
            run: digest(1),
            arithmetic: digest(2),
            seed: number(0),
            from: number(1),
            to: number(2),
        }
    }
}

/// The digits that functions give here, in a hash.
fn arithmetic() -> RunId {
    let mut told = String::new();
    for step in 1..64_u32 {
        let x = f64::from(step) / 64.0;
        for value in [exp(x), ln(x), powf(x, 0.3), normal_quantile(x), x.sqrt(), x / 0.7] {
            let _ = write!(told, "{:x} ", value.to_bits());
        }
    }
    Sha256::digest(told).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_comes_back_from_its_bytes_and_differences_have_names() {
        let origin = Origin::new([7; DIGEST], 1, 10, 20);
        let bytes: [u8; LENGTH] = origin.bytes().try_into().unwrap();
        assert_eq!(Origin::of_bytes(&bytes), origin);
        let other = |change: &dyn Fn(&mut Origin)| {
            let mut other = origin.clone();
            change(&mut other);
            other.difference(&origin)
        };
        assert_eq!(other(&|other| other.from = 3), None);
        assert_eq!(other(&|other| other.seed = 3).as_deref(), Some("seed 3"));
        assert!(other(&|other| other.run[0] = 3).unwrap().contains("another scenario"));
        assert!(other(&|other| other.version[0] = b'9').unwrap().starts_with("version 9"));
        assert!(other(&|other| other.arithmetic[0] ^= 1).unwrap().contains("other digits"));
    }
}
