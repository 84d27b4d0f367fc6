//! Holds what stays bring in a stretch against sums over a fine grid of starts and joining times.

use std::sync::Arc;

use crate::expectation::integrate::{Shape, Window};
use crate::expectation::stay::{Exposure, FlowLayout, Known, Lengths, Moments, Stretch, Table};
use crate::model::Spread;
use crate::numeric::{IncompleteGamma, normal_density, quadrature_nodes};

const INFINITY: f64 = f64::INFINITY;

fn exposure(λ: f64, δ: f64, cut: bool) -> Arc<Exposure> {
    let joining = vec![(Window { from: 0.0, to: 7.0 }, 0.6), (Window { from: 9.0, to: 9.0 }, 0.4)];
    let mean = |rate: f64| joining.iter().map(|(window, share)| share * window.discount(rate)).sum();
    let layout = FlowLayout::new(&[-INFINITY, 7.0, 19.0, 33.0, INFINITY], &[-INFINITY, 5.0, 12.5, 33.0]);
    let moments = Moments::new(&layout, &joining, cut, 24.0);
    Arc::new(Exposure {
        layout,
        moments,
        horizon: 24.0,
        cut,
        λ,
        δ,
        discount: [mean(δ), mean(2.0 * δ)],
        joining,
        varying: None,
    })
}

fn stretch(rate: f64, low: f64, high: f64, delay: f64) -> Stretch {
    Stretch { shape: Shape { height: 0.3, rate, from: 1.0 }, low, high, delay, basis: None }
}

/// Years, then edges, in the order of the row: squares of 4 years after 6 numbers, then 5, 7, 12.5, 19, 33.
const BOUNDS: [(f64, f64); 4] = [(-INFINITY, 7.0), (7.0, 19.0), (19.0, 33.0), (33.0, INFINITY)];
const EDGES: [f64; 5] = [5.0, 7.0, 12.5, 19.0, 33.0];

fn midpoints(low: f64, high: f64, count: u32) -> impl Iterator<Item = (f64, f64)> {
    let h = (high - low) / f64::from(count);
    (0..count).map(move |k| (low + (f64::from(k) + 0.5) * h, h))
}

/// The same row by adding up starts, joining times and lengths of life.
fn summed(exposure: &Exposure, stretch: &Stretch, length: f64) -> Vec<f64> {
    let mut row = vec![0.0; 15];
    let Exposure { λ, δ, horizon, cut, .. } = *exposure;
    let lives: Vec<(f64, f64)> = if λ > 0.0 {
        midpoints(0.0, 1.0, 200).map(|(p, h)| (-(1.0 - p).ln() / λ, h)).collect()
    } else {
        vec![(INFINITY, 1.0)]
    };
    for &(window, share) in &exposure.joining {
        let joins: Vec<(f64, f64)> = if window.to > window.from {
            midpoints(window.from, window.to, 70).map(|(u, h)| (u, h / (window.to - window.from))).collect()
        } else {
            vec![(window.from, 1.0)]
        };
        for (t, h) in midpoints(stretch.low, stretch.high, 330) {
            let start = t + stretch.delay;
            let number = share * h * stretch.shape.at(t) * (-λ * start).exp();
            let limit = if cut { horizon } else { INFINITY };
            // Means are exact in the length of life: the integral of e^(-λy) over what counts.
            let run = |from: f64, to: f64, force: f64| {
                let (a, b) = (from.max(start) - start, to.min(start + length).min(limit) - start);
                if b <= a {
                    0.0
                } else if force == 0.0 {
                    b - a
                } else {
                    ((-force * a).exp() - (-force * b).exp()) / force
                }
            };
            let of_life = |life: f64, from: f64, to: f64| {
                (to.min(start + length.min(life)).min(limit) - from.max(start)).max(0.0)
            };
            row[0] += number * run(-INFINITY, INFINITY, λ);
            row[4] += number * if cut { 0.0 } else { run(horizon, INFINITY, λ) };
            for &(life, weight) in &lives {
                row[1] += number * weight * of_life(life, -INFINITY, INFINITY).powi(2);
                row[5] += number * weight * if cut { 0.0 } else { of_life(life, horizon, INFINITY).powi(2) };
            }
            for &(u, weight) in &joins {
                let number = number * weight;
                let paid = |life: f64| {
                    let end = (start + length.min(life)).min(limit);
                    if δ == 0.0 { end - start } else { ((-δ * (u + start)).exp() - (-δ * (u + end)).exp()) / δ }
                };
                row[2] += number * run(-INFINITY, INFINITY, λ + δ) * (-δ * (u + start)).exp();
                for &(life, chance) in &lives {
                    row[3] += number * chance * paid(life).max(0.0).powi(2);
                    for (year, (from, to)) in BOUNDS.into_iter().enumerate() {
                        row[6 + year] += number * chance * of_life(life, from - u, to - u).powi(2);
                    }
                }
                for (edge, moment) in EDGES.into_iter().enumerate() {
                    row[10 + edge] += number * run(-INFINITY, moment - u, λ);
                }
            }
        }
    }
    row
}

