//! Tries the splines on conditional means that are known.

use super::super::{Predictor, Smooth, explained, mean_and_sd};
use super::points::{normal, outputs, uniform};

#[test]
fn a_line_through_normal_inputs_is_found_to_its_tails() {
    // y = 3 + 2x + e: the fit is the line, whose standard error at x is σ·√((1 + x²)/K).
    let points = normal(1, 2, 4000);
    let response = outputs(&points, |x| 3.0 + 2.0 * x[0] + x[1]);
    let smooth = Smooth::of_one(&Predictor::new(&points[0]).unwrap(), &response);
    for (x, (fitted, error)) in points[0].iter().zip(smooth.fitted.iter().zip(&smooth.errors)) {
        assert!((fitted - 3.0 - 2.0 * x).abs() < 4.0 * ((1.0 + x * x) / 4000.0_f64).sqrt() + 0.02, "{x}: {fitted}");
        assert!(*error >= 0.9 * (1.0 / 4000.0_f64).sqrt());
    }
    assert!(smooth.followed < 6.0, "{}", smooth.followed);
    // s² of 4000 normal residuals: standard error √(2/4000).
    assert!((smooth.residual_variance - 1.0).abs() < 4.0 * (2.0_f64 / 4000.0).sqrt());
}

#[test]
fn the_mean_of_the_fit_is_that_of_the_response() {
    let points = uniform(2, 3, 500);
    let response = outputs(&points, |x| (9.0 * x[0]).sin() * x[1] + 1e6 + x[2]);
    let predictors: Vec<Predictor> = points.iter().map(|input| Predictor::new(input).unwrap()).collect();
    let several = Smooth::of_several(&predictors.iter().collect::<Vec<_>>(), &[(0, 1)], &response);
    for smooth in [Smooth::of_one(&predictors[0], &response), several] {
        assert!((mean_and_sd(&smooth.fitted).0 - mean_and_sd(&response).0).abs() < 1e-6);
    }
}

#[test]
fn a_step_at_a_point_mass_is_followed() {
    // A fifth of the draws are exactly 0, where the mean is 5; elsewhere it is the value.
    let points = uniform(3, 2, 4000);
    let input: Vec<f64> = points[0].iter().map(|u| if *u < 0.2 { 0.0 } else { *u }).collect();
    let response: Vec<f64> =
        input.iter().zip(&points[1]).map(|(x, e)| if *x == 0.0 { 5.0 } else { *x } + e - 0.5).collect();
    let smooth = Smooth::of_one(&Predictor::new(&input).unwrap(), &response);
    for (x, fitted) in input.iter().zip(&smooth.fitted) {
        let truth = if *x == 0.0 { 5.0 } else { *x };
        // Noise of sd 0.29 over about 15 degrees of freedom: 0.018 on average, less than five times that anywhere.
        assert!((fitted - truth).abs() < 0.09, "{x}: {fitted}");
    }
}

#[test]
fn several_inputs_with_products_explain_what_they_should() {
    // Var: x₁ 4, x₂ 1, their product 2.25, noise 1 (inputs normal, so all parts are uncorrelated).
    let points = normal(4, 3, 4000);
    let response = outputs(&points, |x| 2.0 * x[0] + x[1] + 1.5 * x[0] * x[1] + x[2]);
    let predictors: Vec<Predictor> = points.iter().map(|input| Predictor::new(input).unwrap()).collect();
    let pair: Vec<&Predictor> = predictors[..2].iter().collect();
    let total = 4.0 + 1.0 + 2.25 + 1.0;
    let share = |pairs: &[(usize, usize)]| explained(&response, &Smooth::of_several(&pair, pairs, &response)).unwrap();
    let with = share(&[(0, 1)]);
    assert!((with.value - 7.25 / total).abs() < 4.0 * with.error, "{with:?}");
    let without = share(&[]);
    assert!((without.value - 5.0 / total).abs() < 4.0 * without.error, "{without:?}");
    assert!(with.error < 0.01 && without.error < 0.03);
}

