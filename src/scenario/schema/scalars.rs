//! Writes how single values are spelled: numbers with their units, years, months and words.

use crate::quantity::{Kind, LONGEST};
use serde_json::{Value, json};

/// Digits with `_` or `,` between them and a decimal part, as a regular expression.
const NUMBER: &str = r"\+?([0-9]{1,3}(,[0-9]{3})+|[0-9]+(_[0-9]+)*)?\.?([0-9]+(_[0-9]+)*)?([eE][-+]?[0-9]+)?";

/// A text that spells zero whatever its unit.
const NOT_ZERO: &str = r"(?=[^1-9]*[1-9])";

/// A unit of time, one or several of it.
const UNIT_OF_TIME: &str = r"([dD]ay|[nN]ight|[wW]eek|[mM]onth|[yY]ear)s?";

/// What a number is called in the names of definitions.
pub(super) const fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Share => "share",
        Kind::Money => "money",
        Kind::Rate => "rate",
        Kind::Factor => "number",
        Kind::Length => "length",
        Kind::Effect => "effect",
        Kind::Annual => "share_a_year",
        Kind::Amount => "amount",
        Kind::Growth => "growth_a_year",
        Kind::Distance => "distance",
    }
}

/// A number of the language; `positive` leaves zero out.
pub(super) fn number(kind: Kind, positive: bool) -> Value {
    let spelling = match kind {
        Kind::Share => share(),
        Kind::Money => format!(r"£?\s*{NUMBER}\s*[kKmM]?"),
        Kind::Rate => format!(r"{NUMBER}(\s* per \s*([yY]ear|[mM]onth))?"),
        Kind::Factor => format!(r"{NUMBER}\s*%?"),
        Kind::Annual => format!(r"({}){PER_YEAR}", annual()),
        Kind::Length => return length(),
        Kind::Effect | Kind::Growth | Kind::Distance | Kind::Amount => {
            return if positive { number(kind.held(), true) } else { signed(kind) };
        }
    };
    bounded(kind.largest(), &spelling, positive)
}

/// A length of time; `positive` leaves zero out.
pub(super) fn duration(positive: bool) -> Value {
    bounded(LONGEST, &format!(r"{NUMBER}\s*({UNIT_OF_TIME})?"), positive)
}

/// How long something lasts: above zero, with its unit.
fn length() -> Value {
    json!({"type": "string", "pattern": format!(r"^(?=.*[0-9]){NOT_ZERO}\s*{NUMBER}\s*{UNIT_OF_TIME}\s*$")})
}

fn bounded(most: f64, spelling: &str, positive: bool) -> Value {
    let not_zero = if positive { NOT_ZERO } else { "" };
    json!({
        "type": ["number", "string"],
        (if positive { "exclusiveMinimum" } else { "minimum" }): 0,
        "maximum": whole_if_it_is(most),
        "pattern": format!(r"^(?=.*[0-9]){not_zero}\s*({spelling})\s*$"),
    })
}

/// A factor as patches write it: `120%`, `1.2` or `x1.2`.
pub(super) fn scaling() -> Value {
    let mut factor = number(Kind::Factor, false);
    factor["pattern"] = json!(format!(r"^(?=.*[0-9])\s*x?\s*({NUMBER}\s*%?)\s*$"));
    factor
}

/// A share as text: a percentage up to 100%, or a fraction in quotes.
fn share() -> String {
    let percent = r"\+?0*(100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?|\.[0-9]+)\s*%";
    let fraction = r"\+?0*(1(\.0*)?|\.[0-9]+|0(\.[0-9]*)?)";
    format!("{percent}|{fraction}")
}

/// A share up to 99%, as text.
fn annual() -> String {
    let hundredths = r"([0-8][0-9]*|9|9[0-8][0-9]*|990*)";
    let percent = r"\+?0*(99(\.0*)?|(9[0-8]|[0-8]?[0-9])(\.[0-9]*)?|\.[0-9]+)\s*%";
    format!(r"{percent}|\+?0*(0?\.{hundredths}|0\.?)")
}

/// What may stand after growth a year.
const PER_YEAR: &str = r"(\s*([pP]er|[aA]|[eE]ach)\s+([yY]ear|[aA]nnum))?";

/// A number that may be below zero.
fn signed(kind: Kind) -> Value {
    let above = match kind {
        Kind::Amount => format!(r"£?\s*{NUMBER}\s*[kKmM]?"),
        Kind::Growth => format!(r"({}){PER_YEAR}", share()),
        _ => share(),
    };
    let mut number = bounded(kind.largest(), &format!("{above}|{}", minus(kind)), false);
    number["minimum"] = whole_if_it_is(least(kind));
    number
}

/// The least of what may be below zero.
fn least(kind: Kind) -> f64 {
    let (least, _) = kind.range();
    if least.is_finite() { least } else { -kind.largest() }
}

/// One below zero as text.
fn minus(kind: Kind) -> String {
    match kind {
        Kind::Amount => format!(r"[-\u2212]\s*£?\s*{NUMBER}\s*[kKmM]?|£\s*[-\u2212]\s*{NUMBER}\s*[kKmM]?"),
        Kind::Effect => {
            r"[-\u2212]\s*0*([0-8]?[0-9]{0,2}(\.[0-9]*)?|900(\.0*)?)\s*%|[-\u2212]\s*0*([0-8]?(\.[0-9]*)?|9(\.0*)?)"
                .to_owned()
        }
        Kind::Growth => format!(r"[-\u2212]({}){PER_YEAR}", annual()),
        _ => format!(r"[-\u2212]({})", share()),
    }
}

