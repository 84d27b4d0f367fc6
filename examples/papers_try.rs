use averted::estimate::Results;
use averted::render;
use averted::render::report::DrawRows;
struct Csv {
    names: Vec<String>,
    views: Vec<String>,
    rows: Vec<Vec<f64>>,
}
impl DrawRows for Csv {
    fn names(&self) -> &[String] {
        &self.names
    }
    fn rows(&self) -> usize {
        self.rows.len()
    }
    fn view(&self, row: usize) -> &str {
        &self.views[row]
    }
    fn numbers(&self, row: usize, numbers: &mut Vec<f64>) {
        numbers.clear();
        numbers.extend(&self.rows[row]);
    }
}
fn main() {
    let out = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let results: Results = serde_json::from_slice(&std::fs::read(out.join("results.json")).unwrap()).unwrap();
    let mut reader = csv::Reader::from_path(out.join("draws.csv")).unwrap();
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let (mut views, mut rows) = (vec![], vec![]);
    for record in reader.records() {
        let record = record.unwrap();
        views.push(record[1].to_owned());
        rows.push(record.iter().skip(2).map(|f| f.parse().unwrap_or(f64::NAN)).collect());
    }
    let draws = Csv { names, views, rows };
    let name = out.file_name().unwrap().to_str().unwrap();
    let ids = ["chance", "payers", "payback", "bridge", "average", "person", "views", "outcomes", "convergence"];
    let folder = std::path::Path::new("/tmp/fig").join(name);
    let svgs: Vec<(&str, String, Option<Vec<u8>>)> = ids.iter().filter_map(|id| Some((*id, std::fs::read_to_string(folder.join(format!("{id}.svg"))).ok()?, std::fs::read(folder.join(format!("{id}.png"))).ok()))).collect();
    let caption = vec!["What is under the figure, in a sentence or two.".to_owned(), "850 people, 4,000 draws. Source: averted, havering.yaml.".to_owned()];
    let pictures: Vec<render::report::Picture> = svgs.iter().map(|(id, svg, png)| render::report::Picture { id, title: "On this evidence the programme has less than a 1 in 1,000 chance of reaching £500k", caption: &caption, alt: "A curve that falls from left to right.", svg, png: png.as_deref() }).collect();
    println!("{} figures", pictures.len());
    let t = std::time::Instant::now();
    let mut say = |name: &str, bytes: Vec<u8>, t: std::time::Instant| {
        println!("{name} {} bytes {:.1} ms", bytes.len(), t.elapsed().as_secs_f64() * 1e3);
        std::fs::write(out.join(name), bytes).unwrap();
    };
    say("report.html", render::html(&results, &pictures).unwrap(), t);
    let t = std::time::Instant::now();
    say("report.md", render::markdown(&results, &pictures).into_bytes(), t);
    let t = std::time::Instant::now();
    say("results.xlsx", render::xlsx(&results, Some(&draws)).unwrap(), t);
    let t = std::time::Instant::now();
    say("briefing.docx", render::docx(&results, &pictures).unwrap(), t);
    let t = std::time::Instant::now();
    let mut p = vec![];
    render::draws_parquet(&draws, &mut p).unwrap();
    say("draws.parquet", p, t);
}
