//! The names that people have for countries.

/// Each country's ISO 3166-1 alpha-2 code, its name in English, and other names.
const COUNTRIES: &str = include_str!("countries.tsv");

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
    let has_name = |is_it: &dyn Fn(&str) -> bool| {
        let mut rows = rows();
        rows.find(|(_, names)| names.split('\t').any(is_it)).map(|(known, _)| known)
    };
    has_name(&is_meant).or_else(|| has_name(&begins))
}

/// Lists every country with all its names, which tabs separate.
fn rows() -> impl Iterator<Item = (Known, &'static str)> {
    COUNTRIES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (alpha2, names) = line.split_once('\t')?;
        let name = names.split('\t').next()?;
        Some((Known { alpha2, name }, names))
    })
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

    use super::{find, rows};

    #[test]
    fn every_country_has_a_name_and_every_calling_code_a_country() {
        let codes: Vec<_> = rows().map(|(known, _)| known.alpha2).collect();
        assert!(Country::all().map(Country::alpha2).eq(codes));
        assert!(rows().all(|(known, _)| !known.name.is_empty()));
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
