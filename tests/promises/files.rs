//! The files of a crate and what each imports, read from their text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Source files by their module paths.
pub(crate) struct Files {
    modules: BTreeMap<Vec<String>, File>,
}

/// One file names what another one declares.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Import<'f> {
    pub(crate) from: &'f str,
    pub(crate) to: &'f str,
    pub(crate) name: String,
}

struct File {
    path: String,
    /// The names that `use` brings in, and what each stands for.
    uses: Vec<Use>,
    /// Every other path of two parts or more.
    paths: Vec<Vec<String>>,
    /// Every word outside of `use`.
    words: BTreeSet<String>,
}

struct Use {
    name: String,
    path: Vec<String>,
    is_public: bool,
}

impl Files {
    /// Reads files, each given as its path from `src/` and its text. Those for tests are left out.
    pub(crate) fn new(sources: Vec<(PathBuf, String)>) -> Self {
        let mut modules = BTreeMap::new();
        for (path, text) in sources {
            let path = path.to_string_lossy().replace('\\', "/");
            if path.ends_with("tests.rs") {
                continue;
            }
            let name = path.trim_end_matches(".rs").trim_end_matches("/mod");
            let mut module: Vec<String> = name.split('/').map(str::to_owned).collect();
            if name == "lib" {
                module.clear();
            }
            modules.insert(module, read(path, &text));
        }
        Self { modules }
    }

    /// Lists every import of one file by another.
    pub(crate) fn imports(&self) -> Vec<Import<'_>> {
        let mut imports = Vec::new();
        for (module, file) in &self.modules {
            let used = file.uses.iter().filter(|it| !it.is_public || file.words.contains(&it.name));
            for path in used.map(|it| &it.path).chain(&file.paths) {
                let Some(to) = self.declares(module, path, 0).filter(|to| *to != module) else {
                    continue;
                };
                let name = path.last().cloned().unwrap_or_default();
                imports.push(Import { from: &file.path, to: &self.modules[to].path, name });
            }
        }
        imports
    }

    /// Finds the module that declares what a path in a file names; `None` outside of this crate,
    /// and for a module itself.
    fn declares(&self, module: &[String], path: &[String], depth: usize) -> Option<&Vec<String>> {
        let (start, rest) = self.start(module, path, depth)?;
        let (mut at, mut rest) = (start, rest);
        while let [first, after @ ..] = rest {
            let below: Vec<String> = at.iter().chain([first]).cloned().collect();
            if self.modules.contains_key(&below) {
                (at, rest) = (below, after);
                continue;
            }
            // Something that stands in `at`, or comes into it from elsewhere.
            let (key, file) = self.modules.get_key_value(&at)?;
            let brought = file.uses.iter().find(|it| it.name == *first && it.path.len() > 1);
            return match brought {
                Some(brought) if depth < 8 => {
                    let whole: Vec<String> = brought.path.iter().chain(after).cloned().collect();
                    self.declares(&at, &whole, depth + 1)
                }
                _ => Some(key),
            };
        }
        None
    }

    /// Returns the module from which a path leads on, and the rest of the path.
    fn start<'p>(
        &self,
        module: &[String],
        path: &'p [String],
        depth: usize,
    ) -> Option<(Vec<String>, &'p [String])> {
        let (first, rest) = path.split_first()?;
        let mut at = module.to_vec();
        match first.as_str() {
            "crate" => return Some((Vec::new(), rest)),
            "self" => return Some((at, rest)),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                at.truncate(at.len().checked_sub(up)?);
                return Some((at, &path[up..]));
            }
            _ => {}
        }
        at.push(first.clone());
        if self.modules.contains_key(&at) {
            return Some((at, rest));
        }
        // A module that `use` has brought in.
        let file = self.modules.get(module)?;
        let brought = file.uses.iter().find(|it| it.name == *first && it.path.len() > 1)?;
        if depth > 8 {
            return None; // a name that stands for itself
        }
        let (mut at, mut open) = self.start(module, &brought.path, depth + 1)?;
        while let [next, after @ ..] = open {
            at.push(next.clone());
            open = after;
        }
        self.modules.contains_key(&at).then_some((at, rest))
    }
}

