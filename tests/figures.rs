//! Looks at every figure as a reader would: its words, its place on the paper, what it does with hostile and odd input.
//!
//! To accept new captions after reading them aloud, run with `ACCEPT_MESSAGES=1`.

#[cfg(feature = "png")]
mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use averted::estimate::{Results, Summary};
use averted::render::figure::Figure;
use averted::render::plot::{FIGURES, drawn};

fn figures(results: &Results) -> Vec<Figure> {
    drawn(FIGURES, results)
}

fn results(scenario: &str, draws: &str) -> Results {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(scenario);
    let output = Command::new(env!("CARGO_BIN_EXE_averted"))
        .args(["run", "--json", "--draws", draws])
        .arg(&file)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{scenario}: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("results.json on standard output")
}

const SMALL: [&str; 4] = ["met", "missed", "no_programme", "only_outcomes"];

fn small(name: &str) -> Results {
    results(&format!("tests/figures/{name}.yaml"), "400")
}

/// Labels, file names and ids as a hostile or careless author may write them.
fn hostile() -> Results {
    let mut results = results("scenarios/havering.yaml", "200");
    let label =
        "<script>alert(\"x\")</script> & 'sons' \u{202E}\u{7} <b>of an extraordinarilylongwordwithoutanyspace</b>";
    results.scenario.file = format!("{label}.yaml");
    results.payers.0.iter_mut().for_each(|(_, payer)| payer.label = format!("{label} {label}"));
    results.views.0.iter_mut().for_each(|(_, view)| view.label = label.repeat(20));
    results.targets.0.iter_mut().for_each(|(_, target)| target.label = label.to_owned());
    results.segments.0.iter_mut().for_each(|(_, segment)| segment.label = label.to_owned());
    results.series.months.years.iter_mut().for_each(|year| year.label = label.to_owned());
    let again = results.targets.0[0].1.clone();
    results.targets.0.push(("second".to_owned(), again));
    results
}

fn ids(figures: &[Figure]) -> Vec<&str> {
    figures.iter().map(|figure| figure.id).collect()
}

#[test]
fn captions_say_what_they_said() {
    for name in SMALL {
        let mut said = String::new();
        for figure in figures(&small(name)) {
            said.push_str(&format!(
                "# {}: {}\n\n{}\n\nAlt: {}\n\n",
                figure.id,
                figure.title,
                figure.caption.join("\n"),
                figure.alt
            ));
        }
        let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/figures").join(name).with_extension("txt");
        if std::env::var_os("ACCEPT_MESSAGES").is_some() {
            fs::write(&snapshot, &said).expect("a snapshot on disk");
        }
        let known = fs::read_to_string(&snapshot).unwrap_or_default();
        assert!(said == known, "{name} is captioned in other words than {}:\n{said}", snapshot.display());
    }
}

#[test]
fn every_figure_that_applies_is_drawn() {
    let all = FIGURES.iter().map(|sketch| sketch.id);
    let havering = figures(&results("scenarios/havering.yaml", "200"));
    let there = all.filter(|id| !["outcomes", "meta"].contains(id));
    assert_eq!(ids(&havering), there.collect::<Vec<_>>(), "Havering has no outcomes and no meta-analysis");
    assert_eq!(ids(&figures(&small("only_outcomes"))), ["outcomes"]);
    let without = figures(&small("no_programme"));
    assert!(!ids(&without).contains(&"payback"));
    assert!(ids(&without).contains(&"views"));
    assert!(!ids(&figures(&small("met"))).contains(&"views"));
}

#[test]
fn the_svg_is_xml_that_says_what_it_shows() {
    for results in SMALL.map(small).iter().chain([&hostile()]) {
        for figure in figures(results) {
            let document =
                roxmltree::Document::parse(&figure.svg).unwrap_or_else(|error| panic!("{}: {error}", figure.id));
            let root = document.root_element();
            assert_eq!(root.attribute("role"), Some("img"));
            assert_eq!(root.attribute("width"), Some("16cm"));
            let child =
                |name: &str| root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
            let (title, desc) = (child("title").expect("a title"), child("desc").expect("a description"));
            assert_eq!(root.attribute("aria-labelledby"), title.attribute("id"));
            assert_eq!(root.attribute("aria-describedby"), desc.attribute("id"));
            assert!(title.text().is_some_and(|text| text.len() > 20));
            assert!(desc.text().is_some_and(|text| text.len() > 60));
            assert!(figure.alt.contains(&figure.title));
            let words: String = document
                .descendants()
                .filter(|node| node.has_tag_name("text"))
                .filter_map(|node| node.text())
                .collect();
            assert!(words.contains("Modelled, not measured"), "{} carries its caveat", figure.id);
        }
    }
}

