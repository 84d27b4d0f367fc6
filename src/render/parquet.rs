//! Writes draws.parquet and answers.parquet, for researchers who would rather load columns than parse text.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use serde_json::{Map, Value, json};

use crate::estimate::{AnswerColumn, AnswerValues, DrawColumn, DrawRows, Results};

/// Rows that are turned into columns at a time, so that no copy of all draws is held.
const GROUP: usize = 16_384;

/// Writes the draws of `results` as Parquet into `sink`: the columns of draws.csv, one row a draw, numbered from 1.
///
/// A number that does not exist (a segment with nobody in it) is null. What the file is of stands in its metadata, key by key
/// under `averted.`, what each column says as JSON under `averted.columns`, and both for pandas as `attrs`.
///
/// # Errors
///
/// When `sink` cannot be written to.
pub fn draws_parquet(results: &Results, rows: &dyn DrawRows, sink: impl Write + Send) -> Result<()> {
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(metadata(results, rows.columns())))
        .build();
    let mut writer = SerializedFileWriter::new(sink, Arc::new(schema(rows.columns())?), Arc::new(properties))?;
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

/// What the file is of, and what its columns say.
fn metadata(results: &Results, columns: &[DrawColumn]) -> Vec<KeyValue> {
    let (scenario, run) = (&results.scenario, &results.run);
    let mut facts = vec![
        ("title", scenario.title.clone()),
        ("file", scenario.file.clone()),
        ("sha256", scenario.sha256.clone()),
        ("fingerprint", scenario.fingerprint.clone()),
        ("seed", run.seed.to_string()),
        ("draws", run.draws.to_string()),
        ("version", results.generator.version.clone()),
    ];
    facts.extend(scenario.price_base.clone().map(|year| ("price_base", year)));
    if !scenario.changes.is_empty() {
        facts.push(("changes", json!(scenario.changes).to_string()));
    }
    let described: Map<String, Value> =
        columns.iter().map(|column| (column.name.clone(), description(column))).collect();
    let described = Value::Object(described);
    let mut attributes: Map<String, Value> =
        facts.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
    attributes.insert("columns".to_owned(), described.clone());
    let mut metadata: Vec<KeyValue> =
        facts.into_iter().map(|(key, value)| KeyValue::new(format!("averted.{key}"), value)).collect();
    metadata.push(KeyValue::new("averted.columns".to_owned(), described.to_string()));
    metadata.push(KeyValue::new("PANDAS_ATTRS".to_owned(), Value::Object(attributes).to_string()));
    metadata
}

/// What a column says, without its name.
fn description(column: &DrawColumn) -> Value {
    let mut described = json!(column);
    if let Some(keys) = described.as_object_mut() {
        keys.shift_remove("name");
        keys.retain(|_, value| !value.is_null());
    }
    described
}

fn schema(columns: &[DrawColumn]) -> Result<Type> {
    let mut fields = Vec::with_capacity(columns.len());
    for (index, DrawColumn { name, .. }) in columns.iter().enumerate() {
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
    let numbers = rows.columns().len().saturating_sub(2);
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
        debug_assert_eq!(values.len(), count, "every row has a number");
        write_numbers(group, &values)?;
    }
    Ok(())
}

/// Writes a column of numbers; one that does not exist is null.
fn write_numbers<W: Write + Send>(group: &mut SerializedRowGroupWriter<W>, values: &[f64]) -> Result<()> {
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_finite())).collect();
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    if let Some(mut column) = group.next_column()? {
        column.typed::<DoubleType>().write_batch(&known, Some(&levels), None)?;
        column.close()?;
    }
    Ok(())
}

/// Writes the answers of a sweep as Parquet into `sink`; what an answer has not is null.
///
/// # Errors
///
/// When `sink` cannot be written to.
pub fn answers_parquet(columns: &[AnswerColumn], sink: impl Write + Send) -> Result<()> {
    let field = |column: &AnswerColumn| {
        let kind = match column.values {
            AnswerValues::Words(_) => Type::primitive_type_builder(&column.name, Physical::BYTE_ARRAY)
                .with_logical_type(Some(LogicalType::String)),
            AnswerValues::Numbers(_) => Type::primitive_type_builder(&column.name, Physical::DOUBLE),
        };
        kind.with_repetition(Repetition::OPTIONAL).build().map(Arc::new)
    };
    let fields: Result<Vec<_>> = columns.iter().map(field).collect();
    let schema = Type::group_type_builder("answers").with_fields(fields?).build()?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(sink, Arc::new(schema), Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for column in columns {
        match &column.values {
            AnswerValues::Numbers(numbers) => write_numbers(&mut group, numbers)?,
            AnswerValues::Words(words) => {
                let levels: Vec<i16> = words.iter().map(|word| i16::from(word.is_some())).collect();
                let known: Vec<ByteArray> = words.iter().flatten().map(|word| ByteArray::from(word.as_str())).collect();
                if let Some(mut column) = group.next_column()? {
                    column.typed::<ByteArrayType>().write_batch(&known, Some(&levels), None)?;
                    column.close()?;
                }
            }
        }
    }
    group.close()?;
    writer.close()?;
    Ok(())
}
