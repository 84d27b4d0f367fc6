//! What moves the answer, and what it is worth to know more.

use statrs::function::erf::erfc;

use super::funded::{MEDIANS, PATHS, UNCERTAIN, funded, net, payoff};
use super::setting::{json, number};

/// What is asked about, and its closed form by price, weeks, leaving and what comes instead.
type Asked = (&'static str, fn([f64; 4]) -> f64);

#[test]
fn a_tornado_ends_where_closed_forms_do() {
    let text = funded(UNCERTAIN);
    let z = 1.281_551_565_544_600_4;
    let ends = [[900.0 - 90.0 * z, 900.0 + 90.0 * z], [22.0, 38.0], [0.07, 0.23], [0.34, 0.66]];
    let asked: [Asked; 2] = [("net", net), ("target:t", payoff)];
    for (of, exact) in asked {
        let tornado = json(&text, &["drivers", "town.yaml", "--of", of])["tornado"].clone();
        // The amount is in the payoff, not in the value of a target.
        let amount = if of == "net" { 0.0 } else { 120e3 };
        for (index, (path, ends)) in PATHS.into_iter().zip(ends).enumerate() {
            let bars = tornado["bars"].as_array().unwrap();
            let bar = bars.iter().find(|bar| bar["path"] == path).unwrap_or_else(|| panic!("no {path} in {bars:?}"));
            for (name, end) in ["at_p10", "at_p90"].into_iter().zip(ends) {
                let mut values = MEDIANS;
                values[index] = end;
                let (found, exact) = (number(&bar[name]), exact(values) + amount);
                // The midpoint rule of a year, and lengths that the exact expectation tabulates, to a hundred-thousandth.
                assert!((found - exact).abs() < 1e-5 * 250e3, "{of} {path} {name}: {found} for {exact}");
            }
        }
    }
}

#[test]
fn information_about_the_price_of_a_stay_is_worth_its_closed_form() {
    let found = json(&funded([UNCERTAIN[0], "30 weeks", "15%", "50%"]), &["drivers", "town.yaml"]);
    let asked: [Asked; 2] = [("fund", net), ("target.t", payoff)];
    for (id, exact) in asked {
        let decision = &found["decisions"][id];
        let mean = exact(MEDIANS);
        let sd = 90.0 * (exact([901.0, 30.0, 0.15, 0.5]) - mean);
        let (payoff, error) = (number(&decision["payoff"]), number(&decision["payoff_mcse"]));
        assert!((payoff - mean).abs() <= 4.0 * error, "{id}: {payoff} ± {error} for {mean}");
        // σ·φ(μ/σ) - |μ|·Φ(-|μ|/σ).
        let z = mean.abs() / sd;
        let worth =
            sd * (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt() - mean.abs() * 0.5 * erfc(z / 2.0f64.sqrt());
        let (value, error) = (number(&decision["evpi"]["value"]), number(&decision["evpi"]["mcse"]));
        assert!((value - worth).abs() <= 4.0 * error, "{id}: {value} ± {error} for {worth}");
        assert!(error < 0.1 * worth, "{id}: the test would see an error of a third: {value} ± {error}");
    }
}