#[test]
fn a_scenario_can_carry_no_markup_into_a_figure() {
    const DRAWN: [&str; 10] = ["svg", "title", "desc", "g", "rect", "line", "polyline", "polygon", "circle", "text"];
    let figures = figures(&hostile());
    assert!(figures.iter().any(|figure| figure.svg.contains("&lt;script&gt;")), "the words themselves are shown");
    for figure in figures {
        let document = roxmltree::Document::parse(&figure.svg).expect("XML");
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(DRAWN.contains(&node.tag_name().name()), "{} holds <{}>", figure.id, node.tag_name().name());
            assert!(
                node.attributes().all(|attribute| !attribute.name().starts_with("on") && attribute.name() != "href")
            );
        }
        assert!(!figure.svg.contains(['\u{202E}', '\u{7}']));
    }
}

#[test]
fn the_same_results_make_the_same_bytes() {
    let results = results("scenarios/havering.yaml", "200");
    let first = figures(&results);
    let drawn_elsewhere = std::thread::scope(|scope| {
        let others: Vec<_> = (0..3).map(|_| scope.spawn(|| figures(&results))).collect();
        others.into_iter().map(|other| other.join().expect("a drawing")).collect::<Vec<_>>()
    });
    assert!(drawn_elsewhere.iter().all(|other| *other == first));
}

/// Every number of a summary replaced.
fn flood(summary: &mut Summary, value: f64) {
    (summary.mean, summary.mcse, summary.sd) = (value, value, value);
    summary.quantiles.iter_mut().for_each(|quantile| (quantile.value, quantile.mcse) = (value, value));
}

#[test]
fn odd_numbers_make_odd_figures_but_no_panic() {
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.0, f64::MAX, f64::MIN, f64::MIN_POSITIVE, -1.0] {
        let mut results = hostile();
        for (_, payer) in &mut results.payers.0 {
            flood(&mut payer.part.avoided, value);
            payer.part.programme_cost = value;
        }
        flood(&mut results.per_person.expected, value);
        flood(&mut results.per_person.cohort, value);
        flood(&mut results.total.avoided, value);
        for step in results.series.bridge.iter_mut().flat_map(|bridge| &mut bridge.steps) {
            flood(&mut step.left, value);
        }
        let series = &mut results.series;
        series.exceedance.iter_mut().for_each(|curve| curve.amount.fill(value));
        series.funding.iter_mut().for_each(|entry| entry.amount = value);
        series.months.p97_5.fill(value);
        series.convergence.mean.fill(value);
        (series.person_histogram.width, series.expected_density.width) = (value, value);
        for (_, target) in &mut results.targets.0 {
            let chance = &mut target.chance;
            (target.amount, chance.probability, chance.low, chance.high) = (value, value, value, value);
        }
        for figure in figures(&results) {
            assert!(roxmltree::Document::parse(&figure.svg).is_ok(), "{} of {value}", figure.id);
        }
    }
}

#[test]
fn empty_and_single_series_are_no_panic() {
    for length in [0, 1] {
        let mut results = results("scenarios/havering.yaml", "60");
        let series = &mut results.series;
        for curve in &mut series.exceedance {
            curve.amount.truncate(length);
            curve.chance.truncate(length);
        }
        series.person_histogram.shares.truncate(length);
        series.expected_density.expected.truncate(length);
        series.expected_density.cohort.truncate(length);
        series.expected_density.expected_quantiles.truncate(length);
        let months = &mut series.months;
        for line in [
            &mut months.p2_5,
            &mut months.p10,
            &mut months.p25,
            &mut months.p50,
            &mut months.p75,
            &mut months.p90,
            &mut months.p97_5,
        ] {
            line.truncate(length);
        }
        months.years.truncate(length);
        series.bridge.truncate(length);
        series.convergence.draws.truncate(length);
        results.payers.0.truncate(length);
        assert!(figures(&results).iter().all(|figure| roxmltree::Document::parse(&figure.svg).is_ok()));
    }
}

