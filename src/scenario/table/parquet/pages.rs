//! Cuts a column into its pages, unpacks them and decodes their numbers, held to what the file and a table may hold.

use super::super::sheet::Refused;
use super::claims::{Chunk, Claimed};
use super::compact::{Fields, fields};
use super::decode::{looked_up, plain, runs, split};
use super::refusal::{AS_CSV, damaged};
use std::borrow::Cow;

/// A column in one group of rows, page by page.
pub(super) struct Pages<'b> {
    bytes: &'b [u8],
    codec: i64,
    column: &'b Claimed,
    dictionary: Option<Vec<f64>>,
}

/// A page of values: how many there are with nulls, how they are written, the levels that tell nulls, the others.
struct Page<'b> {
    count: usize,
    encoding: Option<i64>,
    levels: Cow<'b, [u8]>,
    values: Cow<'b, [u8]>,
}

impl<'b> Pages<'b> {
    pub(super) fn new(file: &'b [u8], chunk: Chunk, column: &'b Claimed) -> Option<Self> {
        let bytes = file.get(chunk.start..chunk.start.checked_add(chunk.length)?)?;
        Some(Self { bytes, codec: chunk.codec, column, dictionary: None })
    }

    /// The values of as many `rows`; `room` is how many bytes may yet be looked at, unpacked or held in all.
    pub(super) fn values(mut self, rows: usize, room: &mut usize) -> Result<Vec<Option<f64>>, Refused> {
        let mut values = Vec::new();
        while values.len() < rows {
            let (head, length) = fields(self.bytes).ok_or_else(damaged)?;
            let packed = head.count(3).ok_or_else(damaged)?;
            let (body, rest) = self.bytes[length..].split_at_checked(packed).ok_or_else(damaged)?;
            self.bytes = rest;
            let unpacked = head.count(2).ok_or_else(damaged)?;
            charge(room, length + packed.max(unpacked))?;
            let page = match head.number(1) {
                Some(0) => self.first(head.fields(5).ok_or_else(damaged)?, body, unpacked)?,
                Some(2) if self.dictionary.is_none() && values.is_empty() => {
                    let about = head.fields(7).ok_or_else(damaged)?;
                    let bytes = self.unpacked(body, unpacked)?;
                    let count = about.count(1).ok_or_else(damaged)?;
                    self.dictionary = Some(plain(&bytes, self.column.holds, count).ok_or_else(damaged)?);
                    continue;
                }
                Some(3) => self.second(head.fields(8).ok_or_else(damaged)?, body, unpacked)?,
                _ => return Err(damaged()),
            };
            if page.count > rows - values.len() {
                return Err(damaged());
            }
            // A run of equal numbers takes next to nothing until it is written out.
            charge(room, size_of::<f64>() * page.count)?;
            values.extend(self.decoded(&page)?);
        }
        Ok(values)
    }

    /// A page of the first version, whose levels are packed with its values, their length in front.
    fn first(&self, head: &Fields<'_>, body: &'b [u8], unpacked: usize) -> Result<Page<'b>, Refused> {
        let bytes = self.unpacked(body, unpacked)?;
        let (count, encoding) = (head.count(1).ok_or_else(damaged)?, head.number(2));
        if self.column.levels == 0 {
            return Ok(Page { count, encoding, levels: Cow::default(), values: bytes });
        }
        if head.number(3) != Some(3) {
            return Err(self.written("levels of nulls"));
        }
        let (length, rest) = bytes.split_first_chunk::<4>().ok_or_else(damaged)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| damaged())?;
        let (levels, values) = rest.split_at_checked(length).ok_or_else(damaged)?;
        Ok(Page { count, encoding, levels: levels.to_vec().into(), values: values.to_vec().into() })
    }

    /// A page of the second version, whose levels stand unpacked before its values.
    fn second(&self, head: &Fields<'_>, body: &'b [u8], unpacked: usize) -> Result<Page<'b>, Refused> {
        let (count, encoding) = (head.count(1).ok_or_else(damaged)?, head.number(4));
        let length = head.count(5).filter(|_| head.number(6) == Some(0)).ok_or_else(damaged)?;
        let (levels, packed) = body.split_at_checked(length).ok_or_else(damaged)?;
        let rest = unpacked.checked_sub(length).ok_or_else(damaged)?;
        let plain = head.number(7) == Some(0) || rest == 0;
        let values = if plain { packed.into() } else { self.unpacked(packed, rest)? };
        Ok(Page { count, encoding, levels: levels.into(), values })
    }

    /// The values of a page; none where the level of a row says that it, or what it is part of, is null.
    fn decoded(&self, page: &Page<'_>) -> Result<Vec<Option<f64>>, Refused> {
        let (most, holds) = (self.column.levels, self.column.holds);
        let defined = match most {
            0 => None,
            _ => Some(runs(&page.levels, most.ilog2() + 1, page.count).ok_or_else(damaged)?),
        };
        let whole = |level: &u32| *level == most;
        let known = defined.as_ref().map_or(page.count, |levels| levels.iter().filter(|level| whole(level)).count());
        let values = match (page.encoding, &self.dictionary) {
            (Some(0), _) => plain(&page.values, holds, known),
            (Some(2 | 8), Some(dictionary)) => looked_up(&page.values, dictionary, known),
            (Some(9), _) => split(&page.values, holds, known),
            (Some(2 | 8) | None, _) => None,
            _ => return Err(self.written("values")),
        };
        let mut values = values.ok_or_else(damaged)?.into_iter();
        Ok(match defined {
            None => values.map(Some).collect(),
            Some(levels) => levels.iter().map(|level| if whole(level) { values.next() } else { None }).collect(),
        })
    }

    /// The bytes of a page, which says how many they are.
    fn unpacked(&self, body: &'b [u8], length: usize) -> Result<Cow<'b, [u8]>, Refused> {
        let other = match self.codec {
            0 => return Ok(body.into()),
            1 => {
                if snap::raw::decompress_len(body).ok() != Some(length) {
                    return Err(damaged());
                }
                return snap::raw::Decoder::new().decompress_vec(body).map(Cow::from).map_err(|_| damaged());
            }
            2 => "gzip",
            3 => "LZO",
            4 => "Brotli",
            5 | 7 => "LZ4",
            6 => "Zstandard (zstd)",
            _ => return Err(damaged()),
        };
        let message = format!("the column `{}` is packed with {other}, which is not read", self.column.name);
        Err((message, format!("write it with `snappy` or without compression, or {AS_CSV}")))
    }

    /// Says that something is written in a way that is not read.
    fn written(&self, what: &str) -> Refused {
        let message = format!("the {what} of the column `{}` are encoded in a way that is not read", self.column.name);
        (message, format!("write it with plain or dictionary encoding, which are usual, or {AS_CSV}"))
    }
}

/// Takes `bytes` off what may yet be read, if there is room.
fn charge(room: &mut usize, bytes: usize) -> Result<(), Refused> {
    *room = room.checked_sub(bytes).ok_or_else(|| {
        let message = "the table holds more than 32 MiB of numbers once it is unpacked";
        (message.to_owned(), "keep the columns that are named, and fewer rows".to_owned())
    })?;
    Ok(())
}
