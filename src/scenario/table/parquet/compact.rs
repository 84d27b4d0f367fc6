//! Reads Thrift's compact protocol, in which a Parquet file says what it holds, and believes none of its lengths.
//!
//! Thrift, doc/specs/thrift-compact-protocol.md. Every item takes a byte of the file at least, and no file may hold more
//! items than any other may hold values, so that what is read stays small whatever is claimed.

use super::super::super::limits::{DEEPEST, MOST_VALUES};

/// One value of the protocol; what no table needs is passed over.
#[derive(Debug)]
pub(super) enum Item<'b> {
    Number(i64),
    Bytes(&'b [u8]),
    List(Vec<Item<'b>>),
    Fields(Fields<'b>),
    Passed,
}

/// The fields of a struct by their ids, no id twice.
#[derive(Debug, Default)]
pub(super) struct Fields<'b>(Vec<(i16, Item<'b>)>);

impl<'b> Fields<'b> {
    fn get(&self, id: i16) -> Option<&Item<'b>> {
        self.0.iter().find(|(own, _)| *own == id).map(|(_, item)| item)
    }

    /// A whole number; a switch is 0 or 1.
    pub(super) fn number(&self, id: i16) -> Option<i64> {
        if let Some(Item::Number(number)) = self.get(id) { Some(*number) } else { None }
    }

    /// A number that counts or places something.
    pub(super) fn count(&self, id: i16) -> Option<usize> {
        usize::try_from(self.number(id)?).ok()
    }

    pub(super) fn text(&self, id: i16) -> Option<&'b str> {
        if let Some(Item::Bytes(bytes)) = self.get(id) { std::str::from_utf8(bytes).ok() } else { None }
    }

    pub(super) fn fields(&self, id: i16) -> Option<&Fields<'b>> {
        if let Some(Item::Fields(fields)) = self.get(id) { Some(fields) } else { None }
    }

    /// The structs of a list; `None` where any is something else.
    pub(super) fn structs(&self, id: i16) -> Option<Vec<&Fields<'b>>> {
        let Some(Item::List(items)) = self.get(id) else { return None };
        items.iter().map(|item| if let Item::Fields(fields) = item { Some(fields) } else { None }).collect()
    }

    /// The id of the only field of a union.
    pub(super) fn only(&self) -> Option<i16> {
        if let [(id, _)] = self.0.as_slice() { Some(*id) } else { None }
    }
}

/// Where the reading stands, and how many more items may come.
pub(super) struct Compact<'b> {
    bytes: &'b [u8],
    left: usize,
}

/// The struct that `bytes` begin with and how many of them it takes; `None` where they are no such thing.
pub(super) fn fields(bytes: &[u8]) -> Option<(Fields<'_>, usize)> {
    let mut compact = Compact { bytes, left: MOST_VALUES };
    let fields = compact.fields(DEEPEST)?;
    Some((fields, bytes.len() - compact.bytes.len()))
}

impl<'b> Compact<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A whole number, seven bits a byte, the lowest first.
    fn unsigned(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Negative numbers stand between the others: 0, -1, 1, -2.
    fn signed(&mut self) -> Option<i64> {
        let number = self.unsigned()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.unsigned()?).ok()
    }

    fn fields(&mut self, deeper: usize) -> Option<Fields<'b>> {
        let deeper = deeper.checked_sub(1)?;
        let mut fields = Vec::new();
        let mut id = 0_i16;
        loop {
            let head = self.byte()?;
            if head == 0 {
                return Some(Fields(fields));
            }
            id = match head >> 4 {
                0 => i16::try_from(self.signed()?).ok()?,
                further => id.checked_add(i16::from(further))?,
            };
            if fields.len() > usize::from(u8::MAX) || fields.iter().any(|(own, _)| *own == id) {
                return None;
            }
            let item = match head & 0x0f {
                1 => Item::Number(1),
                2 => Item::Number(0),
                kind => self.item(kind, deeper)?,
            };
            fields.push((id, item));
        }
    }

    fn item(&mut self, kind: u8, deeper: usize) -> Option<Item<'b>> {
        self.left = self.left.checked_sub(1)?;
        Some(match kind {
            // In a list a switch takes a byte, as a small number does.
            1..=3 => Item::Number(i64::from(self.byte()?)),
            4..=6 => Item::Number(self.signed()?),
            7 => {
                self.take(8)?;
                Item::Passed
            }
            8 => {
                let length = self.length()?;
                Item::Bytes(self.take(length)?)
            }
            9 | 10 => {
                let head = self.byte()?;
                let length = match head >> 4 {
                    15 => self.length()?,
                    length => usize::from(length),
                };
                let deeper = deeper.checked_sub(1)?;
                let mut items = Vec::new();
                for _ in 0..length {
                    items.push(self.item(head & 0x0f, deeper)?);
                }
                Item::List(items)
            }
            12 => Item::Fields(self.fields(deeper)?),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        // 1: -3, 2: true, 4: "ab", 5: [{1: 7}], end; another byte follows.
        let bytes = [0x15, 5, 0x11, 0x28, 2, b'a', b'b', 0x19, 0x1c, 0x15, 14, 0, 0, 9];
        let (read, length) = fields(&bytes).unwrap();
        assert_eq!(
            (read.number(1), read.number(2), read.count(1), read.text(4)),
            (Some(-3), Some(1), None, Some("ab"))
        );
        assert_eq!(read.structs(5).unwrap()[0].number(1), Some(7));
        assert_eq!(length, bytes.len() - 1);
    }

    #[test]
    fn no_claim_is_believed() {
        let huge = [0xff, 0xff, 0xff, 0xff, 0x0f];
        let list = [&[0x19, 0xfc][..], &huge].concat();
        let text = [&[0x18][..], &huge].concat();
        let twice = [0x15, 2, 0x05, 2, 2, 0];
        let deep = vec![0x1c; 1_000];
        let many = [&[0x19, 0xf3, 0xff, 0xff, 0x7f][..], &vec![0; 1 << 22]].concat();
        for bytes in [&list[..], &text, &twice, &deep, &many, &[], &[0x15]] {
            assert!(fields(bytes).is_none(), "{:?}", &bytes[..bytes.len().min(9)]);
        }
    }
}
