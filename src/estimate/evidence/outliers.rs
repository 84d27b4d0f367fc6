//! Says who brings the total, and what becomes of a study's mean without its largest case.

use super::report::OutlierEvidence;
use super::small_sample::median;
use super::sums::of_sketch;
use super::trial::Trial;
use crate::estimate::Ordered;
use crate::statistics::float;

/// The shares of people whose part of the total is reported.
const TOP: [(&str, f64); 3] = [("1%", 0.01), ("5%", 0.05), ("10%", 0.1)];

/// Outliers among single people, and in studies of the `index`-th size, `people` each.
pub(super) fn outliers(trial: &Trial, index: usize, people: usize) -> OutlierEvidence {
    let top: Option<Vec<(String, f64)>> =
        TOP.iter().map(|&(name, p)| Some((name.to_owned(), trial.person.top_share(p)?))).collect();
    let n = float(people);
    let gained = || {
        let studies = trial.with_savings().map(|studied| (studied.means[index] * n, studied.largest[index]));
        studies.filter(|(total, largest)| *total > 0.0 && *largest > 0.0)
    };
    OutlierEvidence {
        top_share: top.map(Ordered),
        person: of_sketch(&trial.person),
        study: people,
        // Added costs may take a total below the largest amount; no share is above the whole.
        largest_share: median(gained().map(|(total, largest)| (largest / total).min(1.0)).collect()),
        fall_without_largest: (people > 1)
            .then(|| median(gained().map(|(total, largest)| 1.0 - (total - largest) / (n - 1.0) * n / total).collect()))
            .flatten(),
    }
}
