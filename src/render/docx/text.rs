//! Estimates how wide words run and how many lines they take, for column widths and for what is left of a page.
//!
//! No font is at hand: a reader's Word has its own. The widths are those of Arial by class of letter, which are wider than
//! Calibri's, so that an estimate errs towards too much room.

/// The width of a text, in ems of its size.
pub(super) fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

/// The width of a character, in ems.
fn em(letter: char) -> f64 {
    match letter {
        '\u{2060}' => 0.0,
        'i' | 'j' | 'l' | '|' | '\'' | '’' | '.' | ',' | ':' | ';' | '!' | ' ' | '\u{a0}' => 0.28,
        'f' | 't' | 'r' | '-' | '(' | ')' | '[' | ']' | '/' | '“' | '”' | '·' | '•' => 0.34,
        'm' | 'w' | '%' => 0.84,
        'M' | 'W' | '—' | '…' => 1.0,
        'I' => 0.3,
        'A'..='Z' => 0.7,
        letter if letter.is_ascii() => 0.556,
        letter if u32::from(letter) >= 0x2e80 => 1.0,
        _ => 0.6,
    }
}

/// The width of the longest piece of a text that no line may break, in ems.
pub(super) fn longest_word(text: &str) -> f64 {
    text.split_whitespace().map(ems).fold(0.0, f64::max)
}

/// How many lines a text takes where a line holds `room` ems; a word that is wider than a line is broken.
pub(super) fn lines(text: &str, room: f64) -> u32 {
    let room = room.max(1.0);
    let mut lines = 1;
    let mut used = 0.0;
    for word in text.split_whitespace() {
        let wide = ems(word);
        if used > 0.0 && used + em(' ') + wide > room {
            lines += 1;
            used = 0.0;
        }
        used += wide + if used > 0.0 { em(' ') } else { 0.0 };
        while used > room {
            lines += 1;
            used -= room;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_and_what_is_wider_than_a_line_is_broken() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("one two", 10.0), 1);
        assert_eq!(lines("aaaa bbbb cccc", 5.0), 2);
        assert_eq!(lines(&"a".repeat(100), 5.56), 10);
        assert!(longest_word("a bbbbbb cc") > ems("bbbbb") && longest_word("") == 0.0);
    }
}
