//! Carries the typeface of every figure inside the program, so that no font of the machine is asked for.
//!
//! Open Sans 3.003 by The Open Sans Project Authors, under the SIL Open Font License 1.1 (`font/OFL.txt`), cut down to
//! Latin letters, digits of one width, punctuation, £ and €.

/// Open Sans, weight 400.
pub const REGULAR: &[u8] = include_bytes!("font/OpenSans-Regular.ttf");

/// Open Sans, weight 600.
pub const SEMIBOLD: &[u8] = include_bytes!("font/OpenSans-SemiBold.ttf");

/// The licence, to be passed on with any copy of the fonts.
pub const LICENCE: &str = include_str!("font/OFL.txt");

/// What figures ask for: the embedded face, then faces that are as wide or narrower, so that no label grows.
pub const FAMILY: &str = "Open Sans, Arial, Helvetica, sans-serif";
