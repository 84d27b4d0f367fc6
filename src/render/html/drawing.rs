//! Makes an SVG fit to stand within a page: ids of its own, only shapes, text and the values of marks, and a text alternative.

use crate::quantity::printable;
use crate::render::document::Picture;
use crate::render::font::FAMILY;
use crate::render::markup::escaped;

/// Elements that draw; whatever else a file holds (scripts, style sheets, embedded pages) is left out with its content.
const ELEMENTS: [&str; 20] = [
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "defs",
    "clipPath",
    "linearGradient",
    "radialGradient",
    "stop",
    "pattern",
    "mask",
    "marker",
    "use",
];

/// Attributes of the root that the page sets itself.
const OWN: [&str; 4] = ["width", "height", "role", "xmlns:xlink"];

/// The class of a group whose first child is a title that says the value of its mark.
const VALUE: &str = "value";

/// The drawing for the page; `None` when it is not whole.
pub(super) fn inline(picture: &Picture) -> Option<String> {
    let mut rest = picture.svg;
    let mut out = String::with_capacity(rest.len());
    let (mut open, mut skipped) = (0_usize, 0_usize);
    // Whether the tag before opened the group of a value: its title may follow, no other.
    let mut valued = false;
    while let Some(at) = rest.find('<') {
        if skipped == 0 && open > 0 {
            out.push_str(&rest[..at]);
        }
        let tag = &rest[at..];
        if tag.starts_with("<!--") {
            rest = &tag[tag.find("-->")? + 3..];
        } else if tag.starts_with("<?") {
            rest = &tag[tag.find("?>")? + 2..];
        } else if tag.starts_with("<!") {
            rest = &tag[tag.find('>')? + 1..];
        } else {
            let end = tag_end(tag)?;
            let body = &tag[1..end];
            rest = &tag[end + 1..];
            let titled = std::mem::take(&mut valued);
            if body.starts_with('/') {
                if skipped > 0 {
                    skipped -= 1;
                } else {
                    open = open.checked_sub(1)?;
                    out.push_str(&format!("<{}>", body.trim_end()));
                }
                if open == 0 && skipped == 0 {
                    return Some(out);
                }
                continue;
            }
            let closed = body.ends_with('/');
            let body = body.trim_end_matches('/');
            let name = body.split_ascii_whitespace().next()?;
            if skipped > 0 || !(ELEMENTS.contains(&name) || titled && name == "title") {
                skipped += usize::from(!closed);
                continue;
            }
            let element = element(name, &body[name.len()..], picture, open == 0)?;
            valued = !closed && name == "g" && element.contains(&format!(" class=\"{VALUE}\""));
            out.push_str(&element);
            out.push_str(if closed { "/>" } else { ">" });
            open += usize::from(!closed);
        }
    }
    None
}

/// Where the tag at the head of `text` ends, `>` within quotes not counted.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    text.char_indices().find_map(|(at, c)| match (quote, c) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            quote = Some(c);
            None
        }
        (Some(open), c) if open == c => {
            quote = None;
            None
        }
        _ => None,
    })
}

/// The opening tag, without its `>`.
fn element(name: &str, attributes: &str, picture: &Picture, root: bool) -> Option<String> {
    let mut out = format!("<{name}");
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, after) = after[1..].split_once(quote)?;
        let key = key.trim();
        rest = after.trim_start();
        let own = root && OWN.contains(&key);
        let kept = !(own || needless(key, value)) && harmless(key, value);
        if !kept || key == "class" && (name, value) != ("g", VALUE) {
            continue;
        }
        let value = own_ids(key, value, picture.id).replace('"', "&quot;");
        out.push_str(&format!(" {key}=\"{value}\""));
    }
    if root {
        out.push_str(&format!(" role=\"img\" aria-label=\"{}\"", escaped(&printable(picture.alt))));
    }
    Some(out)
}

