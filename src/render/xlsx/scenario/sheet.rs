//! Writes the sheet of one block: heads, a row for each value, spare rows, what can be chosen and what explains it.

use rust_xlsxwriter::{
    ColNum, ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder,
    Formula, Note, RowNum, Worksheet, XlsxError,
};

use super::super::book::{Book, column_head, heading};
use super::layout::{SPARE, column_of, column_of_remark, input, list_name};
use super::lists;
use crate::quantity::Kind;
use crate::scenario::{Choices, KeyOutline, Outline, Part, PartCell, RowOutline, SheetOutline};

/// The row of the heads.
const HEADS: RowNum = 1;
const ID: ColNum = 0;
const KEY: ColNum = 1;
const MEANING: ColNum = 2;
const WAY: ColNum = 3;

pub(super) fn write(book: &mut Book, outlined: &SheetOutline, outline: &Outline) -> Result<(), XlsxError> {
    let sheet = book.sheet(&outlined.name)?;
    sheet.write_string_with_format(0, KEY, outlined.about, &heading())?;
    heads(sheet, outlined, outline)?;
    let first = HEADS + 1;
    let count = RowNum::try_from(outlined.rows.len()).unwrap_or(RowNum::MAX - SPARE);
    let last = first + count + SPARE - 1;
    let mut before = "";
    for (at, row) in (first..).zip(&outlined.rows) {
        let opens = row.id != before;
        before = &row.id;
        write_row(sheet, at, row, key_of(outlined, &row.key), (outlined, outline), opens)?;
    }
    let blank = RowOutline::default();
    for at in first + count..=last {
        write_row(sheet, at, &blank, None, (outlined, outline), false)?;
    }
    choices(sheet, outlined, outline, first, last)?;
    unused(sheet, first, last)?;
    sheet.set_freeze_panes(first, MEANING)?;
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(HEADS, HEADS)?;
    let right = column_of_remark(outline, outline.remarks.len() - 1);
    sheet.set_print_area(0, 0, last, right)?;
    sheet.autofilter(HEADS, 0, last, right)?;
    if !outlined.has_ids {
        sheet.set_column_hidden(ID)?;
    }
    Ok(())
}

fn heads(sheet: &mut Worksheet, outlined: &SheetOutline, outline: &Outline) -> Result<(), XlsxError> {
    let parts = Part::ALL.iter().map(|part| part.head());
    let all = outline.heads.iter().copied().chain(parts).chain(outline.remarks);
    for (column, head) in (0..).zip(all) {
        sheet.write_string_with_format(HEADS, column, head, &column_head())?;
        let width = match (column, head) {
            (ID, _) => 26.0,
            (KEY, _) => 23.0,
            (MEANING, _) => 50.0,
            (WAY, _) => 13.0,
            (_, "value" | "source") => 26.0,
            (_, "note") => 34.0,
            (_, "of" | "without") => 14.0,
            (_, "sd" | "times" | "grade") => 7.0,
            _ => 10.5,
        };
        sheet.set_column_width(column, width)?;
    }
    let mut explain = |column: ColNum, text: &str| note(sheet, HEADS, column, text);
    if outlined.has_ids {
        explain(
            ID,
            "The name of the entry, in small letters without blanks, such as eviction. Write it in every row of the entry.",
        )?;
    }
    explain(KEY, "What this row states. Choose from the list; rows without a value say nothing.")?;
    explain(
        WAY,
        "How the value is written. It decides which cells are used; the others turn grey. Help explains each way.",
    )?;
    for (place, part) in Part::ALL.into_iter().enumerate() {
        let used = outline.ways.iter().filter(|way| way.uses(part)).map(|way| way.name).collect::<Vec<_>>().join(", ");
        explain(column_of(outline, place), &format!("Used by: {used}."))?;
    }
    Ok(())
}

fn key_of<'k>(outlined: &'k SheetOutline, key: &str) -> Option<&'k KeyOutline> {
    outlined.keys.iter().find(|known| known.name == key)
}

