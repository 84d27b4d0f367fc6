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
    let figures = render::plot::figures(&results);
    let pngs: Vec<Vec<u8>> = figures.iter().map(|f| render::png::png(&f.svg).unwrap()).collect();
    let pictures: Vec<render::report::Picture> =
        figures.iter().zip(&pngs).map(|(f, p)| render::report::Picture::new(f, Some(p))).collect();
    std::fs::create_dir_all(out.join("figures")).unwrap();
    for f in &figures {
        std::fs::write(out.join("figures").join(format!("{}.svg", f.id)), &f.svg).unwrap();
    }
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
