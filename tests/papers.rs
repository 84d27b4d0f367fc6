//! Opens every paper as its reader would, and tries to smuggle markup, scripts and formulas through a scenario's labels.

#![cfg(all(feature = "docx", feature = "parquet", feature = "xlsx"))]

use std::collections::HashSet;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use averted::engine::{self, Draws, RunOf, Silent};
use averted::estimate::{self, Estimates, Identity, Results, Stress, StressAsk, Watch};
use averted::model::Plan;
use averted::render;
use averted::render::answer::Companion;
use averted::render::document::Picture;
use calamine::{Data, Reader, Xlsx};

/// Text that acts wherever it is taken for markup, a script or a formula.
const SCRIPT: &str = "<script>alert(1)</script>";
const FORMULA: &str = "=HYPERLINK(\"http://example.org\";\"x\")";
const MARKUP: &str = "|pipe| `tick` ]]> & **bold** [link](javascript:alert(1)) {{x}}";

/// A scenario with every section of a report, its labels hostile.
const HOSTILE: &str = include_str!("papers/hostile.yaml");

struct Papers {
    results: Results,
    html: String,
    markdown: String,
    xlsx: Vec<u8>,
    docx: Vec<u8>,
    parquet: Vec<u8>,
    csv: String,
}

static CAPTION: LazyLock<Vec<String>> = LazyLock::new(|| vec![format!("Under it: {SCRIPT}"), MARKUP.to_owned()]);

/// Two figures that share an id, as figures of one program do.
fn pictures(png: &[u8]) -> Vec<Picture<'_>> {
    const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 160 90\"><defs><clipPath id=\"clip\">\
        <rect width=\"160\" height=\"90\"/></clipPath></defs><g clip-path=\"url(#clip)\"><text x=\"9\" y=\"9\">&lt;b&gt;</text></g></svg>";
    let picture = |id| Picture { id, title: SCRIPT, caption: &CAPTION, alt: FORMULA, svg: SVG, png: Some(png) };
    vec![picture("chance"), picture("payers")]
}

/// The head of a PNG of 1890 by 1063 pixels.
fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(1890_u32.to_be_bytes());
    bytes.extend(1063_u32.to_be_bytes());
    bytes
}

fn stress(plan: &Plan, identity: &Identity, draws: &Draws, estimates: &Estimates) -> Stress {
    let mut dearer = plan.clone();
    dearer.base.cohort.people = 80;
    let shock = estimate::Shock { label: format!("{SCRIPT} {MARKUP}"), together: false, plan: dearer };
    let ask = StressAsk { shocks: vec![shock], grid: None };
    estimate::stress(plan, identity, draws, estimates, &ask, &Watch { progress: &Silent, next: &|_| {} }).unwrap()
}

fn papers() -> Papers {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hostile.yaml");
    std::fs::write(&path, HOSTILE).unwrap();
    let plan = averted::run::plan(&path, &[]).map_err(|faults| faults.render(false)).unwrap();
    let draws = engine::simulate(&plan, RunOf::Headline, &Silent).unwrap();
    let identity = Identity {
        file: "hostile.yaml".to_owned(),
        sha256: "ab".repeat(32),
        fingerprint: "cd".repeat(32),
        changes: Vec::new(),
    };
    let estimates = estimate::estimate(&plan, &identity, &draws, &[]).unwrap();
    let (table, results) = (estimates.table(&plan, &draws), estimates.results.clone());
    let options = estimate::Options { update: true };
    let evidence = estimate::evidence(&plan, &identity, options, &Watch { progress: &Silent, next: &|_| {} }).unwrap();
    let stress = stress(&plan, &identity, &draws, &estimates);
    let drivers = estimate::drivers(&plan, &identity, &estimate::Ask::default()).unwrap();
    let companions: [&dyn Companion; 3] = [&stress, &drivers, &evidence];
    let png = png();
    let pictures = pictures(&png);
    let (mut parquet, mut csv) = (Vec::new(), Vec::new());
    render::draws_parquet(&results, &table, &mut parquet).unwrap();
    render::draws_csv(&table, &mut csv).unwrap();
    Papers {
        html: String::from_utf8(render::html(&results, &companions, &pictures).unwrap()).unwrap(),
        markdown: render::markdown(&results, &companions, &pictures),
        xlsx: render::xlsx(&results, &companions, Some(&table)).unwrap(),
        docx: render::briefing_docx(&results, &companions, &pictures, None).unwrap(),
        parquet,
        csv: String::from_utf8(csv).unwrap(),
        results,
    }
}

