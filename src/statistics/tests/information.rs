//! Tries EVPI and EVPPI on net benefits that are linear in normal inputs, where both have a closed form.

use super::super::{Predictor, Smooth, Worth, mean_and_sd, partial_information, perfect_information};
use super::points::{normal, outputs};
use crate::numeric::normal_cdf;
use crate::statistics::float;

const REPEATS: u64 = 200;
const DRAWS: usize = 2000;

/// σ·φ(μ/σ) - |μ|·Φ(-|μ|/σ): the value of knowing a part of sd σ of a normal net benefit of mean μ.
fn closed_form(μ: f64, σ: f64) -> f64 {
    let z = μ.abs() / σ;
    σ * (-0.5 * z * z).exp() / (2.0 * std::f64::consts::PI).sqrt() - μ.abs() * normal_cdf(-z)
}

fn error(worth: &Worth) -> f64 {
    let sampling = mean_and_sd(&worth.influence).1 / (float(worth.influence.len())).sqrt();
    sampling.hypot(worth.noise)
}

/// Over independent repeats 95% intervals must hold the truth in at least 90% (three binomial standard errors of 1.5%
/// below 95%), and the mean must lie within four of its standard errors plus the noise that was owned up to.
fn judge(name: &str, estimates: &[Worth], truth: f64) {
    let covered = estimates.iter().filter(|worth| (worth.value - truth).abs() <= 1.959_964 * error(worth)).count();
    let share = float(covered) / float(estimates.len());
    let (mean, sd) = mean_and_sd(&estimates.iter().map(|worth| worth.value).collect::<Vec<f64>>());
    let noise = mean_and_sd(&estimates.iter().map(|worth| worth.noise).collect::<Vec<f64>>()).0;
    assert!(share >= 0.9, "{name}: intervals hold the truth in {share} of repeats");
    assert!((mean - truth).abs() < 4.0 * sd / (float(estimates.len())).sqrt() + noise, "{name}: {mean} for {truth}");
}

/// NB = μ + 300 x₁ + 100 x₂ + 5 x₃, at a mean near nothing, a negative and a positive one.
#[test]
fn perfect_and_partial_information_have_their_closed_forms() {
    const SD: [f64; 3] = [300.0, 100.0, 5.0];
    for μ in [10.0, -120.0, 250.0] {
        let mut all = Vec::new();
        let mut each: Vec<Vec<Worth>> = vec![Vec::new(); 3];
        let mut two = Vec::new();
        for repeat in 0..REPEATS {
            let points = normal(repeat, 3, DRAWS);
            let payoff = outputs(&points, |x| μ + x.iter().zip(SD).map(|(x, sd)| sd * x).sum::<f64>());
            let predictors: Vec<Predictor> = points.iter().map(|input| Predictor::new(input).unwrap()).collect();
            all.push(perfect_information(&payoff));
            for (predictor, worths) in predictors.iter().zip(&mut each) {
                worths.push(partial_information(&payoff, &Smooth::of_one(predictor, &payoff)));
            }
            if repeat < 50 {
                let smooth = Smooth::of_several(&[&predictors[0], &predictors[1]], &[(0, 1)], &payoff);
                two.push(partial_information(&payoff, &smooth));
            }
        }
        let total = SD.iter().map(|sd| sd * sd).sum::<f64>().sqrt();
        judge(&format!("EVPI at {μ}"), &all, closed_form(μ, total));
        judge(&format!("EVPPI of the large at {μ}"), &each[0], closed_form(μ, SD[0]));
        judge(&format!("EVPPI of the middle at {μ}"), &each[1], closed_form(μ, SD[1]));
        judge(&format!("EVPPI of two at {μ}"), &two, closed_form(μ, SD[0].hypot(SD[1])));
    }
}

/// Bins report about £10 for an input that is worth nothing; a penalised spline must not.
#[test]
fn an_input_that_does_not_matter_is_worth_about_nothing() {
    let mut values = Vec::new();
    for repeat in 0..REPEATS {
        let points = normal(repeat, 2, DRAWS);
        let payoff = outputs(&points, |x| 20.0 + 300.0 * x[0]);
        let worth = partial_information(&payoff, &Smooth::of_one(&Predictor::new(&points[1]).unwrap(), &payoff));
        assert!(worth.value <= 3.0 * error(&worth) + 0.5, "{}: {}", worth.value, error(&worth));
        values.push(worth.value);
    }
    let mean = mean_and_sd(&values).0;
    assert!(mean < 1.0, "on average £{mean}");
}
