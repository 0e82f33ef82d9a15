//! The pictures show the figures of the README's tables, and were measured at the same time.

use std::fs;
use std::path::Path;

const FIGURES: (&str, &str) = ("<!-- figures -->", "<!-- /figures -->");

#[test]
fn every_time_in_the_tables_is_a_bar() {
    let texts = texts("bars.svg");
    let block = block();
    let rows: Vec<Vec<&str>> = block
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|row| row.split(" | ").collect())
        .filter(|row: &Vec<&str>| row.len() == 8 && row[0] != "what")
        .collect();
    assert!(rows.len() > 20, "{rows:?}");
    for row in rows {
        let [what, ours, beside, _, _, _, others, _] = row[..] else {
            panic!("eight cells: {row:?}")
        };
        let what = plain(what);
        let mut bars = texts.iter().skip_while(|text| **text != what);
        assert!(bars.next().is_some(), "{what}: not in the picture");
        // A bar is a name and a time. The next task begins where there is no time.
        let (names, times): (Vec<&str>, Vec<&str>) = bars
            .clone()
            .zip(bars.skip(1))
            .step_by(2)
            .map(|(name, time)| (name.as_str(), time.as_str()))
            .take_while(|(_, time)| is_time(time))
            .unzip();
        let shown = |name: &str, time: &str| {
            names.iter().zip(&times).any(|bar| bar == (&plain(name).as_str(), &time))
        };
        assert!(shown("this crate", ours), "{what}: {ours} in the table, {times:?} in the picture");
        for side in [beside].into_iter().chain(others.split("; ")).filter(|side| !side.is_empty()) {
            let (name, time) = side.rsplit_once(": ").expect("a name and a time");
            assert!(
                shown(name, time),
                "{what}, {name}: {time} in the table, {times:?} in the picture"
            );
        }
    }
}

#[test]
fn both_pictures_say_when_and_on_what_they_were_measured() {
    let block = block();
    let measured = block.lines().find(|line| line.starts_with("Last measured "));
    let measured = measured.expect("the tables say when they were measured");
    for picture in ["bars.svg", "curves.svg"] {
        assert_eq!(texts(picture).last().map(String::as_str), Some(measured), "{picture}");
        assert!(block.contains(&format!("(benches/figures/{picture})")), "{picture} is not shown");
    }
}

/// What the README has between its markers.
fn block() -> String {
    let readme = read("README.md");
    let (_, rest) = readme.split_once(FIGURES.0).expect("the README has a block of figures");
    rest.split_once(FIGURES.1).expect("the block of figures ends").0.to_owned()
}

/// The texts of a picture, in the order in which they were drawn.
fn texts(picture: &str) -> Vec<String> {
    let svg = read(&format!("benches/figures/{picture}"));
    let texts = svg.split("<text ").skip(1).map(|rest| {
        let (_, rest) = rest.split_once('>').expect("a tag ends");
        let (text, _) = rest.split_once("</text>").expect("a text ends");
        text.trim()
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&apos;", "'")
            .replace("&amp;", "&")
    });
    texts.collect()
}

fn is_time(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(number, unit)| {
        number.parse::<f64>().is_ok() && ["ns", "µs", "ms"].contains(&unit)
    })
}

/// A cell as it stands in a picture.
fn plain(cell: &str) -> String {
    cell.replace('`', "")
}

fn read(path: &str) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    fs::read_to_string(&file).unwrap_or_else(|error| panic!("{path}: {error}"))
}
