//! `cargo test --release` links the operations, which shows that they cannot panic; these tests run
//! them. Without optimization they do not link.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that panics is a test that fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[test]
fn no_operation_panics() {
    run(Path::new(env!("CARGO_BIN_EXE_operations")));
}

/// Builds a copy of the crate that reads IPv4 addresses only.
#[test]
fn without_ipv6_no_operation_panics_that_reads_an_address() {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("without-ipv6");
    if copy.exists() {
        fs::remove_dir_all(&copy).expect("the copy of an earlier run");
    }
    for name in ["README.md", "src", "tests/no_panic"] {
        copy_all(&root().join(name), &copy.join(name));
    }
    // Of the manifest the library alone: other targets and packages are not copied.
    let manifest = read(&root().join("Cargo.toml")).replace("members = [", "exclude = [");
    let library = manifest.split("\n[[").next().expect("a first part");
    fs::write(copy.join("Cargo.toml"), library).expect("a copy");
    for (file, with, without) in [
        ("src/url/callback.rs", "address.parse::<Ipv6Addr>().is_ok()", "!address.is_empty()"),
        (
            "src/request/client_ip.rs",
            "address.parse::<Ipv6Addr>().map(canonical)",
            "address.parse::<Ipv4Addr>().map(|address| canonical(address.to_ipv6_mapped()))",
        ),
    ] {
        let text = read(&copy.join(file));
        assert_eq!(text.matches(with).count(), 1, "{file}: {with}");
        fs::write(copy.join(file), text.replace(with, without)).expect("a copy");
    }
    let output =
        build(&copy.join("tests/no_panic"), &["--bin", "operations", "--features", "without-ipv6"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    run(&target().join("release/operations"));
}

#[test]
fn what_can_panic_does_not_link() {
    let output = build(
        Path::new(env!("CARGO_MANIFEST_DIR")),
        &["--bin", "control", "--features", "control"],
    );
    let messages = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "{messages}");
    for function in ["out_of_range", "ipv6_address_of_core"] {
        let message = format!("ERROR[no-panic]: detected panic in function `{function}`");
        assert!(messages.contains(&message), "{messages}");
    }
}

/// Checks that the module of the same name here calls each public function of a module of the
/// crate.
#[test]
fn no_public_function_is_left_out() {
    let mut functions = BTreeMap::<(String, String), usize>::new();
    let files = files(&root().join("src")).into_iter();
    // What reads JSON needs a feature that is off here: the floats of `core` are read with panics
    // that the linker does not see to be unreachable.
    let files = files.filter(|file| !file.ends_with("request/json/unreadable.rs"));
    for file in files.filter(|file| !file.ends_with("bounded.rs")) {
        // The macro `named_by_uuid!` declares an id of a session and one of an error.
        let modules = match module(&file) {
            module if module == "uuid" => vec!["session".to_owned(), "response".to_owned()],
            module => vec![module],
        };
        for line in read(&file).lines() {
            for (name, module) in public_functions(line)
                .into_iter()
                .flat_map(|it| modules.iter().map(move |m| (it, m)))
            {
                *functions.entry((module.clone(), name.to_owned())).or_default() += 1;
            }
        }
    }
    assert!(functions.values().sum::<usize>() > 150, "the search found too few: {functions:?}");
    for ((module, name), count) in functions {
        let shown = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/{module}.rs")));
        let (shown, _) = shown.split_once("pub(crate) fn run()").expect("it runs its operations");
        let call = format!("{name}(");
        let calls = shown.match_indices(&call).filter(|(at, _)| {
            let before = &shown[..*at];
            before.ends_with(['.', ':']) || module == "gsm7" && !before.ends_with("fn ")
        });
        assert!(calls.count() >= count, "{module}: {count} functions `{name}`, and fewer calls");
    }
}

/// The public functions that a line of a source file declares: one, or the three of a number that
/// the macro `bounded!` declares.
fn public_functions(line: &str) -> Vec<&str> {
    if let Some(line) = line.strip_prefix("    ")
        && let Some((getter, _)) = line.split_once("() -> ").filter(|_| line.ends_with(';'))
    {
        return vec!["new", "found", getter];
    }
    let line = line.trim_start();
    let function = ["pub fn ", "pub const fn "].iter().find_map(|word| line.strip_prefix(word));
    let name = function.and_then(|function| function.split_once(['(', '<']));
    // In a macro, the name may be a parameter.
    name.map(|(name, _)| name).filter(|name| !name.starts_with('$')).into_iter().collect()
}

// --- What the tests need ---

fn run(operations: &Path) {
    let output = Command::new(operations).output().expect("it was built");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Runs `cargo build --release` off the network: everything was fetched to build this test.
fn build(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["build", "--release", "--offline", "--locked", "--target-dir"])
        .arg(target())
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("cargo, which runs this test, can be started")
}

/// Returns the folder for the builds that this test starts; the outer one may be locked.
fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("builds")
}

/// Returns the folder of the crate.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Returns the module that a file of the crate belongs to; `gsm7` counts as one.
fn module(file: &Path) -> String {
    let path = file.strip_prefix(root().join("src")).expect("a file of the crate");
    let mut parts = path.iter().map(|part| part.to_string_lossy());
    let first = parts.next().expect("a file has a name");
    if parts.any(|part| part == "gsm7") { "gsm7" } else { first.trim_end_matches(".rs") }.to_owned()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        folder.read_dir().expect("a folder of the crate").flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn copy_all(from: &Path, to: &Path) {
    let all = if from.is_dir() { files(from) } else { vec![from.to_owned()] };
    for file in all.into_iter().filter(|file| !file.iter().any(|part| part == "target")) {
        let below = file.strip_prefix(from).expect("it lies below");
        let copy = if below.as_os_str().is_empty() { to.to_owned() } else { to.join(below) };
        fs::create_dir_all(copy.parent().expect("a file lies in a folder")).expect("a folder");
        fs::copy(&file, copy).expect("a copy");
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
