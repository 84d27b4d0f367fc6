//! Reads the amounts of a table as spreadsheets and ledgers spell them: signs in four places, brackets, decimal commas.

use crate::quantity::Kind;

/// What a comma means in the amounts of one table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scenario) enum Amounts {
    /// It parts thousands, as everywhere else in the language: £1,234.50.
    Point,
    /// It stands before the pence, and points part thousands: 1.234,50.
    Comma,
    /// The table may mean either: only an amount that can be read in one way is read.
    Open,
}

/// What an amount by itself says of the comma.
enum Hint {
    Point,
    Comma,
    /// `1,234` or `1.234`.
    Either,
    /// It has neither.
    Nothing,
}

impl Amounts {
    /// What the amounts of a table say together. Decimal commas are looked for only where `;` parts the columns, as
    /// spreadsheets save tables in countries that write them; anywhere else a comma parts thousands.
    pub(in crate::scenario) fn of<'t>(delimiter: char, texts: impl Iterator<Item = &'t str>) -> Self {
        if delimiter != ';' {
            return Self::Point;
        }
        let (mut point, mut comma) = (false, false);
        for text in texts {
            match hint(text) {
                Hint::Point => point = true,
                Hint::Comma => comma = true,
                Hint::Either | Hint::Nothing => {}
            }
        }
        match (point, comma) {
            (true, false) => Self::Point,
            (false, true) => Self::Comma,
            _ => Self::Open,
        }
    }

    /// An amount of either sign, £; what stands after the colon of a fault is the remedy.
    pub(in crate::scenario) fn signed(self, text: &str) -> Result<f64, String> {
        let (minus, unsigned) = unsigned(text).ok_or_else(|| {
            format!("`{}` has more than one sign: write -500 or (500) for a negative amount", shown(text))
        })?;
        let plain = |amount: f64| if minus { 0.0 - amount } else { amount };
        if unsigned.is_empty() && !text.trim().is_empty() {
            return Err(format!("`{}` is no amount: write 0 for nothing", shown(text)));
        }
        match (self, hint(&unsigned)) {
            (Self::Point, Hint::Comma) if unsigned.contains('.') => Err(format!(
                "`{}` has a decimal comma: write £1,234.50, or save the table with `;` between its columns",
                shown(text)
            )),
            (Self::Open, Hint::Either) => Err(format!(
                "`{}` may be thousands or a decimal fraction: write it without separator, or with its pence, such as \
                 1234,50",
                shown(text)
            )),
            (Self::Comma, Hint::Point | Hint::Comma | Hint::Either) | (Self::Open, Hint::Comma) => {
                if unsigned.matches(',').count() > 1 || is_point(&unsigned) {
                    return Err(format!(
                        "`{}` is spelled unlike other amounts of the table, which have decimal commas: write 1234,50",
                        shown(text)
                    ));
                }
                let point = unsigned.replace('.', "").replace(',', ".");
                let wrong = || format!("`{}` is not an amount of money: write £1200 or 1234,50", shown(text));
                Kind::Money.parse(&point).map(plain).map_err(|_| wrong())
            }
            _ => Kind::Money.parse(&unsigned).map(plain).map_err(|error| error.to_string()),
        }
    }

    /// An amount that is not negative, £; `why` it may not be.
    pub(in crate::scenario) fn positive(self, text: &str, why: &str) -> Result<f64, String> {
        let amount = self.signed(text)?;
        if amount < 0.0 { Err(format!("`{}` is negative: {why}", shown(text))) } else { Ok(amount) }
    }
}

/// How often something happened: a whole number up to a million.
pub(in crate::scenario) fn count(text: &str) -> Option<u32> {
    text.replace(',', "").parse().ok().filter(|number| *number <= 1_000_000)
}

