//! Reads numbers as they are printed, and holds them against numbers that were worked out from the draws.

use crate::statistic::{Mean, mean, quantile, quantile_error, wilson};

/// What a claim comes to: true, or what is wrong with it.
pub(crate) type Truth = Result<(), String>;

/// Fails with `said` unless it holds.
pub(crate) fn holds(true_of: bool, said: impl FnOnce() -> String) -> Truth {
    if true_of { Ok(()) } else { Err(said()) }
}

/// A number without thousands separators, its sign and unit.
fn plain(text: &str, unit: char) -> Option<f64> {
    let (sign, rest) = text.strip_prefix('−').map_or((1.0, text), |rest| (-1.0, rest));
    let rest = if unit == '£' { rest.strip_prefix('£')? } else { rest.strip_suffix(unit).unwrap_or(rest) };
    Some(sign * rest.replace(',', "").parse::<f64>().ok()?)
}

/// `-3900` of `−£3,900`.
pub(crate) fn pounds(text: &str) -> Result<f64, String> {
    plain(text, '£').ok_or_else(|| format!("“{text}” is no amount"))
}

/// `0.125` of `12.5%`.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    let percent = text.strip_suffix('%').and_then(|_| plain(text, '%'));
    percent.map(|percent| percent / 100.0).ok_or_else(|| format!("“{text}” is no share"))
}

/// `850` of `850`, `850 people` or `1 person`.
pub(crate) fn whole(text: &str) -> Result<f64, String> {
    let number = text.trim_end_matches(" people").trim_end_matches(" person");
    plain(number, ' ').ok_or_else(|| format!("“{text}” is no number"))
}

/// How far an amount with this error may be from what it is of: its last digit is of the order of the error, √10 of it at
/// most, and rounds by half of that.
fn leeway(printed: &str, value: f64, error: f64) -> f64 {
    let unit = if printed.contains('.') { 0.005 } else { 0.5 };
    let unknown = if error.is_nan() { 0.006 * value.abs() } else { 0.0 };
    1.6 * error.max(0.0) + unit + unknown + 1e-9 * value.abs()
}

/// That an amount is this number, known so well.
pub(crate) fn amount_is(text: &str, Mean { value, error }: Mean) -> Truth {
    let printed = pounds(text)?;
    let error = if error <= 1e-9 * value.abs() { 0.0 } else { error };
    holds((printed - value).abs() <= leeway(text, value, error), || format!("{text} is {value} ± {error}"))
}

/// That an amount, with its error where it has one, is the mean of `values`.
pub(crate) fn mean_is(text: &str, values: &[f64]) -> Truth {
    mean_of(text, mean(values))
}

/// The same of a mean that was worked out.
pub(crate) fn mean_of(text: &str, of: Mean) -> Truth {
    let Some((amount, error)) = text.strip_suffix(')').and_then(|text| text.split_once(" (± ")) else {
        return amount_is(text, of);
    };
    amount_is(amount, of)?;
    if error == "under 1p" {
        return holds(of.error < 0.01, || format!("{text}: ± {}", of.error));
    }
    // Views that are drawn in proportion to their weights leave less error than draws that are not.
    let said = pounds(error)?;
    holds(said <= 1.5 * of.error + 0.005 && said >= 0.2 * of.error, || format!("{text}: ± {}", of.error))
}

/// That `£1 to £2`, or `between £1 and £2`, is the interval at `level` of `values`; an amount alone where all are the same.
pub(crate) fn interval_is(text: &str, values: &[f64], level: f64) -> Truth {
    let text = text.strip_prefix("between ").unwrap_or(text);
    let (low, high) = text.split_once(" to ").or_else(|| text.split_once(" and ")).unwrap_or((text, text));
    if text == "not known" {
        return holds(values.len() < 2, || "an interval is known".to_owned());
    }
    let tail = (1.0 - level) / 2.0;
    for (end, p) in [(low, tail), (high, 1.0 - tail)] {
        let error = quantile_error(values, p).max(if low == high { mean(values).error } else { 0.0 });
        let error = if error == 0.0 { mean(values).error } else { error };
        amount_is(end, Mean { value: quantile(values, p), error }).map_err(|fault| format!("{text}: {fault}"))?;
    }
    Ok(())
}

/// That a chance in words, or as a percentage, is the share of `hits`, as sure as so many draws can be.
pub(crate) fn chance_is(text: &str, hits: &[f64]) -> Truth {
    let Mean { value: p, .. } = mean(hits);
    let draws = hits.len() as f64;
    let [low, high] = wilson(p, draws);
    let wrong = || format!("“{text}” is {p} of {draws} draws, between {low} and {high}");
    let (odds, percent) =
        text.strip_suffix(')').and_then(|text| text.split_once(" (")).map_or((None, text), |(a, b)| (Some(a), b));
    if let Some(bound) = percent.strip_prefix("below ") {
        let bound = share(bound)?;
        holds(p < bound && bound >= 0.97 * high && bound <= 1.3 * high && p <= 0.5, wrong)?;
    } else if let Some(bound) = percent.strip_prefix("above ") {
        let bound = share(bound)?;
        let (rest, most) = (1.0 - bound, 1.0 - low);
        holds(p > bound && rest >= 0.97 * most && rest <= 1.3 * most && p > 0.5, wrong)?;
    } else if let Some((from, to)) = percent
        .strip_prefix("between ")
        .and_then(|range| range.split_once(" and "))
        .or_else(|| percent.split_once(" to "))
    {
        let (from, to) = (share(from)?, share(to)?);
        holds(from <= p && p <= to && from <= low * 1.05 + 1e-4 && to >= high * 0.95 - 1e-4, wrong)?;
    } else {
        let said = share(percent)?;
        let error = (p * (1.0 - p) / draws).sqrt();
        holds((said - p).abs() <= 1.6 * error + 0.0051 && said > 0.0 && said < 1.0, wrong)?;
    }
    odds.map_or(Ok(()), |odds| odds_are(odds, p, [low, high], draws))
}

/// That `about 1 in 12`, `less than 1 in 1,000` or `more than 99 in 100` is true of `p`.
fn odds_are(odds: &str, p: f64, [low, high]: [f64; 2], draws: f64) -> Truth {
    let wrong = || format!("“{odds}” is {p}");
    let parsed = |text: &str| -> Result<f64, String> {
        let (hits, of) = text.split_once(" in ").ok_or_else(wrong)?;
        Ok(whole(hits)? / whole(of)?)
    };
    if let Some(bound) = odds.strip_prefix("less than ") {
        let bound = parsed(bound)?;
        return holds(p < bound && bound >= 0.99 * high && bound <= 1.6 * high, wrong);
    }
    if let Some(bound) = odds.strip_prefix("more than ") {
        let bound = parsed(bound)?;
        return holds(p > bound && 1.0 - bound >= 0.99 * (1.0 - low) && 1.0 - bound <= 1.6 * (1.0 - low), wrong);
    }
    let said = parsed(odds.strip_prefix("about ").unwrap_or(odds))?;
    let error = (p * (1.0 - p) / draws).sqrt();
    let rarer = p.min(1.0 - p);
    // Between a quarter and three quarters odds stand in steps of up to a tenth; elsewhere they are of whole numbers.
    let step = if rarer >= 0.2 { 0.052 } else { 0.5 * rarer * rarer + 0.03 * rarer };
    holds((said - p).abs() <= step + 1.6 * error, wrong)
}
