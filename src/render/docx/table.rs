//! Builds the WordprocessingML of tables, their columns as wide as what stands in them.

use super::element::{Extra, Run, escaped, paragraph};
use super::text::{ems, lines, longest_word};
use crate::render::document::{Cell, Role, Table};

/// Rows up to which a table stays on one page.
const TOGETHER: usize = 12;

/// How a table is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'a> {
    /// The id of its style.
    pub(super) style: &'a str,
    /// The id of the style of its cells.
    pub(super) text: &'a str,
    /// The width between the margins, in points.
    pub(super) width: f64,
    /// What an em of its cells measures, in points.
    pub(super) em: f64,
    /// What its cells leave free on either side, in points.
    pub(super) gap: f64,
}

/// Twentieths of a point.
pub(super) fn twips(points: f64) -> String {
    format!("{:.0}", points * 20.0)
}

/// Widths of the columns in points, which add up to the width of the setting: no word is broken while there is room, and
/// what is left goes where the text is long.
pub(super) fn widths(table: &Table, set: &Setting<'_>) -> Vec<f64> {
    let columns = table.columns.len();
    let (mut least, mut whole) = (vec![0.0_f64; columns], vec![0.0_f64; columns]);
    let mut note = |at: usize, text: &str, numeric: bool| {
        // Heads and totals are bold, which is a little wider.
        let word = longest_word(text) * 1.08;
        let all = ems(text) * 1.08;
        // A short number stays on its line.
        least[at] = least[at].max(if numeric && all < 7.0 { all } else { word });
        whole[at] = whole[at].max(all);
    };
    for (at, column) in table.columns.iter().enumerate() {
        note(at, &column.head, false);
        for row in &table.rows {
            if let Some(cell) = row.cells.get(at) {
                note(at, &cell.print(), column.numeric);
            }
        }
    }
    let points = |ems: f64| ems * set.em + 2.0 * set.gap;
    let least: Vec<f64> = least.into_iter().map(points).collect();
    let whole: Vec<f64> = whole.into_iter().map(points).collect();
    let (need, want) = (least.iter().sum::<f64>(), whole.iter().sum::<f64>());
    if columns == 0 || need >= set.width {
        let scale = if need > 0.0 { set.width / need } else { 0.0 };
        return least.into_iter().map(|width| width * scale).collect();
    }
    if want <= set.width {
        let scale = set.width / want;
        return whole.into_iter().map(|width| width * scale).collect();
    }
    // Long text is worth less room the longer it is: it wraps.
    let more: Vec<f64> = least.iter().zip(&whole).map(|(least, whole)| (whole - least).max(0.0).sqrt()).collect();
    let sum: f64 = more.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    let left = set.width - need;
    least.iter().zip(more).map(|(least, more)| least + left * more / sum).collect()
}

/// A table whose head is repeated on every page that it reaches; a short one stays on one page.
pub(super) fn table(table: &Table, set: &Setting<'_>) -> String {
    let widths = widths(table, set);
    let heads: Vec<Printed<'_>> = table
        .columns
        .iter()
        .map(|column| Printed { text: column.head.clone(), right: column.numeric, style: set.text })
        .collect();
    let together = table.rows.len() <= TOGETHER;
    let mut out = opened(set, &widths, &table.caption);
    out.push_str(&row(&heads, &widths, true, true, true));
    let last = table.rows.len().saturating_sub(1);
    for (at, body) in table.rows.iter().enumerate() {
        let cells: Vec<Printed<'_>> = table
            .aligned(body)
            .map(|(right, cell)| Printed { text: Cell::print(cell), right, style: set.text })
            .collect();
        out.push_str(&row(&cells, &widths, false, body.role == Role::Total, together && at < last));
    }
    out.push_str("</w:tbl>");
    out
}

