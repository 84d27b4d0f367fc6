//! Ways to state a cost, its spread and timing, a link, who leaves and what is silenced, right and wrong, that reader and schema must take alike.

use serde_json::{Value, json};

pub(crate) fn probes() -> Vec<Value> {
    vec![
        json!({"decays": "6 months"}),
        json!({"decays": 0}),
        json!({"eviction": {"probability": "30%", "after": "2 weeks"}}),
        json!({"eviction": {"probability": "30%", "afterwards": "2 weeks"}}),
        json!("5% per year"),
        json!("26 weeks"),
        json!({"pert": {"low": "10 weeks", "mode": "26 weeks", "high": "104 weeks"}}),
        json!({"beta": {"mean": "5% per year", "sd": "2% per year"}}),
        json!({"each": "£900", "per": "week", "for": "26 weeks"}),
        json!({"each": "£900", "per": "Weeks", "for": {"gamma": {"mean": "26 weeks", "sd": "6 weeks"}}, "source": "x"}),
        json!({"each": "£900", "per": "visit", "for": "26 weeks"}),
        json!({"each": "£900", "for": "26 weeks"}),
        json!({"each": "£900", "per": "week", "for": 26}),
        json!({"each": "£719", "per": "bed day", "times": 35}),
        json!({"each": {"gamma": {"mean": 719, "sd": 60}}, "times": {"gamma": {"mean": 35, "sd": 20}}}),
        json!({"each": "£900", "per": "week"}),
        json!({"each": "£900", "per": "week", "for": "26 weeks", "times": 2}),
        json!({"per": "week", "for": "26 weeks"}),
        json!({"value": "£719", "times": {"gamma": {"mean": 35, "sd": 20}}}),
        json!({"gamma": {"mean": 719, "sd": 60}, "per": "week", "for": "26 weeks"}),
        json!({"sum": ["£500", {"each": "£900", "per": "week", "for": "26 weeks"}]}),
        json!({"sum": []}),
        json!({"sum": ["£500"], "times": 2}),
        json!({"each": {"gamma": {"cv": "80%"}}, "for": {"lognormal": {"cv": "50%"}}}),
        json!({"for": {"lognormal": {"cv": "50%"}}}),
        json!({"each": {}}),
        json!({"flood": "20%"}),
        json!({"flood": {"observed": "3 of 8"}, "note": "x"}),
        json!({"flood": {"probability": "20%", "after": "2 weeks"}}),
        json!("cut"),
        json!({"W07": "reason"}),
        json!({"W7": "reason"}),
    ]
}