static PAPERS: LazyLock<Papers> = LazyLock::new(papers);

fn workbook() -> Xlsx<Cursor<&'static [u8]>> {
    Xlsx::new(Cursor::new(PAPERS.xlsx.as_slice())).unwrap()
}

/// Every part of a zipped document, by name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            (file.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let (_, content) = parts(bytes).into_iter().find(|(part, _)| part == name).unwrap_or_else(|| panic!("no {name}"));
    String::from_utf8(content).unwrap()
}

#[test]
fn the_workbook_has_its_sheets_and_its_numbers_are_numbers() {
    let mut book = workbook();
    let before = ["Summary", "Calculator", "Payers by year", "Targets", "Views", "Stress", "Drivers", "Evidence"];
    assert_eq!(book.sheet_names(), [&before[..], &["Assumptions", "Formulas", "Draws"]].concat());
    let results = &PAPERS.results;
    let summary = book.worksheet_range("Summary").unwrap();
    let total = summary.rows().find(|row| row[0] == Data::String("Cost avoided in total".to_owned())).unwrap();
    assert_eq!(total[1], Data::Float(results.total.avoided.mean));
    let [low, high] = results.total.avoided.interval(0.95).unwrap();
    assert_eq!((&total[3], &total[4]), (&Data::Float(low.value), &Data::Float(high.value)));
    let payers = book.worksheet_range("Payers by year").unwrap();
    let nhs = payers.rows().find(|row| row[1] == Data::String("+NHS".to_owned())).unwrap();
    assert_eq!(nhs[4], Data::Float(results.payers.get("nhs").unwrap().part.avoided.mean));
    let targets = book.worksheet_range("Targets").unwrap();
    assert_eq!(targets.get((1, 8)), Some(&Data::Float(results.targets.get("budget").unwrap().chance.probability)));
    let draws = book.worksheet_range("Draws").unwrap();
    assert_eq!(draws.height(), 401, "a head and a row a draw");
    assert!(draws.rows().skip(1).all(|row| matches!(row[0], Data::Float(_)) && matches!(row[2], Data::Float(_))));
    let assumptions = book.worksheet_range("Assumptions").unwrap();
    assert_eq!(assumptions.height() - 3, results.assumptions.len() + 1, "a head, and two notes below an empty row");
}

#[test]
fn no_formula_is_of_somebody_elses_making() {
    let mut book = workbook();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        // The calculator's are over its own cells and the columns of draws; labels are in none of them.
        let own =
            |formula: &str| name == "Calculator" && formula.contains("draws_") || formula == "programme_cost*people";
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty() || own(formula)), "{name}");
        assert!(formulas.used_cells().all(|(_, _, formula)| !formula.contains("HYPERLINK")), "{name}");
    }
    let payers = book.worksheet_range("Payers by year").unwrap();
    assert_eq!(payers.get((1, 1)), Some(&Data::String(FORMULA.to_owned())), "the label came through as text");
    for (name, content) in parts(&PAPERS.xlsx) {
        let text = String::from_utf8_lossy(&content);
        assert!(!text.contains("<f>") || name == "xl/worksheets/sheet2.xml", "{name}");
        assert!(!text.contains("<hyperlink"), "{name}");
        assert!(!text.contains("<script"), "{name}");
    }
}

#[test]
fn the_workbook_has_two_charts_with_alternative_text() {
    let drawings: Vec<String> = parts(&PAPERS.xlsx)
        .into_iter()
        .filter(|(name, _)| name.starts_with("xl/drawings/drawing"))
        .map(|(_, content)| String::from_utf8(content).unwrap())
        .collect();
    assert_eq!(drawings.len(), 2);
    assert!(drawings.iter().all(|drawing| drawing.contains(" descr=\"")));
    let chart = part(&PAPERS.xlsx, "xl/charts/chart1.xml");
    assert!(chart.contains("<c:errBars>"), "the bars have their intervals");
}

