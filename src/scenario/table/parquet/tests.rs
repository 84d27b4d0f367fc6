//! Tests tables as the crate's own writer writes them, and the same ones broken in every way.

use super::read;
use parquet::basic::{Compression, Encoding};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, FloatType, Int32Type, Int64Type};
use parquet::file::properties::{WriterProperties, WriterPropertiesBuilder, WriterVersion};
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

const ROWS: usize = 300;

/// Numbers of every kind, every third of one column left out, text and dates beside them.
const SCHEMA: &str = "message draws {
    REQUIRED INT32 whole; REQUIRED INT64 large (UINT_64); OPTIONAL DOUBLE p; REQUIRED FLOAT single;
    REQUIRED BYTE_ARRAY words (STRING); OPTIONAL group of { REQUIRED DOUBLE part; } REQUIRED INT32 day (DATE);
    REPEATED DOUBLE list;
}";

fn column<T: DataType>(group: &mut SerializedRowGroupWriter<'_, Vec<u8>>, values: &[T::T], levels: Option<&[i16]>) {
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<T>().write_batch(values, levels, None).unwrap();
    column.close().unwrap();
}

/// What the columns hold, row by row.
fn p(row: usize) -> Option<f64> {
    (!row.is_multiple_of(3)).then_some(0.1 + row as f64 / 997.0)
}

