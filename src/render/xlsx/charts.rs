//! Draws the two charts of the workbook from its own cells, so that whoever opens it can edit them.

use crate::numeric::decade;
use crate::quantity::printable;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartErrorBars, ChartErrorBarsType, ChartFormat,
    ChartLegendPosition, ChartLine, ChartLineDashType, ChartPatternFill, ChartPatternFillType, ChartRange,
    ChartSolidFill, ChartType, ColNum, Color, Format, RowNum, Worksheet, XlsxError,
};

use super::book::{Placed, column_head, text};
use crate::estimate::{Chance, Counting, ExceedanceSeries, Results, float};
use crate::render::number::{exact_money, plain_share};
use crate::render::words as render_words;
use crate::render::words::{mean, reaching};

fn pale() -> ChartLine {
    ChartLine::new().set_color(Color::RGB(0x00CF_D6DE)).set_width(0.75).clone()
}

const TEAL: Color = Color::RGB(0x000B_5165);
const OCHRE: Color = Color::RGB(0x00B4_5309);

/// Column in which the numbers behind a chart begin, right of the tables.
const BEHIND: ColNum = 14;

/// Cost avoided and its cashable part by payer, over the whole span, with intervals; returns the last row that it covers.
pub(super) fn who_gains(sheet: &mut Worksheet, results: &Results, placed: &Placed) -> Result<RowNum, XlsxError> {
    let payers = RowNum::try_from(results.payers.len()).unwrap_or(0);
    let level = results.run.level;
    let (&[_, label, _, _, avoided, _, cashable, _], true) = (placed.columns.as_slice(), payers > 0) else {
        return Ok(placed.end);
    };
    let heads =
        ["Avoided: above the mean", "Avoided: below the mean", "Cashable: above the mean", "Cashable: below the mean"];
    for (column, head) in (BEHIND..).zip(heads) {
        text(sheet, placed.head, column, head, &column_head())?;
        sheet.set_column_width(column, 13)?;
    }
    let first = placed.head + 1;
    for (row, (_, payer)) in (first..).zip(results.payers.iter()) {
        for (column, summary) in [(BEHIND, &payer.part.avoided), (BEHIND + 2, &payer.part.cashable)] {
            let (low, high) =
                summary.interval(level).map_or((f64::NAN, f64::NAN), |[low, high]| (low.value, high.value));
            let money = Format::new().set_num_format("#,##0");
            for (column, length) in [(column, high - summary.mean), (column + 1, summary.mean - low)] {
                sheet.write_number_with_format(
                    row,
                    column,
                    if length.is_finite() { length.max(0.0) } else { 0.0 },
                    &money,
                )?;
            }
        }
    }
    let last = first + payers - 1;
    let range = |column| ("Payers by year", first, column, last, column);
    let bars = |column| {
        let part = |column| ChartRange::new_from_range("Payers by year", first, column, last, column);
        let mut bars = ChartErrorBars::new();
        bars.set_type(ChartErrorBarsType::Custom(part(column), part(column + 1)));
        bars
    };
    let mut chart = Chart::new(ChartType::Bar);
    let mut filled = ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(TEAL)).clone();
    let mut hatched = ChartFormat::new()
        .set_pattern_fill(
            ChartPatternFill::new()
                .set_pattern(ChartPatternFillType::DiagonalStripesDarkUpwards)
                .set_foreground_color(OCHRE)
                .set_background_color(Color::White),
        )
        .set_border(ChartLine::new().set_color(OCHRE))
        .clone();
    for (name, column, behind, format) in
        [("Cost avoided", avoided, BEHIND, &mut filled), ("Cashable savings", cashable, BEHIND + 2, &mut hatched)]
    {
        let series = chart.add_series();
        series
            .set_name(name)
            .set_categories(range(label))
            .set_values(range(column))
            .set_format(&mut *format)
            .set_gap(60);
        series.set_x_error_bars(&bars(behind));
    }
    chart
        .title()
        .set_name(&format!("Who gains, over the whole span (bars: means, whiskers: {} intervals)", plain_share(level)));
    chart.x_axis().set_name("£").set_num_format("#,##0").set_major_gridlines_line(&pale());
    // Excel scales an axis by its bars alone, and would cut the whiskers.
    let (least, most) = reach(results);
    chart.x_axis().set_min(least).set_max(most);
    let low = ChartAxisLabelPosition::Low;
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max).set_label_position(low);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    let height = 140 + 60 * payers.min(16);
    chart.set_width(860).set_height(height);
    chart.set_alt_text(cut(&alt_of_payers(results)));
    sheet.insert_chart(placed.end + 5, 1, &chart)?;
    sheet.set_page_breaks(&[placed.end + 4])?;
    // A row is 20 pixels high.
    Ok(placed.end + 6 + height / 20)
}

