//! Says which laws have a density, and holds every family's to its quantile function.

use super::Distribution;

impl Distribution {
    /// Whether no single value has a probability of its own.
    #[must_use]
    pub fn has_density(&self) -> bool {
        !matches!(self, Self::Point(_) | Self::Sampled(_)) && self.point_masses().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distribution::family::{Law, log_density_of_cdf};
    use crate::distribution::{
        Beta, Gamma, LogitNormal, Lognormal, Mixture, Pert, Point, Quantiles, Rescaled, Triangular, TruncatedNormal,
        Uniform,
    };

    fn laws() -> Vec<(&'static str, Distribution)> {
        let halves = |a: Distribution, b: Distribution| Mixture::new(vec![(0.5, a), (0.5, b)]).unwrap();
        vec![
            ("beta", Beta::new(3.5, 5.5).unwrap().into()),
            ("beta with infinite ends", Beta::new(0.7, 0.8).unwrap().into()),
            ("gamma", Gamma::from_shape_rate(2.5, 0.01).unwrap().into()),
            ("lognormal", Lognormal::from_mean_sd(4000.0, 3000.0).unwrap().into()),
            ("normal", TruncatedNormal::new(10.0, 8.0, 0.0, f64::INFINITY).unwrap().into()),
            ("uniform", Uniform::new(2.0, 5.0).unwrap().into()),
            ("triangular", Triangular::new(0.0, 1.0, 4.0).unwrap().into()),
            ("pert", Pert::new(10.0, 20.0, 60.0).unwrap().into()),
            ("logit-normal", LogitNormal::from_range(0.1, 0.4, 0.9).unwrap().into()),
            ("rescaled", Rescaled::new(Beta::new(3.0, 4.0).unwrap().into(), 2.0).unwrap().into()),
            ("mixture", halves(Beta::new(3.0, 4.0).unwrap().into(), Beta::new(9.0, 2.0).unwrap().into()).into()),
            ("quantiles", Quantiles::new(&[(0.1, 2.0), (0.5, 3.0), (0.9, 7.0)], 0.0, f64::INFINITY).unwrap().into()),
        ]
    }

    /// Two densities are the same up to a constant when their ratio at any point is that of the slopes of the
    /// distribution function there: 1/q′ by a step of probability, not of value.
    #[test]
    fn densities_are_the_slopes_of_quantiles() {
        for (name, law) in laws() {
            let slope = |u: f64| (law.quantile(u + 1e-6) - law.quantile(u - 1e-6)) / 2e-6;
            let at = |u: f64| law.log_density(law.quantile(u)) + slope(u).ln();
            for u in [0.02, 0.2, 0.42, 0.61, 0.85, 0.97] {
                assert!((at(u) - at(0.33)).abs() < 2e-4, "{name} at {u}: {} for {}", at(u), at(0.33));
            }
            assert!(law.has_density(), "{name}");
        }
    }

    #[test]
    fn where_there_is_a_formula_the_slope_agrees() {
        let ratio = |law: &dyn Law, a: f64, b: f64| {
            let slopes = log_density_of_cdf(law, a) - log_density_of_cdf(law, b);
            (law.log_density(a) - law.log_density(b) - slopes).abs()
        };
        assert!(ratio(&Beta::new(3.5, 5.5).unwrap(), 0.2, 0.9) < 1e-6);
        assert!(ratio(&Gamma::from_shape_rate(2.5, 0.01).unwrap(), 30.0, 900.0) < 1e-6);
        assert!(ratio(&Lognormal::from_mean_sd(4.0, 3.0).unwrap(), 0.5, 20.0) < 1e-6);
        assert!(ratio(&TruncatedNormal::new(1.0, 2.0, 0.0, 9.0).unwrap(), 0.1, 7.0) < 1e-6);
    }

    #[test]
    fn what_is_certain_or_has_a_mass_has_no_density() {
        let point: Distribution = Point::new(3.0).unwrap().into();
        let uniform: Distribution = Uniform::new(0.0, 1.0).unwrap().into();
        let mixed: Distribution = Mixture::new(vec![(0.5, point.clone()), (0.5, uniform)]).unwrap().into();
        assert!(!point.has_density() && !mixed.has_density());
    }
}
