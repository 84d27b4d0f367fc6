//! Writes draws.parquet, for researchers who would rather load columns than parse text.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use crate::estimate::DrawRows;

/// Rows that are turned into columns at a time, so that no copy of all draws is held.
const GROUP: usize = 16_384;

/// Writes the draws as Parquet into `sink`: the columns of draws.csv, one row a draw, numbered from 1.
///
/// A number that does not exist (a segment with nobody in it) is null.
///
/// # Errors
///
/// When `sink` cannot be written to.
pub fn draws_parquet(rows: &dyn DrawRows, sink: impl Write + Send) -> Result<()> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(sink, Arc::new(schema(rows.names())?), Arc::new(properties))?;
    let mut from = 0;
    while from < rows.rows() {
        let to = rows.rows().min(from + GROUP);
        let mut group = writer.next_row_group()?;
        write_group(&mut group, rows, from..to)?;
        group.close()?;
        from = to;
    }
    writer.close()?;
    Ok(())
}

fn schema(names: &[String]) -> Result<Type> {
    let mut fields = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let field = match index {
            0 => Type::primitive_type_builder(name, Physical::INT64).with_repetition(Repetition::REQUIRED),
            1 => Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::String)),
            _ => Type::primitive_type_builder(name, Physical::DOUBLE).with_repetition(Repetition::OPTIONAL),
        };
        fields.push(Arc::new(field.build()?));
    }
    Type::group_type_builder("draws").with_fields(fields).build()
}

fn write_group<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<W>,
    rows: &dyn DrawRows,
    range: std::ops::Range<usize>,
) -> Result<()> {
    let numbers = rows.names().len().saturating_sub(2);
    let mut columns = vec![Vec::with_capacity(range.len()); numbers];
    let mut buffer = Vec::with_capacity(numbers);
    for row in range.clone() {
        rows.numbers(row, &mut buffer);
        for (column, &value) in columns.iter_mut().zip(&buffer) {
            column.push(value);
        }
    }
    let count = range.len();
    if let Some(mut column) = group.next_column()? {
        let draws: Vec<i64> = range.clone().map(|row| i64::try_from(row + 1).unwrap_or(i64::MAX)).collect();
        column.typed::<Int64Type>().write_batch(&draws, None, None)?;
        column.close()?;
    }
    if let Some(mut column) = group.next_column()? {
        let views: Vec<ByteArray> = range.map(|row| ByteArray::from(rows.view(row))).collect();
        column.typed::<ByteArrayType>().write_batch(&views, None, None)?;
        column.close()?;
    }
    for values in columns {
        let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_finite())).collect();
        let known: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        debug_assert_eq!(levels.len(), count, "every row has a level");
        if let Some(mut column) = group.next_column()? {
            column.typed::<DoubleType>().write_batch(&known, Some(&levels), None)?;
            column.close()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor as _;

    use super::*;

    struct Two(Vec<String>);

    impl DrawRows for Two {
        fn names(&self) -> &[String] {
            &self.0
        }

        fn rows(&self) -> usize {
            2
        }

        fn view(&self, row: usize) -> &str {
            if row == 0 { "=1+1" } else { "central" }
        }

        fn numbers(&self, row: usize, numbers: &mut Vec<f64>) {
            numbers.clear();
            numbers.push(if row == 0 { 0.1 } else { f64::NAN });
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let names = ["draw", "view", "event.eviction"].map(str::to_owned);
        let mut bytes = Vec::new();
        draws_parquet(&Two(names.to_vec()), &mut bytes).unwrap();
        let mut again = Vec::new();
        draws_parquet(&Two(names.to_vec()), &mut again).unwrap();
        assert_eq!(bytes, again, "same draws, same bytes");
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let rows: Vec<_> = reader.get_row_iter(None).unwrap().map(std::result::Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].get_long(0).unwrap(), 1);
        assert_eq!(rows[0].get_string(1).unwrap(), "=1+1");
        assert_eq!(rows[0].get_double(2).unwrap(), 0.1);
        assert!(rows[1].get_double(2).is_err(), "NaN is null");
        assert_eq!(reader.metadata().file_metadata().schema().get_fields()[2].name(), "event.eviction");
    }
}