#[test]
fn classes_are_explained_by_their_means() {
    // Means 0, 3 and 9 in shares ½, ¼, ¼: variance ¼·9 + ¼·81 - 3² = 13.5, beside noise of 1.
    let points = normal(7, 1, 4000);
    let classes: Vec<usize> = (0..4000).map(|row| [0, 1, 0, 2][row % 4]).collect();
    let response: Vec<f64> = classes.iter().zip(&points[0]).map(|(class, e)| [0.0, 3.0, 9.0][*class] + e).collect();
    let smooth = Smooth::of_classes(&classes, &response);
    let share = explained(&response, &smooth).unwrap();
    assert!((share.value - 13.5 / 14.5).abs() < 4.0 * share.error && share.error < 0.005, "{share:?}");
    assert!((smooth.fitted[3] - 9.0).abs() < 4.0 / 1000.0_f64.sqrt());
    assert!((smooth.errors[3] - 1.0 / 1000.0_f64.sqrt()).abs() < 0.004);
}

#[test]
fn of_very_many_inputs_those_that_matter_are_kept() {
    let points = normal(6, 45, 1000);
    let response = outputs(&points, |x| 3.0 * x[44] + 2.0 * x[20] + x[44] * x[20]);
    let predictors: Vec<Predictor> = points.iter().map(|input| Predictor::new(input).unwrap()).collect();
    let pairs: Vec<(usize, usize)> = (0..44).map(|other| (other, 44)).collect();
    let smooth = Smooth::of_several(&predictors.iter().collect::<Vec<_>>(), &pairs, &response);
    // Var: 9 + 4 + 1, all of it explained; that of a single spline of x₄₄ would be 9/14.
    assert!(explained(&response, &smooth).unwrap().value > 0.99);
}

#[test]
fn inputs_that_say_the_same_and_few_draws_are_no_obstacle() {
    let points = uniform(5, 2, 60);
    let response = outputs(&points, |x| x[0] + 0.1 * x[1]);
    let predictor = Predictor::new(&points[0]).unwrap();
    let smooth = Smooth::of_several(&[&predictor, &predictor, &predictor], &[(0, 1), (0, 2), (1, 2)], &response);
    assert!(smooth.fitted.iter().all(|value| value.is_finite()));
    let two = Predictor::new(&points[0].iter().map(|u| f64::from(u8::from(*u < 0.5))).collect::<Vec<f64>>()).unwrap();
    let smooth = Smooth::of_one(&two, &response);
    let halves: Vec<f64> = points[0].iter().zip(&response).filter(|(u, _)| **u < 0.5).map(|(_, y)| *y).collect();
    let at_half = points[0].iter().position(|u| *u < 0.5).unwrap();
    assert!((smooth.fitted[at_half] - mean_and_sd(&halves).0).abs() < 1e-4, "the mean of those with the same value");
}

#[test]
fn many_straight_inputs_with_products_explain_no_more_than_there_is() {
    // 14 inputs that enter as straight lines, most of them hardly, and the products of all pairs: the penalties grow so
    // heavy that rounding once swallowed the ridge, and the share explained came out at 12.
    let points = normal(8, 15, 4000);
    let weight = |input: i32| if input < 3 { 1.0 } else { 1e-3 * f64::from(input) };
    let response =
        outputs(&points, |x| (0..14).zip(x).map(|(input, value)| weight(input) * value).sum::<f64>() + 3.0 * x[14]);
    let predictors: Vec<Predictor> = points.iter().map(|input| Predictor::new(input).unwrap()).collect();
    let pairs: Vec<(usize, usize)> = (0..14).flat_map(|a| (a + 1..14).map(move |b| (a, b))).collect();
    let chosen: Vec<&Predictor> = predictors[..14].iter().collect();
    let smooth = Smooth::of_several(&chosen, &pairs, &response);
    let share = explained(&response, &smooth).unwrap();
    // Var: 3 of the first three, 9 of the noise, and a trace.
    assert!((share.value - 3.0 / 12.0).abs() < 4.0 * share.error && share.error < 0.02, "{share:?}");
    // A constant, 14 lines and 91 products are 106 columns; cross-validation lets each spline follow the noise a little.
    assert!(smooth.followed > 0.0 && smooth.followed < 106.0 + 2.0 * 14.0, "{}", smooth.followed);
}
