//! Describes the page that a paper is set on: its size, its margins, its header and footer.

/// A page; all lengths are in points.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    /// The properties of the section, without the element that holds them.
    pub(super) section: String,
    /// Width between the margins.
    pub(super) width: f64,
    /// Height between the margins, and between header and footer where these take more.
    pub(super) height: f64,
}

impl Sheet {
    /// A4 with our margins.
    pub(super) fn a4() -> Self {
        let section = "<w:footerReference w:type=\"default\" r:id=\"rIdFooter\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
                       <w:pgMar w:top=\"964\" w:right=\"1021\" w:bottom=\"907\" w:left=\"1021\" w:header=\"567\" w:footer=\"454\" w:gutter=\"0\"/>";
        Self { section: section.to_owned(), width: 493.2, height: 748.3 }
    }
}
