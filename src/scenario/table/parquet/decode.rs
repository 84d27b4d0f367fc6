//! Decodes the numbers of one page out of bytes that are in hand.
//!
//! The Apache Parquet format, Encodings.md: plain (0), dictionary (2 and 8), byte stream split (9), and runs (3), in which
//! levels of nulls and places in a dictionary are written.

use super::claims::Holds;

/// `count` numbers of `width` bits, as runs of one number and as groups of eight packed bit by bit.
pub(super) fn runs(mut bytes: &[u8], width: u32, count: usize) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    while numbers.len() < count {
        let left = count - numbers.len();
        let head = head(&mut bytes)?;
        let length = usize::try_from(head >> 1).ok().filter(|length| *length > 0)?;
        if head & 1 == 0 {
            let (number, rest) = bytes.split_at_checked(usize::try_from(width.div_ceil(8)).ok()?)?;
            let number = packed(number, 0, width)?;
            numbers.extend(std::iter::repeat_n(number, length.min(left)));
            bytes = rest;
        } else {
            for index in 0..left.min(length.checked_mul(8)?) {
                numbers.push(packed(bytes, index, width)?);
            }
            // Some writers leave out the end of the last group.
            let taken = length.checked_mul(usize::try_from(width).ok()?)?;
            bytes = bytes.get(taken..).unwrap_or_default();
        }
    }
    Some(numbers)
}

/// The head of a run: seven bits a byte, the lowest first.
fn head(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u64;
    for shift in (0..35).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return u32::try_from(number).ok();
        }
    }
    None
}

/// The number with this index of those packed side by side, the lowest bits first; at most 32 bits lie in 5 bytes.
fn packed(bytes: &[u8], index: usize, width: u32) -> Option<u32> {
    let bit = index.checked_mul(usize::try_from(width).ok()?)?;
    let within = u32::try_from(bit % 8).ok()?;
    let needed = usize::try_from((within + width).div_ceil(8)).ok()?;
    let number = bytes.get(bit / 8..)?.get(..needed)?.iter().rev().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    u32::try_from(number >> within & ((1_u64 << width) - 1)).ok()
}

/// The first `count` of values that stand one after the other.
pub(super) fn plain(bytes: &[u8], holds: Holds, count: usize) -> Option<Vec<f64>> {
    bytes
        .get(..count.checked_mul(holds.width())?)?
        .chunks_exact(holds.width())
        .map(|value| holds.number(value))
        .collect()
}

/// Values of which the first bytes of all stand first, then the second, and so on.
pub(super) fn split(bytes: &[u8], holds: Holds, count: usize) -> Option<Vec<f64>> {
    if count.checked_mul(holds.width())? != bytes.len() {
        return None;
    }
    let value = |index: usize| {
        let value: Vec<u8> = bytes.iter().skip(index).step_by(count).copied().collect();
        holds.number(&value)
    };
    (0..count).map(value).collect()
}

/// Values by their places in a dictionary; the first byte is how many bits a place takes.
pub(super) fn looked_up(bytes: &[u8], dictionary: &[f64], count: usize) -> Option<Vec<f64>> {
    if count == 0 {
        return Some(Vec::new());
    }
    let (width, bytes) = bytes.split_first()?;
    if *width > 32 {
        return None;
    }
    let places = runs(bytes, u32::from(*width), count)?;
    places.into_iter().map(|place| dictionary.get(usize::try_from(place).ok()?).copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_and_groups_follow_one_another() {
        // Four times 5, then eight numbers of 3 bits, 0 to 7, as in Encodings.md.
        let bytes = [0x08, 5, 0x03, 0b1000_1000, 0b1100_0110, 0b1111_1010];
        let numbers = [5, 5, 5, 5, 0, 1, 2, 3, 4, 5, 6, 7];
        assert_eq!(runs(&bytes, 3, 12).as_deref(), Some(&numbers[..]));
        assert_eq!(runs(&bytes, 3, 2).as_deref(), Some(&numbers[..2]));
        assert_eq!(runs(&bytes, 3, 13), None);
        assert_eq!(runs(&[0x09, 0xff], 1, 8), Some(vec![1; 8]), "the end of the last group may be left out");
        assert_eq!(runs(&[0xff; 20], 3, 1), None, "a head of too many bytes");
        assert_eq!(runs(&[0, 0], 1, 1), None, "a run of none");
        assert_eq!(runs(&[0x04, 1, 2, 3, 4], 32, 2), Some(vec![0x0403_0201; 2]));
    }
}
