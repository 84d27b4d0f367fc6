//! Keeps captions short: as many of their sentences as three lines hold.

use super::text::lines;

/// Lines of a caption, at most.
const MOST: u32 = 3;

/// The first sentences of a caption that fit its lines, of which one holds `room` ems; at least one.
pub(super) fn short(caption: &[String], room: f64) -> String {
    let mut kept = String::new();
    for sentence in caption.iter().flat_map(|line| sentences(line)) {
        let longer = if kept.is_empty() { sentence.to_owned() } else { format!("{kept} {sentence}") };
        // What leads the caption, such as “Figure 2.”, takes room too.
        if !kept.is_empty() && lines(&format!("Figure 10. {longer}"), room) > MOST {
            break;
        }
        kept = longer;
    }
    kept
}

/// The sentences of a text: a full stop before a space and a capital letter ends one.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim();
    let mut from = 0;
    while let Some(at) = rest[from..].find(". ") {
        let end = from + at + 1;
        let after = rest[end..].trim_start();
        if after.starts_with(|letter: char| letter.is_uppercase()) {
            found.push(&rest[..end]);
            rest = after;
            from = 0;
        } else {
            from = end;
        }
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_ends_with_a_sentence() {
        let long =
            ["One of 3.5 points. Two, e.g. this one. ".to_owned() + &"Three is long. ".repeat(40), "Four.".to_owned()];
        let found = short(&long, 40.0);
        assert!(
            found.starts_with("One of 3.5 points. Two, e.g. this one. Three is long.") && found.ends_with('.'),
            "{found}"
        );
        assert!(lines(&found, 40.0) <= MOST && !found.contains("Four"));
        assert_eq!(short(&["word ".repeat(200)], 40.0), "word ".repeat(200).trim());
        assert_eq!(sentences("A. B.  C"), ["A.", "B.", "C"]);
    }
}
