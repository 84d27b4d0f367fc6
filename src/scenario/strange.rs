//! Recognises files that are no scenario, and says what they are for.

use std::path::Path;

/// What a file is that stands where a scenario should, and what to do; `None` of one that may be a scenario.
pub(super) fn strange(path: &Path, bytes: &[u8]) -> Option<(String, &'static str)> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let (what, help) = match ending.as_str() {
        "docx" | "doc" | "odt" | "pdf" | "pptx" => (
            "a document, not a scenario",
            "a scenario is a text file in YAML: `averted new my_service` writes one that can be filled in",
        ),
        _ if bytes.starts_with(b"PK\x03\x04") || matches!(ending.as_str(), "xlsx" | "xls" | "xlsm" | "ods") => (
            "a workbook, not a scenario",
            "a scenario is a text file in YAML: `averted new my_service` writes one that can be filled in; `averted evidence \
             --cases` reads a workbook of people, `averted costs --import` one of unit costs",
        ),
        "csv" | "tsv" => (
            "a table, not a scenario",
            "a scenario is a text file in YAML: `averted new my_service` writes one that can be filled in; `averted evidence \
             --cases` reads a table of people, `averted costs --import` one of unit costs",
        ),
        "json" if bytes.windows(9).take(400).any(|window| window == b"generator") => (
            "what an earlier run wrote, not a scenario",
            "`averted render` makes its papers again, `averted run --verify` repeats the run",
        ),
        _ => return None,
    };
    Some((format!("`{}` is {what}", path.display()), help))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_scenario_is_named_and_what_may_be_one_is_read() {
        let of = |name: &str, bytes: &[u8]| strange(Path::new(name), bytes).map(|(what, _)| what);
        assert_eq!(of("plan.yaml", b"title: A"), None);
        assert_eq!(of("plan.json", b"{\"title\": \"A\"}"), None, "JSON is YAML");
        assert_eq!(of("plan.yaml", b"PK\x03\x04..").unwrap(), "`plan.yaml` is a workbook, not a scenario");
        assert_eq!(of("Plan.XLSX", b"").unwrap(), "`Plan.XLSX` is a workbook, not a scenario");
        assert_eq!(of("plan.docx", b"PK\x03\x04").unwrap(), "`plan.docx` is a document, not a scenario");
        assert!(of("results.json", b"{\"version\": 1, \"generator\": {}}").unwrap().contains("earlier run"));
    }
}
