//! Ways to state what a programme costs, growth, gains and discounting, right and wrong, that reader and schema must take alike.

use serde_json::{Value, json};

pub(crate) fn probes() -> Vec<Value> {
    vec![
        json!("1.5% per year"),
        json!("-2% per year"),
        json!("-2%"),
        json!("120% per year"),
        json!("-£300"),
        json!("£-300"),
        json!("\u{2212}£1.2k"),
        json!("-$5"),
        json!(-0.5),
        json!(-300),
        json!("-120%"),
        json!("engaged month"),
        json!("person"),
        json!("persons"),
        json!("whole_years"),
        json!({"schedule": "green_book"}),
        json!({"schedule": "green_book_health"}),
        json!({"schedule": "brown_book"}),
        json!({"schedule": "green_book", "rate": "3%"}),
        json!({"grade": 4}),
        json!({"grade": 7}),
        json!({"2021/22": {"normal": {"mean": "£14_610", "sd": "£1_461"}}}),
        json!({"2021/22": "-£5k"}),
        json!([{"pert": {"low": "£1k", "mode": "£2k", "high": "£4k"}}, "£20k"]),
        json!({"normal": {"mean": "-£300", "sd": "£50"}}),
        json!({"normal": {"mean": "-£300", "sd": "-£50"}}),
        json!({"uniform": {"low": "-£300", "high": "£50"}}),
        json!({"range": {"low": "-£300", "high": "£50"}}),
        json!({"range": {"low": "£0", "high": "£50"}}),
        json!({"normal": {"mean": "1.5% per year", "sd": "0.5%"}}),
        json!({"range": {"low": "-1% per year", "high": "3% per year"}}),
        json!({"beta": {"mean": "-5%", "sd": "2%"}}),
    ]
}
