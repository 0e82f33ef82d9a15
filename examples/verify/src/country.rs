//! The names that people have for countries.

/// Each country's ISO 3166-1 alpha-2 code and its name in English.
const NAMES: &str = include_str!("../../../tests/data/country_names.tsv");

/// Alpha-2 codes, each with whatever else people call the country.
const OTHER_NAMES: &str = include_str!("other_names.tsv");

/// A country as people know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) alpha2: &'static str,
    pub(crate) name: &'static str,
}

/// Finds the country that someone may mean by a name, the beginning of a name, an alpha-3 code or a
/// calling code.
pub(crate) fn find(text: &str) -> Option<Known> {
    let wanted = plain(text);
    let calling_code = format!("+{}", wanted.trim_start_matches('0'));
    let is_meant = |name: &str| name == calling_code || plain(name) == wanted;
    let begins = |name: &str| wanted.chars().count() >= 4 && plain(name).starts_with(&wanted);
    let with_name = |is_it: &dyn Fn(&str) -> bool| {
        let mut all = rows(NAMES).chain(rows(OTHER_NAMES));
        all.find(|(_, names)| names.split('\t').any(is_it)).map(|(alpha2, _)| alpha2)
    };
    let alpha2 = with_name(&is_meant).or_else(|| with_name(&begins))?;
    let (alpha2, name) = rows(NAMES).find(|(code, _)| *code == alpha2)?;
    Some(Known { alpha2, name })
}

/// Lists the alpha-2 codes of a table, each with its names, which tabs separate.
fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_head = |line: &str| line.starts_with('#') || line.starts_with("iso\t");
    table.lines().filter(move |line| !is_head(line)).filter_map(|line| line.split_once('\t'))
}

/// Returns the letters and digits of a name, in lower case: `usa` for `U.S.A.`.
fn plain(name: &str) -> String {
    let characters = name.chars().filter(|character| character.is_alphanumeric());
    characters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use verify_core::phone::Country;

    use super::{NAMES, find, rows};

    #[test]
    fn every_country_has_a_name_and_every_calling_code_a_country() {
        let codes: Vec<_> = rows(NAMES).map(|(alpha2, _)| alpha2).collect();
        assert!(Country::all().map(Country::alpha2).eq(codes));
        let calling_codes: BTreeSet<_> = Country::all().map(Country::calling_code).collect();
        for code in calling_codes {
            let country = find(&format!("+{code}")).and_then(|known| known.alpha2.parse().ok());
            assert_eq!(country.map(Country::calling_code), Some(code));
        }
    }

    #[test]
    fn a_country_is_found_by_what_people_call_it() {
        for (text, alpha2) in [
            ("UK", "GB"),
            ("united kingdom", "GB"),
            ("U.S.A.", "US"),
            ("Germany", "DE"),
            ("deu", "DE"),
            ("Deutschland", "DE"),
            ("switz", "CH"),
            ("Ivory Coast", "CI"),
            ("Congo", "CG"),
            ("+44", "GB"),
            ("0044", "GB"),
            ("1", "US"),
        ] {
            assert_eq!(find(text).map(|known| known.alpha2), Some(alpha2), "{text}");
        }
        for text in ["Atlantis", "", "ger", "+", "0", "999"] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
