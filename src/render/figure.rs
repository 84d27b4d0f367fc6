//! Holds a figure as papers take it, and how one is drawn from an answer on paper of some width.

/// A figure, ready to be written to a file or set into a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Its name: that of its file, without the extension.
    pub id: &'static str,
    /// Its message in a sentence, which is drawn on it too.
    pub title: String,
    /// What belongs under it, a sentence or two each.
    pub caption: Vec<String>,
    /// What a reader who cannot see it should be told.
    pub alt: String,
    /// The drawing: a whole SVG document as wide as its paper.
    pub svg: String,
    /// Its height in print, cm.
    pub height_cm: f64,
}

/// A figure by name, and how it is drawn from `T`; `None` where it does not apply, such as payback without a programme.
#[derive(Debug)]
pub struct Chart<T> {
    /// Its name: that of its file, without the extension; no two figures of any list share one.
    pub id: &'static str,
    /// Draws it.
    pub draw: fn(&T, Paper) -> Option<Figure>,
    /// Says in a sentence what it would have shown, where there is nothing to see.
    pub absence: fn(&T) -> Option<String>,
}

/// How wide a figure is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    cm: f64,
}

impl Paper {
    /// The text width of an A4 page.
    pub const A4: Self = Self { cm: 16.0 };
    /// The narrowest paper, cm: on less, columns of numbers leave no room for marks.
    pub const NARROWEST: f64 = 12.0;
    /// The widest paper, cm: the longer side of an A2 page.
    pub const WIDEST: f64 = 59.4;
    /// The least size of text beside that on A4, so that the smallest is 6.5 points.
    #[cfg(any(feature = "figures", test))]
    const SMALLEST: f64 = 0.91;

    /// Paper of that width; `None` beyond [`Self::NARROWEST`] and [`Self::WIDEST`].
    #[must_use]
    pub fn new(cm: f64) -> Option<Self> {
        (Self::NARROWEST..=Self::WIDEST).contains(&cm).then_some(Self { cm })
    }

    /// Its width in centimetres.
    #[must_use]
    pub const fn cm(self) -> f64 {
        self.cm
    }

    /// Its width in tenths of a point of text as large as on A4: text is a little smaller on narrower paper, and all else is
    /// laid out anew.
    #[cfg(any(feature = "figures", test))]
    pub(super) fn units(self) -> f64 {
        /// Tenths of a point in a centimetre, rounded so that A4 is a whole number of them.
        const IN_A_CENTIMETRE: f64 = 283.5;
        let size = (self.cm / Self::A4.cm).clamp(Self::SMALLEST, 1.0);
        (IN_A_CENTIMETRE * self.cm / size).round()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_its_size_down_to_six_points_and_a_half() {
        assert_eq!(Paper::A4.units(), 4536.0);
        // Points that a length of one unit has in print.
        let size = |cm: f64| Paper::new(cm).map(|paper| cm * 28.35 / paper.units());
        assert!(size(12.0).is_some_and(|point| 72.0 * point > 6.5));
        assert!(size(30.0).is_some_and(|point| (point - 0.1).abs() < 1e-3));
        assert_eq!(size(11.9).or(size(60.0)).or(size(f64::NAN)), None);
    }
}
