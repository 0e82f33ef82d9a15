//! What the README shows can be run, and each of its figures names the command that makes it.

use regex::Regex;

/// `BLESS=1 cargo bench -p verify-core-peers` writes the tables between these lines.
const FIGURES: (&str, &str) = ("<!-- figures -->", "<!-- /figures -->");
/// `BLESS=1 examples/firmware/run` writes the rows between these.
const FIRMWARE: (&str, &str) = ("<!-- firmware -->", "<!-- /firmware -->");

#[test]
fn ci_runs_every_command_that_the_readme_shows() {
    let readme = crate::read("README.md");
    let ci = crate::read(".ci/run");
    let runs: Vec<String> = ci
        .lines()
        .filter_map(|line| line.trim().strip_prefix("run "))
        .map(|command| command.replace(" --locked", "").replace('"', ""))
        .collect();
    let shown = commands(&readme);
    assert!(shown.contains(&"cargo test"), "the README names its test command");
    for command in shown {
        let (_, example) = command.split_once("--example ").unwrap_or_default();
        let example = example.split_whitespace().next().unwrap_or_default();
        if command.starts_with("cargo bench") {
            assert!(is_bench(command), "`{command}` is no bench of this workspace");
        } else if command.contains(" fuzz/corpus/") {
            let property = command.split('/').next_back().expect("a folder of the target's");
            let source = format!("fuzz/fuzz_targets/{property}.rs");
            assert!(crate::root().join(&source).exists(), "`{command}`: there is no {source}");
            let of_any = command.replace(property, "$property");
            let is_run = runs.iter().any(|run| run.starts_with(&of_any));
            assert!(is_run, ".ci/run does not run `{of_any}`");
        } else if let Some(file) = is_long(command) {
            assert!(crate::root().join(&file).exists(), "`{command}`: there is no {file}");
        } else if example.is_empty() {
            assert!(runs.iter().any(|run| run == command), ".ci/run does not run `{command}`");
        } else {
            assert!(is_target("example", example), "`{command}`: there is no such example");
            assert!(
                ci.contains(&format!("\n    {example}) ")),
                ".ci/run has no arguments for the example {example}"
            );
        }
    }
}

#[test]
fn every_figure_names_the_command_that_makes_it() {
    let readme = crate::read("README.md");
    let rows = figures(&readme, FIGURES);
    assert!(!rows.is_empty(), "the README shows figures, between {} and {}", FIGURES.0, FIGURES.1);
    let ci = crate::read(".ci/run");
    for row in rows {
        let command = row.last().expect("a row has cells").trim_matches('`');
        assert!(is_bench(command), "no command makes {row:?}");
    }
    assert!(ci.contains("cargo test --locked --workspace --benches"), ".ci/run runs every bench");
}

#[test]
fn what_the_firmware_takes_is_below_the_limits_that_its_script_holds() {
    let script = crate::read("examples/firmware/run");
    let limits = Regex::new(r"_LIMIT=\$\(\(([0-9]+) \* 1024\)\)").expect("a valid pattern");
    let limits: Vec<f64> = limits.captures_iter(&script).map(|found| kib(&found[1])).collect();
    let readme = crate::read("README.md");
    let rows = figures(&readme, FIRMWARE);
    assert_eq!(rows.len(), limits.len(), "a row for each limit of examples/firmware/run");
    for (row, limit) in rows.iter().zip(limits) {
        let [_, measured, most] = &row[..] else { panic!("three cells: {row:?}") };
        assert!(
            (kib(most) - limit).abs() < 0.05,
            "examples/firmware/run holds {limit} KiB: {row:?}"
        );
        assert!(kib(measured) <= limit, "more than the limit: {row:?}");
    }
}

/// The number of KiB in a cell.
fn kib(cell: &str) -> f64 {
    let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
    number.parse().unwrap_or_else(|_| panic!("a number of KiB: {cell}"))
}

#[test]
fn figures_stand_only_where_a_command_writes_them() {
    let figure =
        Regex::new(r"[0-9][0-9,.]* ?(ns|µs|KiB|times faster|× faster)").expect("a valid pattern");
    let readme = without_figures(&crate::read("README.md"));
    let found = figure.find(&readme).map(|found| found.as_str());
    assert_eq!(found, None, "a measured figure belongs between {} and {}", FIGURES.0, FIGURES.1);
}

/// The README without the blocks that commands write.
pub(crate) fn without_figures(readme: &str) -> String {
    let (before, _, after) = cut(readme, FIGURES);
    let rest = format!("{before}{after}");
    let (before, _, after) = cut(&rest, FIRMWARE);
    format!("{before}{after}")
}

/// What stands before, between and after the two markers.
fn cut<'t>(readme: &'t str, markers: (&str, &str)) -> (&'t str, &'t str, &'t str) {
    let (before, rest) = readme.split_once(markers.0).expect("the README has a block of figures");
    let (block, after) = rest.split_once(markers.1).expect("the block of figures ends");
    (before, block, after)
}

/// The cells of each row of the tables of figures, without their heads.
fn figures(readme: &str, markers: (&str, &str)) -> Vec<Vec<String>> {
    let (_, block, _) = cut(readme, markers);
    let tables = block.split("\n\n").filter_map(|part| part.trim_start().strip_prefix('|'));
    let rows = tables.flat_map(|table| table.lines().filter(|line| !line.is_empty()).skip(2));
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect()
}

/// The commands in the README's shell blocks.
fn commands(readme: &str) -> Vec<&str> {
    let blocks =
        readme.split("```").skip(1).step_by(2).filter_map(|block| block.strip_prefix("sh\n"));
    blocks.flat_map(str::lines).filter(|line| !line.is_empty()).collect()
}

/// What a command needs that takes too long for `.ci/run`.
fn is_long(command: &str) -> Option<String> {
    Some(match command.split_whitespace().collect::<Vec<_>>()[..] {
        ["cargo", "install", "--locked", "cargo-tarpaulin", "cargo-mutants"] => "README.md".into(),
        ["cargo", "tarpaulin"] => "tarpaulin.toml".into(),
        ["cargo", "mutants"] => ".cargo/mutants.toml".into(),
        [".ci/mutants", module] => format!("src/{module}"),
        _ => return None,
    })
}

/// Whether `.ci/run`, which builds every bench of the workspace, builds this one.
fn is_bench(command: &str) -> bool {
    match command.split_whitespace().collect::<Vec<_>>()[..] {
        ["cargo", "bench"] => true,
        ["cargo", "bench", "--bench", bench] => is_target("bench", bench),
        ["cargo", "bench", "-p", package] => crate::package(package).is_some(),
        _ => false,
    }
}

fn is_target(kind: &str, name: &str) -> bool {
    let package = crate::this_package();
    let mut targets = package["targets"].as_array().expect("a list").iter();
    targets.any(|target| target["kind"][0] == kind && target["name"] == name)
}