/// Numbers beside each other, each under what it is and over its note, in these styles.
pub(super) fn tiles(numbers: &[[&str; 3]], set: &Setting<'_>, [label, value, note]: [&str; 3], about: &str) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three numbers or fewer")]
    let widths = vec![set.width / numbers.len().max(1) as f64; numbers.len()];
    let line = |at: usize, style| -> Vec<Printed<'_>> {
        numbers.iter().map(|number| Printed { text: number[at].to_owned(), right: false, style }).collect()
    };
    let mut out = opened(set, &widths, about);
    out.push_str(&row(&line(0, label), &widths, true, true, true));
    out.push_str(&row(&line(1, value), &widths, false, true, true));
    out.push_str(&row(&line(2, note), &widths, false, false, false));
    out.push_str("</w:tbl>");
    out
}

/// Everything of a table before its first row.
fn opened(set: &Setting<'_>, widths: &[f64], about: &str) -> String {
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0420\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/>\
         <w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
        escaped(set.style),
        twips(set.width),
        escaped(about)
    );
    for width in widths {
        out.push_str(&format!("<w:gridCol w:w=\"{}\"/>", twips(*width)));
    }
    out.push_str("</w:tblGrid>");
    out
}

/// A cell, as it is printed.
struct Printed<'a> {
    text: String,
    right: bool,
    style: &'a str,
}

fn row(cells: &[Printed<'_>], widths: &[f64], head: bool, bold: bool, with_next: bool) -> String {
    let head = if head { "<w:tblHeader/>" } else { "" };
    let mut out = format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
    for (cell, width) in cells.iter().zip(widths) {
        let run = Run { text: &cell.text, bold };
        let extra = Extra { with_next, right: cell.right, ..Extra::default() };
        out.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
            twips(*width),
            paragraph(cell.style, &[run], extra)
        ));
    }
    out.push_str("</w:tr>");
    out
}

/// Lines of the tallest cell of each row, the head first.
pub(super) fn lines_of_rows(table: &Table, set: &Setting<'_>) -> Vec<u32> {
    let widths = widths(table, set);
    let tallest = |texts: Vec<String>| {
        let each =
            texts.iter().zip(&widths).map(|(text, width)| lines(text, (width - 2.0 * set.gap) / (set.em * 1.05)));
        each.max().unwrap_or(1)
    };
    let head = tallest(table.columns.iter().map(|column| column.head.clone()).collect());
    let rows = table.rows.iter().map(|row| tallest(row.cells.iter().map(Cell::print).collect()));
    std::iter::once(head).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::document::{Column, Row};

    fn set() -> Setting<'static> {
        Setting { style: "T", text: "C", width: 480.0, em: 8.5, gap: 3.5 }
    }

    fn of(rows: &[[&str; 3]]) -> Table {
        let columns = [Column::text("Risk"), Column::number("How much"), Column::text("What to do")];
        Table::new("", columns, rows.iter().map(|row| Row::body(row.map(Cell::text))))
    }

    #[test]
    fn columns_fill_the_page_and_break_no_word() {
        let long = "a long sentence that says at length what it is and what anybody might do about it ".repeat(4);
        for rows in [[["a", "£1", "b"]], [[&long, "£1,000 to £2,000", &long]], [["incomprehensibilities", "£1", &long]]]
        {
            let table = of(&rows);
            let found = widths(&table, &set());
            assert!((found.iter().sum::<f64>() - 480.0).abs() < 0.1, "{found:?}");
            for (at, width) in found.iter().enumerate() {
                let word = longest_word(rows[0][at]) * 8.5 + 7.0;
                assert!(*width >= word - 0.1, "{width} of {word}: {}", rows[0][at]);
            }
        }
    }

    #[test]
    fn what_cannot_fit_is_shared_out() {
        let wide = "x".repeat(300);
        let found = widths(&of(&[[&wide, &wide, "b"]]), &set());
        assert!((found.iter().sum::<f64>() - 480.0).abs() < 0.1 && found.iter().all(|width| *width > 0.0));
    }
}
