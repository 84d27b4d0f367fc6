//! Writes the hidden sheet of lists that drop-downs, explanations and grey cells are made from.

use rust_xlsxwriter::{ColNum, Formula, RowNum, Worksheet, XlsxError};

use super::super::book::Book;
use super::layout::list_name;
use crate::scenario::{Outline, Part, SheetOutline};

const NAME: &str = "Lists";
/// Ids that are listed of a sheet at most.
const MOST_IDS: RowNum = 60;
/// Rows of a sheet in which ids are looked for.
const LAST_ROW: RowNum = 600;

/// A list on the sheet: the name that formulas know it by, and its cells.
type Named = (String, String);

pub(super) fn write(book: &mut Book, outline: &Outline, library: &[String]) -> Result<(), XlsxError> {
    let sheet = book.workbook.add_worksheet();
    sheet.set_name(NAME)?.set_hidden(true);
    let mut named = Vec::new();
    let mut column: ColNum = 0;
    ways(sheet, &mut column, outline, &mut named)?;
    let ids = library.iter().map(String::as_str).collect::<Vec<_>>();
    plain(sheet, &mut column, "library_ids", if ids.is_empty() { &[""] } else { &ids }, &mut named)?;
    plain(sheet, &mut column, "nothing", &[""], &mut named)?;
    let mut payers = None;
    for outlined in &outline.sheets {
        // Payers come first: the keys of those who bear a cost are made of their ids.
        if outlined.has_ids {
            payers = payers.or((outlined.name == "Payers").then_some(column));
            ids_of(sheet, &mut column, outlined, &mut named)?;
        }
        keys(sheet, &mut column, outlined, payers, &mut named)?;
    }
    for (name, cells) in named {
        book.workbook.define_name(name, &format!("={cells}"))?;
    }
    Ok(())
}

/// The ways, and for each whether it uses a cell.
fn ways(
    sheet: &mut Worksheet,
    column: &mut ColNum,
    outline: &Outline,
    named: &mut Vec<Named>,
) -> Result<(), XlsxError> {
    let names: Vec<&str> = outline.ways.iter().map(|way| way.name).collect();
    plain(sheet, column, "ways", &names, named)?;
    let left = *column;
    for part in Part::ALL {
        sheet.write_string(0, *column, part.head())?;
        for (row, way) in (1..).zip(&outline.ways) {
            sheet.write_number(row, *column, f64::from(u8::from(way.uses(part))))?;
        }
        *column += 1;
    }
    named.push(("way_cells".to_owned(), cells(left, *column - 1, names.len())));
    // The ways once more, with the cells of each in words beside them, to be looked up.
    let left = *column;
    for (row, way) in (1..).zip(&outline.ways) {
        sheet.write_string(row, left, way.name)?;
        sheet.write_string(row, left + 1, hint_of(outline, way.name))?;
    }
    named.push(("way_hints".to_owned(), cells(left, left + 1, names.len())));
    *column += 2;
    Ok(())
}

/// The cells of a way in words, where it has more than one.
pub(super) fn hint_of(outline: &Outline, name: &str) -> String {
    let way = outline.ways.iter().find(|way| way.name == name && way.parts.len() > 1);
    way.map_or_else(String::new, |way| format!(" → {}", way.cells()))
}

/// The keys of a sheet with what they say.
fn keys(
    sheet: &mut Worksheet,
    column: &mut ColNum,
    outlined: &SheetOutline,
    payers: Option<ColNum>,
    named: &mut Vec<Named>,
) -> Result<(), XlsxError> {
    let of_payers = |name: &str| name.strip_prefix(BORNE).is_some_and(|rest| rest.starts_with('.'));
    let (borne, others): (Vec<_>, Vec<_>) = outlined.keys.iter().partition(|key| of_payers(&key.name));
    let names: Vec<&str> = others.iter().map(|key| key.name.as_str()).collect();
    let meanings: Vec<&str> = others.iter().map(|key| key.meaning.as_str()).collect();
    let left = *column;
    // The values of shared have no keys.
    let mut count = names.len().max(1);
    plain(sheet, column, &list_name("names", &outlined.name), if names.is_empty() { &[""] } else { &names }, named)?;
    for (row, meaning) in (1..).zip(meanings) {
        sheet.write_string(row, *column, meaning)?;
    }
    let who = borne.first().or_else(|| others.iter().find(|key| key.name == BORNE));
    if let (Some(payers), Some(who)) = (payers, who) {
        // A key for each payer that is added later.
        for place in 1..=MOST_PAYERS {
            let (row, id) = (place + u32::try_from(count).unwrap_or(0), format!("{}{}", letters(payers), place + 1));
            sheet.write_formula(
                row,
                left,
                Formula::new(format!("=IF({id}=\"\",\"\",\"{BORNE}.\"&{id})")).set_result(""),
            )?;
            sheet.write_string(row, *column, &who.meaning)?;
        }
        count += usize::try_from(MOST_PAYERS).unwrap_or(0);
        named.retain(|(name, _)| *name != list_name("names", &outlined.name));
        named.push((list_name("names", &outlined.name), cells(left, left, count)));
    }
    named.push((list_name("keys", &outlined.name), cells(left, *column, count)));
    *column += 1;
    Ok(())
}

/// The key of who bears a cost.
const BORNE: &str = "paid_by";
/// Payers whose keys can be chosen at most.
const MOST_PAYERS: RowNum = 20;

/// The ids of a sheet, each once, as they are written there: worked out again whenever one is added.
fn ids_of(
    sheet: &mut Worksheet,
    column: &mut ColNum,
    outlined: &SheetOutline,
    named: &mut Vec<Named>,
) -> Result<(), XlsxError> {
    let mut known: Vec<&str> = Vec::new();
    for row in outlined.rows.iter().filter(|row| !row.id.is_empty()) {
        if !known.contains(&row.id.as_str()) {
            known.push(&row.id);
        }
    }
    let own = letters(*column);
    let looked = format!("'{}'!$A$3:$A${LAST_ROW}", outlined.name);
    sheet.write_string(0, *column, list_name("ids", &outlined.name))?;
    for row in 1..=MOST_IDS {
        let formula =
            format!("=IFERROR(INDEX({looked},MATCH(0,COUNTIF({own}$1:{own}{row},{looked})+({looked}=\"\"),0)),\"\")");
        let id = known.get(usize::try_from(row - 1).unwrap_or(usize::MAX)).copied().unwrap_or("");
        sheet.write_array_formula(row, *column, row, *column, Formula::new(formula).set_result(id))?;
    }
    let list = format!("{NAME}!${own}$2:${own}${}", MOST_IDS + 1);
    let filled = format!("OFFSET({NAME}!${own}$2,0,0,MAX(1,COUNTIF({list},\"?*\")),1)");
    named.push((list_name("ids", &outlined.name), filled));
    *column += 1;
    Ok(())
}

fn plain(
    sheet: &mut Worksheet,
    column: &mut ColNum,
    name: &str,
    words: &[&str],
    named: &mut Vec<Named>,
) -> Result<(), XlsxError> {
    sheet.write_string(0, *column, name)?;
    for (row, word) in (1..).zip(words) {
        sheet.write_string(row, *column, *word)?;
    }
    named.push((name.to_owned(), cells(*column, *column, words.len())));
    *column += 1;
    Ok(())
}

fn cells(left: ColNum, right: ColNum, rows: usize) -> String {
    format!("{NAME}!${}$2:${}${}", letters(left), letters(right), rows + 1)
}

fn letters(column: ColNum) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}
