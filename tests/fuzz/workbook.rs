//! Makes workbooks of scenarios in which one part is whatever the hunt comes up with.

use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// The sheet that is replaced, and the texts that its cells refer to.
const SHEET: &str = "xl/worksheets/sheet4.xml";
const STRINGS: &str = "xl/sharedStrings.xml";

/// The rows of a sheet.
type Rows<'r> = &'r [&'r [&'r str]];

const SHEETS: [(&str, Rows<'_>); 4] = [
    ("Start", &[&["", "title", "", "T"], &["", "horizon", "", "24 months"], &["", "starts", "", "2021-04"]]),
    (
        "Cohort",
        &[&["", "people", "", "100"], &["old", "share", "beta", "30%", "", "", "5%"], &["rest", "share", "", "rest"]],
    ),
    ("Payers", &[&["nhs", "label", "", "NHS"], &["council"]]),
    (
        "Events",
        &[
            &["a", "probability", "pert", "15%", "5%", "30%", "", "", "", "a report"],
            &["a", "unit_cost.each", "", "£250"],
            &["a", "unit_cost.per", "", "week"],
            &["a", "unit_cost.for", "range", "", "20 weeks", "80 weeks"],
            &["a", "paid_by", "", "{nhs: 60%, council: 40%}"],
            &["a", "timing.decays", "", "6 months"],
            &["b", "rate", "observed", "12", "", "", "", "8 person-years"],
            &["b", "unit_cost", "", "{sum: [£5, {lognormal: {mean: 90, sd: 20}}]}"],
            &["b", "paid_by.nhs", "", "1"],
            &["b", "support.prevents", "compared", "12 of 100", "", "", "", "", "20 of 100"],
        ],
    ),
];

/// Every part of a workbook that is right, by name.
static PARTS: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut book = Workbook::new();
    let percent = Format::new().set_num_format("0.0%");
    for (name, rows) in SHEETS {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (column, head) in (0..).zip(["id", "key", "way", "value", "low", "high", "sd", "of", "without", "source"]) {
            sheet.write(0, column, head).unwrap();
        }
        for (row, cells) in (1..).zip(rows) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                sheet.write(row, column, *text).unwrap();
            }
        }
        // Something of every kind that a cell may be, and ids that are one cell.
        sheet.write_number_with_format(20, 3, 0.25, &percent).unwrap();
        sheet.write_boolean(21, 3, true).unwrap();
        sheet.merge_range(22, 0, 24, 0, "merged", &Format::new()).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let mut parts = Vec::new();
    for index in 0..count {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.push((file.name().unwrap().into_owned(), content));
    }
    parts
});

/// The parts that are replaced, as they are.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    PARTS.iter().filter(|(name, _)| name == SHEET || name == STRINGS).map(|(_, content)| content.clone()).collect()
}

/// The workbook in which `part` stands in the place of the one that it begins like.
pub(crate) fn with(part: &[u8]) -> Vec<u8> {
    let is_strings = part.windows(4).take(400).any(|window| window == b"<sst");
    let place = if is_strings { STRINGS } else { SHEET };
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in PARTS.iter() {
        out.start_file(name.as_str(), stored).unwrap();
        out.write_all(if name == place { part } else { content }).unwrap();
    }
    out.finish().unwrap().into_inner()
}