/// Reads one file.
fn read(path: String, text: &str) -> File {
    let code = code(text.split("#[cfg(test)]\nmod ").next().unwrap_or_default());
    let mut file = File { path, uses: Vec::new(), paths: Vec::new(), words: BTreeSet::new() };
    let mut at = 0;
    let mut is_public = false;
    while let Some(token) = code.get(at) {
        match token.as_str() {
            "use" => {
                at = tree(&code, at + 1, &[], is_public, &mut file.uses);
                is_public = false;
            }
            "pub" => {
                is_public = true;
                at += 1;
                if code.get(at).is_some_and(|next| next == "(") {
                    at += code[at..].iter().take_while(|token| *token != ")").count() + 1;
                }
            }
            word if is_word(word) => {
                let (parts, after) = parts(&code, at);
                file.words.extend(parts.first().cloned());
                if parts.len() > 1 {
                    file.paths.push(parts);
                }
                (at, is_public) = (after, false);
            }
            _ => at += 1,
        }
    }
    file
}

/// Reads the parts of a path that begins at a word, and returns where it ends.
fn parts(code: &[String], mut at: usize) -> (Vec<String>, usize) {
    let mut parts = vec![code[at].clone()];
    while code.get(at + 1).is_some_and(|token| token == "::")
        && code.get(at + 2).is_some_and(|token| is_word(token))
    {
        at += 2;
        parts.push(code[at].clone());
    }
    (parts, at + 1)
}

/// Reads one tree of `use`, which starts at `at` behind the path `before`; returns where it ends.
fn tree(
    code: &[String],
    mut at: usize,
    before: &[String],
    is_public: bool,
    uses: &mut Vec<Use>,
) -> usize {
    let mut path = before.to_vec();
    while let Some(token) = code.get(at) {
        match token.as_str() {
            "{" => {
                at += 1;
                while code.get(at).is_some_and(|token| token != "}") {
                    let end = tree(code, at, &path, is_public, uses);
                    at = end + usize::from(code.get(end).is_none_or(|token| token != "}"));
                }
                return at + 1;
            }
            "::" => at += 1,
            "as" => {
                let name = code[at + 1].clone();
                uses.push(Use { name, path, is_public });
                return at + 2;
            }
            "," | "}" | ";" => break,
            part => {
                if part != "self" || path.is_empty() {
                    path.push(part.to_owned());
                }
                at += 1;
            }
        }
    }
    let name = path.last().cloned().unwrap_or_default();
    uses.push(Use { name, path, is_public });
    at
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Splits a text into words and signs, without comments, strings and characters.
pub(crate) fn code(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        let length = if rest.starts_with("//") {
            skip("\n")
        } else if rest.starts_with("/*") {
            skip("*/")
        } else if rest.starts_with("r#\"") {
            skip("\"#")
        } else if c == '"' {
            let mut escaped = false;
            let end = rest.char_indices().skip(1).find(|(_, c)| {
                let ends = *c == '"' && !escaped;
                escaped = *c == '\\' && !escaped;
                ends
            });
            end.map_or(rest.len(), |(at, _)| at + 1)
        } else if let Some(length) = character(rest) {
            length
        } else if c.is_alphanumeric() || c == '_' {
            let end = |c: char| !c.is_alphanumeric() && c != '_';
            let end = rest.find(end).unwrap_or(rest.len());
            tokens.push(rest[..end].to_owned());
            end
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !c.is_whitespace() && c != '$' {
                tokens.push(c.to_string());
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    tokens
}

/// Returns the length of the character in quotes that a text begins with, but not of a lifetime.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if inside.starts_with('\\') {
        return inside.get(2..)?.find('\'').map(|at| at + 4);
    }
    let first = inside.chars().next()?;
    inside[first.len_utf8()..].starts_with('\'').then_some(first.len_utf8() + 2)
}