#[test]
fn every_part_of_the_workbook_and_the_document_is_well_formed() {
    for (name, content) in parts(&PAPERS.docx).into_iter().chain(parts(&PAPERS.xlsx)) {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let mut reader = quick_xml::Reader::from_reader(content.as_slice());
            reader.config_mut().check_end_names = true;
            let mut buffer = Vec::new();
            let mut depth = 0_i32;
            loop {
                match reader.read_event_into(&mut buffer).unwrap_or_else(|error| panic!("{name}: {error}")) {
                    quick_xml::events::Event::Start(_) => depth += 1,
                    quick_xml::events::Event::End(_) => depth -= 1,
                    quick_xml::events::Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{name}");
        }
    }
}

#[test]
fn the_briefing_has_headings_table_heads_and_alternative_text() {
    let document = part(&PAPERS.docx, "word/document.xml");
    let headings = ["Purpose", "Recommendation", "Financial implications", "Risks", "Evidence and its limits"];
    for heading in headings.into_iter().chain(["Equality implications", "Next steps"]) {
        let styled = format!(
            "<w:pStyle w:val=\"Heading1\"/><w:keepNext/></w:pPr><w:r><w:t xml:space=\"preserve\">{heading}</w:t>"
        );
        assert!(document.contains(&styled), "{heading}");
    }
    assert_eq!(document.matches("<w:tblHeader/>").count(), document.matches("<w:tbl>").count());
    let alt = "descr=\"=HYPERLINK(&quot;http://example.org&quot;;&quot;x&quot;)\"";
    assert_eq!(document.matches("<wp:docPr ").count(), 1);
    assert_eq!(document.matches(alt).count(), 2, "the figure says it at both places that Word reads");
    assert!(part(&PAPERS.docx, "word/styles.xml").contains("<w:lang w:val=\"en-GB\""));
    assert!(document.contains("Chance that this cohort of") && document.contains("Small sample"));
    // The height follows from the pixels of the picture: 255 · 1890 / 1063 points by 255 points, in EMU.
    assert!(
        document.contains("<wp:extent cx=\"5758010\" cy=\"3238500\"/>"),
        "{:?}",
        document.split_once("<wp:extent").unwrap().1.get(..60)
    );
}

/// The page without its one script, which stands at its end.
fn without_script(html: &str) -> String {
    let (before, rest) = html.split_once("<script>").unwrap();
    let (_, after) = rest.split_once("</script>").unwrap();
    assert_eq!(after.trim(), "</body>\n</html>");
    format!("{before}{after}")
}

#[test]
fn the_page_needs_nothing_from_elsewhere() {
    let html = without_script(&PAPERS.html).replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    let shown = html.replace("http://example.org", "");
    for outside in ["http://", "https://", "src=", "@import", "<link", "<script", "<iframe", "<object"] {
        let found = shown.replace("src:url(data:", "").replace("&lt;img src=x", "").replace("&#60;img src=x", "");
        assert!(!found.contains(outside), "{outside}");
    }
    assert!(html.contains("<html lang=\"en-GB\">"));
    assert!(html.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'"));
    assert_eq!(html.matches("<h1>").count(), 1);
    assert_eq!(html.matches("<svg").count(), 2);
}

#[test]
fn ids_of_the_page_are_its_own() {
    let mut seen = HashSet::new();
    for piece in PAPERS.html.split(" id=\"").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(seen.insert(id), "{id} stands twice");
    }
    assert!(
        ["stress", "drivers", "small-sample"].iter().all(|section| seen.contains(section)),
        "every section is there"
    );
    assert!(seen.contains("chance-clip") && seen.contains("payers-clip"));
    assert!(PAPERS.html.contains("url(#payers-clip)"));
    for piece in PAPERS.html.split("href=\"#").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(seen.contains(id), "nothing has the id {id}");
    }
}

#[test]
fn hostile_labels_stay_text_on_the_page() {
    let html = without_script(&PAPERS.html);
    for acting in ["<script", "<b>In", "<i>hope", "<img", "onerror=alert(1)>"] {
        assert!(!html.contains(acting), "{acting}");
    }
    assert!(html.contains("&#60;script&#62;alert(1)&#60;/script&#62;"), "it is shown as it was written");
}

