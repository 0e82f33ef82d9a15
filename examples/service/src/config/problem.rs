//! What is wrong with the environment: [`Problem`], and the reader that collects them.

use std::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::{fmt, fs};

use super::variables::variable_of;

/// What is wrong with one variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    name: &'static str,
    /// What was found, and why something else was expected.
    found: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, found } = self;
        let expected = variable_of(name).map_or("another value", |variable| variable.expected);
        write!(f, "{name}: expected {expected}; {found}")
    }
}

impl Error for Problem {}

/// Everything that is wrong with the environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(Vec<Problem>);

/// Writes a line for each.
impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|problem| writeln!(f, "{problem}"))
    }
}

impl Error for Problems {}

/// Reads variables, and collects what is wrong.
pub(super) struct Reader<E> {
    environment: E,
    problems: Vec<Problem>,
}

impl<E: Fn(&str) -> Option<OsString>> Reader<E> {
    pub(super) fn new(environment: E) -> Self {
        Self { environment, problems: Vec::new() }
    }

    /// Reads a variable, or its default. `None` has been noted.
    pub(super) fn value<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self
            .text(name)
            .or_else(|| variable_of(name).map(|variable| variable.default.to_owned()))?;
        parse(&text).map_err(|found| self.problem(name, found)).ok()
    }

    /// Reads a variable that may be missing.
    pub(super) fn optional<T>(
        &mut self,
        name: &'static str,
        parse: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.text(name)?;
        parse(&text).map_err(|found| self.problem(name, found)).ok()
    }

    /// Whether a variable is set, or a file is named that holds its value.
    pub(super) fn is_set(&self, name: &str) -> bool {
        self.set(name).or_else(|| self.set(&format!("{name}_FILE"))).is_some()
    }

    /// Reads a variable that is one of several words.
    pub(super) fn choice<T: Copy>(&mut self, name: &'static str, words: &[(&str, T)]) -> Option<T> {
        self.value(name, |text| {
            let word = words.iter().find(|(word, _)| *word == text);
            word.map(|(_, value)| *value).ok_or_else(|| format!("found {text:?}"))
        })
    }

    /// Notes that a variable is needed, and why; one that is wrong has been noted already.
    pub(super) fn missing<T>(&mut self, name: &'static str, because: &str) -> Option<T> {
        if self.problems.iter().all(|problem| problem.name != name) {
            self.problem(name, format!("found nothing, and {because}"));
        }
        None
    }

    /// Returns the configuration, unless something is wrong.
    pub(super) fn finish<T>(self, config: impl FnOnce() -> Option<T>) -> Result<T, Problems> {
        if self.problems.is_empty()
            && let Some(config) = config()
        {
            return Ok(config);
        }
        Err(Problems(self.problems))
    }

    /// Returns the text of a variable, or of the file that `NAME_FILE` names. An empty variable
    /// counts as not set.
    fn text(&mut self, name: &'static str) -> Option<String> {
        let text = match (self.set(name), self.set(&format!("{name}_FILE"))) {
            (None, None) => return None,
            (Some(text), None) => {
                text.into_string().map_err(|_| "found text that is not UTF-8".to_owned())
            }
            (None, Some(file)) => text_of(Path::new(&file)),
            (Some(_), Some(_)) => Err(format!("found {name}_FILE as well, and one is enough")),
        };
        text.map_err(|found| self.problem(name, found)).ok()
    }

    /// Returns what a variable is set to, if it is not empty.
    fn set(&self, name: &str) -> Option<OsString> {
        (self.environment)(name).filter(|text| !text.is_empty())
    }

    /// Notes what is wrong with a variable.
    pub(super) fn problem(&mut self, name: &'static str, found: String) {
        self.problems.push(Problem { name, found });
    }
}

/// Returns what a file holds, without the end of its last line. An empty file is an error: a secret
/// that got lost must not count as none.
fn text_of(file: &Path) -> Result<String, String> {
    let text = fs::read_to_string(file);
    let text = text.map_err(|error| format!("found the file {}: {error}", file.display()))?;
    let text = text.trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(format!("found the file {} empty", file.display()));
    }
    Ok(text.to_owned())
}
