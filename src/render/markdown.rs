//! Sets report.md: the report for a repository, with figures as files beside it.

use crate::quantity::printable;
use std::fmt::Write as _;

use super::answer::{Companion, report};
use super::document::{Block, Depth, Document, Finding, Picture, Role, Table};
use crate::estimate::Results;

/// The text of report.md, with its `companions` in short; figures are linked as `figures/<id>.svg`.
#[must_use]
pub fn markdown(results: &Results, companions: &[&dyn Companion], pictures: &[Picture]) -> String {
    let figures: Vec<&str> = pictures.iter().map(|picture| picture.id).collect();
    let report = report(results, companions, &figures, Depth::Full);
    let mut out = page(&report, pictures);
    let _ = write!(
        out,
        "---\n\nWritten by {} {}. Avoided cost is not money saved: only cashable savings can leave a budget.\n",
        text(&results.generator.name),
        text(&results.generator.version)
    );
    out
}

/// A document without figures, all of it.
#[must_use]
pub fn plain_markdown(document: Document) -> String {
    page(&document.at(Depth::Full, &[]), &[])
}

fn page(report: &Document, pictures: &[Picture]) -> String {
    let mut out = head(report);
    for section in &report.sections {
        let _ = writeln!(out, "\n## {}\n", text(&section.title));
        for block in &section.blocks {
            write_block(&mut out, block, pictures);
        }
    }
    out
}

fn head(report: &Document) -> String {
    let mut out = format!("# {}\n\n", text(&report.title));
    if let Some(verdict) = &report.verdict {
        if let Some(changes) = &verdict.changes {
            let _ = writeln!(out, "> **{}**\n", text(changes));
        }
        let _ = writeln!(out, "**{} {}**\n", text(&verdict.question), text(&verdict.sentence));
        for number in &verdict.numbers {
            let _ = writeln!(out, "- **{}** {} ({})", text(&number.value), text(&number.label), text(&number.note));
        }
        let _ = writeln!(out, "\n> **Caution.** {}\n", text(&verdict.caveat));
    }
    for sentence in &report.lead {
        let _ = writeln!(out, "{}\n", text(sentence));
    }
    for (name, value) in &report.facts {
        let _ = writeln!(out, "- {}: **{}**", text(name), text(value));
    }
    out
}

fn write_block(out: &mut String, block: &Block, pictures: &[Picture]) {
    let _ = match block {
        Block::Paragraph(sentence) => writeln!(out, "{}\n", text(sentence)),
        Block::Heading(title) => writeln!(out, "### {}\n", text(title)),
        Block::Finding(given) => {
            finding(out, given);
            Ok(())
        }
        Block::List(points) => {
            list(out, points);
            Ok(())
        }
        Block::Table(rows) => {
            table(out, rows);
            Ok(())
        }
        Block::Figure(id) => {
            if let Some(picture) = pictures.iter().find(|picture| picture.id == *id) {
                figure(out, picture);
            }
            Ok(())
        }
        Block::Formula(formula) => writeln!(out, "> {}\n", text(formula)),
        Block::Terms(terms) => {
            for (term, meaning) in terms {
                let _ = writeln!(out, "- **{}**: {}", text(term), text(meaning));
            }
            writeln!(out)
        }
        Block::Caution(sentence) => writeln!(out, "> **Caution.** {}\n", text(sentence)),
    };
}

fn finding(out: &mut String, finding: &Finding) {
    if !finding.question.is_empty() {
        let _ = writeln!(out, "### {}\n", text(&finding.question));
    }
    let _ = writeln!(out, "**{}**\n", text(&finding.headline));
    list(out, &finding.sentences);
}

fn list(out: &mut String, points: &[String]) {
    for point in points {
        let _ = writeln!(out, "- {}", text(point));
    }
    out.push('\n');
}

fn table(out: &mut String, table: &Table) {
    if !table.caption.is_empty() {
        let _ = writeln!(out, "**{}**\n", text(&table.caption));
    }
    let heads: Vec<String> = table.columns.iter().map(|column| text(&column.head)).collect();
    let rules: Vec<&str> = table.columns.iter().map(|column| if column.numeric { "---:" } else { ":---" }).collect();
    let _ = writeln!(out, "| {} |\n| {} |", heads.join(" | "), rules.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| {
                let printed = text(&cell.print());
                if row.role == Role::Total && !printed.is_empty() { format!("**{printed}**") } else { printed }
            })
            .collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
    for note in &table.notes {
        let _ = writeln!(out, "_{}_\n", text(note));
    }
}

fn figure(out: &mut String, picture: &Picture) {
    let _ = writeln!(out, "![{}](figures/{}.svg)\n", text(picture.alt), picture.id);
    for line in picture.caption {
        let _ = writeln!(out, "{}\n", text(line));
    }
}

/// Text that stays text: whatever Markdown or HTML would read as markup is escaped, and lines are joined.
fn text(plain: &str) -> String {
    let mut out = String::with_capacity(plain.len());
    for word in plain.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in printable(word).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' | '!' => {
                    out.push('\\');
                    out.push(c);
                }
                _ => out.push(c),
            }
        }
    }
    at_head(out)
}

/// A list marker at the head of a line is no marker.
fn at_head(text: String) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut rest = text[digits..].chars();
    match (digits, rest.next(), rest.next()) {
        (0, Some('-' | '+' | '='), _) => format!("\\{text}"),
        (1.., Some('.' | ')'), None | Some(' ')) => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(text("<script>alert(1)</script>"), "&lt;script&gt;alert(1)&lt;/script&gt;");
        assert_eq!(text("a | b `c` *d*\n# e"), "a \\| b \\`c\\` \\*d\\* \\# e");
        assert_eq!(text("94.7% of"), "94.7% of");
        assert_eq!(text("- point"), "\\- point");
        assert_eq!(text("1. point, 2.5"), "1\\. point, 2.5");
        assert_eq!(text("![x](javascript:y) & <https://z>"), "\\!\\[x\\](javascript:y) &amp; &lt;https://z&gt;");
    }
}