fn write_row(
    sheet: &mut Worksheet,
    at: RowNum,
    row: &RowOutline,
    key: Option<&KeyOutline>,
    (outlined, outline): (&SheetOutline, &Outline),
    opens: bool,
) -> Result<(), XlsxError> {
    let top = |format: Format| {
        if opens { format.set_border_top(FormatBorder::Medium).set_border_color(0x000B_5165) } else { format }
    };
    let words = Format::new().set_num_format("@");
    write_text(sheet, at, ID, &row.id, &top(words.clone().set_bold()))?;
    write_text(sheet, at, KEY, &row.key, &top(words.clone()))?;
    // Looked up, so that it follows the key that is chosen.
    let name = list_name("keys", &outlined.name);
    let number = at + 1;
    let looked = |cell: &str, list: &str| format!("IFERROR(VLOOKUP(${cell}{number},{list},2,FALSE),\"\")");
    let meaning = format!(
        "=IF($B{number}=\"\",\"\",{})&IF($D{number}=\"\",\"\",{})",
        looked("B", &name),
        looked("D", "way_hints")
    );
    let known = key.map_or("", |key| key.meaning.as_str());
    // A value of nothing would be shown as 0 until it is worked out.
    let known = Some(format!("{known}{}", lists::hint_of(outline, row.cells.way))).filter(|known| !known.is_empty());
    let known = known.unwrap_or_else(|| " ".to_owned());
    let grey = top(Format::new().set_font_color(0x0059_6470).set_font_size(10));
    sheet.write_formula_with_format(at, MEANING, Formula::new(meaning).set_result(known.as_str()), &grey)?;
    write_text(sheet, at, WAY, row.cells.way, &top(input()))?;
    for (place, cell) in row.cells.parts.iter().enumerate() {
        let column = WAY + 1 + ColNum::try_from(place).unwrap_or(0);
        let base = top(input());
        match cell {
            None if key.is_some_and(|key| key.is_text) => write_text(sheet, at, column, "", &base.set_num_format("@"))?,
            None => write_text(sheet, at, column, "", &base)?,
            Some(PartCell::Text(text)) => write_text(sheet, at, column, text, &base.set_num_format("@"))?,
            Some(PartCell::Number(value, kind)) => {
                let format = base.set_num_format(shown(*kind, *value)).set_align(FormatAlign::Left);
                sheet.write_number_with_format(at, column, *value, &format)?;
            }
        }
    }
    for (place, remark) in row.cells.remarks.iter().enumerate() {
        let column = WAY + 1 + ColNum::try_from(Part::ALL.len() + place).unwrap_or(0);
        write_text(sheet, at, column, remark.as_deref().unwrap_or(""), &top(input().set_num_format("@")))?;
    }
    match key {
        Some(key) => note(sheet, at, KEY, &key.about),
        None => Ok(()),
    }
}

/// Writes a text as a text, whatever it begins with; an empty one leaves a cell that has a format alone.
fn write_text(
    sheet: &mut Worksheet,
    row: RowNum,
    column: ColNum,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        sheet.write_blank(row, column, format)?;
    } else if text.starts_with(['=', '+', '-', '@']) {
        sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        sheet.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

fn note(sheet: &mut Worksheet, row: RowNum, column: ColNum, text: &str) -> Result<(), XlsxError> {
    let lines = u32::try_from(text.chars().count() / 42 + text.matches('\n').count() + 2).unwrap_or(10);
    let note = Note::new(text).add_author_prefix(false).set_width(300).set_height(17 * lines.clamp(3, 24));
    sheet.insert_note(row, column, &note)?;
    Ok(())
}

/// A format in which a number shows what it is.
fn shown(kind: Kind, value: f64) -> String {
    let decimals = |number: f64| {
        let text = format!("{number:.4}");
        text.trim_end_matches('0').rsplit_once('.').map_or(0, |(_, decimals)| decimals.len())
    };
    let places = |number: f64| match decimals(number) {
        0 => String::new(),
        count => format!(".{}", "0".repeat(count)),
    };
    match kind {
        Kind::Share | Kind::Effect | Kind::Distance | Kind::Annual | Kind::Growth => {
            format!("0{}%", places(value * 100.0))
        }
        Kind::Money | Kind::Amount => {
            let pence = if value.fract() == 0.0 { "" } else { ".00" };
            format!("[$£-809]#,##0{pence};-[$£-809]#,##0{pence}")
        }
        Kind::Rate | Kind::Factor | Kind::Length => format!("#,##0{}", places(value)),
    }
}

/// What can be chosen in a column or a cell. Anything else may be typed too: the program says what is wrong with it.
fn choices(
    sheet: &mut Worksheet,
    outlined: &SheetOutline,
    outline: &Outline,
    first: RowNum,
    last: RowNum,
) -> Result<(), XlsxError> {
    let suggested =
        || DataValidation::new().show_error_message(false).set_error_style(DataValidationErrorStyle::Information);
    let list = |formula: String| suggested().allow_list_formula(Formula::new(formula));
    let names = list_name("names", &outlined.name);
    sheet.add_data_validation(first, KEY, last, KEY, &list(format!("={names}")))?;
    sheet.add_data_validation(first, WAY, last, WAY, &list("=ways".to_owned()))?;
    let value = column_of(outline, 0);
    for at in first..=last {
        let row = outlined.rows.get(usize::try_from(at - first).unwrap_or(usize::MAX));
        let validation = match row.and_then(|row| key_of(outlined, &row.key)).map(|key| &key.choices) {
            Some(Choices::Words(words)) => suggested().allow_list_strings(words)?,
            Some(Choices::Ids(sheet)) => list(format!("={}", list_name("ids", sheet))),
            _ => list(format!("=IF($D{0}=\"library\",library_ids,IF($D{0}=\"shared\",ids_shared,nothing))", at + 1)),
        };
        sheet.add_data_validation(at, value, at, value, &validation)?;
    }
    Ok(())
}

/// Turns cells grey that the chosen way does not use, by the table of ways.
fn unused(sheet: &mut Worksheet, first: RowNum, last: RowNum) -> Result<(), XlsxError> {
    let parts = ColNum::try_from(Part::ALL.len()).unwrap_or(0);
    let row = first + 1;
    let by_way = format!("=AND($D{row}<>\"\",IFERROR(INDEX(way_cells,MATCH($D{row},ways,0),COLUMN()-4)=0,FALSE))");
    let without = format!("=AND($D{row}=\"\",COLUMN()>5)");
    for rule in [by_way, without] {
        let format = Format::new().set_background_color(0x00E3_E6EA).set_font_color(0x00C0_2222);
        let grey = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format);
        sheet.add_conditional_format(first, WAY + 1, last, WAY + parts, &grey)?;
    }
    Ok(())
}
