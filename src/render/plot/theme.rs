//! Fixes the look of every figure: one size, one set of inks and line widths, readable in print without colour.
//!
//! Lengths are tenths of a point on A4, the unit of the canvas; how many make up the width, the paper says.
//! Inks differ in lightness as well as hue, and every series also differs by shape, dash or hatching, so that a reader
//! who sees no colour, or a black and white print, loses nothing. Text is 4.5:1 or darker on white (WCAG 2.2, 1.4.3).

use plotters::style::RGBColor;

use crate::render::figure::Paper;

/// Empty space left and right.
pub(super) const MARGIN: f64 = 60.0;

/// Of the message.
pub(super) const TITLE: f64 = 120.0;
/// Of row labels and labels in the figure.
pub(super) const LABEL: f64 = 88.0;
/// Of axes.
pub(super) const SMALL: f64 = 80.0;
/// Of the line at the foot.
pub(super) const FOOT: f64 = 72.0;
/// From one line of text to the next, times its size.
pub(super) const LEADING: f64 = 1.3;

/// Text that carries the message.
pub(super) const INK: RGBColor = RGBColor(0x1F, 0x1F, 0x1F);
/// Text of axes and of the foot (8.5:1).
pub(super) const MUTED: RGBColor = RGBColor(0x4D, 0x4D, 0x4D);
/// Grid lines.
pub(super) const GRID: RGBColor = RGBColor(0xDE, 0xDE, 0xDE);
/// Axis lines.
pub(super) const AXIS: RGBColor = RGBColor(0x80, 0x80, 0x80);
/// Paper.
pub(super) const PAPER: RGBColor = RGBColor(0xFF, 0xFF, 0xFF);
/// Avoided cost (8.3:1).
pub(super) const AVOIDED: RGBColor = RGBColor(0x0B, 0x4F, 0x8A);
/// Bands of a fan and fills of a distribution, from the widest to the narrowest.
pub(super) const BANDS: [RGBColor; 3] =
    [RGBColor(0xDD, 0xE9, 0xF4), RGBColor(0xB4, 0xD0, 0xE8), RGBColor(0x82, 0xAF, 0xD6)];
/// Cash, and costs that support adds (5.6:1).
pub(super) const CASH: RGBColor = RGBColor(0xB3, 0x47, 0x0B);
/// A pale fill for what goes against the programme.
pub(super) const CASH_PALE: RGBColor = RGBColor(0xF3, 0xD3, 0xBF);

/// Axis and grid lines.
pub(super) const HAIR: u32 = 5;
/// Reference lines and thin intervals.
pub(super) const THIN: u32 = 10;
/// Curves.
pub(super) const LINE: u32 = 18;
/// Inner intervals.
pub(super) const THICK: u32 = 42;

/// The part of a room on A4 that narrower paper has for it; wider paper gives what is more to the marks.
pub(super) fn narrowed(paper: Paper) -> f64 {
    (paper.units() / Paper::A4.units()).min(1.0)
}