/// A number below zero.
pub(super) fn negative(kind: Kind) -> Value {
    let pattern = format!(r"^(?=.*[0-9]){NOT_ZERO}\s*({})\s*$", minus(kind));
    json!({
        "type": ["number", "string"],
        "minimum": whole_if_it_is(least(kind)),
        "exclusiveMaximum": 0,
        "pattern": pattern,
    })
}

/// A share that is neither 0% nor 100%.
pub(super) fn inner_share() -> Value {
    let mut share = number(Kind::Share, true);
    share["exclusiveMaximum"] = json!(1);
    share["not"] = json!({"type": "string", "pattern": r"^\s*(100|1(?=[^%]*$))(\.0*)?\s*%?\s*$"});
    share
}

/// A whole number from `low` to `high`; a text is held to `high` only if that is a power of ten.
pub(super) fn whole(low: u64, high: u64) -> Value {
    let zeros = high.ilog10();
    let not_zero = if low > 0 { NOT_ZERO } else { "" };
    json!({
        "type": ["integer", "string"],
        "minimum": low,
        "maximum": high,
        "pattern": format!(r"^{not_zero}\s*0*(1([_,]?0){{{zeros}}}|[0-9]([_,]?[0-9]){{0,{}}})\s*$", zeros - 1),
    })
}

/// A whole number that starts the random numbers.
pub(super) fn seed() -> Value {
    json!({"type": ["integer", "string"], "minimum": 0, "maximum": u64::MAX, "pattern": r"^\s*[0-9][0-9_]*\s*$"})
}

/// A correlation from -1 to 1.
pub(super) fn correlation() -> Value {
    let spelling =
        r"^\s*[-\u2212+]?\s*(0*(1(\.0*)?|\.[0-9]+|0(\.[0-9]*)?)|0*(100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?)\s*%)\s*$";
    json!({"type": ["number", "string"], "minimum": -1, "maximum": 1, "pattern": spelling})
}

/// A grade from 1 to 6.
pub(super) fn grade() -> Value {
    json!({"type": ["integer", "string"], "minimum": 1, "maximum": 6, "pattern": "^[1-6]$"})
}

/// A name that an author chooses: letters and digits of any script, `_` and `-`.
///
/// Written as what it may not hold, because `re` of Python knows no `\p{L}`: all signs up to U+02FF one by one, beyond them
/// the blocks of signs alone, so that it is laxer than the reader on symbols between foreign letters.
pub(super) fn id() -> Value {
    let ascii = r"\u0000-,./:-@\[-\^`{-\u00a9";
    let latin = r"\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u02e5-\u02eb\u02ed\u02ef-\u02ff";
    let blocks = r"\u2000-\u206f\u20a0-\u20cf\u2190-\u245f\u2500-\u2775\u2794-\u2bff\u3000-\u3004\u3008-\u3020\u3030";
    json!({"pattern": format!("^[^{ascii}{latin}{blocks}]+$")})
}

/// A word in capitals or not; `(?i:…)` is not read by every validator.
pub(super) fn in_any_case(word: &str) -> String {
    word.chars().map(|letter| format!("[{}{}]", letter.to_lowercase(), letter.to_uppercase())).collect()
}

/// Text; YAML takes `2024` and `true` for something else, the reader does not.
pub(super) fn text() -> Value {
    json!({"type": ["string", "number", "boolean"], "pattern": r"\S"})
}

/// A month, `2021-04`.
pub(super) fn month() -> Value {
    json!({"type": "string", "pattern": r"^\s*(19|20|21)[0-9][0-9]-(0[1-9]|1[0-2])\s*$"})
}

/// A financial year, `2021/22`.
pub(super) fn year() -> Value {
    json!({"type": "string", "pattern": format!(r"^\s*{}\s*$", year_spelling())})
}

/// A financial year, whose second part must be the year after: 2019/20, 2020/21, 2099/00.
pub(super) fn year_spelling() -> String {
    let within = (0..9).map(|unit| format!("{unit}[/-]\\3[{}]", unit + 1));
    let across = (0..10).map(|ten| format!("{ten}9[/-]{:02}", (ten + 1) * 10 % 100));
    format!("(19|20|21)(([0-9])({})|{})", within.collect::<Vec<_>>().join("|"), across.collect::<Vec<_>>().join("|"))
}

/// One number of observed people or events.
pub(super) fn count() -> &'static str {
    r"([0-9]{1,3}(,[0-9]{3})+|[0-9]+(_[0-9]+)*)"
}

/// A number of person-years.
pub(super) fn person_years() -> String {
    format!(r"(?=[^1-9]*[1-9])({NUMBER})\s+person-(year|month|week|day)s?")
}

/// The same number without a decimal point where it needs none.
fn whole_if_it_is(number: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "limits are whole numbers far below 2^53")]
    let whole = number as i64;
    if number.fract() == 0.0 { json!(whole) } else { json!(number) }
}