#[test]
fn rows_are_what_the_grid_adds_up_to() {
    for (λ, δ, cut) in
        [(0.0, 0.0, false), (0.0, 0.003, false), (0.02, 0.003, false), (0.0, 0.0, true), (0.03, 0.01, true)]
    {
        let exposure = exposure(λ, δ, cut);
        for stretch in [stretch(0.0, 2.0, 11.0, 0.0), stretch(0.2, 2.0, 13.0, 0.0), stretch(0.0, 6.0, 17.0, 5.0)] {
            for length in [0.7, 6.5, 31.0] {
                let found = exposure.flow(&stretch, &Lengths::Fixed, length, &mut Known::default());
                let wanted = summed(&exposure, &stretch, length);
                for (place, (found, wanted)) in found.iter().zip(&wanted).enumerate() {
                    let what =
                        format!("{place}: {found} against {wanted}; λ {λ} δ {δ} cut {cut} {stretch:?} length {length}");
                    let square = [1, 3, 5, 6, 7, 8, 9].contains(&place);
                    let size = if square { wanted + 1e-3 } else { 0.01 * found.max(1.0) };
                    // Kinks leave the midpoint rule 1e-5 of a number, more where there are lengths of life; squares by year
                    // are bounds where there is cut.
                    if square && cut && place >= 6 {
                        assert!(*found >= wanted * 0.999 - 1e-6, "{what}");
                    } else {
                        let tolerance = if square { if λ > 0.0 { 5e-3 } else { 1e-3 } } else { 2e-2 };
                        assert!((found - wanted).abs() < tolerance * size, "{what}");
                    }
                }
            }
        }
    }
}

#[test]
fn rows_of_a_spread_law_are_the_mean_of_those_of_its_lengths() {
    let even = || stretch(0.0, 2.0, 11.0, 0.0);
    let decaying = || stretch(0.2, 6.0, 13.0, 5.0);
    for (λ, δ, cut, stretch, spread) in [
        (0.0, 0.003, false, even(), Spread::Gamma(0.3)),
        (0.0, 0.003, false, decaying(), Spread::Lognormal(0.9)),
        (0.02, 0.0, false, even(), Spread::Gamma(1.6)),
        (0.02, 0.003, false, decaying(), Spread::Gamma(0.8)),
        (0.01, 0.003, true, even(), Spread::Lognormal(0.4)),
    ] {
        let exposure = exposure(λ, δ, cut);
        let found = exposure.flow(&stretch, &Lengths::new(spread), 6.5, &mut Known::default());
        let variance = spread.cv() * spread.cv();
        let gamma = IncompleteGamma::new(1.0 / variance);
        let sigma = variance.ln_1p().sqrt();
        // On the axis ln W, where both densities are smooth.
        let density = |z: f64| match spread {
            Spread::Gamma(_) => gamma.density(z.exp() / variance),
            _ => normal_density(z / sigma + 0.5 * sigma) / sigma,
        };
        let mut wanted = vec![0.0; found.len()];
        for (z, weight) in quadrature_nodes(-14.0, 9.0, 500) {
            let row = exposure.flow(&stretch, &Lengths::Fixed, 6.5 * z.exp(), &mut Known::default());
            wanted.iter_mut().zip(row).for_each(|(sum, number)| *sum += weight * density(z) * number);
        }
        for (place, (found, wanted)) in found.iter().zip(wanted).enumerate() {
            // Squares by year are held down by bounds where there is cut.
            if !(cut && (6..10).contains(&place)) {
                let what = format!("{spread:?} {place}: {found} against {wanted}; λ {λ} cut {cut}");
                assert!((found - wanted).abs() <= 2e-6 * wanted, "{what}");
            }
        }
    }
}

#[test]
fn tables_meet_the_exact_rows() {
    for (λ, δ, cut) in [(0.0, 0.003, false), (0.02, 0.0, false), (0.0, 0.003, true)] {
        let exposure = exposure(λ, δ, cut);
        for stretch in [stretch(0.0, 2.0, 11.0, 0.0), stretch(0.2, 6.0, 13.0, 5.0)] {
            for spread in [Spread::None, Spread::Gamma(0.3), Spread::Gamma(1.3), Spread::Lognormal(0.9)] {
                let lengths = Lengths::new(spread);
                let table = Table::new(&exposure, stretch.clone(), &lengths, (2.5, 30.0), &mut Known::default());
                let mut row = Vec::new();
                for k in 0..40 {
                    let length = 1.9 + 0.73 * f64::from(k);
                    let exact = exposure.flow(&stretch, &lengths, length, &mut Known::default());
                    table.at(length, &mut row);
                    for (place, (found, wanted)) in row.iter().zip(&exact).enumerate() {
                        let scale = if [1, 3, 5, 6, 7, 8, 9].contains(&place) { exact[1] } else { exact[0] };
                        assert!(
                            (found - wanted).abs() < 3e-7 * scale,
                            "{spread:?} {place} at {length}: {found} against {wanted}; λ {λ} cut {cut} {stretch:?}"
                        );
                    }
                }
            }
        }
    }
}