#[cfg(feature = "png")]
mod on_paper {
    use super::*;
    use averted::render::{font, png};
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::{Options, Tree, fontdb};
    use std::sync::Arc;

    #[test]
    fn no_words_are_cut_and_none_run_into_others() {
        let mut all: Vec<Results> = SMALL.iter().map(|name| small(name)).collect();
        all.extend([
            hostile(),
            results("scenarios/havering.yaml", "400"),
            results("scenarios/havering_case_studies.yaml", "400"),
        ]);
        all.iter().flat_map(figures).for_each(|figure| common::assert_readable(&figure));
    }

    /// What a PNG says of itself, and its pixels as red, green and blue.
    fn decoded(bytes: &[u8]) -> (::png::Info<'static>, Vec<u8>) {
        let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(::png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        reader.next_frame(&mut pixels).expect("pixels");
        (reader.info().clone(), pixels)
    }

    #[test]
    fn a_picture_is_sixteen_centimetres_at_300_dots_per_inch_and_holds_the_words() {
        let figure = &figures(&small("met"))[0];
        let bytes = png::png(&figure.svg).expect("a picture");
        assert_eq!(bytes, png::png(&figure.svg).expect("the same picture"));
        let (picture, pixels) = decoded(&bytes);
        assert_eq!(picture.width, 1890);
        let expected = figure.height_cm / 16.0 * 1890.0;
        assert!((f64::from(picture.height) - expected).abs() <= 1.5, "{} against {expected}", picture.height);
        let dots = picture.pixel_dims.expect("a resolution");
        assert_eq!((dots.xppu, dots.unit), (11_811, ::png::Unit::Meter));
        // The message is the only thing in the uppermost 2.5% of the paper's width: ink there is text.
        let top = &pixels[..1890 * 3 * 47];
        let dark = top.chunks_exact(3).filter(|pixel| pixel.iter().all(|channel| *channel < 90)).count();
        assert!(dark > 2_000, "{dark} dark pixels: the embedded typeface is drawn");
    }

    #[test]
    fn pictures_show_what_resvg_would_draw() {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(font::REGULAR.to_vec());
        fonts.load_font_data(font::SEMIBOLD.to_vec());
        let fontdb = Arc::new(fonts);
        for figure in figures(&results("scenarios/havering.yaml", "400")) {
            let options =
                Options { font_family: "Open Sans".to_owned(), fontdb: Arc::clone(&fontdb), ..Options::default() };
            let tree = Tree::from_str(&figure.svg, &options).expect("a drawing");
            let bytes = png::png(&figure.svg).expect("a picture");
            let (picture, ours) = decoded(&bytes);
            let mut theirs = Pixmap::new(picture.width, picture.height).expect("a sheet");
            theirs.data_mut().fill(255);
            let scale = 1890.0 / tree.size().width();
            resvg::render(&tree, Transform::from_scale(scale, scale), &mut theirs.as_mut());
            let (ours, theirs) = (ours.as_chunks::<3>().0, theirs.data().as_chunks::<4>().0);
            assert_eq!(ours.len(), theirs.len());
            let apart = |ours: &[u8; 3], theirs: &[u8; 4]| ours.iter().zip(theirs).map(|(a, b)| a.abs_diff(*b)).max();
            let apart: Vec<u8> = ours.iter().zip(theirs).filter_map(|(ours, theirs)| apart(ours, theirs)).collect();
            // A palette holds 256 colours, so that a picture with more of them takes the nearest.
            let edges = apart.iter().filter(|apart| **apart > 5).count();
            assert!(edges * 30 < apart.len(), "{}: {edges} of {}", figure.id, apart.len());
            assert!(apart.iter().all(|apart| *apart < 90), "{}: {:?}", figure.id, apart.iter().max());
            let ours: u64 = ours.as_flattened().iter().map(|channel| u64::from(255 - channel)).sum();
            let theirs: u64 = theirs.iter().flat_map(|pixel| &pixel[..3]).map(|channel| u64::from(255 - channel)).sum();
            assert!(ours.abs_diff(theirs) * 200 < theirs, "{}: {ours} against {theirs}", figure.id);
        }
    }
}
