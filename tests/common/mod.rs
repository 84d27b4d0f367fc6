//! Looks at a figure as it lies on paper: where the ink of every word is.

use averted::render::figure::Figure;
use averted::render::font;
use resvg::usvg::{Group, Node, Options, Rect, Tree, fontdb};

fn texts(group: &Group, found: &mut Vec<(String, Rect)>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => texts(inner, found),
            Node::Text(text) => {
                let words = text.chunks().iter().map(|chunk| chunk.text().trim()).collect();
                found.push((words, text.flattened().abs_bounding_box()));
            }
            _ => {}
        }
    }
}

/// Every text of a figure with the box of its ink, in tenths of a point.
fn words(figure: &Figure) -> (Tree, Vec<(String, Rect)>) {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(font::REGULAR.to_vec());
    fonts.load_font_data(font::SEMIBOLD.to_vec());
    let options = Options { fontdb: std::sync::Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(&figure.svg, &options).expect("an SVG");
    let mut found = Vec::new();
    texts(tree.root(), &mut found);
    (tree, found)
}

/// Fails when a word of the figure leaves the paper or runs into another.
pub(crate) fn assert_readable(figure: &Figure) {
    let (tree, words) = words(figure);
    assert!(words.len() > 5, "{} has words", figure.id);
    let (right, bottom) = (tree.size().width(), tree.size().height());
    for (index, (text, ink)) in words.iter().enumerate() {
        let inside = ink.left() >= 0.0 && ink.top() >= 0.0 && ink.right() <= right && ink.bottom() <= bottom;
        assert!(inside, "{}: “{text}” is cut", figure.id);
        for (other, theirs) in &words[index + 1..] {
            let wide = ink.right().min(theirs.right()) - ink.left().max(theirs.left());
            let high = ink.bottom().min(theirs.bottom()) - ink.top().max(theirs.top());
            // The tails of one line may come level with the heads of the next.
            assert!(wide <= 0.0 || high <= 0.1, "{}: “{text}” runs into “{other}”", figure.id);
        }
    }
}
