//! A scenario in which every block stands.

use serde_json::{Value, json};

/// A scenario that holds every block, with the definition of each block and where it stands.
pub(crate) fn everything() -> (Value, Vec<(&'static str, &'static str)>) {
    let scenario = json!({
        "title": "Everything", "starts": "2021-04", "price_base": "2021/22", "horizon": "24 months", "library": "library.yaml",
        "cases": "cases.csv",
        "cohort": {"people": 100, "segments": {"a": {"share": "20%"}, "b": {"share": "rest"}}},
        "payers": {"nhs": {"label": "NHS", "releases": {"in_lumps_of": "£45k"}}, "housing": {"label": "Housing"}},
        "programme": {
            "funding": [
                {"payer": "nhs", "amounts": [10, 20]},
                {"payer": "nhs", "each": "£60", "per": "engaged month"},
                {"payer": "nhs", "each": "£600", "per": "person"},
            ],
            "capacity": {"coordinators": [2], "new_people_each": 40},
        },
        "shared": {"effect": "30%", "spare": 1},
        "support": {"prevents": {"shared": "effect"}},
        "silence": {"W07": "known"},
        "events": {
            "eviction": {
                "probability": "30%", "timing": {"decays": "6 months"}, "unit_cost": 7000, "paid_by": {"housing": "100%"},
                "varies": {"gamma": {"cv": "60%"}}, "support": {"reduces": "10%"},
            },
            "placement": {"follows": {"eviction": {"probability": "50%"}}, "unit_cost": 900, "paid_by": {"nhs": "100%"}},
        },
        "outcomes": {
            "control": {"achieved_by": "60%", "value": 1500, "lasts": "3 years"},
            "work": {"achieved_by": "60%", "value": 1500, "lasts": "3 years", "paid_to": {"nhs": "100%"}},
        },
        "views": {"less": {"set": {"horizon": "12 months"}}},
        "shocks": {"dear": {"scale": {"events.*.unit_cost": "120%"}}},
        "correlations": [{"between": ["a.b", "c.d"], "rho": 0.5}],
        "targets": {"saving": {"amount": 500}},
        "published": {"people": 8, "mean_avoided": 18000},
        "simulation": {"draws": 100},
    });
    let blocks = vec![
        ("scenario", ""),
        ("cohort", "/cohort"),
        ("segment", "/cohort/segments/a"),
        ("payer", "/payers/nhs"),
        ("releases", "/payers/nhs/releases"),
        ("programme", "/programme"),
        ("funding", "/programme/funding/0"),
        ("funding", "/programme/funding/1"),
        ("funding", "/programme/funding/2"),
        ("capacity", "/programme/capacity"),
        ("support", "/support"),
        ("event", "/events/eviction"),
        ("timing", "/events/eviction/timing"),
        ("varies", "/events/eviction/varies"),
        ("support", "/events/eviction/support"),
        ("follow", "/events/placement/follows/eviction"),
        ("outcome", "/outcomes/control"),
        ("outcome", "/outcomes/work"),
        ("view", "/views/less"),
        ("shock", "/shocks/dear"),
        ("correlation", "/correlations/0"),
        ("target", "/targets/saving"),
        ("published", "/published"),
        ("simulation", "/simulation"),
    ];
    (scenario, blocks)
}

/// Whether a key cannot stand in this block for what stands there already.
pub(crate) fn stands_apart(pointer: &str, key: &str) -> bool {
    match pointer {
        "/programme/funding/0" => matches!(key, "each" | "per" | "times" | "for"),
        "/programme/funding/1" => matches!(key, "amounts" | "prices" | "times"),
        "/programme/funding/2" => matches!(key, "amounts" | "prices" | "for"),
        "/outcomes/control" => key == "cashable",
        _ => false,
    }
}