#[test]
fn hostile_labels_stay_text_in_markdown() {
    let markdown = &PAPERS.markdown;
    assert!(!markdown.contains('<'), "no HTML at all");
    assert!(markdown.contains("\\[link\\](javascript:alert(1))"));
    assert!(markdown.contains("\\`tick\\`") && markdown.contains("\\|pipe\\|"));
    assert!(markdown.contains("](figures/chance.svg)"));
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    let lines: Vec<&str> = markdown.lines().collect();
    let heads = lines.windows(2).filter(|pair| pair[1].starts_with("| :---"));
    assert!(heads.clone().count() > 8, "tables are there");
    for head in heads {
        assert_eq!(bars(head[0]), bars(head[1]), "{}", head[0]);
    }
    for table in lines.split(|line| !line.starts_with('|')).filter(|table| !table.is_empty()) {
        assert!(table.iter().all(|line| bars(line) == bars(table[0])), "{}", table[0]);
    }
}

#[test]
fn no_cell_of_the_csv_begins_as_a_formula() {
    for line in PAPERS.csv.lines() {
        for cell in line.split(',') {
            let number = cell.parse::<f64>().is_ok();
            assert!(number || !cell.trim_matches('"').starts_with(['=', '+', '-', '@']), "{cell}");
        }
    }
}

#[test]
fn parquet_holds_the_draws_of_the_csv() {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::RowAccessor as _;
    let reader = SerializedFileReader::new(bytes::Bytes::from(PAPERS.parquet.clone())).unwrap();
    let mut records = csv::Reader::from_reader(PAPERS.csv.as_bytes());
    let heads = records.headers().unwrap().clone();
    let schema = reader.metadata().file_metadata().schema().get_fields();
    assert_eq!(schema.iter().map(|field| field.name()).collect::<Vec<_>>(), heads.iter().collect::<Vec<_>>());
    let mut rows = 0;
    for (row, record) in reader.get_row_iter(None).unwrap().zip(records.records()) {
        let (row, record) = (row.unwrap(), record.unwrap());
        assert_eq!(row.get_long(0).unwrap().to_string(), record[0]);
        assert_eq!(row.get_string(1).unwrap(), &record[1]);
        assert_eq!(row.get_double(3).unwrap(), record[3].parse::<f64>().unwrap());
        rows += 1;
    }
    assert_eq!(rows, 400);
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let again = papers();
    assert!(again.xlsx == PAPERS.xlsx, "results.xlsx");
    assert!(again.docx == PAPERS.docx, "briefing.docx");
    assert!(again.html == PAPERS.html, "report.html");
    assert!(again.markdown == PAPERS.markdown, "report.md");
    assert!(again.parquet == PAPERS.parquet, "draws.parquet");
}

/// Chromium, and axe-core as the path that `AXE_CORE` names; both are installed by `.ci/run`.
fn browser() -> Option<(PathBuf, String)> {
    let paths = std::env::var_os("PATH")?;
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let chromium = std::env::split_paths(&paths)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|path| path.is_file())?;
    let axe = std::fs::read_to_string(Path::new(&std::env::var_os("AXE_CORE")?)).ok()?;
    Some((chromium, axe))
}

#[test]
fn the_page_is_accessible() {
    let Some((chromium, axe)) = browser() else {
        eprintln!("skipped: the page is not checked by axe-core, for Chromium or the file AXE_CORE names is missing");
        return;
    };
    // The page forbids scripts but its own; the copy that is checked allows this one, and is looked at with all that is folded.
    let policy = PAPERS.html.find("<meta http-equiv").unwrap();
    let end = policy + PAPERS.html[policy..].find('>').unwrap() + 1;
    let check = "document.querySelectorAll('details').forEach(each => { each.open = true; }); axe.run(document).then(found => { const out = document.createElement('pre'); out.id = 'axe-found'; \
                 out.textContent = 'AXE ' + found.passes.length + ' passes, violations: ' + \
                 found.violations.map(each => each.id + ' ' + each.nodes[0].target).join('; ') + ' END'; \
                 document.body.append(out); });";
    let page =
        format!("{}{}<script>{axe}</script><script>{check}</script>", &PAPERS.html[..policy], &PAPERS.html[end..]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("report.html");
    std::fs::write(&file, page).unwrap();
    let output = Command::new(chromium)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"])
        .arg(format!("--user-data-dir={}", folder.path().join("profile").display()))
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let dom = String::from_utf8_lossy(&output.stdout);
    let at =
        dom.rfind("AXE ").unwrap_or_else(|| panic!("axe did not run: {}", String::from_utf8_lossy(&output.stderr)));
    let found = dom[at..].split(" END").next().unwrap();
    assert!(found.ends_with("violations: "), "{found}");
}