/// Round ends of an axis that hold the interval of every payer.
fn reach(results: &Results) -> (f64, f64) {
    let ends = results.payers.iter().filter_map(|(_, payer)| payer.part.avoided.interval(results.run.level));
    let (mut least, mut most) = (0.0_f64, 1.0_f64);
    for [low, high] in ends {
        least = least.min(low.value);
        most = most.max(high.value);
    }
    let step = decade(most - least) / 10.0;
    ((least / step).floor() * step, (most / step).ceil() * step)
}

fn alt_of_payers(results: &Results) -> String {
    let parts: Vec<String> =
        results.payers.iter().map(|(_, payer)| format!("{} {}", payer.label, mean(&payer.part.avoided))).collect();
    format!("Bars of cost avoided and of its cashable part by payer. Avoided on average: {}.", parts.join("; "))
}

/// Excel allows an alternative text of 255 characters.
fn cut(text: &str) -> String {
    let text = printable(text);
    if text.chars().count() <= 255 { text.into_owned() } else { text.chars().take(254).chain(['…']).collect() }
}

/// The chance of reaching at least each amount, for the first target, else for the whole system.
pub(super) fn exceedance(sheet: &mut Worksheet, results: &Results, row: RowNum) -> Result<(), XlsxError> {
    let target = results.targets.iter().next();
    let of = target.map_or_else(|| "total".to_owned(), |(id, _)| format!("targets.{id}"));
    let Some(curve) = results.series.exceedance.iter().find(|curve| curve.of == of && curve.amount.len() > 1) else {
        return Ok(());
    };
    let end = put_curve(sheet, curve, results.run.draws)?;
    let mut chart = Chart::new(ChartType::ScatterStraight);
    let column = |column| ("Targets", 1, column, end, column);
    chart
        .add_series()
        .set_name("Chance of at least this")
        .set_categories(column(BEHIND))
        .set_values(column(BEHIND + 1))
        .set_format(ChartFormat::new().set_line(ChartLine::new().set_color(TEAL).set_width(2.5)));
    if let Some((_, target)) = target {
        let heads = ["Target", "Line"];
        for (at, head) in (BEHIND + 2..).zip(heads) {
            text(sheet, 0, at, head, &column_head())?;
        }
        for (row, height) in [(1, 0.0), (2, 1.0)] {
            sheet.write_number_with_format(row, BEHIND + 2, target.amount, &Format::new().set_num_format("#,##0"))?;
            sheet.write_number_with_format(row, BEHIND + 3, height, &Format::new().set_num_format("0%"))?;
        }
        chart
            .add_series()
            .set_name("Target")
            .set_categories(("Targets", 1, BEHIND + 2, 2, BEHIND + 2))
            .set_values(("Targets", 1, BEHIND + 3, 2, BEHIND + 3))
            .set_format(
                ChartFormat::new()
                    .set_line(ChartLine::new().set_color(OCHRE).set_width(2.5).set_dash_type(ChartLineDashType::Dash)),
            );
    }
    let kind = match curve.part {
        Counting::Cashable => "cashable savings",
        Counting::Released => "released cash",
        Counting::Averted | Counting::Avoided => "cost avoided",
    };
    chart.title().set_name(&format!("Chance of at least so much {kind}"));
    chart.x_axis().set_name("£").set_num_format("#,##0").set_major_gridlines(false);
    let chance = chart.y_axis().set_name("Chance").set_num_format("0%").set_min(0).set_max(1);
    chance.set_label_position(ChartAxisLabelPosition::Low).set_major_gridlines_line(&pale());
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(860).set_height(420);
    chart.set_alt_text(cut(&alt_of_curve(results, kind)));
    sheet.insert_chart(row, 0, &chart)?;
    Ok(())
}

/// The curve in two columns; returns its last row.
fn put_curve(sheet: &mut Worksheet, curve: &ExceedanceSeries, draws: usize) -> Result<RowNum, XlsxError> {
    text(sheet, 0, BEHIND, "Amount", &column_head())?;
    text(sheet, 0, BEHIND + 1, "Chance of at least this", &column_head())?;
    sheet.set_column_width(BEHIND, 13)?.set_column_width(BEHIND + 1, 13)?;
    // The ends of the curve are all draws and none, which is not all and nothing.
    let [all, none] = [1.0, 0.0].map(|share| render_words::percent(&Chance::in_draws(share, float(draws))));
    let shown = Format::new().set_num_format(format!("[>=1]\"{all}\";[<=0]\"{none}\";0.0%"));
    let mut row = 0;
    for (amount, chance) in curve.amount.iter().zip(&curve.chance) {
        row += 1;
        sheet.write_number_with_format(row, BEHIND, *amount, &Format::new().set_num_format("#,##0"))?;
        sheet.write_number_with_format(row, BEHIND + 1, *chance, &shown)?;
    }
    Ok(row)
}

fn alt_of_curve(results: &Results, kind: &str) -> String {
    let of = results.targets.iter().next().map_or_else(String::new, |(_, target)| {
        format!(" The target of {} is reached with a chance of {}.", exact_money(target.amount), reaching(target))
    });
    format!("A curve that falls from left to right: the chance of at least so much {kind}.{of}")
}
