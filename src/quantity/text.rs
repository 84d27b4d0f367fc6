//! Tells characters that show nothing, or steer whatever shows them, from those that are read.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character is not to be shown as it is: it controls a terminal, turns the reading direction (CVE-2021-42574),
/// has no width, or is no character at all. A line feed is one of them.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        // The last two of each plane are no characters.
        || c as u32 & 0xfffe == 0xfffe
}

/// Text for a document: what [is hidden](is_hidden) is left out, but for line feeds; tabs and returns become spaces.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    let stays = |c: char| c == '\n' || !is_hidden(c);
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|c| match c {
        '\t' | '\r' => Some(' '),
        c => stays(c).then_some(c),
    });
    Cow::Owned(kept.collect())
}

/// Text for a screen: what [is hidden](is_hidden) is spelled out, such as `\u{202e}`, but for line feeds.
#[must_use]
pub fn spelled_out(text: &str) -> Cow<'_, str> {
    spelled(text, |_| None)
}

/// The same of text that carries its own colours: the sequences for those stay, and no others.
#[must_use]
pub fn on_screen(text: &str) -> Cow<'_, str> {
    spelled(text, colour)
}

/// Spells out what is hidden, but for line feeds and what `passes`, which says how many bytes do.
fn spelled(text: &str, passes: impl Fn(&str) -> Option<usize>) -> Cow<'_, str> {
    if text.chars().all(|c| c == '\n' || !is_hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if let Some(length) = passes(rest) {
            out.push_str(&rest[..length]);
            length
        } else {
            if c == '\n' || !is_hidden(c) {
                out.push(c);
            } else {
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    Cow::Owned(out)
}

/// The length of the sequence for a colour, bold, underlined or plain text that `text` begins with; none hides text.
fn colour(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let end = codes.find('m')?;
    let known = |code: &str| matches!(code, "" | "0" | "1" | "2" | "3" | "4" | "31" | "32" | "33" | "34" | "35" | "36");
    let bright = |code: &str| matches!(code, "91" | "92" | "93" | "94" | "95" | "96");
    codes[..end].split(';').all(|code| known(code) || bright(code)).then_some("\u{1b}[".len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_stays_as_it_is() {
        for text in ["", "Café £1,200 – 3 of 8", "Ünïted\nKingdom", "日本語", "نص", "🙂", "a\u{301}", "−5 ≤ x"]
        {
            assert!(matches!(printable(text), Cow::Borrowed(same) if same == text), "{text}");
            assert!(matches!(on_screen(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn what_steers_or_hides_is_left_out_of_documents_and_spelled_out_on_screens() {
        for c in [
            '\0',
            '\u{7}',
            '\u{8}',
            '\u{b}',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{9b}',
            '\u{ad}',
            '\u{61c}',
            '\u{200b}',
            '\u{200d}',
            '\u{200e}',
            '\u{2028}',
            '\u{202e}',
            '\u{2060}',
            '\u{2066}',
            '\u{2069}',
            '\u{feff}',
            '\u{fffe}',
            '\u{ffff}',
            '\u{1ffff}',
            '\u{e0041}',
        ] {
            assert_eq!(printable(&format!("a{c}b\n")), "ab\n", "{c:?}");
            let spelled = format!("a{}b\n", c.escape_unicode());
            assert_eq!(spelled_out(&format!("a{c}b\n")), spelled);
            assert_eq!(on_screen(&format!("a{c}b\n")), spelled);
        }
        assert_eq!(printable("a\tb\r\n"), "a b \n");
    }

    #[test]
    fn only_colours_pass_to_a_screen() {
        let coloured = "\u{1b}[1m\u{1b}[94mnote\u{1b}[0m: plain";
        assert_eq!(on_screen(coloured), coloured);
        for wild in
            ["\u{1b}[8m", "\u{1b}[2J", "\u{1b}]0;title\u{7}", "\u{1b}[30;40m", "\u{1b}[31", "\u{1b}[38;5;1m", "\u{1b}c"]
        {
            assert!(!on_screen(wild).contains(|c: char| c.is_control()), "{wild:?}");
        }
        assert!(spelled_out(coloured).starts_with("\\u{1b}[1m"));
    }
}
