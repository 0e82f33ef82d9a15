//! The public types of the crate, read off its source. `tests/defmt.rs` reads them here as well.

use std::path::{Path, PathBuf};

/// Returns the names of the public types that the files of a folder declare, each with its file's
/// path from there. A macro that declares types has their names where it is used, as in
/// `pub struct Length(Characters);`; where it is defined, a name is a `$` and no type.
pub(crate) fn public_types(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut types = Vec::new();
    for entry in folder.read_dir().expect("a folder of the crate can be listed") {
        let path = entry.expect("an entry of the crate can be read").path();
        let name = PathBuf::from(path.file_name().expect("it is no root"));
        if path.is_dir() {
            let below = public_types(&path).into_iter();
            types.extend(below.map(|(file, declared)| (name.join(file), declared)));
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
        for line in text.lines().map(str::trim_start) {
            let declared = ["pub struct ", "pub enum "].iter().find_map(|it| line.strip_prefix(it));
            let declared =
                declared.and_then(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
            let declared = declared.filter(|name| !name.is_empty());
            types.extend(declared.map(|declared| (name.clone(), declared.to_owned())));
        }
    }
    types
}