fn written(properties: WriterPropertiesBuilder) -> Vec<u8> {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties.build())).unwrap();
    for rows in [0..200, 200..ROWS] {
        let mut group = writer.next_row_group().unwrap();
        let whole: Vec<i32> = rows.clone().map(|row| i32::try_from(row).unwrap() - 150).collect();
        column::<Int32Type>(&mut group, &whole, None);
        let large: Vec<i64> = rows.clone().map(|row| if row == 0 { -1 } else { 7 }).collect();
        column::<Int64Type>(&mut group, &large, None);
        let levels: Vec<i16> = rows.clone().map(|row| i16::from(p(row).is_some())).collect();
        let known: Vec<f64> = rows.clone().filter_map(p).collect();
        column::<DoubleType>(&mut group, &known, Some(&levels));
        let single: Vec<f32> = rows.clone().map(|row| if row == 1 { f32::NAN } else { 0.5 }).collect();
        column::<FloatType>(&mut group, &single, None);
        column::<ByteArrayType>(&mut group, &vec![ByteArray::from("x"); rows.len()], None);
        column::<DoubleType>(&mut group, &vec![2.5; rows.len()], Some(&vec![1; rows.len()]));
        column::<Int32Type>(&mut group, &whole, None);
        let mut list = group.next_column().unwrap().unwrap();
        let absent = vec![0; rows.len()];
        list.typed::<DoubleType>().write_batch(&[], Some(&absent), Some(&absent)).unwrap();
        list.close().unwrap();
        group.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn snappy() -> WriterPropertiesBuilder {
    WriterProperties::builder().set_compression(Compression::SNAPPY)
}

/// Every way of writing that is read: packed or not, both versions of pages, with and without dictionaries, split, small pages.
fn ways() -> Vec<WriterPropertiesBuilder> {
    let split = |builder: WriterPropertiesBuilder| {
        builder.set_dictionary_enabled(false).set_column_encoding("p".into(), Encoding::BYTE_STREAM_SPLIT)
    };
    vec![
        snappy(),
        WriterProperties::builder(),
        snappy().set_writer_version(WriterVersion::PARQUET_2_0),
        snappy()
            .set_writer_version(WriterVersion::PARQUET_2_0)
            .set_dictionary_enabled(false)
            .set_encoding(Encoding::PLAIN),
        snappy().set_dictionary_enabled(false),
        split(snappy()),
        snappy().set_data_page_row_count_limit(7).set_write_batch_size(7),
    ]
}

#[test]
fn every_way_of_writing_is_read_alike() {
    for (way, properties) in ways().into_iter().enumerate() {
        let columns = read(&written(properties)).unwrap().columns;
        let of = |name: &str| columns.iter().find(|column| column.name == name).unwrap();
        assert_eq!(columns.len(), 8, "way {way}");
        for row in 0..ROWS {
            assert_eq!(of("p").values[row], p(row), "way {way}, row {row}");
            assert_eq!(of("whole").values[row], Some(row as f64 - 150.0));
            assert_eq!(of("large").values[row], Some(if row == 0 { 18_446_744_073_709_551_615.0 } else { 7.0 }));
            assert_eq!(of("single").values[row], (row != 1).then_some(0.5));
            assert_eq!(of("of.part").values[row], Some(2.5));
        }
        let others = ["words", "day", "list"].map(|name| of(name).other);
        assert_eq!(others, [Some("text"), Some("dates or times"), Some("lists")]);
    }
}

#[test]
fn broken_files_are_refused_or_read_and_nothing_else() {
    let (mut refused, mut tried) = (0, 0);
    let mut attempt = |bytes: &[u8]| {
        tried += 1;
        match read(bytes) {
            Ok(table) => {
                assert!(table.rows <= 100_000);
                assert!(table.columns.iter().all(|column| column.other.is_some() || column.values.len() == table.rows));
            }
            Err((message, help)) => {
                assert!(!message.is_empty() && !help.is_empty());
                refused += 1;
            }
        }
    };
    for (way, properties) in ways().into_iter().enumerate() {
        let whole = written(properties);
        for length in (0..whole.len()).step_by(13) {
            attempt(&whole[..length]);
        }
        // The other bytes are broken in the other ways.
        for at in (way % 3..whole.len()).step_by(3) {
            let mut broken = whole.clone();
            broken[at] ^= [0x01, 0x10, 0x80, 0xff][at / 3 % 4];
            attempt(&broken);
        }
    }
    assert!(refused > tried / 10, "{refused} of {tried}");
}

#[test]
fn what_is_not_read_says_what_to_do() {
    let whole = written(snappy());
    let error = |properties| read(&written(properties)).unwrap_err();
    let (message, help) = error(
        WriterProperties::builder()
            .set_dictionary_enabled(false)
            .set_column_encoding("whole".into(), Encoding::DELTA_BINARY_PACKED),
    );
    assert_eq!(message, "the values of the column `whole` are encoded in a way that is not read");
    assert!(help.contains("or save the table as CSV"), "{help}");
    // The crate packs with nothing else here; the codec stands in the footer as `5: 1 (snappy)` after the path of the column.
    let at = whole.windows(7).position(|bytes| bytes == b"\x05whole\x15").map(|at| at + 7).unwrap();
    let codec = |number: u8| [&whole[..at], &[2 * number], &whole[at + 1..]].concat();
    assert_eq!(whole[at], 2);
    for (number, name) in [(2, "gzip"), (3, "LZO"), (4, "Brotli"), (5, "LZ4"), (6, "Zstandard (zstd)"), (7, "LZ4")] {
        let (message, help) = read(&codec(number)).unwrap_err();
        assert_eq!(message, format!("the column `whole` is packed with {name}, which is not read"));
        assert!(help.contains("write it with `snappy`"), "{help}");
    }
    let encrypted = [b"PARE", &whole[4..whole.len() - 4], b"PARE"].concat();
    assert_eq!(read(&encrypted).unwrap_err().0, "the Parquet file is encrypted");
}

#[test]
fn claims_beyond_the_limits_are_refused_before_anything_is_unpacked() {
    // Constant numbers take next to nothing, however many there are.
    let table = |columns: usize, rows: usize, dictionary: bool| {
        let fields: String = (0..columns).map(|index| format!("REQUIRED DOUBLE c{index}; ")).collect();
        let schema = Arc::new(parse_message_type(&format!("message draws {{ {fields} }}")).unwrap());
        let properties = snappy().set_dictionary_enabled(dictionary).build();
        let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
        let mut group = writer.next_row_group().unwrap();
        for _ in 0..columns {
            column::<DoubleType>(&mut group, &vec![0.5; rows], None);
        }
        group.close().unwrap();
        writer.into_inner().unwrap()
    };
    for (columns, rows, said) in [
        (1, 100_001, "more than 100,000 rows"),
        (50, 100_000, "more than 32 MiB of numbers"),
        (1_000, 1, "more than 1,000 columns"),
    ] {
        // A dictionary of one number leaves hardly any bytes of it, until they are written out.
        for dictionary in [false, true] {
            let error = read(&table(columns, rows, dictionary)).unwrap_err();
            assert!(error.0.contains(said), "{error:?}");
        }
    }
    assert_eq!(read(&table(2, 100_000, true)).unwrap().columns[1].values.len(), 100_000);
}
