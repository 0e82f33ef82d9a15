//! The text format of Prometheus, read by what its documentation says.

use std::collections::{BTreeMap, BTreeSet};

/// What a scrape has returned.
#[derive(Debug)]
pub(crate) struct Exposition {
    /// The value of each sample, by its name and labels as they are written.
    pub(crate) samples: BTreeMap<String, f64>,
}

impl Exposition {
    /// Reads a text. Whatever is not as the format wants it panics.
    #[track_caller]
    pub(crate) fn parse(text: &str) -> Self {
        assert!(text.ends_with('\n'), "the last line has no end");
        let (mut types, mut samples) = (BTreeMap::new(), BTreeMap::new());
        let mut helped = BTreeSet::new();
        for line in text.lines() {
            if let Some(help) = line.strip_prefix("# HELP ") {
                let (name, help) = help.split_once(' ').unwrap();
                assert!(help.ends_with('.') && !help.ends_with(".."), "{line}");
                assert!(helped.insert(name.to_owned()), "twice: {line}");
            } else if let Some(of) = line.strip_prefix("# TYPE ") {
                let (name, of) = of.split_once(' ').unwrap();
                assert!(helped.contains(name), "no help: {line}");
                assert!(types.insert(name.to_owned(), of.to_owned()).is_none(), "twice: {line}");
            } else {
                let (sample, value) = line.rsplit_once(' ').unwrap();
                let name = sample.split('{').next().unwrap();
                let mut family = ["_bucket", "_sum", "_count"].iter();
                let family = family.find_map(|end| name.strip_suffix(end)).unwrap_or(name);
                assert!(types.contains_key(family), "no type: {line}");
                let value = value.parse().unwrap();
                assert!(samples.insert(sample.to_owned(), value).is_none(), "twice: {line}");
            }
        }
        Self { samples }
    }

    /// Returns the value of a sample; 0 if it is not there.
    pub(crate) fn value(&self, sample: &str) -> f64 {
        self.samples.get(sample).copied().unwrap_or(0.0)
    }

    /// Returns the labels of all samples, each with its words.
    pub(crate) fn words(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut words: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for sample in self.samples.keys() {
            let Some((_, labels)) = sample.split_once('{') else { continue };
            for label in labels.strip_suffix('}').unwrap().split(',') {
                let (name, word) = label.split_once('=').unwrap();
                let word = word.strip_prefix('"').unwrap().strip_suffix('"').unwrap();
                words.entry(name.to_owned()).or_default().insert(word.to_owned());
            }
        }
        words
    }
}
