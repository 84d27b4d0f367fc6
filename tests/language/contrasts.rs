//! Ways to state a comparison, right and wrong, that reader and schema must take alike.

use serde_json::{Value, json};

pub(crate) fn probes() -> Vec<Value> {
    vec![
        json!("-10%"),
        json!(-0.1),
        json!("-901%"),
        json!({"normal": {"mean": "5%", "sd": "150%"}}),
        json!({"range": {"low": "-5%", "high": "30%"}}),
        json!({"uniform": {"low": "-20%", "high": "10%"}}),
        json!({"quantiles": {"5%": "-10%", "95%": "30%"}}),
        json!({"risk_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1, "source": "x"}}),
        json!({"risk_ratio": {"estimate": 0.82, "se_log": 0.15}, "grade": 2}),
        json!({"risk_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1, "se_log": 0.15}}),
        json!({"risk_ratio": {"estimate": 0.82}}),
        json!({"risk_ratio": 0.82}),
        json!({"risk_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1, "over": "12 months"}}),
        json!({"risk_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1}, "as": "risk_ratio"}),
        json!({"rate_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1, "confidence": "90%"}, "as": "risk_ratio"}),
        json!({"hazard_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1}, "as": "odds_ratio"}),
        json!({"odds_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1, "over": "12 months"}}),
        json!({"risk_difference": {"estimate": "-3%", "low": "-9%", "high": "2%"}}),
        json!({"risk_difference": {"estimate": "-3%", "se": "2%"}}),
        json!({"compared": {"with": "12 of 100"}}),
        json!({"compared": {"with": "12 of 100", "without": "20 of 100"}}),
        json!({"compared": {"with": "12 in 90 person-months", "without": "20 in 8 person-years"}}),
        json!({"compared": {"with": "12 of 100", "without": {"beta": {"mean": "20%", "sd": "5%"}}}}),
        json!({"compared": {"without": "20 of 100"}}),
        json!({"compared": {"with": "12 of 100", "before": {"with": "3 of 8", "without": "4 of 8"}}}),
        json!({"compared": {"with": "1 of 9", "without": "3 of 9", "before": {"with": "3 of 8", "without": "4 of 8"}}}),
        json!({"meta": {"studies": [
            {"label": "Camden", "risk_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1}},
            {"label": "Leeds", "compared": {"with": "12 of 100", "without": "20 of 100"}, "source": "x"},
        ]}}),
        json!({"meta": {"studies": [{"label": "Camden", "risk_ratio": {"estimate": 0.82, "low": 0.61, "high": 1.1}}]}}),
        json!({"meta": {"studies": []}}),
    ]
}