/// The start of a text, for a message.
fn shown(text: &str) -> String {
    text.trim().chars().take(40).map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// Whether the last separator is a point that cannot part thousands.
fn is_point(text: &str) -> bool {
    matches!(hint(text), Hint::Point) && !text.contains(',')
        || text.rfind('.').zip(text.rfind(',')).is_some_and(|(point, comma)| point > comma)
}

/// By the last separator, where it is alone of its kind and the digits after it are not three.
fn hint(text: &str) -> Hint {
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    let alone = |separator: char, decimal: Hint| {
        let (before, after) = text.rsplit_once(separator).unwrap_or((text, ""));
        if digits(after) == 3 && (1..=3).contains(&digits(before)) { Hint::Either } else { decimal }
    };
    match (points, commas) {
        (0, 0) => Hint::Nothing,
        (1, 0) => alone('.', Hint::Point),
        (0, 1) => alone(',', Hint::Comma),
        // Separators that stand more than once part thousands.
        (0, _) => Hint::Point,
        (_, 0) => Hint::Comma,
        _ if text.rfind('.') > text.rfind(',') => Hint::Point,
        _ => Hint::Comma,
    }
}

/// Whether an amount is negative, and the rest of it without signs, brackets and £; `None` with two signs.
fn unsigned(text: &str) -> Option<(bool, String)> {
    const DASHES: [char; 5] = ['-', '\u{2212}', '\u{2013}', '\u{2010}', '\u{2011}'];
    let mut rest = text.trim();
    let (mut minus, mut signs) = (false, 0);
    loop {
        let before = rest;
        if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (rest, minus, signs) = (inner, true, signs + 1);
        } else if let Some(after) = rest.strip_prefix(DASHES) {
            (rest, minus, signs) = (after, true, signs + 1);
        } else if let Some(after) = rest.strip_suffix(DASHES) {
            (rest, minus, signs) = (after, true, signs + 1);
        } else if let Some(after) = rest.strip_prefix('+') {
            (rest, signs) = (after, signs + 1);
        } else if let Some(after) = rest.strip_prefix('£').filter(|after| !after.contains('£')) {
            rest = after;
        }
        rest = rest.trim();
        if rest.len() == before.len() {
            break;
        }
    }
    (signs <= 1).then(|| (minus, rest.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_brackets_are_read_where_ledgers_put_them() {
        for (text, pounds) in [
            ("£1,234.50", 1_234.5),
            ("(500)", -500.0),
            ("£(500)", -500.0),
            ("(£1,500.25)", -1_500.25),
            ("-£500", -500.0),
            ("£-500", -500.0),
            ("\u{2212}500", -500.0),
            ("\u{2013} £1.2k", -1_200.0),
            ("500-", -500.0),
            ("+500", 500.0),
            ("0", 0.0),
            ("-0", 0.0),
            ("(0)", 0.0),
            ("1e3", 1_000.0),
        ] {
            let read = Amounts::Point.signed(text);
            assert_eq!(read, Ok(pounds), "{text}");
            assert!(pounds != 0.0 || read.unwrap().is_sign_positive(), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_says_what_to_write() {
        for (text, said) in [
            ("(-500)", "more than one sign"),
            ("--5", "more than one sign"),
            ("-", "write 0 for nothing"),
            ("£ -", "write 0 for nothing"),
            ("1.234,50", "has a decimal comma: write £1,234.50, or save the table with `;`"),
            ("7500,50", "comma that does not separate thousands"),
            ("($5)", "not in pounds"),
            ("££5", "is not an amount of money"),
            ("", "an amount is missing here"),
            ("n/a", "is not an amount of money"),
        ] {
            let error = Amounts::Point.signed(text).unwrap_err();
            assert!(error.contains(said), "{text}: {error}");
        }
        assert!(
            Amounts::Point.positive("(5)", "costs are not").unwrap_err().contains("`(5)` is negative: costs are not")
        );
    }

    #[test]
    fn a_comma_is_decimal_where_the_table_leaves_no_doubt() {
        let of = |texts: &[&str]| Amounts::of(';', texts.iter().copied());
        assert_eq!(of(&["7500,50", "7.500", "12"]), Amounts::Comma);
        assert_eq!(of(&["1.234,50"]), Amounts::Comma);
        assert_eq!(of(&["1,234.50", "7,500"]), Amounts::Point);
        assert_eq!(of(&["7,500", "12"]), Amounts::Open);
        assert_eq!(of(&["7500,50", "7500.50"]), Amounts::Open);
        assert_eq!(Amounts::of(',', ["7500,50"].into_iter()), Amounts::Point);
        let comma = |text: &str| Amounts::Comma.signed(text);
        assert_eq!(comma("7500,50"), Ok(7_500.5));
        assert_eq!(comma("£1.234,50"), Ok(1_234.5));
        assert_eq!(comma("(1.234.567,5)"), Ok(-1_234_567.5));
        assert_eq!(comma("7.500"), Ok(7_500.0), "as the other amounts have it");
        assert_eq!(comma("7,500"), Ok(7.5), "as the other amounts have it");
        assert!(comma("7500.50").unwrap_err().contains("spelled unlike other amounts"));
        assert!(comma("1,234,567").unwrap_err().contains("spelled unlike other amounts"));
        assert!(comma("1,234.50").unwrap_err().contains("spelled unlike other amounts"));
        let open = |text: &str| Amounts::Open.signed(text);
        assert!(open("7,500").unwrap_err().contains("may be thousands or a decimal fraction"));
        assert!(open("7.500").unwrap_err().contains("may be thousands or a decimal fraction"));
        assert_eq!((open("7500"), open("7500,5"), open("7500.5")), (Ok(7_500.0), Ok(7_500.5), Ok(7_500.5)));
        assert_eq!(open("1,234.50"), Ok(1_234.5));
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(
            [count("4"), count("1,200"), count("0"), count("1.5"), count("-1"), count("1000001")],
            [Some(4), Some(1_200), Some(0), None, None, None]
        );
    }
}
