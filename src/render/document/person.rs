//! Says what is avoided per person, by which of two averages, and how people differ.

use super::Finding;
use crate::estimate::{HistogramSeries, Results, Summary};
use crate::render::caption::share_error;
use crate::render::number::share;
use crate::render::words::{all_avoided, interval, level, mean_with_error, people, quantile};

/// People differ far more than averages where their spread is so many times that of averages.
const FAR: f64 = 2.0;

/// Avoided cost per person, with both intervals and what each covers.
pub fn per_person(results: &Results) -> Finding {
    let (each, percent) = (&results.per_person, level(results.run.level));
    let mut sentences = vec![
        format!(
            "{percent} credible interval: {}. It covers weak evidence alone: what the average of very many people could be.",
            interval(&each.expected, results.run.level)
        ),
        format!(
            "{percent} prediction interval: {}. It covers weak evidence and chance: what the average of a cohort of {} \
             could turn out to be.",
            interval(&each.cohort, results.run.level),
            people(results.scenario.people)
        ),
    ];
    let histogram = &results.series.person_histogram;
    sentences.push(one_person(&each.person, each.cohort.sd, histogram, share_error(results)));
    sentences.extend(top(results));
    sentences.extend(expected(results));
    Finding::new(
        "How much cost is avoided per person, across the whole system?",
        format!("{} per person on average{}.", mean_with_error(&each.cohort), gained_too(results)),
        sentences,
    )
}

/// Says that gains are in a figure of what is avoided.
fn gained_too(results: &Results) -> &'static str {
    if results.mechanisms.gained.is_some() { ", avoided and gained" } else { "" }
}

/// Tells the average that is expected from that of the simulated cohorts, where they are not printed alike.
fn expected(results: &Results) -> Option<String> {
    let [exact, simulated] = [&results.per_person.expected, &results.per_person.cohort].map(mean_with_error);
    (exact != simulated).then(|| {
        format!(
            "By exact calculation, without the chance of a simulation, {exact} per person is expected: credible intervals, \
             views and decisions are of that average, prediction intervals and totals of the simulated one."
        )
    })
}

/// How people differ, whose averages spread by `average`; shares of them are known to `error`.
fn one_person(one: &Summary, average: f64, histogram: &HistogramSeries, error: f64) -> String {
    if one.sd <= 0.0 {
        return "Every person avoids the same.".to_owned();
    }
    // Averages of few people differ nearly as much as people do.
    let more = if one.sd > FAR * average { " far more than averages do" } else { "" };
    let (nothing, some) = (histogram.nothing, histogram.more());
    if some <= 0.0 {
        return format!("Nobody avoids cost: {} of people avoid nothing, the others add cost.", share(nothing, error));
    }
    if some <= 0.1 {
        let adds = if nothing < 0.9 { " or add cost" } else { "" };
        return format!(
            "People differ{more}: at least nine in ten avoid nothing{adds}, and what is avoided comes from the few others."
        );
    }
    let half = if some <= 0.5 {
        let half = if nothing >= 0.5 { "" } else { ", half avoid nothing or add cost" };
        format!("{} of them avoid nothing{half}", share(nothing, error))
    } else {
        format!("half of them avoid {} or less", quantile(one, 0.5))
    };
    format!("People differ{more}: {half}, one in ten avoids {} or more.", quantile(one, 0.9))
}

/// How much of all that is avoided the people bring who avoid most.
fn top(results: &Results) -> Option<String> {
    let (top, errors) = (results.per_person.top_share.as_ref()?, results.per_person.top_share_mcse.as_ref()?);
    let of = |name: &str| {
        let error = errors.get(name).copied().flatten().unwrap_or(f64::NAN);
        share(top.get(name).copied().unwrap_or(f64::NAN), error)
    };
    Some(format!(
        "The 1% of people who avoid most bring {} of {}, the top 10% {}.",
        of("1%"),
        all_avoided(results),
        of("10%")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Quantile;

    /// What is said where the share `nothing` avoids nothing, of people with these quantiles.
    fn said(nothing: f64, above: f64, ends: [f64; 2]) -> String {
        let quantiles = [0.5, 0.9].into_iter().zip(ends).map(|(p, value)| Quantile { p, value, mcse: 1.0 });
        let one = Summary { mean: 90.0, mcse: 1.0, sd: 50.0, quantiles: quantiles.collect() };
        let below = 1.0 - nothing - above;
        let histogram =
            HistogramSeries { from: -10.0, width: 10.0, shares: vec![below, nothing], below: 0.0, above, nothing };
        one_person(&one, 10.0, &histogram, 0.005)
    }

    #[test]
    fn people_who_avoid_nothing_are_counted_and_not_guessed() {
        assert!(
            said(0.56, 0.4, [0.0, 430.0]).contains(" do: 56% of them avoid nothing, one in ten avoids £430 or more.")
        );
        let half = " do: 34% of them avoid nothing, half avoid nothing or add cost, one in ten";
        assert!(said(0.34, 0.2, [0.0, 430.0]).contains(half));
        assert!(said(0.34, 0.05, [-4.0, -1.0]).contains("at least nine in ten avoid nothing or add cost, and what is"));
        assert!(said(0.95, 0.05, [0.0, 0.0]).contains("at least nine in ten avoid nothing, and what is"));
        assert!(said(0.2, 0.7, [20.0, 430.0]).contains("half of them avoid £20 or less"));
        assert_eq!(
            said(0.34, 0.0, [-4.0, 0.0]),
            "Nobody avoids cost: 34% of people avoid nothing, the others add cost."
        );
    }
}
