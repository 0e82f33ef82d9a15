//! The README's block of figures.

use crate::ratio::{Kind, Task};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use verify_core_peers::agreement::Comparison;

/// The README holds the figures between these lines.
const MARKERS: (&str, &str) = ("<!-- figures -->", "<!-- /figures -->");

/// Writes the tables.
pub(crate) fn write(tasks: &[Task], comparisons: &[Comparison], measured: &str) {
    let rows = |kind: Kind| {
        let rows: Vec<String> = tasks.iter().flat_map(|task| task.rows(kind)).collect();
        format!("{}\n{}\n", kind.head(), rows.join("\n"))
    };
    let [limits, peers] = [Kind::Limit, Kind::Peer].map(rows);
    let right = answers(comparisons, tasks[0].command);
    let block = format!(
        "\
Beside a limit, which is the entropy, a look at each byte, a copy of the text, or one core:

{limits}
Beside peers that give the same answer:

{peers}
![Bars: the time of each task, for this crate, its limits and its peers](benches/figures/bars.svg)

![Curves: linear in the length of a text, flat in the number of countries and sessions](benches/figures/curves.svg)

Where peers give other answers:

{right}
{measured}
"
    );
    let file = root().join("README.md");
    let readme = fs::read_to_string(&file).expect("the README can be read");
    let (before, rest) = readme.split_once(MARKERS.0).expect("the README has a block of figures");
    let (_, after) = rest.split_once(MARKERS.1).expect("the block of figures ends");
    let text = format!("{before}{}\n{block}{}{after}", MARKERS.0, MARKERS.1);
    fs::write(&file, text).expect("the README can be written");
    println!("\nwritten to {}", file.display());
}

/// Writes a picture.
pub(crate) fn write_picture(name: &str, svg: &str) {
    let file = root().join("benches/figures").join(name);
    fs::write(&file, svg).expect("the picture can be written");
    println!("written to {}", file.display());
}

/// How often each peer was right, and one of its mistakes.
fn answers(comparisons: &[Comparison], command: &str) -> String {
    let mut table =
        "| what | peer | right | a wrong one | command |\n|---|---|--:|---|---|\n".to_owned();
    for peer in comparisons.iter().flat_map(|comparison| &comparison.peers) {
        if let Some(wrong) = peer.wrong.first() {
            let (who, what) = peer.who.split_once(": ").expect("who was asked what");
            let (right, asked) = (peer.asked - peer.wrong.len(), peer.asked);
            let row = format!("| {what} | {who} | {right} of {asked} | `{wrong}` | `{command}` |");
            writeln!(table, "{row}").expect("text takes everything");
        }
    }
    table
}

/// The workspace, which is the folder with the lock file.
fn root() -> PathBuf {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    folders
        .find(|folder| folder.join("Cargo.lock").exists())
        .expect("a workspace has a lock file")
        .to_owned()
}

/// When and on what this was measured.
pub(crate) fn measured() -> String {
    let run = |program: &str, argument: &str| {
        let output = Command::new(program).arg(argument).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map(|name| name.trim_start_matches([' ', '\t', ':']));
    let date = run("date", "+%F").unwrap_or_default();
    let rustc = run("rustc", "--version").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "Last measured {date}: {}, {cores} cores, {rustc}.",
        cpu.unwrap_or("an unknown processor")
    )
}
