//! Reads as much of Rust as says what a file takes from others: modules, `use` trees, paths and definitions.

use std::collections::BTreeSet;

/// One name that a `use` brings in.
pub(crate) struct Use {
    /// As written, braces resolved; without the star of a glob.
    pub(crate) path: Vec<String>,
    /// What it is called here.
    pub(crate) name: String,
    /// Whether it is handed on.
    pub(crate) public: bool,
    /// Whether it is a glob.
    pub(crate) all: bool,
}

/// The words and signs of a text without comments, literals of text and what is behind `#[cfg(test)]`.
pub(crate) fn code(text: &str) -> Vec<&str> {
    const TEST: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let all = tokens(text);
    let mut kept = Vec::with_capacity(all.len());
    let mut rest = &all[..];
    while let Some((first, others)) = rest.split_first() {
        if let Some(item) = rest.strip_prefix(&TEST) {
            rest = after_item(item);
        } else {
            kept.push(*first);
            rest = others;
        }
    }
    kept
}

fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let (length, counts) = if let Some(length) = comment(rest).or_else(|| literal(rest)) {
            (length, false)
        } else if is_word(first) {
            (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), true)
        } else if rest.starts_with("::") {
            (2, true)
        } else {
            (first.len_utf8(), !first.is_whitespace())
        };
        if counts {
            found.push(&rest[..length]);
        }
        rest = &rest[length..];
    }
    found
}

/// The length of the comment that a text begins with.
fn comment(text: &str) -> Option<usize> {
    let end = if text.starts_with("//") {
        text.find('\n')
    } else if text.starts_with("/*") {
        text.find("*/").map(|at| at + 2)
    } else {
        return None;
    };
    Some(end.unwrap_or(text.len()))
}

/// The length of the text or character that a text begins with as a literal, or of the tick of a lifetime.
fn literal(text: &str) -> Option<usize> {
    if let Some(raw) = text.strip_prefix("br").or_else(|| text.strip_prefix('r')) {
        let opened = raw.trim_start_matches('#');
        if let Some(inside) = opened.strip_prefix('"') {
            let close = format!("\"{}", &raw[..raw.len() - opened.len()]);
            return Some(inside.find(&close).map_or(text.len(), |at| text.len() - inside.len() + at + close.len()));
        }
    }
    if text.starts_with('"') {
        return Some(quoted(text, '"'));
    }
    let character = text.strip_prefix('\'')?;
    let mut letters = character.chars();
    match (letters.next(), letters.next()) {
        (Some('\\'), _) => Some(quoted(text, '\'')),
        (Some(letter), Some('\'')) => Some(2 + letter.len_utf8()),
        _ => Some(1),
    }
}

/// The length up to the closing quote.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// What follows the item, with its attributes, that the tokens begin with.
fn after_item<'a, 't>(tokens: &'a [&'t str]) -> &'a [&'t str] {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" if depth == 0 => return &tokens[at..],
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                // The braces of a `use`, or of the value of a constant, do not end it.
                if depth == 0 && !matches!(tokens.get(at + 1), Some(&(";" | "." | ","))) {
                    return &tokens[at + 1..];
                }
            }
            ";" if depth == 0 => return &tokens[at + 1..],
            _ => {}
        }
    }
    &[]
}

/// The modules that have a file of their own.
pub(crate) fn declared(code: &[&str]) -> Vec<String> {
    let declarations = code.windows(3).filter(|window| window[0] == "mod" && window[2] == ";");
    declarations.map(|window| window[1].to_owned()).collect()
}

/// What is defined here, at whatever depth.
pub(crate) fn defined(code: &[&str]) -> BTreeSet<String> {
    let keywords = ["fn", "struct", "enum", "trait", "type", "static", "const", "union"];
    let definitions = code.windows(2).filter(|pair| keywords.contains(&pair[0]));
    let macros = code.windows(3).filter(|window| window[0] == "macro_rules" && window[1] == "!");
    definitions.map(|pair| pair[1]).chain(macros.map(|window| window[2])).map(str::to_owned).collect()
}

/// Every name that a `use` brings in.
pub(crate) fn uses(code: &[&str]) -> Vec<Use> {
    let mut found = Vec::new();
    for (at, _) in code.iter().enumerate().filter(|&(at, _)| is_use(code, at)) {
        // After `pub` or the bracket of `pub(super)`.
        let public = at > 0 && matches!(code[at - 1], "pub" | ")");
        let mut leaves = Vec::new();
        branch(code, at + 1, &[], &mut leaves);
        found.extend(leaves.into_iter().map(|(mut path, alias)| {
            let all = path.last().is_some_and(|last| *last == "*");
            if all || path.len() > 1 && path.last().is_some_and(|last| *last == "self") {
                path.pop();
            }
            let name = alias.or(path.last().copied()).unwrap_or_default().to_owned();
            Use { path: path.into_iter().map(str::to_owned).collect(), name, public, all }
        }));
    }
    found
}

/// Whether a `use` begins here, not the `use<'a>` of a type.
fn is_use(code: &[&str], at: usize) -> bool {
    code[at] == "use" && code.get(at + 1).is_some_and(|next| *next != "<")
}

/// Writes out the branch of a `use` that begins at `at`, with the alias of each leaf, and returns where it ends.
fn branch<'t>(
    code: &[&'t str],
    mut at: usize,
    stem: &[&'t str],
    leaves: &mut Vec<(Vec<&'t str>, Option<&'t str>)>,
) -> usize {
    let mut path = stem.to_vec();
    loop {
        match code.get(at).copied() {
            Some("::") => at += 1,
            Some("{") => {
                at += 1;
                while code.get(at).is_some_and(|token| *token != "}") {
                    at = branch(code, at, &path, leaves);
                    at += usize::from(code.get(at) == Some(&","));
                }
                return at + 1;
            }
            Some("as") => {
                leaves.push((path, code.get(at + 1).copied()));
                return at + 2;
            }
            None | Some("," | "}" | ";") => {
                leaves.push((path, None));
                return at;
            }
            Some(segment) => {
                path.push(segment);
                at += 1;
            }
        }
    }
}

/// Every path of two or more segments outside `use`.
pub(crate) fn paths(code: &[&str]) -> Vec<Vec<String>> {
    let is_word = |token: &str| token.starts_with(|c: char| c.is_alphabetic() || c == '_');
    let mut found = Vec::new();
    let mut at = 0;
    while at < code.len() {
        if is_use(code, at) {
            at += code[at..].iter().position(|token| *token == ";").unwrap_or(code.len() - at);
        } else if is_word(code[at]) && code.get(at + 1) == Some(&"::") && !follows_a_path(code, at) {
            let mut path = vec![code[at].to_owned()];
            while code.get(at + 1) == Some(&"::") && code.get(at + 2).is_some_and(|next| is_word(next)) {
                path.push(code[at + 2].to_owned());
                at += 2;
            }
            if path.len() > 1 {
                found.push(path);
            }
        }
        at += 1;
    }
    found
}

/// Whether a word goes on a path or says how far something is visible: `pub(in crate::estimate)`.
fn follows_a_path(code: &[&str], at: usize) -> bool {
    at > 0 && (code[at - 1] == "::" || code[at - 1] == "in" && at > 1 && code[at - 2] == "(")
}
