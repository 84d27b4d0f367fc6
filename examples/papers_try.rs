fn main() {
    let mut args = std::env::args().skip(1);
    let json = std::fs::read(args.next().unwrap()).unwrap();
    let out = std::path::PathBuf::from(args.next().unwrap());
    let results: averted::estimate::Results = serde_json::from_slice(&json).unwrap();
    let t = std::time::Instant::now();
    let html = averted::render::html(&results, &[]).unwrap();
    println!("html {} bytes {:?}", html.len(), t.elapsed());
    std::fs::write(out.join("report.html"), html).unwrap();
    let md = averted::render::markdown(&results, &[]);
    println!("md {} bytes {:?}", md.len(), t.elapsed());
    std::fs::write(out.join("report.md"), md).unwrap();
}
