//! Shows that lengths of time are read in every spelling of a value.

use super::cursor::At;
use crate::quantity::Kind;
use crate::scenario::diagnostic::Collected;
use crate::scenario::parse::parse;
use crate::scenario::reader::Reader;
use crate::scenario::{Value, WrittenLaw};

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

fn certain(value: &Value) -> f64 {
    match value.law {
        WrittenLaw::Certain(value) => value,
        _ => panic!("{value:?} is not certain"),
    }
}

/// A length, or every fault that is found in it.
fn length(spelling: &str) -> Result<Value, String> {
    let text = format!("a: {spelling}");
    let mut faults = Collected::default();
    let tree = parse(&text, 0, 0, &mut faults).expect("YAML");
    let value = Reader::new(&mut faults, None).value(&At::root(&tree).get("a").unwrap(), Kind::Length);
    let told: Vec<String> = faults
        .into_sorted()
        .into_iter()
        .map(|fault| format!("{}: {}", fault.message, fault.help.unwrap_or_default()))
        .collect();
    value.filter(|_| told.is_empty()).ok_or_else(|| told.join("\n"))
}

#[test]
fn lengths_are_months_whatever_their_unit() {
    // A week is 7/30.4375 months.
    let week = 7.0 / 30.4375;
    for (spelling, months) in [
        ("26 weeks", 26.0 * week),
        ("10 days", 10.0 / 30.4375),
        ("6 months", 6.0),
        ("{value: 2 years, source: a panel}", 24.0),
    ] {
        assert!(near(certain(&length(spelling).unwrap()), months), "{spelling}");
    }
    let moments = |spelling: &str| {
        let value = length(spelling).unwrap_or_else(|faults| panic!("{spelling}: {faults}"));
        assert_eq!(value.kind, Kind::Length);
        match value.law {
            WrittenLaw::Uncertain { distribution, spelling, .. } => (distribution.mean(), distribution.sd(), spelling),
            law => panic!("{law:?} is not uncertain"),
        }
    };
    // PERT: (low + 4 mode + high)/6.
    let (mean, _, spelling) = moments("{pert: {low: 10 weeks, mode: 26 weeks, high: 104 weeks}}");
    assert!(near(mean, (10.0 + 4.0 * 26.0 + 104.0) / 6.0 * week));
    assert_eq!(spelling, "PERT, low 10 weeks, mode 26 weeks, high 104 weeks");
    assert!(near(moments("{triangular: {low: 1 week, mode: 2 weeks, high: 6 weeks}}").0, 3.0 * week));
    assert!(near(moments("{uniform: {low: 7 days, high: 3 weeks}}").0, 2.0 * week));
    assert!(near(moments("{quantiles: {25%: 15 weeks, 75%: 25 weeks}}").0, 20.0 * week));
    let mixed =
        "{mixture: [{weight: 25%, value: 4 weeks}, {weight: 75%, value: {uniform: {low: 10 weeks, high: 14 weeks}}}]}";
    assert!(near(moments(mixed).0, 10.0 * week));
    for law in ["gamma", "lognormal"] {
        let (mean, sd, _) = moments(&format!("{{{law}: {{mean: 26 weeks, sd: 3 months}}}}"));
        assert!(near(mean, 26.0 * week) && near(sd, 3.0), "{law}: {mean}, {sd}");
    }
    // Φ(-1) of a normal lies below zero, and is cut off: the mean rises by φ(1)/Φ(1) of its sd.
    assert!(near(moments("{normal: {mean: 2 months, sd: 2 months}}").0, 2.0 + 2.0 * 0.287_599_970_939_178_4));
    // Lognormal between ends that hold 90%: the median is their geometric mean, σ = ln(4)/(2 · 1.6449), and the mean exp(σ²/2) times that.
    let (mean, ..) = moments("{range: {low: 10 weeks, high: 40 weeks}}");
    assert!(near(mean, 20.0 * week * 1.0928516600812461), "{mean}");
    let sampled = length("{sampled: stay, times: 0.23}").unwrap();
    assert!(matches!(&sampled.law, WrittenLaw::Sampled { column, times, range }
        if column == "stay" && *times == 0.23 && *range == (0.0, f64::INFINITY)));
    assert!(matches!(&length("{shared: stay}").unwrap().law, WrittenLaw::Shared { name, .. } if name == "stay"));
}

#[test]
fn what_is_no_length_is_refused_with_the_remedy() {
    for (spelling, said) in [
        ("26", "`26` is a number without a unit: write 26 weeks or 26 months (elsewhere"),
        ("0 weeks", "`0 weeks` is no time at all: write 26 weeks"),
        ("-1 week", "`-1 week` is negative: a length of time is above zero"),
        ("£900", "`£900` is not a length of time: write 26 weeks"),
        ("{pert: {low: 10, mode: 26, high: 104}}", "`104` is a number without a unit: write 104 weeks or 104 months"),
        ("{uniform: {low: 3 months, high: 10 weeks}}", "`high` is 10 weeks, which is below `low`, 3 months"),
        ("{beta: {mean: 20%, sd: 10%}}", "a beta describes shares, but this is a length of time: use `gamma`"),
        ("{observed: 3 of 8}", "counts give a share or a rate, but this is a length of time"),
        ("{library: ta_week}", "a unit cost from the library is money, but `a` is a length of time"),
        (
            "{cases: eviction}",
            "case studies give a `probability` or a `unit_cost`, and nothing else: write one value such as 26 weeks",
        ),
        ("{risk_ratio: 80%}", "says what support changes, but this is a length of time"),
        ("{gamma: {shape: 4, scale: 2 weeks}}", "gamma: {mean: 8 weeks, sd: 4 weeks}"),
        ("", "write one value such as 26 weeks"),
    ] {
        let told = length(spelling).unwrap_err();
        assert!(told.contains(said), "{spelling}: {told}");
    }
}
