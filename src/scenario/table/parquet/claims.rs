//! Reads what a Parquet file says of itself: its columns, and where in the file the parts of each are.
//!
//! The Apache Parquet format, README.md and src/main/thrift/parquet.thrift, whose numbers of fields and values stand here.

use super::super::super::limits::{DEEPEST, MOST_ENTRIES, MOST_ROWS};
use super::super::sheet::Refused;
use super::compact::{Fields, fields};
use super::refusal::{AS_CSV, damaged};
use crate::numeric::float;

/// A column of one value a row, or of something else.
#[derive(Clone, Debug)]
pub(super) struct Claimed {
    pub(super) name: String,
    pub(super) holds: Holds,
    /// How many of its parents and itself may be null.
    pub(super) levels: u32,
}

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Small { signed: bool },
    Large { signed: bool },
    Float,
    Double,
    Other(&'static str),
}

impl Holds {
    /// Bytes of a value.
    pub(super) const fn width(self) -> usize {
        match self {
            Self::Small { .. } | Self::Float => 4,
            Self::Large { .. } | Self::Double | Self::Other(_) => 8,
        }
    }

    /// The value in as many bytes; whole numbers of more than 53 bits are rounded.
    pub(super) fn number(self, bytes: &[u8]) -> Option<f64> {
        Some(match self {
            Self::Small { signed: true } => i32::from_le_bytes(bytes.try_into().ok()?).into(),
            Self::Small { signed: false } => u32::from_le_bytes(bytes.try_into().ok()?).into(),
            Self::Large { signed: true } => {
                let value = i64::from_le_bytes(bytes.try_into().ok()?);
                let size = float(value.unsigned_abs());
                if value < 0 { -size } else { size }
            }
            Self::Large { signed: false } => float(u64::from_le_bytes(bytes.try_into().ok()?)),
            Self::Float => f32::from_le_bytes(bytes.try_into().ok()?).into(),
            Self::Double => f64::from_le_bytes(bytes.try_into().ok()?),
            Self::Other(_) => return None,
        })
    }
}

/// Some of the rows.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) rows: usize,
    /// The pages of each column.
    pub(super) chunks: Vec<Chunk>,
}

/// Where the values of a column are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) codec: i64,
    pub(super) start: usize,
    pub(super) length: usize,
}

/// The columns and the groups of rows, as the end of the file states them.
pub(super) fn claims(bytes: &[u8]) -> Result<(Vec<Claimed>, Vec<Group>), Refused> {
    if bytes.starts_with(b"PARE") || bytes.ends_with(b"PARE") {
        let help = format!("write it without encryption, or {AS_CSV}");
        return Err(("the Parquet file is encrypted".to_owned(), help));
    }
    let footer = footer(bytes).ok_or_else(damaged)?;
    let (file, _) = fields(footer).ok_or_else(damaged)?;
    let schema = file.structs(2).ok_or_else(damaged)?;
    if schema.len() > MOST_ENTRIES {
        return Err(("the table has more than 1,000 columns".to_owned(), "keep those that are named".to_owned()));
    }
    let columns = columns(&schema).ok_or_else(damaged)?;
    let groups: Option<Vec<Group>> =
        file.structs(4).ok_or_else(damaged)?.into_iter().map(|one| group(one, &columns)).collect();
    let groups = groups.ok_or_else(damaged)?;
    let rows = groups.iter().try_fold(0_usize, |sum, group| sum.checked_add(group.rows));
    if rows.is_none_or(|rows| rows > MOST_ROWS) {
        let help = "leave rows out, evenly where they are the steps of a chain".to_owned();
        return Err(("the table has more than 100,000 rows".to_owned(), help));
    }
    Ok((columns, groups))
}

/// The last part of the file, whose length stands before the four letters that end it.
fn footer(bytes: &[u8]) -> Option<&[u8]> {
    let (rest, length) = bytes.strip_prefix(b"PAR1")?.strip_suffix(b"PAR1")?.split_last_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    rest.get(rest.len().checked_sub(length)?..)
}

/// A group of the schema whose children come next.
struct Parent<'b> {
    names: Vec<&'b str>,
    children: usize,
    levels: u32,
    repeated: bool,
}

/// The columns: the leaves of a tree that is written parent before children.
fn columns(schema: &[&Fields<'_>]) -> Option<Vec<Claimed>> {
    let (root, elements) = schema.split_first()?;
    let mut open = vec![Parent { names: Vec::new(), children: root.count(5)?, levels: 0, repeated: false }];
    let mut columns = Vec::new();
    for element in elements {
        while open.last()?.children == 0 {
            open.pop();
        }
        let parent = open.last_mut()?;
        parent.children -= 1;
        let repetition = element.number(3)?;
        let names = [&parent.names[..], &[element.text(4)?]].concat();
        let levels = parent.levels + u32::from(repetition != 0);
        let repeated = parent.repeated || repetition == 2;
        match element.number(5).filter(|children| *children != 0) {
            Some(children) => {
                open.push(Parent { names, children: usize::try_from(children).ok()?, levels, repeated });
                if open.len() > DEEPEST {
                    return None;
                }
            }
            None => {
                let holds = if repeated { Holds::Other("lists") } else { holds(element)? };
                columns.push(Claimed { name: names.join("."), holds, levels });
            }
        }
    }
    open.iter().all(|parent| parent.children == 0).then_some(columns)
}

/// What a column holds, by how it is stored and what that stands for.
fn holds(element: &Fields<'_>) -> Option<Holds> {
    let kind = element.number(1)?;
    let logical = element.fields(10);
    let older = element.number(6);
    let stands_for = |new: &[i16], old: &[i64]| {
        logical.and_then(Fields::only).is_some_and(|id| new.contains(&id)) || older.is_some_and(|id| old.contains(&id))
    };
    if stands_for(&[5], &[5]) {
        return Some(Holds::Other("decimals"));
    }
    if kind == 3 || stands_for(&[6, 7, 8], &[6, 7, 8, 9, 10]) {
        return Some(Holds::Other("dates or times"));
    }
    let unsigned = logical.and_then(|union| union.fields(10)).and_then(|integer| integer.number(2)) == Some(0);
    let signed = !(unsigned || older.is_some_and(|id| (11..=14).contains(&id)));
    Some(match kind {
        0 => Holds::Other("yes or no"),
        1 => Holds::Small { signed },
        2 => Holds::Large { signed },
        4 => Holds::Float,
        5 => Holds::Double,
        6 | 7 => Holds::Other("text"),
        _ => return None,
    })
}

fn group(group: &Fields<'_>, columns: &[Claimed]) -> Option<Group> {
    let chunks: Option<Vec<Chunk>> = group.structs(1)?.into_iter().map(chunk).collect();
    let chunks = chunks.filter(|chunks| chunks.len() == columns.len())?;
    Some(Group { rows: group.count(3)?, chunks })
}

fn chunk(chunk: &Fields<'_>) -> Option<Chunk> {
    // Its values may be said to lie in another file, which nothing here reads.
    if chunk.text(1).is_some() {
        return None;
    }
    let about = chunk.fields(3)?;
    let data = about.count(9)?;
    // Some writers give 0 where there is no dictionary.
    let start = about.count(11).filter(|at| *at > 0).map_or(data, |dictionary| dictionary.min(data));
    Some(Chunk { codec: about.number(4)?, start, length: about.count(7)? })
}