/// Whether an attribute can only change how a shape looks.
fn harmless(key: &str, value: &str) -> bool {
    let name = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_'));
    let leads_out = match key {
        "href" | "xlink:href" => !value.starts_with('#'),
        "xmlns" => value != "http://www.w3.org/2000/svg",
        _ => value.contains("url(") && !value.contains("url(#"),
    };
    name && !leads_out && !key.starts_with("on") && !key.starts_with("aria-") && !matches!(key, "tabindex" | "style")
}

/// Whether an attribute says what holds without it: the page is set in the typeface of its figures.
fn needless(key: &str, value: &str) -> bool {
    matches!((key, value), ("opacity", "1") | ("font-family", FAMILY))
}

/// The value with every id made the figure's own, so that two figures of a page never share one.
fn own_ids(key: &str, value: &str, figure: &str) -> String {
    match key {
        "id" => format!("{figure}-{value}"),
        "href" | "xlink:href" => value.replacen('#', &format!("#{figure}-"), 1),
        _ => value.replace("url(#", &format!("url(#{figure}-")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(svg: &str) -> Option<String> {
        inline(&Picture { id: "fan", title: "", caption: &[], alt: "Up & \"down\"", svg, png: None })
    }

    #[test]
    fn ids_become_the_figures_own_and_the_root_gets_its_alternative() {
        let svg = "<?xml version=\"1.0\"?><!-- x --><svg xmlns=\"http://www.w3.org/2000/svg\" width='16cm' viewBox=\"0 0 9 9\">\
                   <defs><clipPath id=\"a\"><rect width=\"3\" height=\"3\"/></clipPath></defs>\
                   <title>not here</title><g clip-path=\"url(#a)\"><use href=\"#a\"/><text>1 &lt; 2</text></g></svg>";
        assert_eq!(
            drawn(svg).unwrap(),
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" role=\"img\" \
             aria-label=\"Up &amp; &quot;down&quot;\"><defs><clipPath id=\"fan-a\"><rect width=\"3\" height=\"3\"/></clipPath></defs>\
             <g clip-path=\"url(#fan-a)\"><use href=\"#fan-a\"/><text>1 &lt; 2</text></g></svg>"
        );
    }

    #[test]
    fn nothing_that_acts_gets_through() {
        let svg = "<svg onload=\"alert(1)\"><script>alert(1)</script><foreignObject><p>x</p></foreignObject>\
                   <use href=\"https://example.org/x\"/><rect fill=\"url(http://example.org)\" width=\"1\"/></svg>";
        assert_eq!(
            drawn(svg).unwrap(),
            "<svg role=\"img\" aria-label=\"Up &amp; &quot;down&quot;\"><use/><rect width=\"1\"/></svg>"
        );
    }

    #[test]
    fn a_mark_keeps_its_value_and_nothing_else_its_title_or_class() {
        let svg = "<svg><title>x</title><g class=\"value\"><title>NHS: £9 &amp; more</title><rect class=\"value\" width=\"3\" \
                   style=\"fill:red\"/><title>x</title></g><g class=\"tip\"><title>x</title></g></svg>";
        assert!(
            drawn(svg)
                .unwrap()
                .ends_with("><g class=\"value\"><title>NHS: £9 &amp; more</title><rect width=\"3\"/></g><g></g></svg>")
        );
    }

    #[test]
    fn what_holds_anyway_is_left_out() {
        let svg = "<svg><text opacity=\"1\" font-family=\"Open Sans, Arial, Helvetica, sans-serif\" x=\"1\"/></svg>";
        assert!(drawn(svg).unwrap().ends_with("><text x=\"1\"/></svg>"));
    }

    #[test]
    fn a_broken_drawing_is_left_out() {
        assert_eq!(drawn("<svg><g></svg"), None);
        assert_eq!(drawn("no drawing"), None);
        assert_eq!(drawn("<svg><rect width=3/></svg>"), None);
    }
}
