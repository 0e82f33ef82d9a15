//! Placeholders of other template languages, which stay in a message.

/// Finds the first place where a template names `{name}` in another dialect: `{{name}}`, `${name}`,
/// `%name%`, `[name]`, and with capitals or with spaces inside. `name` is in small letters. Returns
/// the position of its first character, in characters from 0.
pub(super) fn position(template: &str, name: &str) -> Option<usize> {
    let bytes = template.as_bytes();
    let starts = (0..bytes.len()).filter(|start| {
        let end = start.saturating_add(name.len());
        bytes.get(*start..end).is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
    });
    // A name is ASCII, so that it begins and ends between two characters.
    let mut starts = starts.filter_map(|start| {
        let (before, rest) = template.split_at_checked(start)?;
        let (word, after) = rest.split_at_checked(name.len())?;
        opening(before, word == name, after)
    });
    let before = starts.next()?;
    Some(before.chars().count())
}

/// Returns the text before a placeholder of another dialect, if a word between two texts is in one.
fn opening<'t>(before: &'t str, is_exact: bool, after: &str) -> Option<&'t str> {
    let (outer, inner) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
    let is_tight = outer.len() == before.len() && inner.len() == after.len();
    let (opening, closing) = (outer.chars().next_back()?, inner.chars().next()?);
    let before = outer.strip_suffix(opening)?;
    match (opening, closing) {
        ('{', '}') if before.ends_with('{') && inner.starts_with("}}") => {
            Some(before.trim_end_matches('{'))
        }
        ('{', '}') if before.ends_with('$') => before.strip_suffix('$'),
        ('{', '}') | ('<', '>') => Some(before).filter(|_| !(is_exact && is_tight)),
        ('[', ']') => Some(before),
        // A percent sign with a space is one behind a number.
        ('%', '%') => Some(before).filter(|_| is_tight),
        _ => None,
    }
}
