//! Runs gungraun, and reads what it counted.

use crate::Counts;
use gungraun_summary::v7::{EventKind, Metric, ToolMetricResults, parse_slice};
use std::process::{Command, Stdio};

const LOCK: &str = include_str!("../../../Cargo.lock");
const RUNNER: &str = "gungraun-runner";

/// Returns the version of the runner that belongs to the library, as `Cargo.lock` has it.
#[must_use]
pub fn runner_version() -> &'static str {
    let mut lines = LOCK.lines().skip_while(|line| *line != "name = \"gungraun-runner\"").skip(1);
    let version = lines.next().and_then(|line| line.strip_prefix("version = "));
    version.unwrap_or_default().trim_matches('"')
}

/// Names what counts depend on besides the source: compiler, target, valgrind and C library. The
/// processor does not count: valgrind shows a program the same one wherever there is AVX2.
#[must_use]
pub fn tools() -> String {
    let rustc = std::env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned());
    let verbose = said(&rustc, &["-vV"]).unwrap_or_default();
    let host = verbose.lines().find_map(|line| line.strip_prefix("host: "));
    let others = [said("valgrind", &["--version"]), said("getconf", &["GNU_LIBC_VERSION"])];
    let known = verbose.lines().take(1).chain(host).map(str::to_owned);
    known.chain(others.into_iter().flatten()).collect::<Vec<_>>().join(", ")
}

/// Installs the runner if it is missing or not the library's.
pub(crate) fn prepare() -> Result<(), String> {
    said("valgrind", &["--version"])
        .ok_or("valgrind is missing: install it (on Debian: apt-get install valgrind)")?;
    let version = runner_version();
    if said(RUNNER, &["--version"]) == Some(format!("{RUNNER} {version}")) {
        return Ok(());
    }
    // Unoptimized it is built in half the time, and counts as fast: the work is valgrind's.
    let install = ["install", "--locked", "--debug", RUNNER, "--version", version];
    println!("$ cargo {}", install.join(" "));
    let status = Command::new("cargo").args(install).status();
    let is_installed = status.map_err(|error| format!("cargo: {error}"))?.success();
    is_installed.then_some(()).ok_or_else(|| format!("{RUNNER} {version} could not be installed"))
}

/// Starts this program again, as gungraun does, and collects the counts.
pub(crate) fn count() -> Result<Counts, String> {
    let program = std::env::current_exe().map_err(|error| format!("this program: {error}"))?;
    let mut gungraun = Command::new(program);
    gungraun.args(["--bench", "--parallel", "--output-format=json"]).stderr(Stdio::inherit());
    let output = gungraun.output().map_err(|error| format!("gungraun: {error}"))?;
    if !output.status.success() {
        return Err(format!("gungraun: {}", output.status));
    }
    let lines = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.map(one).collect()
}

/// Reads the path and its instructions from one line of gungraun's output.
fn one(line: &[u8]) -> Result<(String, u64), String> {
    let summary = parse_slice(line).map_err(|error| format!("gungraun's output: {error}"))?;
    let parts = [Some(&*summary.group), Some(&summary.function_name), summary.id.as_deref()];
    let path = parts.into_iter().flatten().collect::<Vec<_>>().join("/");
    let instructions = summary.profiles.0.iter().find_map(|profile| {
        let ToolMetricResults::Callgrind(metrics) = &profile.data.total.metrics else {
            return None;
        };
        match metrics.0.get(&EventKind::Ir)?.values.as_ref().left()? {
            Metric::Int(instructions) => Some((path.clone(), *instructions)),
            Metric::Float(_) => None,
        }
    });
    instructions.ok_or_else(|| format!("{path}: no instructions were counted"))
}

/// Runs a command and returns its output; `None` if it does not run.
fn said(command: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(command).args(arguments).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim_end().to_owned())
}
