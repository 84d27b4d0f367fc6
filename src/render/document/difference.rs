//! Shows long spellings of one value by what differs between them.

/// Longest spellings that are shown whole, in characters.
const LONGEST: usize = 70;

/// The spellings of one value in several scenarios, each as short as shows how they differ: what all begin and end with is
/// left out of long ones, but for the key that a differing part belongs to.
pub(super) fn by_difference(values: &[Option<String>]) -> Vec<Option<String>> {
    let long = values.iter().flatten().any(|text| text.chars().count() > LONGEST);
    let words: Vec<Vec<&str>> = values.iter().flatten().map(|text| text.split(' ').collect()).collect();
    let (Some(first), true) = (words.first(), long && words.len() > 1) else { return values.to_vec() };
    let least = words.iter().map(Vec::len).min().unwrap_or(0);
    let alike =
        |place: &dyn Fn(&[&str]) -> usize| words.iter().all(|words| words.get(place(words)) == first.get(place(first)));
    let before = (0..least).take_while(|&at| alike(&|_: &[&str]| at)).count();
    let after = (0..least - before).take_while(|&at| alike(&|words: &[&str]| words.len() - 1 - at)).count();
    // The key before, `mean: 20%`, says what differs.
    let from = before.saturating_sub(1);
    let shown = |text: &String| {
        let words: Vec<&str> = text.split(' ').collect();
        let to = words.len() - after;
        let middle = words[from..to].join(" ");
        let middle = if after > 0 { middle.trim_end_matches(',') } else { &middle };
        let head = if from > 0 { "… " } else { "" };
        let tail = if after > 0 { " …" } else { "" };
        format!("{head}{middle}{tail}")
    };
    values.iter().map(|value| value.as_ref().map(shown)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(texts: &[&str]) -> Vec<String> {
        let values: Vec<Option<String>> = texts.iter().map(|text| Some((*text).to_owned())).collect();
        by_difference(&values).into_iter().flatten().collect()
    }

    #[test]
    fn short_spellings_are_whole() {
        assert_eq!(
            shown(&["{observed: 30 of 100}", "{observed: 33 of 100}"]),
            ["{observed: 30 of 100}", "{observed: 33 of 100}"]
        );
    }

    #[test]
    fn long_ones_show_what_differs_with_its_key() {
        let text = |mean: &str| {
            format!(
                "{{mixture: [{{weight: 20%, value: 0%}}, {{weight: 80%, value: {{beta: {{mean: {mean}, sd: 10%}}}}}}]}}"
            )
        };
        assert_eq!(shown(&[&text("30%"), &text("35%")]), ["… {mean: 30% …", "… {mean: 35% …"]);
        let words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
        assert_eq!(shown(&[words, &format!("{words} fifteen")]), ["… fourteen", "… fourteen fifteen"]);
        assert_eq!(shown(&[words, words]).len(), 2);
    }
}
